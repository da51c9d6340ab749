"""What the steps of the journey ask again and again."""

from collections.abc import Iterable

from tests.journeys.story import LABELS
from tests.journeys.team import Body, Program, Team


def call_ready(team: Team, note: str) -> None:
    for label in LABELS:
        shown = team.drafter().get(f"{note}/sections/{label}")
        if not shown["ready"]:
            team.drafter().put(f"{note}/sections/{label}/readiness", {"ready": True, "text_hash": shown["text_hash"]})


def approve(seat: Program, note: str, sections: Iterable[str] = LABELS) -> list[Body]:
    """The seat approves the words that it is shown, all sections or none; its receipts."""
    given = [
        {
            "section": label,
            "decision": "approve",
            "text_hash": seat.get(f"{note}/sections/{label}")["text_hash"],
        }
        for label in sections
    ]
    receipts: list[Body] = seat.post(f"{note}/positions", {"positions": given})["items"]
    assert [receipt["text_hash"] for receipt in receipts] == [position["text_hash"] for position in given]
    return receipts


def moved(by: Program, note: str, move: str, stage: str, to: str) -> None:
    answer = by.post(f"{note}/moves", {"move": move, "expected_stage": stage})
    assert (answer["state"], answer["stage"]) == ("done", to)
    assert by.get(note)["stage"] == to


def in_the_record(team: Team, note: str, receipt: Body) -> None:
    """The receipt names its entry of the record, which holds the same words."""
    entry = team.coordinator().get(f"{note}/record", after=receipt["record"]["entry"] - 1)["items"][0]
    assert entry["hash"] == receipt["record"]["hash"]
    assert (entry["kind"], entry["data"]["text_hash"]) == ("position_taken", receipt["text_hash"])


def standings(reader: Program, note: str) -> dict[str, dict[str, str]]:
    """Section → country of the seat → where it stands."""
    board = reader.get(f"{note}/board")
    return {
        row["section"]: {cell["seat"].split(":")[1]: cell["standing"] for cell in row["positions"]}
        for row in board["sections"]
    }


def labels(reader: Program, note: str) -> dict[str, list[str]]:
    return {text["label"]: text["purposes"] for text in reader.get(f"{note}/frozen-texts")["items"]}


def numbers(reader: Program, note: str) -> list[str]:
    return [comment["number"] for comment in reader.get(f"{note}/compilation")["items"]]


def hidden_until_circulated(team: Team, note: str) -> None:
    """A member knows that the note is being written, and reads none of its words anywhere."""
    member = team.delegation("PE")
    told = member.get(note)
    assert [section["version"] for section in told["sections"]] == [None] * 7
    assert "seats" not in (told["passage"] or {})
    assert member.get(f"{note}/frozen-texts")["items"] == []
    assert member.get(f"{note}/comments")["items"] == []
    for beyond in ("sections/1", "sections/1/versions", "sections/1/versions/1", "sections/1/comparison"):
        member.get(f"{note}/{beyond}", expect=404)
    for beyond in ("frozen-texts/W1", "export"):
        member.get(f"{note}/{beyond}", expect=404)
    for beyond in ("board", "record"):
        answer = member.client.get(f"/api/v1{note}/{beyond}")
        assert answer.status_code in (403, 404)
