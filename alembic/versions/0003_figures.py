"""Figures by day, and the marks that say which days are to be counted again.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORKSHOP = "(select nullif(current_setting('app.workshop_id', true), '')::uuid)"

MOMENTS = {
    # table: the moment that decides about the day, which rows are counted
    "leads": ("created_at", "true"),
    "conversations": ("started_at", "true"),
    "messages": ("sent_at", "{row}.author = 'VISITOR'"),
    "turns": ("created_at", "{row}.answered_by IS NOT NULL"),
    "lead_events": ("at", "{row}.to_status IN ('WON', 'LOST')"),
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    create_tables()
    wall_in()
    for table, (moment, condition) in MOMENTS.items():
        mark_rows(table, moment, condition)
    mark_changes()
    op.execute("INSERT INTO figure_marks (workshop_id, id, day) SELECT id, gen_random_uuid(), NULL FROM workshops")


def create_tables() -> None:
    op.create_table(
        "daily_figures",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("metric", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("groups", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "metric IN ('LEADS', 'LEADS_WON', 'LEADS_LOST', 'CONVERSATIONS', 'VISITOR_MESSAGES', 'ANSWERS', 'KNOWLEDGE_GAPS')",
            name=op.f("daily_figures_metric_ck"),
        ),
        sa.CheckConstraint("count > 0", name=op.f("daily_figures_count_is_positive_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("daily_figures_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("daily_figures_pk")),
    )
    op.create_index(
        "daily_figures_workshop_id_day_metric_uq", "daily_figures", ["workshop_id", "day", "metric"], unique=True
    )
    op.create_table(
        "figure_marks",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("figure_marks_pk")),
    )
    op.create_index(
        "lead_events_closing_ix",
        "lead_events",
        ["workshop_id", "at"],
        unique=False,
        postgresql_where=sa.text("to_status IN ('WON', 'LOST')"),
    )


def wall_in() -> None:
    for table in ("daily_figures", "figure_marks"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY owner ON {table} TO carbot_owner USING (true) WITH CHECK (true)")
        op.execute(f"CREATE POLICY backup ON {table} FOR SELECT TO carbot_backup USING (true)")
        op.execute(f"GRANT SELECT ON {table} TO carbot_backup")
    own = f"workshop_id = {WORKSHOP}"
    op.execute(f"CREATE POLICY tenant ON daily_figures TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT ON daily_figures TO carbot_api")
    op.execute("GRANT SELECT, INSERT, UPDATE (count, groups), DELETE ON daily_figures TO carbot_worker")
    writers = "carbot_api, carbot_worker, carbot_visitor"
    op.execute(f"CREATE POLICY insert_mark ON figure_marks FOR INSERT TO {writers} WITH CHECK ({own})")
    op.execute(f"GRANT INSERT (workshop_id, id, day) ON figure_marks TO {writers}")
    op.execute(f"CREATE POLICY tenant_read ON figure_marks FOR SELECT TO carbot_api, carbot_worker USING ({own})")
    op.execute("GRANT SELECT (workshop_id, marked_at) ON figure_marks TO carbot_api")
    op.execute(f"CREATE POLICY tenant_delete ON figure_marks FOR DELETE TO carbot_worker USING ({own})")
    op.execute("GRANT SELECT, DELETE ON figure_marks TO carbot_worker")
    op.execute("CREATE POLICY system_read ON figure_marks FOR SELECT TO carbot_system USING (true)")
    op.execute("GRANT SELECT (workshop_id) ON figure_marks TO carbot_system")


def mark_rows(table: str, moment: str, condition: str) -> None:
    """A row that comes or goes marks its day (UTC). Row by row: half the cost of a transition table for one row."""
    create_function(
        f"mark_{table}",
        "INSERT INTO public.figure_marks (workshop_id, id, day) VALUES (coalesce(NEW.workshop_id, OLD.workshop_id),"
        f" gen_random_uuid(), (coalesce(NEW.{moment}, OLD.{moment}) AT TIME ZONE 'UTC')::date)",
    )
    for event, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER {event.lower()}_marks_day AFTER {event} ON {table} FOR EACH ROW"
            f" WHEN ({condition.format(row=row)}) EXECUTE FUNCTION mark_{table}()"
        )


def mark_changes() -> None:
    """What else a count depends on: how an answer ended, a lead's status, the workshop's time zone."""
    op.execute(
        "CREATE TRIGGER answer_marks_day AFTER UPDATE OF answered_by, is_gap ON turns FOR EACH ROW"
        " WHEN (OLD.answered_by IS DISTINCT FROM NEW.answered_by OR OLD.is_gap <> NEW.is_gap)"
        " EXECUTE FUNCTION mark_turns()"
    )
    create_function(
        "mark_status",
        "INSERT INTO public.figure_marks (workshop_id, id, day)"
        " SELECT NEW.workshop_id, gen_random_uuid(), (moment AT TIME ZONE 'UTC')::date FROM"
        " (SELECT NEW.created_at AS moment UNION SELECT e.at FROM public.lead_events e"
        " WHERE e.workshop_id = NEW.workshop_id AND e.lead_id = NEW.id AND e.to_status IN ('WON', 'LOST')) moments",
    )
    op.execute(
        "CREATE TRIGGER status_marks_days AFTER UPDATE OF status ON leads FOR EACH ROW"
        " WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION mark_status()"
    )
    create_function(
        "mark_everything",
        "INSERT INTO public.figure_marks (workshop_id, id, day) VALUES (NEW.id, gen_random_uuid(), NULL)",
    )
    op.execute(
        "CREATE TRIGGER time_zone_marks_everything AFTER UPDATE OF time_zone ON workshops FOR EACH ROW"
        " WHEN (OLD.time_zone <> NEW.time_zone) EXECUTE FUNCTION mark_everything()"
    )


def create_function(name: str, statement: str) -> None:
    """A trigger's function with a pinned path; it runs with the rights of whoever changes the rows."""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS"
        f" $$ BEGIN {statement}; RETURN NULL; END $$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC")
