"""The service as a process: it starts, answers, does what falls due beside it, and ends when it is told to."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafting.serving import Worker
from tests.repository import ROOT

PASSWORD = "palabras para todos"


@contextmanager
def begun(folder: Path, *words: str, **environment: str) -> Iterator["subprocess.Popen[str]"]:
    """The command in a process of its own, ended for certain."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("DRAFTING_")}
    given |= {"PYTHONPATH": str(ROOT), "DRAFTING_DATA_DIR": str(folder / "data"), "TMPDIR": str(folder), **environment}
    command = [sys.executable, "-m", "drafting", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=folder, env=given, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_until(process: "subprocess.Popen[str]", beginning: str) -> list[str]:
    """What it prints, up to and including the line that begins so."""
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line.rstrip("\n"))
        if line.startswith(beginning):
            return lines
    raise AssertionError(f"It ended before {beginning!r}: {lines} {process.stderr and process.stderr.read()}")


def ended(process: "subprocess.Popen[str]") -> int:
    process.send_signal(signal.SIGTERM)
    process.communicate()
    return process.returncode


def test_the_service_answers_when_it_says_so_and_ends_when_told_to(tmp_path: Path):
    with begun(tmp_path, "migrate") as process:
        assert process.wait() == 0
    port = free_port()
    with begun(tmp_path, "run", DRAFTING_PORT=str(port)) as process:
        address = lines_until(process, "ready ")[-1].removeprefix("ready ")
        with urllib.request.urlopen(f"{address}/health/ready") as answer:
            assert json.load(answer) == {"status": "ready"}
        assert ended(process) == 0


def test_the_worker_ends_when_told_to(tmp_path: Path):
    with begun(tmp_path, "migrate") as process:
        assert process.wait() == 0
    with begun(tmp_path, "worker") as process:
        lines_until(process, "working")
        assert ended(process) == 0


def test_the_demonstration_is_ready_with_an_account_for_each_role(tmp_path: Path):
    file = tmp_path / "accounts.json"
    words = ("demo", "--port", "0", "--password", PASSWORD, "--accounts", str(file))
    with begun(tmp_path, *words) as process:
        *lines, ready = lines_until(process, "ready ")
        address = ready.removeprefix("ready ")
        roles = ["coordinator", "drafter", "presidency", "troika", "head", "focal_point", "deputy", "expert"]
        assert [line.split()[0] for line in lines] == [*roles, "observer", "operator"]
        assert all(line.endswith(f"password {PASSWORD}") for line in lines)
        accounts = json.loads(file.read_text())
        with urllib.request.urlopen(f"{address}/") as answer:
            assert b"RCM-SACM/CN/2018/1" in answer.read()
        asked = urllib.request.Request(
            f"{address}/api/v1/demo/clock",
            data=b'{"now": "2018-09-20T00:00:00Z"}',
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(asked) as answer:
            assert json.load(answer)["now"].startswith("2018-09-20T00:00:0")
        assert [found.name for found in tmp_path.glob("drafting-demo-*")] != []
        assert ended(process) == 0
    assert [found.name for found in tmp_path.glob("drafting-demo-*")] == []
    assert {account["password"] for account in accounts} == {PASSWORD}
    assert len(accounts) > 40
    two_hats = [account for account in accounts if account["email"] == "clara.duarte@secretariats.example"]
    assert [hat["hat"] for hat in two_hats[0]["hats"]] == ["secretariat:RCM", "secretariat:SACM"]
    assert set(accounts[0]) == {"email", "password", "name", "hats", "notes"}


def test_a_demonstration_cannot_begin_when_its_presidencies_were_not_in_office(tmp_path: Path):
    with begun(tmp_path, "demo", "--port", "0", "--clock", "2017-01-01T00:00:00Z") as process:
        _, said = process.communicate()
        assert process.returncode == 1
        assert said.splitlines()[-1] == "drafting: The demonstration begins on 2018-05-01 or later."


def test_work_is_done_when_something_was_told_and_goes_on_after_trouble():
    done = threading.Semaphore(0)
    tries: list[int] = []

    def due() -> None:
        tries.append(len(tries))
        done.release()
        if len(tries) == 1:
            raise OSError("the mail server is away")

    worker = Worker(due)
    with worker.beside():
        assert done.acquire(timeout=60)
        worker.wake()
        assert done.acquire(timeout=60)
    assert tries[:2] == [0, 1]
    assert not [thread for thread in threading.enumerate() if thread.name == "worker"]


@pytest.mark.parametrize("words", [("--clock", "soon"), ("--port", "many")])
def test_options_that_make_no_sense_are_told(tmp_path: Path, words: tuple[str, str]):
    with begun(tmp_path, "demo", *words) as process:
        _, said = process.communicate()
    assert process.returncode in (1, 2)
    assert words[0].removeprefix("--") in said.splitlines()[-1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
