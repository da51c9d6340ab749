"""The settings: what is read, what is refused and with which words, what is shown."""

import re
from dataclasses import fields
from ipaddress import ip_network
from pathlib import Path

import pytest

from drafting.settings import Settings, SettingsError, Smtp
from tests.repository import ROOT


def read(**given: str) -> Settings:
    return Settings.from_environment({f"DRAFTING_{name}": value for name, value in given.items()})


def refusal(**given: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(**given)
    return str(caught.value)


def test_nothing_needs_to_be_set():
    assert Settings.from_environment({"PATH": "/bin"}) == Settings()


def test_database_and_secret_live_in_the_data_folder_unless_told_otherwise():
    settings = read(DATA_DIR="/srv/notes")
    assert settings.database_url == "sqlite:////srv/notes/drafting.sqlite"
    assert settings.secret_file == Path("/srv/notes/secret")
    assert read(DATA_DIR="/srv/notes", DATABASE_URL="postgresql://u@db/notes").database_url == "postgresql://u@db/notes"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"PORT": "9000"}, "http://127.0.0.1:9000"),
        ({"HOST": "0.0.0.0"}, "http://127.0.0.1:8000"),
        ({"HOST": "::1"}, "http://[::1]:8000"),
        ({"HOST": "localhost"}, "http://localhost:8000"),
        ({"HOST": "0.0.0.0", "PUBLIC_URL": "https://Notes.Example.org/"}, "https://notes.example.org"),
    ],
)
def test_the_public_address_is_a_bare_origin(given: dict[str, str], address: str):
    assert read(**given).public_url == address


def test_a_mistyped_name_is_refused_with_the_nearest_one():
    assert refusal(DATABSE_URL="sqlite:///x") == (
        "DRAFTING_DATABSE_URL is not a setting of this program; did you mean DRAFTING_DATABASE_URL?"
    )
    assert "did you mean DRAFTING_SMTP_URL_FILE?" in refusal(SMPT_URL_FILE="/run/secrets/smtp")


def test_an_unknown_name_is_refused_even_when_empty():
    assert "DRAFTING_PROT is not a setting" in refusal(PROT="")


def test_an_empty_setting_counts_as_not_given():
    assert read(SMTP_URL="", PORT=" ") == Settings()


@pytest.mark.parametrize("name", [field.name.upper() for field in fields(Settings)])
def test_every_setting_may_stand_in_a_file(name: str, tmp_path: Path):
    values = {
        "DATABASE_URL": "postgresql://u:p@db/notes",
        "PUBLIC_URL": "https://notes.example.org",
        "SMTP_URL": "smtp://localhost",
        "PORT": "8080",
        "WORKERS": "3",
        "TRUSTED_PROXIES": "10.0.0.0/8",
        "LOG_FORMAT": "json",
    }
    file = tmp_path / "value"
    file.write_text(values.get(name, "somewhere") + "\n")
    assert read(**{f"{name}_FILE": str(file)}) == read(**{name: values.get(name, "somewhere")})


def test_a_setting_given_twice_is_refused(tmp_path: Path):
    file = tmp_path / "port"
    file.write_text("9000")
    assert "DRAFTING_PORT is given twice, also as DRAFTING_PORT_FILE" in refusal(PORT="8000", PORT_FILE=str(file))


def test_a_file_that_is_missing_or_empty_is_named(tmp_path: Path):
    assert "DRAFTING_SMTP_URL_FILE names a file that cannot be read" in refusal(SMTP_URL_FILE=str(tmp_path / "none"))
    (tmp_path / "empty").touch()
    assert "DRAFTING_SMTP_URL_FILE names a file that is empty" in refusal(SMTP_URL_FILE=str(tmp_path / "empty"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://u:hidden@db/notes"),
        ("DATABASE_URL", "postgresql://u:hidden@db"),
        ("DATABASE_URL", "postgresql://u:hidden@db:port/notes"),
        ("DATABASE_URL", "sqlite:///"),
        ("PUBLIC_URL", "notes.example.org"),
        ("PUBLIC_URL", "https://notes.example.org/drafts"),
        ("PUBLIC_URL", "https://u@notes.example.org"),
        ("PUBLIC_URL", "https://[notes.example.org"),
        ("SMTP_URL", "mail.example.org:25"),
        ("SMTP_URL", "smtp://u:hidden@mail.example.org/?sender=x"),
        ("SMTP_URL", "smtp://u:hidden@mail.example.org:mail"),
        ("SMTP_URL", "smtp://mail.example.org?from=nobody"),
        ("DATA_DIR", "~nobody-of-this-name/notes"),
        ("HOST", "http://127.0.0.1"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eighty"),
        ("WORKERS", "-1"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("TRUSTED_PROXIES", "proxy"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name_and_without_its_password(name: str, value: str):
    message = refusal(**{name: value})
    assert message.startswith(f"DRAFTING_{name} ") or message.startswith(f"DRAFTING_{name}: ")
    assert "hidden" not in message


def test_trusted_proxies_are_networks():
    proxies = read(TRUSTED_PROXIES="10.0.0.0/8, 127.0.0.1,::1").trusted_proxies
    assert proxies == (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"), ip_network("::1"))


@pytest.mark.parametrize(
    ("url", "smtp"),
    [
        ("smtp://localhost", Smtp("localhost", 25, "no", None, None, None)),
        ("smtp+starttls://u%40x:p%2Fw@mail.example.org", Smtp("mail.example.org", 587, "starttls", "u@x", "p/w", None)),
        (
            "smtps://mail.example.org:2465/?from=Notes+%3Cnotes@example.org%3E",
            Smtp("mail.example.org", 2465, "tls", None, None, "Notes <notes@example.org>"),
        ),
    ],
)
def test_a_mail_address_says_host_security_and_sender(url: str, smtp: Smtp):
    assert read(SMTP_URL=url).smtp == smtp


def test_without_a_mail_address_there_is_no_mail():
    assert Settings().smtp is None


def test_every_setting_is_described_and_no_password_is_shown():
    shown = read(
        DATABASE_URL="postgresql://notes:hidden@db/notes?sslpassword=hidden&sslmode=require",
        SMTP_URL="smtps://u:hidden@mail.example.org/?from=n@example.org",
        TRUSTED_PROXIES="10.0.0.0/8,::1",
    ).described()
    assert list(shown) == [f"DRAFTING_{field.name.upper()}" for field in fields(Settings)]
    assert "hidden" not in str(shown)
    assert shown["DRAFTING_DATABASE_URL"] == "postgresql://notes:***@db/notes?sslpassword=***&sslmode=require"
    assert shown["DRAFTING_SMTP_URL"] == "smtps://u:***@mail.example.org/?from=n@example.org"
    assert shown["DRAFTING_TRUSTED_PROXIES"] == "10.0.0.0/8,::1/128"
    assert Settings().described()["DRAFTING_DATABASE_URL"] == "sqlite:///data/drafting.sqlite"


def test_the_readme_explains_every_setting():
    explained = re.findall(r"`(DRAFTING_\w+)`", (ROOT / "README.md").read_text())
    assert sorted(explained) == sorted(Settings().described())
