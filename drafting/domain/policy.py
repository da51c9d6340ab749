"""Who may do what in which stage: the only such table. What it does not grant is refused.

A page asks the same table whether to draw a button, so a button is there exactly when pressing it would work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafting.domain.hats import Role
from drafting.domain.workflow import ACTIVE, ALL_STAGES, REVIEWS, Stage


class Act(StrEnum):
    # on a note and its words
    READ = "read"
    CREATE_NOTE = "create_note"
    DISCARD_NOTE = "discard_note"
    CHANGE_SETTINGS = "change_settings"
    WRITE = "write"
    MARK_READY = "mark_ready"
    READ_HISTORY = "read_history"
    # review
    DECIDE = "decide"
    CONFIRM_AD_REFERENDUM = "confirm_ad_referendum"
    REPLY_TO_POSITION = "reply_to_position"
    READ_BOARD = "read_board"
    OPEN_SECTION = "open_section"
    HAND_UP = "hand_up"
    MOVE = "move"
    TAKE_WAY_OUT = "take_way_out"
    ACT_FOR_PRESIDENCY = "act_for_presidency"
    REMIND = "remind"
    EXTEND = "extend"
    # inside a delegation
    READ_INTERNAL = "read_internal"
    WRITE_INTERNAL = "write_internal"
    EDIT_INTERNAL = "edit_internal"
    SUBMIT_COMMENTS = "submit_comments"
    DECLARE_STATUS = "declare_status"
    ACKNOWLEDGE = "acknowledge"
    ADMIT_MEMBER = "admit_member"
    # official comments
    READ_COMMENTS = "read_comments"
    WITHDRAW_COMMENT = "withdraw_comment"
    ASSOCIATE = "associate"
    PROPOSE_ANSWER = "propose_answer"
    RELEASE_ANSWERS = "release_answers"
    REPLY_TO_ANSWER = "reply_to_answer"
    # adoption and after
    RECORD_MEETING = "record_meeting"
    CONFIRM_MEETING = "confirm_meeting"
    READ_RECORD = "read_record"
    # people and conferences
    INVITE = "invite"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CONFERENCES = "manage_conferences"
    HAND_OVER = "hand_over"
    CONFIRM_HANDOVER = "confirm_handover"


class Condition(StrEnum):
    """What must hold besides role and stage; checked where the object is at hand."""

    NONE = "none"
    OWN_DELEGATION = "own_delegation"
    OWN_SEAT = "own_seat"
    SECTION_OPEN = "section_open"


@dataclass(frozen=True)
class Grant:
    stages: frozenset[Stage]
    condition: Condition = Condition.NONE


_BEFORE_AND_AFTER = frozenset({Stage.DRAFTING, Stage.CONSOLIDATION})
_WRITABLE = _BEFORE_AND_AFTER | REVIEWS
_RUNNING = ACTIVE | {Stage.SET_UP, Stage.SUSPENDED, Stage.ADOPTED}
_COMMENTING = frozenset({Stage.CONSULTATION, Stage.CONSOLIDATION})
_FROM_CONSULTATION = frozenset(
    {Stage.CONSULTATION, Stage.CONSOLIDATION, Stage.CLEARANCE, Stage.ADOPTION, Stage.ADOPTED, Stage.PUBLISHED}
)
_TROIKA_STAGES = REVIEWS | {Stage.CONSULTATION, Stage.CONSOLIDATION, Stage.ADOPTION}


def _grants(*roles: Role, stages: frozenset[Stage], when: Condition = Condition.NONE) -> dict[Role, Grant]:
    return dict.fromkeys(roles, Grant(stages, when))


_C, _D, _P, _T = Role.COORDINATOR, Role.DRAFTER, Role.PRESIDENCY, Role.TROIKA
_H, _F, _DEP, _E = Role.HEAD, Role.FOCAL_POINT, Role.DEPUTY, Role.EXPERT
_OB, _OP = Role.OBSERVER, Role.OPERATOR
_OWN, _SEAT, _OPEN = Condition.OWN_DELEGATION, Condition.OWN_SEAT, Condition.SECTION_OPEN
_AWAKE = ALL_STAGES - {Stage.SUSPENDED}

POLICY: Mapping[Act, Mapping[Role, Grant]] = {
    Act.READ: _grants(_C, _D, _P, _T, _H, _F, _DEP, _E, stages=ALL_STAGES)
    | _grants(_OB, stages=frozenset({Stage.ADOPTED, Stage.PUBLISHED, Stage.SUPERSEDED})),
    Act.CREATE_NOTE: _grants(_C, stages=ALL_STAGES),
    Act.DISCARD_NOTE: _grants(_C, stages=frozenset({Stage.SET_UP})),
    Act.CHANGE_SETTINGS: _grants(_C, _P, stages=_RUNNING),
    Act.WRITE: _grants(_C, _D, stages=_WRITABLE, when=_OPEN)
    | _grants(_P, stages=frozenset({Stage.DRAFTING}), when=_OPEN),
    Act.MARK_READY: _grants(_C, _D, stages=_WRITABLE, when=_OPEN),
    Act.READ_HISTORY: _grants(_C, _D, _P, _T, stages=ALL_STAGES),
    Act.DECIDE: _grants(_P, _T, stages=REVIEWS, when=_SEAT),
    Act.CONFIRM_AD_REFERENDUM: _grants(_P, _T, stages=_TROIKA_STAGES, when=_SEAT),
    Act.REPLY_TO_POSITION: _grants(_C, _D, stages=REVIEWS),
    Act.READ_BOARD: _grants(_C, _D, _P, _T, stages=ALL_STAGES),
    Act.OPEN_SECTION: _grants(_P, stages=REVIEWS),
    Act.HAND_UP: _grants(_C, stages=frozenset({Stage.SET_UP, Stage.DRAFTING, Stage.CONSOLIDATION})),
    Act.MOVE: _grants(_P, stages=ACTIVE | {Stage.SUSPENDED, Stage.ADOPTED}),
    Act.TAKE_WAY_OUT: _grants(_P, stages=REVIEWS),
    Act.ACT_FOR_PRESIDENCY: _grants(_P, _T, stages=ACTIVE),
    Act.REMIND: _grants(_P, stages=REVIEWS),
    Act.EXTEND: _grants(_P, stages=ACTIVE),
    Act.READ_INTERNAL: _grants(_H, _F, _DEP, _E, stages=ALL_STAGES, when=_OWN),
    Act.WRITE_INTERNAL: _grants(_H, _F, _DEP, _E, stages=_COMMENTING, when=_OWN),
    Act.EDIT_INTERNAL: _grants(_H, _F, _DEP, stages=_COMMENTING, when=_OWN),
    Act.SUBMIT_COMMENTS: _grants(_H, _F, stages=_COMMENTING, when=_OWN),
    Act.DECLARE_STATUS: _grants(_H, _F, stages=frozenset({Stage.CONSULTATION}), when=_OWN),
    Act.ACKNOWLEDGE: _grants(_H, _F, _DEP, stages=_FROM_CONSULTATION - {Stage.PUBLISHED}, when=_OWN),
    Act.ADMIT_MEMBER: _grants(_H, _F, stages=ALL_STAGES, when=_OWN) | _grants(_C, stages=ALL_STAGES),
    Act.READ_COMMENTS: _grants(_C, _D, _P, _T, _H, _F, _DEP, _E, stages=ALL_STAGES),
    Act.WITHDRAW_COMMENT: _grants(_H, _F, stages=_COMMENTING | {Stage.CLEARANCE}, when=_OWN),
    Act.ASSOCIATE: _grants(_H, _F, stages=_COMMENTING, when=_OWN),
    Act.PROPOSE_ANSWER: _grants(_C, _D, stages=_COMMENTING),
    Act.RELEASE_ANSWERS: _grants(_P, stages=frozenset({Stage.CONSOLIDATION})),
    Act.REPLY_TO_ANSWER: _grants(_H, _F, stages=frozenset({Stage.CONSOLIDATION, Stage.CLEARANCE}), when=_OWN),
    Act.RECORD_MEETING: _grants(_P, stages=frozenset({Stage.ADOPTION})),
    Act.CONFIRM_MEETING: _grants(_P, stages=frozenset({Stage.ADOPTION})),
    Act.READ_RECORD: _grants(_C, _D, _P, _T, stages=ALL_STAGES),
    Act.INVITE: _grants(_OP, _C, stages=ALL_STAGES) | _grants(_H, _F, stages=ALL_STAGES, when=_OWN),
    Act.MANAGE_PEOPLE: _grants(_OP, stages=ALL_STAGES),
    Act.MANAGE_CONFERENCES: _grants(_OP, stages=ALL_STAGES),
    Act.HAND_OVER: _grants(_P, _C, stages=ALL_STAGES),
    Act.CONFIRM_HANDOVER: _grants(_T, stages=ALL_STAGES, when=_SEAT) | _grants(_H, _F, stages=ALL_STAGES, when=_OWN),
}


SECRET = frozenset({Act.READ_INTERNAL, Act.WRITE_INTERNAL, Act.EDIT_INTERNAL, Act.READ_COMMENTS})
"""Acts on what others may not even know of: to whoever is never granted one there is nothing at the address."""


def allows(role: Role | None, act: Act, stage: Stage) -> bool:
    """Whether role and stage grant the act; its condition, if any, is still to be checked."""
    if role is None:
        return False
    grant = POLICY[act].get(role)
    return grant is not None and stage in grant.stages


def ever_allows(role: Role | None, act: Act) -> bool:
    return role is not None and role in POLICY[act]


def condition_of(role: Role, act: Act) -> Condition:
    return POLICY[act][role].condition
