"""The key that checkpoints are signed with: one file, made at first use, readable by the service alone."""

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from drafting.domain.errors import DraftingError


class BadKey(DraftingError):
    """The file of the key holds something else."""


def record_key(path: Path) -> Ed25519PrivateKey:
    """The key in this file; where there is none yet, a new one is kept there first."""
    if not path.exists():
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise BadKey("bad-key", "%(file)s holds no key of a record.", file=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey("bad-key", "%(file)s holds no key of a record.", file=path)
    return key


def _make(path: Path) -> None:
    """Whole or not at all, and only once: of two processes that begin together one key is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # mode 600
    with os.fdopen(number, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
