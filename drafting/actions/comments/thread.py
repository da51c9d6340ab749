"""One official comment with all that its page shows: the words it is on, what the reader may do about it."""

from dataclasses import dataclass

from drafting.actions.access import Opened
from drafting.actions.comments.official import OfficialComment, official_by_number
from drafting.actions.comments.texts import paragraphs_of
from drafting.domain.policy import Act
from drafting.store.comments import Comment
from drafting.store.conferences import alpha3_codes
from drafting.store.notes import Section
from drafting.store.work import Work


@dataclass(frozen=True)
class Thread:
    """`paragraph`: the words that it is on. `latest`: the newest version of its section, for whoever writes."""

    opened: Opened
    comment: OfficialComment
    alpha3: str
    paragraph: str | None
    latest: int | None
    may_answer: bool
    may_release: bool
    may_associate: bool
    may_reply: bool
    may_withdraw: bool


def thread_of(work: Work, ref: str, number: str) -> Thread:
    opened, comment = official_by_number(work, ref, number)
    row = work.session.get_one(Comment, comment.id)
    paragraphs = paragraphs_of(work, opened, [comment.on]) if comment.paragraph else {}
    country = work.actor.hat.country if work.actor.hat else None
    stands, answer = comment.withdrawn_at is None, comment.answer
    released = answer is not None and answer.released_at is not None
    section = work.session.get_one(Section, row.section_id) if row.section_id and opened.window.newest else None
    return Thread(
        opened=opened,
        comment=comment,
        alpha3=alpha3_codes(work.session)[comment.country],
        paragraph=paragraphs.get((comment.on, comment.paragraph or 0)),
        latest=section.latest if section else None,
        may_answer=stands and not released and opened.may(Act.PROPOSE_ANSWER),
        may_release=stands and answer is not None and not released and opened.may(Act.RELEASE_ANSWERS),
        may_associate=stands and not comment.own and country not in comment.associated and opened.may(Act.ASSOCIATE),
        may_reply=stands and comment.own and released and not comment.reply and opened.may(Act.REPLY_TO_ANSWER),
        may_withdraw=stands and comment.own and opened.may(Act.WITHDRAW_COMMENT),
    )
