"""Adoption recorded by one presidency and confirmed by the other; what is then open to whom."""

import uuid

import pytest

from drafting.actions.adoption import Meeting, confirm_meeting, record_meeting
from drafting.domain.errors import Blocked, DraftingError, Invalid, NotAllowed, NotPossible
from drafting.domain.workflow import Move, Purpose, Stage
from drafting.store.adoptions import publication_of
from drafting.store.frozen import frozen_texts, purposes_of
from drafting.store.notes import Note, note_by_ref
from drafting.store.work import COMMAND, Actor, Keeping
from tests.makers import make_people
from tests.reviewing import move, note_at, stage_now, together
from tests.web.clients import Served
from tests.web.walker import faults

ANSWERS = {
    "label": "REV.0",
    "date": "2018-10-14",
    "place": "Montevideo",
    "present": "Las dos Presidencias",
    "decision": "Se adopta la nota.",
    "expected_stage": "adoption",
}


@pytest.fixture
def note(keeping: Keeping, clock) -> Note:
    """A note under adoption, on REV.0: nothing was changed after the consultation. Its day is 14 October 2018."""
    note = note_at(keeping, Stage.ADOPTION)
    clock.move(hours=1)
    return note


def record(keeping: Keeping, note: Note, by: Actor, **changes: str) -> uuid.UUID:
    answers = {**ANSWERS, **changes}
    with keeping.writing(by) as work:
        meeting = Meeting(*(answers[name] for name in ("label", "date", "place", "present", "decision")))
        return record_meeting(work, str(note.id), meeting, expected_stage=answers["expected_stage"]).id


def confirm(keeping: Keeping, adoption: uuid.UUID, by: Actor) -> None:
    with keeping.writing(by) as work:
        confirm_meeting(work, adoption)


def adopt(keeping: Keeping, note: Note) -> None:
    people = make_people(keeping)
    confirm(keeping, record(keeping, note, people.presidency("SACM")), people.presidency("RCM"))


def test_the_confirmation_of_the_other_presidency_is_the_move(keeping: Keeping, note: Note):
    adopt(keeping, note)
    assert stage_now(keeping, note) is Stage.ADOPTED
    with keeping.reading(COMMAND) as work:
        frozen = frozen_texts(work.session, note)
        purposes = [row.purpose for row in purposes_of(work.session, [frozen[-1].id])[frozen[-1].id]]
    assert purposes[-1] == Purpose.ADOPTED
    assert [text.label for text in frozen] == ["W1", "REV.0"]


def test_nobody_confirms_what_their_own_presidency_recorded(keeping: Keeping, note: Note):
    people = make_people(keeping)
    adoption = record(keeping, note, people.presidency("RCM"))
    with pytest.raises(NotAllowed) as refused:
        confirm(keeping, adoption, people.presidency("RCM"))
    assert refused.value.code == "own-record"
    assert stage_now(keeping, note) is Stage.ADOPTION


def test_a_record_is_void_when_another_took_its_place(keeping: Keeping, note: Note, clock):
    people = make_people(keeping)
    first = record(keeping, note, people.presidency("RCM"))
    clock.move(minutes=1)
    second = record(keeping, note, people.presidency("RCM"), place="Panamá")
    with pytest.raises(NotPossible) as refused:
        confirm(keeping, first, people.presidency("SACM"))
    assert refused.value.code == "adoption-void"
    confirm(keeping, second, people.presidency("SACM"))
    assert stage_now(keeping, note) is Stage.ADOPTED


def test_a_record_is_void_once_the_note_was_returned(keeping: Keeping, note: Note):
    people = make_people(keeping)
    adoption = record(keeping, note, people.presidency("RCM"))
    move(keeping, note, Move.RETURN, people.presidency("SACM"), reason="Falta una sección.", sections=["2"])
    with pytest.raises(DraftingError):
        confirm(keeping, adoption, people.presidency("SACM"))
    assert stage_now(keeping, note) is Stage.CONSOLIDATION


def test_the_other_presidency_confirms_rather_than_recording_beside(keeping: Keeping, note: Note):
    people = make_people(keeping)
    record(keeping, note, people.presidency("RCM"))
    with pytest.raises(NotPossible) as refused:
        record(keeping, note, people.presidency("SACM"))
    assert refused.value.code == "already-recorded"


def test_nobody_declares_a_note_adopted_in_another_way(keeping: Keeping, note: Note):
    people = make_people(keeping)
    record(keeping, note, people.presidency("RCM"))
    with pytest.raises((NotPossible, NotAllowed, Blocked)):
        move(keeping, note, Move.DECLARE_ADOPTED, people.presidency("SACM"))
    assert stage_now(keeping, note) is Stage.ADOPTION


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"label": "W1"}, "/label"),
        ({"label": ""}, "/label"),
        ({"date": "ayer"}, "/date"),
        ({"date": "2019-01-01"}, "/date"),
        ({"date": "2018-01-01"}, "/date"),
        ({"place": "  "}, "/place"),
        ({"present": "x" * 4001}, "/present"),
        ({"decision": "\x00"}, "/decision"),
    ],
)
def test_what_is_wrong_with_a_record_is_named(keeping: Keeping, note: Note, changes: dict[str, str], pointer: str):
    with pytest.raises(Invalid) as refused:
        record(keeping, note, make_people(keeping).presidency(), **changes)
    assert pointer in {fault.pointer for fault in refused.value.faults}


@pytest.mark.parametrize("who", ["coordinator", "drafter", "troika", "delegation"])
def test_only_presidencies_record(keeping: Keeping, note: Note, who: str):
    people = make_people(keeping)
    with pytest.raises(NotAllowed):
        record(keeping, note, getattr(people, who)())


def test_a_presidency_that_looked_at_another_stage_records_nothing(keeping: Keeping, note: Note):
    with pytest.raises(NotPossible) as refused:
        record(keeping, note, make_people(keeping).presidency(), expected_stage="clearance")
    assert refused.value.code == "stage-changed"


def test_adoption_through_the_pages(site: Served, keeping: Keeping, note: Note):
    people = make_people(keeping)
    uruguay, panama = (site.browser(people.presidency(code).person) for code in ("SACM", "RCM"))
    as_uruguay, as_panama = {"as": "presidency:SACM:UY"}, {"as": "presidency:RCM:PA"}
    page = f"/notes/{note.slug}/adoption"
    form = uruguay.get(page, params=as_uruguay)
    assert faults(form.text) == []
    assert "Registrar la reunión" in form.text

    hat = {"_hat": "presidency:SACM:UY"}
    refused = uruguay.post(f"/notes/{note.slug}/meeting-adoptions", data={**ANSWERS, **hat, "date": "2030-01-01"})
    assert refused.status_code == 422
    assert faults(refused.text) == []
    assert "Este día aún no ha llegado" in refused.text
    assert "Se adopta la nota." in refused.text

    done = uruguay.post(f"/notes/{note.slug}/meeting-adoptions", data={**ANSWERS, **hat})
    assert done.status_code == 303
    waiting = uruguay.get(page, params=as_uruguay)
    assert "Se espera la confirmación de la otra Presidencia" in waiting.text
    assert "14 de octubre de 2018" in waiting.text

    asked = panama.get(page, params=as_panama)
    assert faults(asked.text) == []
    confirmation = panama.get(f"{page}/confirmation", params=as_panama)
    assert faults(confirmation.text) == []
    assert "junto con la otra Presidencia" in confirmation.text
    action = confirmation.text.partition('action="/meeting-adoptions/')[2].partition('"')[0]
    done = panama.post(f"/meeting-adoptions/{action}", data={"_hat": "presidency:RCM:PA"})
    assert (done.status_code, done.headers["location"]) == (303, page)
    adopted = panama.get(page)
    assert "La nota está adoptada" in adopted.text
    assert faults(adopted.text) == []


def test_adoption_through_the_api(site: Served, keeping: Keeping, note: Note):
    people = make_people(keeping)
    uruguay = site.program(people.presidency("SACM").person, "presidency:SACM:UY")
    panama = site.program(people.presidency("RCM").person, "presidency:RCM:PA")
    path = f"/api/v1/notes/{note.id}/meeting-adoptions"
    assert uruguay.get(path).json() == {"items": [], "next": None}
    wrong = uruguay.post(path, json={**ANSWERS, "label": "W1"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/label")
    made = uruguay.post(path, json={**ANSWERS, "present": ["Panamá", "Uruguay"]})
    assert made.status_code == 201
    assert made.json()["recorded_by"] == "presidency:SACM:UY"
    assert made.json()["present"] == "Panamá\nUruguay"
    confirmation = f"/api/v1/meeting-adoptions/{made.json()['id']}/confirmation"
    assert uruguay.post(confirmation).status_code == 403
    answer = panama.post(confirmation)
    assert answer.status_code == 201
    assert (answer.json()["stage"], answer.json()["confirmed_by"]) == ("adopted", "presidency:RCM:PA")
    assert panama.post(confirmation).status_code == 403
    assert panama.post(f"/api/v1/meeting-adoptions/{uuid.uuid4()}/confirmation").status_code == 404


def test_others_read_where_the_adoption_stands_and_may_not_record(site: Served, keeping: Keeping, note: Note):
    people = make_people(keeping)
    record(keeping, note, people.presidency("RCM"))
    member = site.browser(people.delegation("PE").person)
    page = member.get(f"/notes/{note.slug}/adoption")
    assert faults(page.text) == []
    assert "Montevideo" in page.text
    assert "<form" not in page.text.partition("<main")[2]
    assert member.post(f"/notes/{note.slug}/meeting-adoptions", data=ANSWERS).status_code in (403, 404)
    assert site.browser(people.observer.person).get(f"/notes/{note.slug}/adoption").status_code == 404


@pytest.mark.parametrize("public", [True, False])
def test_publication_opens_the_note_to_whom_the_presidencies_said(
    site: Served, keeping: Keeping, note: Note, public: bool
):
    people = make_people(keeping)
    with keeping.writing(COMMAND) as work:
        kept = note_by_ref(work.session, str(note.id), lock=True)
        kept.rules = {**kept.rules, "publication": "public" if public else "members"}
    adopt(keeping, note)
    stranger, member = site.browser(), site.browser(people.delegation("PE").person)
    assert stranger.get(f"/published/{note.slug}").status_code == 404
    together(keeping, note, Move.PUBLISH)

    page = stranger.get(f"/published/{note.slug}")
    front = stranger.get("/")
    assert faults(front.text) == []
    if public:
        assert faults(page.text) == []
        assert "Palabras de la sección 7." in page.text
        assert note.symbol in front.text
        assert "Palabras de la sección 7." in stranger.get(f"/published/{note.slug}/text.md").text
        assert member.get(f"/published/{note.slug}").status_code == 200
    else:
        assert page.status_code == 404
        assert stranger.get(f"/published/{note.slug}/text.md").status_code == 404
        assert note.symbol not in front.text
        assert member.get(f"/published/{note.slug}").headers["location"] == f"/notes/{note.slug}/text"
    observer = site.browser(people.observer.person)
    assert "Palabras de la sección 7." in observer.get(f"/notes/{note.slug}/text").text
    with keeping.reading(COMMAND) as work:
        publication, frozen = publication_of(work.session, note)
    assert (publication.public, frozen.label) == (public, "REV.0")


def test_whoever_is_signed_in_is_led_from_the_front_page_to_the_desk(site: Served, keeping: Keeping):
    assert site.browser(make_people(keeping).drafter().person).get("/").headers["location"] == "/desk"


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_front_page_says_when_nothing_is_published(site: Served, language: str):
    page = site.browser(language=language).get("/")
    assert page.status_code == 200
    assert faults(page.text) == []
