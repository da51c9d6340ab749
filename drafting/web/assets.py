"""The static files, read once at the start: each under a name that changes with its content.

A hashed name may be kept by a browser for ever, so no conditional request is needed, and an old page never gets a new
script.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

FOLDER = Path(__file__).parent / "static"
PREFIX = "/static/"
COMPRESSED = {".css", ".js", ".svg", ".txt", ".json"}


@dataclass(frozen=True)
class Asset:
    """One file to send: `gzipped` where that is worth it; otherwise None."""

    name: str
    hashed_name: str
    media_type: str
    body: bytes
    gzipped: bytes | None


@cache
def assets() -> Mapping[str, Asset]:
    """Every static file by the hashed name it is asked for."""
    found = (_asset(path) for path in sorted(FOLDER.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {asset.hashed_name: asset for asset in found}


def static(name: str) -> str:
    """The address of a static file: `app.css` is at `/static/app.3f2a….css`. An unknown name is a mistake of ours."""
    return PREFIX + _hashed_names()[name]


@cache
def _hashed_names() -> Mapping[str, str]:
    return {asset.name: asset.hashed_name for asset in assets().values()}


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    name = PurePosixPath(path.relative_to(FOLDER).as_posix())
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(
        name=str(name),
        hashed_name=str(name.with_name(f"{name.stem}.{digest}{name.suffix}")),
        media_type=mimetypes.guess_type(name.name)[0] or "application/octet-stream",
        body=body,
        gzipped=gzip.compress(body, 9, mtime=0) if name.suffix in COMPRESSED else None,
    )
