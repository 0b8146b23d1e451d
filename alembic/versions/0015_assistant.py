"""The assistant's settings, and the people's side of conversations: labels, ratings, presence, replies by mail.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WORKSHOP = "(SELECT nullif(current_setting('app.workshop_id', true), '')::uuid)"
OWNER = sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    add_columns()
    create_settings()
    create_links()
    wall_in()
    fill()
    renew_lookup()


def add_columns() -> None:
    for column in (
        sa.Column("taken_over_by", sa.String(length=120), nullable=True),
        sa.Column("visitor_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("labels", postgresql.ARRAY(sa.String(length=40)), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("rating", sa.String(length=32), nullable=True),
        sa.Column("rating_comment", sa.String(length=500), nullable=True),
        sa.Column("mail_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
    ):
        op.add_column("conversations", column)
    op.execute(
        "ALTER TABLE conversations ADD CONSTRAINT conversations_rating_ck CHECK (rating IN ('UP', 'DOWN')) NOT VALID"
    )
    op.execute("ALTER TABLE conversations VALIDATE CONSTRAINT conversations_rating_ck")
    op.execute("GRANT UPDATE (visitor_seen_at, rating, rating_comment) ON conversations TO carbot_visitor")
    for column in (
        sa.Column("avatar_icon", sa.String(length=32), server_default="CARBOT", nullable=False),
        sa.Column("avatar_text", sa.String(length=8), nullable=True),
        sa.Column(
            "quick_replies", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
        ),
    ):
        op.add_column("widget_settings", column)
    op.create_check_constraint(
        op.f("widget_settings_avatar_icon_ck"),
        "widget_settings",
        "avatar_icon IN ('CARBOT', 'CAR', 'WRENCH', 'GEAR', 'PERSON')",
    )


def create_settings() -> None:
    op.create_table(
        "assistant_settings",
        sa.Column("workshop_id", sa.Uuid(), server_default=OWNER, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tone", sa.String(length=32), server_default="FORMAL", nullable=False),
        sa.Column(
            "languages",
            postgresql.ARRAY(sa.String(length=2)),
            server_default=sa.text("'{DE,EN,TR,PL}'"),
            nullable=False,
        ),
        sa.Column("instructions", sa.Text(), nullable=True),
        sa.Column("handover_after_gaps", sa.Integer(), server_default=sa.text("3"), nullable=False),
        sa.Column(
            "handover_keywords",
            postgresql.ARRAY(sa.String(length=40)),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("handover_only_when_open", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("tone IN ('FORMAL', 'INFORMAL')", name=op.f("assistant_settings_tone_ck")),
        sa.CheckConstraint("cardinality(languages) > 0", name=op.f("assistant_settings_languages_ck")),
        sa.CheckConstraint(
            "handover_after_gaps BETWEEN 0 AND 9", name=op.f("assistant_settings_handover_after_gaps_ck")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("assistant_settings_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("assistant_settings_pk")),
    )
    op.create_index("assistant_settings_workshop_id_uq", "assistant_settings", ["workshop_id"], unique=True)


def create_links() -> None:
    op.create_table(
        "conversation_links",
        sa.Column("workshop_id", sa.Uuid(), server_default=OWNER, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "conversation_id"],
            ["conversations.workshop_id", "conversations.id"],
            name=op.f("conversation_links_workshop_id_conversation_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("conversation_links_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("conversation_links_pk")),
    )
    op.create_index("conversation_links_token_hash_ix", "conversation_links", ["token_hash"])
    op.create_index(
        "conversation_links_workshop_id_conversation_id_ix", "conversation_links", ["workshop_id", "conversation_id"]
    )


def wall_in() -> None:
    own = f"workshop_id = {WORKSHOP}"
    for table in ("assistant_settings", "conversation_links"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
        op.execute(f"CREATE POLICY tenant ON {table} TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT, UPDATE ON assistant_settings TO carbot_api")
    op.execute("GRANT SELECT ON assistant_settings TO carbot_worker")
    op.execute("CREATE POLICY identity_insert ON assistant_settings FOR INSERT TO carbot_identity WITH CHECK (true)")
    op.execute("GRANT INSERT ON assistant_settings TO carbot_identity")
    # What a widget shows; the instructions are nobody's business.
    op.execute(f"CREATE POLICY visitor ON assistant_settings FOR SELECT TO carbot_visitor USING ({own})")
    op.execute("GRANT SELECT (workshop_id, tone, languages) ON assistant_settings TO carbot_visitor")
    op.execute("GRANT SELECT ON conversation_links TO carbot_api")
    op.execute("GRANT SELECT, INSERT ON conversation_links TO carbot_worker")


def fill() -> None:
    """Every workshop has settings."""
    op.execute("INSERT INTO assistant_settings (workshop_id, id) SELECT id, gen_random_uuid() FROM workshops")


def renew_lookup() -> None:
    """A link's token opens its conversation as the visitor's own does."""
    op.execute("CREATE POLICY lookup ON conversation_links FOR SELECT TO carbot_lookup USING (true)")
    op.execute(
        "GRANT SELECT (workshop_id, conversation_id, token_hash, expires_at) ON conversation_links TO carbot_lookup"
    )
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("""
        CREATE OR REPLACE FUNCTION lookup.conversation(wanted bytea)
        RETURNS TABLE (workshop_id uuid, conversation_id uuid, client_key_id uuid, is_blocked boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT c.workshop_id, c.id, c.client_key_id,
                   EXISTS (SELECT 1 FROM public.visitor_blocks b
                           WHERE b.workshop_id = c.workshop_id AND b.conversation_id = c.id)
                   OR EXISTS (SELECT 1 FROM public.visitor_blocks b
                              WHERE b.workshop_id = c.workshop_id AND b.visitor_hash = c.visitor_hash)
            FROM public.conversations c WHERE c.token_hash = wanted AND c.token_expires_at > now()
            UNION ALL
            SELECT c.workshop_id, c.id, c.client_key_id,
                   EXISTS (SELECT 1 FROM public.visitor_blocks b
                           WHERE b.workshop_id = c.workshop_id AND b.conversation_id = c.id)
                   OR EXISTS (SELECT 1 FROM public.visitor_blocks b
                              WHERE b.workshop_id = c.workshop_id AND b.visitor_hash = c.visitor_hash)
            FROM public.conversation_links l
            JOIN public.conversations c ON c.workshop_id = l.workshop_id AND c.id = l.conversation_id
            WHERE l.token_hash = wanted AND l.expires_at > now()
        $$""")
    op.execute("RESET ROLE")
