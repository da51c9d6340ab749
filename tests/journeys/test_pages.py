"""Pages of the demonstration as people meet them: for everybody, in each language, without a script, while writing."""

import re

import pytest

from tests.journeys.axe import violations
from tests.journeys.browsers import Browsers, Window

pytestmark = pytest.mark.long  # not steady yet on a busy machine: owed to CI


COORDINATOR, DRAFTER = ("secretariat:RCM", "coordinator"), ("secretariat:RCM", "drafter")
PRESIDENCY, TROIKA = ("presidency:RCM:PA", "presidency"), ("troika:RCM:SV", "troika")
FOCAL_POINT, EXPERT = ("delegation:MX", "focal_point"), ("delegation:MX", "expert")

FOR_EVERYBODY = ("/", "/signin", "/signin/code", "/recover", "/help", "/accessibility", "/privacy", "/no-such-page")
OF_ONESELF = ("/desk", "/notes", "/notifications", "/profile", "/profile/security", "/acting-as", "/people")
# Stage of the note → role → its pages.
PAGES = {
    "Redacción": {
        COORDINATOR: ("", "/settings", "/text", "/timeline", "/moves/submit"),
        DRAFTER: ("/sections/1", "/sections/1/edit", "/sections/1/history", "/sections/1/compare"),
    },
    "Revisión de la troika": {
        PRESIDENCY: ("", "/board", "/moves/circulate", "/moves/return", "/ways-out", "/deadline"),
        TROIKA: ("", "/board", "/sections/4", "/sections/6", "/texts", "/text"),
    },
    "Consulta a los Países Miembros": {
        FOCAL_POINT: (
            "",
            "/delegation",
            "/delegation/text",
            "/delegation/comments/new?paragraph=1",
            "/delegation/submissions/new",
            "/delegation/timeline",
            "/comments",
        ),
        COORDINATOR: ("/comments", "/countries", "/print"),
    },
}
LANGUAGES = ("es", "en", "pt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_keeps_anybody_out(people: Browsers, language: str) -> None:
    """axe finds nothing, in light and dark; and no page is wider than its window, on a phone either."""
    stranger = people.opened()
    wrong = _looked_at(stranger, FOR_EVERYBODY, language)
    for role in (COORDINATOR, FOCAL_POINT):
        wrong += _looked_at(people.of(*role), OF_ONESELF, language)
    wrong += _looked_at(people.of(*COORDINATOR), ("/notes/new",), language)
    for stage, roles in PAGES.items():
        for role, pages in roles.items():
            window = people.of(*role, phone=role is TROIKA)
            home = _note_in(window, stage)
            wrong += _looked_at(window, [f"{home}{page}" for page in pages], language)
    assert wrong == [], "\n".join(wrong)


def _looked_at(window: Window, paths, language: str) -> list[str]:  # type: ignore[no-untyped-def]
    found = []
    for path in paths:
        window.go(f"/language/{language}?back={path.partition('?')[0]}")
        if "?" in path:
            window.go(path)
        found += [f"{language} {path}: {violation}" for violation in violations(window.page)]
    window.go("/language/es")
    return found


def _note_in(window: Window, stage: str) -> str:
    """The address of a note that stands in this stage, as the list of notes shows it to whoever reads Spanish."""
    window.go("/notes")
    row = window.page.locator("main tbody tr", has_text=re.compile(re.escape(stage))).last
    return str(row.locator("a").first.get_attribute("href"))


def test_words_are_kept_while_they_are_written(people: Browsers) -> None:
    """After a rest of three seconds the words lie on the server, and nothing of them in the browser."""
    window = people.of(*DRAFTER)
    section = f"{_note_in(window, 'Redacción')}/sections/2"
    window.page.clock.install()
    window.go(f"{section}/edit")
    words = window.page.locator("textarea[name=text]")
    with window.page.expect_response(lambda answer: answer.url.endswith("/working-copy")) as kept:
        words.press("Control+End")
        words.press_sequentially("Una frase que nadie guardó todavía.")
        window.page.clock.run_for(3_500)
    assert kept.value.status == 200
    window.page.get_by_text("Guardado").first.wait_for()
    assert window.page.evaluate("localStorage.length + sessionStorage.length") == 0

    again = people.opened()
    again.sign_in(people.demonstration.email(*DRAFTER))
    again.go(section, DRAFTER[0])
    assert "Una frase que nadie guardó todavía." not in again.text
    again.go(f"{section}/edit")
    assert "Una frase que nadie guardó todavía." in again.page.locator("textarea[name=text]").input_value()
    assert "Este es su texto sin guardar" in again.text
    again.look("30-texto-sin-guardar")


def test_one_reads_comments_and_decides_without_a_script(people: Browsers) -> None:
    seat = people.of(*TROIKA, phone=True, script=False)
    home = _note_in(seat, "Revisión de la troika")
    seat.go(f"{home}/text")
    assert "Estadísticas" in seat.text
    seat.go(f"{home}/sections/7")
    seat.choose("decision", "request_changes")
    seat.press("Registrar la decisión")
    assert "Una solicitud de cambios requiere una" in seat.text
    seat.choose("decision", "no_objection")
    seat.press("Registrar la decisión")
    seat.go(f"{home}/sections/7")
    assert "Sin objeción" in seat.page.locator("tr.mine").inner_text()

    expert, focal_point = people.of(*EXPERT, script=False), people.of(*FOCAL_POINT, script=False)
    room = f"{_note_in(expert, 'Consulta a los Países Miembros')}/delegation"
    expert.go(f"{room}/text")
    expert.press("Comentar el párrafo 2")
    expert.choose("kind", "technical")
    expert.fill("body", "Un comentario escrito sin programas.")
    expert.press("Guardar: listo para el punto focal")
    focal_point.go(room)
    focal_point.press("Revisar y presentar")
    assert "Un comentario escrito sin programas." in focal_point.text
    focal_point.press("Presentar oficialmente")
    assert "-MEX-" in focal_point.text


def test_one_writes_and_settles_a_clash_without_a_script(people: Browsers) -> None:
    first, second = people.of(*DRAFTER, script=False), people.of("secretariat:SACM", "drafter", script=False)
    section = f"{_note_in(first, 'Redacción')}/sections/5"
    for window in (first, second):
        window.go(f"{section}/edit")
    words = first.page.locator("textarea[name=text]").input_value()
    sentence = words.split(". ")[0]
    for window, more in ((first, "lo primero"), (second, "lo segundo")):
        window.fill("text", words.replace(sentence, f"{sentence} y {more}", 1))
    first.press("Guardar como versión")
    second.press("Guardar como versión")
    assert second.heading == "Dos personas cambiaron las mismas palabras"
    second.choose("choice-1", "mine")
    second.press("Guardar la sección acordada")
    assert "y lo segundo" in second.text
    assert "y lo primero" not in second.page.locator("section[aria-labelledby=text]").inner_text()
