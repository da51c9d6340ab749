"""The commands, a module for each group.

A module that has `register(commands)` is a group: it adds its parsers and sets `run` on each, a function of the parsed
arguments that returns the exit code. What cannot be done raises; `drafting.cli` tells it in one line.

console     what all groups need: settings, the opened database, printing
serve       run, worker
"""
