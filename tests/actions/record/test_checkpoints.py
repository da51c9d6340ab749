"""Whoever keeps a checkpoint can show that the record was only added to: every way of tampering is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from drafting.actions.record.checkpoints import checkpoint, export, verifier, verify, verify_export
from drafting.domain.chains import Tip
from drafting.domain.checkpoint import opened
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import Role
from drafting.store import record
from drafting.store.chains import note_chain
from drafting.store.immutable import drop_triggers
from drafting.store.notes import Note
from drafting.store.work import COMMAND, Keeping
from tests.makers import make_note, make_people, make_version

ORIGIN = "notes.example.org/record"
SECRET = "what Mexico thinks"

Tampering = Callable[[Connection, str], None]


def run(*statements: str) -> Tampering:
    """Statements done to the database by hand; `:chain` is the note's chain."""

    def tamper(connection: Connection, chain: str) -> None:
        for statement in statements:
            connection.execute(text(statement), {"chain": chain} if ":chain" in statement else {})

    return tamper


def rewrite(connection: Connection, chain: str) -> None:
    """The chain made anew from its third entry on, every hash and the head in order again."""
    before = connection.scalar(text("SELECT hash FROM record_entries WHERE chain = :c AND seq = 2"), {"c": chain})
    rows = connection.execute(
        text("SELECT seq, body FROM record_entries WHERE chain = :c AND seq > 2 ORDER BY seq"), {"c": chain}
    ).all()
    for seq, body in rows:
        old = bytes(body)
        marked = old.replace(b'"data":{', b'"data":{"a":"other",' if seq == 3 else b'"data":{', 1)
        start = marked.index(b'"before":"') + len(b'"before":"')
        new = marked[:start] + str(before).encode() + marked[start + 64 :]
        before = record.entry_hash(new)
        statement = "UPDATE record_entries SET body = :b, hash = :h WHERE chain = :c AND seq = :s"
        connection.execute(text(statement), {"b": new, "h": before, "c": chain, "s": seq})
    connection.execute(text("UPDATE chain_heads SET head = :h WHERE chain = :c"), {"h": before, "c": chain})


THIRD = "WHERE chain = :chain AND seq = 3"
OTHER_BODY = "SELECT body FROM record_entries WHERE chain = :chain AND seq = 2"
TAMPERINGS: dict[str, tuple[Tampering, str, int | None]] = {
    "the hash of an entry": (run(f"UPDATE record_entries SET hash = 'x' {THIRD}"), "changed", 3),
    "the bytes of an entry": (run(f"UPDATE record_entries SET body = ({OTHER_BODY}) {THIRD}"), "changed", 3),
    "who did it": (run(f"UPDATE record_entries SET person_id = NULL {THIRD}"), "changed", 3),
    "when it was done": (run(f"UPDATE record_entries SET at = '2001-01-01 00:00:00' {THIRD}"), "changed", 3),
    "an entry taken out": (run(f"DELETE FROM record_entries {THIRD}"), "missing", 3),
    "the tail cut off": (run("DELETE FROM record_entries WHERE chain = :chain AND seq > 3"), "truncated", 4),
    "a head taken away": (run("DELETE FROM chain_heads WHERE chain = :chain"), "no-head", None),
    "a chain emptied": (run("DELETE FROM record_entries WHERE chain = :chain"), "truncated", 1),
}
ONLY_THE_CHECKPOINT_SHOWS: dict[str, tuple[Tampering, str, int | None]] = {
    "the chain rewritten": (rewrite, "rewritten", 5),
    "the tail cut off and the head set back": (
        run(
            "DELETE FROM record_entries WHERE chain = :chain AND seq > 3",
            "UPDATE chain_heads SET seq = 3, head = (SELECT hash FROM record_entries WHERE chain = :chain AND seq = 3)"
            " WHERE chain = :chain",
        ),
        "truncated",
        4,
    ),
    "a whole chain forgotten": (
        run("DELETE FROM record_entries WHERE chain = :chain", "DELETE FROM chain_heads WHERE chain = :chain"),
        "missing-chain",
        None,
    ),
}


@pytest.fixture
def note(keeping: Keeping) -> Note:
    """A note with five entries in its chain; beside it people have a chain, and a delegation."""
    note = make_note(keeping, texts={"1": "One.\n", "2": "Two.\n", "3": "Three.\n", "4": "Four.\n"})
    with keeping.writing(COMMAND) as work:
        work.tell(Event(EventKind.CONFERENCE_LOADED, None, {"conference": "RCM"}))
    with keeping.writing(make_people(keeping).delegation("MX", Role.EXPERT)) as work:
        work.tell(Event(EventKind.COMMENT_DRAFTED, note.id, {"words": SECRET}, delegation="MX"))
    return note


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "record.key"


def saved(keeping: Keeping, key_file: Path) -> dict[str, Tip]:
    """What somebody who kept the checkpoint of this moment knows, its signature checked."""
    with keeping.reading(COMMAND) as work:
        words = checkpoint(work, ORIGIN, key_file)
    return dict(opened(words, verifier(ORIGIN, key_file)).marks)


def damages(keeping: Keeping, marks: dict[str, Tip]) -> list[tuple[str, str, int | None]]:
    with keeping.reading(COMMAND) as work:
        return [(damage.code, damage.chain, damage.seq) for damage in verify(work, marks).damages]


def tamper(engine: Engine, tampering: Tampering, chain: str) -> None:
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        drop_triggers(connection)
        tampering(connection, chain)


def test_a_record_that_only_grew_agrees_with_every_checkpoint(keeping: Keeping, note: Note, key_file: Path):
    marks = saved(keeping, key_file)
    make_version(keeping, note, "5", "Five.\n")
    with keeping.reading(COMMAND) as work:
        verdict = verify(work, marks)
    assert verdict.damages == ()
    assert (verdict.chains, verdict.entries) == (3, 8)


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_is_found_without_a_checkpoint(keeping: Keeping, engine: Engine, note: Note, what: str):
    tampering, code, seq = TAMPERINGS[what]
    tamper(engine, tampering, note_chain(note.id))
    assert (code, note_chain(note.id), seq) in damages(keeping, {})


@pytest.mark.parametrize("what", ONLY_THE_CHECKPOINT_SHOWS)
def test_what_was_made_to_look_whole_is_found_by_a_checkpoint(
    keeping: Keeping, engine: Engine, note: Note, key_file: Path, what: str
):
    tampering, code, seq = ONLY_THE_CHECKPOINT_SHOWS[what]
    marks = saved(keeping, key_file)
    tamper(engine, tampering, note_chain(note.id))
    assert damages(keeping, {}) == []
    assert [(found, number) for found, _, number in damages(keeping, marks)] == [(code, seq)]


@pytest.mark.parametrize("what", ["the chain rewritten", "a whole chain forgotten"])
def test_an_export_is_compared_with_a_checkpoint_like_the_database(
    keeping: Keeping, engine: Engine, note: Note, key_file: Path, what: str
):
    marks = saved(keeping, key_file)
    assert verify_export(exported(keeping), marks).damages == ()
    tamper(engine, ONLY_THE_CHECKPOINT_SHOWS[what][0], note_chain(note.id))
    assert [damage.code for damage in verify_export(exported(keeping), marks).damages] == [
        ONLY_THE_CHECKPOINT_SHOWS[what][1]
    ]


def test_an_export_holds_the_exact_bytes_and_nothing_of_a_delegation(keeping: Keeping, note: Note):
    lines = exported(keeping)
    with keeping.reading(COMMAND) as work:
        kept = work.session.get_one(record.Entry, (note_chain(note.id), 2))
    assert kept.body + b"\n" in lines
    assert len(lines) == 6
    assert SECRET.encode() not in b"".join(lines)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda lines: [*lines[:2], *lines[3:]], "missing"),
        (lambda lines: [*lines[:2], lines[2].replace(b"section", b"SECTION"), *lines[3:]], "rewritten"),
        (lambda lines: [*lines[:2], b"not an entry\n", *lines[3:]], "changed"),
        (lambda lines: lines[:4], "missing-chain"),
        (lambda lines: [], "missing-chain"),
    ],
)
def test_an_export_that_was_spoilt_is_not_taken_for_whole(keeping: Keeping, note: Note, key_file: Path, spoil, code):
    verdict = verify_export(spoil(exported(keeping)), saved(keeping, key_file))
    assert code in {damage.code for damage in verdict.damages}


def test_a_checkpoint_says_nothing_of_what_happens_inside_a_delegation(keeping: Keeping, note: Note, key_file: Path):
    with keeping.reading(COMMAND) as work:
        before = checkpoint(work, ORIGIN, key_file)
    with keeping.writing(make_people(keeping).delegation("MX", Role.EXPERT)) as work:
        work.tell(Event(EventKind.COMMENT_DRAFTED, note.id, {}, delegation="MX"))
    with keeping.reading(COMMAND) as work:
        assert checkpoint(work, ORIGIN, key_file) == before


def test_the_key_is_made_once_and_for_the_service_alone(key_file: Path):
    first = verifier(ORIGIN, key_file)
    assert verifier(ORIGIN, key_file) == first
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in key_file.parent.iterdir()] == ["record.key"]


def exported(keeping: Keeping) -> list[bytes]:
    with keeping.reading(COMMAND) as work:
        return list(export(work))
