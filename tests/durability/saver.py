"""Saves without end, saying each version that was acknowledged. It is meant to be killed."""

import sys
import uuid

from drafting.actions.sections.saving import save_version
from drafting.domain.hats import Role, parse_hat
from drafting.store.base import make_engine
from drafting.store.work import Actor, Keeping


def main(url: str, note: str, label: str, person: str, hat: str, role: str, based_on: str) -> None:
    keeping = Keeping(make_engine(url))
    actor = Actor(uuid.UUID(person), parse_hat(hat), Role(role))
    number = int(based_on)
    while True:
        words = f"Words {uuid.uuid4()} after version {number}.\n"
        with keeping.writing(actor) as work:
            number = save_version(work, note, label, words, based_on=number).version.number
        print(number, words.strip(), flush=True)  # only now: the commit has returned


if __name__ == "__main__":
    main(*sys.argv[1:])
