"""Which language a reader is spoken to in, and that it holds where the work is done."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

import pytest

from drafting.locale import current, gettext, html_lang, negotiated, ngettext, set_language, translate, using


@pytest.mark.parametrize(
    ("account", "cookie", "header", "language"),
    [
        ("pt", "en", "es", "pt"),
        (None, "en", "es", "en"),
        (None, None, "pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        (None, None, "fr-FR, en;q=0.5, es;q=0.7", "es"),
        (None, None, "en;q=0, pt;q=0.1", "pt"),
        (None, None, "fr", "es"),
        (None, None, None, "es"),
        ("xx", "zz", "de, en;q=nonsense", "es"),
        (None, None, ";;q=,,en", "en"),
    ],
)
def test_the_account_comes_before_the_cookie_before_the_browser_before_spanish(
    account: str | None, cookie: str | None, header: str | None, language: str
) -> None:
    assert negotiated(account, cookie, header) == language


def test_a_language_used_for_a_while_gives_way_to_the_one_before() -> None:
    with using("en"):
        with using("pt"):
            assert current() == "pt"
        assert current() == "en"


def test_an_unknown_language_is_spoken_in_spanish() -> None:
    with using("tlh"):
        assert current() == "es"


def test_a_worker_thread_with_the_context_speaks_the_language_of_the_request() -> None:
    with using("pt"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(contextvars.copy_context().run, current).result() == "pt"
        assert pool.submit(current).result() == "es"


def test_what_a_thread_sets_stays_in_its_own_context() -> None:
    with using("en"):
        contextvars.copy_context().run(set_language, "pt")
        assert current() == "en"


def test_a_message_without_translation_is_said_in_english_with_its_values() -> None:
    with using("es"):
        assert gettext("Nobody says %(what)s.", what="this") == "Nobody says this."
        assert ngettext("%(num)s odd thing", "%(num)s odd things", 2) == "2 odd things"


def test_a_message_can_be_said_in_a_language_that_is_not_spoken_here() -> None:
    with using("en"):
        assert translate("es", "Desk") == "Pendientes"


def test_the_lang_attribute_names_brazil() -> None:
    assert [html_lang(language) for language in ("es", "en", "pt")] == ["es", "en", "pt-BR"]
