"""One idempotency key, one deed: the same request sent again gets the answer that was kept with the deed's commit.

Keys belong to a person, a hat and a route. Only what was done is kept: a refusal may be tried again with the same key.
"""

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from litestar.response import Redirect, Response

from drafting.domain.errors import Fault, Invalid
from drafting.locale import N_
from drafting.store import kept_answers

if TYPE_CHECKING:
    from drafting.web.routes import Policy
    from drafting.web.visits import Visit

LONGEST_KEY = 200


def kept_answer(visit: "Visit") -> Response[Any] | None:
    """What was answered to this request, if it was done before. Raises `Invalid` where the key came with another."""
    key = _key(visit)
    if key is None or visit.person is None:
        return None
    kept = kept_answers.kept_answer(visit.work.session, visit.person.id, str(visit.actor), _route(visit), key)
    if kept is None:
        return None
    if kept.request_hash != _request_hash(visit):
        message = N_("This idempotency key was used for another request.")
        raise Invalid([Fault("/idempotency-key", "key-reused", message)])
    headers = {str(name): str(value) for name, value in kept.headers.items()}
    return Response(kept.body, status_code=kept.status, media_type=headers.pop("content-type"), headers=headers)


def kept_meanwhile(visit: "Visit", policy: "Policy") -> Response[Any] | None:
    """The answer to the same request, where it came twice at once and the other one was quicker."""
    if _key(visit) is None:
        return None
    with visit.reading(policy):
        return kept_answer(visit)


def keep(visit: "Visit", response: Response[Any]) -> None:
    key, status = _key(visit), response.status_code or 200
    if key is None or visit.person is None or not 200 <= status < 400:
        return
    content = response.content
    headers = {**response.headers, "content-type": str(response.media_type or "text/html")}
    if isinstance(response, Redirect):
        headers["location"] = response.url
    kept_answers.keep_answer(
        visit.work.session,
        person_id=visit.person.id,
        hat=str(visit.actor),
        route=_route(visit),
        key=key,
        request_hash=_request_hash(visit),
        status=status,
        body=content if isinstance(content, bytes) else str(content or "").encode(),
        headers=headers,
        created_at=datetime.now(UTC),
    )


def _key(visit: "Visit") -> str | None:
    key = visit.request.headers.get("idempotency-key") or visit.form.get("_key")
    if not key or visit.request.method != "POST":
        return None
    if len(str(key)) > LONGEST_KEY:
        message = N_("An idempotency key has at most %(most)s characters.")
        raise Invalid([Fault("/idempotency-key", "key-too-long", message, {"most": LONGEST_KEY})])
    return str(key)


def _route(visit: "Visit") -> str:
    return f"{visit.request.method} {visit.request.url.path}"


def _request_hash(visit: "Visit") -> str:
    query = str(visit.request.url.query or "").encode()
    return hashlib.sha256(query + b"\n" + visit.body).hexdigest()
