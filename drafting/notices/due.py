"""Everything that falls due by itself, in the order in which it must happen: deadlines first, then telling of them."""

from collections.abc import Callable

from drafting.settings import Settings
from drafting.store.work import Keeping

DUE: tuple[Callable[[Keeping, Settings], None], ...] = ()


def do_what_is_due(keeping: Keeping, settings: Settings) -> None:
    """Each of these finds out itself what is due at the clock's moment, and does it once, whoever else asks."""
    for deed in DUE:
        deed(keeping, settings)
