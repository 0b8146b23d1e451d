"""Jobs: done at least once, their effects exactly once, because the outbox entry is marked in their transaction.

A handler gets a scope and a job: everything it writes is one transaction. A handler that waits for a vendor gets
`Work` instead and finishes in `work.finish()`, after the vendor has answered.
"""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import structlog

from carbot.clients.mail import MailRefused
from carbot.errors import NotFound, Unavailable
from carbot.outside import Outside
from tenants.errors import reason_of
from tenants.jobs import AlreadyDone, claim, mark_done, read_entry, settle
from tenants.models.errors import ErrorSeverity
from tenants.models.outbox import OutboxEntry
from tenants.outbox import Job
from tenants.permissions import SYSTEM_PERMISSIONS
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole
from tenants.scope import Scope

_log = structlog.get_logger()
_MOST_ATTEMPTS = 10
_FIRST_DELAY_SECONDS = 5
_LONGEST_DELAY_SECONDS = 3600

JobType = TypeVar("JobType", bound=Job)


@dataclass(frozen=True, slots=True)
class Handler:
    """What does a kind of job, in which queue, and whether it waits for a vendor."""

    run: Callable[[Any, Any], Awaitable[None]]
    queue: str
    waits: bool
    time_limit: timedelta


HANDLERS: dict[str, Handler] = {}


class Work:
    """A job that waits for a vendor: read in `step()`, call, then write in `finish()`."""

    def __init__(self, outside: Outside, entry_id: UUID, principal: Principal) -> None:
        self.outside = outside
        self.id = entry_id
        self._scope = Scope(outside.database, principal, outside.clock)

    @asynccontextmanager
    async def step(self) -> AsyncIterator[Scope]:
        """A short transaction to read in."""
        async with self._scope.step() as scope:
            yield scope

    @asynccontextmanager
    async def finish(self) -> AsyncIterator[Scope]:
        """The transaction of the effects, in which the job is also marked as done."""
        async with self._scope.step() as scope:
            await mark_done(scope, self.id)
            yield scope


def handles(
    kind: type[JobType], *, queue: str = "default", waits: bool = False, within: timedelta = timedelta(seconds=60)
) -> Callable[[Callable[[Any, JobType], Awaitable[None]]], Callable[[Any, JobType], Awaitable[None]]]:
    """Declare what does a kind of job."""

    def register(run: Callable[[Any, JobType], Awaitable[None]]) -> Callable[[Any, JobType], Awaitable[None]]:
        HANDLERS[kind.__name__] = Handler(run, queue, waits, within)
        return run

    return register


async def perform(outside: Outside, entry_id: UUID) -> None:
    """Do the job of an outbox entry, unless it is done. Failures are written down and tried again later, with jitter.

    A job whose subject is gone is done; a mail that is refused for good becomes a dead letter.
    """
    system = Scope(outside.database, Principal(PrincipalKind.SYSTEM, DatabaseRole.WORKER), outside.clock)
    async with system.step() as scope:
        entry = await read_entry(scope, entry_id)
    if entry is None or entry.done_at is not None or entry.failed_at is not None:
        return
    handler = HANDLERS[entry.kind]
    try:
        job = Job.registry[entry.kind].from_payload(entry.payload)
        principal = _principal(entry, job)
        if handler.waits:
            async with system.step() as scope:
                await claim(scope, entry_id, outside.settings.job_lost_after)
            await handler.run(Work(outside, entry_id, principal), job)
        else:
            async with Scope(outside.database, principal, outside.clock).begin() as scope:
                await mark_done(scope, entry_id)
                await handler.run(scope, job)
        _log.info("job.done", kind=entry.kind, job=str(entry_id))
    except AlreadyDone:
        return
    except NotFound:
        await _settle(system, entry, done_at=system.now, last_error="the subject is gone")
    except MailRefused as error:
        outside.errors.record(error, f"job {entry.kind}", workshop_id=entry.workshop_id, severity=ErrorSeverity.MEDIUM)
        _log.error("job.dead", kind=entry.kind, job=str(entry_id), error=str(error))
        await _settle(system, entry, failed_at=system.now, last_error=str(error)[:200])
    except Exception as error:
        await _try_later(outside, system, entry, error)


async def _try_later(outside: Outside, system: Scope, entry: OutboxEntry, error: Exception) -> None:
    attempts = entry.attempts + 1
    reason = reason_of(error)
    is_last = attempts >= _MOST_ATTEMPTS
    if is_last or not isinstance(error, Unavailable):
        outside.errors.record(
            error,
            f"job {entry.kind}",
            reference=entry.id.hex[:12],
            workshop_id=entry.workshop_id,
            severity=ErrorSeverity.HIGH if is_last else ErrorSeverity.LOW,
        )
    if is_last:
        _log.error("job.dead", kind=entry.kind, job=str(entry.id), exc_info=error)
        await _settle(system, entry, failed_at=outside.clock.now(), attempts=attempts, last_error=reason)
        return
    delay = min(_LONGEST_DELAY_SECONDS, _FIRST_DELAY_SECONDS * 2 ** (attempts - 1)) * random.uniform(0.5, 1.0)  # noqa: S311
    _log.warning("job.postponed", kind=entry.kind, job=str(entry.id), attempts=attempts, exc_info=error)
    await _settle(
        system,
        entry,
        attempts=attempts,
        last_error=reason,
        dispatched_at=None,
        available_at=outside.clock.now() + timedelta(seconds=delay),
    )


async def _settle(system: Scope, entry: OutboxEntry, **values: Any) -> None:
    async with system.step() as scope:
        await settle(scope, entry.id, **values)


def _principal(entry: OutboxEntry, job: Job) -> Principal:
    """CarBot at work for the workshop and the person the job names."""
    return Principal(
        PrincipalKind.SYSTEM,
        DatabaseRole.WORKER,
        SYSTEM_PERMISSIONS,
        workshop_id=entry.workshop_id or getattr(job, "workshop_id", None),
        account_id=getattr(job, "account_id", None),
    )
