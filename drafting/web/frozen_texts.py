"""The texts that were frozen, and what changed between two of them."""

from typing import Any

from litestar.response import Response

from drafting.actions.frozen_texts import FrozenComparison, compare_frozen, frozen_list
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.text.redline import inline
from drafting.web import redlines
from drafting.web.routes import read
from drafting.web.visits import Visit

PURPOSES = {
    "to_presidencies": N_("Review by the Presidencies"),
    "to_troika": N_("Troika review"),
    "to_members": N_("Consultation of the Member Countries"),
    "to_clearance": N_("Final clearance"),
    "to_adoption": N_("Adoption"),
    "adopted": N_("Adopted text"),
}


@read("/notes/{ref:str}/texts", policy=Act.READ)
def texts_page(visit: Visit, ref: str) -> Response[Any]:
    found = frozen_list(visit.work, ref)
    context: dict[str, Any] = {"texts": found, "note": found.opened.note, "purposes": PURPOSES}
    return visit.page("reviews/texts.html", current="notes", **context)


@read("/notes/{ref:str}/compare", policy=Act.READ)
def compare_page(visit: Visit, ref: str) -> Response[Any]:
    asked = visit.request.query_params
    found = compare_frozen(visit.work, ref, asked.get("from"), asked.get("to"))
    labels = [line.frozen.label for line in frozen_list(visit.work, ref).lines]
    drawn = redline_sections(found)
    changes = sum(len(section["redline"].changes) for section in drawn)
    about = {"found": found, "note": found.opened.note, "sections": drawn}
    context: dict[str, Any] = {**about, "changes": changes, "labels": labels}
    return visit.page("reviews/compare.html", current="notes", **context)


def redline_sections(found: FrozenComparison) -> list[dict[str, Any]]:
    words = redlines.words()
    return [
        {
            "section": new.section,
            "redline": inline(
                old.text,
                new.text,
                words,
                first=new.first_paragraph,
                old_first=old.first_paragraph,
                prefix=f"s{new.section.label}-",
            ),
            "same": old.version.text_hash == new.version.text_hash,
        }
        for old, new in found.sections
    ]


HANDLERS = [texts_page, compare_page]
