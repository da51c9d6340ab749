"""The commands, a module for each group.

Each module has `register(commands)`, which adds its parsers and sets `run` on each: a function of the parsed arguments
that returns the exit code. What cannot be done raises; `drafting.cli` tells it in one line. A new module is added to
`GROUPS` there.

console      what all groups need: settings, the opened database, printing
site         serving: run, worker
"""
