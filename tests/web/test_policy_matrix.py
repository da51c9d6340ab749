"""Every route × every role × every stage, own and foreign: let through exactly where the tables of rights say so."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from drafting.domain.policy import Act
from drafting.domain.workflow import Stage
from drafting.web.assets import static
from tests.databases import Databases
from tests.web.asked import BODIES
from tests.web.clients import Served
from tests.web.rights import ABOUT_A_NOTE, Asked, Route, Thing, is_settled_elsewhere, may, routes_of
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
        if not ABOUT_A_NOTE & set(route.parameters) and route.method != "GET" and stage is not Stage.DRAFTING:
            continue  # what is no note's has no stage; pages are drawn in each all the same
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
    if route.path.startswith("/static/"):
        return [Thing(static("app.css").rsplit("/", 1)[-1])]
    sections = ["2", "4"] if route.policy in (Act.WRITE, Act.MARK_READY) else ["2"]
    known: dict[str, Callable[[], list[Thing]]] = {
        "ref": lambda: [Thing(note)],
        "n": lambda: [Thing(n) for n in (["4"] if "position" in route.parameters else sections)],
        "v": lambda: [Thing("1"), Thing("2")],
        "label": lambda: [Thing("W1"), Thing("REV.0")],
        "name": lambda: [Thing("operator")],
        "code": lambda: [Thing("pt" if route.path.startswith("/language/") else "SACM")],
        "act": lambda: [Thing("suspend", owner="PA")],
        "move": lambda: [Thing(move) for move in ("submit", "circulate", "suspend")],
        "comment_id": lambda: [_kept(kept, kind) for kind in _comments(route)],
        "number": lambda: [_numbered(kept, "official of MX")],
        "entry": lambda: [_numbered(kept, "receipt of MX")],
        "position": lambda: [_kept(kept, "position of GT", owner="GT")],
        "appointment": lambda: [_kept(kept, "appointment")],
        "invitation": lambda: [_kept(kept, "invitation")],
        "handover": lambda: [_kept(kept, "handover")],
        "person": lambda: [_kept(kept, "person")],
        "mail": lambda: [Thing(str(uuid.UUID(int=1)), there=False)],
        "sign_in": lambda: [Thing(str(uuid.UUID(int=1)), there=False)],
        "secret": lambda: [Thing("unknown", there=False)],
    }
    return known[name]()


def _comments(route: Route) -> list[str]:
    """Which comments a route is about: the internal ones of a delegation, official ones, or both."""
    if "/delegation/" in route.path or route.policy in (Act.WRITE_INTERNAL, Act.EDIT_INTERNAL):
        return ["internal of MX"]
    return ["internal of MX", "official of MX"] if route.method == "GET" else ["official of MX"]


def _kept(kept: Kept, kind: str, owner: str | None = None) -> Thing:
    owner = owner or ("MX" if kind.endswith(" of MX") else None)
    return Thing(str(kept.ids.get(kind, uuid.UUID(int=1))), owner, kind.split(" of ")[0], there=kind in kept.ids)


def _numbered(kept: Kept, kind: str) -> Thing:
    return Thing(kept.numbers.get(kind, "1"), "MX", kind.split(" of ")[0], there=kind in kept.numbers)


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
    if is_settled_elsewhere(asked.route):
        return []
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
    body = body(asked) if callable(body) else body
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
