"""People: a person sets a new password of their own, and an owner removes a member.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # The policies of both tables decide whose: the own account, the own workshop's members.
    op.execute("GRANT UPDATE (password_hash) ON accounts TO carbot_api")
    op.execute("GRANT DELETE ON members TO carbot_api")
    # One order for all pages of the audit log.
    op.drop_index("audit_entries_workshop_id_at_ix", table_name="audit_entries")
    op.create_index("audit_entries_workshop_id_at_id_ix", "audit_entries", ["workshop_id", "at", "id"])
