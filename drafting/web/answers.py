"""What an answer is made of: statuses of errors, JSON in one spelling."""

from collections.abc import Mapping
from typing import Any

import msgspec

from drafting.domain.errors import (
    DraftingError,
    Invalid,
    NotAllowed,
    NotFound,
    NotPossible,
    Outdated,
    SignInNeeded,
    Stale,
    TooLarge,
    TooMany,
)

STATUS: Mapping[type[DraftingError], int] = {
    Invalid: 422,
    NotFound: 404,
    SignInNeeded: 401,
    NotAllowed: 403,
    NotPossible: 409,
    Outdated: 409,
    Stale: 412,
    TooLarge: 413,
    TooMany: 429,
}

_encoder = msgspec.json.Encoder(enc_hook=str)


def status_of(error: DraftingError) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def encoded(content: Any) -> bytes:
    """Dataclasses, dates and enumerations as JSON; moments as RFC 3339 in UTC."""
    return _encoder.encode(content)
