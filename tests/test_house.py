"""The house itself: what may stand in its files, how large they grow, what goes into the package."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.repository import ROOT, files, words

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.lock", "requirements-dev.lock")
PYTHON = [path for path in files() if path.suffix == ".py" or path.name == "run"]
WRITTEN = [path for path in PYTHON if path.suffix == ".py" and path.parts[:2] != ("migrations", "versions")]

# A character in brackets keeps a pattern from finding itself.
MACHINE_PATHS = re.compile(r"(?:(?<![\w.])/(?:[r]oot|[h]ome/\w|[U]sers/\w|[w]ork/)|/[o]pt/venv|\.[p]yenv)")
REGISTRIES = re.compile(r"://[^\s\"']*/(?:[s]imple|[p]ackages|[a]rtifactory|-/)(?:/|\b)|(?:extra-)?[i]ndex-url\s*=")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(?:-i|--[a-gi-z]|-f)", text, re.MULTILINE), "an option of the machine it was made on"
    for requirement in text.replace("\\\n", " ").splitlines():
        if requirement.strip() and not requirement.lstrip().startswith("#"):
            assert re.match(r"[\w.\[\]-]+==\S+ ", requirement), requirement
            assert "--hash=sha256:" in requirement, requirement


def test_the_developers_lock_holds_every_line_of_the_other():
    """`./run` counts on it: after setting up for tests, nothing is installed again for the demonstration."""
    pinned = [set(re.findall(r"^([\w.\[\]-]+==[^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    assert pinned[0] <= pinned[1]


def test_no_file_names_a_place_on_somebodys_machine_or_a_registry():
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in files()
        for number, line in enumerate((words(path) or "").splitlines(), start=1)
        if path.name not in LOCKS and (MACHINE_PATHS.search(line) or REGISTRIES.search(line))
    ]
    assert found == []


def test_locks_that_hold_addresses_are_not_kept():
    assert {path.name for path in files()}.isdisjoint({"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"})


def test_everything_the_service_reads_goes_into_the_package():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["drafting"]
    assert wheel["force-include"] == {"templates": "drafting/_templates", "migrations": "drafting/_migrations"}
    assert not {"exclude", "only-include", "ignore-vcs"} & set(wheel)
    for folder in wheel["force-include"]:
        assert files(folder), f"{folder} is empty"

    # Whatever is ignored by git is left out of the package by hatchling too.
    command = ["git", "-c", "safe.directory=*", "ls-files", "--others", "--ignored", "--exclude-standard", "--"]
    ignored = subprocess.run(
        [*command, "drafting", "templates", "migrations"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [name for name in ignored.splitlines() if "__pycache__" not in name] == []


def test_what_stands_at_the_root_is_known_to_the_package_or_not_needed_by_it():
    """A new folder that the service reads must be mapped into the package; one that it does not read is named here."""
    not_read_by_the_service = {".ci", "deploy", "docs", "tests"}
    folders = {path.parts[0] for path in files() if len(path.parts) > 1}
    mapped = {"drafting", *PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]}
    assert folders <= mapped | not_read_by_the_service


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_a_file_and_its_functions_can_be_read_at_a_sitting(path: Path):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_no_file_is_a_drawer_for_whatever_has_no_room():
    drawers = {"util", "utils", "helper", "helpers", "common", "misc", "shared"}
    assert [str(path) for path in PYTHON if drawers & {path.stem, *path.parts[:-1]}] == []


def test_every_room_stands_in_the_rule_about_imports():
    rule = next(rule for rule in PROJECT["tool"]["importlinter"]["contracts"] if rule["type"] == "layers")
    standing = {module.strip(" ()") for layer in rule["layers"] for module in layer.split("|")}
    rooms = {f"drafting.{path.parts[1]}" for path in files("drafting") if len(path.parts) > 2 and path.suffix == ".py"}
    assert rooms <= standing


def test_rooms_are_ordered_as_the_map_says():
    """The map in `drafting/__init__.py` is what people read; the rule is what is checked. Both say the same order."""
    doc = ast.get_docstring(ast.parse((ROOT / "drafting" / "__init__.py").read_text())) or ""
    on_the_map = re.findall(r"^ {4}(\w+) {2,}\S", doc, re.MULTILINE)
    rule = next(rule for rule in PROJECT["tool"]["importlinter"]["contracts"] if rule["type"] == "layers")
    level = {
        module.strip(" ()").removeprefix("drafting."): depth
        for depth, layer in enumerate(rule["layers"])
        for module in layer.split("|")
    }
    assert on_the_map == sorted(on_the_map, key=lambda room: level[room])


def test_checks_are_strict():
    assert PROJECT["tool"]["mypy"]["strict"] is True
    assert PROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]


def test_ci_looks_first_and_then_runs_the_tests_that_the_readme_names():
    script = (ROOT / ".ci" / "run").read_text()
    assert "set -euo pipefail" in script
    assert script.index("./run lint") < script.index("./run test")
    assert re.search(r"^CI=true \./run test$", script, re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    assert "./run demo" in readme
    assert "./run test" in readme
