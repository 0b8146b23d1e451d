"""Statements no process of the product sends: whoever got a role's connection does not get any further with them."""

from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql

from carbot.settings import Settings
from tenants.roles import DatabaseRole, role_url
from tests.tenancy.attackers import LOGINS, TENANT_ROLES, Connection, bind, inside
from tests.tenancy.catalog import Catalog
from tests.tenancy.furnish import Furnished

REFUSED = [
    *(f"SET ROLE {role.value}" for role in DatabaseRole),
    *(f"SET SESSION AUTHORIZATION {role.value}" for role in DatabaseRole),
    "SET ROLE pg_read_all_data",
    "SET session_replication_role = replica",
    "ALTER ROLE carbot_api BYPASSRLS",
    "GRANT carbot_owner TO carbot_api",
    "CREATE ROLE friend LOGIN",
    "ALTER TABLE leads DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE leads OWNER TO CURRENT_USER",
    "CREATE POLICY wide ON leads USING (true)",
    "DROP TABLE leads",
    "CREATE INDEX ON leads (name)",
    "CREATE TABLE public.mine (id uuid)",
    "CREATE TEMP TABLE mine (id uuid)",
    "CREATE SCHEMA mine",
    "CREATE VIEW public.mine AS SELECT 1",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE PUBLICATION mine",
    "CREATE EXTENSION dblink",
    "CREATE DATABASE mine",
    "COPY (SELECT 1) TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO '/var/mine'",
    "COPY leads FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_binary_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(0, '/var/mine')",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_reload_conf()",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_largeobject",
    "ALTER SYSTEM SET row_security = off",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_a_way_out_is_refused_to_every_role(settings: Settings, statement: str) -> None:
    for role in LOGINS:
        if statement.endswith(f" {role.value}") and statement.startswith("SET "):
            continue
        with (
            psycopg.connect(role_url(settings, role), autocommit=True) as connection,
            pytest.raises(errors.InsufficientPrivilege),
        ):
            connection.execute(statement.encode())


def test_no_table_is_emptied_by_anybody(settings: Settings, catalog: Catalog) -> None:
    for role in LOGINS:
        with psycopg.connect(role_url(settings, role), autocommit=True) as connection:
            for table in catalog.tables:
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table)))


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_switching_row_level_security_off_turns_every_statement_into_an_error(
    settings: Settings, furnished: Furnished, role: DatabaseRole
) -> None:
    with inside(settings, role, furnished) as connection:
        connection.execute("SET row_security = off")

        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            connection.execute("SELECT id FROM leads")


def test_a_lookup_is_called_by_its_role_only_and_finds_nothing_for_nothing(
    settings: Settings, catalog: Catalog
) -> None:
    lookups = [function for function in catalog.functions if function["is_definer"]]
    assert lookups

    for role in LOGINS:
        for function in lookups:
            with psycopg.connect(role_url(settings, role)) as connection:
                nothing = ", ".join(f"NULL::{kind}" for kind in function["arguments"])
                call = sql.SQL(f"SELECT * FROM {{}}({nothing})").format(sql.Identifier(*function["name"].split(".")))
                if role.value in function["callers"]:
                    assert connection.execute(call).fetchall() == []
                else:
                    with pytest.raises(errors.InsufficientPrivilege):
                        connection.execute(call)


@pytest.fixture
def tenants(furnished: Furnished, other_furnished: Furnished) -> tuple[UUID, UUID]:
    """Two workshops."""
    return furnished.workshop.id, other_furnished.workshop.id


def enter(connection: Connection, workshop_id: UUID | None) -> None:
    """Bind the running transaction."""
    bind(connection, str(workshop_id) if workshop_id else "")


def owners(connection: Connection) -> set[UUID]:
    """Whose leads are seen."""
    return {row[0] for row in connection.execute("SELECT workshop_id FROM leads")}


@pytest.mark.parametrize("mode", ["auto", "force_generic_plan", "force_custom_plan"])
def test_a_prepared_plan_serves_whoever_the_transaction_is_bound_to(
    settings: Settings, tenants: tuple[UUID, UUID], mode: str
) -> None:
    mine, theirs = tenants

    with psycopg.connect(role_url(settings, DatabaseRole.API)) as connection:
        connection.execute(f"SET plan_cache_mode = {mode}".encode())
        connection.execute("PREPARE whose AS SELECT DISTINCT workshop_id FROM leads")
        connection.commit()
        for bound in (mine, theirs, None) * 7:
            enter(connection, bound)
            assert connection.execute("EXECUTE whose").fetchall() == ([(bound,)] if bound else [])
            connection.commit()
        assert connection.execute("EXECUTE whose").fetchall() == []


def test_a_cursor_ends_with_its_transaction_and_shows_one_workshop_all_its_life(
    settings: Settings, tenants: tuple[UUID, UUID]
) -> None:
    mine, theirs = tenants

    with psycopg.connect(role_url(settings, DatabaseRole.API)) as connection:
        enter(connection, mine)
        connection.execute("DECLARE whose CURSOR FOR SELECT workshop_id FROM leads")
        first = connection.execute("FETCH 1 FROM whose").fetchall()
        enter(connection, theirs)
        rest = connection.execute("FETCH ALL FROM whose").fetchall()
        connection.commit()
        with pytest.raises(errors.InvalidCursorName):
            connection.execute("FETCH ALL FROM whose")

    assert {*first, *rest} == {(mine,)}


def test_a_held_cursor_is_filled_when_it_is_declared_and_never_from_the_next_tenants_rows(
    settings: Settings, tenants: tuple[UUID, UUID]
) -> None:
    mine, theirs = tenants

    with psycopg.connect(role_url(settings, DatabaseRole.API)) as connection:
        enter(connection, None)
        connection.execute("DECLARE nobodys CURSOR WITH HOLD FOR SELECT workshop_id FROM leads")
        connection.commit()
        enter(connection, mine)
        connection.execute("DECLARE whose CURSOR WITH HOLD FOR SELECT workshop_id FROM leads")
        connection.commit()
        enter(connection, theirs)

        assert connection.execute("FETCH ALL FROM nobodys").fetchall() == []
        assert set(connection.execute("FETCH ALL FROM whose").fetchall()) == {(mine,)}


def test_a_tenant_bound_in_the_middle_ends_with_the_savepoint_or_the_transaction(
    settings: Settings, tenants: tuple[UUID, UUID]
) -> None:
    mine, theirs = tenants

    with psycopg.connect(role_url(settings, DatabaseRole.API)) as connection:
        enter(connection, mine)
        connection.execute("SAVEPOINT inner_part")
        enter(connection, theirs)
        assert owners(connection) == {theirs}
        connection.execute("ROLLBACK TO SAVEPOINT inner_part")
        assert owners(connection) == {mine}
        for end in ("commit", "rollback"):
            enter(connection, theirs)
            getattr(connection, end)()
            assert owners(connection) == set()


VALUES = [
    "{}{}",
    "{0},{0}",
    "{0}\n",
    "urn:uuid:{}",
    "%",
    "\\",
    "'; SET ROLE carbot_owner; --",
    "{" * 10_000,
    "a" * 10**6,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:12])
def test_no_value_of_the_setting_opens_more_than_one_workshop(
    settings: Settings, tenants: tuple[UUID, UUID], value: str
) -> None:
    mine, theirs = tenants
    said = value.replace("{0}", str(mine)).replace("{}", str(mine), 1).replace("{}", str(theirs))

    for role in TENANT_ROLES:
        with psycopg.connect(role_url(settings, role)) as connection:
            bind(connection, said)
            with pytest.raises(errors.InvalidTextRepresentation):
                connection.execute("SELECT id FROM leads")


def test_what_wakes_the_relay_says_nothing(settings: Settings, furnished: Furnished) -> None:
    with (
        psycopg.connect(role_url(settings, DatabaseRole.VISITOR), autocommit=True) as listener,
        inside(settings, DatabaseRole.API, furnished) as writer,
    ):
        listener.execute("LISTEN outbox")
        writer.execute(
            "INSERT INTO outbox (id, workshop_id, kind, payload, available_at)"
            " VALUES (gen_random_uuid(), %s, 'Nothing', '{}', 'infinity')",
            [furnished.workshop.id],
        )
        heard = list(listener.notifies(timeout=10, stop_after=1))

    assert {(each.channel, each.payload) for each in heard} == {("outbox", "")}
    with furnished.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM outbox WHERE kind = 'Nothing'")
