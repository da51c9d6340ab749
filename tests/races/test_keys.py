"""A program sends the same request twice at once, to two processes: one key, one deed, one answer."""

import json

from sqlalchemy import select

from drafting.store.notes import Note
from drafting.store.work import STRANGER, Keeping
from tests.makers import make_note, make_people
from tests.races.processes import Pair
from tests.web.clients import signed_in

ROUNDS = 5
NOTE = {"outline": "extra-regional-flows", "year": 2018, "scope": "both", "original_language": "es"}


def test_the_same_request_with_one_key_is_done_once_and_answered_twice(keeping: Keeping, pair: Pair) -> None:
    asked = _create(keeping)
    for round_ in range(ROUNDS):
        first, second = pair.at_once(*[_with_key(asked, f"key-{round_}")] * 2)
        assert [first.crash, second.crash] == [None, None]
        assert first.answer == second.answer
        assert first.answer[0] == 201
        assert len(_symbols(keeping)) == round_ + 1


def test_two_notes_created_at_once_are_two_notes_with_two_symbols(keeping: Keeping, pair: Pair) -> None:
    asked = _create(keeping)
    for round_ in range(ROUNDS):
        outcomes = pair.at_once(asked, asked)
        assert [o.crash for o in outcomes] == [None, None]
        assert [o.answer[0] for o in outcomes] == [201, 201]
        symbols = {json.loads(o.answer[2])["symbol"] for o in outcomes}
        assert len(symbols) == 2
        assert symbols <= set(_symbols(keeping))
        assert len(_symbols(keeping)) == 2 * (round_ + 1)


def test_one_key_for_two_requests_lets_one_of_them_through(keeping: Keeping, pair: Pair) -> None:
    note = make_note(keeping)
    people = make_people(keeping)
    for round_ in range(ROUNDS):
        deeds = []
        for words in ("Unas.\n", "Otras.\n"):
            text = {"text": f"Ronda {round_}. {words}", "based_on": 0}
            path = f"/api/v1/notes/{note.id}/sections/{round_ + 2}/versions"
            deeds.append(_with_key(_ask(keeping, people.drafter(), path, text), f"key-{round_}"))
        outcomes = pair.at_once(*deeds)
        assert [o.crash for o in outcomes] == [None, None]
        assert sorted(o.answer[0] for o in outcomes) in ([201, 422], [201, 409])


def _create(keeping: Keeping):  # type: ignore[no-untyped-def]
    return _ask(keeping, make_people(keeping).coordinator(), "/api/v1/notes", NOTE)


def _ask(keeping: Keeping, actor, path: str, body: object):  # type: ignore[no-untyped-def]
    headers = {"authorization": f"Bearer {signed_in(keeping, actor.person)}", "drafting-hat": str(actor.hat)}
    return "ask", {"method": "POST", "path": path, "headers": headers, "json": body}


def _with_key(asked, key: str):  # type: ignore[no-untyped-def]
    name, about = asked
    return name, {**about, "headers": {**about["headers"], "idempotency-key": key}}


def _symbols(keeping: Keeping) -> list[str]:
    with keeping.reading(STRANGER) as work:
        return list(work.session.scalars(select(Note.symbol)))
