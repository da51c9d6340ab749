"""Everything that falls due by itself, in the order in which it must happen: deadlines first, then telling of them."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from drafting.actions.clock import do_due
from drafting.actions.people.clearing import clear_away
from drafting.notices.inbox import spread
from drafting.notices.mail import catch, send
from drafting.settings import Settings
from drafting.store.work import Keeping

log = logging.getLogger(__name__)
Deed = Callable[[Keeping, Settings], object]
_alone = threading.Lock()


def do_what_is_due(keeping: Keeping, settings: Settings, *, demo: bool = False) -> None:
    """Each of these finds out itself what is due at the clock's moment, and does it once, whoever else asks.

    One that fails does not keep the others waiting: it is tried again the next time. The demonstration sends no mail.
    Within a process one at a time does it, so that whoever asks is answered when it is done.
    """
    with _alone:
        for deed in (*BEFORE_MAIL, _catch if demo else send):
            try:
                deed(keeping, settings)
            except Exception:
                log.exception("what fell due was not done; it is tried again")


def _clock(keeping: Keeping, _settings: Settings) -> object:
    return do_due(keeping)


def _inboxes(keeping: Keeping, _settings: Settings) -> object:
    return spread(keeping)


def _catch(keeping: Keeping, _settings: Settings) -> object:
    return catch(keeping)


def _clear(keeping: Keeping, _settings: Settings) -> object:
    return clear_away(keeping, datetime.now(UTC))


BEFORE_MAIL: tuple[Deed, ...] = (_clock, _inboxes, _clear)
