"""Who acts as what. Rights come from the one hat a deed is done under, never from the union of a person's hats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafting.domain.errors import Fault, Invalid
from drafting.locale import N_


class Body(StrEnum):
    SECRETARIAT = "secretariat"
    DELEGATION = "delegation"
    OBSERVER = "observer"
    OPERATOR = "operator"


class Function(StrEnum):
    COORDINATOR = "coordinator"
    DRAFTER = "drafter"
    HEAD = "head"
    FOCAL_POINT = "focal_point"
    SEAT_OFFICIAL = "seat_official"
    DEPUTY = "deputy"
    EXPERT = "expert"
    OBSERVER = "observer"
    OPERATOR = "operator"


class Role(StrEnum):
    COORDINATOR = "coordinator"
    DRAFTER = "drafter"
    PRESIDENCY = "presidency"
    TROIKA = "troika"
    HEAD = "head"
    FOCAL_POINT = "focal_point"
    DEPUTY = "deputy"
    EXPERT = "expert"
    OBSERVER = "observer"
    OPERATOR = "operator"


SECRETARIAT = frozenset({Role.COORDINATOR, Role.DRAFTER})
DELEGATION = frozenset({Role.HEAD, Role.FOCAL_POINT, Role.DEPUTY, Role.EXPERT})
SEATS = frozenset({Role.PRESIDENCY, Role.TROIKA})

FUNCTIONS_OF: Mapping[Body, frozenset[Function]] = {
    Body.SECRETARIAT: frozenset({Function.COORDINATOR, Function.DRAFTER}),
    Body.DELEGATION: frozenset(
        {Function.HEAD, Function.FOCAL_POINT, Function.SEAT_OFFICIAL, Function.DEPUTY, Function.EXPERT}
    ),
    Body.OBSERVER: frozenset({Function.OBSERVER}),
    Body.OPERATOR: frozenset({Function.OPERATOR}),
}

# A deputy prepares and an expert advises: neither speaks for the seat.
SPEAKS_FOR_THE_SEAT = frozenset({Function.HEAD, Function.FOCAL_POINT, Function.SEAT_OFFICIAL})

# Under the delegation hat a seat official is an expert: sitting in the troika gives no voice in the country's comments.
ROLE_IN_BODY: Mapping[Function, Role] = {
    Function.COORDINATOR: Role.COORDINATOR,
    Function.DRAFTER: Role.DRAFTER,
    Function.HEAD: Role.HEAD,
    Function.FOCAL_POINT: Role.FOCAL_POINT,
    Function.SEAT_OFFICIAL: Role.EXPERT,
    Function.DEPUTY: Role.DEPUTY,
    Function.EXPERT: Role.EXPERT,
    Function.OBSERVER: Role.OBSERVER,
    Function.OPERATOR: Role.OPERATOR,
}


class HatKind(StrEnum):
    SECRETARIAT = "secretariat"
    PRESIDENCY = "presidency"
    TROIKA = "troika"
    DELEGATION = "delegation"
    OBSERVER = "observer"
    OPERATOR = "operator"


@dataclass(frozen=True, order=True)
class Hat:
    """Printed `secretariat:RCM`, `presidency:SACM:UY`, `troika:SACM:PY`, `delegation:UY`, `observer:JM`, `operator`."""

    kind: HatKind
    conference: str | None = None
    country: str | None = None

    def __str__(self) -> str:
        return ":".join(part for part in (self.kind.value, self.conference, self.country) if part)

    @property
    def seat(self) -> "SeatName | None":
        """The seat that this hat decides for; None for a hat that has no seat."""
        if self.kind in (HatKind.PRESIDENCY, HatKind.TROIKA) and self.conference and self.country:
            return SeatName(self.conference, self.country)
        return None


def same_body(one: Hat, other: Hat) -> bool:
    """Whether the people under both hats sit in one house: one secretariat, or one country's delegation and seats."""
    if one.country or other.country:
        return one.country == other.country
    return (one.kind, one.conference) == (other.kind, other.conference)


@dataclass(frozen=True, order=True)
class SeatName:
    """A seat is conference × country; positions and consents belong to it, not to a person."""

    conference: str
    country: str

    def __str__(self) -> str:
        return f"{self.conference}:{self.country}"


_SHAPES: Mapping[HatKind, tuple[bool, bool]] = {
    HatKind.SECRETARIAT: (True, False),
    HatKind.PRESIDENCY: (True, True),
    HatKind.TROIKA: (True, True),
    HatKind.DELEGATION: (False, True),
    HatKind.OBSERVER: (False, True),
    HatKind.OPERATOR: (False, False),
}


def parse_hat(text: str) -> Hat:
    """The hat that is printed as `text`. Raises `Invalid` for anything else."""
    kind, *names = text.split(":")
    try:
        has_conference, has_country = _SHAPES[HatKind(kind)]
    except (ValueError, KeyError):
        raise _no_hat(text) from None
    if len(names) != has_conference + has_country or not all(names):
        raise _no_hat(text)
    conference = names.pop(0) if has_conference else None
    return Hat(HatKind(kind), conference, names[0] if has_country else None)


def _no_hat(text: str) -> Invalid:
    return Invalid([Fault("/hat", "unknown-hat", N_("“%(hat)s” is not a hat."), {"hat": text[:80]})])


@dataclass(frozen=True)
class Appointed:
    """One appointment of a person, as far as hats depend on it. `code`: conference or country, "" for operators."""

    body: Body
    code: str
    function: Function


@dataclass(frozen=True)
class Worn:
    """A hat with the role it gives."""

    hat: Hat
    role: Role


def hats_of(appointments: Iterable[Appointed], seats: Iterable[tuple[SeatName, bool]]) -> list[Worn]:
    """All hats of a person, in a steady order.

    `seats`: each seat of a country that may act today (a troika seat of the day, or a seat of an open passage), and
    whether it is the presidency.
    """
    presiding = dict.fromkeys(sorted(seats, key=lambda seat: (seat[0], not seat[1])))
    worn: dict[Hat, Role] = {}
    for appointed in appointments:
        role = ROLE_IN_BODY[appointed.function]
        _wear(worn, _own_hat(appointed), role)
        if appointed.body is Body.DELEGATION and appointed.function in SPEAKS_FOR_THE_SEAT:
            for seat, presides in presiding:
                if seat.country == appointed.code:
                    kind, seat_role = (
                        (HatKind.PRESIDENCY, Role.PRESIDENCY) if presides else (HatKind.TROIKA, Role.TROIKA)
                    )
                    _wear(worn, Hat(kind, seat.conference, seat.country), seat_role)
    return [Worn(hat, role) for hat, role in sorted(worn.items(), key=lambda item: _order(item[0]))]


def _own_hat(appointed: Appointed) -> Hat:
    if appointed.body is Body.SECRETARIAT:
        return Hat(HatKind.SECRETARIAT, conference=appointed.code)
    if appointed.body is Body.OPERATOR:
        return Hat(HatKind.OPERATOR)
    return Hat(HatKind(appointed.body.value), country=appointed.code)


_RANK = list(Role)


def _wear(worn: dict[Hat, Role], hat: Hat, role: Role) -> None:
    """Two appointments in one body give the stronger role of that one hat."""
    if hat not in worn or _RANK.index(role) < _RANK.index(worn[hat]):
        worn[hat] = role


def _order(hat: Hat) -> tuple[int, str, str]:
    return (list(HatKind).index(hat.kind), hat.conference or "", hat.country or "")
