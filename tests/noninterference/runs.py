"""Two runs of one story, in which all chance is taken away: what differs then was caused by what was done differently.

Ids follow from what they are ids of, the clock stands, salts and keys of forms are the same. In the second run the
delegation of Mexico also writes fifty comments of which it submits none.
"""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, event

from drafting.domain.hats import Role
from drafting.domain.workflow import Stage
from drafting.notices.due import do_what_is_due
from drafting.settings import Settings
from drafting.store.base import make_engine
from drafting.store.notes import Note
from drafting.store.outbox import OutboxRow
from drafting.store.work import Actor, Keeping, seeded_ids
from tests.conftest import StandingClock
from tests.databases import Databases
from tests.makers import People, make_people
from tests.reviewing import finish_consultation, note_at
from tests.web.clients import Served, served

SEED = "two runs"
WRITERS = (Role.EXPERT, Role.DEPUTY, Role.FOCAL_POINT, Role.HEAD)
COMMENTS = 50
ids = seeded_ids(SEED)


@dataclass
class Run:
    site: Served
    settings: Settings
    note: Note
    people: People

    def of(self, actor: Actor) -> httpx.Client:
        return self.site.program(actor.person, str(actor.hat))

    def mexico(self, role: Role) -> httpx.Client:
        return self.of(self.people.delegation("MX", role))

    def asked(self, client: httpx.Client, method: str, path: str, **about: Any) -> Any:
        answer = client.request(method, f"/api/v1{path}", **about)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def comment(self, country: str, role: Role, body: str, **about: Any) -> str:
        words = {"kind": "technical", "body": body, "language": "es", "on": "REV.0", "paragraph": 1, **about}
        client = self.of(self.people.delegation(country, role))
        return str(self.asked(client, "POST", f"/notes/{self.note.id}/comments", json=words)["id"])

    def submit(self, country: str, *comments: str, visible: str = "now") -> str:
        """The number of its entry in the record."""
        asked = {"comments": list(comments), "visible": visible}
        client = self.of(self.people.delegation(country))
        return str(self.asked(client, "POST", f"/notes/{self.note.id}/submissions", json=asked)["entry"])

    def tell(self) -> None:
        """Inboxes are filled."""
        do_what_is_due(self.site.keeping, self.settings, demo=True)

    def close(self) -> None:
        finish_consultation(self.site.keeping, self.note)

    def write_inside(self) -> list[str]:
        """Everything that the members of a delegation can do with a comment, short of submitting it."""
        return [self._write_one(number) for number in range(COMMENTS)]

    def _write_one(self, number: int) -> str:
        role = WRITERS[number % len(WRITERS)]
        client = self.mexico(role)
        body = f"Palabras de la delegación, número {number}."
        found = self.comment("MX", role, body, paragraph=number % 5 + 1, ready=number % 7 == 0)
        path = f"/comments/{found}"
        revision = self.asked(client, "GET", path)["revision"]
        changes = {"body": f"{body} Con una frase más."}
        self.asked(client, "PATCH", path, json=changes, headers={"if-match": f'"{revision}"'})
        if number % 3 == 0:
            self.asked(client, "PUT", f"{path}/readiness", json={"ready": True})
        if number % 5 == 0:
            self.asked(client, "PUT", f"{path}/readiness", json={"ready": False})
        if number % 4 == 1:
            self.asked(self.mexico(Role.FOCAL_POINT), "PUT", f"{path}/omission", json={"reason": "Ya está dicho."})
        if number % 6 == 2:
            self.asked(client, "DELETE", path)
        return found


@contextmanager
def two_runs(databases: Databases, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Run, Run]]:
    """The same note in consultation, twice; nobody has commented yet."""
    _without_chance(monkeypatch)
    settings = Settings(data_dir=folder, secret_file=folder / "secret")
    with _told_by_what_is_told(), ExitStack() as stack:
        yield _run(stack, databases, settings), _run(stack, databases, settings)


def _run(stack: ExitStack, databases: Databases, settings: Settings) -> Run:
    engine = make_engine(stack.enter_context(databases.fresh("sqlite")))
    stack.callback(engine.dispose)
    keeping = Keeping(engine, clock=StandingClock(), ids=ids)
    note = note_at(keeping, Stage.CONSULTATION)
    about = {"data_dir": settings.data_dir, "secret_file": settings.secret_file}
    site = stack.enter_context(served(keeping, **about))
    return Run(site, settings, note, make_people(keeping))


def _without_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is random by intent, and shown or hashed into what is shown, follows from the story instead."""
    monkeypatch.setattr("drafting.store.record.secrets", SimpleNamespace(token_bytes=bytes))
    monkeypatch.setattr("drafting.web.security.secrets", SimpleNamespace(token_hex=lambda length: "0" * 2 * length))
    monkeypatch.setattr("drafting.web.rendering.uuid", SimpleNamespace(uuid4=lambda: uuid.UUID(int=4)))


@contextmanager
def _told_by_what_is_told() -> Iterator[None]:
    """Rows of the outbox get ids that follow from their words; what is told again in one database counts on."""
    told: dict[str, Counter[str]] = defaultdict(Counter)

    def name(_mapper: Any, connection: Connection, row: OutboxRow) -> None:
        words = json.dumps([row.kind, row.details], sort_keys=True)
        counted = told[str(connection.engine.url)]
        counted[words] += 1
        row.id = ids(f"outbox/{words}/{counted[words]}")

    event.listen(OutboxRow, "before_insert", name)
    try:
        yield
    finally:
        event.remove(OutboxRow, "before_insert", name)
