"""What is printed from the code is what the code says."""

import re

import pytest

from drafting.commands.docs import CONDITIONS, GUARDS, pages
from drafting.domain.policy import POLICY, Act, Condition
from drafting.domain.workflow import MOVES, Guard, Stage
from tests.repository import ROOT


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_printed_page_is_as_the_code_prints_it(name: str):
    message = "print it anew: python -m drafting.commands.docs"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name], message


def test_every_guard_and_condition_has_its_words():
    assert set(GUARDS) == set(Guard)
    assert set(CONDITIONS) == set(Condition)


def test_every_move_of_the_table_stands_on_the_page():
    page = pages()["workflow.md"]
    diagram = set(re.findall(r"^    (\w+) --> (\w+): (\w+)$", page, re.MULTILINE))
    for rule in MOVES.values():
        if rule.to and rule.move not in ("suspend", "withdraw"):
            assert (rule.start.value, rule.to.value, rule.move.value) in diagram
    assert page.count("stateDiagram-v2") == 1


def test_every_grant_stands_on_the_page():
    rows = [line.split(" | ") for line in pages()["rights.md"].splitlines() if line.startswith("| `")]
    printed = {(act.strip("| `"), role) for act, roles, *_ in rows for role in roles.split(", ")}
    assert printed == {(act.value, role.value) for act, grants in POLICY.items() for role in grants}
    assert {act for act, _ in printed} == {act.value for act in Act}


def test_stages_are_called_on_the_pages_as_in_the_code():
    page = pages()["workflow.md"]
    assert all(stage.value in page for stage in Stage if stage is not Stage.SUPERSEDED)
