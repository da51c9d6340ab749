"""Notes and sections as a program uses them."""

import pytest

from drafting.domain.workflow import Purpose, Stage
from drafting.store.notes import FrozenPurpose, FrozenSection, FrozenText, open_passage, sections_of
from drafting.store.sections import latest_version
from drafting.store.work import COMMAND
from drafting.text.canonical import text_hash
from tests.makers import TWO_SENTENCES, enter, make_note, make_people, make_version

FIRST_CHANGED = TWO_SENTENCES.replace("one thing", "something new")
THEIRS = TWO_SENTENCES.replace("one thing", "their thing")


@pytest.fixture
def people(keeping):
    return make_people(keeping)


@pytest.fixture
def note(keeping, people):
    return make_note(keeping, texts={"2": TWO_SENTENCES})


def program(site, actor):
    return site.program(actor.person, str(actor.hat))


def at(note, *more):
    return "/".join((f"/api/v1/notes/{note.id}", *more))


def freeze(keeping, note, purpose):
    """The newest words, frozen for a purpose."""
    with keeping.writing(COMMAND) as work:
        key = work.new_id("frozen", note.id, purpose)
        work.session.add(FrozenText(id=key, note_id=note.id, ordinal=1, label="REV.0", digest="", at=work.now))
        work.session.flush()
        passage = open_passage(work.session, note)
        rows = {"frozen_id": key, "purpose": purpose.value, "passage_id": passage.id, "at": work.now}
        work.session.add(FrozenPurpose(id=work.new_id("purpose", key), **rows))
        for place, section in enumerate(sections_of(work.session, note), start=1):
            newest = latest_version(work.session, section, "es")
            row = FrozenSection(id=work.new_id("frozen-section", key, place), frozen_id=key, section_id=section.id)
            row.version, row.text_hash, row.first_paragraph, row.paragraphs = newest.number, newest.text_hash, place, 1
            work.session.add(row)


def test_a_note_is_created_and_read_again(site, people):
    coordinator = program(site, people.coordinator())
    made = coordinator.post(
        "/api/v1/notes", json={"outline": "extra-regional-flows", "year": 2018, "title": "Una nota", "framing": ["A"]}
    )
    assert made.status_code == 201, made.text
    body = made.json()
    assert (body["symbol"], body["stage"], body["title"]) == ("RCM-SACM/CN/2018/1", "set_up", "Una nota")
    assert [section["label"] for section in body["sections"]] == ["A", *"1234567"]
    assert body["sections"][1]["version"] == 0
    assert not body["sections"][1]["ready"]
    again = coordinator.get(f"/api/v1/notes/{body['id']}")
    assert again.json()["sections"] == body["sections"]
    assert next(row["stage"] for row in again.json()["deadlines"]) == "drafting"
    assert coordinator.get("/api/v1/notes").json()["items"][0]["symbol"] == body["symbol"]


def test_what_cannot_be_created_names_its_fields(site, people):
    answer = program(site, people.coordinator()).post("/api/v1/notes", json={"outline": "x", "year": 2018})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/outline"


def test_a_saved_text_comes_back_with_its_hash_as_etag(site, people, note):
    drafter = program(site, people.drafter())
    saved = drafter.post(at(note, "sections/2/versions"), json={"text": FIRST_CHANGED, "based_on": 1, "summary": "x"})
    assert saved.status_code == 201, saved.text
    assert saved.json()["version"] == 2
    assert saved.json()["kind"] == "saved"

    read = drafter.get(at(note, "sections/2"))
    assert read.json()["text"] == FIRST_CHANGED
    assert read.json()["editable"] is True
    assert read.headers["etag"] == f'"{text_hash(FIRST_CHANGED)}"'
    unchanged = drafter.get(at(note, "sections/2"), headers={"if-none-match": read.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_the_same_words_again_are_answered_with_the_standing_version(site, people, note):
    answer = program(site, people.drafter()).post(
        at(note, "sections/2/versions"), json={"text": TWO_SENTENCES, "based_on": 1}
    )
    assert (answer.status_code, answer.json()["version"]) == (200, 1)


def test_a_clash_answers_with_both_texts(site, keeping, people, note):
    make_version(keeping, note, "2", THEIRS)
    answer = program(site, people.drafter()).post(
        at(note, "sections/2/versions"), json={"text": FIRST_CHANGED, "based_on": 1}
    )
    body = answer.json()
    assert (answer.status_code, body["code"]) == (409, "text-changed")
    assert (body["base"], body["mine"], body["theirs"]) == (TWO_SENTENCES, FIRST_CHANGED, THEIRS)
    assert "proposal" in body


def test_a_missing_base_is_422_and_a_text_too_large_413(site, people, note):
    drafter = program(site, people.drafter())
    assert drafter.post(at(note, "sections/2/versions"), json={"text": "x"}).status_code == 422
    large = drafter.post(at(note, "sections/2/versions"), json={"text": "x" * 100_001, "based_on": 1})
    assert (large.status_code, large.json()["code"]) == (413, "text-too-large")


def test_an_idempotency_key_makes_two_requests_one_version(site, people, note):
    drafter = program(site, people.drafter())
    sent = {"json": {"text": FIRST_CHANGED, "based_on": 1}, "headers": {"idempotency-key": "one"}}
    first = drafter.post(at(note, "sections/2/versions"), **sent)
    again = drafter.post(at(note, "sections/2/versions"), **sent)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert drafter.get(at(note, "sections/2/versions")).json()["items"][0]["version"] == 2


def test_the_history_goes_on_after_the_number_it_names(site, keeping, people, note):
    for number in range(3):
        make_version(keeping, note, "2", f"{TWO_SENTENCES}\nNumber {number}.\n")
    drafter = program(site, people.drafter())
    first = drafter.get(at(note, "sections/2/versions?limit=2")).json()
    rest = drafter.get(at(note, f"sections/2/versions?limit=3&after={first['next']}")).json()
    assert [item["version"] for item in first["items"] + rest["items"]] == [4, 3, 2, 1, 0]
    assert rest["next"] is None


def test_staff_is_named_inside_its_own_house_only(site, people, note):
    path = at(note, "sections/2/versions/1")
    own, other = program(site, people.coordinator("RCM")), program(site, people.coordinator("SACM"))
    assert own.get(path).json()["name"] == "Drafter Rcm"
    assert other.get(path).json()["name"] is None
    assert other.get(path).json()["hat"] == "secretariat:RCM"


def test_a_comparison_rebuilds_both_texts(site, keeping, people, note):
    make_version(keeping, note, "2", FIRST_CHANGED)
    drafter = program(site, people.drafter())
    found = drafter.get(at(note, "sections/2/comparison?from=1&to=2")).json()
    for side, text in (("delete", TWO_SENTENCES), ("insert", FIRST_CHANGED)):
        assert "".join(o["text"] for o in found["operations"] if o["op"] in ("equal", side)) == text
    drawn = drafter.get(at(note, "sections/2/comparison?from=1&to=2&as=html"))
    assert "<ins>" in drawn.text
    assert drafter.get(at(note, "sections/2/comparison?from=1&to=9")).status_code == 404


def test_an_earlier_version_is_restored(site, keeping, people, note):
    make_version(keeping, note, "2", FIRST_CHANGED)
    answer = program(site, people.drafter()).post(at(note, "sections/2/restorations"), json={"version": 1})
    assert answer.status_code == 201
    assert (answer.json()["kind"], answer.json()["text"]) == ("restored", TWO_SENTENCES)


def test_readiness_is_of_the_words_that_were_read(site, people, note):
    drafter = program(site, people.drafter())
    path = at(note, "sections/2/readiness")
    assert drafter.put(path, json={"ready": True, "text_hash": text_hash("other")}).status_code == 409
    assert drafter.put(path, json={"ready": True}).status_code == 422
    assert drafter.put(path, json={"ready": True, "text_hash": text_hash(TWO_SENTENCES)}).json()["ready"] is True
    empty = drafter.put(at(note, "sections/1/readiness"), json={"ready": True, "text_hash": _hash(drafter, note, "1")})
    assert (empty.status_code, empty.json()["code"]) == (409, "blocked")
    assert len(empty.json()["blockers"]) == 2


def _hash(client, note, label):
    return client.get(at(note, f"sections/{label}")).json()["text_hash"]


def test_a_working_copy_is_kept_even_when_others_saved(site, keeping, people, note):
    drafter = program(site, people.drafter())
    path = at(note, "sections/2/working-copy")
    kept = drafter.put(path, json={"text": "half a sen", "based_on": 1})
    assert kept.status_code == 200
    assert kept.json()["saved_at"]
    make_version(keeping, note, "2", THEIRS, by=people.drafter("SACM"))
    late = drafter.put(path, json={"text": "half a sentence", "based_on": 1})
    assert (late.status_code, late.json()["code"]) == (409, "text-changed")
    editor = site.browser(people.drafter().person).get(f"/notes/{note.slug}/sections/2/edit")
    assert "half a sentence" in editor.text


def test_settings_need_the_revision_they_were_made_on(site, people, note):
    coordinator = program(site, people.coordinator())
    path = at(note, "settings")
    assert coordinator.patch(path, json={"title": "Otra"}).status_code == 428
    assert coordinator.patch(path, json={"title": "Otra"}, headers={"if-match": '"9"'}).status_code == 412
    etag = coordinator.get(path).headers["etag"]
    changed = coordinator.patch(
        path, json={"title": "Otra", "symbol": "RCM-SACM/CN/2018/7"}, headers={"if-match": etag}
    )
    assert changed.status_code == 200
    assert changed.json()["title"] == "Otra"
    assert changed.json()["slug"] == "rcm-sacm-cn-2018-7"
    assert changed.headers["etag"] != etag


def test_only_a_note_in_set_up_is_discarded(site, keeping, people, note):
    coordinator = program(site, people.coordinator())
    assert coordinator.delete(at(note)).status_code == 403
    other = make_note(keeping, stage=Stage.SET_UP)
    assert coordinator.delete(at(other)).status_code == 200
    assert coordinator.get(at(other)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "sections/2",
        "sections/2/versions",
        "sections/2/versions/1",
        "sections/2/comparison?from=0&to=1",
        "export?as=md",
        "export?as=json&label=REV.0",
    ],
)
def test_before_circulation_a_member_is_told_that_there_is_no_text(site, people, note, path):
    member = program(site, people.delegation("MX"))
    assert member.get(at(note)).status_code == 200
    assert member.get(at(note, path)).status_code == 404


def test_a_member_reads_the_circulated_words_and_no_later_ones(site, keeping, people, note):
    freeze(keeping, note, Purpose.TO_MEMBERS)
    make_version(keeping, note, "2", FIRST_CHANGED)
    member = program(site, people.delegation("MX"))
    read = member.get(at(note, "sections/2")).json()
    assert (read["text"], read["version"], read["editable"]) == (TWO_SENTENCES, 1, False)
    assert member.get(at(note, "sections/2/versions/1")).status_code == 200
    for path in ("sections/2/versions/2", "sections/2/versions", "sections/2/comparison?from=1&to=2"):
        assert member.get(at(note, path)).status_code == 404
    assert TWO_SENTENCES.strip() in member.get(at(note, "export?as=md&label=REV.0")).text
    assert member.get(at(note)).json()["sections"][1]["version"] == 1


def test_the_troika_reads_the_history_since_its_own_text(site, keeping, people):
    note = make_note(keeping, texts={"2": TWO_SENTENCES})
    make_version(keeping, note, "2", FIRST_CHANGED)
    with keeping.writing(COMMAND) as work:
        enter(work, note, Stage.TROIKA_REVIEW)
    freeze(keeping, note, Purpose.TO_TROIKA)
    troika = program(site, people.troika("GT"))
    assert [item["version"] for item in troika.get(at(note, "sections/2/versions")).json()["items"]] == [2]
    assert troika.get(at(note, "sections/2/versions/1")).status_code == 404
    assert troika.get(at(note, "sections/2")).json()["text"] == FIRST_CHANGED


@pytest.mark.parametrize("kind", ["docx", "pdf", "zip"])
def test_a_format_that_is_not_built_yet_says_so(site, people, note, kind):
    answer = program(site, people.drafter()).get(at(note, f"export?as={kind}"))
    assert (answer.status_code, answer.json()["code"]) == (422, "format-not-available")


def test_an_export_holds_the_words_and_their_hashes(site, people, note):
    drafter = program(site, people.drafter())
    exported = drafter.get(at(note, "export?as=json")).json()
    assert exported["sections"][1]["text"] == TWO_SENTENCES
    assert exported["sections"][1]["text_hash"] == text_hash(TWO_SENTENCES)
    assert "<h1>" in drafter.get(at(note, "export?as=html")).text
    assert drafter.get(at(note, "export?as=md")).headers["content-disposition"].endswith('_2018_1_es.md"')
