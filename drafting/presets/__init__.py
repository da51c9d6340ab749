"""Data that the service is delivered with, as plain values: no rules, no classes, nothing of the domain.

The outlines, the countries and the conferences are a starting point that the operator loads and edits later; rooms
above give them their meaning.
"""

import json
from importlib.resources import files
from typing import Any

_HERE = files(__name__)


def outline_files() -> dict[str, dict[str, Any]]:
    """Each delivered outline by its code, in the order of their codes."""
    found = sorted((_HERE / "outlines").iterdir(), key=lambda file: file.name)
    outlines = [json.loads(file.read_text("utf-8")) for file in found if file.name.endswith(".json")]
    return {outline["code"]: outline for outline in outlines}


def framing() -> list[dict[str, Any]]:
    """The lettered sections that may stand around those of any outline."""
    return _list("framing.json")


def countries() -> list[dict[str, Any]]:
    return _list("countries.json")


def conferences() -> list[dict[str, Any]]:
    return _list("conferences.json")


def common_passwords() -> frozenset[str]:
    return frozenset((_HERE / "common-passwords.txt").read_text("utf-8").split("\n")) - {""}


def _list(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((_HERE / name).read_text("utf-8"))
    return found
