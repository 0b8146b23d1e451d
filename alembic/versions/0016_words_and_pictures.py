"""Descriptions of services in further languages; pictures of services, and the workshop's logo.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WORKSHOP = "(SELECT nullif(current_setting('app.workshop_id', true), '')::uuid)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    add_descriptions()
    create_images()
    wall_in()


def add_descriptions() -> None:
    op.add_column(
        "services",
        sa.Column(
            "translations", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
        ),
    )
    op.execute(
        "ALTER TABLE services ADD CONSTRAINT services_translations_are_a_list_ck"
        " CHECK (jsonb_typeof(translations) = 'array') NOT VALID"
    )
    op.execute("ALTER TABLE services VALIDATE CONSTRAINT services_translations_are_a_list_ck")


def create_images() -> None:
    op.create_table(
        "images",
        sa.Column(
            "workshop_id",
            sa.Uuid(),
            server_default=sa.text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("format IN ('PNG', 'JPEG', 'WEBP')", name=op.f("images_format_ck")),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("images_has_an_extent_ck")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("images_workshop_id_fk"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "service_id"],
            ["services.workshop_id", "services.id"],
            name=op.f("images_workshop_id_service_id_fk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("images_pk")),
    )
    op.create_index(
        "images_workshop_id_service_id_uq",
        "images",
        ["workshop_id", "service_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    # Pictures are packed already.
    op.execute("ALTER TABLE images ALTER COLUMN content SET STORAGE EXTERNAL")


def wall_in() -> None:
    own = f"workshop_id = {WORKSHOP}"
    op.execute("ALTER TABLE images ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE images FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY owner ON images TO carbot_owner USING (true) WITH CHECK (true)")
    op.execute("CREATE POLICY backup ON images FOR SELECT TO carbot_backup USING (true)")
    op.execute("GRANT SELECT ON images TO carbot_backup")
    op.execute(f"CREATE POLICY tenant ON images TO carbot_api, carbot_worker USING ({own}) WITH CHECK ({own})")
    op.execute("GRANT SELECT, INSERT, DELETE ON images TO carbot_api")
    # A picture is looked at while whoever brings it waits; tables are read by a job.
    op.execute("GRANT SELECT (content) ON upload_chunks TO carbot_api")
