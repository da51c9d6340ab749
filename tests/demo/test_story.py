"""The demonstration as it begins: five notes where the issue wants them, told by deeds that the record can prove."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from drafting.actions.comments.room import room_for
from drafting.actions.people.passwords import hashed, matches
from drafting.actions.record.checkpoints import verify
from drafting.demo.cast import Cast, cast_of
from drafting.demo.people import people
from drafting.demo.seeding import EARLIEST, TooEarly, seed
from drafting.domain.comments import CommentKind
from drafting.domain.hats import Role, SeatName
from drafting.domain.policy import Act
from drafting.domain.positions import Decision, live_requests, standing_position
from drafting.domain.workflow import Purpose, Stage
from drafting.store.adoptions import public_notes
from drafting.store.base import make_engine
from drafting.store.clocks import RunningClock
from drafting.store.comments import Comment, CommentDraft, StatusRow
from drafting.store.notes import Note, newest_frozen, open_passage, sections_of
from drafting.store.outbox import InboxEntry
from drafting.store.people import Person
from drafting.store.record import Entry
from drafting.store.reviews import PositionRow, positions_of
from drafting.store.sections import Version, latest_versions
from drafting.store.work import COMMAND, Actor, Keeping, Work, seeded_ids
from tests.databases import KINDS, Databases

TODAY = datetime(2018, 8, 15, 14, tzinfo=UTC)
PASSWORD = "palabras para todos"
STAGES = {
    "RCM-SACM/CN/2018/1": Stage.PUBLISHED,
    "RCM-SACM/CN/2018/2": Stage.CONSULTATION,
    "RCM-SACM/CN/2018/3": Stage.TROIKA_REVIEW,
    "RCM-SACM/CN/2018/4": Stage.DRAFTING,
    "RCM-SACM/CN/2018/5": Stage.DRAFTING,
}
PUBLISHED, CONSULTED, REVIEWED, GROUPED, DRAFTED = STAGES
POSITIONS_OF_GOVERNMENTS = ("rechaz", "se opone", "apoy", "condena", "exig", "no acept", "reject", "oppose", "demand")


@dataclass
class Told:
    keeping: Keeping
    cast: Cast

    def note(self, work: Work, symbol: str) -> Note:
        return work.session.scalars(select(Note).where(Note.symbol == symbol)).one()


@pytest.fixture(scope="module", params=KINDS)
def told(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Told]:
    """The whole story, told once for each kind of database."""
    with databases.fresh(request.param) as url:
        engine = make_engine(url)
        seed(engine, TODAY, hashed(PASSWORD), ids=seeded_ids("story"))
        keeping = Keeping(engine, clock=lambda: TODAY)
        yield Told(keeping, cast_of(keeping))
        engine.dispose()


@pytest.fixture
def work(told: Told) -> Iterator[Work]:
    with told.keeping.reading(COMMAND) as work:
        yield work


def test_there_are_five_notes_in_their_stages(work: Work):
    assert {note.symbol: note.stage for note in work.session.scalars(select(Note))} == STAGES
    assert len({note.titles["es"] for note in work.session.scalars(select(Note))}) == 5


def test_the_record_of_the_story_is_whole_and_lies_before_today(work: Work):
    verdict = verify(work, {})
    assert verdict.damages == ()
    assert verdict.entries > 300
    assert max(work.session.scalars(select(Entry.at))) < TODAY


def test_every_deed_was_done_under_a_hat_that_its_person_holds(told: Told, work: Work):
    held = {account.id: {str(worn.hat) for worn in account.hats} for account in told.cast.accounts}
    entries = work.session.scalars(select(Entry).where(Entry.person_id.is_not(None))).all()
    assert entries
    assert [entry.seq for entry in entries if json.loads(entry.body)["hat"] not in held[entry.person_id]] == []


def test_everybody_of_the_issue_is_there_and_can_sign_in(told: Told, work: Work):
    assert {account.person.email for account in told.cast.accounts} == {person.email for person in people()}
    assert all(account.hats for account in told.cast.accounts)
    assert {worn.role for account in told.cast.accounts for worn in account.hats} == set(Role)
    persons = work.session.scalars(select(Person)).all()
    assert len({person.password for person in persons}) == 1
    assert matches(persons[0].password, PASSWORD)
    assert all(person.joined_at and not person.disabled_at for person in persons)


def test_the_note_in_drafting_has_many_versions_by_two_authors(told: Told, work: Work):
    note = told.note(work, DRAFTED)
    versions = work.session.scalars(
        select(Version).where(Version.section_id.in_([section.id for section in sections_of(work.session, note)]))
    ).all()
    written = [version for version in versions if version.number]
    assert len(written) >= 30
    assert len({version.person_id for version in written}) == 2
    assert all(version.summary for version in written)


def test_the_common_subjects_are_grouped_into_sections_and_drafted(told: Told, work: Work):
    note = told.note(work, GROUPED)
    assert note.outline == "common-subjects"
    assert len(note.topics) == 6
    assert all(version.number for version in latest_versions(work.session, note).values())


def test_the_note_before_the_troikas_shows_every_way_in_which_a_seat_can_stand(told: Told, work: Work):
    note = told.note(work, REVIEWED)
    given = positions_of(work.session, note)
    latest = latest_versions(work.session, note)
    words = {section.label: latest[section.id] for section in sections_of(work.session, note)}

    def standing(seat: str, label: str) -> Decision | None:
        found = standing_position(given, SeatName(*seat.split(":")), label, words[label].text_hash)
        return found.decision if found else None

    assert [request.seat for request in live_requests(given, "4")] == [SeatName("RCM", "GT")]
    assert standing("RCM:SV", "1") is Decision.APPROVE
    assert standing("SACM:PY", "5") is Decision.NO_OBJECTION
    assert standing("SACM:PY", "7") is Decision.AD_REFERENDUM
    assert standing("RCM:GT", "6") is Decision.IN_CONSULTATION
    assert standing("RCM:PA", "4") is Decision.APPROVE
    for seat in ("RCM:SV", "SACM:PY", "SACM:UY"):  # of an earlier text
        assert standing(seat, "4") is None
        assert any(str(p.seat) == seat and p.section == "4" and p.decision is Decision.APPROVE for p in given)
    assert not any(str(position.seat) == "SACM:BO" for position in given)


def test_the_consultation_is_open_with_comments_inside_and_official(told: Told, work: Work):
    note = told.note(work, CONSULTED)
    passage = open_passage(work.session, note)
    assert passage is not None
    assert passage.deadline is not None
    assert timedelta(days=3) < passage.deadline - TODAY < timedelta(days=30)
    drafts = work.session.scalars(select(CommentDraft).where(CommentDraft.sent_at.is_(None))).all()
    official = work.session.scalars(select(Comment)).all()
    assert {draft.country for draft in drafts} == {"MX", "BR", "UY"}
    assert {draft.state for draft in drafts} == {"draft", "ready"}
    assert {"MX", "UY"} <= {comment.country for comment in official}
    assert {comment.visible for comment in official} == {"now", "with_compilation"}
    statuses = dict(
        work.session.execute(select(StatusRow.country, StatusRow.status).where(StatusRow.note_id == note.id)).all()
    )
    assert statuses["PE"] == "no_comments"


def test_the_published_note_is_open_to_everybody_on_its_adopted_text(told: Told, work: Work):
    note = told.note(work, PUBLISHED)
    [(found, publication, frozen)] = public_notes(work.session)
    assert found.id == note.id
    assert publication.public
    assert newest_frozen(work.session, note, [Purpose.ADOPTED]) is frozen


def test_no_government_is_given_a_position_of_its_own(work: Work):
    """Comments are of an editorial kind, and the one request for changes is about how a paragraph reads."""
    kinds = set(work.session.scalars(select(Comment.kind))) | set(work.session.scalars(select(CommentDraft.kind)))
    assert CommentKind.SUBSTANTIVE not in kinds
    written = [*work.session.scalars(select(Comment.body)), *work.session.scalars(select(CommentDraft.body))]
    written += [words for words in work.session.scalars(select(PositionRow.reason)) if words]
    assert [words for words in written for stem in POSITIONS_OF_GOVERNMENTS if stem in words.casefold()] == []


def test_a_delegations_members_were_admitted_to_its_room(told: Told):
    inside = [(a.id, worn) for a in told.cast.accounts for worn in a.hats if worn.role is Role.EXPERT]
    assert len(inside) >= 6
    for person, worn in inside:
        with told.keeping.reading(Actor(person, worn.hat, worn.role)) as work:
            assert room_for(work, "rcm-sacm-cn-2018-2", Act.READ_INTERNAL).country == worn.hat.country


def test_inboxes_are_filled_as_things_happened(work: Work):
    entries = work.session.scalars(select(InboxEntry)).all()
    assert entries
    members = [entry for entry in entries if (entry.hat or "").startswith("delegation:")]
    told_of = {entry.details["to"] for entry in members if entry.kind == "note_moved"}
    assert told_of == {"consultation", "consolidation", "clearance", "adoption", "adopted"}


def test_a_story_cannot_begin_before_its_presidencies_were_in_office(told: Told):
    with pytest.raises(TooEarly):
        seed(told.keeping.engine, EARLIEST - timedelta(seconds=1), "")


def test_the_clock_of_the_demonstration_runs_and_is_moved_forward_only():
    real = datetime(2026, 1, 1, tzinfo=UTC)
    clock = RunningClock(TODAY, real=lambda: real)
    assert clock() == TODAY
    clock.move_to(TODAY + timedelta(days=2))
    assert clock() == TODAY + timedelta(days=2)
    with pytest.raises(Exception, match="forward only"):
        clock.move_to(TODAY)
    assert clock() == TODAY + timedelta(days=2)
