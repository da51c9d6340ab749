"""Settings: what may change until when, and that nobody overwrites what they have not seen."""

from datetime import UTC, datetime

import pytest

from drafting.actions.notes.settings import change_settings
from drafting.actions.notes.showing import list_notes
from drafting.domain.errors import Invalid, NotAllowed, NotPossible, Stale
from drafting.domain.workflow import Purpose, Stage
from drafting.store.notes import FrozenPurpose, FrozenText, note_by_ref, open_passage
from drafting.store.work import COMMAND
from tests.makers import make_note, make_people

LATE = datetime(2018, 12, 3, 20, 0, tzinfo=UTC)


@pytest.fixture
def people(keeping):
    return make_people(keeping)


@pytest.fixture
def note(keeping, people):
    return make_note(keeping)


def change(keeping, actor, note, revision="1", **about):
    with keeping.writing(actor) as work:
        return change_settings(work, str(note.id), revision=revision, **about)


def test_what_is_not_named_stays(keeping, people, note):
    changed = change(keeping, people.coordinator(), note, titles={"es": "Nueva"}, rules={"consultation_days": 30})
    assert (changed.titles, changed.symbol, changed.revision) == ({"es": "Nueva"}, note.symbol, 2)
    assert changed.rules == {**note.rules, "consultation_days": 30}
    assert changed.calendar == note.calendar


def test_the_same_again_is_no_change(keeping, people, note):
    assert change(keeping, people.coordinator(), note, titles=note.titles).revision == 1


def test_a_symbol_changes_with_its_address(keeping, people, note):
    changed = change(keeping, people.coordinator(), note, symbol="RCM-SACM/CN/2018/9")
    with keeping.reading(people.coordinator()) as work:
        assert note_by_ref(work.session, "rcm-sacm-cn-2018-9").id == changed.id
        assert note_by_ref(work.session, note.slug) is None


def test_settings_that_somebody_else_changed_are_not_overwritten(keeping, people, note):
    change(keeping, people.coordinator(), note, titles={"es": "Nueva"})
    with pytest.raises(Stale) as refused:
        change(keeping, people.presidency(), note, titles={"es": "Otra"})
    assert refused.value.current == "2"


@pytest.mark.parametrize(
    ("about", "pointer"),
    [
        ({"titles": {"es": " "}}, "/title/es"),
        ({"titles": {"fr": "Note"}}, "/title/fr"),
        ({"symbol": "no symbol"}, "/symbol"),
        ({"rules": {"scope": "RCM"}}, "/rules/scope"),
        ({"rules": {"original_language": "pt"}}, "/rules/original_language"),
        ({"rules": {"clock": "UTC"}}, "/rules/clock"),
        ({"calendar": {"drafting": LATE}}, "/calendar/drafting"),
        ({"calendar": {"nowhere": LATE}}, "/calendar/nowhere"),
        ({"calendar": {"consultation": LATE.replace(tzinfo=None)}}, "/calendar/consultation"),
        ({"calendar": {"presidency_review": LATE}}, "/calendar/troika_review"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(keeping, people, note, about, pointer):
    with pytest.raises(Invalid) as refused:
        change(keeping, people.coordinator(), note, **about)
    assert refused.value.faults[0].pointer == pointer


def test_a_symbol_that_another_note_has_is_refused(keeping, people, note):
    other = make_note(keeping)
    with pytest.raises(Invalid):
        change(keeping, people.coordinator(), note, symbol=other.symbol)


def test_dates_to_come_can_be_moved(keeping, people, note):
    changed = change(keeping, people.coordinator(), note, calendar={"adoption": LATE})
    assert datetime.fromisoformat(changed.calendar["adoption"]) == LATE


def test_once_circulated_the_symbol_stays(keeping, people, note):
    with keeping.writing(COMMAND) as work:
        frozen = FrozenText(id=work.new_id("f"), note_id=note.id, ordinal=1, label="REV.0", digest="", at=work.now)
        work.session.add(frozen)
        work.session.flush()
        purpose = FrozenPurpose(id=work.new_id("p"), frozen_id=frozen.id, purpose=Purpose.TO_MEMBERS.value, at=work.now)
        purpose.passage_id = open_passage(work.session, note).id
        work.session.add(purpose)
    with pytest.raises(NotPossible):
        change(keeping, people.coordinator(), note, symbol="RCM-SACM/CN/2018/9")


@pytest.mark.parametrize("who", ["drafter", "troika", "delegation"])
def test_only_coordinators_and_presidencies_change_settings(keeping, people, note, who):
    with pytest.raises(NotAllowed):
        change(keeping, getattr(people, who)(), note, titles={"es": "Otra"})


def test_the_list_goes_on_after_the_note_it_names_and_leaves_out_what_is_not_for_the_reader(keeping, people, clock):
    notes = []
    for _ in range(3):
        notes.append(make_note(keeping, stage=Stage.SET_UP))
        clock.move(hours=1)
    with keeping.reading(people.delegation("PE")) as work:
        first = list_notes(work, limit=2)
        rest = list_notes(work, limit=2, after=first.next)
    assert [line.note.id for line in first.lines + rest.lines] == [note.id for note in reversed(notes)]
    assert rest.next is None
    with keeping.reading(people.observer) as work:
        assert list_notes(work).lines == ()
