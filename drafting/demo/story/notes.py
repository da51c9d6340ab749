"""The five notes of the demonstration, each a scene. Days are working days before the one on which it begins."""

from collections.abc import Callable

from drafting.actions.adoption import Meeting, confirm_meeting, record_meeting
from drafting.actions.comments.statuses import declare_status
from drafting.actions.reviews.replies import reply_to_position
from drafting.demo.material import TOPIC_GROUPS, section_versions
from drafting.demo.story.commenting import comment
from drafting.demo.story.passing import (
    EL_SALVADOR,
    GUATEMALA,
    PANAMA,
    PARAGUAY,
    PRESIDENCIES,
    TROIKA,
    URUGUAY,
    decide,
    hand_up,
    move,
)
from drafting.demo.story.telling import Scene, Teller
from drafting.demo.story.writing import DRAFTERS, begin, mark_ready, save, write
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage

FLOWS, SUBJECTS, RELATION = "extra-regional-flows", "common-subjects", "relation-proposal"
CALM = ("CA", "CL", "CR", "EC", "NI")
"""Delegations that say in the first consultation that they have no comments."""


def published(teller: Teller) -> Scene:
    """How the two processes relate: drafted first, adopted at a meeting, open to everybody."""
    yield teller.day(66, 14)
    slug = begin(teller, RELATION, rules={"publication": "public"})
    yield from write(teller, slug, section_versions(RELATION), first=66, last=63)
    yield teller.day(62, 15)
    mark_ready(teller, slug)
    yield teller.day(61, 15)
    hand_up(teller, slug, Move.SUBMIT, Stage.DRAFTING)
    yield from _cleared_by_presidencies(teller, slug, 59)
    yield from _cleared_by_troika(teller, slug, 56)
    yield from _circulated(teller, slug, 51, for_days=11)
    for place, country in enumerate(CALM):
        yield teller.day(48 - place, 16)
        _declare(teller, slug, country, "no_comments")
    yield teller.day(37, 15)  # the consultation has closed by itself
    hand_up(teller, slug, Move.SUBMIT_FOR_CLEARANCE, Stage.CONSOLIDATION)
    yield from _together(teller, slug, 34, Move.OPEN_ADOPTION, Stage.CLEARANCE)
    yield from _adopted_at_a_meeting(teller, slug, 31)
    yield from _together(teller, slug, 29, Move.PUBLISH, Stage.ADOPTED)


def consulted(teller: Teller) -> Scene:
    """The seven headings, before the member countries."""
    yield teller.day(52, 14)
    slug = begin(teller, FLOWS)
    versions = {label: saved[-3:] for label, saved in section_versions(FLOWS).items()}
    yield from write(teller, slug, versions, first=51, last=38)
    yield teller.day(37, 15)
    mark_ready(teller, slug)
    yield teller.day(36, 15)
    hand_up(teller, slug, Move.SUBMIT, Stage.DRAFTING)
    yield from _cleared_by_presidencies(teller, slug, 33)
    yield from _cleared_by_troika(teller, slug, 28)
    yield from _circulated(teller, slug, 9)
    yield from comment(teller, slug, first=8, last=1)


def reviewed(teller: Teller) -> Scene:
    """The seven headings again, before the troikas: every way in which a seat can stand."""
    titles = {
        "es": "Flujos migratorios extrarregionales y extracontinentales: segunda fase",
        "en": "Extra-regional and extra-continental flows: second phase",
        "pt": "Fluxos migratórios extrarregionais e extracontinentais: segunda fase",
    }
    yield teller.day(30, 14)
    slug = begin(teller, FLOWS, titles=titles)
    versions = section_versions(FLOWS)
    divided = versions["4"][3]
    written = {label: saved[:3][-2:] if label == "4" else saved[-2:] for label, saved in versions.items()}
    yield from write(teller, slug, written, first=29, last=21)
    yield teller.day(20, 15)
    mark_ready(teller, slug)
    yield teller.day(19, 15)
    hand_up(teller, slug, Move.SUBMIT, Stage.DRAFTING)
    yield from _cleared_by_presidencies(teller, slug, 16)
    yield teller.day(12, 15)
    decide(teller, slug, EL_SALVADOR, Decision.APPROVE)
    yield teller.day(11, 16)
    decide(teller, slug, PARAGUAY, Decision.APPROVE, ["1", "2", "3", "4"])
    decide(teller, slug, PARAGUAY, Decision.NO_OBJECTION, ["5"])
    decide(teller, slug, PARAGUAY, Decision.AD_REFERENDUM, ["7"])
    yield teller.day(9, 17)
    decide(teller, slug, GUATEMALA, Decision.APPROVE, ["1", "2", "3"])
    asked = decide(
        teller,
        slug,
        GUATEMALA,
        Decision.REQUEST_CHANGES,
        ["4"],
        reason="El primer párrafo reúne dos ideas y se lee con dificultad.",
        satisfied_by="Dividir el primer párrafo en dos.",
    )
    decide(teller, slug, GUATEMALA, Decision.IN_CONSULTATION, ["6"], expected_on=_on(teller, 7))
    yield teller.day(6, 15)
    carried = save(teller, slug, "4", divided)
    with teller.acting(*DRAFTERS["SACM"]) as work:
        reply_to_position(work, slug, "4", asked[0].id, text="El primer párrafo se dividió en dos.", version=carried)
    yield teller.day(4, 15)
    decide(teller, slug, PANAMA, Decision.APPROVE, ["4"])


def grouped(teller: Teller) -> Scene:
    """The common subjects, grouped into sections, being drafted."""
    yield teller.day(23, 14)
    slug = begin(teller, SUBJECTS, topics=TOPIC_GROUPS)
    yield from write(teller, slug, section_versions(SUBJECTS), first=22, last=3)
    yield teller.day(2, 15)
    mark_ready(teller, slug, ["1", "3"])


def drafted(teller: Teller) -> Scene:
    """The seven headings once more, being drafted: many versions, by two authors."""
    titles = {
        "es": "Flujos migratorios extrarregionales y extracontinentales: actualización",
        "en": "Extra-regional and extra-continental flows: update",
        "pt": "Fluxos migratórios extrarregionais e extracontinentais: atualização",
    }
    yield teller.day(18, 14)
    slug = begin(teller, FLOWS, titles=titles)
    yield from write(teller, slug, section_versions(FLOWS), first=17, last=2)
    yield teller.day(1, 15)
    mark_ready(teller, slug, ["2", "5", "7"])


SCENES: tuple[Callable[[Teller], Scene], ...] = (published, consulted, reviewed, grouped, drafted)


def _cleared_by_presidencies(teller: Teller, slug: str, day: int) -> Scene:
    """Both presidencies clear every section; then one forwards the note to the troikas."""
    for place, presidency in enumerate(PRESIDENCIES):
        yield teller.day(day - place, 15)
        decide(teller, slug, presidency, Decision.APPROVE)
    yield teller.day(day - 2, 15)
    move(teller, slug, Move.FORWARD, Stage.PRESIDENCY_REVIEW, PANAMA)


def _cleared_by_troika(teller: Teller, slug: str, day: int) -> Scene:
    for place, seat in enumerate(TROIKA):
        yield teller.day(day - place, 16)
        decide(teller, slug, seat, Decision.NO_OBJECTION if place == 3 else Decision.APPROVE)


def _circulated(teller: Teller, slug: str, day: int, *, for_days: int | None = None) -> Scene:
    until = teller.day(day - for_days, 22) if for_days else None
    yield teller.day(day, 14)
    move(teller, slug, Move.CIRCULATE, Stage.TROIKA_REVIEW, PANAMA, until=until)
    yield teller.day(day, 18)
    move(teller, slug, Move.CIRCULATE, Stage.TROIKA_REVIEW, URUGUAY)


def _together(teller: Teller, slug: str, day: int, made: Move, stage: Stage) -> Scene:
    """Both presidencies agree, a day apart."""
    for place, presidency in enumerate(PRESIDENCIES):
        yield teller.day(day - place, 15)
        move(teller, slug, made, stage, presidency)


def _adopted_at_a_meeting(teller: Teller, slug: str, day: int) -> Scene:
    yield teller.day(day, 19)
    meeting = Meeting(
        label="REV.0",
        date=teller.day(day, 0).date().isoformat(),
        place="Videoconferencia",
        present="Las dos Presidencias Pro Témpore, las troikas y las Secretarías Técnicas",
        decision="La reunión adoptó la nota por consenso.",
    )
    with teller.acting(*URUGUAY) as work:
        recorded = record_meeting(work, slug, meeting, expected_stage=Stage.ADOPTION).id
    yield teller.day(day - 1, 16)
    with teller.acting(*PANAMA) as work:
        confirm_meeting(work, recorded)


def _declare(teller: Teller, slug: str, country: str, status: str) -> None:
    with teller.acting(teller.cast.focal_point(country), f"delegation:{country}") as work:
        declare_status(work, slug, status)


def _on(teller: Teller, days: int) -> str:
    """A day to come, as a date."""
    return (teller.today.date().fromordinal(teller.today.date().toordinal() + days)).isoformat()
