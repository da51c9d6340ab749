"""Programs of the people of both conferences, each signed in with its own password over the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

from drafting.actions.people.passwords import hashed
from drafting.domain.hats import Role
from drafting.store.people import Person
from drafting.store.work import COMMAND, Actor, Keeping
from tests.makers import People, make_people
from tests.web.clients import Served

PASSWORD = "siete palabras para entrar"  # noqa: S105 - of people that only this test knows
Body = dict[str, Any]


@dataclass
class Program:
    """What one person sends under one hat. An answer of another status than was expected ends the test."""

    client: httpx.Client

    def get(self, path: str, expect: int = 200, **params: Any) -> Any:
        return self._asked("GET", path, expect, params=params)

    def post(self, path: str, body: Body | None = None, expect: int = 201, **headers: str) -> Any:
        return self._asked("POST", path, expect, json=body, headers=headers)

    def put(self, path: str, body: Body, expect: int = 200) -> Any:
        return self._asked("PUT", path, expect, json=body)

    def patch(self, path: str, body: Body, if_match: str, expect: int = 200) -> Any:
        return self._asked("PATCH", path, expect, json=body, headers={"if-match": if_match})

    def _asked(self, method: str, path: str, expect: int, **about: Any) -> Any:
        answer = self.client.request(method, f"/api/v1{path}", **about)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        is_json = "json" in answer.headers.get("content-type", "")
        return answer.json() if is_json and answer.content else answer.text


class Team:
    """Everybody by office; a program signs in when it is first asked for."""

    def __init__(self, site: Served) -> None:
        self.site = site
        self.people = make_people(site.keeping)
        self._emails = give_passwords(site.keeping, self.people)
        self._programs: dict[Actor, Program] = {}

    def coordinator(self, conference: str = "RCM") -> Program:
        return self.of(self.people.coordinator(conference))

    def drafter(self, conference: str = "RCM") -> Program:
        return self.of(self.people.drafter(conference))

    def presidency(self, conference: str = "RCM") -> Program:
        return self.of(self.people.presidency(conference))

    def troika(self, country: str) -> Program:
        return self.of(self.people.troika(country))

    def delegation(self, country: str, role: Role = Role.FOCAL_POINT) -> Program:
        return self.of(self.people.delegation(country, role))

    @property
    def presidencies(self) -> tuple[Program, Program]:
        return self.presidency("RCM"), self.presidency("SACM")

    @cached_property
    def stranger(self) -> Program:
        return Program(self.site.program())

    def of(self, actor: Actor) -> Program:
        if actor not in self._programs:
            self._programs[actor] = self._signed_in(actor)
        return self._programs[actor]

    def _signed_in(self, actor: Actor) -> Program:
        asked = {"email": self._emails[str(actor.person)], "password": PASSWORD}
        opened = self.stranger.post("/sign-ins", asked)
        assert str(actor) in [worn["hat"] for worn in opened["hats"]]
        client = self.site.program(hat=str(actor))
        client.headers["authorization"] = f"Bearer {opened['token']}"
        return Program(client)


def give_passwords(keeping: Keeping, people: People) -> Mapping[str, str]:
    """Everybody gets the one password; person → e-mail address."""
    emails = {}
    with keeping.writing(COMMAND) as work:
        password_hash = hashed(PASSWORD)
        for person_id in {actor.person for actor in people.by_hat.values()}:
            person = work.session.get_one(Person, person_id)
            person.password = password_hash
            emails[str(person.id)] = person.email
    return emails
