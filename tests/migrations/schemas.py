"""All that a database knows about its tables, as plain values that can be compared."""

from typing import Any

from sqlalchemy import Engine, inspect, text

VERSIONS_OF_ALEMBIC = "alembic_version"


def described(engine: Engine) -> dict[str, Any]:
    """Columns, keys, indexes, checks and triggers by table."""
    looked = inspect(engine)
    return {
        table: {
            "columns": {column["name"]: _column(column) for column in looked.get_columns(table)},
            "primary key": looked.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": _by_name(looked.get_foreign_keys(table)),
            "unique": _by_name(looked.get_unique_constraints(table)),
            "checks": _by_name(looked.get_check_constraints(table)),
            "indexes": _by_name(looked.get_indexes(table)),
            "triggers": _triggers(engine, table),
        }
        for table in looked.get_table_names()
        if table != VERSIONS_OF_ALEMBIC
    }


def _column(column: Any) -> tuple[str, bool, str | None]:
    return str(column["type"]), column["nullable"], column.get("default")


def _by_name(found: Any) -> dict[str, str]:
    return {each["name"]: str(_plain(each)) for each in found}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _plain(inner)) for key, inner in value.items())
    return str(value)


def _triggers(engine: Engine, table: str) -> dict[str, str]:
    if engine.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    else:
        query = (
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgrelid = CAST(:table AS regclass)"
        )
    with engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(text(query), {"table": table})}
