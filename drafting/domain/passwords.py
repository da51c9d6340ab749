"""Which passwords are refused: short ones, ones that everybody tries first, and one's own name."""

import unicodedata
from functools import cache

from drafting import presets
from drafting.domain.errors import Fault, Invalid
from drafting.locale import N_

SHORTEST = 12
LONGEST = 1000  # hashing reads every character


def check_password(password: str, email: str, name: str) -> None:
    """Raises `Invalid`, saying what is wrong; a good password is never a question of digits and signs."""
    if len(password) < SHORTEST:
        _refuse("password-short", N_("A password needs at least %(shortest)s characters."), shortest=SHORTEST)
    if len(password) > LONGEST:
        _refuse("password-long", N_("A password has at most %(longest)s characters."), longest=LONGEST)
    if _is_common(password):
        _refuse("password-common", N_("This password is among the first that somebody would try."))
    if _is_own(password, email, name):
        _refuse("password-own", N_("A password may not be your name or your e-mail address."))


def _refuse(code: str, message: str, **values: int) -> None:
    raise Invalid([Fault("/password", code, message, values or None)])


def _is_common(password: str) -> bool:
    """Whether it is listed, as it is or with digits at its end, or is one short thing said again and again."""
    folded = unicodedata.normalize("NFC", password).casefold()
    forms = {folded, _without_digits_at_the_end(folded)}
    return not forms.isdisjoint(_common()) or folded in (folded + folded)[1:-1]


def _is_own(password: str, email: str, name: str) -> bool:
    account, _, host = email.partition("@")
    own = {_bare(text) for text in (email, account, name, account + name, host)} - {""}
    return _bare(password) in own or _bare(_without_digits_at_the_end(password)) in own


def _without_digits_at_the_end(text: str) -> str:
    return text.rstrip("0123456789")


def _bare(text: str) -> str:
    """Letters and digits alone, without accents: “Ana Vidal” and “ana.vidal” are one guess."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


@cache
def _common() -> frozenset[str]:
    return presets.common_passwords()
