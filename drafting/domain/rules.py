"""The rules of a note (C1-C25 of the process), as one table: default, and what else is built.

A value that is not built yet is refused in plain words rather than accepted and ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafting.domain.errors import Fault, Invalid
from drafting.locale import N_


@dataclass(frozen=True)
class NoteRule:
    code: str
    name: str
    default: Any
    available: tuple[Any, ...] = ()
    minimum: int | None = None

    def accepts(self, value: Any) -> bool:
        if self.minimum is not None:
            return isinstance(value, int) and not isinstance(value, bool) and value >= self.minimum
        return value == self.default or value in self.available


RULES: Mapping[str, NoteRule] = {
    rule.name: rule
    for rule in (
        NoteRule("C1", "scope", "both"),
        NoteRule("C2", "framing", "none", ("chosen",)),
        NoteRule("C3", "original_language", "es", ("en", "pt")),
        NoteRule("C4", "languages_required", "none"),
        NoteRule("C5", "rotation", "seats_stay"),
        NoteRule("C6", "presidency_rule", "both"),
        NoteRule("C7", "troika_rule", "all_filled_seats"),
        NoteRule("C8", "consultation_days", 21, minimum=3),
        NoteRule("C9", "comments_visible", "country_chooses"),
        NoteRule("C10", "late_comments", "until_release"),
        NoteRule("C11", "editorial_list", "off"),
        NoteRule("C12", "adoption_by", "meeting"),
        NoteRule("C13", "silence_days", 5),
        NoteRule("C14", "compilation_public", "no"),
        NoteRule("C15", "objection_named_to", "presidencies_and_secretariats"),
        NoteRule("C16", "does_not_join", "possible"),
        NoteRule("C17", "reservations_printed", "footnote_and_annex"),
        NoteRule("C18", "ad_referendum_open", "may_lapse"),
        NoteRule("C19", "open_brackets", "block_adoption"),
        NoteRule("C20", "observers", "adopted_only"),
        NoteRule("C21", "clock", "lead_presidency"),
        NoteRule("C22", "presidency_edits", "in_drafting"),
        NoteRule("C23", "other_means", "country_or_second_office"),
        NoteRule("C24", "troika_reads", "from_its_stage"),
        NoteRule("C25", "publication", "members", ("public",)),
    )
}


def rules_of(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """All rules of a note: the defaults with what was chosen. Raises `Invalid` naming each rule that cannot be."""
    faults = [fault for name, value in chosen.items() if (fault := _fault(name, value))]
    if faults:
        raise Invalid(faults)
    return {name: chosen.get(name, rule.default) for name, rule in RULES.items()}


def _fault(name: str, value: Any) -> Fault | None:
    pointer = f"/rules/{name}"
    if name not in RULES:
        return Fault(pointer, "unknown-rule", N_("There is no rule “%(name)s”."), {"name": str(name)[:80]})
    if not RULES[name].accepts(value):
        message = N_("This value of the rule “%(name)s” is not available yet.")
        return Fault(pointer, "not-available-yet", message, {"name": name})
    return None
