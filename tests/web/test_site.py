"""The pages that belong to no noun."""

from collections.abc import Iterator

import pytest

from drafting.locale import LANGUAGES
from drafting.store.base import make_engine
from drafting.store.work import Keeping
from drafting.web.guides import GUIDES
from drafting.web.security import own_path
from tests.databases import Databases
from tests.makers import make_people
from tests.web.clients import Served, served
from tests.web.walker import faults

MINE = "(usted, en este momento)"
PAGES = ["/help", *(f"/help/{name}" for name in GUIDES), "/accessibility", "/privacy"]


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[Served]:
    """These pages keep nothing: one service on one database will do."""
    with databases.fresh("sqlite") as url:
        engine = make_engine(url)
        with served(Keeping(engine)) as site:
            yield site
        engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_reads_it_in_their_language(site: Served, path: str, language: str) -> None:
    answer = site.browser(language=language).get(path)
    assert answer.status_code == 200
    assert faults(answer.text) == []


def test_help_points_out_the_readers_own_guide(site: Served) -> None:
    people = make_people(site.keeping)
    lines = site.browser(people.observer.person).get("/help").text.splitlines()
    assert [line.split('href="')[1].split('"')[0] for line in lines if MINE in line] == ["/help/observer"]


def test_there_is_no_guide_for_an_unknown_role(site: Served) -> None:
    assert site.browser().get("/help/minister").status_code == 404


def test_everything_about_a_note_in_work_is_kept_from_search_engines(site: Served) -> None:
    answer = site.browser().get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /\n" in answer.text


def test_a_chosen_language_is_remembered_and_leads_back(site: Served) -> None:
    browser = site.browser(language="es")
    answer = browser.get("/language/pt?back=/help/expert%3Fa%3Db")
    assert (answer.status_code, answer.headers["location"]) == (303, "/help/expert?a=b")
    assert '<html lang="pt-BR"' in browser.get("/help").text


def test_there_are_no_pages_in_a_fourth_language(site: Served) -> None:
    assert site.browser().get("/language/fr").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "javascript:alert(1)",
        "desk",
        "",
        None,
    ],
)
def test_nobody_is_led_to_another_site(address: str | None) -> None:
    assert own_path(address, "/desk") == "/desk"


@pytest.mark.parametrize("path", ["/help", "/robots.txt", "/api/v1/openapi.json", "/nowhere"])
def test_head_is_answered_as_get_is_without_a_body(site: Served, path: str) -> None:
    browser = site.browser()
    whole, head = browser.get(path), browser.head(path)
    assert head.content == b""
    assert (head.status_code, head.headers["content-type"]) == (whole.status_code, whole.headers["content-type"])
