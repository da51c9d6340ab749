"""The smallest pieces a comparison moves: words with all that belongs to them, spaces, and other marks one by one."""

import re

# Marks that belong to the character before them: combining accents (Guaraní g̃ has no code point of its own), the
# points of other scripts, variation selectors, skin tones, joiners, tags.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
_LETTERS = rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*"
_WORD = (
    rf"{_LETTERS}(?:(?:[-‐‑'’/_]|(?<=\d)[.,:](?=\d)){_LETTERS})*"
    rf"(?:@{_LETTERS}(?:[.-]{_LETTERS})*)?"
)
_EMOJI = rf"[^\w\s][{_MARKS}]*(?:(?<=\u200d)[^\w\s][{_MARKS}]*)*"

WORD = re.compile(_WORD)
_TOKEN = re.compile(
    rf"{_WORD}|\n|[^\S\n]+|(?P<run>[*_#|~`>=-])(?P=run)*|[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}|.", re.DOTALL
)


def tokens(text: str) -> list[str]:
    """The text in pieces; joined they are the text."""
    return [found.group() for found in _TOKEN.finditer(text)]


def is_word(token: str) -> bool:
    return token[0].isalnum()


_NUMBER = re.compile(r"\d|\b[IVXLC]{2,}\b")
_NEGATION = re.compile(
    r"no|not|nor|never|none|without|neither|nothing|cannot|\w+n['’]t|except|unless"
    r"|ni|nunca|jamás|sin|tampoco|nada|nadie|ning[uú]n[ao]?s?|salvo|excepto"
    r"|não|nem|jamais|sem|tampouco|ninguém|nenhu(?:m|ns|mas?)|exceto",
    re.IGNORECASE,
)


def is_weighty(token: str) -> bool:
    """Whether a change of this token deserves a second look: a number, a negation, a bracket."""
    return token in ("[", "]") or bool(_NEGATION.fullmatch(token) or _NUMBER.search(token))
