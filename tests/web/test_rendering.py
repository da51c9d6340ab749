"""Pages are drawn in the reader's language, escaped, strict, and readable by every program."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from drafting.locale import LANGUAGES, html_lang, using
from drafting.web import names
from drafting.web.assets import assets, static
from drafting.web.rendering import Page, environment, fragment, render, sanitised
from drafting.web.times import clocks
from drafting.web.trouble import WORDS, OtherHat, Trouble, error_page
from tests.web.walker import faults

NOW = datetime(2027, 3, 8, 13, 5, tzinfo=UTC)
COMPONENTS = '{% import "_components.html" as c %}'


def drawn(source: str, language: str = "es", **context: object) -> str:
    with using(language):
        return environment().from_string(COMPONENTS + source).render(**context)


def page(**changes: object) -> Page:
    values = {"path": "/notes/x", "zone": "America/Asuncion", "now": NOW, "person": "Ana <Vidal>"}
    return Page(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [*WORDS, 418, 504])
def test_every_refusal_is_a_whole_page_in_every_language(language: str, status: int) -> None:
    trouble = Trouble(
        status,
        "q7ht",
        other_hat=OtherHat("Delegación · Paraguay", "/notes/x?as=delegation:PY"),
        retry_after=90,
        blockers=["Sección 4"],
        faults=["Razón"],
        typed={"body": "</textarea><b>palabras"},
        again="/notes",
    )
    with using(language):
        html = error_page(trouble, page(language=language, hat="Troika", change_hat="/hats", demo=True, unread=2))
    assert faults(html) == []
    assert f'<html lang="{html_lang(language)}"' in html
    assert "q7ht" in html
    assert "&lt;/textarea&gt;&lt;b&gt;palabras" in html


def test_a_stranger_sees_the_way_in_and_no_inbox() -> None:
    html = error_page(Trouble(404, "q7ht"), page(person=None))
    assert 'href="/signin"' in html
    assert "/notifications" not in html
    assert faults(html) == []


def test_the_accent_stands_only_where_a_hat_belongs_to_a_conference() -> None:
    assert 'data-conference="sacm"' in error_page(Trouble(404, "q"), page(conference="sacm"))
    assert "data-conference" not in error_page(Trouble(404, "q"), page())


def test_what_a_template_is_not_given_is_an_error_and_what_it_is_given_is_escaped() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ forgotten }}")
    assert drawn("{{ words }}", words="<b>") == "&lt;b&gt;"
    assert drawn('{{ _("Left: %(time)s", time=words) }}', words="<b>") == "Quedan: &lt;b&gt;"


def test_only_the_audited_filter_lets_markup_through() -> None:
    assert drawn("{{ words|sanitised }}", words="<p>x</p>") == "<p>x</p>"
    assert isinstance(sanitised("<p>x</p>"), Markup)
    sources = [environment().loader.get_source(environment(), name)[0] for name in environment().list_templates()]  # type: ignore[union-attr]
    assert not [source for source in sources if re.search(r"\|\s*safe\b|autoescape\s+false", source)]


def test_the_language_is_that_of_the_moment_even_in_a_macro_that_is_kept() -> None:
    said = [drawn('{{ c.standing("none") }}', language) for language in LANGUAGES]
    assert ["Sin posición" in said[0], "No position" in said[1], "Sem posição" in said[2]] == [True] * 3


def test_a_count_takes_the_form_of_the_readers_language() -> None:
    source = '{{ ngettext("%(num)s day", "%(num)s days", n) }}'
    assert [drawn(source, language, n=0) for language in LANGUAGES] == ["0 días", "0 days", "0 dia"]


@pytest.mark.parametrize("standing", names.STANDINGS)
def test_each_standing_is_a_symbol_and_a_word(standing: str) -> None:
    html = drawn("{{ c.sprite() }}{{ c.standing(value) }}", value=standing)
    symbol = re.findall(r'href="#(i-[a-z]+)"', html)
    assert len(symbol) == 1
    assert f'id="{symbol[0]}"' in html
    with using("es"):
        assert names.standing(standing) in html


def test_the_symbols_of_standings_all_differ() -> None:
    html = drawn("{% for value in values %}{{ c.standing(value) }}{% endfor %}", values=list(names.STANDINGS))
    assert len(set(re.findall(r'href="#(i-[a-z]+)"', html))) == len(names.STANDINGS)


def test_a_wrong_field_keeps_what_was_typed_and_is_reached_from_the_summary() -> None:
    html = drawn(
        '{{ c.error_summary([{"field": "reason", "message": "Escriba la razón"}]) }}<form method="post">'
        '{{ c.field("reason", "Razón", value="<mis palabras>", type="textarea", hint="h", error="e") }}'
        "<button>x</button></form>"
    )
    assert 'href="#f-reason"' in html
    assert 'aria-describedby="f-reason-hint f-reason-error"' in html
    assert 'aria-invalid="true"' in html
    assert "&lt;mis palabras&gt;</textarea>" in html
    assert faults(html, whole=False) == []


def test_a_password_is_never_written_back_into_the_page() -> None:
    assert "secreto" not in drawn('{{ c.field("password", "Contraseña", value="secreto", type="password") }}')


def test_the_text_of_a_textarea_survives_its_first_empty_line() -> None:
    html = drawn('{{ c.field("text", "Texto", value=text, type="textarea") }}', text="\nuno")
    assert ">\n\nuno</textarea>" in html


def test_a_choice_keeps_what_was_chosen() -> None:
    one = drawn('{{ c.choices("d", "D", [("a", "A", ""), ("b", "B", "")], value="b") }}')
    several = drawn('{{ c.choices("d", "D", [("a", "A", ""), ("b", "B", "")], value=["a", "b"], type="checkbox") }}')
    assert re.findall(r'value="(\w)"[^>]* checked', one) == ["b"]
    assert re.findall(r'value="(\w)"[^>]* checked', several) == ["a", "b"]
    assert faults(one + several.replace('id="f-d"', ""), whole=False) == []


def test_the_board_names_seats_and_sections_for_those_who_hear_it() -> None:
    seats = [
        SimpleNamespace(code3="PAN", name="Panamá", conference="RCM", office="current", mine=False),
        SimpleNamespace(code3="URY", name="Uruguay", conference="SACM", office="current", mine=True),
    ]
    cells = [{"standing": "approve", "address": "/x"}, {"standing": "none", "address": None}]
    rows = [{"label": "4", "heading": "Fronteras", "address": "/x", "cleared": 1, "cells": cells}]
    html = drawn('{{ c.board(seats, rows, "Posiciones") }}', seats=seats, rows=rows)
    assert faults(html, whole=False) == []
    assert "Con visto bueno: 1 de 2" in html
    assert re.findall(r'data-h="(\w+)"', html) == ["PAN", "URY"]
    assert html.count('class="mine"') == 2


def test_the_row_of_stages_says_which_is_done_and_which_is_now() -> None:
    states = ["done", "done", "current", "next", "next", "next", "next"]
    stages = [
        {"stage": stage, "state": state, "line": "x", "times": 1 + (state == "done")}
        for stage, state in zip(names.ROAD, states, strict=True)
    ]
    html = drawn("{{ c.tracker(stages) }}", stages=stages)
    assert html.count("Concluida") == 2
    assert html.count('aria-current="step"') == 1
    assert html.count("iniciada 2 veces") == 2


def test_a_deadline_is_drawn_with_its_instant_for_programs() -> None:
    reading = clocks(datetime(2027, 3, 12, 22, tzinfo=UTC), "es", "America/Panama", "America/Asuncion")
    html = drawn("{{ c.clock(reading, left) }}", reading=reading, left="4 días")
    assert 'datetime="2027-03-12T22:00:00Z"' in html
    assert "Viernes 12 de marzo de 2027, 17:00 (Panamá, UTC-5)" in html
    assert "Quedan: 4 días" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_finds_all_its_words_in_the_form(language: str) -> None:
    script = next(asset for asset in assets().values() if asset.name == "app.js").body.decode()
    keys = {*re.findall(r'(?:tell|failed)\("(\w+)"', script), "alsoChanged", "alsoChangedBy", "zone"}
    form = drawn("<form{{ c.autosave_words('UTC') }}>", language)
    given = {re.sub(r"-(\w)", lambda m: m[1].upper(), name) for name in re.findall(r"data-([\w-]+)=", form)}
    assert keys == given
    assert "{time}" in form
    assert "{who}" in form


def test_a_fragment_is_drawn_alone_and_a_page_is_not_taken_for_one() -> None:
    assert fragment("_components.html").strip() == ""
    with pytest.raises(ValueError, match="not a fragment"):
        fragment("layout.html")


def test_a_static_file_has_a_name_that_changes_with_its_content() -> None:
    address = static("app.css")
    assert re.fullmatch(r"/static/app\.[0-9a-f]{12}\.css", address)
    asset = assets()[address.removeprefix("/static/")]
    assert asset.media_type == "text/css"
    assert asset.gzipped
    with pytest.raises(KeyError):
        static("nothing.css")


@pytest.mark.parametrize(("name", "kib"), [("app.css", 12), ("app.js", 8), ("icon.svg", 1)])
def test_what_every_page_loads_stays_small(name: str, kib: int) -> None:
    asset = next(asset for asset in assets().values() if asset.name == name)
    assert len(asset.gzipped or asset.body) <= kib * 1024


def test_rendering_a_page_twice_gives_the_same_page() -> None:
    trouble, frame = Trouble(404, "q"), page()
    assert error_page(trouble, frame) == render("errors/error.html", trouble=trouble, page=frame)
