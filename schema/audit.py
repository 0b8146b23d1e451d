"""The audit log: who did what to which thing."""

from datetime import datetime

import strawberry
from strawberry import ID

from schema.core.connections import Connection
from schema.core.nodes import Node
from schema.engine.declarations import column, declared, listing
from tenants import models
from tenants.permissions import Permission


@declared(models.audit.AuditEntry, requires=Permission.AUDIT_READ)
class AuditEntry(Node):
    """One act, written down with what it did and never changed."""

    at: datetime = column("When.")
    actor_name: str | None = column("Who; null for CarBot itself.")
    action: str = column("What, such as lead.deleted or key.created.")
    subject: str | None = column("The id of the thing it was done to, which may be gone.")
    reason: str | None = column("Why, where that had to be said: an operator's visit.")
    fields: list[str] = column("The names of the fields that were changed; never their values.")


@strawberry.input(description="Which entries; what is absent does not matter.")
class AuditFilter:
    """Conditions, all of which must hold."""

    action: list[str] | None = strawberry.field(default=strawberry.UNSET, description="One of these acts.")
    member_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Done by this member.")
    at_from: datetime | None = strawberry.field(default=strawberry.UNSET, description="At this moment or later.")
    at_to: datetime | None = strawberry.field(default=strawberry.UNSET, description="Before this moment.")


@strawberry.type
class Query:
    """The audit log's part of the root."""

    audit_entries: Connection[AuditEntry] | None = listing(
        models.audit.AuditEntry,
        "What was done in the workshop, latest first.",
        ordering="NEWEST",
        filter_type=AuditFilter,
        requires=Permission.AUDIT_READ,
    )
