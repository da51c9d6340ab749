"""The files that belong to the project: those that git tracks, or would with the next commit."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def files(*under: str) -> list[Path]:
    """Paths relative to the root; files that .gitignore names are left out."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
    listed = subprocess.run([*command, *under], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def words(path: Path) -> str | None:
    """The text of a file; nothing if it holds no text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
