"""Somebody with an account, and what the outbox holds for them."""

import uuid
from datetime import UTC, datetime, timedelta

from drafting.actions.people.passwords import hashed
from drafting.actions.people.sign_ins import Caller
from drafting.store.outbox import OutboxRow, mails
from drafting.store.people import Person
from drafting.store.work import COMMAND, STRANGER, Keeping, Work
from tests.makers import make_person

REAL = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
CALLER = Caller("192.0.2.7", "Browser 1.0")
PASSWORD = "a long and quiet river"


def later(**by: float) -> datetime:
    return REAL + timedelta(**by)


def make_account(
    keeping: Keeping, name: str, *appointments: tuple[str, str, str], password: str | None = PASSWORD
) -> Person:
    with keeping.writing(COMMAND) as work:
        person = work.session.get_one(Person, make_person(work, name, *appointments))
        person.password = hashed(password) if password else None
        return person


def account(keeping: Keeping, person_id: uuid.UUID) -> Person:
    with keeping.reading(COMMAND) as work:
        return work.session.get_one(Person, person_id)


def mailed(keeping: Keeping, template: str) -> list[OutboxRow]:
    """The newest first."""
    with keeping.reading(STRANGER) as work:
        return [row for row in mails(work.session, limit=100) if row.details["template"] == template]


def newest(keeping: Keeping, template: str, value: str) -> str:
    """What the mail that was put in the outbox last says, such as its secret."""
    return str(mailed(keeping, template)[0].details["values"][value])


def told(work: Work) -> list[str]:
    return [event.kind.value for event in work.told]
