"""A note goes the whole way in real browsers, in Spanish: secretariats at a desk, officials of the troikas by phone."""

from collections.abc import Iterator

import pytest

from tests.journeys import story
from tests.journeys.browsers import Browsers, Window

pytestmark = pytest.mark.long  # not steady yet on a busy machine: owed to CI


COORDINATOR = ("secretariat:RCM", "coordinator")
DRAFTERS = (("secretariat:RCM", "drafter"), ("secretariat:SACM", "drafter"))
PANAMA, URUGUAY = ("presidency:RCM:PA", "presidency"), ("presidency:SACM:UY", "presidency")
SALVADOR, GUATEMALA = ("troika:RCM:SV", "troika"), ("troika:RCM:GT", "troika")
PARAGUAY, BOLIVIA = ("troika:SACM:PY", "troika"), ("troika:SACM:BO", "troika")
GESTION = "4. Gestión de fronteras (controles biométricos, por ejemplo)"


class Journey:
    """The steps, in the order in which they are taken. `note` is the address of the note's home."""

    def __init__(self, people: Browsers) -> None:
        self.people = people
        self.note = ""

    @property
    def coordinator(self) -> Window:
        return self.people.of(*COORDINATOR)

    def create(self) -> None:
        desk = self.coordinator
        desk.go("/notes/new")
        desk.choose("outline", "extra-regional-flows")
        desk.look("01-iniciar-nota")
        desk.press("Continuar")
        assert desk.heading == "Revise sus respuestas"
        desk.press("Crear la nota")
        self.note = desk.path
        assert "Gestión de fronteras (controles biométricos, por ejemplo)" in desk.text
        desk.press("Configuración")
        desk.choose("publication", "public")
        desk.press("Guardar la configuración")
        self.move(desk, "open_drafting", "Abrir la redacción", "Redacción")

    def draft(self) -> None:
        """Each of the two drafters writes some of the sections."""
        for label, text in story.TEXTS.items():
            window = self.people.of(*DRAFTERS[int(label) > 4])
            window.go(f"{self.note}/sections/{label}/edit")
            window.fill("text", text)
            window.fill("summary", "Primer texto")
            window.press("Guardar como versión")
            assert "La versión 1 quedó guardada." in window.text
        window.look("02-seccion-guardada")

    def settle_a_clash(self) -> None:
        """Both write in one sentence. Whoever saves second sees both wordings, and chooses a third."""
        first, second = (self.people.of(*drafter) for drafter in DRAFTERS)
        for window, text in ((first, story.CLASH_MINE), (second, story.CLASH_THEIRS)):
            window.go(f"{self.note}/sections/2/edit")
            window.fill("text", text)
        second.press("Guardar como versión")
        first.press("Guardar como versión")
        assert first.heading == "Dos personas cambiaron las mismas palabras"
        first.look("03-dos-redacciones")
        assert "en los lugares de partida" in first.page.locator("main .three").inner_text()
        assert "antes de partir" in first.page.locator("main textarea[readonly]").input_value()
        first.choose("choice-1", "words")
        first.fill("words-1", story.CLASH_SETTLED.split(". ")[0] + ".")
        first.press("Guardar la sección acordada")
        assert "en los lugares de partida, antes de partir" in first.text
        first.go(f"{self.note}/sections/2/history")
        first.page.get_by_text("Cedió ante la versión 2").click()
        assert "antes de partir" in first.page.locator("main").inner_text()
        first.look("04-historial")

    def hand_up(self) -> None:
        desk = self.coordinator
        self.call_ready()
        self.move(desk, "submit", "Elevar a las Presidencias", "Revisión de las Presidencias")

    def call_ready(self) -> None:
        desk = self.coordinator
        for label in story.LABELS:
            desk.go(f"{self.note}/sections/{label}")
            if desk.button("Marcar como lista").count():
                desk.press("Marcar como lista")
            assert "Marcada como lista" in desk.text

    def presidencies_forward(self) -> None:
        for presidency in (PANAMA, URUGUAY):
            window = self.people.of(*presidency)
            window.go("/desk")
            window.look(f"05-pendientes-{presidency[0][-2:]}")
            self.approve_all(window)
        self.move(self.people.of(*PANAMA), "forward", "Remitir a la troika", "Revisión de la troika")

    def troika_decides(self) -> None:
        """By phone. El Salvador and Paraguay clear all; Guatemala asks for a comma; Bolivia has not looked yet."""
        for seat in (SALVADOR, PARAGUAY):
            window = self.people.of(*seat, phone=True)
            self.approve_all(window)
            window.look(f"06-decidido-{seat[0][-2:]}")
        guatemala = self.people.of(*GUATEMALA, phone=True)
        self.approve_all(guatemala, but=("6",))
        guatemala.go(f"{self.note}/sections/6")
        guatemala.choose("decision", "request_changes")
        guatemala.press("Registrar la decisión")
        assert "Una solicitud de cambios requiere una" in guatemala.text
        guatemala.look("07-falta-la-razon")
        guatemala.choose("decision", "request_changes")
        guatemala.fill("reason", story.REQUEST_REASON)
        guatemala.fill("satisfied_by", story.REQUEST_SATISFIED)
        guatemala.press("Registrar la decisión")
        guatemala.go(f"{self.note}/sections/6")
        assert story.REQUEST_REASON in guatemala.text
        guatemala.look("08-solicitud-de-cambios")

    def amend_in_place(self) -> None:
        """The stage goes on; those who had cleared the old words are asked again, and by one press renew."""
        drafter = self.people.of(*DRAFTERS[0])
        drafter.go(f"{self.note}/sections/6/edit")
        drafter.fill("text", story.AMENDED)
        drafter.fill("summary", "La coma que pidió Guatemala")
        drafter.press("Guardar como versión")
        self.coordinator.go(f"{self.note}/board")
        self.coordinator.look("09-tablero")
        row = self.coordinator.page.locator("main table").first.locator("tr", has_text="Trata de personas")
        standings = row.inner_text()
        assert standings.count("Texto anterior") == 4
        assert standings.count("Solicita cambios") == 1
        assert standings.count("Sin posición") == 1
        other = self.coordinator.page.locator("main table").first.locator("tr", has_text="Integración").inner_text()
        assert other.count("Aprobada") == 5
        assert "Texto anterior" not in other

        for seat in (SALVADOR, PARAGUAY):
            window = self.people.of(*seat, phone=True)
            window.go("/desk")
            window.look(f"10-pendientes-{seat[0][-2:]}")
            window.go(f"{self.note}/sections/6")
            assert "1 cambio desde su decisión" in window.text
            window.look(f"11-que-cambio-{seat[0][-2:]}")
            self.approve_again(window)
        for presidency in (PANAMA, URUGUAY):
            self.approve_again(self.people.of(*presidency))
        guatemala = self.people.of(*GUATEMALA, phone=True)
        guatemala.go(f"{self.note}/sections/6")
        guatemala.choose("decision", "approve")
        guatemala.press("Registrar la decisión")
        self.approve_all(self.people.of(*BOLIVIA, phone=True))

    def circulate(self) -> None:
        panama, uruguay = self.people.of(*PANAMA), self.people.of(*URUGUAY)
        self.agree(panama, "circulate")
        panama.go(self.note)
        assert "En espera de: Uruguay" in panama.text
        panama.look("12-acuerdo-de-una-presidencia")
        self.agree(uruguay, "circulate")
        self.stands(uruguay, "Consulta a los Países Miembros")

    def delegations_comment(self) -> None:
        """In México an expert writes and the focal point submits. So in Uruguay. Perú has no comments."""
        expert = self.people.of("delegation:MX", "expert")
        for place, body in zip(story.MEXICO, story.MEXICO_BODIES, strict=True):
            expert.go(f"{self.note}/delegation/comments/new?paragraph={place['paragraph']}&section={place['section']}")
            expert.fill("quote", place["quote"])
            expert.choose("kind", place["kind"])
            expert.fill("body", body)
            expert.look(f"13-comentario-{place['section']}")
            expert.press("Guardar: listo para el punto focal")
        uruguay = self.people.of("delegation:UY", "expert")
        uruguay.go(f"{self.note}/delegation/comments/new")
        uruguay.choose("kind", "general")
        uruguay.fill("body", story.URUGUAY_BODY)
        uruguay.press("Guardar: listo para el punto focal")
        for country, numbers in (("MX", ("1-MEX-01", "4-MEX-01")), ("UY", ("0-URY-01",))):
            focal_point = self.people.of(f"delegation:{country}", "focal_point")
            focal_point.go(f"{self.note}/delegation", f"delegation:{country}")
            focal_point.look(f"14-sala-de-la-delegacion-{country}")
            focal_point.press("Revisar y presentar")
            focal_point.look(f"15-antes-de-presentar-{country}")
            focal_point.press(f"Presentar oficialmente {len(numbers)} comentario")
            assert [number for number in numbers if number not in focal_point.text] == []
            focal_point.look(f"16-constancia-{country}")
        peru = self.people.of("delegation:PE", "focal_point", phone=True)
        peru.go(f"{self.note}/delegation")
        peru.press("No tenemos comentarios")
        peru.look("17-sin-comentarios")

    def consolidate(self) -> None:
        """The consultation closes by itself. The drafters amend and propose answers, a presidency releases them."""
        self.people.demonstration.move_clock(days=40)
        drafter = self.people.of(*DRAFTERS[1])
        for label, text in story.CONSOLIDATED.items():
            drafter.go(f"{self.note}/sections/{label}/edit")
            drafter.fill("text", text)
            drafter.fill("summary", "Recoge un comentario de México")
            drafter.press("Guardar como versión")
        for number in ("1-MEX-01", "4-MEX-01"):
            drafter.go(f"{self.note}/comments/{number}")
            drafter.choose("outcome", "taken_up")
            drafter.fill("version", "2")
            drafter.press("Proponer esta respuesta")
        drafter.go(f"{self.note}/comments/0-URY-01")
        drafter.choose("outcome", "not_taken_up")
        drafter.fill("observation", "La nota es breve; los términos se explican en el texto.")
        drafter.look("18-respuesta")
        drafter.press("Proponer esta respuesta")
        panama = self.people.of(*PANAMA)
        panama.go(f"{self.note}/comments")
        panama.look("19-compilacion")
        panama.press("Publicar las 3 respuestas propuestas")
        assert "3 de 3" in panama.heading
        self.call_ready()
        self.move(self.coordinator, "submit_for_clearance", "Elevar para el visto bueno final", "Visto bueno final")

    def clear_what_changed(self) -> None:
        """Each seat is asked again for the two sections that changed, and for nothing else."""
        for seat in (PANAMA, URUGUAY, SALVADOR, GUATEMALA, PARAGUAY, BOLIVIA):
            window = self.people.of(*seat, phone=seat[1] == "troika")
            window.go(f"{self.note}/board")
            assert window.page.locator("main .task h3").all_inner_texts() == ["1. Estadísticas", GESTION]
            assert window.page.locator("main [name=sections]").count() == 0
            window.press("Volver a aprobar la sección 1")
            self.approve_again(window, "4")
        self.agree(self.people.of(*PANAMA), "open_adoption")
        self.agree(self.people.of(*URUGUAY), "open_adoption")
        self.stands(self.people.of(*URUGUAY), "Adopción")

    def adopt_and_publish(self) -> None:
        panama, uruguay = self.people.of(*PANAMA), self.people.of(*URUGUAY)
        day = self.people.demonstration.move_clock(days=1).date().isoformat()
        panama.go(f"{self.note}/adoption")
        panama.fill("date", day)
        panama.fill("place", "Sucre")
        panama.fill("present", "Las dos Presidencias y los Países Miembros de ambas conferencias.")
        panama.fill("decision", "La reunión adopta la nota conceptual por consenso.")
        panama.look("20-adopcion")
        panama.press("Registrar la reunión")
        uruguay.go(f"{self.note}/adoption")
        uruguay.press("Continuar a la confirmación")
        uruguay.look("21-confirmacion")
        uruguay.press("Confirmar: la nota queda adoptada")
        self.stands(uruguay, "Adoptada")
        for presidency in (panama, uruguay):
            self.agree(presidency, "publish")
        self.stands(uruguay, "Publicada")
        for phone in (False, True):
            stranger = self.people.opened(phone=phone)
            stranger.go(self.note.replace("/notes/", "/published/"))
            assert "cada trimestre" in stranger.text
            assert "Los puestos de control comparten sus horarios de atención." in stranger.text
            stranger.look(f"22-publicada-{'telefono' if phone else 'escritorio'}")

    def move(self, window: Window, move: str, words: str, stage: str) -> None:
        window.go(f"{self.note}/moves/{move}")
        window.press(words)
        self.stands(window, stage)

    def agree(self, presidency: Window, move: str) -> None:
        presidency.go(f"{self.note}/moves/{move}")
        presidency.press("Dar su acuerdo")

    def stands(self, window: Window, stage: str) -> None:
        window.go(self.note)
        assert window.page.locator("main .lead").inner_text().startswith(f"{stage}.")

    def approve_all(self, window: Window, but: tuple[str, ...] = ()) -> None:
        """On the board, all that the seat has not decided yet."""
        window.go(f"{self.note}/board")
        boxes = window.page.locator("main [name=sections]")
        waiting = [boxes.nth(place).get_attribute("value") for place in range(boxes.count())]
        for label in waiting:
            if label not in but:
                window.choose("sections", str(label))
        window.press("Aprobar las secciones elegidas")

    def approve_again(self, window: Window, label: str = "6") -> None:
        window.go(f"{self.note}/board")
        window.press(f"Volver a aprobar la sección {label}")


@pytest.fixture
def journey(people: Browsers) -> Iterator[Journey]:
    journey = Journey(people)
    yield journey
    for window in people.windows.values():
        window.well()


def test_a_note_goes_the_whole_way_in_spanish(journey: Journey) -> None:
    journey.create()
    journey.draft()
    journey.settle_a_clash()
    journey.hand_up()
    journey.presidencies_forward()
    journey.troika_decides()
    journey.amend_in_place()
    journey.circulate()
    journey.delegations_comment()
    journey.consolidate()
    journey.clear_what_changed()
    journey.adopt_and_publish()
