"""Refusals of the rate limits: counted in memory, written every few seconds, one statement for all of an interval."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import text

from carbot.clock import Clock
from carbot.errors import Unavailable
from carbot.ids import keyed_hash, network, new_id
from tenants.database import Database, database_faults
from tenants.principal import Principal
from tenants.roles import DatabaseRole

_FLUSH_SECONDS = 5.0
_MOST_SOURCES = 5_000
_ELSEWHERE = b"\0"
"""Under this the refusals of all further sources are counted, so that many addresses fill no memory."""
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Refused:
    hour: datetime
    rate_class: str
    source: bytes
    workshop_id: UUID | None
    client_key_id: UUID | None


class RefusalRecorder:
    """Counts for one process. What was not written when the process is killed is lost."""

    def __init__(self, database: Database, clock: Clock, secret: str) -> None:
        self._database = database
        self._clock = clock
        self._secret = secret
        self._counts: Counter[_Refused] = Counter()

    def count(self, rate_class: str, address: str, principal: Principal | None) -> None:
        """Count one refusal of a class. The address is kept as a keyed hash of its network."""
        hour = self._clock.now().replace(minute=0, second=0, microsecond=0)
        source = keyed_hash(self._secret, "refusal", network(address))
        if len(self._counts) >= _MOST_SOURCES:
            source, principal = _ELSEWHERE, None
        workshop, key = (principal.workshop_id, principal.client_key_id) if principal else (None, None)
        self._counts[_Refused(hour, rate_class, source, workshop, key)] += 1

    async def run(self) -> None:
        """Write until cancelled; then write what is left."""
        try:
            while True:
                await asyncio.sleep(_FLUSH_SECONDS)
                await self._try_to_flush()
        finally:
            await asyncio.shield(self._try_to_flush())

    async def _try_to_flush(self) -> None:
        try:
            await self.flush()
        except Unavailable:
            _log.warning("refusals.postponed")
        except Exception:
            _log.exception("refusals.postponed")

    async def flush(self) -> None:
        """Write all counts. When that fails they are kept; raises Unavailable or the error of the database."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        rows = [
            {
                "id": new_id(),
                "hour": each.hour,
                "rate_class": each.rate_class,
                "source": each.source,
                "workshop_id": each.workshop_id,
                "client_key_id": each.client_key_id,
                "count": count,
            }
            for each, count in counts.items()
        ]
        try:
            async with database_faults(), self._database.engine(DatabaseRole.SYSTEM).begin() as connection:
                await connection.execute(_ADD, rows)
        except BaseException:
            self._counts.update(counts)
            raise


_ADD = text(
    "INSERT INTO limit_refusals AS r (id, hour, rate_class, source, workshop_id, client_key_id, count)"
    " VALUES (:id, :hour, :rate_class, :source, :workshop_id, :client_key_id, :count)"
    " ON CONFLICT (hour, rate_class, source, workshop_id, client_key_id) DO UPDATE SET count = r.count + excluded.count"
)
