"""Whether what the database stands on is sound: asked by `drafting doctor`."""

from datetime import datetime

from sqlalchemy import Engine, text

from drafting.store.chains import newest_moment
from drafting.store.durability import database_settings

WANTED = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


def settings_amiss(engine: Engine) -> list[str]:
    """The settings of this connection that are not as they must be."""
    found = database_settings(engine)
    if engine.dialect.name == "sqlite":
        return [f"{name}={found[name]}" for name, value in WANTED.items() if found[name] != value]
    return [f"{name}={value}" for name, value in found.items() if value == "off"]


def seconds_behind(engine: Engine, now: datetime) -> float:
    """How far this machine's clock is behind what the database knows of time; not positive when it is not."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            told: datetime = connection.execute(text("SELECT now()")).scalar_one()
        return (told - now).total_seconds()
    last = newest_moment(engine)
    return (last - now).total_seconds() if last else 0.0
