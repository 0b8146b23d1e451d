"""The roles that connect own nothing, pass no wall and belong to nothing."""

import psycopg
import pytest
from psycopg import sql

from tenants.roles import POOLED, DatabaseRole
from tests.tenancy.catalog import LOGIN_ROLES, ROLES, Catalog

LOOKUPS = {
    "lookup.session": ["carbot_api", "carbot_lookup"],
    "lookup.client_key": ["carbot_lookup", "carbot_visitor"],
    "lookup.conversation": ["carbot_lookup", "carbot_visitor"],
    "lookup.conversations_with": ["carbot_api", "carbot_lookup"],
    "lookup.leads_with": ["carbot_api", "carbot_lookup"],
    "lookup.services_with": ["carbot_api", "carbot_lookup"],
}

# What makes the keys of the search indexes; pure, so that whoever writes a row may call it.
PURE = ("fold", "words", "numbers", "keys", "holding", "misspellings", "alternatives", "queries")
SEARCH = tuple(f"search.{name}" for name in PURE)

# What triggers call, with the rights of whoever changes the rows.
MARKED = ("leads", "conversations", "messages", "turns", "lead_events", "status", "everything")
TRIGGERS = ("public.wake_relay", "public.index_lines", *(f"public.mark_{name}" for name in MARKED))


def test_the_roles_are_the_ones_the_processes_use(catalog: Catalog) -> None:
    assert set(catalog.roles) == {role.value for role in DatabaseRole} == {*ROLES, "carbot_owner"}
    assert {name for name, role in catalog.roles.items() if role["rolcanlogin"]} == {*LOGIN_ROLES, "carbot_owner"}


@pytest.mark.parametrize("role", [*ROLES, "carbot_owner"])
def test_no_role_passes_the_walls(catalog: Catalog, role: str) -> None:
    powers = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication", "rolinherit")

    assert {power: catalog.roles[role][power] for power in powers} == dict.fromkeys(powers, False)


@pytest.mark.parametrize("role", LOGIN_ROLES)
def test_a_role_that_connects_owns_nothing(catalog: Catalog, role: str) -> None:
    assert catalog.roles[role]["owned"] == 0


def test_the_only_membership_lets_the_owner_become_lookup_without_inheriting(catalog: Catalog) -> None:
    # Other tests may make roles of their own on this server.
    (membership,) = [each for each in catalog.memberships if each["member"].startswith("carbot_")]

    assert (membership["role"], membership["member"]) == ("carbot_lookup", "carbot_owner")
    assert membership["admin_option"] is False
    if "inherit_option" in membership["options"]:
        assert membership["options"]["inherit_option"] is False
        assert membership["options"]["set_option"] is True


def test_a_function_that_acts_as_its_owner_is_a_lookup_with_a_pinned_path(catalog: Catalog) -> None:
    definers = {function["name"]: function for function in catalog.functions if function["is_definer"]}

    assert {name: function["callers"] for name, function in definers.items()} == LOOKUPS
    for function in definers.values():
        assert function["owner"] == "carbot_lookup"
        assert function["settings"] == ["search_path=pg_catalog, pg_temp"]


def test_every_function_has_a_pinned_path(catalog: Catalog) -> None:
    assert {function["name"] for function in catalog.functions} == {*LOOKUPS, *SEARCH, *TRIGGERS}
    assert all(function["settings"] == ["search_path=pg_catalog, pg_temp"] for function in catalog.functions)


def test_nothing_is_granted_to_public(catalog: Catalog) -> None:
    assert catalog.public_grants == []


@pytest.mark.parametrize("role", POOLED)
def test_a_pools_statements_and_idle_transactions_end(catalog: Catalog, role: DatabaseRole) -> None:
    settings = catalog.role_settings[role.value]

    limit = "60s" if role in (DatabaseRole.WORKER, DatabaseRole.SYSTEM) else "10s"
    assert settings == {"statement_timeout": limit, "idle_in_transaction_session_timeout": "30s"}


@pytest.mark.parametrize("role", ROLES)
def test_no_role_may_truncate_reference_trigger_or_create(owner_url: str, role: str) -> None:
    with psycopg.connect(owner_url) as connection:
        kinds = ["TRUNCATE", "REFERENCES", "TRIGGER"]
        if connection.info.server_version >= 170000:
            kinds.append("MAINTAIN")
        found = connection.execute(
            "SELECT c.relname::text, kind FROM pg_class c, unnest(%(kinds)s::text[]) kind"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND has_table_privilege(%(role)s, c.oid, kind)",
            {"kinds": kinds, "role": role},
        ).fetchall()
        database = connection.execute(
            "SELECT kind FROM unnest(ARRAY['CREATE', 'TEMP']) kind"
            " WHERE has_database_privilege(%s, current_database(), kind)",
            [role],
        ).fetchall()
        schemas = connection.execute(
            "SELECT nspname::text FROM pg_namespace WHERE has_schema_privilege(%s, oid, 'CREATE')", [role]
        ).fetchall()

    assert found == []
    assert database == []
    assert schemas == ([("lookup",)] if role == "carbot_lookup" else [])


@pytest.mark.parametrize("role", LOGIN_ROLES)
def test_no_role_that_connects_may_become_another(owner_url: str, role: str) -> None:
    with psycopg.connect(owner_url) as connection:
        others = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname <> %(role)s AND pg_has_role(%(role)s, oid, 'MEMBER')",
            {"role": role},
        ).fetchall()

    assert others == []


def test_the_bookkeeping_of_migrations_is_the_owners_and_only_the_backup_reads_it(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        for role in ROLES:
            rights = "INSERT, UPDATE" if role == "carbot_backup" else "SELECT, INSERT, UPDATE"
            query = sql.SQL("SELECT has_any_column_privilege({}, 'alembic_version', {})")
            (may,) = connection.execute(query.format(sql.Literal(role), sql.Literal(rights))).fetchone() or (None,)
            assert may is False, role
