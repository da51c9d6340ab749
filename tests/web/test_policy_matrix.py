"""Every route × every role × every stage, own and foreign: let through exactly where the tables of rights say so."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from drafting.domain.workflow import Stage
from tests.databases import Databases
from tests.web.asked import BODIES
from tests.web.clients import Served
from tests.web.rights import Asked, Route, Thing, may, routes_of
from tests.web.world import Kept, Principal, Rehearsal, World, make_world

SAFE = ("GET", "HEAD")
REFUSED = (401, 403, 404)


@pytest.fixture(scope="module")
def world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with databases.fresh("sqlite") as url:
        yield make_world(url, tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize("stage", Stage)
def test_every_route_lets_through_whom_the_tables_let_through(world: World, stage: Stage, record_property: Any) -> None:
    with world.at(stage) as (site, keeping):
        clients = {who.name: _clients(site, who) for who in world.principals}
        cells = list(_cells(world, stage, routes_of(site.app)))
        faults = [fault for asked in cells for fault in _faults(asked, clients[asked.who.name], keeping)]
    record_property("cells", len(cells))
    told = "\n".join([f"{len(faults)} of {len(cells)} cells:", *faults])
    assert not faults, told


def _cells(world: World, stage: Stage, routes: list[Route]) -> Iterator[Asked]:
    kept = world.stages[stage]
    for route in routes:
        of_the_note = "ref" in route.parameters
        for things in _things(route, kept, world.note.slug, str(world.note.id)):
            for who in world.principals:
                yield Asked(route, who, kept, things, ("RCM", "SACM"))
        if of_the_note:
            [things] = _things(route, kept, world.elsewhere.slug, str(world.elsewhere.id))[:1]
            for who in world.principals:
                if who.hat and (who.hat.conference == "SACM" or who.hat.country in ("BR", "PY")):
                    yield Asked(route, who, kept, things, ("RCM",))


def _things(route: Route, kept: Kept, slug: str, note_id: str) -> list[dict[str, Thing]]:
    """What the address names: one dictionary for each kind of thing that one parameter may name."""
    combined: list[dict[str, Thing]] = [{}]
    for name in route.parameters:
        found = _values(route, name, kept, note_id if route.is_api else slug)
        combined = [{**things, name: thing} for things in combined for thing in found]
    return combined


def _values(route: Route, name: str, kept: Kept, note: str) -> list[Thing]:
    """An unknown name of a parameter fails here: whoever adds a route says what it is about."""
    kinds = {
        "ref": lambda: [Thing(note)],
        "n": lambda: [Thing("2")],
        "v": lambda: [Thing("1")],
        "name": lambda: [Thing("operator")],
        "code": lambda: [Thing("pt")],
    }
    if route.path.startswith("/static/"):
        return [Thing("app.css")]
    return kinds[name]()


def _clients(site: Served, who: Principal) -> dict[bool, httpx.Client]:
    """By whether the API is asked: a program with its token, a browser with its cookie; both name the hat."""
    program, browser = site.program(who.person, str(who.hat) if who.hat else None), site.browser(who.person)
    if who.hat:
        browser.headers["drafting-hat"] = str(who.hat)
    return {True: program, False: browser}


def _faults(asked: Asked, clients: dict[bool, httpx.Client], keeping: Rehearsal) -> list[str]:
    before = len(keeping.done)
    answer = _answer(asked, clients[asked.route.is_api])
    done = [told for told in keeping.done[before:] if told]
    what = f"{asked.stage} · {asked.who.name} · {asked.route.name} {_named(asked)}: {answer.status_code}"
    if answer.status_code >= 500:
        return [f"{what} failed"]
    if may(asked):
        return [f"{what} should be let through: {_reason(answer)}"] if _is_refused(answer) else []
    found = [] if _is_refused(answer) else [f"{what} should be refused"]
    return found + ([f"{what} was done: {done}"] if done else [])


def _answer(asked: Asked, client: httpx.Client) -> httpx.Response:
    route = asked.route
    address = route.path
    for name in route.parameters:
        address = address.replace(
            next(p for p in address.split("/") if p.startswith(f"{{{name}:")), asked.things[name].value
        )
    if route.method in SAFE:
        return client.request(route.method, address)
    body = BODIES.get(route.name, {})
    if route.is_api:
        return client.request(route.method, address, json=body, headers={"if-match": '"1"'})
    return client.request(route.method, address, data=body)


def _is_refused(answer: httpx.Response) -> bool:
    to_sign_in = answer.status_code == 303 and answer.headers["location"].startswith("/signin")
    return answer.status_code in REFUSED or to_sign_in


def _reason(answer: httpx.Response) -> str:
    return answer.text[:160] if answer.headers["content-type"].endswith("json") else ""


def _named(asked: Asked) -> str:
    return " ".join(f"{thing.owner}" for thing in asked.things.values() if thing.owner)
