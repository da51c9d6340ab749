"""Frozen texts for programs."""

from typing import Any

from litestar.response import Response

from drafting.actions.frozen_texts import FrozenLine, frozen_list, show_frozen
from drafting.domain.policy import Act
from drafting.web.routes import read
from drafting.web.visits import Visit

_NOTE = "/api/v1/notes/{ref:str}"


@read(_NOTE + "/frozen-texts", policy=Act.READ)
def frozen_texts_api(visit: Visit, ref: str) -> Response[Any]:
    found = frozen_list(visit.work, ref)
    return visit.json({"items": [_line(line) for line in found.lines], "next": None})


@read(_NOTE + "/frozen-texts/{label:str}", policy=Act.READ)
def frozen_text_api(visit: Visit, ref: str, label: str) -> Response[Any]:
    view = show_frozen(visit.work, ref, label)
    sections = [
        {
            "label": read.section.label,
            "headings": read.section.headings,
            "version": read.version.number,
            "text_hash": read.version.text_hash,
            "first_paragraph": read.first_paragraph,
            "text": read.text,
        }
        for read in view.sections
    ]
    symbol = f"{view.opened.note.symbol}/{label}"
    return visit.json({**_line(view.line), "symbol": symbol, "sections": sections}, etag=view.line.frozen.digest)


def _line(line: FrozenLine) -> dict[str, Any]:
    frozen = line.frozen
    return {"label": frozen.label, "digest": frozen.digest, "at": frozen.at, "purposes": line.purposes}


HANDLERS = [frozen_texts_api, frozen_text_api]
