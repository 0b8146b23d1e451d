"""Role × table × command: the committed snapshot is what the catalogs say, and what PostgreSQL does when tried."""

import os
from pathlib import Path

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.rows import dict_row

from carbot.settings import Settings
from tenants.roles import POOLED, DatabaseRole, role_url
from tests.tenancy.rights import COMMANDS, granted, render

SNAPSHOT = Path(__file__).parent / "rights.txt"
REWRITE = "CARBOT_UPDATE_SNAPSHOTS"


def test_the_rights_are_those_of_the_committed_snapshot(owner_url: str) -> None:
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        found = render(connection)
    if os.environ.get(REWRITE):
        SNAPSHOT.write_text(found, encoding="utf-8")

    compare(found)


def compare(found: str) -> None:
    """Whether the rights are those that were agreed on."""
    committed = SNAPSHOT.read_text(encoding="utf-8")

    assert found.splitlines() == committed.splitlines(), (
        f"if this is meant: {REWRITE}=1 ./dev test {Path(__file__).name}"
    )


@pytest.mark.parametrize("role", [*POOLED, DatabaseRole.BACKUP])
def test_what_is_not_granted_is_refused_and_what_is_granted_runs(
    settings: Settings, owner_url: str, role: DatabaseRole
) -> None:
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        rights = {key[1:]: columns for key, columns in granted(connection).items() if key[0] == role.value}

    with psycopg.connect(role_url(settings, role), autocommit=True) as connection:
        allowed = {key for key, columns in rights.items() if attempt(connection, *key, columns)}

    assert len(rights) % len(COMMANDS) == 0
    assert allowed == {key for key, columns in rights.items() if columns}


def attempt(connection: "psycopg.Connection[tuple[object, ...]]", table: str, command: str, columns: list[str]) -> bool:
    """Whether the command is allowed; it is asked for no row, so that no rule about rows has a say."""
    name = sql.Identifier(table)
    column = sql.Identifier(columns[0]) if columns else sql.SQL("{}").format(sql.Identifier(_any_column(table)))
    statement = {
        "SELECT": sql.SQL("SELECT {1} FROM {0} LIMIT 0"),
        "INSERT": sql.SQL("INSERT INTO {0} ({1}) SELECT NULL WHERE false"),
        "UPDATE": sql.SQL("UPDATE {0} SET {1} = DEFAULT WHERE false"),
        "DELETE": sql.SQL("DELETE FROM {0} WHERE false"),
    }[command].format(name, column)
    try:
        connection.execute(statement)
    except errors.InsufficientPrivilege:
        return False
    return True


def _any_column(table: str) -> str:
    without_id = {
        "alembic_version": "version_num",
        "error_days": "day",
        "operator_credentials": "operator_id",
        "library_service_texts": "name",
        "plans": "code",
        "public_holidays": "name",
        "recovery_codes": "used_at",
        "totp_factors": "last_step",
    }
    return without_id.get(table, "id")


@pytest.mark.parametrize("role", POOLED)
def test_a_column_that_is_not_granted_is_refused_by_name(
    settings: Settings, owner_url: str, role: DatabaseRole
) -> None:
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        rights = {key[1:]: set(columns) for key, columns in granted(connection).items() if key[0] == role.value}
        every = connection.execute(
            "SELECT attrelid::regclass::text AS table, attname AS column FROM pg_attribute"
            " JOIN pg_class c ON c.oid = attrelid WHERE attnum > 0 AND NOT attisdropped"
            " AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        ).fetchall()

    with psycopg.connect(role_url(settings, role), autocommit=True) as connection:
        for command in ("SELECT", "INSERT", "UPDATE"):
            for row in every:
                may = row["column"] in rights[row["table"], command]
                assert attempt(connection, row["table"], command, [row["column"]]) is may, (command, row)
