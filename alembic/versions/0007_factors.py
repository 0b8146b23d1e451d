"""Factors: codes of an app, recovery codes, sign-ins by other providers, and tokens of native clients.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)"
TABLES = ("totp_factors", "recovery_codes", "sign_in_challenges", "linked_sign_ins")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_tables()
    wall_in()
    let_native_clients_in()


def create_tables() -> None:
    op.create_table(
        "totp_factors",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("enabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("totp_factors_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("totp_factors_pk")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("recovery_codes_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("recovery_codes_pk")),
    )
    op.create_table(
        "sign_in_challenges",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("wants_tokens", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("sign_in_challenges_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("sign_in_challenges_pk")),
    )
    op.create_index("sign_in_challenges_token_hash_ix", "sign_in_challenges", ["token_hash"])
    op.create_index("sign_in_challenges_expires_at_ix", "sign_in_challenges", ["expires_at"])
    op.create_table(
        "linked_sign_ins",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("provider_name", sa.String(length=60), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("linked_sign_ins_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("linked_sign_ins_pk")),
    )
    op.create_index("linked_sign_ins_issuer_subject_uq", "linked_sign_ins", ["issuer", "subject"], unique=True)


def wall_in() -> None:
    """A person's own rows for the person; all of them for carbot_identity, which works before anybody is known."""
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
        op.execute(f"CREATE POLICY tenant ON {table} FOR ALL TO carbot_api USING ({ACCOUNT}) WITH CHECK ({ACCOUNT})")
        op.execute(f"CREATE POLICY identity ON {table} FOR ALL TO carbot_identity USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON totp_factors, recovery_codes TO carbot_api")
    op.execute("GRANT SELECT, DELETE ON sign_in_challenges, linked_sign_ins TO carbot_api")
    op.execute("GRANT SELECT, UPDATE (sealed_secret, last_step) ON totp_factors TO carbot_identity")
    op.execute("GRANT SELECT, UPDATE (used_at) ON recovery_codes TO carbot_identity")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_challenges TO carbot_identity")
    op.execute("GRANT SELECT, INSERT, UPDATE ON linked_sign_ins TO carbot_identity")
    op.execute("CREATE POLICY system ON sign_in_challenges FOR ALL TO carbot_system USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT (id, expires_at), DELETE ON sign_in_challenges TO carbot_system")


def let_native_clients_in() -> None:
    """A native client's session has three tokens instead of a browser's one; they say nothing of a role."""
    op.add_column("sessions", sa.Column("kind", sa.String(length=32), server_default="BROWSER", nullable=False))
    op.add_column("sessions", sa.Column("family_hash", sa.LargeBinary(length=32), nullable=True))
    op.add_column("sessions", sa.Column("refresh_hash", sa.LargeBinary(length=32), nullable=True))
    op.add_column("sessions", sa.Column("access_hash", sa.LargeBinary(length=32), nullable=True))
    op.add_column("sessions", sa.Column("access_expires_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column("sessions", "token_hash", nullable=True)
    op.create_check_constraint(op.f("sessions_kind_ck"), "sessions", "kind IN ('BROWSER', 'NATIVE')")
    op.create_check_constraint(
        op.f("sessions_tokens_ck"),
        "sessions",
        "(kind = 'BROWSER') = (token_hash IS NOT NULL) AND"
        " (kind = 'NATIVE') = (num_nonnulls(family_hash, refresh_hash, access_hash, access_expires_at) = 4)",
    )
    for column in ("access_hash", "family_hash"):
        op.create_index(
            f"sessions_{column}_ix", "sessions", [column], postgresql_where=sa.text(f"{column} IS NOT NULL")
        )
    op.execute("GRANT SELECT (access_hash, access_expires_at) ON sessions TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("""
        CREATE FUNCTION lookup.access_token(wanted bytea)
        RETURNS TABLE (session_id uuid, account_id uuid, workshop_id uuid, organization_id uuid, member_id uuid,
                       member_role text, member_name text, language text, last_used_at timestamptz,
                       is_outdated boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT s.id, s.account_id, m.workshop_id, w.organization_id, m.id, m.role::text, m.name::text,
                   a.language::text, s.last_used_at, false
            FROM public.sessions s
            JOIN public.accounts a ON a.id = s.account_id
            LEFT JOIN LATERAL (
                SELECT each.workshop_id, each.id, each.role, each.name
                FROM public.members each WHERE each.account_id = s.account_id
                ORDER BY each.workshop_id IS NOT DISTINCT FROM s.workshop_id DESC, each.entered_at DESC NULLS LAST,
                         each.created_at
                LIMIT 1
            ) m ON true
            LEFT JOIN public.workshops w ON w.id = m.workshop_id
            WHERE s.access_hash = wanted AND s.access_expires_at > now()
              AND s.expires_at > now() AND s.last_used_at > now() - interval '12 hours'
        $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.access_token(bytea) TO carbot_api")
    op.execute("RESET ROLE")
