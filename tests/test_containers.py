"""The container files, read as they stand: no engine is needed to see what they promise."""

import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.settings import PREFIX, Settings
from tests.repository import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("app", "migrate", "worker")
DOCKERFILES = ("Dockerfile", "deploy/proxy/Dockerfile")
FILLED_IN = {
    "PUBLIC_URL": "https://notes.example.org",
    "DATABASE_PASSWORD": "0a1b2c",
    "SMTP_URL": "smtps://u:p@mail.example.org?from=notes@example.org",
}


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    text = (ROOT / dockerfile).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], " ".join(line.split()[1:])) for line in lines]


def all_of(dockerfile: str, instruction: str) -> list[str]:
    return [words for name, words in instructions(dockerfile) if name == instruction]


def filled_in(value: str) -> str:
    return re.sub(r"\$\{(\w+)(?::[?-][^}]*)?\}", lambda found: FILLED_IN[found[1]], value)


def environment_of_image() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in all_of("Dockerfile", "ENV") for pair in line.split())


def test_the_services_and_their_profiles():
    profiles = {name: service.get("profiles", []) for name, service in SERVICES.items()}
    assert profiles == {"app": [], "migrate": [], "worker": [], "db": [], "mail": ["demo"], "proxy": ["tls"]}
    assert {name: service["command"] for name, service in SERVICES.items() if name in OURS} == {
        "app": ["run"],
        "migrate": ["migrate"],
        "worker": ["worker"],
    }


def test_exactly_three_values_are_to_be_filled_in():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    offered = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert asked == set(offered) == set(FILLED_IN)
    assert len(offered) == len(FILLED_IN)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_watched_and_cannot_change_itself(name: str):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]
    assert not service.get("privileged")
    assert str(service["user"]).split(":")[0] not in ("0", "root")
    if name == "migrate":
        assert service["restart"] == "no"
        assert service["healthcheck"] == {"disable": True}
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", OURS)
def test_our_services_know_every_setting_they_are_given(name: str):
    given = {variable: filled_in(value) for variable, value in SERVICES[name]["environment"].items()}
    assert all(variable.startswith(PREFIX) for variable in given)
    settings = Settings.from_environment(environment_of_image() | given)
    assert settings.database_url == "postgresql://drafting:0a1b2c@db:5432/drafting"
    assert settings.public_url == FILLED_IN["PUBLIC_URL"]
    assert settings.smtp
    assert settings.smtp.sender == "notes@example.org"
    assert str(settings.data_dir) in all_of("Dockerfile", "VOLUME")
    assert settings.secret_file.is_relative_to(settings.data_dir)
    assert SERVICES[name]["volumes"] == [f"data:{settings.data_dir}"]


def test_mail_is_optional():
    assert SERVICES["app"]["environment"]["DRAFTING_SMTP_URL"] == "${SMTP_URL:-}"
    without = {variable: filled_in(value) for variable, value in SERVICES["app"]["environment"].items()}
    assert Settings.from_environment(without | {"DRAFTING_SMTP_URL": ""}).smtp is None


def test_nothing_serves_before_the_schema_is_there():
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    for name in ("app", "worker"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert SERVICES[name]["depends_on"]["db"] == {"condition": "service_healthy"}
    assert SERVICES["proxy"]["depends_on"] == {"app": {"condition": "service_healthy"}}


def test_the_database_uses_the_name_and_password_that_the_service_does():
    given = SERVICES["db"]["environment"]
    url = SERVICES["app"]["environment"]["DRAFTING_DATABASE_URL"]
    user, password, name = (given[f"POSTGRES_{part}"] for part in ("USER", "PASSWORD", "DB"))
    assert url == f"postgresql://{user}:{password}@db:5432/{name}"


def test_what_must_last_stands_in_named_volumes():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])
    assert SERVICES["db"]["volumes"] == ["database:/var/lib/postgresql/data"]


def test_only_the_proxy_is_reached_from_other_machines():
    for name, service in SERVICES.items():
        for port in service.get("ports", []):
            assert name == "proxy" or port.startswith("127.0.0.1:"), f"{name} opens {port}"
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["db"]["networks"] == ["inside"]


def test_only_the_network_of_the_proxy_is_believed_about_who_asks():
    subnet = COMPOSE["networks"]["outside"]["ipam"]["config"][0]["subnet"]
    assert SERVICES["app"]["environment"]["DRAFTING_TRUSTED_PROXIES"] == subnet
    assert ip_network(subnet).is_private
    assert ip_address("127.0.0.1") not in ip_network(subnet)


def test_every_image_is_of_a_named_version():
    bases = [line.split()[0] for dockerfile in DOCKERFILES for line in all_of(dockerfile, "FROM")]
    taken = [service["image"] for service in SERVICES.values() if "build" not in service]
    for image in bases + taken:
        name, colon, tag = image.rpartition(":")
        assert name
        assert colon
        assert re.match(r"v?\d", tag), image


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_an_image_serves_as_nobody_special(dockerfile: str):
    names = [name for name, _ in instructions(dockerfile)]
    assert "ADD" not in names
    assert re.match(r"[1-9]\d+:\d+$", all_of(dockerfile, "USER")[-1])
    assert "RUN" not in names[names.index("USER") :]


@pytest.mark.parametrize(
    ("dockerfile", "services"), [("Dockerfile", OURS), ("deploy/proxy/Dockerfile", ("proxy",))], ids=DOCKERFILES
)
def test_a_service_serves_as_the_user_its_image_was_made_for(dockerfile: str, services: tuple[str, ...]):
    for name in services:
        build = SERVICES[name]["build"]
        assert (build if isinstance(build, str) else build["dockerfile"]) in (".", dockerfile)
        assert SERVICES[name]["user"] == all_of(dockerfile, "USER")[-1]


def test_the_image_installs_nothing_without_its_hash():
    installs = [words for words in all_of("Dockerfile", "RUN") if "pip" in words]
    assert installs
    for words in installs:
        assert "pip install" in words
        assert "--require-hashes -r requirements.lock" in words


def test_the_image_says_whether_it_is_ready():
    assert "/health/ready" in all_of("Dockerfile", "HEALTHCHECK")[0]
    assert any("/health/ready" in word for word in SERVICES["app"]["healthcheck"]["test"])
    port = environment_of_image()["DRAFTING_PORT"]
    assert all_of("Dockerfile", "EXPOSE") == [port]
    assert all_of("Dockerfile", "ENTRYPOINT") == ['["python", "-m", "drafting"]']


@pytest.mark.parametrize("dockerfile", DOCKERFILES)
def test_what_an_image_copies_is_there_and_not_shut_out(dockerfile: str):
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    copied = [line.split()[:-1] for line in all_of(dockerfile, "COPY") if not line.startswith("--from")]
    assert copied
    for source in (source for sources in copied for source in sources):
        assert (ROOT / source).exists(), source
        assert any(Path(source).is_relative_to(folder) for folder in let_in), source


def test_the_proxy_sets_the_limits_that_the_service_cannot():
    told = (ROOT / "deploy" / "proxy" / "Caddyfile").read_text()
    for limit in ("read_header", "read_body", "max_header_size", "max_size"):
        assert re.search(rf"\b{limit} \d+", told), limit
    assert "reverse_proxy app:8000" in told
    assert "{$PUBLIC_URL}" in told
