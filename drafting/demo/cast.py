"""The persons of the demonstration taken on, each appointed and admitted by the deeds that do it in real life."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from drafting.actions.access import hats_held
from drafting.actions.loading import load_presets
from drafting.actions.people.appointments import admit_member, appoint, known_post
from drafting.actions.people.persons import add_person
from drafting.demo.people import DemoPerson, people
from drafting.domain.hats import Worn
from drafting.store.people import person_by_email, standing_appointments
from drafting.store.work import COMMAND, Actor, Keeping, Work


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in, with all their hats."""

    id: UUID
    person: DemoPerson
    hats: tuple[Worn, ...]


@dataclass(frozen=True)
class Cast:
    accounts: Sequence[Account]

    def actor(self, email: str, hat: str) -> Actor:
        """The person with this address (what stands before the @ is enough), acting under this hat."""
        account = next(a for a in self.accounts if email in (a.person.email, a.person.email.partition("@")[0]))
        worn = next(worn for worn in account.hats if str(worn.hat) == hat)
        return Actor(account.id, worn.hat, worn.role)

    def focal_point(self, country: str) -> str:
        """The address of the delegation's focal point."""
        post = ("delegation", country, "focal_point", None)
        return next(account.person.email for account in self.accounts if post in account.person.appointments)


def engage(keeping: Keeping, password_hash: str) -> None:
    """Load both conferences, make every account, fill every post. One hash serves all: they share the password."""
    with keeping.writing(COMMAND) as work:
        load_presets(work)
        for person in _in_order():
            _take_on(work, person, password_hash)
    heads = cast_of(keeping)
    for account in heads.accounts:
        _admit(keeping, heads, account)


def cast_of(keeping: Keeping) -> Cast:
    """Everybody, with the hats that they hold at this moment of the clock."""
    accounts = []
    with keeping.reading(COMMAND) as work:
        for person in people():
            found = person_by_email(work.session, person.email)
            if found is not None:
                work.actor = Actor(found.id, None, None)
                accounts.append(Account(found.id, person, tuple(hats_held(work))))
    return Cast(accounts)


def reset_passwords(keeping: Keeping, password_hash: str) -> None:
    """For a demonstration that was kept: the password of this start is the one that counts."""
    with keeping.writing(COMMAND) as work:
        for person in people():
            found = person_by_email(work.session, person.email)
            if found is not None:
                found.password = password_hash


def _in_order() -> list[DemoPerson]:
    """Focal points first: the first member of a delegation needs nobody to admit it, and admits the others."""
    return sorted(
        people(), key=lambda person: all(function != "focal_point" for _, _, function, _ in person.appointments)
    )


def _take_on(work: Work, person: DemoPerson, password_hash: str) -> None:
    made = add_person(
        work,
        email=person.email,
        name=person.name,
        language=person.language,
        zone=person.zone,
        password_hash=password_hash,
    )
    for body, code, function, agency in person.appointments:
        appoint(work, made.id, known_post(work, body, code, function, agency))


def _admit(keeping: Keeping, cast: Cast, account: Account) -> None:
    """A focal point lets the members of its delegation in."""
    country = next(
        (code for body, code, f, _ in account.person.appointments if (body, f) == ("delegation", "focal_point")), None
    )
    if country is None:
        return
    with keeping.writing(cast.actor(account.person.email, f"delegation:{country}")) as work:
        for other in cast.accounts:
            for held in standing_appointments(work.session, other.id, work.now):
                if (held.body, held.code) == ("delegation", country) and held.admitted_at is None:
                    admit_member(work, held.id)
