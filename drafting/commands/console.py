"""What every command needs: its settings, the database opened, an answer printed for people or for programs."""

import argparse
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import Engine

from drafting.settings import Settings
from drafting.store.base import make_engine, sqlite_file
from drafting.store.schema import check
from drafting.store.work import Keeping

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class CommandError(Exception):
    """Why a command did not do what was asked, in one sentence that says what helps."""


def settings() -> Settings:
    return Settings.from_environment(os.environ)


@contextmanager
def database(chosen: Settings, *, made: bool = False) -> Iterator[Engine]:
    """The database of the installation; `made`: where there is none yet, its folder is made for it."""
    file = sqlite_file(chosen.database_url)
    if file and made:
        file.parent.mkdir(parents=True, exist_ok=True)
    elif file and not file.exists():
        raise CommandError(f"There is no database yet ({file}). Run: drafting migrate")
    engine = make_engine(chosen.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def keeping(chosen: Settings) -> Iterator[Keeping]:
    """The installation's keeping, its schema checked: what most commands begin with."""
    with database(chosen) as engine:
        check(engine)
        yield Keeping(engine)


def with_json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help="print it as JSON, for programs")
    return parser


def show(arguments: argparse.Namespace, data: Any, lines: Iterable[str]) -> None:
    """Print what was asked for: as JSON, or in lines for people."""
    if arguments.json:
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return
    for line in lines:
        print(line)


def columns(rows: Iterable[Iterable[object]]) -> list[str]:
    """Rows as lines whose parts stand under each other."""
    parts = [[str(part) for part in row] for row in rows]
    widths = [max(len(row[column]) for row in parts) for column in range(len(parts[0]))] if parts else []
    return ["  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip() for row in parts]
