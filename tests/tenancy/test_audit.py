"""The audit of the catalogs notices what a careless migration would do."""

from collections.abc import Callable

import psycopg
import pytest
from psycopg.rows import dict_row

from tenants.models import Tenancy
from tests.tenancy import test_keys, test_roles, test_walls
from tests.tenancy.catalog import Catalog, read_catalog

Audit = Callable[[Catalog], None]


def leads(audit: Callable[[Catalog, str, str], None]) -> Audit:
    """An audit of one table, asked about leads."""
    return lambda catalog: audit(catalog, "leads", "workshop_id")


FORCED = test_walls.test_row_level_security_is_enabled_and_forced_on_every_table_and_partition
VIEWS = test_walls.test_there_is_no_view_that_reads_as_its_owner_and_no_foreign_table
TENANT = leads(test_walls.test_a_workshops_table_shows_members_and_jobs_this_workshops_rows_only)


def accounts(catalog: Catalog) -> None:
    """The audit of the people's own tables."""
    test_walls.test_organizations_and_accounts_are_walled_by_their_own_key(catalog, Tenancy.ACCOUNT, "account_id")


CARELESS: list[tuple[str, Audit]] = [
    ("ALTER TABLE leads DISABLE ROW LEVEL SECURITY", FORCED),
    ("ALTER TABLE leads NO FORCE ROW LEVEL SECURITY", FORCED),
    (
        "CREATE TABLE messages_next PARTITION OF messages FOR VALUES FROM "
        "('ffffffff-0000-0000-0000-000000000000') TO (MAXVALUE)",
        FORCED,
    ),
    ("CREATE TABLE forgotten (id uuid)", test_walls.test_the_database_has_the_tables_of_the_models_and_no_others),
    ("CREATE VIEW every_lead AS SELECT * FROM leads", VIEWS),
    ("CREATE MATERIALIZED VIEW every_lead AS SELECT * FROM leads", VIEWS),
    ("CREATE POLICY wide ON leads TO carbot_api USING (true)", TENANT),
    ("ALTER POLICY tenant ON leads WITH CHECK (true)", TENANT),
    (
        "ALTER POLICY tenant ON leads USING (workshop_id = current_setting('app.workshop_id')::uuid OR score > 90)",
        TENANT,
    ),
    ("DROP POLICY tenant ON leads", TENANT),
    (
        "CREATE POLICY wide ON leads FOR SELECT TO carbot_visitor USING (workshop_id = (SELECT "
        "nullif(current_setting('app.workshop_id', true), '')::uuid))",
        leads(test_walls.test_a_visitors_policy_requires_workshop_and_conversation),
    ),
    (
        "CREATE POLICY wide ON leads FOR SELECT TO PUBLIC USING (true)",
        test_walls.test_every_policy_widens_by_name_and_none_is_for_everybody_but_to_read_reference_data,
    ),
    ("DROP POLICY backup ON leads", test_walls.test_every_table_lets_the_owner_migrate_and_the_backup_read),
    ("ALTER POLICY tenant ON accounts USING (true)", accounts),
    ("GRANT SELECT ON leads TO PUBLIC", test_roles.test_nothing_is_granted_to_public),
    ("GRANT SELECT (name) ON leads TO PUBLIC", test_roles.test_nothing_is_granted_to_public),
    (
        "CREATE FUNCTION every_lead() RETURNS SETOF leads LANGUAGE sql AS 'SELECT * FROM leads'",
        test_roles.test_nothing_is_granted_to_public,
    ),
    (
        "CREATE FUNCTION every_lead() RETURNS SETOF leads LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM leads'",
        test_roles.test_a_function_that_acts_as_its_owner_is_a_lookup_with_a_pinned_path,
    ),
    ("CREATE UNIQUE INDEX leads_id_uq ON leads (id)", test_keys.test_every_unique_key_holds_the_tenants_key),
    (
        "CREATE INDEX leads_email_ix ON leads (email)",
        test_keys.test_every_index_begins_with_the_tenants_key_or_says_why_not,
    ),
    ("DROP INDEX leads_workshop_id_assignee_id_created_at_id_ix", test_keys.test_every_reference_is_found_by_an_index),
    (
        "ALTER TABLE leads ADD COLUMN friend uuid REFERENCES library_services (id)",
        test_keys.test_every_reference_between_tenants_tables_carries_the_key_on_both_sides,
    ),
    (
        "ALTER TABLE leads DROP CONSTRAINT leads_workshop_id_assignee_id_fk, ADD FOREIGN KEY "
        "(workshop_id, assignee_id) REFERENCES members (workshop_id, id) ON DELETE SET NULL",
        test_keys.test_a_reference_that_is_blanked_leaves_the_tenants_key_alone,
    ),
]


def test_the_audit_is_content_with_what_the_migrations_made(catalog: Catalog) -> None:
    for _, audit in CARELESS:
        audit(catalog)


@pytest.mark.parametrize(("migration", "audit"), CARELESS, ids=[migration[:60] for migration, _ in CARELESS])
def test_a_careless_migration_is_noticed(owner_url: str, migration: str, audit: Audit) -> None:
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        connection.execute("SET LOCAL lock_timeout = '5s'")
        connection.execute(migration.encode())
        catalog = read_catalog(connection)
        connection.rollback()

    with pytest.raises((AssertionError, ValueError, KeyError)):
        audit(catalog)
