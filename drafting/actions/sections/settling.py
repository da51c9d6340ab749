"""Settling a clash by hand: both people's words passage by passage, and what becomes of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from drafting.actions.access import check
from drafting.actions.authors import Author, author_of
from drafting.actions.sections.showing import SectionView, show_section
from drafting.actions.sections.words import base_version, refuse_too_large
from drafting.domain.errors import Fault, Invalid
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.sections import Version, version_texts
from drafting.store.work import Work
from drafting.text.canonical import canonical
from drafting.text.merging import Agreed, Clash, merge

Keep = Literal["mine", "theirs", "both", "words"]
KEEPS: tuple[Keep, ...] = ("mine", "theirs", "both", "words")


@dataclass(frozen=True)
class Choice:
    """What stands in one passage: one side, both one after the other, or other `words`."""

    keep: Keep
    words: str = ""


@dataclass(frozen=True)
class ClashView:
    """Two texts written from one base; `pieces` in order are the whole text."""

    view: SectionView
    base: Version
    theirs: Version
    author: Author
    mine: str
    pieces: tuple[Agreed | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))


@dataclass(frozen=True)
class Settled:
    """`gave_up`: words of mine are in the passages but not in the text."""

    text: str
    gave_up: bool


def show_clash(
    work: Work, ref: str, label: str, mine: str, *, based_on: int | None, theirs: int | None = None
) -> ClashView:
    """The merge of my words with a later version (the newest unless it is named), with its open questions."""
    view = show_section(work, ref, label)
    check(view.opened, Act.WRITE)
    refuse_too_large(mine)
    language = view.version.language
    base = base_version(work, view.section, language, based_on)
    other = view.version if theirs is None else base_version(work, view.section, language, theirs)
    texts = version_texts(work.session, [base, other])
    mine = canonical(mine)
    found = merge(texts[base.id], mine, texts[other.id])
    return ClashView(view, base, other, author_of(work, other.person_id, other.hat), mine, found.pieces)


def settle(clash: ClashView, choices: Sequence[Choice | None]) -> Settled:
    """The whole text with one choice for each clash, in order. Raises `Invalid` naming the passages left open."""
    wanted = [*choices, *[None] * len(clash.clashes)][: len(clash.clashes)]
    faults = [
        Fault(f"/choice-{number}", "missing", N_("Choose what stands in passage %(number)s."), {"number": number})
        for number, choice in enumerate(wanted, start=1)
        if choice is None
    ]
    if faults:
        raise Invalid(faults)
    chosen = [choice for choice in wanted if choice]
    following = iter(chosen)
    words = [piece.text if isinstance(piece, Agreed) else _settled(piece, next(following)) for piece in clash.pieces]
    lost = any(
        choice.keep == "theirs" or (choice.keep == "words" and piece.mine.strip() not in choice.words)
        for piece, choice in zip(clash.clashes, chosen, strict=True)
    )
    return Settled("".join(words), lost)


def _settled(clash: Clash, choice: Choice) -> str:
    if choice.keep == "mine":
        return clash.mine
    if choice.keep == "theirs":
        return clash.theirs
    if choice.keep == "both":
        return both(clash)
    return _framed(canonical(choice.words).strip(), clash)


def both(clash: Clash) -> str:
    """One after the other, the words already saved first; a paragraph of their own where they are paragraphs."""
    first, second = clash.theirs.strip(), clash.mine.strip()
    between = "\n\n" if "\n" in clash.theirs.strip(" ") or "\n" in clash.mine.strip(" ") else " "
    return _framed(between.join(words for words in (first, second) if words), clash)


def _framed(words: str, clash: Clash) -> str:
    """With the space around it that the passage had, so that it does not grow into its neighbours."""
    model = clash.theirs if clash.theirs.strip() else clash.mine
    body = model.strip()
    start = model.index(body) if body else 0
    return model[:start] + words + model[start + len(body) :]
