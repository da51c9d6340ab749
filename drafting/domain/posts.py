"""Places in a body, and who may put somebody there. Refused by default, like every right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from drafting.domain.errors import Fault, Invalid
from drafting.domain.hats import FUNCTIONS_OF, Body, Function, Hat, HatKind, Role
from drafting.locale import N_


@dataclass(frozen=True)
class Post:
    """`code`: the conference of a secretariat, the country of a delegation or observer, "" for operators."""

    body: Body
    code: str
    function: Function
    agency: str | None = None


# Inside their own delegation. A head names whoever speaks for the country; a focal point only those who do not.
_IN_OWN_DELEGATION: Mapping[Role, frozenset[Function]] = {
    Role.HEAD: frozenset({Function.FOCAL_POINT, Function.SEAT_OFFICIAL, Function.DEPUTY, Function.EXPERT}),
    Role.FOCAL_POINT: frozenset({Function.DEPUTY, Function.EXPERT}),
}
_BY_COORDINATOR = frozenset({Function.HEAD, Function.FOCAL_POINT})

# Those who may admit a member to what the delegation has written inside.
ADMITTING = frozenset({Function.HEAD, Function.FOCAL_POINT})


def parse_post(body: str, code: str, function: str, agency: str | None = None) -> Post:
    """The post with these names. Raises `Invalid`; whether the country or conference exists is asked elsewhere."""
    try:
        known = Body(body)
    except ValueError:
        raise Invalid([Fault("/body", "unknown-body", N_("Choose a body."))]) from None
    try:
        chosen = Function(function)
    except ValueError:
        raise Invalid([Fault("/function", "unknown-function", N_("Choose a function."))]) from None
    if chosen not in FUNCTIONS_OF[known]:
        raise Invalid([Fault("/function", "function-elsewhere", N_("This body has no such function."))])
    operator = known is Body.OPERATOR
    if not code.strip() and not operator:
        raise Invalid([Fault("/code", "code-missing", N_("Choose a country or a conference."))])
    return Post(known, "" if operator else code.strip().upper(), chosen, (agency or "").strip()[:200] or None)


def may_appoint(hat: Hat | None, role: Role | None, post: Post, conferences: Collection[str]) -> bool:
    """Whether this hat may put somebody into the post. `conferences`: those that the post's country is a member of."""
    if hat is None or role is None:
        return False
    if role is Role.OPERATOR:
        return True
    if role is Role.COORDINATOR:
        if post.body is Body.SECRETARIAT:
            return post.code == hat.conference
        return post.body is Body.DELEGATION and post.function in _BY_COORDINATOR and hat.conference in conferences
    own = hat.kind is HatKind.DELEGATION and post.body is Body.DELEGATION and post.code == hat.country
    return own and post.function in _IN_OWN_DELEGATION.get(role, frozenset())


def functions_to_give(role: Role | None) -> dict[Body, list[Function]]:
    """What a form offers: bodies and functions that this role may appoint to at all."""
    if role is Role.OPERATOR:
        return {body: [function for function in Function if function in FUNCTIONS_OF[body]] for body in Body}
    if role is Role.COORDINATOR:
        secretariat = [Function.COORDINATOR, Function.DRAFTER]
        return {Body.DELEGATION: [Function.HEAD, Function.FOCAL_POINT], Body.SECRETARIAT: secretariat}
    given = _IN_OWN_DELEGATION.get(role, frozenset()) if role else frozenset()
    return {Body.DELEGATION: [function for function in Function if function in given]} if given else {}
