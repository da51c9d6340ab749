"""The demonstration as its users start it: a process of its own, with a password that the test chose."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests.repository import ROOT

PASSWORD = "siete palabras para entrar"
READY = "ready "


@dataclass(frozen=True)
class Demonstration:
    """`accounts`: hat and role → e-mail address of somebody who has them, and as few others as possible."""

    address: str
    accounts: dict[tuple[str, str], str]

    def email(self, hat: str, role: str) -> str:
        return self.accounts[hat, role]

    def move_clock(self, **by: float) -> datetime:
        """Later, with everything done that fell due on the way."""
        clock = f"{self.address}/api/v1/demo/clock"
        now = datetime.fromisoformat(httpx.get(clock).json()["now"])
        answer = httpx.post(clock, json={"now": (now + timedelta(**by)).isoformat()}, timeout=60)
        return datetime.fromisoformat(answer.json()["now"])


@contextmanager
def demonstration(folder: Path) -> Iterator[Demonstration]:
    file = folder / "accounts.json"
    command = [sys.executable, "-m", "drafting", "demo", "--port", "0", "--password", PASSWORD, "--accounts", file]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield Demonstration(_address(process), _accounts(json.loads(file.read_text(encoding="utf-8"))))
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    assert process.stdout
    for line in process.stdout:
        if line.startswith(READY):
            return line.removeprefix(READY).strip()
        said.append(line)
    raise AssertionError("The demonstration did not start:\n" + "".join(said))


def _accounts(described: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    found = {}
    for account in sorted(described, key=lambda account: -len(account["hats"])):
        for worn in account["hats"]:
            found[worn["hat"], worn["role"]] = account["email"]
    return found
