"""What the bench measures on: a note with a short and a long history, positions, and a compilation."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from drafting.actions.sections.saving import save_version
from drafting.domain.workflow import Stage
from drafting.store.notes import Note
from drafting.store.work import Actor, Keeping
from tests.consultation import make_consultation, submitted
from tests.makers import make_note, make_people
from tests.web.clients import signed_in

SENTENCE = """
los países miembros intercambian información sobre los flujos extrarregionales y extracontinentales con respeto
de la legislación nacional y de los derechos de las personas migrantes en las zonas de frontera y en los albergues
"""
WORDS = SENTENCE.split()
SIZE = 20_000


COUNTRIES = ("MX", "BR", "UY", "PA", "GT", "CL", "AR", "PE", "CO", "EC")


@dataclass(frozen=True)
class Material:
    """`young` has ten versions of section 2, `old` has `versions`; `consulted` has `comments` official comments."""

    young: Note
    old: Note
    review: Note
    consulted: Note
    drafter: str
    troika: str
    troika_hat: str
    versions: int
    comments: int


def make_material(keeping: Keeping, *, versions: int, comments: int) -> Material:
    people = make_people(keeping)
    young, old = make_note(keeping), make_note(keeping)
    _fill(keeping, young, people.drafter(), 10)
    _fill(keeping, old, people.drafter(), versions)
    review = make_note(keeping, stage=Stage.TROIKA_REVIEW, texts={"2": "Palabras.\n"})
    consulted = make_consultation(keeping, deadline=None)
    for number in range(comments // len(COUNTRIES)):
        for country in COUNTRIES:
            submitted(keeping, consulted, country, body=f"Observación {number} sobre la claridad de la frase.")
    seat = people.troika("GT")
    drafter, troika = _token(keeping, people.drafter()), _token(keeping, seat)
    return Material(young, old, review, consulted, drafter, troika, str(seat.hat), versions, comments)


def texts(seed: int) -> Iterator[str]:
    """One section's life: each text differs from the one before by a few words, as an editor's would."""
    chance = random.Random(seed)
    paragraphs = [_paragraph(chance) for _ in range(SIZE // 600)]
    while True:
        yield "\n\n".join(paragraphs) + "\n"
        at = chance.randrange(len(paragraphs))
        words = paragraphs[at].split(" ")
        words[chance.randrange(len(words) - 1)] = chance.choice(WORDS)
        paragraphs[at] = " ".join(words)


def _paragraph(chance: random.Random) -> str:
    words: list[str] = []
    while sum(map(len, words)) + len(words) < 600:
        words.append(chance.choice(WORDS))
    return " ".join(words).capitalize() + "."


def _fill(keeping: Keeping, note: Note, by: Actor, count: int) -> None:
    """`count` versions of section 2, several in one piece of work so that the making takes no longer than it must."""
    life, number = texts(2018), 0
    while number < count:
        with keeping.writing(by) as work:
            for _ in range(200):
                if number < count:
                    number = save_version(work, str(note.id), "2", next(life), based_on=number).version.number


def _token(keeping: Keeping, actor: Actor) -> str:
    assert isinstance(actor.person, UUID)
    return signed_in(keeping, actor.person)
