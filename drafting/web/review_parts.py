"""What the page of a section shows of its review: changes since one decided, positions, the decision box."""

from typing import Any

from drafting.actions.reviews.deciding import decision_view
from drafting.actions.sections.showing import SectionView
from drafting.domain.positions import Decision
from drafting.locale import N_, gettext
from drafting.text.redline import Redline, inline
from drafting.web import redlines
from drafting.web.visits import Visit

# What each decision does, beside its radio button.
EFFECTS = {
    Decision.APPROVE: N_("Approves these words for circulation."),
    Decision.NO_OBJECTION: N_("Counts the same as approving; shown apart."),
    Decision.AD_REFERENDUM: N_("Lets the note advance; to be confirmed before adoption."),
    Decision.IN_CONSULTATION: N_("Has no effect; say by when the answer is expected."),
    Decision.REQUEST_CHANGES: N_("Stops the section until it is resolved; a reason is required."),
}


def review_context(visit: Visit, view: SectionView) -> dict[str, Any]:
    """For readers with a board; for all others the parts stay empty."""
    review = decision_view(visit.work, view.opened, view.section)
    since = review.since if review else None
    words, first = redlines.words(), view.first_paragraph
    drawn: Redline | None = inline(since.old_text, since.new_text, words, first=first) if since else None
    return {
        "review": review,
        "since": drawn,
        "effects": {decision.value: gettext(EFFECTS[decision]) for decision in Decision},
        "given": {},
        "faults": [],
        "moved": None,
        "just_decided": visit.request.query_params.get("decided"),
    }
