"""What is kept, and how it is found again: the only room that speaks SQL.

base         naming, column types, engines
work         a piece of work: session, actor, moment; recorded and told with its commit
immutable    tables that are never changed, and the triggers that see to it
schema       migrations, and whether the database fits the program
people conferences notes sections reviews comments    records and the questions asked of them
record       the record of actions and its chains
outbox       what is still to be told, and inboxes
"""

from drafting.store import comments, conferences, notes, outbox, people, record, reviews, sections

__all__ = ["comments", "conferences", "notes", "outbox", "people", "record", "reviews", "sections"]
