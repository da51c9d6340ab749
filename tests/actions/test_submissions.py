"""The country speaks: numbers, receipts, lateness, withdrawal."""

from datetime import timedelta

import pytest

from drafting.actions.comments.desk import desk_of
from drafting.actions.comments.internal import NewComment, leave_out
from drafting.actions.comments.official import official_comment, withdraw_comment
from drafting.actions.comments.receipts import receipt
from drafting.actions.comments.submitting import preview, submit_comments, words_hash, write_and_submit
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.hats import Role
from drafting.domain.workflow import Stage
from drafting.store.comments import Comment, unanswered_numbers
from drafting.store.notes import Note
from drafting.store.record import entry
from drafting.store.work import COMMAND, Keeping
from tests.consultation import DEADLINE, answered, consolidate, make_consultation, submitted, written
from tests.makers import make_people


def test_numbers_follow_the_text_and_run_per_country_and_section(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    places = [{"paragraph": 5}, {"paragraph": 2}, {"paragraph": 1}, {"paragraph": None}, {"paragraph": 1}]
    for place in places:
        written(keeping, note, "MX", **place)
    with keeping.writing(people.delegation("MX")) as work:
        first = submit_comments(work, note.slug, None)
    second = submitted(keeping, note, "MX", paragraph=2)
    other = submitted(keeping, note, "UY", paragraph=2)

    assert first.numbers == ("0-MEX-01", "1-MEX-01", "1-MEX-02", "1-MEX-03", "4-MEX-01")
    assert (second.numbers, other.numbers) == (("1-MEX-04",), ("1-URY-01",))


def test_all_means_all_that_is_ready_and_one_may_be_chosen_out_of_any_state(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    draft = written(keeping, note, ready=False)
    ready, left_out = written(keeping, note, body="Listo."), written(keeping, note, body="Fuera.")
    focal_point = people.delegation("MX")
    with keeping.writing(focal_point) as work:
        leave_out(work, left_out, "Repetido.")
        assert submit_comments(work, note.slug, None).comments == (ready,)
        with pytest.raises(NotPossible) as nothing:
            submit_comments(work, note.slug, None)
        assert submit_comments(work, note.slug, [draft]).comments == (draft,)
        with pytest.raises(Invalid):
            submit_comments(work, note.slug, [left_out])
        with pytest.raises(Invalid):
            submit_comments(work, note.slug, [])
    assert nothing.value.code == "nothing-ready"


def test_an_official_comment_is_the_same_comment_under_the_same_id(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "MX", Role.EXPERT, section="4", paragraph=None, quote="común", reason="Porque sí.")
    with keeping.writing(people.delegation("MX")) as work:
        submit_comments(work, note.slug, [made])
    with keeping.reading(people.coordinator()) as work:
        seen = official_comment(work, made)
    assert (seen.id, seen.number, seen.state) == (made, "4-MEX-01", "submitted")
    assert (seen.quote, seen.start, seen.end, seen.paragraph) == ("común", 27, 32, 5)
    assert (seen.body, seen.reason, seen.on, seen.country) == ("De MX.", "Porque sí.", "REV.0", "MX")
    with keeping.reading(people.delegation("MX", Role.EXPERT)) as work:
        [mine] = desk_of(work, note.slug).comments
    assert (mine.state, mine.number) == ("sent", "4-MEX-01")


def test_the_same_comment_is_submitted_once(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [sent] = submitted(keeping, note).comments
    again = written(keeping, note, body="Otro.")
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotPossible) as refused:
        submit_comments(work, note.slug, [sent, again])
    assert refused.value.code == "already-submitted"
    with keeping.reading(people.delegation("MX")) as work:
        assert {c.id: c.state for c in desk_of(work, note.slug).comments} == {sent: "sent", again: "ready"}


def test_somebody_elses_drafts_are_as_unknown_as_no_drafts(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    theirs = written(keeping, note, "UY")
    with keeping.writing(people.delegation("MX")) as work:
        with pytest.raises(Invalid) as foreign:
            submit_comments(work, note.slug, [theirs])
        with pytest.raises(Invalid) as nowhere:
            submit_comments(work, note.slug, [work.new_id("nothing")])
    assert foreign.value.faults == nowhere.value.faults


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.EXPERT])
def test_deputies_and_experts_prepare_but_do_not_submit(keeping: Keeping, role: Role):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note, "MX", role)
    with keeping.writing(people.delegation("MX", role)) as work, pytest.raises(NotAllowed):
        submit_comments(work, note.slug, [made])
    with keeping.writing(people.delegation("MX", Role.HEAD)) as work:
        assert submit_comments(work, note.slug, [made]).numbers == ("1-MEX-01",)


def test_the_receipt_names_numbers_words_time_and_the_entry_of_the_record(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    given = submitted(keeping, note, "MX", "with_compilation")
    with keeping.reading(people.delegation("MX", Role.DEPUTY)) as work:
        assert receipt(work, note.slug, given.entry) == given
        kept = entry(work.session, f"note:{note.id}", given.entry)
        comments = [work.session.get_one(Comment, id_) for id_ in given.comments]
        assert words_hash(work, comments) == given.hash
    assert kept is not None
    assert given.hash.encode() in kept.body
    assert given.submitted_at == keeping.clock()
    for actor in (people.delegation("UY"), people.coordinator(), people.presidency(), people.operator):
        with keeping.reading(actor) as work, pytest.raises(NotFound):
            receipt(work, note.slug, given.entry)


def test_the_preview_shows_what_others_will_see_and_keeps_nothing(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    ready, _ = written(keeping, note), written(keeping, note, ready=False)
    with keeping.reading(people.delegation("MX")) as work:
        shown = preview(work, note.slug, None)
        assert ([comment.id for comment in shown.comments], shown.late) == ([ready], False)
        assert work.session.get(Comment, ready) is None


def test_a_delegation_of_one_writes_and_submits_in_one_go(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    with keeping.writing(people.delegation("PE")) as work:
        assert desk_of(work, note.slug).alone
        new = NewComment(kind="editorial", body="Una coma.", language="es", paragraph=3)
        assert write_and_submit(work, note.slug, new, "now").numbers == ("2-PER-01",)
    with keeping.reading(people.delegation("MX")) as work:
        assert not desk_of(work, note.slug).alone


def test_in_time_is_strictly_before_the_instant(keeping: Keeping, clock):
    note = make_consultation(keeping)
    clock.now = DEADLINE - timedelta(microseconds=1)
    assert not submitted(keeping, note).late
    clock.now = DEADLINE
    assert submitted(keeping, note).late


def test_late_comments_are_accepted_until_the_first_answers_are_released(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [first] = submitted(keeping, note).comments
    consolidate(keeping, note)
    assert submitted(keeping, note, "UY").late
    answered(keeping, note, first)
    made = written(keeping, note, "PE")
    with keeping.writing(people.delegation("PE")) as work:
        for deed in (
            lambda: submit_comments(work, note.slug, [made]),
            lambda: preview(work, note.slug, None),
            lambda: write_and_submit(work, note.slug, NewComment("general", "Tarde.", "es")),
        ):
            with pytest.raises(NotAllowed) as refused:
                deed()
            assert refused.value.code == "not-now"


def test_a_country_withdraws_its_comment_visibly_and_it_waits_for_no_answer(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [sent] = submitted(keeping, note).comments
    with keeping.writing(people.delegation("UY")) as work, pytest.raises(NotAllowed):
        withdraw_comment(work, sent)
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work, pytest.raises(NotAllowed):
        withdraw_comment(work, sent)
    with keeping.reading(COMMAND) as work:
        assert unanswered_numbers(work.session, note) == ["1-MEX-01"]
    with keeping.writing(people.delegation("MX")) as work:
        withdraw_comment(work, sent)
        with pytest.raises(NotPossible):
            withdraw_comment(work, sent)
    with keeping.reading(people.delegation("UY")) as work:
        seen = official_comment(work, sent)
        assert (seen.state, seen.body) == ("withdrawn", "De MX.")
        assert unanswered_numbers(work.session, note) == []


def test_nothing_is_submitted_in_any_other_stage(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note)
    for stage in Stage:
        if stage in (Stage.CONSULTATION, Stage.CONSOLIDATION):
            continue
        with keeping.writing(COMMAND) as work:
            work.session.get_one(Note, note.id).stage = stage.value
        with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotAllowed) as refused:
            submit_comments(work, note.slug, [made])
        assert refused.value.code == "not-now", stage
