"""Partners: keys of idempotency, apps, where they are installed, the codes and tokens they act with, their use by day.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORKSHOP = "(select nullif(current_setting('app.workshop_id', true), '')::uuid)"
CONVERSATION = "(select nullif(current_setting('app.conversation_id', true), '')::uuid)"

TABLES = {
    # table: what carbot_api may do, what carbot_system may read, what it may do beyond
    "idempotency_keys": (
        "SELECT, INSERT, UPDATE (body, answer, created_at, expires_at)",
        "workshop_id, id, expires_at",
        "DELETE",
    ),
    "installations": (
        "SELECT, INSERT, UPDATE (scopes, secret_hash, revoked_at)",
        "workshop_id, id",
        "UPDATE (last_used_at)",
    ),
    "installation_days": ("SELECT", "workshop_id, id, installation_id, day, requests", "INSERT, UPDATE (requests)"),
    "authorization_codes": ("SELECT, INSERT, UPDATE (used_at)", "workshop_id, id, expires_at", "DELETE"),
    "partner_tokens": ("SELECT, INSERT, UPDATE (ended_at)", "workshop_id, id, expires_at", "DELETE"),
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_keys()
    create_installations()
    create_grants()
    wall_in()
    open_visitors()
    open_apps()
    create_lookups()
    # A lead entered by hand has its key among all others.
    op.drop_index("leads_member_key_uq", table_name="leads")


def workshop_table(name: str, *columns: sa.Column | sa.Constraint) -> None:
    """A table of the workshop class: its key, its id, and the way it goes with the workshop."""
    op.create_table(
        name,
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f(f"{name}_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f(f"{name}_pk")),
    )


def within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A reference inside the workshop; the row goes with what it refers to."""
    return sa.ForeignKeyConstraint(
        ["workshop_id", column],
        [f"{target}.workshop_id", f"{target}.id"],
        name=op.f(f"{table}_workshop_id_{column}_fk"),
        ondelete="CASCADE",
    )


def now(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def create_keys() -> None:
    workshop_table(
        "idempotency_keys",
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        now("created_at"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        within("idempotency_keys", "conversation_id", "conversations"),
    )
    op.create_index("idempotency_keys_name_uq", "idempotency_keys", ["workshop_id", "name"], unique=True)
    op.create_index(
        "idempotency_keys_workshop_id_conversation_id_ix", "idempotency_keys", ["workshop_id", "conversation_id"]
    )
    op.create_index("idempotency_keys_expires_at_ix", "idempotency_keys", ["expires_at"])


def create_installations() -> None:
    op.create_table(
        "partner_apps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("developer", sa.String(length=120), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("redirect_uris", postgresql.ARRAY(sa.String(length=500)), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        now("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("partner_apps_pk")),
    )
    op.create_index("partner_apps_client_id_uq", "partner_apps", ["client_id"], unique=True)
    workshop_table(
        "installations",
        sa.Column("app_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=True),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("scopes", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("installed_by", sa.String(length=120), nullable=True),
        now("created_at"),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["app_id"], ["partner_apps.id"], name=op.f("installations_app_id_fk"), ondelete="RESTRICT"
        ),
    )
    op.create_index(
        "installations_live_app_uq",
        "installations",
        ["workshop_id", "app_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_index("installations_app_id_ix", "installations", ["app_id"])
    op.create_index("installations_client_id_ix", "installations", ["client_id"])
    op.create_index("installations_workshop_id_created_at_ix", "installations", ["workshop_id", "created_at"])
    workshop_table(
        "installation_days",
        sa.Column("installation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("requests", sa.Integer(), server_default=sa.text("0"), nullable=False),
        within("installation_days", "installation_id", "installations"),
    )
    op.create_index(
        "installation_days_installation_uq",
        "installation_days",
        ["workshop_id", "installation_id", "day"],
        unique=True,
    )


def create_grants() -> None:
    workshop_table(
        "authorization_codes",
        sa.Column("installation_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("redirect_uri", sa.String(length=500), nullable=False),
        sa.Column("challenge", sa.String(length=128), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        now("created_at"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        within("authorization_codes", "installation_id", "installations"),
    )
    workshop_table(
        "partner_tokens",
        sa.Column("installation_id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        now("created_at"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('ACCESS', 'REFRESH')", name=op.f("partner_tokens_kind_ck")),
        within("partner_tokens", "installation_id", "installations"),
    )
    for table, hashed in (("authorization_codes", "code_hash"), ("partner_tokens", "token_hash")):
        op.create_index(f"{table}_{hashed}_ix", table, [hashed])
        op.create_index(f"{table}_workshop_id_installation_id_ix", table, ["workshop_id", "installation_id"])
        op.create_index(f"{table}_expires_at_ix", table, ["expires_at"])
    op.create_index("partner_tokens_workshop_id_family_id_ix", "partner_tokens", ["workshop_id", "family_id"])


def wall_in() -> None:
    for table in (*TABLES, "partner_apps"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
    own = f"workshop_id = {WORKSHOP}"
    for table, (api, readable, system) in TABLES.items():
        op.execute(f"CREATE POLICY tenant ON {table} TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
        op.execute(f"GRANT {api} ON {table} TO carbot_api")
        op.execute(f"CREATE POLICY system ON {table} TO carbot_system USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT ({readable}), {system} ON {table} TO carbot_system")


def open_visitors() -> None:
    """A visitor's keys are those of the own conversation."""
    own = f"workshop_id = {WORKSHOP} AND conversation_id = {CONVERSATION}"
    op.execute(f"CREATE POLICY visitor ON idempotency_keys TO carbot_visitor USING ({own}) WITH CHECK ({own})")
    op.execute(
        "GRANT SELECT, INSERT, UPDATE (body, answer, created_at, expires_at) ON idempotency_keys TO carbot_visitor"
    )


def open_apps() -> None:
    """Everybody may know of the apps; of a secret only its look-up knows the hash."""
    op.execute("CREATE POLICY everybody ON partner_apps FOR SELECT TO PUBLIC USING (true)")
    op.execute(
        "GRANT SELECT (id, name, developer, client_id, redirect_uris, scopes, created_at) ON partner_apps TO carbot_api"
    )


def create_lookups() -> None:
    """From a token, a code or a client's secret to the installation, and nothing else; owned by carbot_lookup."""
    for table, columns in {
        "installations": "workshop_id, id, app_id, name, client_id, secret_hash, scopes, revoked_at",
        "authorization_codes": "workshop_id, installation_id, code_hash",
        "partner_tokens": "workshop_id, installation_id, kind, token_hash, scopes, expires_at, ended_at",
    }.items():
        op.execute(f"CREATE POLICY lookup ON {table} FOR SELECT TO carbot_lookup USING (true)")
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO carbot_lookup")
    op.execute("GRANT SELECT (id, client_id, secret_hash) ON partner_apps TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    # What a token may do is what it was given, as far as the installation still has it.
    op.execute("""
        CREATE FUNCTION lookup.partner_token(wanted bytea)
        RETURNS TABLE (workshop_id uuid, organization_id uuid, installation_id uuid, name text, scopes text[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT i.workshop_id, w.organization_id, i.id, i.name::text,
                   ARRAY(SELECT unnest(t.scopes::text[]) INTERSECT SELECT unnest(i.scopes::text[]) ORDER BY 1)
            FROM public.partner_tokens t
            JOIN public.installations i ON i.workshop_id = t.workshop_id AND i.id = t.installation_id
            JOIN public.workshops w ON w.id = i.workshop_id
            WHERE t.token_hash = wanted AND t.kind = 'ACCESS' AND t.ended_at IS NULL AND t.expires_at > now()
              AND i.revoked_at IS NULL
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.partner_grant(wanted bytea)
        RETURNS TABLE (workshop_id uuid, organization_id uuid, installation_id uuid, app_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT i.workshop_id, w.organization_id, i.id, i.app_id
            FROM (SELECT t.workshop_id, t.installation_id FROM public.partner_tokens t WHERE t.token_hash = wanted
                  UNION ALL
                  SELECT c.workshop_id, c.installation_id FROM public.authorization_codes c
                  WHERE c.code_hash = wanted) found
            JOIN public.installations i ON i.workshop_id = found.workshop_id AND i.id = found.installation_id
            JOIN public.workshops w ON w.id = i.workshop_id
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.partner_client(wanted text, secret bytea, installation uuid)
        RETURNS TABLE (app_id uuid, is_confidential boolean, is_proven boolean, workshop_id uuid,
                       organization_id uuid, installation_id uuid, scopes text[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT a.id, a.secret_hash IS NOT NULL, coalesce(a.secret_hash = secret, false), i.workshop_id,
                   w.organization_id, i.id, i.scopes::text[]
            FROM public.partner_apps a
            LEFT JOIN public.installations i
                   ON i.app_id = a.id AND i.id = installation AND i.revoked_at IS NULL AND a.secret_hash = secret
            LEFT JOIN public.workshops w ON w.id = i.workshop_id
            WHERE a.client_id = wanted
            UNION ALL
            SELECT NULL, true, true, i.workshop_id, w.organization_id, i.id, i.scopes::text[]
            FROM public.installations i JOIN public.workshops w ON w.id = i.workshop_id
            WHERE i.client_id = wanted AND i.secret_hash = secret AND i.revoked_at IS NULL
        $$""")
    op.execute(
        "GRANT EXECUTE ON FUNCTION lookup.partner_token(bytea), lookup.partner_grant(bytea),"
        " lookup.partner_client(text, bytea, uuid) TO carbot_api"
    )
    op.execute("RESET ROLE")
