"""Which texts a hat may read of a note (`design.md` 3, "What each hat reads"). Everything outside the window is as if
it were not there."""

from dataclasses import dataclass, replace
from enum import StrEnum

from drafting.domain.hats import DELEGATION, SECRETARIAT, Role
from drafting.domain.workflow import Purpose, Stage


class History(StrEnum):
    ALL = "all"
    SINCE_TROIKA = "since_troika"
    NONE = "none"


class Comments(StrEnum):
    """ALL: every official comment; VISIBLE: those their country shows to the others by now."""

    ALL = "all"
    VISIBLE = "visible"
    NONE = "none"


@dataclass(frozen=True)
class Window:
    """`newest`: the working text of this minute; `frozen`: texts frozen for one of these purposes; `progress`: how far
    each section has come."""

    newest: bool
    history: History
    frozen: frozenset[Purpose]
    board: bool
    comments: Comments
    proposed_answers: bool
    progress: bool = True


_EVERYTHING = Window(True, History.ALL, frozenset(Purpose), True, Comments.ALL, True)
_MEMBERS = frozenset({Purpose.TO_MEMBERS, Purpose.TO_ADOPTION, Purpose.ADOPTED})
_MEMBER = Window(False, History.NONE, _MEMBERS, False, Comments.VISIBLE, False)
# Title, stage and dates (rule C24), and what was sent to members.
_BEFORE_TROIKA = replace(_MEMBER, progress=False)
_TROIKA = Window(
    True,
    History.SINCE_TROIKA,
    _MEMBERS | {Purpose.TO_TROIKA, Purpose.TO_CLEARANCE},
    True,
    Comments.VISIBLE,
    False,
)
_ADOPTED = Window(False, History.NONE, frozenset({Purpose.ADOPTED}), False, Comments.NONE, False)
_NOTHING = Window(False, History.NONE, frozenset(), False, Comments.NONE, False)


def window(role: Role | None, *, stage: Stage, troika_has_read: bool, presides_in_passage: bool) -> Window:
    """What the role reads.

    `troika_has_read`: the note has been in troika review (rule C24). `presides_in_passage`: the hat's seat is the
    presidency's in the open passage, as an outgoing presidency's stays until the passage ends.
    """
    if role in SECRETARIAT or role is Role.PRESIDENCY or (role is Role.TROIKA and presides_in_passage):
        return _EVERYTHING
    if role is Role.TROIKA:
        return _TROIKA if troika_has_read else _BEFORE_TROIKA
    if role in DELEGATION:
        return _MEMBER
    if role is Role.OBSERVER or (role is None and stage is Stage.PUBLISHED):
        return _ADOPTED
    return _NOTHING
