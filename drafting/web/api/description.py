"""What the API is, as OpenAPI 3.1: made from the handlers themselves, with the words and examples of `operations`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.response import Response

from drafting.web.api.operations import OPERATIONS, Operation, examples
from drafting.web.routes import Door, bare
from drafting.web.visits import Visit

PREFIX = "/api/v1/"
_SCHEMAS = "#/components/schemas/{name}"
_PROBLEM = {"$ref": "#/components/responses/Problem"}
ABOUT = (
    "Concept notes of two conferences, drafted together and taken through their review stages. Moments are RFC 3339 in"
    " UTC, lists are `{items, next}`, errors are RFC 9457 problems with a stable `code`. `{ref}` is the id of a note or"
    " its slug, `{n}` the label of a section. A person with several hats names one in `Drafting-Hat`, such as"
    " `troika:SACM:PY`."
)


@bare("/api/v1/openapi.json", policy=Door.PUBLIC)
def openapi(visit: Visit) -> Response[Any]:
    return visit.json(described(visit.request.app, visit.settings.public_url))


@lru_cache(maxsize=1)
def described(app: Litestar, public_url: str) -> dict[str, Any]:
    found = list(api_handlers(app))
    bodies = [handler.opt["body"] for _, handler in found if handler.opt.get("body")]
    _, schemas = msgspec.json.schema_components(bodies, ref_template=_SCHEMAS)
    paths: dict[str, dict[str, Any]] = {}
    for path, handler in found:
        for method in handler.http_methods - {"OPTIONS"}:
            paths.setdefault(path, {})[method.lower()] = _operation(method, path, handler)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Concept notes", "version": "1", "description": ABOUT},
        "servers": [{"url": public_url}],
        "security": [{"cookie": []}, {"bearer": []}],
        "paths": {path: dict(sorted(methods.items())) for path, methods in sorted(paths.items())},
        "components": {
            "schemas": {**schemas, "Problem": _PROBLEM_SCHEMA},
            "responses": {"Problem": _PROBLEM_RESPONSE},
            "parameters": _PARAMETERS,
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": "drafting"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def api_handlers(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    """Each handler of the API with its address as OpenAPI writes it."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if route.path.startswith(PREFIX) and isinstance(handler, HTTPRouteHandler):
                yield re.sub(r":[a-z]+}", "}", route.path), handler


def _operation(method: str, path: str, handler: HTTPRouteHandler) -> dict[str, Any]:
    name = f"{method} {path}"
    about, shown = OPERATIONS.get(name, Operation(handler.handler_name)), examples().get(name, {})
    policy = handler.opt["policy"]
    found: dict[str, Any] = {
        "operationId": handler.handler_name.removesuffix("_api"),
        "summary": about.summary,
        "description": f"Policy: `{policy.value}`.",
        "tags": [about.tag or _tag(path)],
        "parameters": [*_in_path(path), *_in_query(about), *_in_headers(method, policy)],
        "responses": {**_answers(about, shown, handler), "default": _PROBLEM},
    }
    if policy is Door.PUBLIC:
        found["security"] = []
    if body := handler.opt.get("body"):
        schema = {"$ref": _SCHEMAS.format(name=body.__name__)}
        content = {"schema": schema, **({"example": shown["request"]} if "request" in shown else {})}
        found["requestBody"] = {"required": True, "content": {"application/json": content}}
    return found


def _tag(path: str) -> str:
    """The noun that an address is about: the last word that is no place to be filled in, under a note its own."""
    words = [word for word in path.removeprefix(PREFIX).split("/") if not word.startswith("{")]
    return words[1] if words[0] == "notes" and len(words) > 1 else words[0]


def _in_path(path: str) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _in_query(about: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in about.query.items()
    ]


def _in_headers(method: str, policy: Any) -> list[dict[str, Any]]:
    wanted = ["Hat"] if policy is not Door.PUBLIC else []
    wanted += {"POST": ["Key"], "PATCH": ["IfMatch"]}.get(method, []) if policy is not Door.PUBLIC else []
    return [{"$ref": f"#/components/parameters/{name}"} for name in wanted]


def _answers(about: Operation, shown: dict[str, Any], handler: HTTPRouteHandler) -> dict[str, Any]:
    status = str(shown.get("status", handler.status_code))
    if about.file:
        return {status: {"description": "The file.", "content": {kind: {} for kind in about.file}}}
    if "response" not in shown:
        return {status: {"description": "Done."}}
    content = {"schema": {"type": "object"}, "example": shown["response"]}
    return {status: {"description": "Done.", "content": {"application/json": content}}}


_PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "What went wrong, in the reader's language."},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable, for programs."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("pointer", "code", "message")},
            },
        },
        "blockers": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "who": {"type": ["string", "null"]},
                    "section": {"type": ["string", "null"]},
                },
            },
        },
    },
}
_PROBLEM_RESPONSE: dict[str, Any] = {
    "description": (
        "401 nobody is signed in, 403 not for this hat or not now, 404 not there or not open to this hat, 409 the state"
        " of things moved on, 412 and 428 If-Match, 413 too large, 422 the request is at fault, 429 too many tries."
    ),
    "content": {
        "application/problem+json": {
            "schema": {"$ref": "#/components/schemas/Problem"},
            "example": {
                "type": "about:blank",
                "title": "This cannot be done while the note is in this stage.",
                "status": 403,
                "code": "not-now",
            },
        }
    },
}


def _header(name: str, words: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "description": words, "schema": {"type": "string"}}


_PARAMETERS: dict[str, Any] = {
    "Hat": _header("Drafting-Hat", "The hat to act under; the only one, or the one taken up, where none is named."),
    "Key": _header("Idempotency-Key", "The same request with the same key is done once and answered the same."),
    "IfMatch": _header("If-Match", "The ETag of the state that is changed.", required=True),
}

HANDLERS = [openapi]
