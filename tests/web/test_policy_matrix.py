"""Every route × every role × every stage, own and foreign: let through exactly where the tables of rights say so."""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from drafting.domain.policy import Act
from drafting.domain.workflow import Stage
from drafting.web import visits
from drafting.web.assets import static
from tests.databases import Databases
from tests.web.asked import BODIES
from tests.web.clients import signed_in
from tests.web.rights import (
    ABOUT_A_NOTE,
    REFUSED,
    Asked,
    Route,
    Thing,
    is_settled_elsewhere,
    may,
    refusals,
    routes_of,
)
from tests.web.wire import Answer, Request, as_json, ask_all, form
from tests.web.world import Kept, World, make_world

# Pages that show notes whatever their stage.
SHOW_NOTES = {"GET /", "GET /desk", "GET /notes", "GET /api/v1/notes", "GET /notifications"}
# Where a note of the other conference is asked for.
IN_STAGES = {Stage.DRAFTING, Stage.CONSULTATION, Stage.PUBLISHED}


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept here, so who a token belongs to, and the hats they hold, need be looked up only once."""
    monkeypatch.setattr(visits, "recognised", _once(visits.recognised, lambda _session, token, _now: token))
    monkeypatch.setattr(visits, "hats_held", _once(visits.hats_held, lambda work: work.actor.person))


def _once(function: Callable[..., Any], key: Callable[..., Any]) -> Callable[..., Any]:
    found: dict[Any, Any] = {}

    def remembering(*arguments: Any) -> Any:
        name = key(*arguments)
        if name not in found:
            found[name] = function(*arguments)
        return found[name]

    return remembering


@pytest.fixture(scope="module")
def world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with databases.fresh("sqlite") as url:
        yield make_world(url, tmp_path_factory.mktemp("world"))


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("stage", Stage)
def test_every_route_lets_through_whom_the_tables_let_through(world: World, stage: Stage, record_property: Any) -> None:
    with world.at(stage) as (site, keeping):
        tokens = {who.name: signed_in(site.keeping, who.person) for who in world.principals if who.person}
        cells = list(_cells(world, stage, routes_of(site.app)))
        requests = [_request(asked, tokens.get(asked.who.name)) for asked in cells]
        answers = site.portal.call(ask_all, site.app, requests, lambda: sum(map(bool, keeping.done)))
    faults = [fault for asked, answer in zip(cells, answers, strict=True) for fault in _faults(asked, answer)]
    record_property("cells", len(cells))
    told = "\n".join([f"{len(faults)} of {len(cells)} cells:", *faults])
    assert not faults, told


def _cells(world: World, stage: Stage, routes: list[Route]) -> Iterator[Asked]:
    kept = world.stages[stage]
    for route in routes:
        about_a_note = bool(ABOUT_A_NOTE & set(route.parameters))
        if not about_a_note and stage is not Stage.DRAFTING and route.name not in SHOW_NOTES:
            continue  # what is no note's has no stage
        for things in _things(route, kept, world.note.slug, str(world.note.id)):
            for who in world.principals:
                if not about_a_note or not who.is_twin:
                    yield Asked(route, who, kept, things, ("RCM", "SACM"))
        if "ref" in route.parameters and stage in IN_STAGES:
            [things] = _things(route, kept, world.elsewhere.slug, str(world.elsewhere.id))[:1]
            for who in world.principals:
                if who.hat and (who.hat.conference == "SACM" or who.hat.country in ("BR", "BO")):
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
        "v": lambda: [Thing(v, there=kept.stage is not Stage.SET_UP) for v in ("1", "2")],
        "label": lambda: [Thing("W1"), Thing("REV.0")],
        "name": lambda: [Thing("operator")],
        "code": lambda: [Thing("pt" if route.path.startswith("/language/") else "SACM")],
        "act": lambda: [Thing("suspend", owner="PA")],
        "move": lambda: [Thing(move) for move in ("submit", "circulate", "suspend")],
        "comment_id": lambda: [_kept(kept, kind) for kind in _comments(route)],
        "number": lambda: [_numbered(kept, "official of MX")],
        "entry": lambda: [_numbered(kept, "receipt of MX")],
        "position": lambda: [_kept(kept, "position of GT", owner="GT")],
        "adoption": lambda: [_kept(kept, "adoption")],
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


def _faults(asked: Asked, answer: Answer) -> list[str]:
    what = f"{asked.stage} · {asked.who.name} · {asked.route.name} {_named(asked)}: {answer.status}"
    if answer.status >= 500:
        return [f"{what} failed: {_reason(answer)}"]
    if is_settled_elsewhere(asked.route):
        return []
    refused = answer.status in refusals(asked.route)
    if may(asked):
        return [f"{what} should be let through: {_reason(answer)}"] if answer.status in REFUSED else []
    found = [] if refused else [f"{what} should be refused"]
    return found + ([f"{what} was done"] if answer.deeds else [])


def _request(asked: Asked, token: str | None) -> Request:
    """A program's request or a browser's; both take their refusals as JSON, which is quicker drawn."""
    route = asked.route
    path = re.sub(r"{(\w+):\w+}", lambda found: asked.things[found[1]].value, route.path)
    headers = {"accept": "application/json"}
    if asked.who.hat:
        headers["drafting-hat"] = str(asked.who.hat)
    if not route.is_api:
        headers["sec-fetch-site"] = "same-origin"
    if token:
        headers |= {"authorization": f"Bearer {token}"} if route.is_api else {"cookie": f"drafting={token}"}
    if route.method == "GET":
        return Request("GET", path, headers)
    given = BODIES.get(route.name, {})
    given = given(asked) if callable(given) else given
    more, body = as_json(given) if route.is_api else form(**given)
    return Request(route.method, path, {**headers, **more, "if-match": '"1"'}, body)


def _reason(answer: Answer) -> str:
    return answer.text[:160] if answer.headers.get("content-type", "").endswith("json") else ""


def _named(asked: Asked) -> str:
    return " ".join(f"{thing.value}" for name, thing in asked.things.items() if name != "ref")
