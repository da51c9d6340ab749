"""Where somebody is signed in is told in words they know."""

import pytest

from drafting.web.browsers import browser

_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (_WINDOWS, "Chrome · Windows"),
        (_WINDOWS + " Edg/138.0", "Edge · Windows"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1", "Safari · iPhone"),
    ],
)
def test_a_browser_is_told_by_its_name_and_its_machine(agent: str, said: str) -> None:
    assert browser(agent) == said


def test_a_program_nobody_has_named_is_told_as_it_told_itself() -> None:
    assert browser("curl/8.5") == "curl/8.5"
    assert browser(None) == ""
