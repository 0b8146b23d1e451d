"""Scope: one workshop, one principal, one transaction. Use cases get it first and never commit it themselves."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar
from uuid import UUID

from psycopg import AsyncRawCursor
from sqlalchemy import Executable, Result, Select, Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from carbot.clock import Clock
from carbot.errors import NotFound
from tenants.changing import Change, Snapshot, audited, look_up, read_snapshot
from tenants.database import Database, database_faults
from tenants.models.base import Base
from tenants.models.outbox import OutboxEntry
from tenants.models.workshops import Workshop
from tenants.outbox import LIVE_KIND, ChangeKind, Job, LiveEvent, Topic
from tenants.pipeline import Rows, Step, rows_of
from tenants.principal import Principal, PrincipalKind
from tenants.writing import bind

Row = TypeVar("Row", bound=Base)
Announce = Callable[[LiveEvent], None]
RefusalEffect = Callable[["Scope"], Awaitable[None]]


class Scope:
    """A unit of work. Its connection is taken at the first statement and given back when it ends.

    Leaving `begin()` normally commits and announces; an exception rolls everything back, then runs what
    `on_refusal` registered in a transaction of its own.
    """

    def __init__(
        self,
        database: Database,
        principal: Principal,
        clock: Clock,
        *,
        announce: Announce | None = None,
        read_only: bool = False,
    ) -> None:
        self.principal = principal
        self.now: datetime = clock.now()
        self._database = database
        self._clock = clock
        self._announce = announce
        self._read_only = read_only
        self._opened: AsyncSession | None = None
        self._lock = asyncio.Lock()
        self._live: list[LiveEvent] = []
        self._refusal_effects: list[RefusalEffect] = []
        self._after: list[Callable[[], None]] = []

    @property
    def workshop_id(self) -> UUID:
        """The workshop this scope is walled in by; there always is one where a use case asks."""
        assert self.principal.workshop_id is not None, "this use case needs a workshop"
        return self.principal.workshop_id

    @property
    def _session(self) -> AsyncSession:
        """Opened by whoever needs it first."""
        if self._opened is None:
            self._opened = self._database.session(self.principal, read_only=self._read_only)
        return self._opened

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Self]:
        """The transaction: commit at the end, roll back on any exception."""
        try:
            async with database_faults():
                yield self
                if self._opened is not None:
                    await self._opened.commit()
        except BaseException:
            if self._opened is not None:
                await self._finish(self._opened.rollback)
            await self._run_refusal_effects()
            raise
        finally:
            await self.close()
        for event in self._live:
            if self._announce:
                self._announce(event)
        for effect in self._after:
            effect()

    @asynccontextmanager
    async def step(self) -> AsyncIterator["Scope"]:
        """A short transaction of its own for the same caller: work that waits for others between two of these."""
        scope = Scope(self._database, self.principal, self._clock, announce=self._announce, read_only=self._read_only)
        async with scope.begin():
            yield scope

    async def close(self) -> None:
        """Give the connection back; what was not committed is undone."""
        if self._opened is not None:
            await self._finish(self._opened.close)

    async def _finish(self, end: Callable[[], Awaitable[None]]) -> None:
        """Roll back or close to the end, one after the other, whoever is cancelled meanwhile, even twice."""

        async def alone() -> None:
            async with self._lock:
                await end()

        await asyncio.shield(alone())

    async def execute(self, statement: Executable, parameters: Any = None) -> Result[*tuple[Any, ...]]:
        """Run one statement; concurrent callers queue, because a transaction is one conversation."""
        async with self._lock, database_faults():
            await self._session.flush()
            return await self._session.execute(statement, parameters)

    async def run(self, *steps: Step) -> list[Rows]:
        """Finished statements with $1, $2, … in this scope's transaction; all values as text."""
        answers = []
        async with self._lock, database_faults():
            await self._session.flush()
            raw = await (await self._session.connection()).get_raw_connection()
            async with AsyncRawCursor(raw.driver_connection) as cursor:  # type: ignore[arg-type]  # psycopg's
                for step in steps:
                    texts = [None if each is None else each.decode() for each in step.parameters]
                    await cursor.execute(step.sql.encode(), texts, prepare=True)
                    assert cursor.pgresult is not None, "a statement was run"
                    answers.append(rows_of(cursor.pgresult))
        return answers

    async def read_json(self, sql: str, parameters: Sequence[bytes | None]) -> bytes | None:
        """The one value of one row, as text, of a finished statement; in this scope's transaction."""
        (rows,) = await self.run(Step(sql, tuple(parameters)))
        return rows[0][0] if rows else None

    async def all(self, statement: Select[Row]) -> Sequence[Row]:
        """All rows of a select of one model."""
        return (await self.execute(statement)).scalars().unique().all()

    async def first(self, statement: Select[Row]) -> Row | None:
        """The first row of a select of one model, or None."""
        return (await self.execute(statement)).scalars().first()

    async def get(self, model: type[Row], key: UUID | None, *, lock: bool = False) -> Row:
        """The row with this id. Raises NotFound, for another workshop's id as for an unknown one."""
        if key is None:
            raise NotFound("id")
        statement = select(model).where(model.id == key)  # type: ignore[attr-defined]
        if lock:
            statement = statement.with_for_update(of=model)
        found = await self.first(statement)
        if found is None:
            raise NotFound("id")
        return found

    async def look(self, *wanted: tuple[type[Base], UUID]) -> list[Snapshot[Any]]:
        """Rows as they are now, in one round trip and outside this scope's transaction, to decide on a change.

        Raises NotFound where one is unknown, or another workshop's.
        """
        found = await self.at_once(*(look_up(model, key) for model, key in wanted))
        return [read_snapshot(model, rows) for (model, _), rows in zip(wanted, found, strict=True)]

    async def at_once(self, *steps: Step) -> list[Rows]:
        """Steps in a transaction of their own for the same caller, in one round trip: committed when it returns."""
        _, *found = await self._database.pipeline(self.principal.role).run(bind(self.principal), *steps)
        return found

    def change(self, snapshot: Snapshot[Row]) -> Change[Row]:
        """The change of a row that was looked at; the edge writes it."""
        return Change(snapshot, self.principal, self.announce_stored)

    def add(self, row: Row) -> Row:
        """Store a new row; one of a workshop gets this scope's."""
        if hasattr(row, "workshop_id") and row.workshop_id is None and not isinstance(row, OutboxEntry):
            row.workshop_id = self.principal.workshop_id
        self._session.add(row)
        return row

    async def delete(self, row: Base) -> None:
        """Remove a row with all that belongs to it."""
        async with self._lock, database_faults():
            await self._session.delete(row)
            await self._session.flush()

    async def flush(self) -> None:
        """Write what was added or changed, so that the database's rules speak up here."""
        async with self._lock, database_faults():
            await self._session.flush()

    async def enter_conversation(self, conversation_id: UUID) -> None:
        """Narrow a visitor's transaction to a conversation that is about to be made; it ends with the transaction."""
        await self.execute(select(func.set_config("app.conversation_id", str(conversation_id), True)))

    async def enter_organization(self) -> None:
        """Open what belongs to the organization of the workshop, for a job; it ends with the transaction."""
        organization = select(cast(Workshop.organization_id, Text)).where(Workshop.id == self.workshop_id)
        await self.execute(select(func.set_config("app.organization_id", organization.scalar_subquery(), True)))

    def audit(self, action: str, subject: Base | None = None, changes: Sequence[str] = ()) -> None:
        """Record an act: names of changed fields, never their values. Who works nowhere has no log to be in."""
        if self.principal.kind is not PrincipalKind.PERSON:
            self.add(audited(self.principal, action, subject, changes))

    def enqueue(self, job: Job, *, delay: timedelta = timedelta()) -> None:
        """Have a job done after the commit, at least once, its effects exactly once."""
        self._session.add(
            OutboxEntry(
                workshop_id=self.principal.workshop_id,
                kind=type(job).__name__,
                payload=job.to_payload(),
                available_at=self.now + delay,
            )
        )

    def announce(self, topic: Topic, subject_id: UUID, kind: ChangeKind) -> None:
        """Tell whoever is looking in the caller's workshop that something changed, after the commit."""
        if self.principal.kind is PrincipalKind.PERSON:
            return
        event = LiveEvent(self.workshop_id, topic, subject_id, kind)
        self._live.append(event)
        self._session.add(OutboxEntry(workshop_id=event.workshop_id, kind=LIVE_KIND, payload=event.to_payload()))

    def after_commit(self, effect: Callable[[], None]) -> None:
        """What is to begin in this process once the change stands; a job where it may not be lost."""
        self._after.append(effect)

    def announce_stored(self, event: LiveEvent) -> None:
        """Tell who is looking here; the others hear of it by the row that is in the outbox already."""
        if self._announce:
            self._announce(event)

    def announce_unstored(self, event: LiveEvent) -> None:
        """Tell whoever is looking what is true for a moment only: after the commit, and nobody hears of it later."""
        self._live.append(event)

    def on_refusal(self, effect: RefusalEffect) -> None:
        """What must be written although the change is refused: it runs after the roll-back, before the answer."""
        self._refusal_effects.append(effect)

    async def _run_refusal_effects(self) -> None:
        effects, self._refusal_effects = self._refusal_effects, []
        if not effects:
            return
        async with self.step() as scope:
            for effect in effects:
                await effect(scope)
