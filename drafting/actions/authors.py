"""Who did something, as its reader may know it: the office to everybody, the name to their own house alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from drafting.domain.hats import parse_hat, same_body
from drafting.store.people import names_of
from drafting.store.work import Work


@dataclass(frozen=True)
class Author:
    """`hat` as it is printed; `name` only for readers of the same house."""

    hat: str
    name: str | None = None


def authors_of(work: Work, done: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], Author]:
    """(person, hat) → author, for everything on a page at the cost of one question."""
    pairs = set(done)
    own = {person for person, hat in pairs if _same_house(work, hat)}
    names = names_of(work.session, own) if own else {}
    return {(person, hat): Author(hat, names.get(person) if person in own else None) for person, hat in pairs}


def author_of(work: Work, person: UUID, hat: str) -> Author:
    return authors_of(work, [(person, hat)])[person, hat]


def _same_house(work: Work, hat: str) -> bool:
    """What commands and the clock did has no hat that could be read."""
    return work.actor.hat is not None and ":" in hat and same_body(work.actor.hat, parse_hat(hat))
