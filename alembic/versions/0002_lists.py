"""Lists: an index for every usual filter in its order.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
    index_orders()


def index_orders() -> None:
    """Orders end in the id, so that no page needs a sort; usual filters stand before the order's columns."""
    replace("leads_workshop_id_assignee_id_ix", "leads", "workshop_id", "assignee_id", "created_at", "id")
    op.create_index(
        "leads_workshop_id_is_unread_created_at_id_ix",
        "leads",
        ["workshop_id", sa.text("(read_at IS NULL)"), "created_at", "id"],
    )
    op.create_index(
        "conversations_workshop_id_status_last_message_at_id_ix",
        "conversations",
        ["workshop_id", "status", "last_message_at", "id"],
    )
    replace("messages_workshop_id_conversation_id_seq_ix", "messages", "workshop_id", "conversation_id", "seq", "id")
    replace("services_workshop_id_category_id_ix", "services", "workshop_id", "category_id", "sort_name", "id")
    op.create_index("services_workshop_id_library_service_id_ix", "services", ["workshop_id", "library_service_id"])
    replace("library_services_category_id_position_ix", "library_services", "category_id", "position", "id")
    op.create_index("library_services_position_id_ix", "library_services", ["position", "id"])


def replace(old: str, table: str, *columns: str) -> None:
    """An index with more columns in the place of one with fewer."""
    op.drop_index(old, table_name=table)
    op.create_index(f"{table}_{'_'.join(columns)}_ix", table, list(columns))
