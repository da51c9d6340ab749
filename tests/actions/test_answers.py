"""Answers proposed by a secretariat and released by a presidency; associations and replies."""

import pytest

from drafting.actions.comments.answering import propose_answer, propose_answers, release_answers
from drafting.actions.comments.associating import associate
from drafting.actions.comments.official import official_comment, reply
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.hats import Role
from drafting.store.comments import unanswered_numbers
from drafting.store.record import entry, length
from drafting.store.work import COMMAND, Keeping
from tests.consultation import answered, consolidate, make_consultation, submitted
from tests.makers import make_people


@pytest.fixture
def note(keeping):
    return make_consultation(keeping)


@pytest.fixture
def people(keeping, note):
    return make_people(keeping)


def test_a_proposal_is_for_the_offices_and_a_released_answer_for_all(keeping: Keeping, note, people):
    [sent] = submitted(keeping, note).comments
    consolidate(keeping, note)
    with keeping.writing(people.drafter("SACM")) as work:
        propose_answer(work, sent, outcome="noted", observation="Primera.")
    with keeping.writing(people.coordinator("RCM")) as work:
        propose_answer(work, sent, outcome="not_taken_up", observation="Segunda.")

    for actor in (people.delegation("MX"), people.delegation("UY"), people.troika("GT")):
        with keeping.reading(actor) as work:
            assert official_comment(work, sent).answer is None
    with keeping.reading(people.presidency()) as work:
        seen = official_comment(work, sent).answer
        assert seen is not None
        assert (seen.observation, seen.office, seen.released_at) == ("Segunda.", "secretariat:RCM", None)
        assert unanswered_numbers(work.session, note) == ["1-MEX-01"]

    with keeping.writing(people.presidency("SACM")) as work:
        assert release_answers(work, note.slug, None) == ["1-MEX-01"]
    with keeping.reading(people.delegation("UY")) as work:
        seen = official_comment(work, sent).answer
        assert seen is not None
        assert (seen.outcome, seen.released_by) == ("not_taken_up", "presidency:SACM:UY")
        assert unanswered_numbers(work.session, note) == []


@pytest.mark.parametrize(
    ("answer", "pointer"),
    [
        ({"outcome": "in_part"}, "/observation"),
        ({"outcome": "not_taken_up", "observation": "  "}, "/observation"),
        ({"outcome": "taken_up"}, "/version"),
        ({"outcome": "taken_up", "number": 99}, "/version"),
        ({"outcome": "in_part", "observation": "x", "number": 99}, "/version"),
        ({"outcome": "perhaps"}, "/outcome"),
        ({"outcome": "noted"}, None),
        ({"outcome": "to_the_troika"}, None),
        ({"outcome": "taken_up", "number": 1}, None),
        ({"outcome": "in_part", "observation": "La mitad.", "number": 1}, None),
    ],
)
def test_an_answer_carries_what_its_outcome_needs(keeping: Keeping, note, people, answer, pointer):
    [sent] = submitted(keeping, note).comments
    with keeping.writing(people.drafter()) as work:
        if pointer is None:
            seen = propose_answer(work, sent, **answer).answer
            assert seen is not None
            assert seen.outcome == answer["outcome"]
            return
        with pytest.raises(Invalid) as refused:
            propose_answer(work, sent, **answer)
        assert [fault.pointer for fault in refused.value.faults] == [pointer]


def test_what_is_taken_up_of_a_comment_on_the_whole_note_is_said_where(keeping: Keeping, note, people):
    [sent] = submitted(keeping, note, paragraph=None).comments
    with keeping.writing(people.drafter()) as work:
        with pytest.raises(Invalid):
            propose_answer(work, sent, outcome="taken_up", number=1)
        seen = propose_answer(work, sent, outcome="taken_up", observation="En las secciones 1 y 4.", number=1).answer
        assert seen is not None
        assert seen.version is None


def test_the_same_answer_to_several_comments_is_given_to_all_or_none(keeping: Keeping, note, people):
    ids = [submitted(keeping, note, country, kind="editorial").comments[0] for country in ("MX", "UY", "PE")]
    with keeping.writing(people.drafter()) as work:
        with pytest.raises(Invalid):
            propose_answers(work, note.slug, [*ids, work.new_id("nothing")], outcome="noted")
        assert official_comment(work, ids[0]).answer is None
        assert propose_answers(work, note.slug, ids, outcome="noted") == ["1-MEX-01", "1-PER-01", "1-URY-01"]
    consolidate(keeping, note)
    with keeping.writing(people.presidency()) as work:
        assert release_answers(work, note.slug, ids[:2]) == ["1-MEX-01", "1-URY-01"]
        assert unanswered_numbers(work.session, note) == ["1-PER-01"]


def test_who_may_not_propose_or_release_is_refused(keeping: Keeping, note, people):
    [sent] = submitted(keeping, note).comments
    for actor in (people.presidency(), people.troika("GT"), people.delegation("MX")):
        with keeping.writing(actor) as work, pytest.raises(NotAllowed):
            propose_answer(work, sent, outcome="noted")
    with keeping.writing(people.drafter()) as work:
        propose_answer(work, sent, outcome="noted")
    with keeping.writing(people.presidency()) as work, pytest.raises(NotAllowed) as early:
        release_answers(work, note.slug, None)
    assert early.value.code == "not-now"
    consolidate(keeping, note)
    for actor in (people.coordinator(), people.troika("GT"), people.delegation("MX")):
        with keeping.writing(actor) as work, pytest.raises(NotAllowed):
            release_answers(work, note.slug, None)
    for actor in (people.observer, people.operator):
        with keeping.writing(actor) as work, pytest.raises(NotFound):
            release_answers(work, note.slug, None)


def test_a_released_answer_stands(keeping: Keeping, note, people):
    [sent], [other] = submitted(keeping, note).comments, submitted(keeping, note, "UY").comments
    consolidate(keeping, note)
    answered(keeping, note, sent)
    with keeping.writing(people.drafter()) as work, pytest.raises(NotPossible) as refused:
        propose_answers(work, note.slug, [sent, other], outcome="noted")
    assert refused.value.code == "already-released"
    with keeping.writing(people.presidency()) as work:
        with pytest.raises(NotPossible):
            release_answers(work, note.slug, None)
        with pytest.raises(NotPossible):
            release_answers(work, note.slug, [sent])


def test_another_country_associates_itself_once_with_a_comment_it_sees(keeping: Keeping, note, people):
    [now] = submitted(keeping, note, "MX", "now").comments
    [later] = submitted(keeping, note, "MX", "with_compilation").comments
    with keeping.writing(people.delegation("UY")) as work:
        assert associate(work, now).associated == ("UY",)
        with pytest.raises(NotPossible) as twice:
            associate(work, now)
        with pytest.raises(NotFound):
            associate(work, later)
    with keeping.writing(people.delegation("CL")) as work:
        assert associate(work, now).associated == ("CL", "UY")
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotPossible) as own:
        associate(work, now)
    for actor in (people.delegation("UY", Role.EXPERT), people.coordinator(), people.troika("GT")):
        with keeping.writing(actor) as work, pytest.raises(NotAllowed):
            associate(work, now)
    assert (twice.value.code, own.value.code) == ("already-associated", "own-comment")
    consolidate(keeping, note)
    with keeping.writing(people.delegation("UY")) as work:
        assert associate(work, later).associated == ("UY",)


def test_a_country_replies_once_to_the_released_answer(keeping: Keeping, note, people):
    [sent] = submitted(keeping, note).comments
    consolidate(keeping, note)
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotPossible) as early:
        reply(work, sent, "satisfied")
    answered(keeping, note, sent)
    with keeping.writing(people.delegation("UY")) as work, pytest.raises(NotAllowed):
        reply(work, sent, "satisfied")
    with keeping.writing(people.delegation("MX")) as work:
        with pytest.raises(Invalid):
            reply(work, sent, "maintained", "")
        reply(work, sent, "maintained", "Sigue faltando.")
        with pytest.raises(NotPossible) as twice:
            reply(work, sent, "satisfied")
    assert (early.value.code, twice.value.code) == ("not-answered", "already-replied")
    with keeping.reading(people.presidency()) as work:
        seen = official_comment(work, sent).reply
        assert seen is not None
        assert (seen.stance, seen.text) == ("maintained", "Sigue faltando.")
    with keeping.reading(people.delegation("UY")) as work:
        assert official_comment(work, sent).reply is None


def test_the_record_of_a_proposal_says_nothing_of_what_is_proposed(keeping: Keeping, note, people):
    [sent] = submitted(keeping, note).comments
    with keeping.writing(people.drafter()) as work:
        propose_answer(work, sent, outcome="not_taken_up", observation="Confidencial.")
    with keeping.reading(COMMAND) as work:
        chain = f"note:{note.id}"
        kept = entry(work.session, chain, length(work.session, chain))
    assert kept is not None
    assert b"answer_proposed" in kept.body
    assert b"not_taken_up" not in kept.body
    assert b"Confidencial" not in kept.body
