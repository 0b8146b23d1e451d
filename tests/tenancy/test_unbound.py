"""Without a tenant there are no rows and no writes; a malformed one is an error and not an opening."""

from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql
from sqlalchemy import select

from carbot.clock import SystemClock
from carbot.ids import new_id
from carbot.outside import Outside
from carbot.settings import Settings
from tenants.models import Tenancy
from tenants.models.leads import Lead
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole, role_url
from tenants.scope import Scope
from tests.tenancy.attackers import TENANT_ROLES, WALLED, bind, rights_of
from tests.tenancy.catalog import tables_of
from tests.tenancy.furnish import Furnished

NOT_FOR_JOBS = {
    "audit_entries",
    "idempotency_keys",
    "installations",
    "installation_days",
    "authorization_codes",
    "partner_tokens",
    "downloads",
    "images",
}


@pytest.mark.parametrize("value", [None, ""], ids=["unset", "empty"])
@pytest.mark.parametrize("noun", ["leads", "services", "conversations"])
def test_without_a_tenant_a_search_finds_nothing(
    settings: Settings, furnished: Furnished, noun: str, value: str | None
) -> None:
    lookup = sql.SQL("SELECT {}(%s)").format(sql.Identifier("lookup", f"{noun}_with"))

    with psycopg.connect(role_url(settings, DatabaseRole.API)) as connection:
        bind(connection, value)
        for wanted in ("a", " ", "%", None):
            assert connection.execute(lookup, [wanted]).fetchall() == []

        bind(connection, str(furnished.workshop.id))
        assert connection.execute(lookup, [" "]).fetchall()
        assert connection.execute(lookup, [None]).fetchall() == []


@pytest.mark.parametrize("value", [None, ""], ids=["unset", "empty"])
@pytest.mark.parametrize("role", TENANT_ROLES)
def test_without_a_tenant_every_table_is_empty(
    settings: Settings, owner_url: str, furnished: Furnished, role: DatabaseRole, value: str | None
) -> None:
    tables = rights_of(owner_url, role, "SELECT")
    assert len(tables) >= 9

    with psycopg.connect(role_url(settings, role)) as connection:
        bind(connection, value)
        for table, columns in tables.items():
            query = sql.SQL("SELECT {} FROM {}").format(sql.Identifier(columns[0]), sql.Identifier(table))
            assert connection.execute(query).fetchall() == [], table


@pytest.mark.parametrize("value", [None, ""], ids=["unset", "empty"])
@pytest.mark.parametrize("role", TENANT_ROLES)
def test_without_a_tenant_nothing_is_changed_or_deleted(
    settings: Settings, owner_url: str, furnished: Furnished, role: DatabaseRole, value: str | None
) -> None:
    updatable, deletable = (rights_of(owner_url, role, command) for command in ("UPDATE", "DELETE"))
    assert updatable

    with furnished.unchanged(), psycopg.connect(role_url(settings, role)) as connection:
        bind(connection, value)
        for table, columns in updatable.items():
            change = sql.SQL("UPDATE {} SET {} = DEFAULT").format(sql.Identifier(table), sql.Identifier(columns[0]))
            assert connection.execute(change).rowcount == 0, table
        for table in deletable:
            assert connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table))).rowcount == 0, table


@pytest.mark.parametrize("bound", ["unset", "empty", "other"])
@pytest.mark.parametrize("role", TENANT_ROLES)
def test_a_row_of_a_workshop_is_written_under_that_workshop_only(
    settings: Settings,
    owner_url: str,
    furnished: Furnished,
    other_furnished: Furnished,
    role: DatabaseRole,
    bound: str,
) -> None:
    tables = [table for table in rights_of(owner_url, role, "INSERT") if table in tables_of(Tenancy.WORKSHOP)]
    value = {"unset": None, "empty": "", "other": str(other_furnished.workshop.id)}[bound]
    assert tables

    with furnished.unchanged():
        for table in tables:
            with psycopg.connect(role_url(settings, role)) as connection:
                bind(connection, value)
                columns = ("workshop_id", "id")
                statement = sql.SQL("INSERT INTO {} ({}) VALUES (%s, %s)").format(
                    sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
                )
                # The wall speaks before any column that is missing does.
                with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
                    connection.execute(statement, [furnished.workshop.id, new_id()])


@pytest.mark.parametrize("value", ["x", "' OR true --", "00000000-0000-0000-0000-00000000000", "*"])
@pytest.mark.parametrize("role", TENANT_ROLES)
def test_a_malformed_tenant_is_an_error(
    settings: Settings, owner_url: str, furnished: Furnished, role: DatabaseRole, value: str
) -> None:
    tables = rights_of(owner_url, role, "SELECT")

    for table, columns in tables.items():
        with psycopg.connect(role_url(settings, role)) as connection:
            bind(connection, value)
            query = sql.SQL("SELECT {} FROM {}").format(sql.Identifier(columns[0]), sql.Identifier(table))
            with pytest.raises(errors.InvalidTextRepresentation):
                connection.execute(query)


async def test_a_scope_without_a_workshop_finds_no_leads(outside: Outside, furnished: Furnished) -> None:
    nobody = Scope(outside.database, Principal(PrincipalKind.SYSTEM, DatabaseRole.API), SystemClock())

    async with nobody.begin() as scope:
        found = await scope.all(select(Lead))

    assert found == []


@pytest.mark.parametrize("role", [DatabaseRole.API, DatabaseRole.WORKER])
def test_a_role_bound_to_a_workshop_sees_this_workshops_rows_in_every_table(
    settings: Settings, owner_url: str, furnished: Furnished, other_furnished: Furnished, role: DatabaseRole
) -> None:
    tables = {t: c for t, c in rights_of(owner_url, role, "SELECT").items() if t in tables_of(Tenancy.WORKSHOP)}
    expected = NOT_FOR_JOBS if role is DatabaseRole.WORKER else set()
    assert set(tables_of(Tenancy.WORKSHOP)) - set(tables) == expected

    with psycopg.connect(role_url(settings, role)) as connection:
        connection.execute("SELECT set_config('app.workshop_id', %s, true)", [str(furnished.workshop.id)])
        for table in tables:
            key = sql.Identifier(WALLED[table])
            rows = connection.execute(sql.SQL("SELECT {} FROM {}").format(key, sql.Identifier(table))).fetchall()
            assert {UUID(str(row[0])) for row in rows} == {furnished.workshop.id}, table
