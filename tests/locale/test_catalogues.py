"""The catalogues say everything the code says, in the same shape, and nothing else."""

import pytest

from drafting.locale import using
from drafting.locale.catalogues import catalogue, po_files
from drafting.web.rendering import environment
from tests.locale.messages import TRANSLATED, faults, missing, said
from tests.locale.missing import stub


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    lacking = missing(language)
    stubs = "\n".join(stub(message) for message in lacking)
    assert not lacking, f"{len(lacking)} messages lack their {language} (python -m tests.locale.missing):\n{stubs}"


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("kind", ["orphans", "duplicates", "fuzzy", "placeholders", "plurals"])
def test_the_catalogues_have_no_fault(language: str, kind: str) -> None:
    assert getattr(faults(language), kind) == []


def test_the_extraction_sees_the_code_and_the_templates() -> None:
    places = {place.split("/")[0] for message in said().values() for place in message.places}
    assert places == {"drafting", "templates"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_read_into_the_catalogue(language: str) -> None:
    assert po_files(language)
    assert catalogue(language).message(None, "Desk") != "Desk"


@pytest.mark.parametrize(("language", "forms"), [("es", (1, 0, 1)), ("pt", (0, 0, 1)), ("en", (1, 0, 1))])
def test_nought_is_plural_in_spanish_and_singular_in_brazil(language: str, forms: tuple[int, int, int]) -> None:
    assert tuple(catalogue(language).form(n) for n in (0, 1, 2)) == forms


def test_every_template_compiles() -> None:
    compiled = [environment().get_template(name).name for name in environment().list_templates()]
    with using("es"):
        assert "layout.html" in compiled
