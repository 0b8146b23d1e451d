"""Trials: what they have used of the model in a day, which counts in the workshop's budget.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    op.add_column("assistant_settings", sa.Column("trial_day", sa.Date(), nullable=True))
    op.add_column(
        "assistant_settings", sa.Column("trial_tokens", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
