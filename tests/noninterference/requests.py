"""What everybody asks: every address that can be read, with everything that could be named in it; and deeds that are
refused, aimed at what lies in another delegation's room."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.noninterference.runs import Run, ids
from tests.web.rights import routes_of

# A person's own list of sign-ins is told in real time; files of the site are the same for everybody.
LEFT_OUT = ("/static/", "/profile/security", "/schema")
UNKNOWN = str(ids("nobody's"))


@dataclass(frozen=True)
class Question:
    method: str
    path: str
    json: Any = None
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def questions(run: Run, hidden: Sequence[str], official: Sequence[str], entry: str) -> list[Question]:
    """`hidden`: ids of internal comments of Mexico; `official`: those it submitted, with `entry` in the record."""
    values = _values(run, hidden, official, entry)
    reading = [
        Question("GET", path)
        for route in routes_of(run.site.app)
        if route.method == "GET" and not route.path.startswith(LEFT_OUT)
        for path in _addresses(route.path, values)
    ]
    return [*reading, *_filtered(run), *_aimed_at(run, hidden)]


def _values(run: Run, hidden: Sequence[str], official: Sequence[str], entry: str) -> Mapping[str, Sequence[str]]:
    return {
        "ref": (run.note.slug,),
        "n": ("1",),
        "v": ("1",),
        "comment_id": (*hidden[:2], *official),
        "number": ("1-MEX-01", "1-MEX-02", "1-BRA-01"),
        "entry": (entry, "1"),
        "label": ("W1", "REV.0"),
        "move": ("close_consultation", "submit_for_clearance"),
        "code": ("RCM", "es"),
        "name": ("delegations", "drafting"),
    }


def _addresses(path: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    parameters = re.findall(r"{(\w+):(\w+)}", path)
    chosen = [values.get(name, (UNKNOWN if kind == "uuid" else "x",)) for name, kind in parameters]
    for named in product(*chosen):
        address = path
        for (name, kind), value in zip(parameters, named, strict=True):
            address = address.replace(f"{{{name}:{kind}}}", value)
        yield address


def _filtered(run: Run) -> Iterator[Question]:
    """Lists with their filters and formats."""
    page, api = f"/notes/{run.note.slug}", f"/api/v1/notes/{run.note.id}"
    for query in ("country=MX", "section=1", "kind=technical", "answer=unanswered", "answer=proposed", "page=2"):
        yield Question("GET", f"{page}/comments?{query}")
    for query in ("limit=1", "after=1", "country=MX"):
        yield Question("GET", f"{api}/comments?{query}")
    for query in ("as=csv", "as=html", "country=MX", "section=1&as=csv"):
        yield Question("GET", f"{api}/compilation?{query}")
    for query in ("as=md", "as=html", "as=json", "as=docx", "label=REV.0"):
        yield Question("GET", f"{api}/export?{query}")
    yield Question("GET", f"{api}/record?after=3")
    yield Question("GET", f"{page}/text?label=REV.0")
    yield Question("GET", "/api/v1/notes?limit=1")


def _aimed_at(run: Run, hidden: Sequence[str]) -> Iterator[Question]:
    """Deeds on what is not one's own: each is refused, and the refusal says the same whether the thing is there."""
    api, page = f"/api/v1/notes/{run.note.id}", f"/notes/{run.note.slug}"
    for comment in hidden[:2]:
        own = f"/api/v1/comments/{comment}"
        yield Question("PATCH", own, {"body": "Otras palabras."})
        yield Question("DELETE", own)
        yield Question("PUT", f"{own}/readiness", {"ready": True})
        yield Question("PUT", f"{own}/omission", {"reason": "Sobra."})
        for what, body in _DEEDS.items():
            yield Question("POST", f"{own}/{what}", body)
        yield Question("POST", f"{api}/submissions", {"comments": [comment]})
        yield Question("POST", f"{api}/answer-releases", {"comments": [comment]})
        for what in ("readiness", "omission", "deletion"):
            yield Question("POST", f"{page}/delegation/comments/{comment}/{what}", form={"ready": "yes", "why": "No."})
    yield Question("POST", f"{page}/comments/1-MEX-02/associations", form={"x": "y"})


_DEEDS: Mapping[str, Any] = {
    "withdrawal": None,
    "associations": None,
    "answers": {"outcome": "noted", "observation": "Se toma nota."},
    "replies": {"stance": "satisfied", "text": "Gracias."},
}
