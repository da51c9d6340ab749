"""New versions of a section, and what becomes of two people's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafting.actions.access import Opened, acting_person, section_for
from drafting.actions.openness import require_open
from drafting.actions.reading import version_in_window
from drafting.actions.sections.words import (
    accepted,
    accepted_summary,
    base_version,
    no_version,
    original,
    refuse_too_large,
)
from drafting.domain.errors import Outdated
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.notes import Section
from drafting.store.sections import SetAside, Version, add_version, drop_working_copy, latest_version, version_texts
from drafting.store.work import Work
from drafting.text.canonical import canonical, plain_hash, text_hash
from drafting.text.comparison import compare
from drafting.text.merging import merge


@dataclass(frozen=True)
class Saved:
    """`created` is False where the words stood already. `merged_with`: the version whose changes are in it too."""

    version: Version
    text: str
    created: bool
    merged_with: int | None = None


def save_version(
    work: Work,
    ref: str,
    label: str,
    text: str,
    *,
    based_on: int | None,
    summary: str = "",
    language: str | None = None,
    kind: str = "saved",
    set_aside: str | None = None,
) -> Saved:
    """Keep a new version of a section; saving the same words again keeps nothing.

    `based_on`: the number of the version the words were written from. Changes saved by others since then are merged
    in, or, where both wrote in one sentence, the whole is refused with `Outdated` and both texts. `set_aside`: the
    words that their author gave up when such a clash was settled; they stay beside the version they lost to.
    """
    opened, section = section_for(work, ref, label, Act.WRITE, lock=True)
    require_open(work, opened, section)
    language = original(opened, language)
    text, summary = accepted(text), accepted_summary(summary)
    base = base_version(work, section, language, based_on)
    latest = latest_version(work.session, section, language)
    texts = version_texts(work.session, [base, latest])
    merged = _merged(texts[base.id], text, latest, texts[latest.id])
    refuse_too_large(merged)
    if set_aside:
        _set_aside(work, section, base, set_aside, instead=merged)
    drop_working_copy(work.session, acting_person(work), section.id, language)
    if merged == texts[latest.id]:
        return Saved(latest, merged, created=False)
    with_theirs = latest.number if latest.number != base.number and merged != text else None
    found = _add(
        work,
        opened,
        section,
        latest,
        (texts[latest.id], merged),
        parent=base.number,
        kind=kind if with_theirs is None else "merged",
        summary=summary,
    )
    return Saved(found, merged, created=True, merged_with=with_theirs)


def restore_version(work: Work, ref: str, label: str, number: int) -> Saved:
    """Bring the words of an earlier version back, as a new version. Its parent is the one whose words came back."""
    opened, section = section_for(work, ref, label, Act.WRITE, lock=True)
    require_open(work, opened, section)
    language = opened.note.original_language
    old = version_in_window(work, opened, section, number)
    if old is None:
        raise no_version()
    latest = latest_version(work.session, section, language)
    texts = version_texts(work.session, [old, latest])
    if old.text_hash == latest.text_hash:
        return Saved(latest, texts[latest.id], created=False)
    words = (texts[latest.id], texts[old.id])
    found = _add(work, opened, section, latest, words, parent=old.number, kind="restored", summary="")
    return Saved(found, words[1], created=True)


def _merged(base: str, mine: str, latest: Version, theirs: str) -> str:
    """My words with the changes of others. Raises `Outdated` with everything needed to settle a clash by hand."""
    found = merge(base, mine, theirs)
    if found.text is not None:
        return canonical(found.text)
    clashes = [
        {"base": clash.base, "mine": clash.mine, "theirs": clash.theirs, "proposal": clash.proposal}
        for clash in found.clashes
    ]
    details = {"base": base, "mine": mine, "theirs": theirs, "proposal": found.proposal, "clashes": clashes}
    message = N_("Somebody else changed the same sentences. Nothing was saved; both texts are kept for you to settle.")
    raise Outdated("text-changed", message, details={**details, "version": latest.number})


def _set_aside(work: Work, section: Section, lost_to: Version, words: str, *, instead: str) -> None:
    words = accepted(words)
    if words and words != instead:
        work.session.add(
            SetAside(
                id=work.new_id("set-aside", section.id, lost_to.number, acting_person(work), work.now.isoformat()),
                section_id=section.id,
                language=lost_to.language,
                lost_to=lost_to.number,
                text=words,
                person_id=acting_person(work),
                hat=str(work.actor),
                at=work.now,
            )
        )


def _add(
    work: Work,
    opened: Opened,
    section: Section,
    latest: Version,
    words: tuple[str, str],
    *,
    parent: int,
    kind: str,
    summary: str,
) -> Version:
    """The next version. `words`: those that stood, and those that stand from now on."""
    before, text = words
    counts = compare(before, text).counts
    number = latest.number + 1
    found = Version(
        id=work.new_id("version", section.id, latest.language, number),
        section_id=section.id,
        language=latest.language,
        number=number,
        parent=parent,
        text_hash=text_hash(text),
        plain_hash=plain_hash(text),
        words_added=counts.words_added,
        words_deleted=counts.words_deleted,
        kind=kind,
        summary=summary,
        person_id=acting_person(work),
        hat=str(work.actor),
        at=work.now,
    )
    add_version(work.session, section, found, text)
    work.tell(Event(EventKind.SECTION_SAVED, opened.note.id, {**named(section, found), "kind": kind}))
    return found


def named(section: Section, version: Version) -> Mapping[str, Any]:
    named = {"section": section.label, "version": version.number, "text_hash": version.text_hash}
    return {**named, "language": version.language}
