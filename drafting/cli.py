"""The `drafting` command: what was asked for, done by a module of `commands`; trouble told in one line.

Exit codes: 0 done, 1 not done (the line says why), 2 asked for in words that are not understood.
"""

import argparse
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module

from sqlalchemy.exc import SQLAlchemyError

from drafting import commands
from drafting.commands.console import CommandError
from drafting.domain.errors import DraftingError
from drafting.settings import SettingsError

OURS_ALONE = 0o077
"""Files are made for the account that runs the service: nobody else on the machine reads the database."""


def main(words: Sequence[str] | None = None) -> int:
    arguments = parser().parse_args(words)
    before = os.umask(OURS_ALONE)
    try:
        code: int = arguments.run(arguments)
    except (CommandError, DraftingError, OSError, SettingsError, SQLAlchemyError) as error:
        print(f"drafting: {_in_a_line(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    finally:
        os.umask(before)
    return code


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="drafting",
        description="Concept notes of conferences of governments, drafted together.",
        epilog="Settings are taken from the environment (DRAFTING_…); `drafting config show` prints them.",
    )
    asked = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for found in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        group = import_module(found.name)
        if hasattr(group, "register"):
            group.register(asked)
    return made


def _in_a_line(error: Exception) -> str:
    """What went wrong, without the statement that failed: it may hold somebody's words."""
    if isinstance(error, SQLAlchemyError):
        return f"The database answered: {' '.join(str(getattr(error, 'orig', None) or error).split())}"
    return " ".join(str(error).split())
