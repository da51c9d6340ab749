"""The record of actions, read.

timeline       what happened to a note, as one hat may see it
checkpoints    how far the record reaches, signed; the record as a file; whether it is whole
"""
