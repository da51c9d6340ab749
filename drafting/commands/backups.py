"""`drafting backup` and `drafting restore`: the database in a file, and back."""

import argparse
from pathlib import Path

from drafting.commands.console import Commands, database, settings
from drafting.store.backups import Copied, back_up, restore
from drafting.store.schema import check


def register(commands: Commands) -> None:
    parser = commands.add_parser(
        "backup",
        help="copy the database to a file, while it is used",
        description="The copy is read again before it counts. The keys beside the database are not in it.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=make_backup)
    parser = commands.add_parser(
        "restore",
        help="put a backup in the place of the database",
        description="Stop the service first. The backup is read before anything is replaced.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--replace", action="store_true", help="although a database stands there")
    parser.set_defaults(run=restore_backup)


def make_backup(arguments: argparse.Namespace) -> int:
    chosen = settings()
    with database(chosen) as engine:
        copied = back_up(engine, chosen.database_url, arguments.file)
    print(f"Copied and read again: {_described(copied)}, {copied.file.stat().st_size:,} bytes in {copied.file}")
    print(f"Not in it, keep them apart: {chosen.secret_file}, {chosen.record_key}")
    return 0


def restore_backup(arguments: argparse.Namespace) -> int:
    chosen = settings()
    copied = restore(chosen.database_url, arguments.file, replace=arguments.replace)
    with database(chosen) as engine:
        check(engine)
    print(f"Restored: {_described(copied)}. Look it over: drafting record verify")
    return 0


def _described(copied: Copied) -> str:
    entries = f", {copied.entries} entries of the record" if copied.entries is not None else ""
    return f"schema {copied.revision or 'as in the file'}{entries}"
