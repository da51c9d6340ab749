"""A note goes the whole way, from nothing to the published page, through the API alone."""

from drafting.actions.clock import do_due
from drafting.domain.hats import Role
from drafting.store.work import Keeping
from tests.conftest import StandingClock
from tests.journeys import story
from tests.journeys.asking import (
    approve,
    call_ready,
    hidden_until_circulated,
    in_the_record,
    labels,
    moved,
    numbers,
    standings,
)
from tests.journeys.team import Team

NOTE = {"outline": "extra-regional-flows", "year": 2018, "scope": "both", "original_language": "es"}
TROIKA = ("SV", "GT", "PY", "BO")


def test_a_note_goes_the_whole_way_through_the_api_alone(team: Team, keeping: Keeping, clock: StandingClock) -> None:
    note = create(team)
    draft(team, note)
    settle_a_clash(team, note)
    hand_up(team, note)
    presidencies_forward(team, note)
    troika_decides_and_guatemala_asks(team, note)
    amend_in_place(team, note)
    circulate(team, note)
    delegations_comment(team, note)
    clock.move(days=60)
    do_due(keeping)
    consolidate(team, note)
    clear_what_changed(team, note)
    adopt(team, note)
    publish(team, note)


def create(team: Team) -> str:
    """Two moves in one: the note is made and drafting is opened. Who may not read it yet finds nothing to read."""
    made = team.coordinator().post("/notes", NOTE)
    assert (made["symbol"], made["stage"]) == ("RCM-SACM/CN/2018/1", "set_up")
    assert [section["label"] for section in made["sections"]] == list(story.LABELS)
    note = f"/notes/{made['id']}"
    revision = str(team.coordinator().get(f"{note}/settings")["revision"])
    team.coordinator().patch(f"{note}/settings", {"rules": {"publication": "public"}}, revision)
    moved(team.coordinator(), note, "open_drafting", "set_up", "drafting")
    hidden_until_circulated(team, note)
    return note


def draft(team: Team, note: str) -> None:
    """Each drafter writes some of the sections; a save that was sent twice is one version."""
    for label, text in story.TEXTS.items():
        writer = team.drafter("RCM" if int(label) <= 4 else "SACM")
        key = {"idempotency-key": f"first-{label}"}
        sent = {"text": text, "based_on": 0}
        saved = writer.post(f"{note}/sections/{label}/versions", sent, **key)
        assert (saved["version"], saved["text"]) == (1, text)
        assert writer.post(f"{note}/sections/{label}/versions", sent, **key) == saved
    listed = team.coordinator("SACM").get(note)
    assert [section["version"] for section in listed["sections"]] == [1] * 7


def settle_a_clash(team: Team, note: str) -> None:
    """Both drafters change one sentence: the second is told both texts and the base, and settles it."""
    path = f"{note}/sections/2/versions"
    team.drafter("SACM").post(path, {"text": story.CLASH_THEIRS, "based_on": 1})
    told = team.drafter("RCM").post(path, {"text": story.CLASH_MINE, "based_on": 1}, expect=409)
    assert told["code"] == "text-changed"
    assert (told["base"], told["mine"], told["theirs"]) == (story.CLASH_BASE, story.CLASH_MINE, story.CLASH_THEIRS)
    settled = team.drafter("RCM").post(
        path, {"text": story.CLASH_SETTLED, "based_on": told["version"], "set_aside": story.CLASH_MINE}
    )
    assert (settled["version"], settled["text"]) == (3, story.CLASH_SETTLED)


def hand_up(team: Team, note: str) -> None:
    blocked = team.coordinator().post(f"{note}/moves", {"move": "submit", "expected_stage": "drafting"}, expect=409)
    assert blocked["code"] == "blocked"
    assert {blocker["section"] for blocker in blocked["blockers"]} == set(story.LABELS)
    call_ready(team, note)
    moved(team.coordinator("SACM"), note, "submit", "drafting", "presidency_review")
    assert labels(team.coordinator(), note) == {"W1": ["to_presidencies"]}
    closed = {"text": "Otras palabras.\n", "based_on": 3}
    assert team.drafter().post(f"{note}/sections/2/versions", closed, expect=403)["code"] == "not-now"


def presidencies_forward(team: Team, note: str) -> None:
    approve(team.presidency("RCM"), note)
    asked = {"move": "forward", "expected_stage": "presidency_review"}
    blocked = team.presidency("RCM").post(f"{note}/moves", asked, expect=409)
    assert {blocker["who"] for blocker in blocked["blockers"]} == {"SACM:UY"}
    team.troika("GT").get(f"{note}/sections/1", expect=404)
    approve(team.presidency("SACM"), note)
    moved(team.presidency("RCM"), note, "forward", "presidency_review", "troika_review")
    assert labels(team.coordinator(), note) == {"W1": ["to_presidencies", "to_troika"]}
    team.troika("GT").get(f"{note}/sections/1")
    hidden_until_circulated(team, note)


def troika_decides_and_guatemala_asks(team: Team, note: str) -> None:
    """El Salvador and Paraguay clear everything; Guatemala asks for a comma; Bolivia has not looked yet."""
    approve(team.troika("SV"), note)
    approve(team.troika("PY"), note)
    shown = team.troika("GT").get(f"{note}/sections/6")
    asked = {"decision": "request_changes", "text_hash": shown["text_hash"], "reason": story.REQUEST_REASON}
    asked["satisfied_by"] = story.REQUEST_SATISFIED
    receipt = team.troika("GT").post(f"{note}/sections/6/positions", asked)
    assert (receipt["section"], receipt["version"], receipt["hat"]) == ("6", 1, "troika:RCM:GT")
    assert receipt["text_hash"] == shown["text_hash"]
    in_the_record(team, note, receipt)
    approve(team.troika("GT"), note, [label for label in story.LABELS if label != "6"])
    circulation = {"move": "circulate", "expected_stage": "troika_review"}
    blocked = team.presidency().post(f"{note}/moves", circulation, expect=409)
    assert {blocker["who"] for blocker in blocked["blockers"]} == {"RCM:GT", "SACM:BO"}


def amend_in_place(team: Team, note: str) -> None:
    """Only the section with the request is open; its new words are for those to decide who had cleared the old."""
    old = team.troika("BO").get(f"{note}/sections/6")["text_hash"]
    other = {"text": "Otras palabras.\n", "based_on": 1}
    assert team.drafter().post(f"{note}/sections/5/versions", other, expect=403)["code"] == "not-now"
    amended = team.drafter().post(f"{note}/sections/6/versions", {"text": story.AMENDED, "based_on": 1})
    assert team.coordinator().get(note)["stage"] == "troika_review"

    board = standings(team.coordinator(), note)
    assert board["6"] == dict.fromkeys(("PA", "UY", "SV", "PY"), "earlier_text") | {
        "GT": "request_changes",
        "BO": "none",
    }
    untouched = dict.fromkeys(("PA", "UY", "SV", "PY", "GT"), "approve") | {"BO": "none"}
    assert [board[label] for label in story.LABELS if label != "6"] == [untouched] * 6

    late = team.troika("BO").post(f"{note}/sections/6/positions", {"decision": "approve", "text_hash": old}, expect=409)
    assert late["code"] == "text-changed"
    assert standings(team.coordinator(), note)["6"]["BO"] == "none"
    lifted = approve(team.troika("GT"), note, ["6"])
    assert [receipt["text_hash"] for receipt in lifted] == [amended["text_hash"]]
    for seat in (*team.presidencies, team.troika("SV"), team.troika("PY")):
        approve(seat, note, ["6"])
    approve(team.troika("BO"), note)
    hidden_until_circulated(team, note)


def circulate(team: Team, note: str) -> None:
    """It takes both presidencies; one alone waits for the other."""
    asked = {"move": "circulate", "expected_stage": "troika_review"}
    waiting = team.presidency("RCM").post(f"{note}/moves", asked)
    assert (waiting["state"], waiting["stage"]) == ("waiting", "troika_review")
    assert waiting["waiting_for"] == ["presidency:SACM:UY"]
    hidden_until_circulated(team, note)
    moved(team.presidency("SACM"), note, "circulate", "troika_review", "consultation")
    member = team.delegation("PE")
    assert labels(member, note) == {"REV.0": ["to_members"]}
    assert member.get(f"{note}/sections/6")["text"] == story.AMENDED
    assert member.get(note)["deadlines"]


def delegations_comment(team: Team, note: str) -> None:
    """Inside first, where nobody else can look; then officially, with numbers and a receipt."""
    expert, focal_point = team.delegation("MX", Role.EXPERT), team.delegation("MX")
    inside = []
    for place, body in zip(story.MEXICO, story.MEXICO_BODIES, strict=True):
        written = expert.post(f"{note}/comments", {**place, "body": body, "language": "es", "on": "REV.0"})
        inside.append(written["id"])
        expert.put(f"/comments/{written['id']}/readiness", {"ready": True})
    for other in (team.coordinator(), team.presidency(), team.delegation("PE"), team.troika("GT")):
        other.get(f"/comments/{inside[0]}", expect=404)
        assert other.get(f"{note}/comments")["items"] == []
    expert.post(f"{note}/submissions", {"comments": "all"}, expect=403)

    receipt = focal_point.post(f"{note}/submissions", {"comments": inside})
    assert receipt["numbers"] == ["1-MEX-01", "4-MEX-01"]
    assert receipt["comments"] == inside
    assert (receipt["country"], receipt["late"]) == ("MX", False)
    entry = team.coordinator().get(f"{note}/record", after=receipt["entry"] - 1)["items"][0]
    assert entry["data"]["hash"] == receipt["hash"]
    assert team.delegation("PE").get(f"/comments/{inside[0]}")["number"] == "1-MEX-01"

    uruguay = {"kind": "general", "body": story.URUGUAY_BODY, "language": "es", "on": "REV.0", "ready": True}
    team.delegation("UY", Role.EXPERT).post(f"{note}/comments", uruguay)
    submitted = team.delegation("UY").post(f"{note}/submissions", {"comments": "all", "visible": "with_compilation"})
    assert submitted["numbers"] == ["0-URY-01"]
    assert "0-URY-01" not in numbers(team.delegation("PE"), note)
    team.delegation("PE").put(f"{note}/delegation-status", {"status": "no_comments"})
    countries = team.coordinator().get(f"{note}/countries")["items"]
    assert next(row for row in countries if row["alpha3"] == "PER")["status"] == "no_comments"


def consolidate(team: Team, note: str) -> None:
    """The clock has closed the consultation. One comment comes late; then all are answered, and sections amended."""
    assert team.coordinator().get(note)["stage"] == "consolidation"
    assert set(numbers(team.delegation("PE"), note)) == {"1-MEX-01", "4-MEX-01", "0-URY-01"}
    late = {"kind": "editorial", "body": "Gracias por el texto.", "language": "es", "on": "REV.0", "ready": True}
    team.delegation("CL").post(f"{note}/comments", late)
    assert team.delegation("CL").post(f"{note}/submissions", {"comments": "all"})["late"] is True

    for label, text in story.CONSOLIDATED.items():
        team.drafter("SACM").post(f"{note}/sections/{label}/versions", {"text": text, "based_on": 1})
    hand_over = {"move": "submit_for_clearance", "expected_stage": "consolidation"}
    blocked = team.coordinator().post(f"{note}/moves", hand_over, expect=409)
    assert "unanswered" in {blocker["code"] for blocker in blocked["blockers"]}
    answer(team, note)
    call_ready(team, note)
    moved(team.coordinator(), note, "submit_for_clearance", "consolidation", "clearance")
    assert labels(team.coordinator(), note) == {
        "W1": ["to_presidencies", "to_troika"],
        "REV.0": ["to_members"],
        "W2": ["to_clearance"],
    }


def answer(team: Team, note: str) -> None:
    """A secretariat proposes, a presidency releases; before that the country does not see the answer."""
    found = {comment["number"]: comment["id"] for comment in team.coordinator().get(f"{note}/compilation")["items"]}
    assert set(found) == {"1-MEX-01", "4-MEX-01", "0-URY-01", "0-CHL-01"}
    taken_up = {"outcome": "taken_up", "version": 2}
    noted = {"outcome": "noted", "observation": "Se toma nota."}
    refused = {"outcome": "not_taken_up", "observation": "La nota es breve; los términos se explican en el texto."}
    chosen = {"1-MEX-01": taken_up, "4-MEX-01": taken_up, "0-URY-01": refused, "0-CHL-01": noted}
    for number, outcome in chosen.items():
        team.drafter("RCM").post(f"/comments/{found[number]}/answers", outcome)
    mexico = team.delegation("MX")
    assert mexico.get(f"/comments/{found['1-MEX-01']}")["answer"] is None
    released = team.presidency("SACM").post(f"{note}/answer-releases", {"comments": "all"})
    assert sorted(released["released"]) == sorted(chosen)
    seen = mexico.get(f"/comments/{found['1-MEX-01']}")["answer"]
    assert (seen["outcome"], seen["version"]) == ("taken_up", 2)
    replied = {"stance": "satisfied", "text": "Muchas gracias."}
    mexico.post(f"/comments/{found['1-MEX-01']}/replies", replied)


def clear_what_changed(team: Team, note: str) -> None:
    """Of seven sections only the two that changed since the members' text wait for the seats."""
    board = team.coordinator().get(f"{note}/board")
    assert {row["section"] for row in board["sections"] if row["waits"]} == {"1", "4"}
    asked = {"move": "open_adoption", "expected_stage": "clearance"}
    blocked = team.presidency().post(f"{note}/moves", asked, expect=409)
    assert {blocker["section"] for blocker in blocked["blockers"]} == {"1", "4"}
    for seat in (*team.presidencies, *(team.troika(country) for country in TROIKA)):
        approve(seat, note, ["1", "4"])
    assert team.presidency("SACM").post(f"{note}/moves", asked)["state"] == "waiting"
    moved(team.presidency("RCM"), note, "open_adoption", "clearance", "adoption")
    assert labels(team.delegation("PE"), note) == {"REV.0": ["to_members"], "REV.1": ["to_adoption"]}


def adopt(team: Team, note: str) -> None:
    """One presidency records the meeting, the other's confirmation is the move."""
    meeting = {"label": "REV.1", "date": "2018-10-14", "place": "Sucre", "present": ["Panamá", "Uruguay", "y otros"]}
    meeting |= {"decision": "Se adopta por consenso.", "expected_stage": "adoption"}
    recorded = team.presidency("RCM").post(f"{note}/meeting-adoptions", meeting)
    assert recorded["stage"] == "adoption"
    team.presidency("RCM").post(f"/meeting-adoptions/{recorded['id']}/confirmation", expect=403)
    confirmed = team.presidency("SACM").post(f"/meeting-adoptions/{recorded['id']}/confirmation")
    assert (confirmed["stage"], confirmed["confirmed_by"]) == ("adopted", "presidency:SACM:UY")
    assert labels(team.delegation("PE"), note)["REV.1"] == ["to_adoption", "adopted"]


def publish(team: Team, note: str) -> None:
    slug = team.coordinator().get(note)["slug"]
    stranger = team.site.browser()
    assert stranger.get(f"/published/{slug}").status_code == 404
    asked = {"move": "publish", "expected_stage": "adopted"}
    assert team.presidency("RCM").post(f"{note}/moves", asked)["state"] == "waiting"
    moved(team.presidency("SACM"), note, "publish", "adopted", "published")
    page = stranger.get(f"/published/{slug}")
    assert page.status_code == 200
    assert "cada trimestre" in page.text
    assert (
        "Los puestos de control comparten sus horarios de atención." in stranger.get(f"/published/{slug}/text.md").text
    )
    assert stranger.get(f"/notes/{slug}/board").status_code in (303, 401, 404)
