"""The symbol by which a note is cited, and the form it takes in an address."""

import re

from drafting.domain.errors import Fault, Invalid
from drafting.locale import N_

# Whose note it is: one conference's, or both.
PREFIXES = {"both": "RCM-SACM", "RCM": "RCM", "SACM": "SACM"}

_SYMBOL = re.compile(r"[A-Z]+(-[A-Z]+)*/CN/[1-9][0-9]{3}/[1-9][0-9]{0,3}")


def symbol_for(scope: str, year: int, ordinal: int) -> str:
    """`RCM-SACM/CN/2018/2`: the second concept note of both conferences in 2018; the same in all languages."""
    if scope not in PREFIXES:
        raise Invalid([Fault("/scope", "unknown-scope", N_("There is no scope “%(scope)s”."), {"scope": scope[:40]})])
    return f"{PREFIXES[scope]}/CN/{year}/{ordinal}"


def check_symbol(symbol: str) -> None:
    """A symbol that a coordinator writes must have the form of the others: its slug is an address."""
    if not _SYMBOL.fullmatch(symbol):
        message = N_("A symbol has the form %(example)s.")
        raise Invalid([Fault("/symbol", "not-a-symbol", message, {"example": "RCM-SACM/CN/2018/2"})])


def slug_of(symbol: str) -> str:
    return symbol.lower().replace("/", "-")
