"""Two at once, from two processes' point of view: each has its own engine on the one database."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from drafting.actions.comments.internal import edit_comment
from drafting.actions.comments.submitting import submit_comments
from drafting.domain.errors import DraftingError
from drafting.domain.hats import Role
from drafting.store.base import make_engine
from drafting.store.comments import Comment
from drafting.store.work import COMMAND, Actor, Keeping, Work
from tests.consultation import make_consultation, written
from tests.makers import make_people


@pytest.fixture
def at_once(database_url, keeping, clock):
    """Do these deeds together; what each gave, or the error that refused it."""
    engines = []

    def together(*deeds: tuple[Actor, Callable[[Work], Any]]) -> list[Any]:
        start, given = threading.Barrier(len(deeds)), [None] * len(deeds)

        def run(place: int, actor: Actor, deed: Callable[[Work], Any]) -> None:
            engine = make_engine(database_url)
            engines.append(engine)
            own = Keeping(engine, clock=clock, ids=keeping.ids)
            start.wait()
            try:
                with own.writing(actor) as work:
                    given[place] = deed(work)
            except DraftingError as error:
                given[place] = error

        threads = [threading.Thread(target=run, args=(n, *deed)) for n, deed in enumerate(deeds)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return given

    yield together
    for engine in engines:
        engine.dispose()


def test_a_comment_that_two_submit_at_once_is_submitted_once(keeping, at_once):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note)
    submit = lambda work: submit_comments(work, note.slug, [made])  # noqa: E731
    given = at_once((people.delegation("MX"), submit), (people.delegation("MX", Role.HEAD), submit))

    refused = [one for one in given if isinstance(one, DraftingError)]
    assert [error.code for error in refused] == ["already-submitted"]
    with keeping.reading(COMMAND) as work:
        assert [comment.number for comment in work.session.scalars(select(Comment))] == ["1-MEX-01"]


def test_countries_that_submit_at_once_wait_for_each_other_and_all_are_numbered(keeping, at_once):
    note, people = make_consultation(keeping), make_people(keeping)
    countries = ("MX", "UY", "PE", "CL")
    for country in countries:
        for _ in range(2):
            written(keeping, note, country)
    given = at_once(*((people.delegation(c), lambda work: submit_comments(work, note.slug, None)) for c in countries))

    assert sorted(receipt.numbers for receipt in given) == [
        ("1-CHL-01", "1-CHL-02"),
        ("1-MEX-01", "1-MEX-02"),
        ("1-PER-01", "1-PER-02"),
        ("1-URY-01", "1-URY-02"),
    ]
    assert len({receipt.entry for receipt in given}) == 4


def test_an_edit_and_a_submission_at_once_submit_what_was_kept_last_or_refuse_the_edit(keeping, at_once):
    note, people = make_consultation(keeping), make_people(keeping)
    made = written(keeping, note)
    receipt, edited = at_once(
        (people.delegation("MX"), lambda work: submit_comments(work, note.slug, [made])),
        (people.delegation("MX", Role.DEPUTY), lambda work: edit_comment(work, made, 2, body="Otra.")),
    )
    assert receipt.numbers == ("1-MEX-01",)
    with keeping.reading(COMMAND) as work:
        body = work.session.get_one(Comment, made).body
    assert body == ("De MX." if isinstance(edited, DraftingError) else "Otra.")
