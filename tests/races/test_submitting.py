"""A delegation submits from two processes at once: no comment twice, no number twice, no number left out."""

from sqlalchemy import select

from drafting.domain.hats import Role
from drafting.store.comments import Comment, CommentDraft
from drafting.store.notes import Note
from drafting.store.work import STRANGER, Keeping
from tests.consultation import make_consultation, written
from tests.makers import make_people
from tests.races.deeds import named
from tests.races.processes import Pair

ROUNDS = 6


def test_one_comment_submitted_twice_at_once_is_one_official_comment(keeping: Keeping, pair: Pair) -> None:
    note = make_consultation(keeping)
    for round_ in range(1, ROUNDS + 1):
        draft = str(written(keeping, note))
        outcomes = pair.at_once(*(_submit(keeping, note, role, [draft]) for role in (Role.FOCAL_POINT, Role.HEAD)))
        assert [o.crash for o in outcomes] == [None, None]
        assert sorted(o.refused or "submitted" for o in outcomes) == ["already-submitted", "submitted"]
        assert _numbers(keeping, note) == [f"1-MEX-{n:02}" for n in range(1, round_ + 1)]


def test_all_that_is_ready_submitted_twice_at_once_is_submitted_once(keeping: Keeping, pair: Pair) -> None:
    note = make_consultation(keeping)
    for round_ in range(1, ROUNDS + 1):
        written(keeping, note)
        written(keeping, note)
        outcomes = pair.at_once(*(_submit(keeping, note, role, None) for role in (Role.FOCAL_POINT, Role.HEAD)))
        assert [o.crash for o in outcomes] == [None, None]
        assert sorted(o.refused or "submitted" for o in outcomes) == ["nothing-ready", "submitted"]
        assert _numbers(keeping, note) == [f"1-MEX-{n:02}" for n in range(1, 2 * round_ + 1)]


def test_two_comments_submitted_at_once_get_two_numbers(keeping: Keeping, pair: Pair) -> None:
    note = make_consultation(keeping)
    for round_ in range(1, ROUNDS + 1):
        drafts = [str(written(keeping, note)) for _ in range(2)]
        by_whom = zip((Role.FOCAL_POINT, Role.HEAD), drafts, strict=True)
        deeds = [_submit(keeping, note, role, [draft]) for role, draft in by_whom]
        outcomes = pair.at_once(*deeds)
        assert [(o.refused, o.crash) for o in outcomes] == [(None, None)] * 2
        given = sorted(number for outcome in outcomes for number in outcome.answer)
        assert given == [f"1-MEX-{n:02}" for n in (2 * round_ - 1, 2 * round_)]
        assert _numbers(keeping, note) == [f"1-MEX-{n:02}" for n in range(1, 2 * round_ + 1)]


def _submit(keeping: Keeping, note: Note, role: Role, comments: list[str] | None):  # type: ignore[no-untyped-def]
    by = named(make_people(keeping).delegation("MX", role))
    return "submit_some", {"by": by, "note": str(note.id), "comments": comments}


def _numbers(keeping: Keeping, note: Note) -> list[str]:
    """All official numbers; and nothing that was sent is still waiting to be."""
    with keeping.reading(STRANGER) as work:
        numbers = work.session.scalars(select(Comment.number).where(Comment.note_id == note.id)).all()
        unsent = work.session.scalars(select(CommentDraft.id).where(CommentDraft.sent_at.is_(None))).all()
    assert list(unsent) == []
    return sorted(numbers)
