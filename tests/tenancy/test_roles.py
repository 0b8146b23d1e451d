"""The roles that connect own nothing, pass no wall and belong to nothing."""

import psycopg
from psycopg import sql

from tenants.roles import POOLED, DatabaseRole
from tests.tenancy.catalog import Catalog
from tests.tenancy.rights import LOGIN_ROLES, ROLES

LOOKUPS = {
    "lookup.session": ["carbot_api", "carbot_lookup"],
    "lookup.access_token": ["carbot_api", "carbot_lookup"],
    "lookup.operator_session": ["carbot_lookup", "carbot_operator"],
    "lookup.workshops": ["carbot_api", "carbot_lookup"],
    "lookup.invitation": ["carbot_identity", "carbot_lookup"],
    "lookup.client_key": ["carbot_lookup", "carbot_visitor"],
    "lookup.conversation": ["carbot_lookup", "carbot_visitor"],
    "lookup.partner_token": ["carbot_api", "carbot_lookup"],
    "lookup.partner_grant": ["carbot_api", "carbot_lookup"],
    "lookup.partner_client": ["carbot_api", "carbot_lookup"],
    "lookup.download": ["carbot_api", "carbot_lookup"],
    "lookup.blocked_visitor": ["carbot_lookup", "carbot_visitor"],
    "lookup.conversations_with": ["carbot_api", "carbot_lookup"],
    "lookup.faq_entries_with": ["carbot_api", "carbot_lookup"],
    "lookup.knowledge_with": ["carbot_api", "carbot_lookup"],
    "lookup.leads_with": ["carbot_api", "carbot_lookup"],
    "lookup.services_with": ["carbot_api", "carbot_lookup"],
    "lookup.standing": ["carbot_api", "carbot_lookup", "carbot_visitor"],
}

# What makes the keys of the search indexes; pure, so that whoever writes a row may call it.
PURE = ("fold", "words", "numbers", "keys", "holding", "misspellings", "alternatives", "queries")
SEARCH = tuple(f"search.{name}" for name in PURE)

# What triggers call, with the rights of whoever changes the rows.
MARKED = (
    "leads",
    "conversations",
    "messages",
    "turns",
    "lead_events",
    "status",
    "everything",
    "handover",
    "conversation_of_row",
)
TRIGGERS = (
    "public.wake_relay",
    "public.index_lines",
    "public.keep_handover",
    *(f"public.mark_{name}" for name in MARKED),
)


def test_the_roles_are_the_ones_the_processes_use(catalog: Catalog) -> None:
    assert set(catalog.roles) == {role.value for role in DatabaseRole} == {*ROLES, "carbot_owner"}
    assert {name for name, role in catalog.roles.items() if role["rolcanlogin"]} == {*LOGIN_ROLES, "carbot_owner"}


def test_no_role_passes_the_walls(catalog: Catalog) -> None:
    powers = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication", "rolinherit")

    for role in (*ROLES, "carbot_owner"):
        assert {power: catalog.roles[role][power] for power in powers} == dict.fromkeys(powers, False), role


def test_a_role_that_connects_owns_nothing(catalog: Catalog) -> None:
    assert {role: catalog.roles[role]["owned"] for role in LOGIN_ROLES} == dict.fromkeys(LOGIN_ROLES, 0)


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
    # One that is leakproof is asked about rows before the wall is.
    assert not any(function["is_leakproof"] for function in catalog.functions)


def test_nothing_is_granted_to_public(catalog: Catalog) -> None:
    assert catalog.public_grants == []


def test_a_pools_statements_and_idle_transactions_end(catalog: Catalog) -> None:
    for role in POOLED:
        limit = "60s" if role in (DatabaseRole.WORKER, DatabaseRole.SYSTEM) else "10s"
        wanted = {"statement_timeout": limit, "idle_in_transaction_session_timeout": "30s"}
        assert catalog.role_settings[role.value] == wanted, role


def test_no_role_may_truncate_reference_trigger_or_create(catalog: Catalog) -> None:
    assert catalog.powers == ["carbot_lookup CREATE in lookup"]


def test_no_role_that_connects_may_become_another(catalog: Catalog) -> None:
    assert catalog.becomes == []


def test_what_will_be_made_is_granted_to_nobody(catalog: Catalog) -> None:
    assert catalog.default_grants == []


def test_no_setting_of_this_database_overrules_the_roles(catalog: Catalog) -> None:
    assert catalog.local_settings == []


def test_no_extension_brings_functions_of_its_own(catalog: Catalog) -> None:
    assert catalog.extensions == ["plpgsql"]


def test_the_bookkeeping_of_migrations_is_the_owners_and_only_the_backup_reads_it(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        for role in ROLES:
            rights = "INSERT, UPDATE" if role == "carbot_backup" else "SELECT, INSERT, UPDATE"
            query = sql.SQL("SELECT has_any_column_privilege({}, 'alembic_version', {})")
            (may,) = connection.execute(query.format(sql.Literal(role), sql.Literal(rights))).fetchone() or (None,)
            assert may is False, role
