"""The recorder: errors are counted in memory and written in batches, so that no request waits for its own failure."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from carbot.errors import Unavailable
from carbot.ids import new_id
from tenants.database import Database, database_faults
from tenants.errors.description import Description, describe
from tenants.models.errors import ErrorSeverity
from tenants.roles import DatabaseRole

_FLUSH_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 10.0
_MOST_GROUPS = 200
_OCCURRENCES_A_BATCH = 5
_OCCURRENCES_KEPT = 20
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One error as it was met."""

    description: Description
    at: datetime
    release: str
    reference: str | None
    workshop_id: UUID | None


Forward = Callable[[Sequence[Recorded]], Awaitable[None]]


@dataclass(slots=True)
class _Pending:
    """What is still to be written of a group."""

    description: Description
    first: datetime
    last: datetime
    days: Counter[date] = field(default_factory=Counter)
    occurrences: deque[Recorded] = field(default_factory=lambda: deque(maxlen=_OCCURRENCES_A_BATCH))

    def add(self, other: "_Pending") -> None:
        """Take up what was counted elsewhere of the same group."""
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.days.update(other.days)
        together = sorted([*self.occurrences, *other.occurrences], key=lambda each: each.at)
        self.occurrences = deque(together, maxlen=_OCCURRENCES_A_BATCH)


class ErrorRecorder:
    """Counts for one process. While the database is away it goes on counting, in bounded memory.

    `notice` is the kind of job that tells operators of a critical group that is new or came back. `forward` hands
    errors on to another system, as well as it can.
    """

    def __init__(self, database: Database, *, release: str, notice: str, forward: Forward | None = None) -> None:
        self._database = database
        self._release = release[:40]
        self._notice = notice
        self._forward = forward
        self._pending: dict[str, _Pending] = {}
        self._to_forward: deque[Recorded] = deque(maxlen=_MOST_GROUPS)
        self._writing: asyncio.Task[None] | None = None
        self.dropped = 0

    def record(
        self,
        error: BaseException,
        where: str,
        *,
        reference: str | None = None,
        workshop_id: UUID | None = None,
        severity: ErrorSeverity | None = None,
    ) -> None:
        """Count an error. Never raises and never waits; `severity` where the caller knows better than its type."""
        try:
            self._record(error, where, reference, workshop_id, severity)
        except Exception:
            _log.exception("errors.not_recorded")

    def _record(
        self,
        error: BaseException,
        where: str,
        reference: str | None,
        workshop_id: UUID | None,
        severity: ErrorSeverity | None,
    ) -> None:
        description = describe(error, where)
        if severity is not None and description.severity is not ErrorSeverity.CRITICAL:
            description = _with(description, severity)
        now = datetime.now(UTC)
        recorded = Recorded(description, now, self._release, reference, workshop_id)
        known = self._pending.get(description.fingerprint)
        if known is None:
            if len(self._pending) >= _MOST_GROUPS:
                self.dropped += 1
                return
            known = self._pending[description.fingerprint] = _Pending(description, now, now)
        known.last = now
        known.days[now.date()] += 1
        known.occurrences.append(recorded)
        if self._forward is not None:
            self._to_forward.append(recorded)
        self._wake()

    def _wake(self) -> None:
        """Have it written soon, where there is a loop to do that in; else with the next one."""
        with suppress(RuntimeError):
            loop = asyncio.get_running_loop()
            if self._writing is None or self._writing.done() or self._writing.get_loop() is not loop:
                self._writing = loop.create_task(self._write())

    async def _write(self) -> None:
        wait = _FLUSH_SECONDS
        while self._pending:
            await asyncio.sleep(wait)
            await self._hand_on()
            try:
                await self.flush()
                wait = _FLUSH_SECONDS
            except Exception as error:
                # Not through the log of errors: that is what is broken.
                _log.warning("errors.postponed", error=type(error).__name__, waiting=len(self._pending))
                wait = min(wait * 2, _LONGEST_WAIT_SECONDS)

    async def aclose(self) -> None:
        """Write what is left, once."""
        if self._writing is not None:
            self._writing.cancel()
        await self._hand_on()
        with suppress(Unavailable):
            await self.flush()

    async def flush(self) -> None:
        """Write all there is, one statement. When that fails it is kept; raises the error of the database."""
        taken, self._pending = self._pending, {}
        if not taken:
            return
        try:
            async with database_faults(), self._database.engine(DatabaseRole.SYSTEM).begin() as connection:
                await connection.execute(_ADD, self._parameters(taken))
                await connection.execute(_TRIM, {"fingerprints": list(taken), "kept": _OCCURRENCES_KEPT})
        except BaseException:
            for fingerprint, waiting in taken.items():
                if (newer := self._pending.get(fingerprint)) is not None:
                    newer.add(waiting)
                else:
                    self._pending[fingerprint] = waiting
            self._wake()
            raise
        if self.dropped:
            _log.warning("errors.dropped", count=self.dropped)
            self.dropped = 0

    def _parameters(self, taken: dict[str, _Pending]) -> dict[str, Any]:
        # In one order everywhere: two processes that write the same groups wait for each other and never for ever.
        groups = [taken[fingerprint] for fingerprint in sorted(taken)]
        return {
            "groups": json.dumps([self._group(each) for each in groups]),
            "days": json.dumps(
                [
                    {"fingerprint": each.description.fingerprint, "day": day.isoformat(), "count": count}
                    for each in groups
                    for day, count in sorted(each.days.items())
                ]
            ),
            "occurrences": json.dumps([_occurrence(one) for each in groups for one in each.occurrences]),
            "notice": self._notice,
        }

    def _group(self, pending: _Pending) -> dict[str, Any]:
        described = pending.description
        return {
            "id": str(new_id()),
            "notice_id": str(new_id()),
            "fingerprint": described.fingerprint,
            "severity": described.severity.value,
            "category": described.category.value,
            "title": described.title,
            "place": described.place,
            "release": self._release,
            "count": pending.days.total(),
            "first_seen": pending.first.isoformat(),
            "last_seen": pending.last.isoformat(),
        }

    async def _hand_on(self) -> None:
        if self._forward is None or not self._to_forward:
            return
        batch = list(self._to_forward)
        self._to_forward.clear()
        try:
            await self._forward(batch)
        except Exception as error:
            _log.warning("errors.not_forwarded", error=type(error).__name__, count=len(batch))


def _with(described: Description, severity: ErrorSeverity) -> Description:
    return Description(
        described.fingerprint, described.title, described.place, described.category, severity, described.stack
    )


def _occurrence(recorded: Recorded) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "fingerprint": recorded.description.fingerprint,
        "at": recorded.at.isoformat(),
        "release": recorded.release,
        "reference": recorded.reference,
        "workshop_id": str(recorded.workshop_id) if recorded.workshop_id else None,
        "stack": recorded.description.stack,
    }


# A group that was resolved, or whose muting is over, is open again; `opened_at` is this moment for these and new ones.
_ADD = text("""
WITH given AS (
    SELECT * FROM jsonb_to_recordset(CAST(:groups AS jsonb)) AS g (
        id uuid, notice_id uuid, fingerprint text, severity text, category text, title text, place text,
        release text, count int, first_seen timestamptz, last_seen timestamptz)
), groups AS (
    INSERT INTO error_groups AS e (id, fingerprint, severity, category, title, place, first_release, last_release,
                                   count, first_seen, last_seen, opened_at)
    SELECT id, fingerprint, severity, category, title, place, release, release, count, first_seen, last_seen, now()
    FROM given ORDER BY fingerprint
    ON CONFLICT (fingerprint) DO UPDATE SET
        count = e.count + excluded.count, last_seen = greatest(e.last_seen, excluded.last_seen),
        last_release = excluded.last_release, severity = excluded.severity,
        opened_at = CASE WHEN e.status = 'RESOLVED' OR (e.status = 'MUTED' AND e.muted_until < now())
                         THEN now() ELSE e.opened_at END,
        status = CASE WHEN e.status = 'RESOLVED' OR (e.status = 'MUTED' AND e.muted_until < now())
                      THEN 'OPEN' ELSE e.status END
    RETURNING e.id, e.fingerprint, e.severity, e.opened_at
), days AS (
    INSERT INTO error_days AS d (group_id, day, count)
    SELECT g.id, n.day, n.count
    FROM jsonb_to_recordset(CAST(:days AS jsonb)) AS n (fingerprint text, day date, count int)
    JOIN groups g USING (fingerprint) ORDER BY g.id, n.day
    ON CONFLICT (group_id, day) DO UPDATE SET count = d.count + excluded.count
), occurrences AS (
    INSERT INTO error_occurrences (id, group_id, at, release, reference, workshop_id, stack)
    SELECT o.id, g.id, o.at, o.release, o.reference, o.workshop_id, o.stack
    FROM jsonb_to_recordset(CAST(:occurrences AS jsonb)) AS o (
        id uuid, fingerprint text, at timestamptz, release text, reference text, workshop_id uuid, stack text)
    JOIN groups g USING (fingerprint)
)
INSERT INTO outbox (id, kind, payload)
SELECT given.notice_id, CAST(:notice AS text), jsonb_build_object('group_id', g.id)
FROM groups g JOIN given USING (fingerprint)
WHERE g.severity = 'CRITICAL' AND g.opened_at = now()
""")
_TRIM = text("""
DELETE FROM error_occurrences WHERE id IN (
    SELECT id FROM (
        SELECT o.id, row_number() OVER (PARTITION BY o.group_id ORDER BY o.at DESC, o.id) AS place
        FROM error_occurrences o JOIN error_groups g ON g.id = o.group_id
        WHERE g.fingerprint = ANY (CAST(:fingerprints AS text[]))) placed
    WHERE place > :kept)
""")
