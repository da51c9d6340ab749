"""`drafting migrate`: the database brought to what this program expects."""

import argparse

from drafting.commands.console import Commands, database, settings
from drafting.store.schema import current, head, upgrade


def register(commands: Commands) -> None:
    parser = commands.add_parser(
        "migrate",
        help="bring the database to this version of the program",
        description="Make the tables that are missing and change those that an older version left, in one step.",
    )
    parser.set_defaults(run=migrate)


def migrate(_arguments: argparse.Namespace) -> int:
    with database(settings(), made=True) as engine:
        before = current(engine)
        upgrade(engine)
    print("The database was up to date." if before == head() else "The database is ready for this version.")
    return 0
