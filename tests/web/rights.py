"""What the policy says of a request, worked out from the tables alone: for the test that asks every route."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from litestar import Litestar

from drafting.domain.hats import DELEGATION, SECRETARIAT, Body, Function, HatKind, Role
from drafting.domain.policy import Act, Condition, allows, condition_of, ever_allows
from drafting.domain.posts import Post, may_appoint
from drafting.domain.reading import History, Window, window
from drafting.domain.workflow import MOVES, Move, Purpose, Stage
from drafting.web.routes import Door
from tests.web.world import Kept, Principal


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    policy: Door | Act

    @property
    def name(self) -> str:
        """`POST /notes/{ref}/comments`: as the tables of these tests write it."""
        return f"{self.method} {re.sub(r':[a-z]+}', '}', self.path)}"

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+):", self.path))

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")


def routes_of(app: Litestar) -> list[Route]:
    found = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            for method in sorted(handler.http_methods - {"OPTIONS"}):
                found.append(Route(method, route.path, handler.opt["policy"]))
    return sorted(found, key=lambda route: (route.path, route.method))


@dataclass(frozen=True)
class Thing:
    """One value for a parameter of an address; `owner` is the country whose it is, `kind` what it is."""

    value: str
    owner: str | None = None
    kind: str = ""
    there: bool = True


@dataclass(frozen=True)
class Asked:
    """One cell: who asks what, of a note in which stage, about whose thing. `note` is None where no note is named."""

    route: Route
    who: Principal
    kept: Kept
    things: Mapping[str, Thing]
    conferences: tuple[str, ...]

    @property
    def stage(self) -> Stage:
        return self.kept.stage

    @property
    def about_a_note(self) -> bool:
        return bool(ABOUT_A_NOTE & set(self.route.parameters))

    @property
    def role(self) -> Role | None:
        """The role of the hat on the note at hand: none where the note is another conference's."""
        hat = self.who.hat
        if hat is None or hat.kind is HatKind.OPERATOR:
            return None
        if hat.conference:
            return self.who.role if hat.conference in self.conferences else None
        at_home = any(hat.country in MEMBERS[code] for code in self.conferences)
        return self.who.role if at_home else None

    @property
    def window(self) -> Window:
        reached = self.stage not in (Stage.SET_UP, Stage.DRAFTING, Stage.PRESIDENCY_REVIEW)
        had_troika = self.role is Role.TROIKA and reached
        return window(self.role, stage=self.stage, troika_has_read=had_troika, presides_in_passage=False)

    @property
    def frozen(self) -> frozenset[Purpose]:
        """What has been frozen by now that this reader may read."""
        return frozenset(purpose for purpose, since in _FROZEN_SINCE.items() if self.after(since)) & self.window.frozen

    def after(self, stage: Stage) -> bool:
        return _ORDER.index(self.stage) >= _ORDER.index(stage)

    def thing(self, kind: str) -> Thing | None:
        return next((thing for thing in self.things.values() if thing.kind == kind), None)

    @property
    def is_own(self) -> bool:
        """Whether every thing that has an owner is the asker's country's."""
        country = self.who.hat.country if self.who.hat else None
        return all(thing.owner in (None, country) for thing in self.things.values())


# In the order in which the story of `tests.web.world` comes to them.
_ORDER = list(Stage)
_FROZEN_SINCE = {
    Purpose.TO_PRESIDENCIES: Stage.PRESIDENCY_REVIEW,
    Purpose.TO_TROIKA: Stage.TROIKA_REVIEW,
    Purpose.TO_MEMBERS: Stage.CONSULTATION,
    Purpose.TO_CLEARANCE: Stage.CLEARANCE,
    Purpose.TO_ADOPTION: Stage.ADOPTION,
    Purpose.ADOPTED: Stage.ADOPTED,
}
MEMBERS = {
    "RCM": {"BZ", "CA", "CR", "DO", "SV", "GT", "HN", "MX", "NI", "PA", "US", "JM"},
    "SACM": {"AR", "BO", "BR", "CL", "CO", "EC", "GY", "PY", "PE", "SR", "UY", "VE"},
}
ABOUT_A_NOTE = frozenset({"ref", "comment_id", "adoption"})
Rule = Callable[[Asked], bool]


def may(asked: Asked) -> bool:
    """Whether the request is to be let through."""
    if asked.route.policy is not Door.PUBLIC and asked.who.person is None:
        return False
    if not all(thing.there for thing in asked.things.values()):
        return False
    return _by_policy(asked) and all(rule(asked) for rule in _narrower(asked.route))


def _by_policy(asked: Asked) -> bool:
    policy = asked.route.policy
    if isinstance(policy, Door):
        return True
    if not asked.about_a_note:
        return ever_allows(asked.who.role, policy)
    role, stage = asked.role, asked.stage
    if role is None or not (allows(role, Act.READ, stage) and allows(role, policy, stage)):
        return False
    if policy is Act.ASSOCIATE or condition_of(role, policy) not in (Condition.OWN_DELEGATION, Condition.OWN_SEAT):
        return True
    return asked.is_own


def _narrower(route: Route) -> list[Rule]:
    rules = [rule for pattern, rule in NARROWER if re.fullmatch(pattern, route.name)]
    if route.policy in (Act.WRITE, Act.MARK_READY):
        rules.append(writes_here)
    if route.policy in INSIDE and not any(re.fullmatch(pattern, route.name) for pattern in OFFICIAL):
        rules.append(is_admitted)
    return rules


def reads_text(asked: Asked) -> bool:
    return asked.window.newest or bool(asked.frozen)


def reads_history(asked: Asked) -> bool:
    """Version 1 of section 2 is older than what was frozen for the troika, version 2 is what was sent to everybody."""
    if asked.window.history is History.ALL:
        return True
    number = asked.things["v"].value if "v" in asked.things else None
    if asked.window.history is History.SINCE_TROIKA:
        return number != "1"
    return number == "2" and bool(asked.frozen)


def reads_what_came_before(asked: Asked) -> bool:
    """A comparison with the version before the newest."""
    return asked.window.history is History.ALL


def reads_label(asked: Asked) -> bool:
    """W1 went to the presidencies and, unchanged, to the troika; REV.0 to the members."""
    purposes = {"W1": {Purpose.TO_PRESIDENCIES, Purpose.TO_TROIKA}, "REV.0": {Purpose.TO_MEMBERS}}
    return bool(asked.frozen & purposes[asked.things["label"].value])


def writes_here(asked: Asked) -> bool:
    """Sections are open while they are drafted; in troika review the one of which Guatemala asked for changes."""
    if asked.stage in (Stage.DRAFTING, Stage.CONSOLIDATION):
        return True
    return asked.stage is Stage.TROIKA_REVIEW and asked.things["n"].value == "4"


def has_kept_a_copy(asked: Asked) -> bool:
    return asked.who.name == "drafter" and asked.stage is not Stage.SET_UP


def is_admitted(asked: Asked) -> bool:
    return asked.who.admitted


def makes_move(asked: Asked) -> bool:
    rule = MOVES.get((asked.stage, Move(asked.things["move"].value)))
    return rule is not None and asked.role in rule.by


def suspends(asked: Asked) -> bool:
    rule = MOVES.get((asked.stage, Move.SUSPEND))
    return rule is not None and asked.role in rule.by


def agreed_before(asked: Asked) -> bool:
    """Panama has agreed to suspend the work while the note was before the troika."""
    return asked.who.name == "presidency" and asked.stage is Stage.TROIKA_REVIEW


def reads_frozen(asked: Asked) -> bool:
    return bool(asked.frozen)


def reads_board(asked: Asked) -> bool:
    return asked.window.board


def has_a_hat(asked: Asked) -> bool:
    return asked.who.hat is not None


def reads_adoption(asked: Asked) -> bool:
    return Purpose.TO_ADOPTION in asked.window.frozen


def records_meeting(asked: Asked) -> bool:
    """Panama has recorded the meeting: it may record anew; for Uruguay it is to be confirmed."""
    return asked.who.name == "presidency"


def confirms_meeting(asked: Asked) -> bool:
    return asked.who.name == "presidency SACM"


def reads_country_board(asked: Asked) -> bool:
    return asked.role in SECRETARIAT or asked.role is Role.PRESIDENCY


def is_led_to_the_note(asked: Asked) -> bool:
    """The note is published to the members: whoever may read it is led to it, to others it is not there."""
    return asked.role is not None and allows(asked.role, Act.READ, asked.stage)


def nobody(_asked: Asked) -> bool:
    return False


def takes_way_out(asked: Asked) -> bool:
    return allows(asked.role, Act.TAKE_WAY_OUT, asked.stage)


def decides_now(asked: Asked) -> bool:
    """In their own review the presidencies alone are asked."""
    asked_for = asked.stage is not Stage.PRESIDENCY_REVIEW or asked.role is Role.PRESIDENCY
    return asked_for and allows(asked.role, Act.DECIDE, asked.stage)


def wrote_it(asked: Asked) -> bool:
    return asked.who.name == "expert"


def comments_are_received(asked: Asked) -> bool:
    """Until the first answers are released: in the story as soon as the consultation has closed."""
    return asked.stage is Stage.CONSULTATION


def fills_post(asked: Asked) -> bool:
    """Whoever may fill the post of an expert of Mexico."""
    return may_appoint(asked.who.hat, asked.who.role, Post(Body.DELEGATION, "MX", Function.EXPERT), ["RCM"])


def admits(asked: Asked) -> bool:
    return asked.who.name in ("head", "focal point")


def hands_over(asked: Asked) -> bool:
    return asked.who.hat is not None and asked.who.hat.conference == "SACM"


def comes_next(asked: Asked) -> bool:
    return asked.who.name == "troika BO"


def reads_comment(asked: Asked) -> bool:
    internal = asked.thing("internal")
    if internal is None:
        return True
    return asked.role in DELEGATION and asked.who.admitted and asked.is_own


NOTE = r"(?:/api/v1)?/notes/\{ref\}"
SECTION = NOTE + r"/sections/\{n\}"
# What the table of rights leaves to the object at hand: reading windows, and whose it is.
NARROWER: list[tuple[str, Rule]] = [
    (rf"GET {NOTE}/(?:text|print|export|sections/\{{n\}})", reads_text),
    (rf"GET {SECTION}/(?:versions|history|versions/\{{v\}})", reads_history),
    (rf"GET {SECTION}/(?:compare|comparison)", reads_what_came_before),
    (rf"GET {NOTE}/frozen-texts/\{{label\}}", reads_label),
    (rf"GET {SECTION}/unsaved", has_kept_a_copy),
    (rf"GET {NOTE}/compare", reads_frozen),
    (rf"GET {NOTE}/(?:adoption|adoption/confirmation|meeting-adoptions)", reads_adoption),
    (rf"POST {NOTE}/meeting-adoptions", records_meeting),
    (r"POST (?:/api/v1)?/meeting-adoptions/.*", confirms_meeting),
    (rf"GET {NOTE}/(?:board|board.csv|decided)", reads_board),
    (r"(?:POST /acting-as|PUT /api/v1/me/acting-as)", has_a_hat),
    (rf"GET {NOTE}/countries", reads_country_board),
    (r"GET /published/\{ref\}", is_led_to_the_note),
    (r"GET /published/\{ref\}/text.md", nobody),
    (rf"(?:GET|POST) {NOTE}/moves/\{{move\}}", makes_move),
    (rf"POST {NOTE}/moves", suspends),
    (rf"(?:DELETE|POST) {NOTE}/consents/\{{act\}}(?:/withdrawal)?", agreed_before),
    (rf"POST {NOTE}/ways-out", takes_way_out),
    (rf"POST {NOTE}(?:/sections/\{{n\}})?/positions", decides_now),
    (r".* /appointments/\{appointment\}/end|DELETE /api/v1/appointments/\{appointment\}", fills_post),
    (r".* /appointments/\{appointment\}/admission|PUT /api/v1/appointments/\{appointment\}/admission", admits),
    (r"POST /people/invitations/.*|POST /api/v1/invitations", fills_post),
    (r"DELETE /api/v1/comments/\{comment_id\}|POST .*/comments/\{comment_id\}/deletion", wrote_it),
    (rf"POST {NOTE}/(?:delegation/)?submissions|GET {NOTE}/delegation/submissions/new", comments_are_received),
    (r"POST (?:/api/v1)?/conferences/\{code\}/handovers", hands_over),
    (r"POST (?:/api/v1)?/conferences/\{code\}/handovers/.*", comes_next),
    (r"GET /api/v1/comments/\{comment_id\}", reads_comment),
]
# Acts inside a delegation are for those whom it has admitted.
INSIDE = {Act.READ_INTERNAL, Act.WRITE_INTERNAL, Act.EDIT_INTERNAL, Act.SUBMIT_COMMENTS}
# What a country has declared and submitted is no secret to a member who is not admitted yet.
OFFICIAL = [rf"GET {NOTE}/delegation-status", rf"GET {NOTE}/(?:delegation/)?submissions/\{{entry\}}"]
# Routes that refuse by what is typed into them, not by who types it.
ELSEWHERE = [
    r"POST /signin.*",
    r"POST /api/v1/sign-ins",
    r"(?:GET|POST) /setup",
    r".* (?:/api/v1)?/demo/clock",
    r"GET /language/\{code\}",
]


REFUSED = frozenset({401, 403, 404})
# Where else a refusal shows: a move that the stage does not know is impossible, whoever asks; half a form is at fault;
# what is not there to be ended leads back to the list.
ALSO_REFUSED = [
    (r"POST (?:/api/v1)?/notes/\{ref\}/moves.*", 409),
    (r"POST (?:/api/v1)?/notes/\{ref\}/meeting-adoptions", 409),
    (r"POST .*/withdrawal", 409),
    (r"DELETE .*/consents/\{act\}", 409),
    (rf"POST {SECTION}/settlements", 422),
    (r"GET /appointments/\{appointment\}/end", 303),
]


def refusals(route: Route) -> frozenset[int]:
    """The answers that count as a refusal."""
    return REFUSED | {status for pattern, status in ALSO_REFUSED if re.fullmatch(pattern, route.name)}


def is_settled_elsewhere(route: Route) -> bool:
    return any(re.fullmatch(pattern, route.name) for pattern in ELSEWHERE)
