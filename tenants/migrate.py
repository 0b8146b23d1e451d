"""Migrations: bring the database to this version's schema and fill the reference tables, as carbot_owner."""

import alembic.command
import alembic.config
from sqlalchemy import Connection, create_engine, pool, text

from carbot.assets import alembic_dir
from carbot.errors import StartupError
from carbot.settings import Settings
from tenants.reference import fill_reference_tables
from tenants.roles import DatabaseRole


def alembic_config() -> alembic.config.Config:
    """Alembic's configuration, with the migrations of the checkout or of the installed wheel."""
    config = alembic.config.Config()
    config.set_main_option("script_location", str(alembic_dir()).replace("%", "%%"))
    return config


def migrate(settings: Settings) -> None:
    """Run all migrations up to the newest, then the reference data. Safe to run again.

    Raises StartupError while a role of this version is missing: then nothing was changed.
    """
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        _check_roles(connection)
        config = alembic_config()
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")
        connection.commit()
    with engine.begin() as connection:
        fill_reference_tables(connection)
    engine.dispose()


def _check_roles(connection: Connection) -> None:
    there = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    if missing := [role.value for role in DatabaseRole if role.value not in there]:
        raise StartupError(f"The database has no role {', '.join(missing)}: run `carbot provision` first, then this.")
    connection.rollback()
