"""`drafting record`: a signed checkpoint of the record, the record as a file, and whether it is whole."""

import argparse
import dataclasses
from collections.abc import Mapping
from pathlib import Path

from drafting.actions.record.checkpoints import (
    checkpoint,
    export,
    origin_of,
    verifier,
    verify,
    verify_export,
)
from drafting.commands.console import CommandError, Commands, database, keeping, settings, show, with_json
from drafting.domain.chains import Tip
from drafting.domain.checkpoint import opened
from drafting.store.work import COMMAND, Keeping


def register(commands: Commands) -> None:
    parser = commands.add_parser("record", help="export, verify or sign the record of actions")
    kinds = parser.add_subparsers(title="what to do", metavar="export|verify|checkpoint", required=True)
    exporting = kinds.add_parser(
        "export",
        help="write the record to a file",
        description="A line for each entry, its exact bytes (JSON). What happened inside delegations is left out.",
    )
    exporting.add_argument("file", type=Path, metavar="FILE")
    exporting.set_defaults(run=write_export)
    verifying = with_json(
        kinds.add_parser(
            "verify",
            help="check that nothing was changed, taken out or rewritten; exit code 1 when something was",
            description="Read the record entry by entry: in the database, or in an export, which needs no database.",
        )
    )
    verifying.add_argument("--checkpoint", type=Path, metavar="FILE", help="saved earlier: was it only added to since?")
    verifying.add_argument("--export", type=Path, metavar="FILE", help="read this export instead of the database")
    verifying.add_argument("--key", metavar="KEY", help="who signed the checkpoint, as `checkpoint --key` prints it")
    verifying.set_defaults(run=check_record)
    signing = kinds.add_parser(
        "checkpoint",
        help="print how far the record reaches, signed, for keeping somewhere else",
        description="Keep it outside this machine: `verify --checkpoint` shows later that nothing before it changed.",
    )
    signing.add_argument("--key", action="store_true", help="print the public key instead")
    signing.set_defaults(run=print_checkpoint)


def write_export(arguments: argparse.Namespace) -> int:
    written = 0
    with keeping(settings()) as kept, kept.reading(COMMAND) as work, arguments.file.open("xb") as file:
        for line in export(work):
            file.write(line)
            written += 1
    print(f"Entries written: {written}")
    return 0


def check_record(arguments: argparse.Namespace) -> int:
    marks = _marks(arguments)
    if arguments.export:
        with arguments.export.open("rb") as file:
            verdict = verify_export(file, marks)
    else:
        with database(settings()) as engine, Keeping(engine).reading(COMMAND) as work:  # with or without its triggers
            verdict = verify(work, marks)
    whole = f"Whole: {verdict.entries} entries in {verdict.chains} chains."
    show(arguments, dataclasses.asdict(verdict), [str(damage) for damage in verdict.damages] or [whole])
    return 1 if verdict.damages else 0


def print_checkpoint(arguments: argparse.Namespace) -> int:
    chosen = settings()
    origin, key_file = origin_of(chosen.public_url), chosen.record_key
    if arguments.key:
        print(verifier(origin, key_file))
        return 0
    with keeping(chosen) as kept, kept.reading(COMMAND) as work:
        print(checkpoint(work, origin, key_file), end="")
    return 0


def _marks(arguments: argparse.Namespace) -> Mapping[str, Tip]:
    """What the saved checkpoint says, its signature checked first."""
    if arguments.checkpoint is None:
        return {}
    key = arguments.key or _own_verifier()
    return opened(arguments.checkpoint.read_text(encoding="utf-8"), key).marks


def _own_verifier() -> str:
    chosen = settings()
    if not chosen.record_key.exists():
        raise CommandError("The key of this record is not here; give the public one: --key (record checkpoint --key).")
    return verifier(origin_of(chosen.public_url), chosen.record_key)
