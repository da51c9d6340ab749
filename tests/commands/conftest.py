"""The command as it is given on a machine: its environment, what it printed, how it ended."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from drafting.cli import main

ENVIRONMENT = "DRAFTING_"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Given = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation's data folder, named by the environment; nothing of this machine's settings is left."""
    for name in [name for name in os.environ if name.startswith(ENVIRONMENT)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DRAFTING_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def drafting(folder: Path, capsys: pytest.CaptureFixture[str]) -> Given:
    """`drafting("note", "list")`"""

    def given(*words: str) -> Ended:
        capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(str(ended.code))
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return given


@pytest.fixture
def installed(drafting: Given, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Given:
    """The command on a migrated, empty database of either kind."""
    monkeypatch.setenv("DRAFTING_DATABASE_URL", database_url)
    return drafting
