"""Billing: the plans, and what each organization has of them.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ORGANIZATION = "(SELECT nullif(current_setting('app.organization_id', true), '')::uuid)"
PLANS = "IN ('BASIC', 'PREMIUM', 'ENTERPRISE')"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_plans()
    create_subscriptions()
    create_usage()
    wall_in()
    create_lookup()
    begin_trials()


def moment(name: str, *, now: bool = False) -> sa.Column:
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=not now)


def organization_table(name: str, *columns: sa.Column | sa.Constraint) -> None:
    """A table of the organization class: its key, its id, and the way it goes with the organization."""
    op.create_table(
        name,
        sa.Column(
            "organization_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f(f"{name}_organization_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organization_id", "id", name=op.f(f"{name}_pk")),
    )


def create_plans() -> None:
    op.create_table(
        "plans",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("monthly", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("yearly", "client_keys", "leads")),
        sa.Column("answers", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("locations", "api_calls", "api_call", "white_label")
        ),
        sa.Column("features", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("payments", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint(f"code {PLANS}", name=op.f("plans_code_ck")),
        sa.PrimaryKeyConstraint("code", name=op.f("plans_pk")),
    )


def create_subscriptions() -> None:
    organization_table(
        "subscriptions",
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("has_white_label", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        moment("rights_end_at"),
        moment("read_only_until"),
        moment("created_at", now=True),
        moment("updated_at", now=True),
        sa.CheckConstraint(f"plan {PLANS}", name=op.f("subscriptions_plan_ck")),
        sa.CheckConstraint("status IN ('TRIAL', 'ACTIVE', 'PAST_DUE', 'ENDED')", name=op.f("subscriptions_status_ck")),
        sa.CheckConstraint(
            "rights_end_at IS NULL OR read_only_until >= rights_end_at",
            name=op.f("subscriptions_read_only_until_ck"),
        ),
    )
    op.create_index("subscriptions_organization_id_uq", "subscriptions", ["organization_id"], unique=True)


def create_usage() -> None:
    organization_table(
        "usage_months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("leads", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("answers", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.create_index("usage_months_uq", "usage_months", ["organization_id", "month"], unique=True)
    op.add_column("leads", moment("locked_until"))


def wall_in() -> None:
    for table in ("plans", "subscriptions", "usage_months"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
    op.execute("CREATE POLICY everybody ON plans FOR SELECT TO PUBLIC USING (true)")
    op.execute("GRANT SELECT ON plans TO carbot_api, carbot_worker, carbot_identity, carbot_visitor, carbot_operator")
    for table in ("subscriptions", "usage_months"):
        op.execute(
            f"CREATE POLICY tenant ON {table} TO carbot_api, carbot_worker"
            f" USING (organization_id = {ORGANIZATION}) WITH CHECK (organization_id = {ORGANIZATION})"
        )
        op.execute(f"GRANT SELECT ON {table} TO carbot_api, carbot_worker")
    op.execute("GRANT INSERT, UPDATE ON usage_months TO carbot_worker")
    op.execute("CREATE POLICY identity_insert ON subscriptions FOR INSERT TO carbot_identity WITH CHECK (true)")
    op.execute("GRANT INSERT ON subscriptions TO carbot_identity")


def create_lookup() -> None:
    """What the organization of a caller may do, asked in the look-up of who is calling."""
    op.execute("CREATE POLICY lookup ON subscriptions FOR SELECT TO carbot_lookup USING (true)")
    columns = "organization_id, plan, status, rights_end_at, read_only_until"
    op.execute(f"GRANT SELECT ({columns}) ON subscriptions TO carbot_lookup")
    op.execute("SET LOCAL ROLE carbot_lookup")
    op.execute("""
        CREATE FUNCTION lookup.standing(wanted uuid) RETURNS SETOF text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT s.plan || ' ' || CASE
                WHEN s.rights_end_at IS NULL OR s.rights_end_at > now() THEN s.status
                WHEN s.read_only_until > now() THEN 'READ_ONLY' ELSE 'ENDED' END
            FROM public.subscriptions s WHERE s.organization_id = wanted
        $$""")
    op.execute("GRANT EXECUTE ON FUNCTION lookup.standing(uuid) TO carbot_api, carbot_visitor")
    op.execute("RESET ROLE")


def begin_trials() -> None:
    """Who was here before there were plans begins with a trial now."""
    op.execute("""
        INSERT INTO subscriptions (organization_id, id, plan, status, rights_end_at, read_only_until)
        SELECT id, gen_random_uuid(), 'PREMIUM', 'TRIAL', now() + interval '14 days', now() + interval '28 days'
        FROM organizations""")
    op.execute("""
        DO $$ BEGIN
            ASSERT (SELECT count(*) FROM subscriptions) = (SELECT count(*) FROM organizations), 'one each';
        END $$""")
