"""A checkpoint: one short signed text that says how far the record reached, for keeping somewhere else.

It is a signed note as transparency logs write them (C2SP): the origin, the number of entries, the RFC 6962 root over
the chains, then a line for each chain: its hidden name, its last number, its last hash. Whoever keeps one can show
later that the record was only added to. The chains of delegations are not in it.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from drafting.domain.chains import Tip, hidden_name
from drafting.domain.errors import DraftingError

_ED25519 = b"\x01"
_DASH = "\u2014"


class BadCheckpoint(DraftingError):
    """A checkpoint that proves nothing: it is not one, contradicts itself, or another key signed it."""


@dataclass(frozen=True)
class Checkpoint:
    """`marks`: hidden name of a chain → how far it reached."""

    origin: str
    entries: int
    root: bytes
    marks: Mapping[str, Tip]


def checkpoint_over(origin: str, tips: Mapping[str, Tip]) -> Checkpoint:
    """The checkpoint of chains given by their true names."""
    marks = {hidden_name(chain): tip for chain, tip in tips.items()}
    return Checkpoint(origin, sum(tip.seq for tip in marks.values()), _root_over(marks), dict(sorted(marks.items())))


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    text = _text(checkpoint)
    signature = key.sign(text.encode())
    named = base64.b64encode(_key_id(checkpoint.origin, key.public_key()) + signature).decode()
    return f"{text}\n{_DASH} {checkpoint.origin} {named}\n"


def opened(words: str, verifier: str) -> Checkpoint:
    """The checkpoint in a signed text. Raises `BadCheckpoint` where the verifier's key has not signed exactly this."""
    text, gap, signatures = words.partition("\n\n")
    if not gap:
        raise BadCheckpoint("not-a-checkpoint", "This is not a checkpoint.")
    text += "\n"
    name, key = _key_of(verifier)
    for line in signatures.splitlines():
        _check_signature(line, text, name, key)
    if f"{_DASH} {name} " not in signatures:
        raise BadCheckpoint("not-signed", "This checkpoint is not signed by %(name)s.", name=name)
    return _parsed(text)


def verifier_of(origin: str, key: Ed25519PublicKey) -> str:
    """The public key as it is handed to whoever checks: name, short hash, key."""
    raw = base64.b64encode(_ED25519 + _raw(key)).decode()
    return f"{origin}+{_key_id(origin, key).hex()}+{raw}"


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962: leaves and nodes are hashed apart, so that no node can pass for a leaf."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + merkle_root(leaves[:half]) + merkle_root(leaves[half:])).digest()


def _root_over(marks: Mapping[str, Tip]) -> bytes:
    return merkle_root([line.encode() for line in _lines(marks)])


def _lines(marks: Mapping[str, Tip]) -> list[str]:
    return [f"{hidden} {tip.seq} {tip.hash}" for hidden, tip in sorted(marks.items())]


def _text(checkpoint: Checkpoint) -> str:
    root = base64.b64encode(checkpoint.root).decode()
    return "\n".join([checkpoint.origin, str(checkpoint.entries), root, *_lines(checkpoint.marks)]) + "\n"


def _parsed(text: str) -> Checkpoint:
    try:
        origin, entries, root, *lines = text.splitlines()
        marks = {hidden: Tip(int(seq), last) for hidden, seq, last in (line.split(" ") for line in lines)}
        found = Checkpoint(origin, int(entries), base64.b64decode(root, validate=True), marks)
    except ValueError as error:
        raise BadCheckpoint("not-a-checkpoint", "This is not a checkpoint.") from error
    if _root_over(marks) != found.root or sum(tip.seq for tip in marks.values()) != found.entries:
        raise BadCheckpoint("contradiction", "The lines of this checkpoint do not give its root.")
    return found


def _check_signature(line: str, text: str, name: str, key: Ed25519PublicKey) -> None:
    """A line of somebody else (a witness) is passed over; a line in our name must be ours."""
    try:
        dash, signer, encoded = line.split(" ")
        signature = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise BadCheckpoint("not-a-checkpoint", "A signature of this checkpoint cannot be read.") from error
    if dash != _DASH or signer != name:
        return
    try:
        if signature[:4] != _key_id(name, key):
            raise InvalidSignature
        key.verify(signature[4:], text.encode())
    except InvalidSignature:
        message = "The signature of this checkpoint is wrong: it was changed, or another key made it."
        raise BadCheckpoint("wrong-signature", message) from None


def _key_of(verifier: str) -> tuple[str, Ed25519PublicKey]:
    try:
        name, _, encoded = verifier.strip().split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        key = Ed25519PublicKey.from_public_bytes(raw[1:])
    except ValueError as error:
        raise BadCheckpoint("not-a-key", "This is not the public key of a record.") from error
    if raw[:1] != _ED25519 or verifier.strip() != verifier_of(name, key):
        raise BadCheckpoint("not-a-key", "This is not the public key of a record.")
    return name, key


def _key_id(name: str, key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + _raw(key)).digest()[:4]


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)
