"""The migrations build what the models say, down to the checks that Alembic does not compare."""

import alembic.command
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.rows import dict_row
from sqlalchemy import Connection, Engine, text

from carbot.settings import Settings
from tenants.migrate import alembic_config, migrate
from tenants.models import Base
from tests.tenancy.rights import render


def test_alembic_finds_nothing_to_change(owner_engine: Engine) -> None:
    with owner_engine.connect() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection

        alembic.command.check(config)


def test_alembic_would_notice_a_change(owner_engine: Engine) -> None:
    with owner_engine.connect() as connection:
        connection.execute(text("ALTER TABLE closures ALTER COLUMN reason TYPE text"))
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Base.metadata)
        connection.rollback()

    assert any("closures" in str(change) for change in found)


@pytest.mark.parametrize("kind", ["c", "f", "p", "u"], ids=["checks", "references", "primary keys", "unique keys"])
def test_every_constraint_is_the_models(owner_engine: Engine, kind: str) -> None:
    with owner_engine.connect() as connection:
        migrated = _constraints(connection, "public", kind)
        connection.execute(text("CREATE SCHEMA drawn"))
        connection.execute(text("SET LOCAL search_path = drawn"))
        Base.metadata.create_all(connection)
        drawn = _constraints(connection, "drawn", kind)
        connection.rollback()

    assert drawn == migrated
    assert bool(drawn) is (kind != "u"), "unique keys are indexes here, so that they have one place"


def _constraints(connection: Connection, schema: str, kind: str) -> dict[str, str]:
    connection.execute(text(f"SET LOCAL search_path = {schema}"))
    query = text(
        "SELECT t.relname || '.' || o.conname, pg_get_constraintdef(o.oid) FROM pg_constraint o"
        " JOIN pg_class t ON t.oid = o.conrelid WHERE t.relnamespace = CAST(:schema AS regnamespace)"
        " AND o.contype = :kind AND NOT t.relispartition AND t.relname <> 'alembic_version'"
    )
    return dict(connection.execute(query, {"schema": schema, "kind": kind}).all())


def test_migrating_again_changes_nothing(settings: Settings, owner_url: str) -> None:
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        before = render(connection)

    migrate(settings)

    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        assert render(connection) == before
