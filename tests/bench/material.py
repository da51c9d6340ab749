"""What the bench measures on: a note with a short and a long history, positions, and a compilation."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from drafting.actions.sections.saving import save_version
from drafting.domain.workflow import Stage
from drafting.store.notes import Note
from drafting.store.work import Actor, Keeping
from tests.makers import make_note, make_people, make_version
from tests.web.clients import signed_in

WORDS = ["los", "países", "miembros", "intercambian", "información", "sobre", "los", "flujos", "extrarregionales", "y", "extracontinentales", "con", "respeto", "de", "la", "legislación", "nacional", "y", "de", "los", "derechos", "de", "las", "personas", "migrantes", "en", "las", "zonas", "de", "frontera", "y", "en", "los", "albergues"]
SIZE = 20_000


@dataclass(frozen=True)
class Material:
    young: Note
    old: Note
    review: Note
    drafter: str
    troika: str
    versions: int


def make_material(keeping: Keeping, *, versions: int) -> Material:
    people = make_people(keeping)
    young, old = make_note(keeping), make_note(keeping)
    _fill(keeping, young, people.drafter(), 10)
    _fill(keeping, old, people.drafter(), versions)
    review = make_note(keeping, texts={str(n): f"Texto de la sección {n}.\n" for n in (2, 4, 5, 6, 7)})
    review = make_note(keeping, stage=Stage.TROIKA_REVIEW, texts={"2": "Palabras.\n"})
    return Material(
        young, old, review, _token(keeping, people.drafter()), _token(keeping, people.troika("GT")), versions
    )


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


__all__ = ["Material", "make_material", "make_version", "texts"]
