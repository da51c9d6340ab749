"""`drafting config`: the settings in force, and whether they fit together."""

import argparse
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

from drafting.commands.console import Commands, columns, settings, show, with_json
from drafting.settings import Settings
from drafting.store.base import sqlite_file


def register(commands: Commands) -> None:
    parser = commands.add_parser("config", help="show or check the settings")
    kinds = parser.add_subparsers(title="what to do", metavar="show|check", required=True)
    shown = with_json(kinds.add_parser("show", help="print every setting in force; passwords are masked"))
    shown.set_defaults(run=show_settings)
    checked = with_json(kinds.add_parser("check", help="look the settings over; exit code 1 when one must be changed"))
    checked.set_defaults(run=check_settings)


def show_settings(arguments: argparse.Namespace) -> int:
    described = settings().described()
    show(arguments, described, columns(described.items()))
    return 0


def check_settings(arguments: argparse.Namespace) -> int:
    found = list(faults(settings()))
    show(arguments, {"faults": found}, found or ["The settings fit together."])
    return 1 if found else 0


def faults(chosen: Settings) -> Iterator[str]:
    """What is well spelt and will not do."""
    public = urlsplit(chosen.public_url)
    local = public.hostname in ("localhost", "127.0.0.1", "::1")
    if public.scheme == "http" and not local:
        yield "DRAFTING_PUBLIC_URL begins with http://: sign-ins would cross the network unprotected."
    if chosen.smtp and chosen.smtp.secure == "no" and chosen.smtp.user:
        yield "DRAFTING_SMTP_URL sends a password without encryption; write smtps:// or smtp+starttls://."
    file = sqlite_file(chosen.database_url)
    if file and chosen.workers > 1:
        yield "DRAFTING_WORKERS is more than 1 on SQLite, which has one writer at a time; use PostgreSQL."
    for variable, folder in (
        ("DRAFTING_DATA_DIR", chosen.data_dir),
        ("DRAFTING_SECRET_FILE", chosen.secret_file.parent),
    ):
        standing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not standing.is_dir() or not os.access(standing, os.W_OK):
            yield f"{variable} names a place that cannot be written to: {folder}"
