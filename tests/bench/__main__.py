"""`python -m tests.bench [--short]`: measure, and print the table."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from drafting.store.base import make_engine
from drafting.store.schema import upgrade
from drafting.store.work import Keeping, seeded_ids
from tests.bench.floors import comparison_floor, raw_commit
from tests.bench.material import Material, make_material, texts
from tests.bench.measuring import Measured, measured, server


@dataclass(frozen=True)
class Size:
    versions: int
    comments: int
    rounds: int


SHORT, WHOLE = Size(300, 100, 15), Size(10_000, 1_000, 100)
Operation = tuple[str, Callable[[], httpx.Response]]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a short history and few rounds, for CI")
    size = SHORT if parser.parse_args(words).short else WHOLE
    show(bench(size), size)
    return 0


def bench(size: Size) -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        engine = make_engine(url)
        upgrade(engine)
        keeping = Keeping(engine, ids=seeded_ids("bench"))
        material = make_material(keeping, versions=size.versions, comments=size.comments)
        engine.dispose()
        with server(url) as (address, process):
            return list(_table(address, process, material, size.rounds))


def _table(address: str, process: psutil.Process, material: Material, rounds: int) -> Iterator[Measured]:
    with httpx.Client(base_url=address, timeout=60) as client:
        floor = measured("bare route", process, lambda: client.get("/health/live"), rounds=rounds * 20, floor=None)
        yield floor
        for name, operation in _operations(client, material):
            yield measured(name, process, operation, rounds=rounds, floor=floor.cpu)
    yield raw_commit(rounds, floor.cpu)
    yield comparison_floor(rounds, floor.cpu)


def _operations(client: httpx.Client, material: Material) -> Iterator[Operation]:
    drafter = _as(client, material.drafter)
    young, old, last = material.young, material.old, material.versions
    yield "open a note", drafter(f"/notes/{young.slug}")
    yield "read a whole note", drafter(f"/notes/{young.slug}/text")
    yield "open the editor", drafter(f"/notes/{young.slug}/sections/2/edit")
    yield "save, 10 versions", _saving(client, material.drafter, f"/api/v1/notes/{young.id}/sections/2", 10)
    yield f"save, {last} versions", _saving(client, material.drafter, f"/api/v1/notes/{old.id}/sections/2", last)
    yield "compare near, page", drafter(f"/notes/{old.slug}/sections/2/compare?from={last - 1}&to={last}")
    yield "compare far, page", drafter(f"/notes/{old.slug}/sections/2/compare?from=1&to={last}")
    yield "history, 10 versions", drafter(f"/notes/{young.slug}/sections/2/history")
    yield f"history, {last} versions", drafter(f"/notes/{old.slug}/sections/2/history")
    troika = _as(client, material.troika)
    yield "board", troika(f"/notes/{material.review.slug}/board")
    yield "take a position", _deciding(client, material)
    yield f"compilation, {material.comments} comments", drafter(f"/notes/{material.consulted.slug}/comments")
    yield "compilation as CSV", drafter(f"/api/v1/notes/{material.consulted.id}/compilation?as=csv")
    yield "export as Markdown", drafter(f"/api/v1/notes/{young.id}/export?as=md")


def _as(client: httpx.Client, token: str) -> Callable[[str], Callable[[], httpx.Response]]:
    headers = {"authorization": f"Bearer {token}", "accept-language": "es"}
    return lambda path: lambda: client.get(path, headers=headers)


def _saving(client: httpx.Client, token: str, section: str, newest: int) -> Callable[[], httpx.Response]:
    """Each save is based on the one before, as one person's day of writing."""
    headers, life = {"authorization": f"Bearer {token}"}, texts(seed=newest)
    standing = {"version": newest}

    def save() -> httpx.Response:
        words = {"text": next(life), "based_on": standing["version"]}
        answer = client.post(f"{section}/versions", json=words, headers=headers).raise_for_status()
        standing["version"] = answer.json()["version"]
        return answer

    return save


def _deciding(client: httpx.Client, material: Material) -> Callable[[], httpx.Response]:
    headers = {"authorization": f"Bearer {material.troika}", "drafting-hat": material.troika_hat}
    section = f"/api/v1/notes/{material.review.id}/sections/2"
    words = client.get(section, headers=headers).raise_for_status().json()["text_hash"]
    return lambda: client.post(
        f"{section}/positions", json={"decision": "approve", "text_hash": words}, headers=headers
    )


def show(rows: list[Measured], size: Size) -> None:
    print(f"\nServer CPU per operation, SQLite with synchronous=FULL, one section of 20 KB, {size.versions} versions")
    print(f"{'operation':34} {'CPU ms':>8} {'x bare route':>13} {'alone p50 ms':>13} {'KiB gzip':>9}")
    for row in rows:
        print(f"{row.name:34} {row.cpu:8.2f} {row.ratio:13.1f} {row.alone:13.2f} {row.bytes / 1024:9.1f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
