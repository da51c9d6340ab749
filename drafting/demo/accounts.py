"""How one signs in to the demonstration: printed for people, written to a file for programs."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafting.demo.cast import Account
from drafting.domain.hats import Hat, Role

BUSY = "MX"
"""A delegation with every function filled, and comments of its own."""


def sign_in_lines(accounts: Sequence[Account], password: str) -> list[str]:
    """One account for each role; they all have the same password."""
    rows = [(role.value, str(hat), email) for role, hat, email in _one_each(accounts)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)) + f"  password {password}"
        for row in rows
    ]


def write_accounts(file: Path, accounts: Sequence[Account], password: str) -> None:
    described = [
        {
            "email": account.person.email,
            "password": password,
            "name": account.person.name,
            "hats": [{"hat": str(worn.hat), "role": worn.role.value} for worn in account.hats],
            "notes": account.person.notes,
        }
        for account in accounts
    ]
    file.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _one_each(accounts: Sequence[Account]) -> Iterator[tuple[Role, Hat, str]]:
    """For each role whoever has the fewest other hats, so that what they see is the role's alone; of delegations one
    in which there is something to see."""
    for role in Role:
        wearing = [(account, worn.hat) for account in accounts for worn in account.hats if worn.role is role]
        if wearing:
            account, hat = min(wearing, key=lambda found: (len(found[0].hats), found[1].country != BUSY))
            yield role, hat, account.person.email
