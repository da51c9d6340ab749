"""The `drafting` command: everything that the interface promises is there, explains itself and ends as it should."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from drafting.cli import main, parser
from tests.repository import ROOT

PROMISED = {
    "demo": (),
    "run": (),
    "worker": (),
    "migrate": (),
    "setup-link": (),
    "doctor": (),
    "config": ("show", "check"),
    "conference": ("load", "show"),
    "outline": ("load",),
    "user": ("invite", "list", "disable"),
    "appoint": (),
    "token": ("create", "revoke"),
    "note": ("list", "show", "export"),
    "backup": (),
    "restore": (),
    "record": ("export", "verify", "checkpoint"),
    "routes": (),
    "openapi": (),
}
COMMANDS = [(name, *rest) for name, kinds in PROMISED.items() for rest in ([(), *((kind,) for kind in kinds)])]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTING_DATA_DIR", str(tmp_path))
    return tmp_path


def ended(*words: str) -> int:
    try:
        return main(words)
    except SystemExit as end:
        return int(str(end.code))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_of_the_interface_explains_itself(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert ended(*command, "--help") == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"usage: drafting {' '.join(command)}")
    assert len(printed.splitlines()) > 3


def test_no_command_is_missing_from_the_list(capsys: pytest.CaptureFixture[str]):
    assert ended("--help") == 0
    listed = set(re.findall(r"^    ([a-z-]+)(?:  |$)", capsys.readouterr().out, re.MULTILINE))
    assert listed == set(PROMISED)


@pytest.mark.parametrize("words", [(), ("fly",), ("note",), ("note", "fly"), ("backup",), ("config", "show", "--fly")])
def test_words_that_are_not_understood_end_with_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert ended(*words) == 2
    assert "usage: drafting" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [("config", "show"), ("config", "check"), ("routes",), ("note", "list"), ("record", "verify"), ("doctor",)],
    ids=" ".join,
)
def test_what_is_printed_for_people_is_printed_for_programs_too(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    assert ended("migrate") == 0
    capsys.readouterr()
    assert ended(*command, "--json") == 0
    assert json.loads(capsys.readouterr().out) is not None


@pytest.mark.parametrize(
    "command",
    [("run",), ("worker",), ("note", "list"), ("record", "verify"), ("backup", "file"), ("user", "list")],
    ids=" ".join,
)
def test_without_a_database_a_line_says_what_helps(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert ended(*command) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "drafting migrate" in printed.err


def test_a_setting_that_does_not_exist_is_an_error_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DRAFTING_PROT", "8000")
    assert ended("config", "show") == 1
    assert "DRAFTING_PORT" in capsys.readouterr().err


def test_settings_are_shown_without_their_passwords(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DRAFTING_DATABASE_URL", "postgresql://drafting:secreto@db/drafting")
    monkeypatch.setenv("DRAFTING_SMTP_URL", "smtps://notes:secreto@mail.example.org?from=notes@example.org")
    assert ended("config", "show") == 0
    printed = capsys.readouterr().out
    assert "mail.example.org" in printed
    assert "secreto" not in printed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://notes.example.org"),
        ("SMTP_URL", "smtp://user:word@mail.example.org"),
        ("WORKERS", "4"),
        ("SECRET_FILE", f"{__file__}/secret"),
    ],
)
def test_settings_that_will_not_do_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
):
    assert ended("config", "check") == 0
    monkeypatch.setenv(f"DRAFTING_{name}", value)
    capsys.readouterr()
    assert ended("config", "check") == 1
    assert f"DRAFTING_{name}" in capsys.readouterr().out


def test_migrating_again_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert ended("migrate") == 0
    assert "ready" in capsys.readouterr().out
    assert ended("migrate") == 0
    assert "up to date" in capsys.readouterr().out
    assert (folder / "drafting.sqlite").stat().st_mode & 0o077 == 0


def test_routes_are_printed_with_method_address_and_policy(capsys: pytest.CaptureFixture[str]):
    assert ended("routes", "--json") == 0
    routes = {(route["method"], route["path"]): route["policy"] for route in json.loads(capsys.readouterr().out)}
    assert routes["GET", "/health/live"] == "public"
    assert routes["GET", "/notes/{ref:str}/timeline"] == "read_record"
    assert routes["POST", "/api/v1/notes/{ref:str}/meeting-adoptions"] == "record_meeting"
    assert all(policy for policy in routes.values())


def test_the_api_describes_itself(capsys: pytest.CaptureFixture[str]):
    assert ended("openapi") == 0
    described = json.loads(capsys.readouterr().out)
    assert described["openapi"].startswith("3.")
    assert "/api/v1/record/checkpoint" in described["paths"]


def test_the_module_and_the_command_are_the_same():
    done = subprocess.run([sys.executable, "-m", "drafting", "fly"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == _usage_of("fly")


def _usage_of(word: str) -> str:
    made = parser()
    kinds = ", ".join(repr(name) for name in made._subparsers._group_actions[0].choices)
    return f"{made.format_usage()}drafting: error: argument COMMAND: invalid choice: {word!r} (choose from {kinds})\n"
