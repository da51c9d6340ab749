"""The persons of the demonstration. All of them are invented; the offices and the agencies are those of the field."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.domain.countries import preset_countries

# Body (secretariat, delegation, observer, operator), its code, function, agency.
DemoAppointment = tuple[str, str, str, str | None]

SECRETARIAT_ZONES = {"RCM": "America/Costa_Rica", "SACM": "America/Argentina/Buenos_Aires"}


@dataclass(frozen=True)
class DemoPerson:
    """`notes`: one line that says what the account is for."""

    email: str
    name: str
    language: str
    zone: str
    appointments: tuple[DemoAppointment, ...]
    notes: str


# Country | name | account | language: the focal point of each delegation.
_FOCAL_POINTS = """
AR|Nicolás Ferreyroa|nicolas.ferreyroa|es
BO|Wara Condoriz|wara.condoriz|es
BR|Marina Tavares Lins|marina.tavares|pt
BZ|Dwayne Castellar|dwayne.castellar|en
CA|Helen Marchetti|helen.marchetti|en
CL|Andrés Sotomonte|andres.sotomonte|es
CO|Paula Restrepín|paula.restrepin|es
CR|Laura Quesnel|laura.quesnel|es
DO|Ramón Altagrace|ramon.altagrace|es
EC|Daniela Moravia|daniela.moravia|es
GT|Ixchel Barillo|ixchel.barillo|es
GY|Anita Persell|anita.persell|en
HN|Óscar Zelandia|oscar.zelandia|es
MX|Lucía Arreola Pinal|lucia.arreola|es
NI|Yahoska Urbinal|yahoska.urbinal|es
PA|Itzel Arosemín|itzel.arosemin|es
PE|Jorge Huamanga|jorge.huamanga|es
PY|Blanca Ayalaz|blanca.ayalaz|es
SR|Ravi Kartomo|ravi.kartomo|en
SV|Mauricio Escalanto|mauricio.escalanto|es
US|Thomas Wexford|thomas.wexford|en
UY|Rodrigo Bentancor|rodrigo.bentancor|es
VE|Yelitza Marcanol|yelitza.marcanol|es
"""

# Country | name | account | function | agency.
_OTHER_DELEGATES = """
MX|Héctor Luengas|hector.luengas|deputy|Secretaría de Relaciones Exteriores
MX|Tomás Villegrana|tomas.villegrana|expert|Secretaría de Relaciones Exteriores
MX|Elena Zarco|elena.zarco|expert|Instituto Nacional de Migración
BR|Otávio Brandel|otavio.brandel|deputy|Ministério das Relações Exteriores
BR|Caio Lustosa|caio.lustosa|expert|Ministério das Relações Exteriores
BR|Beatriz Nogueirol|beatriz.nogueirol|expert|Ministério da Justiça
UY|Ana Vidal Arrosa|ana.vidal|head|Ministerio de Relaciones Exteriores
UY|Graciela Pintos|graciela.pintos|deputy|Ministerio de Relaciones Exteriores
UY|Silvana Etchegoy|silvana.etchegoy|expert|Ministerio de Relaciones Exteriores
UY|Martín Olazar|martin.olazar|expert|Dirección Nacional de Migración
PA|Rubén Icazal|ruben.icazal|head|Ministerio de Relaciones Exteriores
SV|Carmen Guardiola Ruiz|carmen.guardiola|head|Ministerio de Relaciones Exteriores
GT|Marvin Tzocal|marvin.tzocal|seat_official|Ministerio de Relaciones Exteriores
PY|Derlis Benegal|derlis.benegal|seat_official|Ministerio de Relaciones Exteriores
BO|Julia Quispera|julia.quispera|seat_official|Ministerio de Relaciones Exteriores
"""

# Conference | name | account | function.
_SECRETARIATS = """
RCM|Sofía Brenal|sofia.brenal|coordinator
RCM|Esteban Calvary|esteban.calvary|drafter
SACM|Inés Laborde Paz|ines.laborde|coordinator
SACM|Julián Morettos|julian.morettos|drafter
"""

_WHAT_FOR = {
    "head": "Heads the delegation: decides, and submits its comments.",
    "deputy": "Prepares the delegation's comments; cannot decide for the country.",
    "expert": "Writes internal comments that only the own delegation sees.",
    "seat_official": "Decides for the country's troika seat; an expert in its delegation.",
    "coordinator": "Creates notes, hands texts up, proposes answers to comments.",
    "drafter": "Drafts the sections with the other secretariat.",
}

# The offices that give a focal point more to do than the delegation's comments.
_SEATED = {
    "PA": "the presidency of the RCM",
    "UY": "the presidency of the SACM",
    "SV": "the previous presidency in the troika of the RCM",
    "GT": "the incoming presidency in the troika of the RCM",
    "PY": "the previous presidency in the troika of the SACM",
    "BO": "the incoming presidency in the troika of the SACM",
}


def people() -> list[DemoPerson]:
    return [*_secretariats(), *_both_secretariats(), *_other_delegates(), *_focal_points(), *_others()]


def _focal_points() -> Iterator[DemoPerson]:
    for country, name, account, language in _rows(_FOCAL_POINTS):
        notes = "Gathers, edits and submits the comments of the delegation."
        if country in _SEATED:
            notes += f" Also decides for {_SEATED[country]}."
        appointment = ("delegation", country, "focal_point", None)
        yield DemoPerson(_address(account, country), name, language, _zone(country), (appointment,), notes)


def _other_delegates() -> Iterator[DemoPerson]:
    for country, name, account, function, agency in _rows(_OTHER_DELEGATES):
        notes = _WHAT_FOR[function]
        if function == "head" and country in _SEATED:
            notes += f" Also decides for {_SEATED[country]}."
        language = "pt" if country == "BR" else "es"
        appointment = ("delegation", country, function, agency)
        yield DemoPerson(_address(account, country), name, language, _zone(country), (appointment,), notes)


def _secretariats() -> Iterator[DemoPerson]:
    for conference, name, account, function in _rows(_SECRETARIATS):
        email = f"{account}@secretariat-{conference.lower()}.example"
        appointment = ("secretariat", conference, function, None)
        zone = SECRETARIAT_ZONES[conference]
        yield DemoPerson(email, name, "es", zone, (appointment,), _WHAT_FOR[function])


def _both_secretariats() -> Iterator[DemoPerson]:
    """One person with two appointments, who chooses a hat for every deed."""
    appointments: tuple[DemoAppointment, ...] = (
        ("secretariat", "RCM", "drafter", None),
        ("secretariat", "SACM", "drafter", None),
    )
    notes = "Drafts for both secretariats: a person with two hats."
    zone = SECRETARIAT_ZONES["SACM"]
    yield DemoPerson("clara.duarte@secretariats.example", "Clara Duarte Ivo", "pt", zone, appointments, notes)


def _others() -> Iterator[DemoPerson]:
    observer: DemoAppointment = ("observer", "JM", "observer", None)
    operator: DemoAppointment = ("operator", "", "operator", None)
    notes = "Observer country: reads adopted texts."
    yield DemoPerson("marlon.fairbairn@jm.example", "Marlon Fairbairn", "en", _zone("JM"), (observer,), notes)
    notes = "Runs the service: persons, appointments, rotation; reads no internal comment."
    zone = SECRETARIAT_ZONES["RCM"]
    yield DemoPerson("operator@service.example", "Greivin Montiel", "es", zone, (operator,), notes)


def _rows(table: str) -> Iterator[list[str]]:
    return (line.split("|") for line in table.strip().splitlines())


def _address(account: str, country: str) -> str:
    return f"{account}@{country.lower()}.example"


def _zone(country: str) -> str:
    return preset_countries()[country].zone
