"""The worker: what the clock finds due, inboxes, mails, and clearing away, until it is told to stop."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from time import monotonic

from drafting.actions.people.clearing import clear_away
from drafting.notices.inbox import spread
from drafting.notices.mail import catch, send
from drafting.settings import Settings
from drafting.store.work import Keeping

log = logging.getLogger(__name__)
EVERY = 5.0
CLOCK_EVERY = 60.0
CLEAR_EVERY = 3600.0


def run_worker(
    keeping: Keeping,
    settings: Settings,
    stop: Event,
    do_due: Callable[[Keeping], object],
    *,
    demo: bool = False,
    every: float = EVERY,
) -> None:
    """Work until `stop` is set, which ends the waiting at once. `do_due` is the clock's deed, once a minute.

    Several workers on one database are fine: each row of the outbox is taken by one of them.
    """
    clock_at = clear_at = monotonic()
    while True:
        now = monotonic()
        if now >= clock_at:
            _guarded("clock", lambda: do_due(keeping))
            clock_at = now + CLOCK_EVERY
        work_off(keeping, settings, demo=demo)
        if now >= clear_at:
            _guarded("clearing", lambda: clear_away(keeping, datetime.now(UTC)))
            clear_at = now + CLEAR_EVERY
        if stop.wait(every):
            return


def work_off(keeping: Keeping, settings: Settings, *, demo: bool = False) -> None:
    """Everything in the outbox that is due, once."""
    _guarded("inbox", lambda: spread(keeping))
    _guarded("mail", (lambda: catch(keeping)) if demo else (lambda: send(keeping, settings)))


def _guarded(what: str, deed: Callable[[], object]) -> None:
    """A worker that stops at the first trouble tells nobody anything any more: note it and go on."""
    try:
        deed()
    except Exception:
        log.exception("the worker could not do its %s; it will try again", what)
