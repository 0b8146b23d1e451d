"""Abuse: keys that end and keys for tests, blocked visitors, enquiries that look like spam, refusals of the limits.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WORKSHOP = "(SELECT nullif(current_setting('app.workshop_id', true), '')::uuid)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    add_columns()
    create_blocks()
    create_refusals()
    wall_in()
    renew_lookups()


def add_columns() -> None:
    op.add_column("client_keys", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("client_keys", "conversations", "leads"):
        op.add_column(table, sa.Column("is_test", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("conversations", sa.Column("visitor_hash", sa.LargeBinary(length=32), nullable=True))
    op.create_index(
        "conversations_workshop_id_visitor_hash_ix",
        "conversations",
        ["workshop_id", "visitor_hash"],
        unique=False,
        postgresql_where=sa.text("visitor_hash IS NOT NULL"),
    )
    op.add_column("leads", sa.Column("is_trapped", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    reasons = sa.Column(
        "spam_reasons", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
    )
    op.add_column("leads", reasons)
    op.execute("GRANT INSERT (is_test, is_trapped) ON leads TO carbot_visitor")


def create_blocks() -> None:
    op.create_table(
        "visitor_blocks",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("visitor_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("member_name", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("visitor_blocks_workshop_id_conversation_id_fk"),
            ondelete="SET NULL (conversation_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("visitor_blocks_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("visitor_blocks_pk")),
    )
    op.create_index(
        "visitor_blocks_workshop_id_conversation_id_uq",
        "visitor_blocks",
        ["workshop_id", "conversation_id"],
        unique=True,
    )
    op.create_index(
        "visitor_blocks_workshop_id_created_at_id_ix", "visitor_blocks", ["workshop_id", "created_at", "id"]
    )
    op.create_index("visitor_blocks_visitor_hash_ix", "visitor_blocks", ["visitor_hash"])


def create_refusals() -> None:
    op.create_table(
        "limit_refusals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rate_class", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("client_key_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.LargeBinary(length=32), nullable=False),
        sa.Column("count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("limit_refusals_pk")),
    )
    op.create_index(
        "limit_refusals_uq",
        "limit_refusals",
        ["hour", "rate_class", "source", "workshop_id", "client_key_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


def wall_in() -> None:
    for table in ("visitor_blocks", "limit_refusals"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
    own = f"workshop_id = {WORKSHOP}"
    op.execute(f"CREATE POLICY tenant ON visitor_blocks TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT, INSERT, DELETE ON visitor_blocks TO carbot_api")
    op.execute("GRANT SELECT ON visitor_blocks TO carbot_worker")
    op.execute("CREATE POLICY lookup ON visitor_blocks FOR SELECT TO carbot_lookup USING (true)")
    op.execute("GRANT SELECT (workshop_id, conversation_id, visitor_hash) ON visitor_blocks TO carbot_lookup")
    op.execute("CREATE POLICY system ON limit_refusals TO carbot_system USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON limit_refusals TO carbot_system")
    op.execute("CREATE POLICY operators ON limit_refusals FOR SELECT TO carbot_operator USING (true)")
    op.execute("GRANT SELECT ON limit_refusals TO carbot_operator")


def renew_lookups() -> None:
    """A key that has ended is none; whether a conversation's visitor, or somebody without one, is blocked."""
    op.execute("GRANT SELECT (ends_at, is_test) ON client_keys TO carbot_lookup")
    op.execute("GRANT SELECT (visitor_hash) ON conversations TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("DROP FUNCTION lookup.client_key(text), lookup.conversation(bytea)")
    op.execute("""
        CREATE FUNCTION lookup.client_key(wanted text)
        RETURNS TABLE (workshop_id uuid, organization_id uuid, client_key_id uuid, allowed_origins text[],
                       is_test boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT k.workshop_id, w.organization_id, k.id, k.allowed_origins::text[], k.is_test
            FROM public.client_keys k JOIN public.workshops w ON w.id = k.workshop_id
            WHERE k.key = wanted AND k.revoked_at IS NULL AND (k.ends_at IS NULL OR k.ends_at > now())
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.conversation(wanted bytea)
        RETURNS TABLE (workshop_id uuid, conversation_id uuid, client_key_id uuid, is_blocked boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT c.workshop_id, c.id, c.client_key_id,
                   EXISTS (SELECT 1 FROM public.visitor_blocks b
                           WHERE b.workshop_id = c.workshop_id AND b.conversation_id = c.id)
                   OR EXISTS (SELECT 1 FROM public.visitor_blocks b
                              WHERE b.workshop_id = c.workshop_id AND b.visitor_hash = c.visitor_hash)
            FROM public.conversations c WHERE c.token_hash = wanted AND c.token_expires_at > now()
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.blocked_visitor(wanted bytea)
        RETURNS TABLE (workshop_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT DISTINCT b.workshop_id FROM public.visitor_blocks b WHERE b.visitor_hash = wanted
        $$""")
    op.execute(
        "GRANT EXECUTE ON FUNCTION lookup.client_key(text), lookup.conversation(bytea), lookup.blocked_visitor(bytea)"
        " TO carbot_visitor"
    )
    op.execute("RESET ROLE")
