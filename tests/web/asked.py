"""A body for each route that takes one, so that a request is refused for who asks and not for what is missing."""

from typing import Any

from tests.web.rights import Asked

REASON = "Falta una palabra."
WORDS = "Otras palabras.\n"
COMMENT = {"kind": "general", "body": "Una observación.", "language": "es"}


def _moved(asked: Asked) -> dict[str, Any]:
    return {"move": "suspend", "expected_stage": str(asked.stage), "reason": REASON}


def _hash(asked: Asked) -> str:
    return asked.kept.hashes[asked.things["n"].value]


MEETING = {
    "label": "REV.1",
    "date": "2018-10-14",
    "place": "Montevideo",
    "present": "Todos los Países Miembros",
    "decision": "La reunión adoptó el texto.",
}

BODIES: dict[str, Any] = {
    "POST /api/v1/notes": {"outline": "extra-regional-flows", "year": 2018},
    "PATCH /api/v1/notes/{ref}/settings": {"title": {"es": "Un título"}},
    "POST /api/v1/notes/{ref}/sections/{n}/versions": {"text": WORDS, "based_on": 2},
    "PUT /api/v1/notes/{ref}/sections/{n}/readiness": {"ready": False},
    "PUT /api/v1/notes/{ref}/sections/{n}/working-copy": {"text": WORDS, "based_on": 2},
    "POST /api/v1/notes/{ref}/sections/{n}/restorations": {"version": 1},
    "POST /notes/{ref}/sections/{n}/restorations": {"version": "1"},
    "POST /notes/{ref}/sections/{n}/versions": {"text": WORDS, "based_on": "2"},
    "POST /api/v1/notes/{ref}/moves": _moved,
    "POST /notes/{ref}/moves/{move}": lambda asked: {"expected_stage": str(asked.stage), "reason": REASON},
    "POST /api/v1/notes/{ref}/ways-out": {"kind": "set_aside", "section": "2", "reason": REASON},
    "POST /notes/{ref}/ways-out": {"kind": "set_aside", "section": "2", "reason": REASON},
    "PUT /api/v1/notes/{ref}/deadline": {"until": "2018-12-20T22:00:00Z", "reason": REASON},
    "POST /notes/{ref}/deadline": {"until": "2018-12-20", "reason": REASON},
    "POST /api/v1/notes/{ref}/reminders": {"seat": "RCM:GT"},
    "POST /notes/{ref}/reminders": {"seat": "RCM:GT"},
    "POST /api/v1/notes/{ref}/sections/{n}/positions": lambda asked: {"decision": "approve", "text_hash": _hash(asked)},
    "POST /notes/{ref}/sections/{n}/positions": lambda asked: {"decision": "approve", "text_hash": _hash(asked)},
    "POST /api/v1/notes/{ref}/positions": lambda asked: {
        "positions": [{"section": "2", "decision": "approve", "text_hash": asked.kept.hashes["2"]}]
    },
    "POST /notes/{ref}/positions": lambda asked: {
        "sections": "2",
        "decision": "approve",
        "text_hash_2": asked.kept.hashes["2"],
    },
    "POST /api/v1/notes/{ref}/sections/{n}/positions/{position}/replies": {"text": "Se atendió.", "version": 1},
    "POST /notes/{ref}/sections/{n}/positions/{position}/replies": {"text": "Se atendió.", "version": "1"},
    "PUT /api/v1/notes/{ref}/sections/{n}/opening": {"open": True, "reason": REASON},
    "POST /notes/{ref}/sections/{n}/opening": {"open": "yes", "reason": REASON},
    "POST /api/v1/notes/{ref}/comments": COMMENT,
    "POST /notes/{ref}/delegation/comments": COMMENT,
    "PATCH /api/v1/comments/{comment_id}": {"body": "Otra observación."},
    "POST /notes/{ref}/delegation/comments/{comment_id}": {**COMMENT, "revision": "1"},
    "PUT /api/v1/comments/{comment_id}/readiness": {"ready": False},
    "PUT /api/v1/comments/{comment_id}/omission": {"reason": REASON},
    "POST /notes/{ref}/delegation/comments/{comment_id}/omission": {"why": REASON},
    "POST /api/v1/notes/{ref}/submissions": {"comments": "all"},
    "POST /api/v1/comments/{comment_id}/answers": {"outcome": "noted"},
    "POST /notes/{ref}/comments/{number}/answers": {"outcome": "noted"},
    "POST /notes/{ref}/answers": {"outcome": "noted"},
    "POST /api/v1/comments/{comment_id}/replies": {"stance": "satisfied"},
    "POST /notes/{ref}/comments/{number}/replies": {"stance": "satisfied"},
    "POST /api/v1/notes/{ref}/answer-releases": {"comments": "all"},
    "POST /notes/{ref}/answer-releases": {"which": "all"},
    "PUT /api/v1/notes/{ref}/delegation-status": {"status": "finished"},
    "POST /notes/{ref}/delegation/status": {"status": "finished"},
    "POST /api/v1/notes/{ref}/acknowledgements": {"label": "REV.0"},
    "POST /api/v1/notes/{ref}/meeting-adoptions": lambda asked: {**MEETING, "expected_stage": str(asked.stage)},
    "POST /notes/{ref}/meeting-adoptions": lambda asked: {**MEETING, "expected_stage": str(asked.stage)},
    "POST /notes/{ref}/sections/{n}/settlements": {"mine": WORDS, "base": "1", "theirs": "2", "choice_1": "mine"},
    "POST /api/v1/invitations": {"email": "new@example.org", "body": "delegation", "code": "MX", "function": "expert"},
    "PUT /api/v1/me/acting-as": lambda asked: {"hat": str(asked.who.hat or "operator")},
    "POST /acting-as": lambda asked: {"hat": str(asked.who.hat or "operator")},
    "POST /api/v1/conferences/{code}/handovers": {"country": "BO"},
    "POST /conferences/{code}/handovers": {"country": "BO"},
    "POST /conferences/{code}/next": {"country": "BO"},
    "POST /conferences/{code}/countries": {"country": "AR", "standing": "member"},
    "POST /api/v1/sign-ins": {"email": "nobody@example.org", "password": "a long pass phrase"},
    "POST /api/v1/demo/clock": {"now": "2030-01-01T00:00:00Z"},
}
