"""Usage of keys and of partners' programs: counted in memory, written every few seconds in a statement for all."""

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
    subject_id: UUID
    day: date


class UsageRecorder:
    """Counts for one process. What was not written when the process is killed is lost: at most a second's worth."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: dict[_Counted, Counter[KeyUse]] = {}
        self._seen: dict[tuple[UUID, UUID], str] = {}
        self._requests: Counter[_Counted] = Counter()

    def count(self, workshop_id: UUID, client_key_id: UUID, use: KeyUse, *, origin: str | None = None) -> None:
        """Count one use now; with an origin, also remember where the key was seen."""
        key = _Counted(workshop_id, client_key_id, datetime.now(UTC).date())
        self._counts.setdefault(key, Counter())[use] += 1
        if origin:
            self._seen[workshop_id, client_key_id] = origin

    def count_request(self, workshop_id: UUID, installation_id: UUID) -> None:
        """Count one request of a partner's program."""
        self._requests[_Counted(workshop_id, installation_id, datetime.now(UTC).date())] += 1

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
        requests, self._requests = self._requests, Counter()
        statements = [
            (_ADD, [{**_row(key), **{use.value: uses[use] for use in KeyUse}} for key, uses in counts.items()]),
            (_SEEN, [{"workshop_id": workshop, "id": key, "origin": at[:255]} for (workshop, key), at in seen.items()]),
            (_ADD_REQUESTS, [{**_row(key), "requests": number} for key, number in requests.items()]),
            (_USED, [_row(key) for key in requests]),
        ]
        if not any(rows for _, rows in statements):
            return
        try:
            async with database_faults(), self._database.engine(DatabaseRole.SYSTEM).begin() as connection:
                for statement, rows in statements:
                    if rows:
                        await connection.execute(statement, rows)
        except BaseException:
            for key, uses in counts.items():
                self._counts.setdefault(key, Counter()).update(uses)
            self._seen = {**seen, **self._seen}
            self._requests.update(requests)
            raise


def _row(counted: _Counted) -> dict[str, object]:
    return {
        "id": new_id(),
        "workshop_id": counted.workshop_id,
        "subject_id": counted.subject_id,
        "day": counted.day,
    }


_ADD = text(
    "INSERT INTO client_key_days (workshop_id, id, client_key_id, day, opens, conversations, messages, leads)"
    " SELECT :workshop_id, :id, client_keys.id, :day, :opens, :conversations, :messages, :leads FROM client_keys"
    " WHERE client_keys.workshop_id = :workshop_id AND client_keys.id = :subject_id"
    " ON CONFLICT (workshop_id, client_key_id, day) DO UPDATE SET opens = client_key_days.opens + excluded.opens,"
    " conversations = client_key_days.conversations + excluded.conversations,"
    " messages = client_key_days.messages + excluded.messages, leads = client_key_days.leads + excluded.leads"
)
_SEEN = text(
    "UPDATE client_keys SET last_seen_at = now(), last_seen_origin = :origin"
    " WHERE workshop_id = :workshop_id AND id = :id"
)
_ADD_REQUESTS = text(
    "INSERT INTO installation_days (workshop_id, id, installation_id, day, requests)"
    " SELECT :workshop_id, :id, installations.id, :day, :requests FROM installations"
    " WHERE installations.workshop_id = :workshop_id AND installations.id = :subject_id"
    " ON CONFLICT (workshop_id, installation_id, day)"
    " DO UPDATE SET requests = installation_days.requests + excluded.requests"
)
_USED = text("UPDATE installations SET last_used_at = now() WHERE workshop_id = :workshop_id AND id = :subject_id")
