"""Read by Alembic for every migration. The connection, with its transaction already begun, is `store/schema.py`'s."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from drafting.store.schema import all_records


def plain_types(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Write column types as SQLAlchemy's own: a migration must go on working when our modules have changed."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_records(),
    transactional_ddl=True,  # Alembic believes that SQLite cannot; it can, once BEGIN is sent as in store/base.py
    render_as_batch=context.get_head_revision() is not None,  # one way to alter for both; the first alters nothing
    render_item=plain_types,
)
context.run_migrations()
