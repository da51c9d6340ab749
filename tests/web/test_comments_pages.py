"""The pages of comments as each person sees them, in three languages, without a script."""

import gzip
import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import inspect

from drafting.domain.hats import Role
from drafting.store.comments import Comment
from drafting.store.work import COMMAND
from drafting.web.assets import assets as assets_of_the_site
from drafting.web.rendering import environment
from tests.consultation import TEXTS, answered, consolidate, make_consultation, submitted, written
from tests.makers import make_people
from tests.web.walker import faults


@pytest.fixture
def note(keeping):
    return make_consultation(keeping)


@pytest.fixture
def people(keeping, note):
    return make_people(keeping)


class Person:
    """A browser that acts under one hat, and reads forms as a browser would."""

    def __init__(self, site, actor, language="es"):
        self.client, self.hat = site.browser(actor.person, language), str(actor.hat)
        self.client.cookies.set("language", language)

    def get(self, path):
        return self.client.get(path, params={**parse_qs(urlsplit(path).query), "as": self.hat})

    def read(self, path):
        """The page, which must be without fault."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:2000])
        assert faults(answer.text) == [], path
        return answer.text

    def post(self, path, **form):
        return self.client.post(path, data={"_hat": self.hat, **form})


def test_an_expert_writes_from_a_paragraph_of_the_text_and_the_focal_point_submits(site, note, people):
    expert = Person(site, people.delegation("MX", Role.EXPERT))
    assert "comments/new?on=REV.0" in expert.read(f"/notes/{note.slug}/delegation/text")
    form = expert.read(f"/notes/{note.slug}/delegation/comments/new?on=REV.0&section=1&paragraph=1")
    assert "Los Estados comparten datos." in form
    words = {"on": "REV.0", "section": "1", "paragraph": "1", "kind": "editorial", "language": "es", "then": "ready"}
    words |= {"body": "Mejor «intercambian».", "proposed_text": "Los Estados intercambian datos.", "quote": "comparten"}
    made = expert.post(f"/notes/{note.slug}/delegation/comments", **words)
    assert (made.status_code, made.headers["location"]) == (303, f"/notes/{note.slug}/delegation")

    focal_point = Person(site, people.delegation("MX"))
    room = focal_point.read(f"/notes/{note.slug}/delegation")
    assert "Mejor «intercambian»." in room
    shown = focal_point.read(f"/notes/{note.slug}/delegation/submissions/new")
    assert "<ins" in shown
    assert "Expert Mx" not in shown
    [seen] = re.findall(r'name="seen" value="([^"]+)"', shown)
    done = focal_point.post(f"/notes/{note.slug}/delegation/submissions", seen=seen, visible="now")
    receipt = focal_point.read(done.headers["location"])
    assert "1-MEX-01" in receipt
    assert "1-MEX-01" in expert.read(f"/notes/{note.slug}/delegation")
    assert "Mejor «intercambian»." in Person(site, people.delegation("UY")).read(f"/notes/{note.slug}/comments")


def test_words_are_kept_when_a_comment_is_refused(site, note, people):
    expert = Person(site, people.delegation("MX", Role.EXPERT))
    words = {"section": "1", "paragraph": "1", "kind": "editorial", "language": "es", "body": "Se pierde?"}
    refused = expert.post(f"/notes/{note.slug}/delegation/comments", **words, quote="no está", reason="Porque.")
    assert refused.status_code == 422
    assert faults(refused.text) == []
    for typed in ("Se pierde?", "no está", "Porque.", "Las palabras citadas no están en el texto."):
        assert typed in refused.text


def test_a_colleagues_change_in_between_is_shown_beside_ones_own_words(site, keeping, note, people):
    made = written(keeping, note, "MX", ready=False)
    path = f"/notes/{note.slug}/delegation/comments/{made}"
    first, second = Person(site, people.delegation("MX")), Person(site, people.delegation("MX", Role.DEPUTY))
    form = {"section": "1", "paragraph": "1", "kind": "editorial", "language": "es"}
    first.read(path)
    assert second.post(path, **form, body="La otra.", revision="1").status_code == 303
    late = first.post(path, **form, body="La mía.", revision="1")
    assert late.status_code == 412
    assert faults(late.text) == []
    assert "La mía." in late.text
    assert "La otra." in late.text
    assert first.post(path, **form, body="La mía.", revision="2").status_code == 303


def test_a_comment_changed_after_the_preview_is_not_submitted(site, keeping, note, people):
    made = written(keeping, note, "MX")
    focal_point = Person(site, people.delegation("MX"))
    shown = focal_point.read(f"/notes/{note.slug}/delegation/submissions/new?comment={made}")
    [seen] = re.findall(r'name="seen" value="([^"]+)"', shown)
    form = {"section": "1", "paragraph": "1", "kind": "editorial", "language": "es", "revision": seen.split(":")[1]}
    deputy = Person(site, people.delegation("MX", Role.DEPUTY))
    deputy.post(f"/notes/{note.slug}/delegation/comments/{made}", **form, body="Otra cosa.")
    refused = focal_point.post(f"/notes/{note.slug}/delegation/submissions", seen=seen, visible="now")
    assert refused.status_code == 409
    assert "Otra cosa." in refused.text
    assert faults(refused.text) == []


def test_a_focal_point_leaves_out_and_an_author_deletes(site, keeping, note, people):
    made = written(keeping, note, "MX", Role.EXPERT)
    path = f"/notes/{note.slug}/delegation/comments/{made}"
    focal_point, expert = Person(site, people.delegation("MX")), Person(site, people.delegation("MX", Role.EXPERT))
    assert focal_point.post(f"{path}/omission", why="").status_code == 422
    assert focal_point.post(f"{path}/omission", why="Repetido.").status_code == 303
    assert "Repetido." in expert.read(path)
    assert "Repetido." in expert.read(f"/notes/{note.slug}/delegation")
    assert focal_point.post(f"{path}/omission", take_in="yes").status_code == 303
    assert focal_point.post(f"{path}/readiness", ready="no").status_code == 303
    assert focal_point.post(f"{path}/deletion").status_code == 403
    assert expert.post(f"{path}/deletion").status_code == 303
    assert expert.get(path).status_code == 404


def test_a_delegation_of_one_submits_from_the_form(site, note, people):
    alone = Person(site, people.delegation("PE"))
    form = alone.read(f"/notes/{note.slug}/delegation/comments/new?paragraph=3")
    assert 'value="submit"' in form
    words = {"section": "2", "paragraph": "3", "kind": "general", "language": "es", "body": "Bien.", "then": "submit"}
    done = alone.post(f"/notes/{note.slug}/delegation/comments", **words, visible="with_compilation")
    assert "2-PER-01" in alone.read(done.headers["location"])
    several = Person(site, people.delegation("MX"))
    assert 'value="submit"' not in several.read(f"/notes/{note.slug}/delegation/comments/new")


def test_the_room_says_no_comments_finished_and_acknowledges(site, note, people):
    focal_point = Person(site, people.delegation("PE"))
    path = f"/notes/{note.slug}/delegation"
    assert focal_point.post(f"{path}/status", status="no_comments").status_code == 303
    assert "Sin comentarios" in focal_point.read(path)
    assert focal_point.post(f"{path}/acknowledgement").status_code == 303
    assert focal_point.post(f"{path}/status", status="nonsense").status_code == 422
    board = Person(site, people.coordinator()).read(f"/notes/{note.slug}/countries")
    assert "Sin comentarios" in board
    assert board.index("Estados Unidos") < board.index("Guatemala")
    assert (
        len(re.findall(r'class="badge"', Person(site, people.presidency()).read(f"/notes/{note.slug}/countries"))) == 23
    )


def test_a_secretariat_answers_and_a_presidency_releases_from_the_compilation(site, keeping, note, people):
    for country in ("MX", "UY"):
        submitted(keeping, note, country, proposed_text="Los Estados intercambian datos.")
    consolidate(keeping, note)
    drafter, presidency = Person(site, people.drafter()), Person(site, people.presidency())
    page = drafter.read(f"/notes/{note.slug}/comments?kind=substantive")
    ids = re.findall(r'name="comment" value="([^"]+)"', page)
    assert len(ids) == 2
    refused = drafter.post(f"/notes/{note.slug}/answers", comment=ids, outcome="in_part", query="?kind=substantive")
    assert refused.status_code == 422
    assert faults(refused.text) == []
    done = drafter.post(f"/notes/{note.slug}/answers", comment=ids, outcome="noted", query="?kind=substantive")
    assert done.headers["location"] == f"/notes/{note.slug}/comments?kind=substantive"
    waiting = presidency.read(f"/notes/{note.slug}/comments")
    assert 'name="which"' in waiting
    assert presidency.post(f"/notes/{note.slug}/answer-releases", which="all").status_code == 303
    assert "2 de 2 comentarios" in Person(site, people.delegation("PE")).read(f"/notes/{note.slug}/comments")


def test_one_comment_is_answered_released_associated_replied_to_and_withdrawn(site, keeping, note, people):
    submitted(keeping, note, "MX", proposed_text="Los Estados intercambian datos.", reason="Es más exacto.")
    path = f"/notes/{note.slug}/comments/1-MEX-01"
    other = Person(site, people.delegation("UY"))
    assert other.post(f"{path}/associations").status_code == 303
    assert other.post(f"{path}/associations").status_code == 409
    consolidate(keeping, note)
    drafter, presidency, own = (
        Person(site, actor) for actor in (people.drafter(), people.presidency(), people.delegation("MX"))
    )
    refused = drafter.post(f"{path}/answers", outcome="taken_up", observation="Escrito aquí.")
    assert refused.status_code == 422
    assert "Escrito aquí." in refused.text
    assert faults(refused.text) == []
    assert drafter.post(f"{path}/answers", outcome="taken_up", version="1").status_code == 303
    page = presidency.read(path)
    [id_] = set(re.findall(r'name="comment" value="([^"]+)"', page))
    released = presidency.post(f"/notes/{note.slug}/answer-releases", comment=id_, from_comment="yes")
    assert released.headers["location"] == path
    assert own.post(f"{path}/replies", stance="maintained").status_code == 422
    assert own.post(f"{path}/replies", stance="maintained", text="Falta algo.").status_code == 303
    assert "Falta algo." in presidency.read(path)
    assert "Falta algo." not in other.read(path)
    assert own.post(f"{path}/withdrawal").status_code == 303
    assert "Uruguay" in own.read(path)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_every_page_is_without_fault_in_every_language(site, keeping, note, people, language):
    submitted(keeping, note, "MX", proposed_text="Los Estados intercambian datos.", quote="comparten")
    submitted(keeping, note, "MX", "with_compilation", paragraph=None, body="Dos párrafos.\n\nDos <b>líneas</b>\naquí.")
    draft = written(keeping, note, "MX", Role.EXPERT, ready=False)
    written(keeping, note, "MX", proposed_text="Otro texto.")
    own, office = Person(site, people.delegation("MX"), language), Person(site, people.coordinator(), language)
    base = f"/notes/{note.slug}"
    for path in ("delegation", "delegation/text", f"delegation/comments/{draft}", "delegation/submissions/new"):
        own.read(f"{base}/{path}")
    for path in (
        "comments",
        "comments?section=7",
        "comments/1-MEX-01",
        "comments/0-MEX-01",
        "countries?conference=RCM",
    ):
        page = office.read(f"{base}/{path}")
        assert "<b>líneas</b>" not in page
    consolidate(keeping, note)
    answered(keeping, note, submitted(keeping, note, "UY").comments[0])
    for person in (own, office):
        person.read(f"{base}/comments")
        person.read(f"{base}/comments/1-URY-01")
    own.read(f"{base}/delegation")


def test_everybody_else_finds_no_room(site, keeping, note, people):
    made = written(keeping, note, "MX", Role.EXPERT, body="Secreto.")
    others = (
        people.coordinator(),
        people.drafter(),
        people.presidency(),
        people.troika("GT"),
        people.observer,
        people.operator,
    )
    for actor in (*others, people.delegation("UY"), people.delegation("BR", Role.EXPERT)):
        person = Person(site, actor)
        for path in (f"delegation/comments/{made}", f"delegation/comments/{made.hex[::-1]}"):
            answer = person.get(f"/notes/{note.slug}/{path}")
            assert answer.status_code == 404, (str(actor.hat), path)
            assert "Secreto" not in answer.text
        for deed in ("", "/readiness", "/omission", "/deletion"):
            answer = person.post(f"/notes/{note.slug}/delegation/comments/{made}{deed}", body="x", why="x")
            assert answer.status_code == 404, (str(actor.hat), deed)
    for actor in others:
        person = Person(site, actor)
        for path in ("delegation", "delegation/text", "delegation/comments/new", "delegation/submissions/1"):
            assert person.get(f"/notes/{note.slug}/{path}").status_code == 404, (str(actor.hat), path)


def test_the_file_has_the_rows_of_the_page_and_no_formula(site, keeping, note, people):
    submitted(keeping, note, "MX", body='=1+1 "cita"', reason="-2")
    submitted(keeping, note, "UY", kind="editorial", body="Una coma.")
    person = Person(site, people.coordinator())
    file = person.get(f"/notes/{note.slug}/comments.csv?kind=substantive")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = file.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith('1-MEX-01,México,1,1,De fondo,"\'=1+1 ""cita""",,\'-2')
    assert Person(site, people.operator).get(f"/notes/{note.slug}/comments.csv").status_code == 404


def test_every_word_for_a_state_is_there(note):
    pieces = environment().get_template("comments/_pieces.html").module
    for state in ("draft", "ready", "left_out", "sent"):
        assert str(pieces.draft_state(state)).strip()


def test_the_home_of_a_note_leads_each_hat_to_what_is_for_it(site, note, people):
    room, compilation, board = (f"/notes/{note.slug}/{name}" for name in ("delegation", "comments", "countries"))
    leads = {
        people.delegation("MX", Role.EXPERT): {room, compilation},
        people.coordinator(): {compilation, board},
        people.presidency(): {compilation, board},
        people.troika("GT"): {compilation},
    }
    for actor, expected in leads.items():
        page = Person(site, actor).read(f"/notes/{note.slug}")
        assert {path for path in (room, compilation, board) if f'href="{path}"' in page} == expected


def test_a_page_of_three_hundred_comments_stays_within_what_a_slow_line_carries(site, keeping, note, people):
    """80 KiB compressed with style and script (`design.md` 7), proposed texts marked in every second comment."""
    [first] = submitted(keeping, note, "MX").comments
    chance, words = random.Random(7), (TEXTS["1"] + TEXTS["2"] + TEXTS["4"]).split()
    with keeping.writing(COMMAND) as work:
        like = work.session.get_one(Comment, first)
        kept = {column.key: getattr(like, column.key) for column in inspect(Comment).columns}
        for running in range(2, 303):
            said = " ".join(chance.choice(words) + str(chance.randrange(99)) for _ in range(25))
            other = f"Los Estados {' '.join(chance.choice(words) for _ in range(12))}." if running % 2 else None
            own = {"id": work.new_id("weight", running), "number": f"1-MEX-{running:03d}", "running": running}
            work.session.add(Comment(**{**kept, **own, "body": said, "proposed_text": other}))
    office = Person(site, people.coordinator())
    page = office.read(f"/notes/{note.slug}/comments")
    assert page.count('role="rowheader"') == 300
    assert 'rel="next"' in page
    assets = [asset.gzipped for asset in assets_of_the_site().values() if asset.name in ("app.css", "app.js")]
    weight = len(gzip.compress(page.encode(), 6)) + sum(len(asset or b"") for asset in assets)
    assert weight < 80 * 1024
    assert office.read(f"/notes/{note.slug}/comments?page=2").count('role="rowheader"') == 2
