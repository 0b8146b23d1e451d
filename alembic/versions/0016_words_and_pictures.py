"""Descriptions of services in further languages.

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


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    add_descriptions()


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
