"""Draft the migration from the newest one to the records as they stand now, to be read and corrected by hand:

.venv/bin/python -m migrations.draft "Keep versions of sections."
"""

import subprocess
import sys

from drafting.store.base import make_engine
from drafting.store.schema import draft, upgrade

if __name__ == "__main__":
    scratch = make_engine("sqlite://")
    upgrade(scratch)
    path = draft(scratch, sys.argv[1])
    subprocess.run([sys.executable, "-m", "ruff", "format", path], check=True)  # noqa: S603 - our own file
