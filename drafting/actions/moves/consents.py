"""Joint acts: each presidency says yes to the same act on the same words; the last yes makes it.

A consent binds the act, the passage, the words of every section, the rules of the note (they say for how long the
members are asked, and to whom an adopted text is published) and the date asked for. When any of them changes the
consent is void, without anybody having to take it back. Only the countries presiding at this moment count.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from drafting.actions.access import Opened, acting_person, conferences_of, note_for, presidencies_of, seats_at
from drafting.actions.moves.state import words_now
from drafting.domain.errors import Blocker, NotFound
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import Hat, HatKind, SeatName
from drafting.domain.policy import Act
from drafting.domain.ways_out import WayOutKind, act_name
from drafting.locale import N_
from drafting.store.agreements import consents_given, standing_consents
from drafting.store.notes import Consent, Passage
from drafting.store.record import canonical_json
from drafting.store.work import Work


@dataclass(frozen=True)
class Agreement:
    """How far a joint act is agreed. `proposed`: the consent that stands first, with its reason and date."""

    act: str
    agreed: tuple[SeatName, ...]
    waiting: tuple[SeatName, ...]
    proposed: Consent | None

    @property
    def complete(self) -> bool:
        return bool(self.agreed) and not self.waiting

    @property
    def until(self) -> datetime | None:
        asked = self.proposed.details.get("until") if self.proposed else None
        return datetime.fromisoformat(asked) if asked else None

    @property
    def reason(self) -> str | None:
        return self.proposed.details.get("reason") if self.proposed else None

    @property
    def waiting_for(self) -> tuple[str, ...]:
        return tuple(str(presidency_hat(seat)) for seat in self.waiting)


def presidency_hat(seat: SeatName) -> Hat:
    return Hat(HatKind.PRESIDENCY, seat.conference, seat.country)


def vacant_presidencies(work: Work, opened: Opened) -> Iterator[Blocker]:
    """A presidency that nobody holds agrees to nothing while its previous country could act for it."""
    held = {seat.conference for seat in presidencies_of(work, opened.note, opened.passage)}
    could_act = {seat.conference for seat in seats_at(opened.passage, "previous")} if opened.passage else set()
    for conference in conferences_of(opened.note):
        if conference not in held and conference in could_act:
            message = N_("The presidency of %(conference)s is vacant. Agree first that its previous country acts.")
            yield Blocker("presidency-vacant", message, {"conference": conference}, who=conference)


def give_consent(
    work: Work, opened: Opened, act: str, *, reason: str | None = None, until: datetime | None = None
) -> Agreement:
    """The actor's yes to a joint act; the same yes again changes nothing."""
    passage, seat = _passage(opened), _own_seat(work)
    digest = _digest(work, opened, act, until)
    mine = [c for c in standing_consents(work.session, passage) if c.act == act and _seat(c) == seat]
    for consent in mine:
        if consent.digest != digest:
            consent.withdrawn_at = work.now
    given = next((consent for consent in mine if consent.digest == digest), None)
    if given is None:
        _keep(work, opened, act, digest, reason=reason, until=until)
    found = _agreement(work, opened, act, digest)
    if given is None and not found.complete:
        data = {"act": act, "seat": str(seat), "reason": reason, "until": until and until.isoformat()}
        work.tell(Event(EventKind.CONSENT_GIVEN, opened.note.id, {**data, "waiting_for": list(found.waiting_for)}))
    return found


def agreement(work: Work, opened: Opened, act: str) -> Agreement:
    """How far the act is agreed: what another proposed and still binds, else what the actor did; who joined it."""
    mine = work.actor.hat.seat if work.actor.hat else None
    proposed = [consent for consent in _binding(work, opened) if consent.act == act]
    if not proposed:
        return Agreement(act, (), tuple(_needed(work, opened, act)), None)
    first = next((consent for consent in proposed if _seat(consent) != mine), proposed[0])
    return _agreement(work, opened, act, first.digest)


def agreements(work: Work, opened: Opened) -> list[Agreement]:
    """Every joint act that somebody agreed to and that waits for somebody else."""
    found: dict[str, Agreement] = {}
    for consent in _binding(work, opened):
        found.setdefault(consent.act, _agreement(work, opened, consent.act, consent.digest))
    return list(found.values())


def withdraw_consent(work: Work, ref: str, act: str) -> None:
    """Take one's own yes back, before the act is made."""
    opened = note_for(work, ref, Act.READ, lock=True)
    seat = work.actor.hat.seat if work.actor.hat else None
    given = standing_consents(work.session, opened.passage) if opened.passage and seat else []
    mine = [consent for consent in given if consent.act == act and _seat(consent) == seat]
    if not mine:
        raise NotFound("no-such-consent", N_("There is no consent of yours to this."))
    for consent in mine:
        consent.withdrawn_at = work.now
    work.tell(Event(EventKind.CONSENT_WITHDRAWN, opened.note.id, {"act": act, "seat": str(seat)}))


def _agreement(work: Work, opened: Opened, act: str, digest: str) -> Agreement:
    needed = _needed(work, opened, act)
    given = [c for c in standing_consents(work.session, _passage(opened)) if c.act == act and c.digest == digest]
    yes = {_seat(consent) for consent in given}
    agreed = [seat for seat in needed if seat in yes]
    waiting = tuple(seat for seat in needed if seat not in agreed)
    return Agreement(act, tuple(agreed), waiting, given[0] if given else None)


def _needed(work: Work, opened: Opened, act: str) -> list[SeatName]:
    """Whose yes makes the act: every presidency's; that a country acts for one is agreed by the other alone."""
    kind, _, named = act.partition(":")
    replaced = named.partition(":")[0] if kind == WayOutKind.ACTING_PRESIDENCY else None
    return [seat for seat in presidencies_of(work, opened.note, opened.passage) if seat.conference != replaced]


def _binding(work: Work, opened: Opened) -> list[Consent]:
    """The consents that still bind: of presidencies of this moment, on the words of this moment."""
    if opened.passage is None:
        return []
    given = standing_consents(work.session, opened.passage)
    if not given:
        return []
    presiding, words = presidencies_of(work, opened.note, opened.passage), words_now(work, opened.note)
    return [
        consent
        for consent in given
        if (_seat(consent) in presiding or _offers_to_act(consent))
        and consent.digest == _digest_of(opened, consent.act, words, _until(consent))
    ]


def _offers_to_act(consent: Consent) -> bool:
    """A country that offers to act for its presidency presides nowhere yet; its offer stands all the same."""
    return consent.act == act_name(WayOutKind.ACTING_PRESIDENCY, str(_seat(consent)), None)


def _digest(work: Work, opened: Opened, act: str, until: datetime | None) -> str:
    return _digest_of(opened, act, words_now(work, opened.note), until)


def _moment(until: datetime | None) -> str:
    return until.astimezone(UTC).isoformat() if until else ""


def _digest_of(opened: Opened, act: str, words: str, until: datetime | None) -> str:
    rules = canonical_json(opened.note.rules).decode()
    asked = [act, str(_passage(opened).id), words, rules, _moment(until)]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()


def _keep(work: Work, opened: Opened, act: str, digest: str, *, reason: str | None, until: datetime | None) -> None:
    passage, seat = _passage(opened), _own_seat(work)
    work.session.add(
        Consent(
            id=work.new_id("consent", passage.id, consents_given(work.session, passage) + 1),
            note_id=opened.note.id,
            passage_id=passage.id,
            act=act,
            conference=seat.conference,
            country=seat.country,
            digest=digest,
            details={"reason": reason, "until": until.isoformat() if until else None},
            person_id=acting_person(work),
            hat=str(work.actor),
            at=work.now,
        )
    )
    work.session.flush()


def _until(consent: Consent) -> datetime | None:
    asked = consent.details.get("until")
    return datetime.fromisoformat(asked) if asked else None


def _seat(consent: Consent) -> SeatName:
    return SeatName(consent.conference, consent.country)


def _own_seat(work: Work) -> SeatName:
    seat = work.actor.hat.seat if work.actor.hat else None
    if seat is None:
        raise RuntimeError("Only a seat consents; the policy lets no other hat come here.")
    return seat


def _passage(opened: Opened) -> Passage:
    if opened.passage is None:
        raise RuntimeError("Joint acts are made while a passage is open.")
    return opened.passage
