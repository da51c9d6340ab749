"""`python -m drafting` is the command `drafting`."""

import sys

from drafting.cli import main

if __name__ == "__main__":
    sys.exit(main())
