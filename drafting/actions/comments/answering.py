"""Answers: the secretariats propose, a presidency releases. Three staff never tell a state no."""

import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID

from drafting.actions.access import Opened, acting_person, check, note_for
from drafting.actions.comments.official import OfficialComment, official_comment, official_for
from drafting.domain.comments import NEEDS_VERSION, AnswerWords, answer_words
from drafting.domain.errors import Fault, Invalid, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.comments import (
    Answer,
    AnswerRelease,
    Comment,
    answered_and_unreleased,
    comments_with,
    latest_answers,
    released_among,
    withdrawn,
)
from drafting.store.notes import Section
from drafting.store.record import canonical_json
from drafting.store.sections import version
from drafting.store.work import Work


def propose_answer(
    work: Work, comment_id: UUID, *, outcome: str, observation: str | None = None, number: int | None = None
) -> OfficialComment:
    """Propose what becomes of a comment. `number`: the version of its section that carries it."""
    opened, comment = official_for(work, comment_id, Act.PROPOSE_ANSWER, lock=True)
    _propose(work, opened, [comment], answer_words(outcome, observation, number))
    return official_comment(work, comment.id)


def propose_answers(
    work: Work,
    ref: str,
    ids: Collection[UUID],
    *,
    outcome: str,
    observation: str | None = None,
    number: int | None = None,
) -> list[str]:
    """The same answer to several comments, all or none. Their numbers."""
    opened = note_for(work, ref, Act.PROPOSE_ANSWER, lock=True)
    comments = _of_note(work, opened, ids)
    _propose(work, opened, comments, answer_words(outcome, observation, number))
    return [comment.number for comment in comments]


def release_answers(work: Work, ref: str, ids: Collection[UUID] | None) -> list[str]:
    """Release the newest proposals to these comments (None: every proposal that waits). Numbers of the comments."""
    opened = note_for(work, ref, Act.RELEASE_ANSWERS, lock=True)
    waiting = answered_and_unreleased(work.session, opened.note)
    if ids is not None:
        waiting = _asked_for(work, opened, waiting, ids)
    if not waiting:
        raise NotPossible("nothing-proposed", N_("No proposed answer waits for its release."))
    answers = latest_answers(work.session, [comment.id for comment in waiting])
    for comment in waiting:
        row = AnswerRelease(id=work.new_id("answer_release", comment.id), comment_id=comment.id, at=work.now)
        row.answer_id, row.person_id, row.hat = answers[comment.id].id, acting_person(work), str(work.actor)
        work.session.add(row)
    work.session.flush()
    numbers = [comment.number for comment in waiting]
    said = {"numbers": numbers, "hash": _hash([(comment, answers[comment.id]) for comment in waiting])}
    work.tell(Event(EventKind.ANSWERS_RELEASED, opened.note.id, said))
    return numbers


def _propose(work: Work, opened: Opened, comments: Sequence[Comment], words: AnswerWords) -> None:
    check(opened, Act.PROPOSE_ANSWER)
    _unreleased(work, comments)
    before = latest_answers(work.session, [comment.id for comment in comments])
    answers = []
    for comment in comments:
        _carried(work, opened, comment, words)
        ordinal = before[comment.id].ordinal + 1 if comment.id in before else 1
        row = Answer(id=work.new_id("answer", comment.id, ordinal), comment_id=comment.id, ordinal=ordinal)
        row.outcome, row.observation, row.version = words.outcome.value, words.observation, words.version
        if comment.section_id is None:
            row.version = None
        row.person_id, row.hat, row.at = acting_person(work), str(work.actor), work.now
        answers.append(row)
    work.session.add_all(answers)
    work.session.flush()
    # What is proposed is for the offices alone until it is released, and the seats read the record: a hash commits.
    said = {
        "numbers": [comment.number for comment in comments],
        "hash": _hash(list(zip(comments, answers, strict=True))),
    }
    work.tell(Event(EventKind.ANSWER_PROPOSED, opened.note.id, said))


def _carried(work: Work, opened: Opened, comment: Comment, words: AnswerWords) -> None:
    """What is taken up stands somewhere: in a version of the section, or where the observation says."""
    if comment.section_id is None:
        if words.outcome in NEEDS_VERSION and not words.observation:
            message = N_("Say where in the note this was taken up.")
            raise Invalid([Fault("/observation", "reason-needed", message)])
        return
    if words.version is None:
        if words.outcome in NEEDS_VERSION:
            message = N_("Name the version of the section that carries it.")
            raise Invalid([Fault("/version", "version-needed", message)])
        return
    language = opened.note.original_language
    if version(work.session, comment.section_id, language, words.version) is None:
        label = work.session.get_one(Section, comment.section_id).label
        message = N_("Section %(section)s has no version %(version)s.")
        values = {"section": label, "version": words.version}
        raise Invalid([Fault("/version", "no-such-version", message, values)])


def _unreleased(work: Work, comments: Sequence[Comment]) -> None:
    released = released_among(work.session, [comment.id for comment in comments])
    for comment in comments:
        if comment.id in released:
            message = N_("The answer to %(number)s was released: it is not changed any more.")
            raise NotPossible("already-released", message, number=comment.number)
        if withdrawn(work.session, comment):
            message = N_("Comment %(number)s was withdrawn: it needs no answer.")
            raise NotPossible("withdrawn", message, number=comment.number)


def _of_note(work: Work, opened: Opened, ids: Collection[UUID]) -> list[Comment]:
    if not ids:
        raise Invalid([Fault("/comments", "empty", N_("Choose at least one comment."))])
    comments = comments_with(work.session, opened.note, ids)
    if len(comments) < len(set(ids)):
        message = N_("One of these comments is not among those of the note.")
        raise Invalid([Fault("/comments", "no-such-comment", message)])
    return comments


def _asked_for(work: Work, opened: Opened, waiting: list[Comment], ids: Collection[UUID]) -> list[Comment]:
    asked = _of_note(work, opened, ids)
    known = {comment.id for comment in waiting}
    for comment in asked:
        if comment.id not in known:
            message = N_("Comment %(number)s has no proposed answer that waits for its release.")
            raise NotPossible("nothing-proposed", message, number=comment.number)
    return [comment for comment in waiting if comment.id in set(ids)]


def _hash(answered: Sequence[tuple[Comment, Answer]]) -> str:
    said = [
        {
            "number": comment.number,
            "outcome": answer.outcome,
            "observation": answer.observation,
            "version": answer.version,
        }
        for comment, answer in answered
    ]
    return hashlib.sha256(canonical_json({"answers": said})).hexdigest()
