"""When the words of a section may be changed, for every stage."""

from itertools import product

import pytest

from drafting.domain.editing import section_open
from drafting.domain.workflow import REVIEWS, Stage


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(("request_", "opened"), list(product([False, True], repeat=2)))
@pytest.mark.parametrize("open_sections", [None, ["4"], ["5"]])
def test_a_section_is_open_exactly_where_the_process_says_so(stage, request_, opened, open_sections):
    found = section_open(stage, "4", open_sections=open_sections, has_live_request=request_, opened=opened)

    if stage in (Stage.DRAFTING, Stage.CONSOLIDATION):
        assert found == (open_sections != ["5"])
    elif stage in REVIEWS:
        assert found == (request_ or opened)
    else:
        assert not found


@pytest.mark.parametrize("stage", [Stage.CONSULTATION, Stage.ADOPTION])
def test_nobody_edits_in_consultation_and_adoption(stage):
    assert not section_open(stage, "4", open_sections=None, has_live_request=True, opened=True)
