"""What things are called in the reader's language: stages, moves, hats, countries.

A table per kind, from the value that is stored to an English message; a test holds each table against the values of
the domain. Labels begin with a capital; `in_sentence` takes it away where a label stands inside a sentence.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.lists import format_list

from drafting.locale import N_, cldr, current, gettext, pgettext

STAGES = {
    "set_up": N_("Set-up"),
    "drafting": N_("Drafting"),
    "presidency_review": N_("Review by the Presidencies"),
    "troika_review": N_("Troika review"),
    "consultation": N_("Consultation of the Member Countries"),
    "consolidation": N_("Consolidation"),
    "clearance": N_("Final clearance"),
    "adoption": N_("Adoption"),
    "adopted": N_("Adopted"),
    "published": N_("Published"),
    "suspended": N_("Suspended"),
    "withdrawn": N_("Withdrawn by the Presidencies"),
    "superseded": N_("Superseded"),
}
# In the row of stages, where a line holds one or two words.
SHORT_STAGES = {
    "presidency_review": N_("Presidencies"),
    "troika_review": N_("Troika"),
    "consultation": N_("Consultation"),
}
# The seven that a note passes through, in order; the others are before, after or beside them.
ROAD = (
    "drafting",
    "presidency_review",
    "troika_review",
    "consultation",
    "consolidation",
    "clearance",
    "adoption",
)
MOVES = {
    "open_drafting": N_("Open drafting"),
    "submit": N_("Submit to the Presidencies"),
    "forward": N_("Forward to the troika"),
    "circulate": N_("Circulate to the Member Countries"),
    "close_consultation": N_("Close the consultation"),
    "submit_for_clearance": N_("Submit for final clearance"),
    "open_adoption": N_("Open adoption"),
    "declare_adopted": N_("Declare the note adopted"),
    "publish": N_("Publish"),
    "return": N_("Return for revision"),
    "suspend": N_("Suspend the work"),
    "withdraw": N_("Withdraw the note"),
    "resume": N_("Resume the work"),
}
DECISIONS = {
    "approve": N_("Approve"),
    "no_objection": N_("No objection"),
    "ad_referendum": N_("Ad referendum"),
    "in_consultation": N_("In consultation with the capital"),
    "request_changes": N_("Request changes"),
}
# How a seat stands on a section's present words. Absence is named for what it is, never as consent.
STANDINGS = {
    "approve": N_("Approved"),
    "no_objection": N_("No objection"),
    "ad_referendum": N_("Ad referendum"),
    "in_consultation": N_("In consultation"),
    "request_changes": N_("Requests changes"),
    "none": N_("No position"),
    "earlier_text": N_("Earlier text"),
    "passed": N_("Not waited for"),
}
ROLES = {
    "coordinator": N_("Coordinator"),
    "drafter": N_("Drafter"),
    "presidency": N_("Presidency"),
    "troika": N_("Troika"),
    "head": N_("Head of delegation"),
    "focal_point": N_("Focal point"),
    "deputy": N_("Deputy focal point"),
    "seat_official": N_("Official of the seat"),
    "expert": N_("National expert"),
    "observer": N_("Observer"),
    "operator": N_("Administration of the system"),
}
OFFICES = {
    "previous": N_("previous presidency"),
    "current": N_("presidency in office"),
    "next": N_("incoming presidency"),
}
SHORT_OFFICES = {"previous": N_("previous"), "current": N_("in office"), "next": N_("incoming")}
COMMENT_KINDS = {
    "general": N_("General"),
    "substantive": N_("Substantive"),
    "technical": N_("Technical"),
    "editorial": N_("Editorial"),
    "translation": N_("On the translation"),
}
OUTCOMES = {
    "taken_up": N_("Taken up"),
    "in_part": N_("Taken up in part"),
    "noted": N_("Noted"),
    "not_taken_up": N_("Not taken up"),
    "to_the_troika": N_("Referred to the troika"),
}
DRAFT_STATES = {"draft": N_("Draft"), "ready": N_("Ready for the focal point")}
VISIBILITIES = {"now": N_("Visible at once"), "with_compilation": N_("Visible with the compilation")}
DELEGATION_STATUSES = {
    "commenting": N_("Comments announced"),
    "no_comments": N_("No comments"),
    "finished": N_("Finished"),
}
STANCES = {"satisfied": N_("Satisfied with the answer"), "maintained": N_("Comment maintained")}
VERSION_KINDS = {
    "saved": N_("Saved"),
    "merged": N_("Merged"),
    "accepted": N_("Proposed text accepted"),
    "restored": N_("Restored"),
    "imported": N_("Imported"),
    "translated": N_("Translated"),
}
BODIES = {
    "secretariat": N_("Technical Secretariat"),
    "delegation": N_("Delegation"),
    "observer": N_("Observer"),
    "operator": N_("Administration of the system"),
}
CONFERENCES = {"RCM": N_("RCM"), "SACM": N_("SACM")}
CONFERENCES_IN_FULL = {
    "RCM": N_("Regional Conference on Migration"),
    "SACM": N_("South American Conference on Migration"),
}
LANGUAGE_NAMES = {"es": N_("Spanish"), "en": N_("English"), "pt": N_("Portuguese")}


def stage(value: str) -> str:
    return _label(STAGES, value)


def short_stage(value: str) -> str:
    return _label(SHORT_STAGES if value in SHORT_STAGES else STAGES, value)


def move(value: str) -> str:
    return _label(MOVES, value)


def decision(value: str) -> str:
    return _label(DECISIONS, value)


def standing(value: str) -> str:
    return _label(STANDINGS, value)


def role(value: str) -> str:
    return _label(ROLES, value)


def body(value: str) -> str:
    return _label(BODIES, value)


def office(value: str) -> str:
    return _label(OFFICES, value)


def short_office(value: str) -> str:
    return _label(SHORT_OFFICES, value)


def comment_kind(value: str) -> str:
    return _label(COMMENT_KINDS, value)


def outcome(value: str) -> str:
    return _label(OUTCOMES, value)


def draft_state(value: str) -> str:
    return _label(DRAFT_STATES, value)


def visibility(value: str) -> str:
    return _label(VISIBILITIES, value)


def delegation_status(value: str) -> str:
    return _label(DELEGATION_STATUSES, value)


def stance(value: str) -> str:
    return _label(STANCES, value)


def version_kind(value: str) -> str:
    return _label(VERSION_KINDS, value)


def conference(code: str) -> str:
    """The acronym as the reader's language writes it: RCM is CRM in Spanish. Others are shown as they are."""
    return _label(CONFERENCES, code)


def conference_in_full(code: str) -> str:
    return _label(CONFERENCES_IN_FULL, code)


def language_name(code: str) -> str:
    return _label(LANGUAGE_NAMES, code)


def country(code: str) -> str:
    """The short name of a country by its two letters; what is no country keeps its code."""
    return _territories(current()).get(code.upper(), code)


def hat(value: str, *, office: str | None = None, role: str | None = None) -> str:
    """A hat in words: "Troika · Paraguay (CSM, presidencia anterior)", "Delegación · Uruguay, punto focal".

    `office` (previous, current, next) is a fact of the passage, `role` of the person: whoever knows them adds them.
    """
    kind, _, rest = value.partition(":")
    body, _, place = rest.partition(":")
    if kind == "troika" and office:
        return gettext(
            "Troika · %(country)s (%(conference)s, %(office)s)",
            country=country(place),
            conference=conference(body),
            office=_label(OFFICES, office),
        )
    words = _plain_hat(kind, body, place)
    if role in ("coordinator", "drafter", "head", "focal_point", "deputy", "expert", "seat_official"):
        return pgettext("hat", "%(hat)s, %(role)s", hat=words, role=in_sentence(_label(ROLES, role)))
    return words


def _plain_hat(kind: str, body: str, place: str) -> str:
    if kind == "secretariat":
        return gettext("Technical Secretariat · %(conference)s", conference=conference(body))
    if kind == "presidency":
        return gettext("Presidency · %(country)s (%(conference)s)", country=country(place), conference=conference(body))
    if kind == "troika":
        return gettext("Troika · %(country)s (%(conference)s)", country=country(place), conference=conference(body))
    if kind == "delegation":
        return gettext("Delegation · %(country)s", country=country(body))
    if kind == "observer":
        return gettext("Observer · %(country)s", country=country(body))
    return _label(ROLES, kind)


def accent(hat_value: str | None) -> str | None:
    """Which conference's colour a page takes ("rcm", "sacm"), where the hat belongs to one."""
    conference_code = (hat_value or "").split(":")[1:2]
    return conference_code[0].lower() if conference_code and conference_code[0] in CONFERENCES else None


def in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a sentence that the domain made: it carries codes, a reader is told names."""
    named: Mapping[str, Callable[[str], str]] = {"seat": country, "conference": conference}
    return {name: named[name](value) if name in named else value for name, value in values.items()}


def countries(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes and names in the order of the reader's alphabet: the United States stand under E in Spanish."""
    named = ((code, country(code)) for code in codes)
    return sorted(named, key=lambda entry: (alphabetical(entry[1]), entry[0]))


def alphabetical(name: str) -> str:
    """A key that sorts as a reader looks things up: no accents, no capitals; in Spanish Ñ is a letter of its own."""
    marked = name.casefold()
    if current() == "es":
        marked = unicodedata.normalize("NFC", marked).replace("ñ", "n\uffff")
    plain = unicodedata.normalize("NFD", marked)
    return "".join(character for character in plain if not unicodedata.combining(character))


def listing(items: Iterable[str]) -> str:
    """ "A, B y C"; in Spanish "e" where the last begins with the sound of i."""
    words = list(items)
    joined = format_list(words, locale=cldr(current()))
    if current() == "es" and len(words) > 1 and _sounds_like_i(words[-1]):
        joined = joined.removesuffix(f" y {words[-1]}") + f" e {words[-1]}"
    return joined


def in_sentence(label: str) -> str:
    """A label inside a sentence: without its capital, unless it is written in capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _sounds_like_i(word: str) -> bool:
    plain = alphabetical(word)
    return plain.startswith(("i", "hi")) and not plain.startswith(("ia", "ie", "io", "hia", "hie", "hio"))


def _label(table: Mapping[str, str], value: str) -> str:
    """The word for a value; a value nobody has named yet is shown as it is rather than hiding the page."""
    return gettext(table[value]) if value in table else value


@lru_cache(maxsize=8)
def _territories(language: str) -> Mapping[str, str]:
    return Locale.parse(cldr(language)).territories
