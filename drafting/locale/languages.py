"""Which languages there are, what they are called elsewhere, and which one a reader wants."""

LANGUAGES = ("es", "en", "pt")
DEFAULT = "es"

# The folder of Portuguese says Brazil because its plural rule differs: "0 comentário", not "0 comentários".
FOLDERS = {"es": "es", "en": "en", "pt": "pt_BR"}

_HTML = {"es": "es", "en": "en", "pt": "pt-BR"}
# English of Britain: "A, B and C", 12 March, as documents of international meetings write it.
_CLDR = {"es": "es", "en": "en_GB", "pt": "pt_BR"}
_OWN_NAMES = {"es": "Español", "en": "English", "pt": "Português"}


def html_lang(language: str) -> str:
    """What the `lang` attribute says."""
    return _HTML[language]


def cldr(language: str) -> str:
    """The locale whose names of days, countries and cities are used."""
    return _CLDR[language]


def own_name(language: str) -> str:
    """The language's name in itself, for a reader who understands no other."""
    return _OWN_NAMES[language]


def negotiated(account: str | None, cookie: str | None, accept_language: str | None) -> str:
    """The language for a reader: what the account says, else the cookie, else the browser, else Spanish."""
    for choice in (account, cookie):
        if choice in LANGUAGES:
            return choice
    for wanted in _by_preference(accept_language or ""):
        if wanted in LANGUAGES:
            return wanted
    return DEFAULT


def _by_preference(accept_language: str) -> list[str]:
    """The primary language tags of an Accept-Language header, the most wanted first; q=0 means never."""
    found: list[tuple[float, str]] = []
    for item in accept_language[:500].split(","):
        tag, _, parameter = item.strip().partition(";")
        weight = _weight(parameter)
        if tag and weight > 0:
            found.append((-weight, tag.strip().split("-")[0].lower()))
    return [tag for _, tag in sorted(found, key=lambda entry: entry[0])]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
