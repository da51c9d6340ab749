"""A body for each route that takes one, so that a request is refused for who asks and not for what is missing."""

from typing import Any

BODIES: dict[str, Any] = {
    "POST /api/v1/notes": {"outline": "extra-regional-flows", "year": 2018},
    "PATCH /api/v1/notes/{ref}/settings": {"title": {"es": "Un título"}},
    "POST /api/v1/notes/{ref}/sections/{n}/versions": {"text": "Otras palabras.\n", "based_on": 2},
    "PUT /api/v1/notes/{ref}/sections/{n}/readiness": {"ready": False},
    "PUT /api/v1/notes/{ref}/sections/{n}/working-copy": {"text": "Otras palabras.\n", "based_on": 2},
    "POST /api/v1/notes/{ref}/sections/{n}/restorations": {"version": 1},
}
