"""One row in every table, made from the tables themselves, so that a new table is never forgotten."""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, MetaData, Table, TypeDecorator, Uuid, insert
from sqlalchemy.engine import Connection

ALLOWED = {("notes", "stage"): "drafting", ("appointments", "body"): "delegation"}  # what their CHECKs accept
SAMPLES: dict[type, Any] = {int: 1, bool: True, str: "palabra", datetime: datetime(2018, 8, 15, tzinfo=UTC)}


def fill(connection: Connection, tables: MetaData) -> dict[str, int]:
    """Put one row into each table, parents first; the answer says how many rows each holds, for comparison later."""
    made: dict[str, dict[str, Any]] = {}
    for table in tables.sorted_tables:
        row = {column.name: _value(table, column, made) for column in table.columns}
        connection.execute(insert(table).values(row))
        made[table.name] = row
    return count(connection, tables)


def count(connection: Connection, tables: MetaData) -> dict[str, int]:
    return {table.name: len(connection.execute(table.select()).all()) for table in tables.sorted_tables}


def _value(table: Table, column: Column[Any], made: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        if key.column.table.name in made:
            return made[key.column.table.name][key.column.name]
    if (table.name, column.name) in ALLOWED:
        return ALLOWED[table.name, column.name]
    if isinstance(column.type, Uuid):
        return uuid.uuid4()
    if isinstance(column.type, JSON):
        return {}
    if isinstance(column.type, LargeBinary):
        return b"palabra"
    plain = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return SAMPLES[plain.python_type]
