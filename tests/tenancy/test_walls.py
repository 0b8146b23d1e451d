"""Every table stands behind the wall of its class, in the catalogs as all migrations left them."""

import pytest
from sqlalchemy.orm import Mapper

from tenants.models import Base, Tenancy
from tests.tenancy.catalog import Catalog, bound, normal, tables_of

MODELS = sorted(Base.registry.mappers, key=lambda mapper: str(mapper.class_.__tablename__))
BOOKKEEPING = "alembic_version"
TENANT_ROLES = frozenset({"carbot_api", "carbot_worker", "carbot_visitor"})
PUBLIC_PROFILE = frozenset(
    {
        "workshops",
        "widget_settings",
        "assistant_settings",
        "opening_intervals",
        "closures",
        "services",
        "price_rules",
    }
)


@pytest.mark.parametrize("mapper", MODELS, ids=lambda mapper: mapper.class_.__name__)
def test_every_model_declares_its_class(mapper: Mapper[Base]) -> None:
    model = mapper.class_

    assert isinstance(getattr(model, "__tenancy__", None), Tenancy)
    keyed = model.__tenancy__ in (Tenancy.WORKSHOP, Tenancy.ORGANIZATION, Tenancy.ACCOUNT)
    assert bool(model.__tenant_key__) is keyed
    assert not keyed or model.__tenant_key__ in mapper.columns


def test_the_database_has_the_tables_of_the_models_and_no_others(catalog: Catalog) -> None:
    tables = {name for name, table in catalog.tables.items() if not table["is_partition"]}

    assert tables - {BOOKKEEPING} == {str(mapper.class_.__tablename__) for mapper in MODELS}
    assert {table["schema"] for table in catalog.tables.values()} == {"public"}


def test_row_level_security_is_enabled_and_forced_on_every_table_and_partition(catalog: Catalog) -> None:
    open_tables = [name for name, table in catalog.tables.items() if not (table["enabled"] and table["forced"])]

    assert open_tables == [BOOKKEEPING]
    assert [name for name, table in catalog.tables.items() if table["is_partition"]] == ["messages_default"]


def test_there_is_no_view_that_reads_as_its_owner_and_no_foreign_table(catalog: Catalog) -> None:
    assert {table["kind"] for table in catalog.tables.values()} == {"r", "p"}


def test_every_policy_widens_by_name_and_none_is_for_everybody_but_to_read_reference_data(catalog: Catalog) -> None:
    everybody = [(p["table"], p["command"]) for p in catalog.policies if "public" in p["roles"]]

    assert sorted(everybody) == sorted((table, "SELECT") for table in tables_of(Tenancy.REFERENCE))


@pytest.mark.parametrize(("table", "key"), sorted(tables_of(Tenancy.WORKSHOP).items()))
def test_a_workshops_table_shows_members_and_jobs_this_workshops_rows_only(
    catalog: Catalog, table: str, key: str
) -> None:
    tenants = [p for p in catalog.policies_of(table) if {"carbot_api", "carbot_worker"} & set(p["roles"])]

    (policy,) = tenants
    assert (policy["roles"], policy["command"]) == (["carbot_api", "carbot_worker"], "ALL")
    assert normal(policy["using"]) == bound(key, "workshop_id")
    assert normal(policy["check"]) == bound(key, "workshop_id")


@pytest.mark.parametrize(("table", "key"), sorted(tables_of(Tenancy.WORKSHOP).items()))
def test_a_visitors_policy_requires_workshop_and_conversation(catalog: Catalog, table: str, key: str) -> None:
    for policy in catalog.policies_of(table):
        if "carbot_visitor" not in policy["roles"]:
            continue
        wanted = [bound(key, "workshop_id")]
        if table not in PUBLIC_PROFILE:
            wanted.append(bound("id" if table == "conversations" else "conversation_id", "conversation_id"))
        for condition in (policy["using"], policy["check"]):
            if condition is None:
                continue
            conjuncts = normal(condition).split("and")
            assert " or " not in condition.lower()
            assert set(wanted) <= set(conjuncts), (policy["name"], condition)
        writes = policy["command"] in ("ALL", "INSERT", "UPDATE")
        assert (policy["check"] is not None) is writes
        assert not (writes and table in PUBLIC_PROFILE)


@pytest.mark.parametrize(
    ("tenancy", "setting"), [(Tenancy.ORGANIZATION, "organization_id"), (Tenancy.ACCOUNT, "account_id")]
)
def test_organizations_and_accounts_are_walled_by_their_own_key(
    catalog: Catalog, tenancy: Tenancy, setting: str
) -> None:
    tables = tables_of(tenancy)

    assert tables
    for table, key in tables.items():
        tenants = [p for p in catalog.policies_of(table) if TENANT_ROLES & set(p["roles"])]
        assert tenants, table
        for policy in tenants:
            assert "carbot_visitor" not in policy["roles"]
            assert normal(policy["using"]) == bound(key, setting)
            assert normal(policy["check"]) == bound(key, setting)


def test_everybody_puts_jobs_into_the_outbox_and_relay_worker_and_operators_read_them(catalog: Catalog) -> None:
    readers = {
        role
        for policy in catalog.policies_of("outbox")
        if policy["command"] in ("ALL", "SELECT")
        for role in policy["roles"]
    }

    assert readers == {"carbot_owner", "carbot_backup", "carbot_system", "carbot_worker", "carbot_operator"}


def test_reference_data_are_read_by_policy_and_written_by_the_owner_alone(catalog: Catalog) -> None:
    for table in tables_of(Tenancy.REFERENCE):
        writers = [p["roles"] for p in catalog.policies_of(table) if p["command"] != "SELECT"]
        assert writers == [["carbot_owner"]], table


def test_every_table_lets_the_owner_migrate_and_the_backup_read(catalog: Catalog) -> None:
    for table in catalog.tables.values():
        if table["is_partition"] or table["name"] == BOOKKEEPING:
            continue
        found = {p["name"]: p for p in catalog.policies_of(table["name"])}
        owner, backup = found["owner"], found["backup"]
        assert (owner["roles"], owner["command"], owner["using"], owner["check"]) == (
            ["carbot_owner"],
            "ALL",
            "true",
            "true",
        )
        assert (backup["roles"], backup["command"], backup["using"]) == (["carbot_backup"], "SELECT", "true")


def test_nothing_is_published(catalog: Catalog) -> None:
    assert catalog.publications == []


def test_no_rule_rewrites_a_statement_into_its_owners(catalog: Catalog) -> None:
    assert catalog.rules == []
