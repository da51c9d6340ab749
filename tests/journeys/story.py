"""The words that are written on the way, so that a program's journey and a browser's tell the same story."""

LABELS = ("1", "2", "3", "4", "5", "6", "7")

TEXTS = {
    "1": "## Intercambio de datos\n\nLos países comparten cifras una vez por trimestre.\n\n"
    "## Análisis de la información\n\nUn grupo de trabajo lee las cifras en común.\n",
    "2": "La información llega a las personas antes de que emprendan el viaje. Los mensajes son los mismos en ambas "
    "regiones.\n",
    "3": "## Documentación\n\nCada persona recibe un documento mientras se estudia su caso.\n\n"
    "## Albergues\n\nLos albergues siguen un mismo estándar de trato.\n",
    "4": "Los puestos de control comparten sus horarios.\n\nLos controles biométricos respetan los datos personales.\n",
    "5": "Las oficinas locales orientan a quienes llegan.\n",
    "6": "Las víctimas de trata reciben asistencia desde el primer contacto.\n",
    "7": "Las autoridades coordinan la persecución del tráfico ilícito de migrantes.\n",
}

CLASH_BASE = TEXTS["2"]
CLASH_THEIRS = CLASH_BASE.replace("antes de que emprendan el viaje", "en los lugares de partida")
CLASH_MINE = CLASH_BASE.replace("antes de que emprendan el viaje", "antes de partir")
CLASH_SETTLED = CLASH_BASE.replace("antes de que emprendan el viaje", "en los lugares de partida, antes de partir")

REQUEST_REASON = "Falta una coma después de «asistencia»."
REQUEST_SATISFIED = "Con la coma quedamos conformes."
AMENDED = TEXTS["6"].replace("asistencia desde", "asistencia, desde")

MEXICO = (
    {"section": "1", "paragraph": 1, "quote": "una vez por trimestre", "kind": "editorial"},
    {"section": "4", "paragraph": 6, "quote": "horarios", "kind": "technical"},
)
MEXICO_BODIES = ("Sugerimos escribir «cada trimestre».", "Proponemos precisar que son los horarios de atención.")
URUGUAY_BODY = "Convendría un glosario al final de la nota."

CONSOLIDATED = {
    "1": TEXTS["1"].replace("una vez por trimestre", "cada trimestre"),
    "4": TEXTS["4"].replace("sus horarios", "sus horarios de atención"),
}
