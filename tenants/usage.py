"""Usage of client keys: counted in memory and written every few seconds, one statement for all that was counted."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

import structlog
from sqlalchemy import text

from carbot.errors import Unavailable
from carbot.ids import new_id
from tenants.database import Database, database_faults
from tenants.roles import DatabaseRole

_FLUSH_SECONDS = 1.0
_log = structlog.get_logger()


class KeyUse(StrEnum):
    """What is counted; the names are columns of client_key_days."""

    OPENS = "opens"
    CONVERSATIONS = "conversations"
    MESSAGES = "messages"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class _Counted:
    workshop_id: UUID
    client_key_id: UUID
    day: date


class UsageRecorder:
    """Counts for one process. What was not written when the process is killed is lost: at most a second's worth."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: dict[_Counted, Counter[KeyUse]] = {}
        self._seen: dict[tuple[UUID, UUID], str] = {}

    def count(self, workshop_id: UUID, client_key_id: UUID, use: KeyUse, *, origin: str | None = None) -> None:
        """Count one use now; with an origin, also remember where the key was seen."""
        key = _Counted(workshop_id, client_key_id, datetime.now(UTC).date())
        self._counts.setdefault(key, Counter())[use] += 1
        if origin:
            self._seen[workshop_id, client_key_id] = origin

    async def run(self) -> None:
        """Write until cancelled, whatever a single attempt meets; then write what is left."""
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
            _log.warning("usage.postponed")
        except Exception:
            _log.exception("usage.postponed")

    async def flush(self) -> None:
        """Write all counts. When that fails they are kept; raises Unavailable or the error of the database."""
        counts, self._counts = self._counts, {}
        seen, self._seen = self._seen, {}
        if not counts:
            return
        rows = [
            {
                "id": new_id(),
                "workshop_id": key.workshop_id,
                "client_key_id": key.client_key_id,
                "day": key.day,
                **{use.value: uses[use] for use in KeyUse},
            }
            for key, uses in counts.items()
        ]
        sightings = [
            {"workshop_id": workshop, "id": key, "origin": origin[:255]} for (workshop, key), origin in seen.items()
        ]
        try:
            async with database_faults(), self._database.engine(DatabaseRole.SYSTEM).begin() as connection:
                await connection.execute(_ADD, rows)
                if sightings:
                    await connection.execute(_SEEN, sightings)
        except BaseException:
            for key, uses in counts.items():
                self._counts.setdefault(key, Counter()).update(uses)
            self._seen = {**seen, **self._seen}
            raise


_ADD = text(
    "INSERT INTO client_key_days (workshop_id, id, client_key_id, day, opens, conversations, messages, leads)"
    " SELECT :workshop_id, :id, client_keys.id, :day, :opens, :conversations, :messages, :leads FROM client_keys"
    " WHERE client_keys.workshop_id = :workshop_id AND client_keys.id = :client_key_id"
    " ON CONFLICT (workshop_id, client_key_id, day) DO UPDATE SET opens = client_key_days.opens + excluded.opens,"
    " conversations = client_key_days.conversations + excluded.conversations,"
    " messages = client_key_days.messages + excluded.messages, leads = client_key_days.leads + excluded.leads"
)
_SEEN = text(
    "UPDATE client_keys SET last_seen_at = now(), last_seen_origin = :origin"
    " WHERE workshop_id = :workshop_id AND id = :id"
)
