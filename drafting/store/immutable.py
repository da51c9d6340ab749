"""Tables whose rows are never changed nor deleted, listed once. Triggers in the database refuse it, so that a mistake
in Python cannot do it either; they are made anew after every migration and looked for at every start."""

from sqlalchemy import Connection, text

IMMUTABLE = (
    "versions",
    "set_asides",
    "frozen_texts",
    "frozen_purposes",
    "frozen_sections",
    "ways_out",
    "reminders",
    "positions",
    "position_withdrawals",
    "position_replies",
    "comments",
    "comment_withdrawals",
    "associations",
    "answers",
    "answer_releases",
    "comment_replies",
    "delegation_statuses",
    "acknowledgements",
    "publications",
    "record_entries",
)

_OPERATIONS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}


def create_triggers(connection: Connection) -> None:
    """Make every trigger that is missing."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_POSTGRES_FUNCTION))
    for name in missing_triggers(connection):
        connection.execute(text(_statement(connection.dialect.name, name)))


def drop_triggers(connection: Connection) -> None:
    for name in sorted(_wanted(connection.dialect.name) & _standing(connection)):
        on_table = f" ON {_split(name)[0]}" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {name}{on_table}"))


def missing_triggers(connection: Connection) -> list[str]:
    return sorted(_wanted(connection.dialect.name) - _standing(connection))


def _wanted(dialect: str) -> set[str]:
    return {f"keep_{table}_{operation.lower()}" for table in IMMUTABLE for operation in _OPERATIONS[dialect]}


def _standing(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    else:
        found = connection.execute(
            text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        )
    return set(found.scalars())


def _split(name: str) -> tuple[str, str]:
    table, _, operation = name.removeprefix("keep_").rpartition("_")
    return table, operation.upper()


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def _statement(dialect: str, name: str) -> str:
    table, operation = _split(name)
    if dialect == "sqlite":
        refusal = f"SELECT RAISE(ABORT, 'rows of {table} are never changed');"
        return f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN {refusal} END"
    each = "STATEMENT" if operation == "TRUNCATE" else "ROW"
    return f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change()"
