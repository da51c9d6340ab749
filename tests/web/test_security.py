"""What holds for every answer, whoever asks."""

import pytest

from tests.web.clients import Served, served

PATHS = ["/health/live", "/api/v1/openapi.json", "/nowhere", "/api/v1/nowhere", "/static/nothing.css"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(site: Served, path: str) -> None:
    headers = site.browser().get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-request-id"]


def test_nothing_but_a_static_file_may_be_kept_by_a_browser(site: Served) -> None:
    browser = site.browser()
    assert browser.get("/health/live").headers["cache-control"] == "no-store"
    address = _stylesheet(browser.get("/nowhere").text)
    assert "immutable" in browser.get(address).headers["cache-control"]


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_the_stylesheet_arrives_readable_compressed_or_not(site: Served, accepted: str) -> None:
    browser = site.browser()
    answer = browser.get(_stylesheet(browser.get("/nowhere").text), headers={"accept-encoding": accepted})
    assert ":root" in answer.text
    assert answer.headers.get("content-encoding", "identity") == accepted


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "https://elsewhere.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://127.0.0.1:8000"}, False),
        ({"origin": "http://localhost:8000"}, False),
        ({"cookie": "drafting=x"}, True),
        ({"authorization": "Bearer x", "origin": "https://elsewhere.example"}, False),
        ({}, False),
    ],
)
def test_a_deed_sent_by_another_site_is_refused(site: Served, headers: dict[str, str], refused: bool) -> None:
    client = site.program()
    answer = client.post("/api/v1/nowhere", headers=headers, json={})
    assert (answer.status_code == 403) is refused
    if refused:
        assert answer.json()["code"] == "cross-site"


def test_reading_is_never_refused_for_where_it_comes_from(site: Served) -> None:
    assert site.program().get("/health/live", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_under_https_the_cookie_is_bound_to_the_host_and_transport_is_strict(keeping) -> None:  # type: ignore[no-untyped-def]
    with served(keeping, public_url="https://notes.example") as site:
        headers = site.browser().get("/health/live").headers
    assert "max-age" in headers["strict-transport-security"]


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_a_page_that_is_not_there_says_so_in_the_readers_language(site: Served, language: str) -> None:
    answer = site.browser(language=language).get("/nowhere")
    assert answer.status_code == 404
    assert f'<html lang="{ {"pt": "pt-BR"}.get(language, language) }"' in answer.text


def test_a_program_is_told_in_problem_json(site: Served) -> None:
    answer = site.program().get("/api/v1/nowhere")
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404
    assert answer.json()["code"] == "no-such-page"


def test_a_body_larger_than_any_section_is_refused_as_too_large(site: Served) -> None:
    answer = site.program().post("/api/v1/nowhere", content=b"x" * 2_000_000)
    assert answer.status_code in (404, 413)


def _stylesheet(page: str) -> str:
    return page.split('rel="stylesheet" href="')[1].split('"')[0]
