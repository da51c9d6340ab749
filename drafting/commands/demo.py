"""`drafting demo`: a full conference to try everything on, ready in seconds, gone when it ends."""

import argparse
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drafting.actions.people.passwords import hashed
from drafting.app import create_app
from drafting.commands.console import CommandError, Commands
from drafting.commands.serve import say_ready
from drafting.demo.accounts import sign_in_lines, write_accounts
from drafting.demo.cast import cast_of, reset_passwords
from drafting.demo.seeding import seed
from drafting.notices.due import do_what_is_due
from drafting.serving import Worker, begin_logging, end_on_signals, serve
from drafting.settings import Settings
from drafting.store.base import do_not_wait_for_the_disk, make_engine
from drafting.store.chains import newest_moment
from drafting.store.clocks import RunningClock
from drafting.store.schema import upgrade
from drafting.store.work import Keeping

BEGINS = "2018-08-15T14:00:00Z"


def register(commands: Commands) -> None:
    parser = commands.add_parser(
        "demo",
        help="serve a conference with demonstration data",
        description="Real members and offices, invented persons, our own neutral text. Everybody shares one password.",
    )
    parser.add_argument("--host", default=Settings.host, help="where to listen (%(default)s)")
    parser.add_argument("--port", type=int, default=Settings.port, help="0 for any that is free (%(default)s)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep everything in this folder, and go on with it")
    parser.add_argument("--database-url", metavar="URL", help="another database (postgresql://…), empty or kept")
    parser.add_argument("--clock", default=BEGINS, metavar="ISO", help="when it is; `now` for real time (%(default)s)")
    parser.add_argument("--password", help="of every account; without it a random one is printed")
    parser.add_argument("--accounts", type=Path, metavar="FILE", help="write the accounts to this file (JSON)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    end_on_signals()
    with ExitStack() as stack:
        settings = _settings(arguments, stack.enter_context(_folder(arguments.keep)))
        begin_logging(settings)
        password = arguments.password or secrets.token_urlsafe(12)
        clock = _filled(settings, _instant(arguments.clock), hashed(password))
        engine = make_engine(settings.database_url)
        stack.callback(engine.dispose)
        worker = Worker(lambda: do_what_is_due(keeping, settings, demo=True))
        keeping = Keeping(engine, clock=clock, publish=worker.wake)
        accounts = cast_of(keeping).accounts
        if arguments.accounts:
            write_accounts(arguments.accounts, accounts, password)
        for line in sign_in_lines(accounts, password):
            print(line)
        stack.enter_context(worker.beside())
        app = create_app(settings, keeping, demo=True)
        serve(app, settings, lambda: say_ready(settings))
    return 0


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="drafting-demo-") as made:
        yield Path(made)


def _settings(arguments: argparse.Namespace, folder: Path) -> Settings:
    environment = {
        "DRAFTING_DATA_DIR": str(folder),
        "DRAFTING_HOST": arguments.host,
        "DRAFTING_PORT": str(arguments.port or _free_port(arguments.host)),
        "DRAFTING_DATABASE_URL": arguments.database_url or "",
    }
    return Settings.from_environment(environment)


def _filled(settings: Settings, today: datetime, password_hash: str) -> RunningClock:
    """The database migrated and, when it is empty, seeded; the clock that its story goes on with.

    What was kept goes on where it was left: the clock is not set back behind what has been recorded.
    """
    engine = make_engine(settings.database_url)
    try:
        do_not_wait_for_the_disk(engine)
        upgrade(engine)
        last = newest_moment(engine)
        if last is None:
            seed(engine, today, password_hash)
            return RunningClock(today)
        clock = RunningClock(max(today, last + timedelta(seconds=1)))
        reset_passwords(Keeping(engine, clock=clock), password_hash)
        return clock
    finally:
        engine.dispose()


def _instant(words: str) -> datetime:
    if words == "now":
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(words)
    except ValueError:
        raise CommandError(f"--clock takes an instant such as {BEGINS}, or now; it was given {words!r}.") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as server:
        port: int = server.getsockname()[1]
    return port
