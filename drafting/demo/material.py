"""The demonstration's words: sections in their successive versions, and comments of an editorial kind.

No text and no comment states a position of a government. The texts are in Spanish.
"""

import json
from dataclasses import dataclass
from importlib.resources import files

from drafting.domain.outlines import TopicGroup

_HERE = files("drafting.demo")


@dataclass(frozen=True)
class DemoVersion:
    """One saved version of a section. `author`: the conference whose secretariat wrote it."""

    text: str
    author: str
    summary: str


@dataclass(frozen=True)
class DemoComment:
    """A comment on the last version of a section of the flows; without section and quote, on the whole note.

    `by`: the e-mail address of the person who wrote it. `proposed_text` takes the place of the whole paragraph that
    is quoted. `ready` matters to internal comments alone.
    """

    country: str
    by: str
    section: str | None
    quote: str | None
    kind: str
    body: str
    proposed_text: str | None
    reason: str | None
    language: str
    status: str
    ready: bool = True


# How the common subjects are grouped in the demonstration's note; topic 24 is left out, so that the table of coverage
# has something to tell.
TOPIC_GROUPS = (
    TopicGroup(
        {
            "es": "Gobernanza y cooperación internacional",
            "en": "Governance and international cooperation",
            "pt": "Governança e cooperação internacional",
        },
        (1, 3, 4, 26, 27),
    ),
    TopicGroup(
        {
            "es": "Flujos migratorios y sus causas",
            "en": "Migration flows and their causes",
            "pt": "Fluxos migratórios e suas causas",
        },
        (2, 10, 11, 19, 21, 28),
    ),
    TopicGroup(
        {"es": "Asistencia y protección", "en": "Assistance and protection", "pt": "Assistência e proteção"},
        (7, 8, 9, 12, 16),
    ),
    TopicGroup(
        {
            "es": "Regularización, inclusión y documentos",
            "en": "Regularization, inclusion and documents",
            "pt": "Regularização, inclusão e documentos",
        },
        (6, 17, 18, 20),
    ),
    TopicGroup(
        {
            "es": "Trata, tráfico ilícito y protección de la niñez",
            "en": "Trafficking, smuggling and protection of children",
            "pt": "Tráfico de pessoas, contrabando de migrantes e proteção das crianças",
        },
        (13, 14, 15),
    ),
    TopicGroup(
        {
            "es": "Retorno y repatriación Sur-Sur",
            "en": "Return and South-South repatriation",
            "pt": "Retorno e repatriação Sul-Sul",
        },
        (5, 22, 23),
    ),
)


def section_versions(outline: str) -> dict[str, list[DemoVersion]]:
    """For each section label of a note on this outline, its versions from the first to the last."""
    folder = _HERE / "texts" / outline
    history = json.loads((folder / "history.json").read_text("utf-8"))
    return {
        label: [
            DemoVersion((folder / label / f"{number:02}.md").read_text("utf-8"), saved["author"], saved["summary"])
            for number, saved in enumerate(versions, start=1)
        ]
        for label, versions in history.items()
    }


def comments() -> list[DemoComment]:
    """The comments on the note in consultation, internal and official."""
    return [DemoComment(**comment) for comment in json.loads((_HERE / "comments.json").read_text("utf-8"))]
