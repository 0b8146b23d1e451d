"""Vehicles: a visitor is told which service of the workshop a recommendation for a vehicle means.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # Which rows these are is the policy's to say; without one a visitor sees none.
    op.execute("GRANT SELECT (workshop_id, id, name, is_active, library_service_id) ON services TO carbot_visitor")
