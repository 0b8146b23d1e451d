"""Runs migrations as carbot_owner, on the connection handed over by tenants.migrate or on DATABASE_URL."""

from sqlalchemy import Connection, create_engine, pool

import tenants.models  # noqa: F401  # every table
from alembic import context
from carbot.settings import Settings
from tenants.models.base import Base


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
        include_object=lambda _object, name, kind, _reflected, _compare: (
            not (kind == "table" and name.startswith("messages_"))
        ),
    )
    with context.begin_transaction():
        context.run_migrations()


if given := context.config.attributes.get("connection"):
    _run(given)
else:
    url = Settings().database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    with create_engine(url, poolclass=pool.NullPool).connect() as opened:
        _run(opened)
