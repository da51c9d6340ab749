"""Rights in deeds that are not on a note: those of the hat, or of whoever may use the command on the server."""

from drafting.domain.errors import NotAllowed
from drafting.domain.policy import Act, ever_allows
from drafting.locale import N_
from drafting.store.work import COMMAND, Work


def is_command(work: Work) -> bool:
    """The command on the server: whoever can give it can read the database anyway."""
    return work.actor == COMMAND


def check_right(work: Work, act: Act) -> None:
    if not is_command(work) and not ever_allows(work.actor.role, act):
        raise not_yours(act)


def not_yours(act: Act) -> NotAllowed:
    return NotAllowed("not-yours", N_("This is not for the hat you act under."), act=act.value)
