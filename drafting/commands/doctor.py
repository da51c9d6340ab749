"""`drafting doctor`: looks at everything the service stands on, and says what is wrong and what helps."""

import argparse
import dataclasses
import platform
import shutil
import smtplib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import metadata

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from drafting.commands.configuration import faults
from drafting.commands.console import CommandError, Commands, columns, database, settings, show, with_json
from drafting.domain.errors import DraftingError
from drafting.notices.mail import connected
from drafting.settings import Settings
from drafting.store.base import sqlite_file
from drafting.store.durability import check_durability, database_version, durability_warning
from drafting.store.examining import seconds_behind, settings_amiss
from drafting.store.schema import check, current, try_writing

LEAST_SPACE, LITTLE_SPACE = 100_000_000, 1_000_000_000
MOST_SECONDS_BEHIND = 5.0


@dataclasses.dataclass(frozen=True)
class Finding:
    """`state`: ok, warning, wrong."""

    what: str
    state: str
    words: str


def register(commands: Commands) -> None:
    parser = commands.add_parser(
        "doctor",
        help="look at everything the service stands on; exit code 1 when something is wrong",
        description="Versions, settings, database and schema, clock, disk, modes of files, mail server.",
    )
    with_json(parser).set_defaults(run=examine)


def examine(arguments: argparse.Namespace) -> int:
    found = list(findings(settings()))
    rows = [(finding.state, finding.what, finding.words) for finding in found]
    show(arguments, [dataclasses.asdict(finding) for finding in found], columns(rows))
    return 1 if any(finding.state == "wrong" for finding in found) else 0


def findings(chosen: Settings) -> Iterator[Finding]:
    yield Finding("program", "ok", f"drafting {_version()}, Python {platform.python_version()}")
    amiss = list(faults(chosen))
    yield Finding("settings", "wrong" if amiss else "ok", " ".join(amiss) or "They fit together.")
    yield from _of_database(chosen)
    yield _space(chosen)
    yield from _modes(chosen)
    yield _mail(chosen)


def _of_database(chosen: Settings) -> Iterator[Finding]:
    try:
        with database(chosen) as engine:
            warning = durability_warning(engine)
            yield Finding("database", "warning" if warning else "ok", warning or database_version(engine))
            for what, question in _QUESTIONS.items():
                yield _asked(what, question, engine)
    except (CommandError, SQLAlchemyError) as error:
        yield Finding("database", "wrong", " ".join(str(getattr(error, "orig", None) or error).split()))


def _asked(what: str, question: Callable[[Engine], str], engine: Engine) -> Finding:
    try:
        return Finding(what, "ok", question(engine))
    except (CommandError, DraftingError, SQLAlchemyError) as error:
        return Finding(what, "wrong", " ".join(str(getattr(error, "orig", None) or error).split()))


def _schema(engine: Engine) -> str:
    check(engine)
    return f"at {current(engine)}, with every trigger"


def _durable(engine: Engine) -> str:
    check_durability(engine)
    amiss = settings_amiss(engine)
    if amiss:
        raise CommandError(f"Not as they must be: {', '.join(amiss)}")
    return "What is acknowledged is on the disk."


def _writes(engine: Engine) -> str:
    try_writing(engine)
    return "It can be written to."


def _clock(engine: Engine) -> str:
    behind = seconds_behind(engine, datetime.now(UTC))
    if behind > MOST_SECONDS_BEHIND:
        raise CommandError(f"This machine's clock is {behind:.0f} seconds behind what is kept. Set it, by NTP best.")
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"


_QUESTIONS: dict[str, Callable[[Engine], str]] = {
    "durability": _durable,
    "schema": _schema,
    "writing": _writes,
    "clock": _clock,
}


def _space(chosen: Settings) -> Finding:
    folder = next(path for path in (chosen.data_dir, *chosen.data_dir.absolute().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    state = "wrong" if free < LEAST_SPACE else "warning" if free < LITTLE_SPACE else "ok"
    return Finding("disk", state, f"{free / 1e9:.1f} GB are free at {folder}")


def _modes(chosen: Settings) -> Iterator[Finding]:
    """Files that hold what is confidential are the service's alone."""
    kept = [chosen.secret_file, chosen.record_key, sqlite_file(chosen.database_url)]
    standing = [file for file in kept if file is not None and file.exists()]
    open_to_others = [file for file in standing if file.stat().st_mode & 0o077]
    for file in open_to_others:
        yield Finding("files", "wrong", f"Others on this machine can read {file}. Run: chmod 600 {file}")
    if not open_to_others:
        yield Finding("files", "ok", "Nobody else on this machine can read them.")


def _mail(chosen: Settings) -> Finding:
    smtp = chosen.smtp
    if smtp is None:
        return Finding("mail", "warning", "No mail server is set: links are shown once to whoever issues them.")
    try:
        with connected(smtp) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding("mail", "wrong", f"{smtp.host} does not take mail from here: {' '.join(str(error).split())}")
    return Finding("mail", "ok", f"{smtp.host} answers.")


def _version() -> str:
    try:
        return metadata.version("drafting")
    except metadata.PackageNotFoundError:
        return "from a checkout"
