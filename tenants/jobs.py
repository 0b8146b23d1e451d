"""The outbox from the worker's side: read an entry, mark it done with its effects, put it off or give it up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from tenants.models.outbox import OutboxEntry
from tenants.scope import Scope


class AlreadyDone(Exception):
    """The job was done by another delivery of the same message."""


async def read_entry(scope: Scope, entry_id: UUID) -> OutboxEntry | None:
    """The entry, or None when it was forgotten."""
    return await scope.first(select(OutboxEntry).where(OutboxEntry.id == entry_id))


async def claim(scope: Scope, entry_id: UUID, length: timedelta) -> None:
    """Keep a job to oneself while a vendor is asked; afterwards it is free again. Raises AlreadyDone."""
    claimed = await scope.execute(
        update(OutboxEntry)
        .where(OutboxEntry.id == entry_id, OutboxEntry.done_at.is_(None), OutboxEntry.available_at <= func.now())
        .values(available_at=func.now() + length)
        .returning(OutboxEntry.id)
        .execution_options(synchronize_session=False)
    )
    if claimed.scalar_one_or_none() is None:
        raise AlreadyDone


async def mark_done(scope: Scope, entry_id: UUID) -> None:
    """Mark an entry done in the transaction of its effects; a second one waits here and then raises AlreadyDone."""
    marked = await scope.execute(
        update(OutboxEntry)
        .where(OutboxEntry.id == entry_id, OutboxEntry.done_at.is_(None))
        .values(done_at=scope.now)
        .returning(OutboxEntry.id)
        .execution_options(synchronize_session=False)
    )
    if marked.scalar_one_or_none() is None:
        raise AlreadyDone


async def settle(scope: Scope, entry_id: UUID, **values: Any) -> None:
    """Write down what became of an attempt, unless the entry is done."""
    await scope.execute(
        update(OutboxEntry)
        .where(OutboxEntry.id == entry_id, OutboxEntry.done_at.is_(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
