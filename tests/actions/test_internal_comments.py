"""Comments inside a delegation: who writes, edits, leaves out; and that nobody else can tell that they are there."""

import json

import pytest
from sqlalchemy import select, text

from drafting.actions.comments.desk import desk_of, internal_comment
from drafting.actions.comments.internal import (
    NewComment,
    delete_comment,
    edit_comment,
    leave_out,
    mark_ready,
    write_comment,
)
from drafting.actions.comments.official import official_comment
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible, Stale, TooLarge
from drafting.domain.hats import Role
from drafting.domain.workflow import Stage
from drafting.store.notes import note_by_ref
from drafting.store.people import Appointment
from drafting.store.record import Entry
from drafting.store.work import COMMAND, Keeping
from tests.consultation import make_consultation, submitted, written
from tests.makers import enter, make_note, make_people

NEW = NewComment(kind="technical", body="Falta la fuente.", language="es", on="REV.0")


def test_an_expert_comments_on_quoted_words_of_the_circulated_text(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    new = NewComment(**{**vars(NEW), "section": "4", "quote": "común 🌎", "start": 27, "end": 34})

    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work:
        made = write_comment(work, str(note.id), new)

    assert (made.section, made.paragraph, made.quote, made.on) == ("4", 5, "común 🌎", "REV.0")
    assert (made.state, made.revision, made.author, made.mine) == ("draft", 1, "Expert Mx", True)


@pytest.mark.parametrize(
    ("place", "pointer", "code"),
    [
        ({"section": "4", "quote": "común 🌎", "start": 28, "end": 35}, "/quote", "quote-differs"),
        ({"section": "4", "quote": "comun"}, "/quote", "quote-not-found"),
        ({"section": "2", "quote": "se informa"}, None, None),
        ({"section": "2", "quote": "informa"}, "/quote", "quote-not-unique"),
        ({"section": "2", "paragraph": 1}, "/paragraph", "no-such-paragraph"),
        ({"section": "1", "paragraph": 2, "quote": "Estados"}, "/quote", "quote-not-found"),
        ({"paragraph": 99}, "/paragraph", "no-such-paragraph"),
        ({"section": "9"}, "/section", "no-such-section"),
        ({"quote": "Estados"}, "/section", "section-needed"),
        ({"on": "REV.7"}, "/on", "no-such-text"),
        ({"kind": "rude"}, "/kind", "unknown-kind"),
        ({"body": " \n"}, "/body", "empty"),
        ({"language": "de"}, "/language", "unknown-language"),
    ],
)
def test_a_comment_names_words_that_are_there(keeping: Keeping, place, pointer, code):
    note, people = make_consultation(keeping), make_people(keeping)
    new = NewComment(**{**vars(NEW), **place})

    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work:
        if code is None:
            assert write_comment(work, str(note.id), new).paragraph == 4
            return
        with pytest.raises(Invalid) as refused:
            write_comment(work, str(note.id), new)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [(pointer, code)]


def test_one_comment_is_not_an_annex(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(TooLarge):
        write_comment(work, str(note.id), NewComment(kind="general", body="x" * 20_001, language="es"))


def test_comments_are_written_while_the_note_is_with_the_members_or_being_consolidated(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    for stage in (Stage.CONSULTATION, Stage.CONSOLIDATION):
        with keeping.writing(COMMAND) as work:
            enter(work, note, stage)
        with keeping.writing(people.delegation("MX")) as work:
            assert write_comment(work, str(note.id), NEW).state == "draft"
    with keeping.writing(COMMAND) as work:
        enter(work, note, Stage.CLEARANCE)
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotAllowed) as refused:
        write_comment(work, str(note.id), NEW)
    assert refused.value.code == "not-now"


def test_a_focal_point_and_a_deputy_edit_what_an_expert_wrote_and_another_expert_does_not(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "MX", Role.EXPERT, ready=False)

    with keeping.writing(people.delegation("MX", Role.DEPUTY)) as work:
        assert edit_comment(work, made, 1, body="Mejor dicho.").revision == 2
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work:
        assert edit_comment(work, made, 2, kind="editorial", paragraph=3).paragraph == 3
    theirs = written(keeping, note, "MX", Role.FOCAL_POINT, ready=False)
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work:
        with pytest.raises(NotAllowed) as refused:
            edit_comment(work, theirs, 1, body="Otra cosa.")
        assert internal_comment(work, theirs).body == "De MX."
    assert refused.value.code == "not-the-author"


def test_an_edit_names_the_revision_it_was_made_on(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, ready=False)
    with keeping.writing(people.delegation("MX")) as work:
        edit_comment(work, made, 1, body="Segunda.")
    with keeping.writing(people.delegation("MX", Role.DEPUTY)) as work:
        with pytest.raises(Stale) as refused:
            edit_comment(work, made, 1, body="Tercera.")
        assert refused.value.current == "2"
        assert internal_comment(work, made).body == "Segunda."


def test_a_comment_left_out_says_why_to_its_author_and_can_be_taken_in_again(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "MX", Role.EXPERT)
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work, pytest.raises(NotAllowed):
        leave_out(work, made, "No.")
    with keeping.writing(people.delegation("MX")) as work:
        with pytest.raises(Invalid):
            leave_out(work, made, " ")
        leave_out(work, made, "Ya está en el párrafo 3.")
    with keeping.reading(people.delegation("MX", Role.EXPERT)) as work:
        seen = internal_comment(work, made)
        assert (seen.state, seen.left_out_because) == ("left_out", "Ya está en el párrafo 3.")
    with keeping.writing(people.delegation("MX")) as work:
        assert leave_out(work, made, None).state == "ready"


def test_only_its_author_deletes_a_comment_and_only_while_it_is_internal(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "MX", Role.EXPERT)
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotAllowed):
        delete_comment(work, made)
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work:
        delete_comment(work, made)
    with keeping.reading(people.delegation("MX")) as work:
        assert desk_of(work, note.slug).comments == []
    [sent] = submitted(keeping, note).comments
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotPossible):
        delete_comment(work, sent)


def test_what_was_submitted_is_not_edited_any_more(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [sent] = submitted(keeping, note).comments
    with keeping.writing(people.delegation("MX")) as work:
        for deed in (
            lambda: edit_comment(work, sent, 2, body="Otra."),
            lambda: mark_ready(work, sent, False),
            lambda: leave_out(work, sent, "No."),
        ):
            with pytest.raises(NotPossible) as refused:
                deed()
            assert refused.value.code == "already-submitted"


def outsiders(people):
    """Somebody of every other body, each role; and the own country's hats that are not the delegation's."""
    return {
        "coordinator": people.coordinator(),
        "drafter": people.drafter("SACM"),
        "presidency": people.presidency(),
        "presidency of the own country": people.presidency("SACM"),
        "troika": people.troika("GT"),
        "head elsewhere": people.delegation("PA", Role.HEAD),
        "focal point elsewhere": people.delegation("MX"),
        "deputy elsewhere": people.delegation("BR", Role.DEPUTY),
        "expert elsewhere": people.delegation("BR", Role.EXPERT),
        "observer": people.observer,
        "operator": people.operator,
        "command": COMMAND,
    }


DEEDS = {
    "read": lambda work, id_: internal_comment(work, id_),
    "read as official": lambda work, id_: official_comment(work, id_),
    "edit": lambda work, id_: edit_comment(work, id_, 1, body="x"),
    "mark ready": lambda work, id_: mark_ready(work, id_, True),
    "leave out": lambda work, id_: leave_out(work, id_, "x"),
    "delete": lambda work, id_: delete_comment(work, id_),
}


@pytest.mark.parametrize("state", ["draft", "ready", "left_out"])
def test_to_everybody_else_an_internal_comment_is_as_if_it_were_not_there(keeping: Keeping, state: str):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "UY", Role.EXPERT, ready=state != "draft")
    if state == "left_out":
        with keeping.writing(people.delegation("UY")) as work:
            leave_out(work, made, "No.")

    for stage in (Stage.CONSULTATION, Stage.CONSOLIDATION):
        with keeping.writing(COMMAND) as work:
            enter(work, note, stage)
        for name, actor in outsiders(people).items():
            with keeping.writing(actor) as work:
                for deed in DEEDS.values():
                    with pytest.raises(NotFound) as there:
                        deed(work, made)
                    with pytest.raises(NotFound) as nowhere:
                        deed(work, work.new_id("nothing"))
                    assert str(there.value) == str(nowhere.value), name
    with keeping.reading(people.delegation("UY", Role.DEPUTY)) as work:
        assert internal_comment(work, made).state == state


def test_nobody_else_has_a_room(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    for name, actor in outsiders(people).items():
        with keeping.writing(actor) as work:
            if name.endswith("elsewhere"):
                assert desk_of(work, note.slug).room.country != "UY"
                continue
            for deed in (lambda: desk_of(work, note.slug), lambda: write_comment(work, note.slug, NEW)):
                with pytest.raises(NotFound):
                    deed()


def test_a_member_sees_the_room_once_admitted(keeping: Keeping, clock):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "MX")
    newcomer = people.delegation("MX", Role.EXPERT)
    for admitted in (None, clock.now.replace(year=2019)):
        with keeping.writing(COMMAND) as work:
            asked = select(Appointment).where(Appointment.person_id == newcomer.person)
            work.session.scalars(asked).one().admitted_at = admitted
        with keeping.writing(newcomer) as work:
            with pytest.raises(NotFound) as refused:
                desk_of(work, note.slug)
            assert refused.value.code == "not-admitted"
            with pytest.raises(NotFound) as unknown:
                internal_comment(work, made)
            assert unknown.value.code == "no-such-comment"
            with pytest.raises(NotFound):
                write_comment(work, note.slug, NEW)
    clock.now = clock.now.replace(year=2019)
    with keeping.reading(newcomer) as work:
        assert [comment.id for comment in desk_of(work, note.slug).comments] == [made]


def test_a_seat_official_is_an_expert_in_the_room(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    official = people.delegation("GT", Role.EXPERT)
    with keeping.writing(official) as work:
        made = write_comment(work, note.slug, NEW)
        with pytest.raises(NotAllowed):
            leave_out(work, made.id, "No.")
    with keeping.reading(people.delegation("GT")) as work:
        assert [comment.author for comment in desk_of(work, note.slug).comments] == ["Seat_Official Gt"]


def test_deeds_in_the_room_are_recorded_in_the_delegations_own_chain_without_a_word(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    with keeping.reading(COMMAND) as work:
        before = {entry.chain for entry in work.session.scalars(select(Entry))}
    made = written(keeping, note, "UY", Role.EXPERT, body="Secreto.")
    with keeping.writing(people.delegation("UY")) as work:
        edit_comment(work, made, 2, body="Secretísimo.")
        leave_out(work, made, "Secreto también.")

    with keeping.reading(COMMAND) as work:
        inside = [e for e in work.session.scalars(select(Entry).order_by(Entry.seq)) if e.chain not in before]
    assert {entry.chain for entry in inside} == {f"delegation:{note.id}:UY"}
    told = [json.loads(entry.body)["kind"] for entry in inside]
    assert told == ["comment_drafted", "comment_ready", "comment_edited", "comment_discarded"]
    assert not any("ecret" in entry.body.decode() for entry in inside)


def test_a_deed_in_the_room_waits_for_nobody_who_holds_the_note(keeping: Keeping):
    """Only PostgreSQL has two writers at once; there the note is locked by another while the expert writes."""
    note, people = make_consultation(keeping), make_people(keeping)
    expert = people.delegation("MX", Role.EXPERT)
    if keeping.engine.dialect.name == "sqlite":
        assert written(keeping, note, "MX", Role.EXPERT)
        return
    with keeping.writing(people.coordinator()) as other:
        note_by_ref(other.session, str(note.id), lock=True)
        with keeping.writing(expert) as work:
            work.session.execute(text("SET LOCAL lock_timeout = '2s'"))
            made = write_comment(work, note.slug, NEW)
            edit_comment(work, made.id, 1, body="Otra vez.")
    with keeping.reading(expert) as work:
        assert internal_comment(work, made.id).body == "Otra vez."


def test_a_comment_is_on_a_text_that_members_received(keeping: Keeping):
    note, people = make_note(keeping, stage=Stage.CONSOLIDATION), make_people(keeping)
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotPossible) as refused:
        write_comment(work, note.slug, NewComment(kind="general", body="Bien.", language="es"))
    assert refused.value.code == "not-circulated"
