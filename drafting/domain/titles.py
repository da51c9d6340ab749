"""The title of a note, in one language or several."""

from collections.abc import Mapping

from drafting.domain.errors import Fault, Invalid
from drafting.domain.outline_parsing import Parsing
from drafting.locale import LANGUAGES, N_


def check_titles(titles: Mapping[str, str]) -> None:
    """Raises `Invalid` for a title that is empty, too long or breaks over lines, or a language that is not known."""
    parsing = Parsing()
    for language, title in titles.items():
        if language not in LANGUAGES:
            message = N_("There is no language “%(language)s”.")
            parsing.faults.append(
                Fault(f"/title/{language[:40]}", "unknown-language", message, {"language": language[:40]})
            )
        parsing.line(title, f"/title/{language[:40]}")
    if parsing.faults:
        raise Invalid(parsing.faults)
