"""Memberships: invitations, persons in several workshops, new addresses, known devices, sessions that are renewed.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORKSHOP = "(select nullif(current_setting('app.workshop_id', true), '')::uuid)"
ACCOUNT = "(select nullif(current_setting('app.account_id', true), '')::uuid)"
PURPOSES = "'CONFIRM_EMAIL', 'RESET_PASSWORD', 'CHANGE_EMAIL'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_tables()
    extend_sessions()
    extend_links()
    wall_in()
    open_identity()
    open_system()
    create_lookups()


def create_tables() -> None:
    op.create_table(
        "invitations",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("invited_by", sa.String(length=120), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('OWNER', 'MANAGER', 'STAFF', 'VIEWER')", name=op.f("invitations_role_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("invitations_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("invitations_pk")),
    )
    op.create_index("invitations_workshop_id_email_uq", "invitations", ["workshop_id", "email"], unique=True)
    op.create_index("invitations_token_hash_ix", "invitations", ["token_hash"])
    op.create_index("invitations_expires_at_ix", "invitations", ["expires_at"])
    op.create_table(
        "devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("devices_account_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("devices_pk")),
    )
    op.create_index("devices_account_id_token_hash_uq", "devices", ["account_id", "token_hash"], unique=True)
    op.create_index("devices_last_used_at_ix", "devices", ["last_used_at"])


def extend_sessions() -> None:
    """A session knows the role its token was made for, and for moments the token it had before."""
    op.add_column("members", sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sessions", sa.Column("role", sa.String(length=32), nullable=True))
    op.add_column("sessions", sa.Column("previous_token_hash", sa.LargeBinary(length=32), nullable=True))
    op.add_column("sessions", sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("sessions_role_ck"), "sessions", "role IN ('OWNER', 'MANAGER', 'STAFF', 'VIEWER')")
    op.create_index(
        "sessions_previous_token_hash_ix",
        "sessions",
        ["previous_token_hash"],
        postgresql_where=sa.text("previous_token_hash IS NOT NULL"),
    )
    op.create_index("sessions_expires_at_ix", "sessions", ["expires_at"])
    # Sessions that are open stay as they are: their token was made for the role of today.
    op.execute(
        "UPDATE sessions s SET role = m.role FROM members m"
        " WHERE m.account_id = s.account_id AND m.workshop_id = s.workshop_id"
    )


def extend_links() -> None:
    """A link may be for another address than the account's."""
    op.add_column("email_links", sa.Column("email", sa.String(length=254), nullable=True))
    op.drop_constraint(op.f("email_links_purpose_ck"), "email_links", type_="check")
    op.create_check_constraint(op.f("email_links_purpose_ck"), "email_links", f"purpose IN ({PURPOSES})")
    op.create_check_constraint(
        op.f("email_links_new_address_has_one_ck"), "email_links", "(purpose = 'CHANGE_EMAIL') = (email IS NOT NULL)"
    )
    op.create_index("email_links_expires_at_ix", "email_links", ["expires_at"])


def wall_in() -> None:
    for table in ("invitations", "devices"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
    own = f"workshop_id = {WORKSHOP}"
    op.execute(f"CREATE POLICY tenant ON invitations TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT, INSERT, DELETE ON invitations TO carbot_api")
    op.execute("GRANT UPDATE (role, invited_by, token_hash, created_at, expires_at) ON invitations TO carbot_api")
    op.execute("GRANT SELECT, UPDATE (token_hash) ON invitations TO carbot_worker")
    own = f"account_id = {ACCOUNT}"
    op.execute(f"CREATE POLICY tenant ON devices TO carbot_api USING ({own}) WITH CHECK ({own})")
    # Who sets a new password has no more use for links that were mailed before.
    op.execute(f"CREATE POLICY tenant_api ON email_links TO carbot_api USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT (account_id, used_at), UPDATE (used_at) ON email_links TO carbot_api")


def open_identity() -> None:
    """Who joins, moves or has a new address: before there is a tenant, or in another one than the caller's."""
    op.execute("CREATE POLICY identity_select ON invitations FOR SELECT TO carbot_identity USING (true)")
    op.execute("CREATE POLICY identity_accept ON invitations FOR DELETE TO carbot_identity USING (true)")
    op.execute(
        "GRANT SELECT (workshop_id, id, email, role, token_hash, expires_at), DELETE ON invitations TO carbot_identity"
    )
    op.execute("CREATE POLICY identity_update ON members FOR UPDATE TO carbot_identity USING (true)")
    op.execute("GRANT SELECT (role, name, entered_at), UPDATE (name, email, entered_at) ON members TO carbot_identity")
    op.execute("CREATE POLICY identity_insert ON audit_entries FOR INSERT TO carbot_identity WITH CHECK (true)")
    op.execute("GRANT INSERT ON audit_entries TO carbot_identity")
    op.execute("CREATE POLICY identity ON devices TO carbot_identity USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT, INSERT, UPDATE (last_used_at) ON devices TO carbot_identity")


def open_system() -> None:
    """What is long over is removed."""
    for table, moment in (("invitations", "expires_at"), ("email_links", "expires_at"), ("devices", "last_used_at")):
        op.execute(f"CREATE POLICY system ON {table} TO carbot_system USING (true)")
        op.execute(f"GRANT SELECT (id, {moment}), DELETE ON {table} TO carbot_system")


def create_lookups() -> None:
    op.execute("CREATE POLICY lookup ON invitations FOR SELECT TO carbot_lookup USING (true)")
    op.execute(
        "GRANT SELECT (workshop_id, email, role, invited_by, token_hash, expires_at) ON invitations TO carbot_lookup"
    )
    op.execute("GRANT SELECT (role, previous_token_hash, renewed_at) ON sessions TO carbot_lookup")
    op.execute("GRANT SELECT (entered_at, created_at) ON members TO carbot_lookup")
    op.execute("GRANT SELECT (name) ON workshops TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("GRANT USAGE ON SCHEMA lookup TO carbot_identity")
    op.execute("DROP FUNCTION lookup.session(bytea)")
    # In the workshop the session is in or, where the person is no longer a member, the one they were in last.
    op.execute("""
        CREATE FUNCTION lookup.session(wanted bytea)
        RETURNS TABLE (session_id uuid, account_id uuid, workshop_id uuid, organization_id uuid, member_id uuid,
                       member_role text, member_name text, language text, last_used_at timestamptz,
                       is_outdated boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT s.id, s.account_id, m.workshop_id, w.organization_id, m.id, m.role::text, m.name::text,
                   a.language::text, s.last_used_at,
                   s.token_hash = wanted AND (s.workshop_id, s.role) IS DISTINCT FROM (m.workshop_id, m.role)
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
            WHERE (s.token_hash = wanted
                   OR s.previous_token_hash = wanted AND s.renewed_at > now() - interval '10 seconds')
              AND s.expires_at > now() AND s.last_used_at > now() - interval '12 hours'
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.workshops()
        RETURNS TABLE (workshop_id uuid, name text, member_role text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT w.id, w.name::text, m.role::text
            FROM public.members m JOIN public.workshops w ON w.id = m.workshop_id
            WHERE m.account_id = nullif(current_setting('app.account_id', true), '')::uuid
            ORDER BY lower(w.name), w.id
        $$""")
    op.execute("""
        CREATE FUNCTION lookup.invitation(wanted bytea)
        RETURNS TABLE (workshop_name text, email text, member_role text, invited_by text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT w.name::text, i.email::text, i.role::text, i.invited_by::text
            FROM public.invitations i JOIN public.workshops w ON w.id = i.workshop_id
            WHERE i.token_hash = wanted AND i.expires_at > now()
        $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.session(bytea), lookup.workshops() TO carbot_api")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.invitation(bytea) TO carbot_identity")
    op.execute("RESET ROLE")
