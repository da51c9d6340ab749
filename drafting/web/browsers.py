"""The name of a browser, as a person would say it: its own header says a dozen names at once."""

# The first that matches: every browser also claims to be the ones after it.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrom", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser(agent: str | None) -> str:
    """ "Firefox · Windows"; what nobody has named is shown as it was sent."""
    known = [_first(_BROWSERS, agent or ""), _first(_SYSTEMS, agent or "")]
    return " · ".join(name for name in known if name) or (agent or "")


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in names if mark in agent), "")
