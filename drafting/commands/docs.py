"""The pages of `docs/` that are printed from the code: `python -m drafting.commands.docs` writes them anew."""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

from drafting.domain.hats import Role
from drafting.domain.policy import POLICY, Act, Condition, Grant
from drafting.domain.workflow import ACTIVE, ALL_STAGES, MOVES, REVIEWS, Guard, Move, Rule, Stage
from drafting.web import names

FOLDER = Path(__file__).resolve().parents[2] / "docs"
PRINTED = "<!-- Printed from the code by `python -m drafting.commands.docs`; changes here are overwritten. -->"

GUARDS: Mapping[Guard, str] = {
    Guard.SEATS_AND_CALENDAR: "a presidency is in office and the calendar has dates",
    Guard.SECTIONS_READY: "every open section is marked ready on its present words, every sub-item has words",
    Guard.PRESIDENCIES_CLEAR: "both presidencies' seats clear every section on its present words",
    Guard.SEATS_CLEAR: "every filled seat clears every section on its present words",
    Guard.CHANGED_CLEARED: "every filled seat clears every section changed since the last circulated text",
    Guard.NO_PRESIDENCY_REQUEST: "no presidency's request for changes is live",
    Guard.NO_REQUEST: "no request for changes is live",
    Guard.NO_BRACKETS: "no square brackets are open",
    Guard.NO_AD_REFERENDUM: "no ad referendum on present words is unconfirmed",
    Guard.ANSWERS_RELEASED: "every official comment has a released answer",
    Guard.ALL_FINISHED: "before the deadline: every delegation has finished or has no comments",
    Guard.LANGUAGES: "the translations that rule C4 asks for are there",
    Guard.ADOPTION_RECORDED: "a meeting is recorded that adopted exactly this text",
}
CONDITIONS: Mapping[Condition, str] = {
    Condition.NONE: "",
    Condition.OWN_DELEGATION: "own delegation",
    Condition.OWN_SEAT: "own seat",
    Condition.SECTION_OPEN: "section open",
}
# Sets of stages that have a name of their own; the first that fits is printed.
_NAMED = (
    (ALL_STAGES, "all"),
    (ACTIVE, "the seven stages"),
    (REVIEWS, "the three reviews"),
)


def pages() -> dict[str, str]:
    return {"workflow.md": workflow(), "rights.md": rights()}


def workflow() -> str:
    lines = [
        "# Stages and moves",
        "",
        PRINTED,
        "",
        "A note walks through seven stages; each move is a row of one table (`drafting/domain/workflow.py`). A joint",
        "move is made by the consents of both presidencies, on the same words. Suspending is possible in each of the",
        "seven stages, withdrawing also while suspended.",
        "",
        "```mermaid",
        *_diagram(),
        "```",
        "",
        "| Move | From | To | Who | When | Asked for | Text frozen |",
        "|---|---|---|---|---|---|---|",
        *_rows(),
        "",
        "## What each guard asks",
        "",
        "Vacant seats, seats that were passed and headings set aside count as satisfied.",
        "",
        "| Guard | Holds when |",
        "|---|---|",
        *(f"| `{guard.value}` | {words} |" for guard, words in GUARDS.items()),
    ]
    return "\n".join(lines) + "\n"


def rights() -> str:
    lines = [
        "# Rights",
        "",
        PRINTED,
        "",
        "A deed is done under one hat, which has one role on the note. What no row grants is refused. The table is",
        "`drafting/domain/policy.py`; the pages ask it whether to draw a button. Where a text may be read at all is",
        "the reader's window (`drafting/domain/reading.py`).",
        "",
        "| Act | Roles | Stages | Condition |",
        "|---|---|---|---|",
        *(line for act in Act for line in _grants(act)),
    ]
    return "\n".join(lines) + "\n"


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield "    [*] --> set_up"
    for rule in MOVES.values():
        if rule.to and Stage.SUSPENDED not in (rule.start, rule.to) and rule.to is not Stage.WITHDRAWN:
            yield f"    {rule.start.value} --> {rule.to.value}: {rule.move.value}"
    yield '    state "each of the seven stages" as any_stage'
    yield f"    any_stage --> {Stage.SUSPENDED.value}: suspend"
    yield f"    {Stage.SUSPENDED.value} --> any_stage: resume"
    yield f"    any_stage --> {Stage.WITHDRAWN.value}: withdraw"
    yield f"    {Stage.SUSPENDED.value} --> {Stage.WITHDRAWN.value}: withdraw"
    yield f"    {Stage.PUBLISHED.value} --> [*]"


def _rows() -> Iterator[str]:
    """One line for all stages from which a move is the same."""
    together: dict[Rule, list[Stage]] = {}
    for rule in MOVES.values():
        together.setdefault(dataclasses.replace(rule, start=Stage.SET_UP), []).append(rule.start)
    for rule, starts in together.items():
        asked = {"reason": rule.reason, "sections": rule.sections, "date": rule.until}
        cells = [
            names.MOVES[rule.move.value],
            _stages(frozenset(starts)),
            rule.to.value if rule.to else "the stage it left",
            _who(rule),
            ", ".join(f"`{guard.value}`" for guard in rule.guards),
            ", ".join(name for name, needed in asked.items() if needed),
            rule.purpose.value if rule.purpose else "",
        ]
        yield f"| {' | '.join(cells)} |"


def _who(rule: Rule) -> str:
    if not rule.by:
        return "one presidency records, the other confirms"
    if rule.move is Move.CLOSE_CONSULTATION:
        return "the clock at the deadline; earlier both presidencies"
    if Role.PRESIDENCY in rule.by:
        return "both presidencies" if rule.joint else "either presidency"
    return f"a {', '.join(sorted(role.value for role in rule.by))}"


def _grants(act: Act) -> Iterator[str]:
    """One line for all roles that have the same grant."""
    together: dict[Grant, list[Role]] = {}
    for role, grant in POLICY[act].items():
        together.setdefault(grant, []).append(role)
    for grant, roles in together.items():
        who = ", ".join(role.value for role in roles)
        yield f"| `{act.value}` | {who} | {_stages(grant.stages)} | {CONDITIONS[grant.condition]} |"


def _stages(stages: frozenset[Stage]) -> str:
    for named, words in _NAMED:
        if stages == named:
            return words
    missing = ALL_STAGES - stages
    if len(missing) <= 2:
        return f"all but {', '.join(stage.value for stage in Stage if stage in missing)}"
    if stages > ACTIVE:
        return f"the seven stages, {', '.join(stage.value for stage in Stage if stage in stages - ACTIVE)}"
    return ", ".join(stage.value for stage in Stage if stage in stages)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
