"""`drafting run` and `drafting worker`: the service itself, and what falls due without anybody asking."""

import argparse
import signal
from contextlib import ExitStack

from litestar import Litestar
from sqlalchemy import Engine

from drafting.app import create_app
from drafting.commands.console import Commands, database, settings
from drafting.notices.due import do_what_is_due
from drafting.serving import Worker, begin_logging, end_on_signals, log, serve, serve_in_processes
from drafting.settings import Settings
from drafting.store.base import make_engine
from drafting.store.durability import check_durability, durability_warning
from drafting.store.schema import check
from drafting.store.work import Keeping

APPLICATION = "drafting.commands.serve:application"


def register(commands: Commands) -> None:
    parser = commands.add_parser(
        "run",
        help="serve the pages and the API",
        description="Serve until told to end. What falls due (deadlines, mail) is done beside it, once a minute.",
    )
    parser.set_defaults(run=run)
    parser = commands.add_parser(
        "worker",
        help="do what falls due, without serving",
        description="Deadlines and mail alone, once a minute: for an installation whose pages run elsewhere.",
    )
    parser.set_defaults(run=work)


def run(_arguments: argparse.Namespace) -> int:
    chosen = settings()
    begin_logging(chosen)
    end_on_signals()
    with ExitStack() as stack:
        engine = stack.enter_context(database(chosen))
        examine(engine)
        worker = Worker(lambda: do_what_is_due(keeping, chosen))
        keeping = Keeping(engine, publish=worker.wake)
        stack.enter_context(worker.beside())
        if chosen.workers > 1:
            serve_in_processes(APPLICATION, chosen)
        else:
            serve(create_app(chosen, keeping), chosen, lambda: say_ready(chosen))
    return 0


def work(_arguments: argparse.Namespace) -> int:
    chosen = settings()
    begin_logging(chosen)
    with database(chosen) as engine:
        examine(engine)
        keeping = Keeping(engine)
        worker = Worker(lambda: do_what_is_due(keeping, chosen))
        for number in (signal.SIGTERM, signal.SIGINT):  # what was begun is finished, nothing more is begun
            signal.signal(number, lambda _number, _frame: worker.end())
        print("working", flush=True)
        worker.run()
    return 0


def application() -> Litestar:
    """What each process serves where there are several; the process that began them does what falls due."""
    chosen: Settings = settings()
    begin_logging(chosen)
    return create_app(chosen, Keeping(make_engine(chosen.database_url)))


def say_ready(chosen: Settings) -> None:
    """The last line that is printed: whoever began the process waits for it."""
    print(f"ready {chosen.public_url}", flush=True)


def examine(engine: Engine) -> None:
    """Refuse a database that would be misread or would not keep its word; warn of what is only old."""
    check(engine)
    check_durability(engine)
    warning = durability_warning(engine)
    if warning:
        log.warning("%s", warning)
