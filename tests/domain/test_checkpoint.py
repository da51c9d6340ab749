"""Checkpoints: the root of RFC 6962, signed notes as transparency logs write them."""

import base64
import hashlib
from collections.abc import Sequence

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.chains import Tip, hidden_name
from drafting.domain.checkpoint import BadCheckpoint, checkpoint_over, merkle_root, opened, signed, verifier_of

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ORIGIN = "notes.example.org/record"
TIPS = {"note:1": Tip(3, "a" * 64), "people": Tip(7, "b" * 64), "note:2": Tip(1, "c" * 64)}
VERIFIER = verifier_of(ORIGIN, KEY.public_key())

# The leaves and roots that implementations of RFC 6962 share as their test data.
RFC_LEAVES = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
RFC_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
}


@pytest.mark.parametrize("count", RFC_ROOTS)
def test_the_root_is_that_of_rfc_6962(count: int):
    assert merkle_root(RFC_LEAVES[:count]).hex() == RFC_ROOTS[count]


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_is_that_of_the_definition(leaves: list[bytes]):
    assert merkle_root(leaves) == _by_definition(leaves)


def test_a_checkpoint_is_read_again_as_it_was_made():
    made = checkpoint_over(ORIGIN, TIPS)
    assert made.entries == 11
    assert opened(signed(made, KEY), VERIFIER) == made


def test_a_checkpoint_is_a_signed_note_with_a_line_for_each_chain():
    text, _, signature = signed(checkpoint_over(ORIGIN, TIPS), KEY).partition("\n\n")
    origin, entries, root, *lines = text.splitlines()
    assert (origin, entries) == (ORIGIN, "11")
    assert lines == sorted(f"{hidden_name(chain)} {tip.seq} {tip.hash}" for chain, tip in TIPS.items())
    assert base64.b64decode(root) == merkle_root([line.encode() for line in lines])

    dash, name, encoded = signature.split()
    raw = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    value = base64.b64decode(encoded)
    assert (dash, name) == ("—", ORIGIN)
    assert value[:4] == hashlib.sha256(ORIGIN.encode() + b"\n\x01" + raw).digest()[:4]
    Ed25519PublicKey.from_public_bytes(raw).verify(value[4:], text.encode() + b"\n")


def test_a_checkpoint_does_not_name_the_notes():
    assert "note:1" not in signed(checkpoint_over(ORIGIN, TIPS), KEY)


@pytest.mark.parametrize(
    ("before", "after"),
    [("\n11\n", "\n12\n"), ("a" * 64, "d" * 64), (" 3 ", " 2 "), (ORIGIN + "\n11", "other.example.org/record\n11")],
)
def test_a_checkpoint_that_was_changed_is_refused(before: str, after: str):
    words = signed(checkpoint_over(ORIGIN, TIPS), KEY)
    assert before in words
    with pytest.raises(BadCheckpoint) as refused:
        opened(words.replace(before, after, 1), VERIFIER)
    assert refused.value.code == "wrong-signature"


def test_a_checkpoint_that_another_key_signed_in_our_name_is_refused():
    words = signed(checkpoint_over(ORIGIN, TIPS), Ed25519PrivateKey.from_private_bytes(bytes(32)))
    with pytest.raises(BadCheckpoint) as refused:
        opened(words, VERIFIER)
    assert refused.value.code == "wrong-signature"


def test_a_checkpoint_of_another_origin_is_not_ours():
    with pytest.raises(BadCheckpoint) as refused:
        opened(signed(checkpoint_over("other.example.org/record", TIPS), KEY), VERIFIER)
    assert refused.value.code == "not-signed"


def test_the_signature_of_a_witness_beside_ours_is_passed_over():
    words = signed(checkpoint_over(ORIGIN, TIPS), KEY) + "— witness.example.org AAAAAAAA\n"
    assert opened(words, VERIFIER).entries == 11


@pytest.mark.parametrize("words", ["", "\n\n", "one line\n", f"{ORIGIN}\n11\n", "— — —\n\n— — —\n"])
def test_something_else_is_no_checkpoint(words: str):
    with pytest.raises(BadCheckpoint):
        opened(words, VERIFIER)


@pytest.mark.parametrize(
    "verifier", ["", "name", "name+00000000+AAAA", VERIFIER[:-4] + "AAA=", VERIFIER.replace("+", "+0", 1)]
)
def test_something_else_is_no_public_key(verifier: str):
    with pytest.raises(BadCheckpoint) as refused:
        opened(signed(checkpoint_over(ORIGIN, TIPS), KEY), verifier)
    assert refused.value.code == "not-a-key"


def _by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word by word: the largest power of two smaller than the number of leaves divides them."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + _by_definition(leaves[:half]) + _by_definition(leaves[half:])).digest()
