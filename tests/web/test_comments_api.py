"""Comments as programs use them: every route, and who finds nothing there."""

import uuid

import pytest

from drafting.domain.hats import Role
from tests.consultation import answered, consolidate, make_consultation, submitted, written
from tests.makers import make_people


@pytest.fixture
def note(keeping):
    return make_consultation(keeping)


@pytest.fixture
def people(keeping, note):
    return make_people(keeping)


@pytest.fixture
def program(site):
    return lambda actor: site.program(actor.person, str(actor.hat))


NEW = {"section": "1", "on": "REV.0", "kind": "technical", "body": "Falta la fuente.", "language": "es"}


def of(note, *more):
    return "/".join((f"/api/v1/notes/{note.id}", *more))


def test_a_comment_from_its_first_words_to_its_reply(keeping, note, people, program):
    expert, focal_point = program(people.delegation("MX", Role.EXPERT)), program(people.delegation("MX"))
    made = expert.post(of(note, "comments"), json={**NEW, "quote": "Estados", "start": 29, "end": 36})
    assert made.status_code == 201, made.text
    body = made.json()
    assert (body["internal"], body["state"], body["paragraph"], body["quote"]) == (True, "draft", 1, "Estados")
    path = f"/api/v1/comments/{body['id']}"
    assert expert.put(f"{path}/readiness", json={"ready": True}).json()["state"] == "ready"

    receipt = focal_point.post(of(note, "submissions"), json={"comments": "all"})
    assert receipt.status_code == 201, receipt.text
    told = receipt.json()
    assert told["numbers"] == ["1-MEX-01"]
    assert len(told["hash"]) == 64
    assert focal_point.get(of(note, "submissions", str(told["entry"]))).json() == told
    assert expert.get(path).json()["number"] == "1-MEX-01"

    other = program(people.delegation("UY"))
    assert other.post(f"{path}/associations").json()["associated"] == ["UY"]
    consolidate(keeping, note)
    drafter, presidency = program(people.drafter()), program(people.presidency())
    answer = drafter.post(f"{path}/answers", json={"outcome": "taken_up", "observation": "Así es.", "version": 1})
    assert (answer.status_code, answer.json()["answer"]["released_at"]) == (201, None)
    assert other.get(path).json()["answer"] is None
    released = presidency.post(of(note, "answer-releases"), json={"comments": [body["id"]]})
    assert (released.status_code, released.json()) == (201, {"released": ["1-MEX-01"]})
    assert other.get(path).json()["answer"]["outcome"] == "taken_up"
    assert focal_point.post(f"{path}/replies", json={"stance": "satisfied"}).status_code == 201
    assert focal_point.post(f"{path}/withdrawal").json()["state"] == "withdrawn"


def test_a_change_names_the_revision_it_is_made_on(keeping, note, people, program):
    focal_point = program(people.delegation("MX"))
    made = focal_point.post(of(note, "comments"), json=NEW)
    path, tag = f"/api/v1/comments/{made.json()['id']}", made.headers["etag"]
    assert focal_point.patch(path, json={"body": "Otra."}).status_code == 428
    changed = focal_point.patch(path, json={"body": "Otra."}, headers={"if-match": tag})
    assert (changed.status_code, changed.json()["body"], changed.json()["kind"]) == (200, "Otra.", "technical")
    assert focal_point.patch(path, json={"body": "Más."}, headers={"if-match": tag}).status_code == 412
    place = {"section": None, "reason": "Porque."}
    moved = focal_point.patch(path, json=place, headers={"if-match": changed.headers["etag"]})
    assert (moved.json()["section"], moved.json()["reason"]) == (None, "Porque.")
    omitted = focal_point.put(f"{path}/omission", json={"reason": "Repetido."})
    assert omitted.json()["state"] == "left_out"
    assert focal_point.delete(path).status_code == 204
    assert focal_point.get(path).status_code == 404


def test_the_same_request_with_the_same_key_writes_one_comment(note, people, program):
    focal_point = program(people.delegation("MX"))
    headers = {"idempotency-key": "one"}
    first = focal_point.post(of(note, "comments"), json=NEW, headers=headers)
    again = focal_point.post(of(note, "comments"), json=NEW, headers=headers)
    assert first.json()["id"] == again.json()["id"]
    assert len(focal_point.get(of(note, "comments")).json()["items"]) == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({**NEW, "quote": "nada"}, "/quote"),
        ({**NEW, "on": "W1"}, "/on"),
        ({**NEW, "kind": "x"}, "/kind"),
        ({**NEW, "paragraph": 99}, "/paragraph"),
        ({"section": "1"}, None),
    ],
)
def test_what_cannot_be_taken_names_its_field(note, people, program, body, pointer):
    refused = program(people.delegation("MX")).post(of(note, "comments"), json=body)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    if pointer:
        assert [fault["pointer"] for fault in refused.json()["errors"]] == [pointer]


def test_to_every_other_hat_an_internal_comment_is_not_there_on_any_route(keeping, note, people, program):
    made = written(keeping, note, "MX", Role.EXPERT, body="Secreto.")
    nothing = uuid.uuid4()
    routes = [
        ("GET", "", None),
        ("PATCH", "", {"body": "x"}),
        ("DELETE", "", None),
        ("PUT", "/readiness", {"ready": True}),
        ("PUT", "/omission", {"reason": "x"}),
        ("POST", "/withdrawal", None),
        ("POST", "/associations", None),
        ("POST", "/answers", {"outcome": "noted"}),
        ("POST", "/replies", {"stance": "satisfied"}),
    ]
    others = [
        people.coordinator(),
        people.presidency(),
        people.troika("GT"),
        people.delegation("UY"),
        people.delegation("PA", Role.HEAD),
        people.delegation("BR", Role.EXPERT),
        people.observer,
        people.operator,
    ]
    for actor in others:
        client = program(actor)
        for method, more, body in routes:
            there, nowhere = (
                client.request(method, f"/api/v1/comments/{id_}{more}", json=body, headers={"if-match": '"1"'})
                for id_ in (made, nothing)
            )
            assert there.status_code in (403, 404), (str(actor.hat), method, more)
            assert there.text == nowhere.text, (str(actor.hat), method, more)
            if more in ("", "/readiness", "/omission"):
                assert there.status_code == 404, (str(actor.hat), method, more)
        for path in ("comments", "compilation", "compilation?as=csv", "countries", "delegation-status"):
            assert "Secreto" not in client.get(of(note, path)).text
            assert str(made) not in client.get(of(note, path)).text


def test_the_list_holds_the_own_drafts_then_what_is_official_and_is_paged(keeping, note, people, program):
    for place in (1, 2, 3):
        submitted(keeping, note, "UY", paragraph=place)
    written(keeping, note, "MX", Role.EXPERT)
    items = program(people.delegation("MX")).get(of(note, "comments")).json()["items"]
    assert [item["internal"] for item in items] == [True, False, False, False]
    client = program(people.coordinator())
    first = client.get(of(note, "comments") + "?limit=2").json()
    rest = client.get(of(note, "comments") + f"?limit=2&after={first['next']}").json()
    numbers = [item["number"] for item in (*first["items"], *rest["items"])]
    assert (numbers, rest["next"]) == (["1-URY-01", "1-URY-02", "2-URY-01"], None)


def test_the_same_answer_goes_to_several(keeping, note, people, program):
    first, *also = (str(submitted(keeping, note, country).comments[0]) for country in ("MX", "UY", "PE"))
    drafter = program(people.drafter())
    answer = {"outcome": "noted", "observation": "Se toma nota.", "also": also}
    assert drafter.post(f"/api/v1/comments/{first}/answers", json=answer).status_code == 201
    items = drafter.get(of(note, "compilation")).json()["items"]
    assert [item["answer"]["outcome"] for item in items] == ["noted"] * 3
    assert drafter.post(f"/api/v1/comments/{first}/answers", json={**answer, "also": ["x"]}).status_code == 422


def test_the_compilation_in_its_formats(keeping, note, people, program):
    [sent] = submitted(keeping, note, "MX").comments
    submitted(keeping, note, "UY", "with_compilation")
    office, member = program(people.coordinator()), program(people.delegation("CL"))
    found = office.get(of(note, "compilation")).json()
    assert (found["total"], found["answered"], found["matching"]) == (2, 0, 2)
    assert [item["number"] for item in member.get(of(note, "compilation?as=json")).json()["items"]] == ["1-MEX-01"]
    file = office.get(of(note, "compilation?as=csv&country=MX"))
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert len(file.text.splitlines()) == 2
    assert "attachment" in file.headers["content-disposition"]
    assert office.get(of(note, "compilation?as=html")).headers["content-type"].startswith("text/html")
    for wanted in ("xlsx", "docx"):
        refused = office.get(of(note, f"compilation?as={wanted}"))
        assert (refused.status_code, refused.json()["code"]) == (422, "format-not-available")
    assert office.get(of(note, "compilation?as=stone")).status_code == 422
    for actor in (people.observer, people.operator):
        assert program(actor).get(of(note, "compilation")).status_code == 404
    consolidate(keeping, note)
    answered(keeping, note, sent)
    assert len(member.get(of(note, "compilation?answer=released")).json()["items"]) == 1


def test_statuses_receipts_and_the_board(note, people, program):
    focal_point = program(people.delegation("PE"))
    assert focal_point.get(of(note, "delegation-status")).json()["status"] is None
    declared = focal_point.put(of(note, "delegation-status"), json={"status": "no_comments"})
    assert declared.json()["status"] == "no_comments"
    assert focal_point.put(of(note, "delegation-status"), json={"status": "x"}).status_code == 422
    assert focal_point.post(of(note, "acknowledgements"), json={"label": "REV.0"}).status_code == 201
    rows = {row["country"]: row for row in program(people.coordinator()).get(of(note, "countries")).json()["items"]}
    assert (rows["PE"]["status"], rows["PE"]["alpha3"], len(rows)) == ("no_comments", "PER", 23)
    assert rows["PE"]["acknowledged_at"] is not None
    assert focal_point.get(of(note, "countries")).status_code == 403


def test_nobody_reads_comments_without_signing_in(site, keeping, note):
    [sent] = submitted(keeping, note).comments
    stranger = site.program()
    for path in (of(note, "comments"), of(note, "compilation"), f"/api/v1/comments/{sent}", of(note, "countries")):
        assert stranger.get(path).status_code == 401, path
