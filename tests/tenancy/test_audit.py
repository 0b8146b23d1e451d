"""The audit of the catalogs notices what a careless migration would do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg.rows import dict_row

from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.models import Tenancy
from tenants.provision import provision
from tests.tenancy import test_keys, test_rights, test_roles, test_walls
from tests.tenancy.catalog import Catalog, read_catalog

Audit = Callable[[Catalog], None]


def leads(audit: Callable[[Catalog, str, str], None]) -> Audit:
    """An audit of one table, asked about leads."""
    return lambda catalog: audit(catalog, "leads", "workshop_id")


FORCED = test_walls.test_row_level_security_is_enabled_and_forced_on_every_table_and_partition
VIEWS = test_walls.test_there_is_no_view_that_reads_as_its_owner_and_no_foreign_table
TENANT = leads(test_walls.test_a_workshops_table_shows_members_and_jobs_this_workshops_rows_only)


VISITOR = leads(test_walls.test_a_visitors_policy_requires_workshop_and_conversation)
BOUND = "workshop_id = (SELECT nullif(current_setting('app.{}', true), '')::uuid)"


def accounts(catalog: Catalog) -> None:
    """The audit of the people's own tables."""
    test_walls.test_organizations_and_accounts_are_walled_by_their_own_key(catalog, Tenancy.ACCOUNT, "account_id")


def rights(catalog: Catalog) -> None:
    """The audit of every grant and policy."""
    test_rights.compare(catalog.rights)


DEFINER = test_roles.test_a_function_that_acts_as_its_owner_is_a_lookup_with_a_pinned_path
POWERS = test_roles.test_no_role_may_truncate_reference_trigger_or_create
MEMBERS = test_roles.test_the_only_membership_lets_the_owner_become_lookup_without_inheriting
PASSING = test_roles.test_no_role_passes_the_walls
REFERENCES = test_keys.test_every_reference_between_tenants_tables_carries_the_key_on_both_sides


def required(catalog: Catalog) -> None:
    """The audit of one table's key."""
    test_keys.test_the_key_of_the_wall_is_required(catalog, "lead_events", "workshop_id")


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
    (f"ALTER POLICY tenant ON leads USING ({BOUND.format('workshop_id')} OR workshop_id IS NULL)", TENANT),
    (
        f"ALTER POLICY tenant ON leads USING ({BOUND.format('workshop_id')}"
        " OR current_setting('app.workshop_id', true) IS NULL)",
        TENANT,
    ),
    (f"ALTER POLICY tenant ON leads USING ({BOUND.format('organization_id')})", TENANT),
    (f"ALTER POLICY tenant ON leads WITH CHECK ({BOUND.format('account_id')})", TENANT),
    (
        "DROP POLICY tenant ON leads; CREATE POLICY tenant ON leads TO carbot_api, carbot_worker"
        f" USING ({BOUND.format('workshop_id')})",
        TENANT,
    ),
    ("ALTER POLICY tenant ON leads TO carbot_api, carbot_worker, carbot_visitor", TENANT),
    (f"CREATE POLICY wide ON leads FOR SELECT TO carbot_visitor USING ({BOUND.format('workshop_id')})", VISITOR),
    (
        f"ALTER POLICY visitor_read ON leads USING ({BOUND.format('workshop_id')} AND "
        f"(conversation_{BOUND.format('conversation_id').removeprefix('workshop_')} OR conversation_id IS NULL))",
        VISITOR,
    ),
    (
        "CREATE POLICY wide ON leads FOR SELECT TO PUBLIC USING (true)",
        test_walls.test_every_policy_widens_by_name_and_none_is_for_everybody_but_to_read_reference_data,
    ),
    ("DROP POLICY backup ON leads", test_walls.test_every_table_lets_the_owner_migrate_and_the_backup_read),
    ("ALTER POLICY tenant ON accounts USING (true)", accounts),
    ("GRANT SELECT ON leads TO PUBLIC", test_roles.test_nothing_is_granted_to_public),
    ("GRANT SELECT (name) ON leads TO PUBLIC", test_roles.test_nothing_is_granted_to_public),
    ("GRANT CREATE ON SCHEMA public TO PUBLIC", test_roles.test_nothing_is_granted_to_public),
    ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", test_roles.test_nothing_is_granted_to_public),
    (
        "ALTER DEFAULT PRIVILEGES FOR ROLE carbot_owner GRANT SELECT ON TABLES TO carbot_visitor",
        test_roles.test_what_will_be_made_is_granted_to_nobody,
    ),
    (
        "CREATE FUNCTION every_lead() RETURNS SETOF leads LANGUAGE sql AS 'SELECT * FROM leads'",
        test_roles.test_nothing_is_granted_to_public,
    ),
    (
        "CREATE FUNCTION every_lead() RETURNS SETOF leads LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM leads'",
        DEFINER,
    ),
    ("ALTER FUNCTION lookup.session RESET search_path", DEFINER),
    ("ALTER FUNCTION lookup.session SET search_path = public", DEFINER),
    ("GRANT EXECUTE ON FUNCTION lookup.session TO carbot_visitor", DEFINER),
    ("ALTER FUNCTION lookup.session OWNER TO carbot_owner", DEFINER),
    ("ALTER FUNCTION index_lines SECURITY DEFINER", DEFINER),
    ("ALTER FUNCTION search.fold LEAKPROOF", test_roles.test_every_function_has_a_pinned_path),
    ("GRANT TRUNCATE ON leads TO carbot_api", POWERS),
    ("GRANT REFERENCES (id) ON leads TO carbot_worker", POWERS),
    ("GRANT TRIGGER ON leads TO carbot_system", POWERS),
    ("GRANT CREATE ON SCHEMA public TO carbot_api", POWERS),
    ("GRANT SET ON PARAMETER session_replication_role TO carbot_api", POWERS),
    ("SELECT lo_create(0)", POWERS),
    ("GRANT pg_read_all_data TO carbot_api", MEMBERS),
    ("GRANT carbot_owner TO carbot_worker", test_roles.test_no_role_that_connects_may_become_another),
    ("GRANT carbot_lookup TO carbot_visitor", MEMBERS),
    ("ALTER ROLE carbot_api BYPASSRLS", PASSING),
    ("ALTER ROLE carbot_worker SUPERUSER", PASSING),
    ("ALTER ROLE carbot_lookup INHERIT", PASSING),
    ("ALTER TABLE closures OWNER TO carbot_api", test_roles.test_a_role_that_connects_owns_nothing),
    ("ALTER ROLE carbot_api SET statement_timeout = 0", test_roles.test_a_pools_statements_and_idle_transactions_end),
    (
        "ALTER ROLE carbot_api IN DATABASE {database} SET app.workshop_id = '00000000-0000-0000-0000-000000000000'",
        test_roles.test_no_setting_of_this_database_overrules_the_roles,
    ),
    (
        "ALTER DATABASE {database} SET row_security = off",
        test_roles.test_no_setting_of_this_database_overrules_the_roles,
    ),
    (
        "CREATE FOREIGN DATA WRAPPER elsewhere; CREATE SERVER elsewhere FOREIGN DATA WRAPPER elsewhere;"
        " CREATE FOREIGN TABLE every_lead (id uuid) SERVER elsewhere",
        VIEWS,
    ),
    ("CREATE PUBLICATION every_lead FOR TABLE leads", test_walls.test_nothing_is_published),
    (
        "CREATE RULE copied AS ON INSERT TO closures DO ALSO DELETE FROM leads",
        test_walls.test_no_rule_rewrites_a_statement_into_its_owners,
    ),
    ("CREATE UNIQUE INDEX leads_id_uq ON leads (id)", test_keys.test_every_unique_key_holds_the_tenants_key),
    (
        "ALTER TABLE leads ADD CONSTRAINT leads_email_one EXCLUDE (email WITH =)",
        test_keys.test_every_index_begins_with_the_tenants_key_or_says_why_not,
    ),
    (
        "CREATE INDEX leads_email_ix ON leads (email)",
        test_keys.test_every_index_begins_with_the_tenants_key_or_says_why_not,
    ),
    ("DROP INDEX leads_workshop_id_assignee_id_created_at_id_ix", test_keys.test_every_reference_is_found_by_an_index),
    ("ALTER TABLE lead_events DROP CONSTRAINT lead_events_pk, ALTER COLUMN workshop_id DROP NOT NULL", required),
    ("ALTER TABLE leads ADD COLUMN friend uuid REFERENCES library_services (id)", REFERENCES),
    (
        "CREATE UNIQUE INDEX leads_id_uq ON leads (id);"
        " ALTER TABLE turns ADD COLUMN lead_id uuid REFERENCES leads (id)",
        REFERENCES,
    ),
    (
        "ALTER TABLE leads DROP CONSTRAINT leads_workshop_id_assignee_id_fk, ADD FOREIGN KEY "
        "(workshop_id, assignee_id) REFERENCES members (workshop_id, id) NOT VALID",
        REFERENCES,
    ),
    (
        "ALTER TABLE leads DROP CONSTRAINT leads_workshop_id_assignee_id_fk, ADD FOREIGN KEY "
        "(workshop_id, assignee_id) REFERENCES members (workshop_id, id) ON DELETE SET NULL",
        test_keys.test_a_reference_that_is_blanked_leaves_the_tenants_key_alone,
    ),
    ("GRANT SELECT (score) ON leads TO carbot_visitor", rights),
    ("GRANT SELECT ON messages_default TO carbot_api", rights),
    ("GRANT DELETE ON audit_entries TO carbot_api", rights),
    ("CREATE POLICY wide ON turns FOR UPDATE TO carbot_identity USING (true)", rights),
]


Careless = Callable[[str], AbstractContextManager["psycopg.Connection[Any]"]]


@pytest.fixture(scope="module")
def careless(pg_admin_url: str, settings: Settings) -> Careless:
    """A database of nobody else's as a migration, run by a superuser after all others, would leave it; then undone."""
    name = f"{urlsplit(settings.database_url).path}_scratch"
    made = settings.model_copy(update={"database_url": urlsplit(settings.database_url)._replace(path=name).geturl()})
    provision(pg_admin_url, made)
    migrate(made)
    url = urlsplit(pg_admin_url)._replace(path=name).geturl()

    @contextmanager
    def run(migration: str) -> Iterator["psycopg.Connection[Any]"]:
        with psycopg.connect(pg_admin_url) as others, psycopg.connect(url, row_factory=dict_row) as connection:
            # Roles are the whole cluster's: nobody provisions meanwhile.
            others.execute("SELECT pg_advisory_xact_lock(hashtextextended('carbot:provision', 0))")
            connection.execute("SET LOCAL lock_timeout = '5s'")
            connection.execute(migration.replace("{database}", connection.info.dbname).encode())
            yield connection
            connection.rollback()

    return run


def test_the_audit_is_content_with_what_the_migrations_made(careless: Careless) -> None:
    with careless("SELECT") as connection:
        catalog = read_catalog(connection)

    for _, audit in CARELESS:
        audit(catalog)


@pytest.mark.parametrize(("migration", "audit"), CARELESS, ids=[migration[:90] for migration, _ in CARELESS])
def test_a_careless_migration_is_noticed(careless: Careless, migration: str, audit: Audit) -> None:
    with careless(migration) as connection:
        catalog = read_catalog(connection)

    with pytest.raises((AssertionError, ValueError, KeyError)):
        audit(catalog)
