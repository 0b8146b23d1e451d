"""Limits: who was refused most, for those who run the platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from tenants.models.limits import LimitRefusal
from tenants.scope import Scope

_MOST_HOURS = 24 * 30


@dataclass(frozen=True, slots=True)
class RefusalSource:
    """What was refused to one source: `source` is the keyed hash of its address, in hexadecimal."""

    rate_class: str
    source: str
    workshop_id: UUID | None
    client_key_id: UUID | None
    count: int
    last_hour: datetime


async def top_refusals(scope: Scope, *, hours: int = 24, most: int = 50) -> Sequence[RefusalSource]:
    """The sources that were refused most often in the last hours (1 to 720), by class, key and workshop.

    For a scope of carbot_system: nobody else reads the table.
    """
    since = scope.now - timedelta(hours=max(1, min(hours, _MOST_HOURS)))
    total = func.sum(LimitRefusal.count)
    groups = (LimitRefusal.rate_class, LimitRefusal.source, LimitRefusal.workshop_id, LimitRefusal.client_key_id)
    found = await scope.execute(
        select(*groups, total, func.max(LimitRefusal.hour))
        .where(LimitRefusal.hour > since)
        .group_by(*groups)
        .order_by(total.desc(), LimitRefusal.source)
        .limit(max(1, min(most, 100)))
    )
    return [RefusalSource(row[0], row[1].hex(), row[2], row[3], int(row[4]), row[5]) for row in found]
