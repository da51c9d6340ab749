"""Who sees which official comment when; and that what a delegation has not submitted changes nothing for anybody."""

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import pytest
from sqlalchemy import event

from drafting.actions.comments.compilation import PAGE, compilation
from drafting.actions.comments.desk import desk_of
from drafting.actions.comments.internal import leave_out
from drafting.actions.comments.official import official_by_number, official_comment
from drafting.actions.comments.statuses import country_board
from drafting.domain.errors import DraftingError, NotFound
from drafting.domain.hats import Role
from drafting.domain.workflow import Stage
from drafting.store.base import make_engine
from drafting.store.comments import unanswered_numbers
from drafting.store.compilation import Filters
from drafting.store.work import COMMAND, Actor, Keeping, Work, seeded_ids
from tests.consultation import answered, consolidate, make_consultation, submitted, written
from tests.makers import People, enter, make_people


def backwards(countries: list[str]) -> list[str]:
    """An alphabet that is nobody's."""
    return sorted(countries, key=["UY", "MX", "PE"].index)


def everybody(people: People) -> dict[str, Actor]:
    return {
        "coordinator": people.coordinator("SACM"),
        "drafter": people.drafter(),
        "presidency": people.presidency(),
        "troika": people.troika("GT"),
        "own head": people.delegation("MX", Role.HEAD),
        "own focal point": people.delegation("MX"),
        "own deputy": people.delegation("MX", Role.DEPUTY),
        "own expert": people.delegation("MX", Role.EXPERT),
        "other head": people.delegation("PA", Role.HEAD),
        "other focal point": people.delegation("UY"),
        "other deputy": people.delegation("BR", Role.DEPUTY),
        "other expert": people.delegation("BR", Role.EXPERT),
        "observer": people.observer,
        "operator": people.operator,
    }


OFFICES = {"coordinator", "drafter", "presidency"}
OWN = {"own head", "own focal point", "own deputy", "own expert"}
MEMBERS = OWN | {"other head", "other focal point", "other deputy", "other expert", "troika"}


@pytest.mark.parametrize("closed", [False, True])
def test_each_role_sees_of_each_state_what_the_table_of_windows_grants(keeping: Keeping, closed: bool):
    note = make_consultation(keeping)
    people = make_people(keeping)
    now = submitted(keeping, note, "MX", "now").comments[0]
    later = submitted(keeping, note, "MX", "with_compilation").comments[0]
    draft, ready = written(keeping, note, "MX", ready=False), written(keeping, note, "MX", body="Listo.")
    if closed:
        consolidate(keeping, note)

    seen = {
        name: {
            state
            for state, id_ in (("now", now), ("later", later), ("draft", draft), ("ready", ready))
            if _opens(keeping, actor, lambda work, id_=id_: official_comment(work, id_))
        }
        for name, actor in everybody(people).items()
    }
    listed = {
        name: _opens(
            keeping, actor, lambda work: {c.id for c in compilation(work, note.slug, Filters(), backwards).comments}
        )
        for name, actor in everybody(people).items()
    }

    for name in everybody(people):
        if name in OFFICES | OWN:
            assert seen[name] == {"now", "later"}, name
        elif name in MEMBERS:
            assert seen[name] == ({"now", "later"} if closed else {"now"}), name
        else:
            assert seen[name] == set(), name
        by_id = {"now": now, "later": later}
        assert listed[name] == ({by_id[state] for state in seen[name]} or None), name


def _opens(keeping: Keeping, actor: Actor, ask: Callable[[Work], Any]) -> Any:
    with keeping.reading(actor) as work:
        try:
            return ask(work)
        except NotFound:
            return None


def test_what_is_visible_with_the_compilation_stays_hidden_when_the_note_is_withdrawn_before(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [later] = submitted(keeping, note, "MX", "with_compilation").comments
    for stage in (Stage.SUSPENDED, Stage.WITHDRAWN):
        with keeping.writing(COMMAND) as work:
            enter(work, note, stage)
        assert _opens(keeping, people.delegation("UY"), lambda work: official_comment(work, later)) is None
        assert _opens(keeping, people.delegation("MX"), lambda work: official_comment(work, later)) is not None


def test_when_a_country_lets_its_comment_be_seen_is_known_to_it_and_to_the_offices(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [sent] = submitted(keeping, note, "MX", "now").comments
    for name, actor in everybody(people).items():
        seen = _opens(keeping, actor, lambda work: official_comment(work, sent))
        if seen is not None:
            assert (seen.visible is not None) == (name in OFFICES | OWN), name


def test_nobody_reads_who_wrote_a_comment_or_when(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    [sent] = submitted(keeping, note, "MX").comments
    with keeping.reading(people.coordinator()) as work:
        seen = astuple(official_comment(work, sent))
    persons = {people.delegation("MX", role).person for role in (Role.FOCAL_POINT, Role.EXPERT, Role.HEAD)}
    assert persons.isdisjoint(value for value in seen if not isinstance(value, tuple | list))


def test_comments_come_by_section_paragraph_and_the_readers_alphabet(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    for country, paragraph in (("PE", 5), ("MX", 1), ("MX", 1), ("UY", 1), ("PE", None), ("MX", 2)):
        submitted(keeping, note, country, paragraph=paragraph)
    expected = ["0-PER-01", "1-URY-01", "1-MEX-01", "1-MEX-02", "1-MEX-03", "4-PER-01"]
    with keeping.reading(people.coordinator()) as work:
        found = compilation(work, note.slug, Filters(), backwards)
    assert [comment.number for comment in found.comments] == expected
    assert (found.matching, found.counted.total, found.countries) == (6, 6, ["UY", "MX", "PE"])


def test_filters_narrow_and_counts_say_how_much_is_answered(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    ids = [
        submitted(keeping, note, "MX", kind="editorial").comments[0],
        submitted(keeping, note, "MX", paragraph=5).comments[0],
        submitted(keeping, note, "UY", kind="editorial").comments[0],
        submitted(keeping, note, "PE", paragraph=None).comments[0],
    ]
    consolidate(keeping, note)
    answered(keeping, note, ids[0])
    answered(keeping, note, ids[1], release=False, outcome="not_taken_up", observation="No cabe.")

    def numbers(actor, **filters):
        with keeping.reading(actor) as work:
            return [c.number for c in compilation(work, note.slug, Filters(**filters), backwards).comments]

    office, member = people.coordinator(), people.delegation("CL")
    assert numbers(office, section="1") == ["1-URY-01", "1-MEX-01"]
    assert numbers(office, section="0") == ["0-PER-01"]
    assert numbers(office, country="MX") == ["1-MEX-01", "4-MEX-01"]
    assert numbers(office, kind="editorial", country="UY") == ["1-URY-01"]
    assert numbers(office, kind="unheard of") == numbers(office)
    assert numbers(office, answer="unanswered") == ["0-PER-01", "1-URY-01", "4-MEX-01"]
    assert numbers(office, answer="proposed") == ["4-MEX-01"]
    assert numbers(office, outcome="not_taken_up") == ["4-MEX-01"]
    assert numbers(member, answer="proposed") == []
    assert numbers(member, outcome="not_taken_up") == []
    assert numbers(member, outcome="noted") == numbers(member, answer="released") == ["1-MEX-01"]
    with keeping.reading(office) as work:
        counted = compilation(work, note.slug, Filters(), backwards).counted
        assert (counted.total, counted.answered, counted.proposed) == (4, 1, 1)
        assert unanswered_numbers(work.session, note) == ["0-PER-01", "1-URY-01", "4-MEX-01"]


def test_a_comment_is_found_by_its_number_where_it_may_be_read(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    submitted(keeping, note, "MX", "with_compilation")
    with keeping.reading(people.coordinator()) as work:
        assert official_by_number(work, note.slug, "1-MEX-01")[1].country == "MX"
    with keeping.reading(people.delegation("UY")) as work:
        for number in ("1-MEX-01", "1-MEX-02"):
            with pytest.raises(NotFound):
                official_by_number(work, note.slug, number)


def test_a_compilation_asks_as_many_questions_for_many_comments_as_for_few(keeping: Keeping):
    note, people = make_consultation(keeping), make_people(keeping)
    asked: list[str] = []
    event.listen(keeping.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def questions() -> int:
        asked.clear()
        with keeping.reading(people.coordinator()) as work:
            compilation(work, note.slug, Filters(), backwards, page=1)
            desk = len(asked)
        with keeping.reading(people.delegation("MX")) as work:
            desk_of(work, note.slug)
        return desk

    def add(paragraph: int) -> None:
        [sent] = submitted(keeping, note, "MX", paragraph=paragraph, proposed_text="Otro texto.").comments
        answered(keeping, note, sent, release=False)

    add(1)
    few = questions(), len(asked)
    for paragraph in (1, 2, 3, 4, 5):
        add(paragraph)
    assert (questions(), len(asked)) == few
    assert PAGE == 300


def everything_others_get(keeping: Keeping, note: Any, people: People) -> list[Any]:
    """Each reading that somebody outside the delegation of Uruguay can make, as values to compare."""
    answers: list[Any] = []
    readings: dict[str, Callable[[Work], Any]] = {
        "compilation": lambda work: [astuple(c) for c in compilation(work, note.slug, Filters(), backwards).comments],
        "counts": lambda work: compilation(work, note.slug, Filters(), backwards).counted,
        "board": lambda work: country_board(work, note.slug).rows,
        "unanswered": lambda work: unanswered_numbers(work.session, note),
        "room": lambda work: desk_of(work, note.slug).comments,
    }
    outside = {n: a for n, a in everybody(people).items() if not str(a.hat).endswith("delegation:UY")}
    for name, actor in outside.items():
        for what, ask in readings.items():
            with keeping.reading(actor) as work:
                try:
                    answers.append((name, what, ask(work)))
                except DraftingError as error:
                    answers.append((name, what, str(error), error.code))
    return answers


def test_with_and_without_a_delegations_drafts_everybody_else_gets_the_same(databases, clock, database_kind):
    def run(drafts: bool) -> list[Any]:
        with databases.fresh(database_kind) as url:
            engine = make_engine(url)
            keeping = Keeping(engine, clock=clock, ids=seeded_ids("two runs"))
            note = make_consultation(keeping)
            people = make_people(keeping)
            receipts = []
            for step in range(3):
                if drafts:
                    written(keeping, note, "UY", Role.EXPERT, body=f"Secreto {step}.", ready=step != 1)
                receipts.append(submitted(keeping, note, "MX", paragraph=step + 1))
                if drafts and step == 1:
                    out = written(keeping, note, "UY", Role.EXPERT, body="Fuera.")
                    with keeping.writing(people.delegation("UY")) as work:
                        leave_out(work, out, "Repetido.")
            consolidate(keeping, note)
            answered(keeping, note, receipts[0].comments[0])
            got = [receipts, everything_others_get(keeping, note, people)]
            engine.dispose()
            return got

    without, with_drafts = run(drafts=False), run(drafts=True)
    assert with_drafts == without
    assert "1-MEX-01" in str(without)
    assert "Secreto" not in str(with_drafts)
