"""Operators, their visits to workshops, and the error log; a role of their own that reaches no workshop's customers.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORKSHOP = "(select nullif(current_setting('app.workshop_id', true), '')::uuid)"
PLATFORM_TABLES = (
    "operators",
    "operator_credentials",
    "operator_recovery_codes",
    "operator_sessions",
    "error_groups",
    "error_days",
    "error_occurrences",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_operators()
    create_errors()
    create_impersonations()
    wall_in()
    open_operators()
    open_errors()
    open_impersonations()
    open_platform()
    create_lookups()


def policy(table: str, name: str, role: str, condition: str, *, command: str = "ALL") -> None:
    """One permissive policy; what may be read may be written back, and nothing else."""
    using = "" if command == "INSERT" else f" USING ({condition})"
    check = "" if command in ("SELECT", "DELETE") else f" WITH CHECK ({condition})"
    op.execute(f"CREATE POLICY {name} ON {table} FOR {command} TO {role}{using}{check}")


def moment(name: str, *, now: bool = False, nullable: bool = False) -> "sa.Column[object]":
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=nullable)


def create_operators() -> None:
    op.create_table(
        "operators",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        moment("created_at", now=True),
        moment("confirmed_at", nullable=True),
        moment("disabled_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("operators_pk")),
    )
    op.create_index("operators_email_uq", "operators", ["email"], unique=True)
    op.create_table(
        "operator_credentials",
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        moment("attempted_at", nullable=True),
        sa.Column("enrolment_hash", sa.LargeBinary(length=32), nullable=True),
        moment("enrolment_expires_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("operator_credentials_operator_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("operator_id", name=op.f("operator_credentials_pk")),
    )
    op.create_index("operator_credentials_enrolment_hash_ix", "operator_credentials", ["enrolment_hash"])
    op.create_table(
        "operator_recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        moment("used_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("operator_recovery_codes_operator_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("operator_recovery_codes_pk")),
    )
    op.create_index("operator_recovery_codes_operator_id_ix", "operator_recovery_codes", ["operator_id"])
    op.create_table(
        "operator_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=True),
        moment("created_at", now=True),
        moment("last_used_at", now=True),
        moment("expires_at"),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("operator_sessions_operator_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("operator_sessions_pk")),
    )
    op.create_index("operator_sessions_token_hash_ix", "operator_sessions", ["token_hash"])
    op.create_index("operator_sessions_operator_id_ix", "operator_sessions", ["operator_id"])


def create_errors() -> None:
    op.create_table(
        "error_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("first_release", sa.String(length=40), nullable=False),
        sa.Column("last_release", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        moment("first_seen"),
        moment("last_seen"),
        moment("opened_at", now=True),
        sa.Column("status", sa.String(length=32), server_default="OPEN", nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        moment("muted_until", nullable=True),
        sa.CheckConstraint("severity IN ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')", name=op.f("error_groups_severity_ck")),
        sa.CheckConstraint(
            "category IN ('AUTH', 'DATABASE', 'LLM', 'PAYMENT', 'MAIL', 'WEBHOOK', 'JOB', 'INPUT', 'OTHER')",
            name=op.f("error_groups_category_ck"),
        ),
        sa.CheckConstraint("status IN ('OPEN', 'RESOLVED', 'MUTED')", name=op.f("error_groups_status_ck")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["operators.id"], name=op.f("error_groups_assignee_id_fk"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("error_groups_pk")),
    )
    op.create_index("error_groups_fingerprint_uq", "error_groups", ["fingerprint"], unique=True)
    op.create_index("error_groups_last_seen_id_ix", "error_groups", ["last_seen", "id"])
    op.create_index("error_groups_count_id_ix", "error_groups", ["count", "id"])
    op.create_index("error_groups_assignee_id_ix", "error_groups", ["assignee_id"])
    op.create_table(
        "error_days",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["error_groups.id"], name=op.f("error_days_group_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "day", name=op.f("error_days_pk")),
    )
    op.create_table(
        "error_occurrences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        moment("at"),
        sa.Column("release", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("stack", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["error_groups.id"], name=op.f("error_occurrences_group_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("error_occurrences_pk")),
    )
    op.create_index("error_occurrences_group_id_at_ix", "error_occurrences", ["group_id", "at"])


def create_impersonations() -> None:
    op.create_table(
        "impersonations",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("operator_name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        moment("started_at", now=True),
        moment("expires_at"),
        moment("ended_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("impersonations_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("impersonations_pk")),
    )
    op.create_index("impersonations_token_hash_ix", "impersonations", ["token_hash"])
    op.create_index("outbox_failed_ix", "outbox", ["id"], postgresql_where=sa.text("failed_at IS NOT NULL"))
    op.create_index("workshops_created_at_id_ix", "workshops", ["created_at", "id"])


def wall_in() -> None:
    for table in (*PLATFORM_TABLES, "impersonations"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")


def open_operators() -> None:
    """carbot_identity signs operators in; credentials are read by nobody else."""
    for table in ("operators", "operator_credentials", "operator_recovery_codes", "operator_sessions"):
        policy(table, "identity", "carbot_identity", "true")
    op.execute("GRANT SELECT, UPDATE (confirmed_at) ON operators TO carbot_identity")
    op.execute("GRANT SELECT, UPDATE ON operator_credentials TO carbot_identity")
    op.execute("GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON operator_recovery_codes TO carbot_identity")
    op.execute("GRANT SELECT, INSERT, UPDATE (last_used_at), DELETE ON operator_sessions TO carbot_identity")
    policy("operators", "read", "carbot_operator, carbot_worker", "true", command="SELECT")
    op.execute("GRANT SELECT ON operators TO carbot_operator, carbot_worker")
    policy("operator_sessions", "operator", "carbot_operator", "true")
    op.execute("GRANT SELECT (id, operator_id), DELETE ON operator_sessions TO carbot_operator")
    policy("operator_sessions", "system", "carbot_system", "true")
    op.execute("GRANT SELECT (id, expires_at, last_used_at), DELETE ON operator_sessions TO carbot_system")


def open_errors() -> None:
    """Processes write what they met as carbot_system; operators read it and say what is done about it."""
    for table in ("error_groups", "error_days", "error_occurrences"):
        policy(table, "system", "carbot_system", "true")
        policy(table, "operator", "carbot_operator", "true")
        op.execute(f"GRANT SELECT ON {table} TO carbot_operator")
    op.execute("GRANT SELECT, INSERT, UPDATE ON error_groups, error_days TO carbot_system")
    op.execute("GRANT SELECT, INSERT, DELETE ON error_occurrences TO carbot_system")
    op.execute("GRANT UPDATE (status, assignee_id, muted_until) ON error_groups TO carbot_operator")
    policy("error_groups", "work", "carbot_worker", "true", command="SELECT")
    op.execute("GRANT SELECT ON error_groups TO carbot_worker")


def open_impersonations() -> None:
    """An operator begins a visit and writes that down in the workshop; the visitor and the clock end it."""
    own = f"workshop_id = {WORKSHOP}"
    policy("impersonations", "tenant", "carbot_api, carbot_worker", own)
    op.execute("GRANT SELECT, UPDATE (ended_at) ON impersonations TO carbot_api")
    op.execute("GRANT SELECT ON impersonations TO carbot_worker")
    policy("impersonations", "operator_insert", "carbot_operator", "true", command="INSERT")
    op.execute("GRANT INSERT ON impersonations TO carbot_operator")
    policy("audit_entries", "operator_insert", "carbot_operator", "action = 'impersonation.started'", command="INSERT")
    op.execute("GRANT INSERT ON audit_entries TO carbot_operator")
    policy("impersonations", "system", "carbot_system", "true")
    op.execute(
        "GRANT SELECT (workshop_id, id, operator_name, expires_at, ended_at), UPDATE (ended_at)"
        " ON impersonations TO carbot_system"
    )
    policy("audit_entries", "system_insert", "carbot_system", "action = 'impersonation.ended'", command="INSERT")
    op.execute("GRANT INSERT ON audit_entries TO carbot_system")


def open_platform() -> None:
    """What the operator area shows of workshops and jobs: names and counts, nothing of a workshop's customers."""
    policy("workshops", "operator", "carbot_operator", "true", command="SELECT")
    op.execute("GRANT SELECT (id, name, city, country, language, created_at) ON workshops TO carbot_operator")
    policy("members", "operator", "carbot_operator", "true", command="SELECT")
    op.execute("GRANT SELECT (workshop_id, id) ON members TO carbot_operator")
    policy("daily_figures", "operator", "carbot_operator", "true", command="SELECT")
    op.execute("GRANT SELECT (workshop_id, day, metric, count) ON daily_figures TO carbot_operator")
    policy("outbox", "operator", "carbot_operator", "true", command="SELECT")
    op.execute(
        "GRANT SELECT (id, workshop_id, kind, created_at, available_at, dispatched_at, done_at, failed_at, attempts,"
        " last_error) ON outbox TO carbot_operator"
    )
    op.execute(
        "ALTER POLICY insert_job ON outbox TO carbot_api, carbot_worker, carbot_visitor, carbot_identity,"
        " carbot_system, carbot_operator"
    )
    op.execute("GRANT INSERT ON outbox TO carbot_operator")


def create_lookups() -> None:
    """An operator's session by its hash; and a member's session may be an operator's visit: without an account."""
    for table, columns in {
        "operators": "id, name, disabled_at, confirmed_at",
        "operator_sessions": "id, operator_id, token_hash, last_used_at, expires_at",
        "impersonations": "workshop_id, id, operator_id, operator_name, token_hash, expires_at, ended_at",
    }.items():
        policy(table, "lookup", "carbot_lookup", "true", command="SELECT")
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO carbot_lookup")
    op.execute("GRANT SELECT (language) ON workshops TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("""
        CREATE FUNCTION lookup.operator_session(wanted bytea)
        RETURNS TABLE (session_id uuid, operator_id uuid, name text, last_used_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT s.id, o.id, o.name::text, s.last_used_at
            FROM public.operator_sessions s JOIN public.operators o ON o.id = s.operator_id
            WHERE s.token_hash = wanted AND s.expires_at > now() AND s.last_used_at > now() - interval '30 minutes'
              AND o.disabled_at IS NULL AND o.confirmed_at IS NOT NULL
        $$""")
    # Nearly every request finds what it needs with the first of the three; the others are planned once and seldom run.
    op.execute("""
        CREATE OR REPLACE FUNCTION lookup.session(wanted bytea)
        RETURNS TABLE (session_id uuid, account_id uuid, workshop_id uuid, organization_id uuid, member_id uuid,
                       member_role text, member_name text, language text, last_used_at timestamptz,
                       is_outdated boolean)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        #variable_conflict use_column
        BEGIN
            RETURN QUERY
            SELECT s.id, s.account_id, m.workshop_id, w.organization_id, m.id, m.role::text, m.name::text,
                   a.language::text, s.last_used_at, s.role IS DISTINCT FROM m.role
            FROM public.sessions s
            JOIN public.accounts a ON a.id = s.account_id
            JOIN public.members m ON m.account_id = s.account_id AND m.workshop_id = s.workshop_id
            JOIN public.workshops w ON w.id = m.workshop_id
            WHERE s.token_hash = wanted AND s.expires_at > now() AND s.last_used_at > now() - interval '12 hours';
            IF FOUND THEN
                RETURN;
            END IF;
            RETURN QUERY
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
              AND s.expires_at > now() AND s.last_used_at > now() - interval '12 hours';
            IF FOUND THEN
                RETURN;
            END IF;
            RETURN QUERY
            SELECT i.id, NULL::uuid, i.workshop_id, w.organization_id, NULL::uuid, NULL::text, i.operator_name::text,
                   w.language::text, now(), false
            FROM public.impersonations i
            JOIN public.workshops w ON w.id = i.workshop_id
            JOIN public.operators o ON o.id = i.operator_id AND o.disabled_at IS NULL
            WHERE i.token_hash = wanted AND i.expires_at > now() AND i.ended_at IS NULL;
        END
        $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.operator_session(bytea) TO carbot_operator")
    op.execute("RESET ROLE")
