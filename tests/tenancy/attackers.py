"""Whoever has got hold of a role's connection: what it may touch, and how it binds itself to a tenant."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from carbot.settings import Settings
from tenants.models import Tenancy
from tenants.roles import DatabaseRole, role_url
from tests.tenancy.catalog import tables_of
from tests.tenancy.furnish import Furnished
from tests.tenancy.rights import granted

Connection = psycopg.Connection[tuple[Any, ...]]

SETTINGS = ("app.workshop_id", "app.organization_id", "app.account_id", "app.conversation_id")
TENANT_ROLES = (DatabaseRole.API, DatabaseRole.WORKER, DatabaseRole.VISITOR)
LOGINS = (*TENANT_ROLES, DatabaseRole.IDENTITY, DatabaseRole.SYSTEM, DatabaseRole.BACKUP)
WALLED = {
    table: key
    for tenancy in (Tenancy.WORKSHOP, Tenancy.ORGANIZATION, Tenancy.ACCOUNT)
    for table, key in tables_of(tenancy).items()
}


def rights_of(owner_url: str, role: DatabaseRole, command: str) -> dict[str, list[str]]:
    """The walled tables a role may use this command on, with the columns."""
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        found = granted(connection)
    return {
        table: columns
        for (name, table, allowed), columns in found.items()
        if name == role and allowed == command and columns and table in WALLED
    }


def bind(connection: Connection, value: str | None) -> None:
    """Set all four to one value, or leave them as they are on a new connection."""
    if value is not None:
        for setting in SETTINGS:
            connection.execute("SELECT set_config(%s, %s, true)", [setting, value])


@contextmanager
def inside(settings: Settings, role: DatabaseRole, furnished: Furnished) -> Iterator[Connection]:
    """A connection bound for its whole life to a workshop and to the conversation `mine`; every statement commits."""
    with psycopg.connect(role_url(settings, role), autocommit=True) as connection:
        connection.execute(
            "SELECT set_config('app.workshop_id', %s, false), set_config('app.conversation_id', %s, false)",
            [str(furnished.workshop.id), str(furnished.mine.conversation)],
        )
        yield connection


def tried(connection: Connection, statement: sql.Composed, values: Any = None) -> str:
    """What became of a statement: how many rows, or PostgreSQL's refusal with its whole text."""
    try:
        return f"{connection.execute(statement, values).rowcount} rows"
    except psycopg.Error as refusal:
        return f"{refusal.sqlstate} {refusal.diag.constraint_name} {refusal}"
