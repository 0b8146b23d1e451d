"""A scope: bound at the outermost transaction, no connection before the first statement, refusals leave no trace."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import InternalError, ProgrammingError

from carbot.clock import SystemClock
from carbot.errors import DomainError, NotFound, Unavailable
from carbot.ids import new_id
from carbot.settings import Settings
from tenants.database import Database
from tenants.models.audit import AuditEntry
from tenants.models.leads import Lead
from tenants.models.outbox import OutboxEntry
from tenants.outbox import ChangeKind, LiveEvent, Topic
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole
from tenants.scope import Scope
from tests.support.waiting import until
from tests.tenancy.furnish import Furnished

BOUND = select(func.current_setting("app.workshop_id", True))


class SlotTaken(DomainError):
    """A refusal."""


def principal(workshop_id: UUID | None) -> Principal:
    """The system at work for a workshop, or for none."""
    return Principal(PrincipalKind.SYSTEM, DatabaseRole.API, workshop_id=workshop_id)


@pytest.fixture
async def narrow(settings: Settings) -> AsyncIterator[Database]:
    """A database with one connection for everybody."""
    database = Database(settings.model_copy(update={"database_pool": 1}))
    yield database
    await database.close()


def checked_out(database: Database) -> int:
    """How many connections are in use."""
    pool = database.engine(DatabaseRole.API).sync_engine.pool
    return int(pool.checkedout())  # type: ignore[attr-defined]  # a queue pool


async def actions(database: Database, workshop_id: UUID) -> set[str]:
    """The audit log's actions of a workshop."""
    async with Scope(database, principal(workshop_id), SystemClock()).begin() as scope:
        return {entry.action for entry in await scope.all(select(AuditEntry))}


async def test_a_scope_takes_its_connection_at_the_first_statement_and_gives_it_back(
    narrow: Database, furnished: Furnished
) -> None:
    scope = Scope(narrow, principal(furnished.workshop.id), SystemClock())
    used = [checked_out(narrow)]

    async with scope.begin():
        used.append(checked_out(narrow))
        scope.audit("nothing.written.yet")
        used.append(checked_out(narrow))
        await scope.execute(BOUND)
        used.append(checked_out(narrow))
    used.append(checked_out(narrow))

    assert used == [0, 0, 0, 1, 0]


async def test_a_step_between_calls_holds_no_connection(narrow: Database, furnished: Furnished) -> None:
    scope = Scope(narrow, principal(furnished.workshop.id), SystemClock())

    async with scope.step() as first:
        assert (await first.execute(BOUND)).scalar_one() == str(furnished.workshop.id)
    between = checked_out(narrow)
    async with scope.step() as second:
        assert (await second.execute(BOUND)).scalar_one() == str(furnished.workshop.id)

    assert between == 0


async def test_a_scope_that_ends_without_a_statement_never_asks_for_a_connection(
    narrow: Database, furnished: Furnished
) -> None:
    asked = []
    engine = narrow.engine(DatabaseRole.API).sync_engine
    event.listen(engine, "checkout", lambda *_: asked.append(1))

    async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin():
        pass

    assert asked == []


async def test_the_tenant_is_bound_once_and_not_in_savepoints(narrow: Database, furnished: Furnished) -> None:
    bindings = []
    engine = narrow.engine(DatabaseRole.API).sync_engine

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "set_config" in statement:
            bindings.append(statement)

    session = narrow.session(principal(furnished.workshop.id))
    async with session:
        await session.execute(BOUND)
        for _ in range(3):
            async with session.begin_nested() as savepoint:
                await session.execute(BOUND)
                await savepoint.rollback()
        within = (await session.execute(BOUND)).scalar_one()
        await session.rollback()

    assert within == str(furnished.workshop.id)
    assert len(bindings) == 1


@pytest.mark.parametrize("ending", ["commit", "rollback", "error", "cancelled"])
async def test_the_next_user_of_the_connection_finds_no_tenant(
    narrow: Database, furnished: Furnished, ending: str
) -> None:
    async def work() -> None:
        async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin() as scope:
            await scope.execute(BOUND)
            if ending == "rollback":
                raise SlotTaken
            if ending == "error":
                await scope.execute(text("SELECT 1 / 0"))
            if ending == "cancelled":
                await scope.execute(text("SELECT pg_sleep(60)"))

    task = asyncio.create_task(work())
    if ending == "cancelled":
        done, _ = await asyncio.wait([task], timeout=0.2)
        assert not done
        task.cancel()
    (outcome,) = await asyncio.gather(task, return_exceptions=True)

    async with narrow.engine(DatabaseRole.API).connect() as connection:
        left = (await connection.execute(BOUND)).scalar_one()
        seen = (await connection.execute(select(Lead.id))).all()
    assert (outcome is None) is (ending == "commit")
    assert left in (None, "")
    assert seen == []


async def test_a_read_only_scope_refuses_to_write(narrow: Database, furnished: Furnished) -> None:
    reader = Scope(narrow, principal(furnished.workshop.id), SystemClock(), read_only=True)
    seen: list[Lead] = []

    async def write() -> None:
        async with reader.begin() as scope:
            seen.extend(await scope.all(select(Lead)))
            await scope.execute(insert(AuditEntry).values(id=new_id(), action="written", changes={}))

    with furnished.unchanged(), pytest.raises(InternalError, match="read-only transaction"):
        await write()

    assert len(seen) == 2


async def test_the_steps_of_a_read_only_scope_are_read_only(narrow: Database, furnished: Furnished) -> None:
    reader = Scope(narrow, principal(furnished.workshop.id), SystemClock(), read_only=True)

    async def write() -> None:
        async with reader.step() as scope:
            scope.audit("written")

    with furnished.unchanged(), pytest.raises(InternalError, match="read-only transaction"):
        await write()


async def test_a_refusal_undoes_the_change_and_keeps_what_must_survive_it(
    narrow: Database, furnished: Furnished
) -> None:
    announced: list[LiveEvent] = []
    workshop_id = furnished.workshop.id

    async def remember(scope: Scope) -> None:
        scope.audit("login.failed")

    async def change() -> None:
        async with Scope(narrow, principal(workshop_id), SystemClock(), announce=announced.append).begin() as scope:
            scope.audit("change.tried")
            scope.announce(Topic.LEAD, furnished.mine.lead, ChangeKind.UPDATED)
            await scope.flush()
            scope.on_refusal(remember)
            raise SlotTaken

    with pytest.raises(SlotTaken):
        await change()

    found = await actions(narrow, workshop_id)
    assert "login.failed" in found
    assert "change.tried" not in found
    assert announced == []
    with furnished.engine.connect() as connection:
        waiting = select(func.count()).select_from(OutboxEntry).where(OutboxEntry.workshop_id == workshop_id)
        assert connection.execute(waiting).scalar_one() == 0


async def test_what_is_kept_for_a_refusal_is_not_written_without_one(narrow: Database, furnished: Furnished) -> None:
    async def remember(scope: Scope) -> None:
        scope.audit("login.failed")

    async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin() as scope:
        scope.on_refusal(remember)
        scope.audit("change.done")

    found = await actions(narrow, furnished.workshop.id)
    assert "change.done" in found
    assert "login.failed" not in found


async def test_the_effects_of_a_refusal_are_walled_in_as_the_refused_change_was(
    narrow: Database, furnished: Furnished, other_furnished: Furnished
) -> None:
    missed: list[str] = []

    async def reach_across(scope: Scope) -> None:
        try:
            await scope.get(Lead, other_furnished.mine.lead)
        except NotFound as error:
            missed.append(error.code)
        scope.audit("looked.across")

    async def change() -> None:
        async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin() as scope:
            scope.on_refusal(reach_across)
            raise SlotTaken

    with other_furnished.unchanged(), pytest.raises(SlotTaken):
        await change()

    assert missed == ["NOT_FOUND"]
    assert "looked.across" in await actions(narrow, furnished.workshop.id)


async def test_events_are_announced_after_the_commit(narrow: Database, furnished: Furnished) -> None:
    announced: list[LiveEvent] = []
    scope = Scope(narrow, principal(furnished.workshop.id), SystemClock(), announce=announced.append)

    async with scope.begin():
        scope.announce(Topic.LEAD, furnished.mine.lead, ChangeKind.UPDATED)
        await scope.flush()
        early = list(announced)

    assert early == []
    assert [event.subject_id for event in announced] == [furnished.mine.lead]


async def test_an_exhausted_pool_is_unavailable_and_not_a_fault(settings: Settings, furnished: Furnished) -> None:
    hasty = settings.model_copy(update={"database_pool": 1, "database_timeout": settings.relay_poll})
    database = Database(hasty)
    async with Scope(database, principal(furnished.workshop.id), SystemClock()).begin() as holder:
        await holder.execute(BOUND)

        with pytest.raises(Unavailable) as refusal:
            async with Scope(database, principal(furnished.workshop.id), SystemClock()).begin() as waiting:
                await waiting.execute(BOUND)

    await database.close()
    assert refusal.value.extensions == {"code": "UNAVAILABLE", "retryAfter": 2}


async def test_another_workshops_row_is_not_found_as_an_unknown_one(
    narrow: Database, furnished: Furnished, other_furnished: Furnished
) -> None:
    refusals = []

    for key in (other_furnished.mine.lead, new_id(), None):
        with pytest.raises(NotFound) as refusal:
            async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin() as scope:
                await scope.get(Lead, key, lock=True)
        refusals.append((str(refusal.value), refusal.value.path, dict(refusal.value.values)))

    assert refusals == [("NOT_FOUND", ("id",), {})] * 3


async def test_a_row_gets_its_scopes_workshop_and_no_other(
    narrow: Database, furnished: Furnished, other_furnished: Furnished
) -> None:
    async def smuggle() -> None:
        async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin() as scope:
            scope.add(AuditEntry(workshop_id=other_furnished.workshop.id, action="smuggled", changes={}))
            await scope.flush()

    with (
        furnished.unchanged(),
        other_furnished.unchanged(),
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        await smuggle()


async def test_whoever_is_cancelled_while_rolling_back_still_gives_the_connection_back(
    narrow: Database, furnished: Furnished
) -> None:
    endings: list[object] = []

    async def refused(is_read: asyncio.Event) -> None:
        async with Scope(narrow, principal(furnished.workshop.id), SystemClock()).begin() as scope:
            await scope.execute(BOUND)
            is_read.set()
            raise SlotTaken

    # At each of the moments in which it may happen.
    for steps in range(30):
        is_read = asyncio.Event()
        task = asyncio.create_task(refused(is_read))
        await is_read.wait()
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        endings += await asyncio.gather(task, return_exceptions=True)

    async def is_free() -> bool:
        return checked_out(narrow) == 0

    assert {type(ending) for ending in endings} == {SlotTaken, asyncio.CancelledError}
    assert await until(is_free)
