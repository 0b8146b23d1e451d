"""A thousand random turns of two workshops and nobody over one connection leak nothing, whatever breaks in between."""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DataError, ProgrammingError

from carbot.clock import SystemClock
from carbot.errors import DomainError, Unavailable
from carbot.settings import Settings
from tenants.database import Database
from tenants.models.audit import AuditEntry
from tenants.models.chat import Message
from tenants.models.leads import Lead
from tenants.models.workshops import Workshop
from tenants.pipeline import StatementFailed, Step
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole, role_url
from tenants.scope import Scope
from tenants.writing import bind
from tests.support.pgbouncer import has_pgbouncer, pgbouncer
from tests.tenancy.furnish import Furnished

TURNS = 1000
AT_ONCE = 8
NEVER = 60.0
TABLES = (Lead, Message, AuditEntry)


class Changed(DomainError):
    """A refusal in the middle."""


@dataclass
class Guest:
    """One turn's worth of work under one tenant, or under none."""

    workshop_id: UUID | None
    dice: random.Random

    async def look(self, scope: Scope) -> None:
        """Every row that is seen is the own workshop's; without one there is none."""
        bound = (await scope.execute(select(func.current_setting("app.workshop_id", True)))).scalar_one()
        assert (bound or None) == (str(self.workshop_id) if self.workshop_id else None)
        seen = {
            row for table in TABLES for row in (await scope.execute(select(table.workshop_id).distinct())).scalars()
        }
        seen |= set((await scope.execute(select(Workshop.id))).scalars())
        assert seen == ({self.workshop_id} if self.workshop_id else set())

    async def write(self, scope: Scope) -> None:
        """An entry of the log; refused by the wall where there is no tenant."""
        scope.audit("turn.taken")
        await scope.flush()

    async def prepare(self, scope: Scope) -> None:
        """The same statement often enough that the driver prepares it on the server."""
        for _ in range(6):
            found = await scope.execute(select(func.count()).select_from(Lead))
            assert found.scalar_one() == (2 if self.workshop_id else 0)

    async def nest(self, scope: Scope) -> None:
        """A savepoint that is rolled back keeps the tenant that was bound outside it."""
        await scope.execute(text("SAVEPOINT inner_part"))
        await self.look(scope)
        await scope.execute(text("ROLLBACK TO SAVEPOINT inner_part"))
        await self.look(scope)

    async def fail(self, scope: Scope) -> None:
        """An error of the database in the middle."""
        await scope.execute(text("SELECT 1 / 0"))

    async def refuse(self, scope: Scope) -> None:
        """A refusal in the middle."""
        await self.look(scope)
        raise Changed

    async def linger(self, scope: Scope) -> None:
        """Long enough to be cancelled in."""
        await scope.execute(text("SELECT pg_sleep(30)"))

    def acts(self) -> list[Callable[[Scope], Awaitable[None]]]:
        """One to three acts, the last of which may break off."""
        quiet = [self.look, self.write, self.prepare, self.nest]
        first = self.dice.choices(quiet, k=self.dice.randint(1, 2))
        return [*first, self.dice.choice([*quiet, self.fail, self.refuse, self.linger])]


async def peek(database: Database) -> str:
    """A bare connection from the pool, as look-ups take it: whoever had it before has left nothing behind."""
    async with database.engine(DatabaseRole.API).connect() as connection:
        bound = (await connection.execute(select(func.current_setting("app.workshop_id", True)))).scalar_one()
        seen = (await connection.execute(select(Lead.id))).all()
    assert (bound or None, seen) == (None, [])
    return "peeked"


async def take_turn(database: Database, guest: Guest) -> str:
    """What became of one turn: done, refused, or cancelled at a random moment."""
    if guest.workshop_id is None and guest.dice.random() < 0.5:
        return await peek(database)
    who = Principal(PrincipalKind.SYSTEM, DatabaseRole.API, workshop_id=guest.workshop_id)
    acts = guest.acts()
    moment = guest.dice.uniform(0, 0.02) if guest.linger in acts or guest.dice.random() < 0.1 else NEVER
    try:
        async with asyncio.timeout(moment), Scope(database, who, SystemClock()).begin() as scope:
            for act in acts:
                await act(scope)
    except TimeoutError:
        return "cancelled"
    except Changed:
        return "refused"
    except Unavailable:
        # The server may report the cancellation before it reaches the task.
        if moment == NEVER:
            raise
        return "cancelled"
    except DataError:
        return "failed"
    except ProgrammingError:
        if guest.workshop_id is not None:
            raise
        return "walled off"
    return "done"


PIPELINED = (
    Step("SELECT current_setting('app.workshop_id', true)"),
    *(Step(f"SELECT DISTINCT workshop_id FROM {table.__tablename__}") for table in TABLES),
    Step("SELECT id FROM workshops"),
)
ENDS = (Step("SELECT 1 / 0"), Step("SELECT pg_sleep(30)"), Step("SELECT count(*) FROM leads"))
# PgBouncer takes a fifth of a second to hand on a cancellation.
ENDS_OFTEN = (3, 1, 10)


async def take_pipelined_turn(database: Database, guest: Guest) -> str:
    """The same in one round trip: bound, looked at, and perhaps broken off at the end."""
    pool = database.pipeline(DatabaseRole.API)
    who = Principal(PrincipalKind.SYSTEM, DatabaseRole.API, workshop_id=guest.workshop_id)
    begins = (bind(who),) if guest.workshop_id or guest.dice.random() < 0.5 else ()
    (end,) = guest.dice.choices(ENDS, ENDS_OFTEN)
    moment = guest.dice.uniform(0, 0.02) if end is ENDS[1] or guest.dice.random() < 0.05 else NEVER
    try:
        async with asyncio.timeout(moment):
            found = (await pool.run(*begins, *PIPELINED, end))[len(begins) :]
    except TimeoutError:
        return "cancelled"
    except StatementFailed as failure:
        if (failure.sqlstate, failure.step) != ("22012", len(begins) + len(PIPELINED)):
            raise
        return "failed"
    except Unavailable:
        if moment == NEVER:
            raise
        return "cancelled"
    mine = str(guest.workshop_id).encode() if guest.workshop_id else None
    assert {row[0] or None for row in found[0]} == {mine}
    assert {row[0] for rows in found[1:-1] for row in rows} == ({mine} if mine else set())
    assert int(found[-1][0][0] or 0) == (2 if mine else 0)
    return "done"


async def interleave(
    database: Database, tenants: list[UUID | None], turn: Callable[[Database, Guest], Awaitable[str]], turns: int
) -> set[str]:
    """Many turns at once, of random tenants; the outcomes there were. Fails where a turn saw what it should not."""
    seed = random.SystemRandom().getrandbits(32)
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with gate:
            outcomes[await turn(database, Guest(dice.choice(tenants), dice))] += 1

    results = await asyncio.gather(*(one() for _ in range(turns)), return_exceptions=True)

    assert [result for result in results if result is not None] == [], f"seed {seed}"
    assert outcomes.total() == turns
    return set(outcomes)


@pytest.fixture
def tenants(furnished: Furnished, other_furnished: Furnished) -> list[UUID | None]:
    """Two workshops and nobody."""
    return [furnished.workshop.id, other_furnished.workshop.id, None]


@pytest.mark.timeout(180)
async def test_a_thousand_interleavings_over_one_connection_leak_nothing(
    settings: Settings, tenants: list[UUID | None]
) -> None:
    database = Database(settings.model_copy(update={"database_pool": 1, "database_timeout": settings.llm_timeout}))

    outcomes = await interleave(database, tenants, take_turn, TURNS)
    pool = database.engine(DatabaseRole.API).sync_engine.pool
    held = pool.checkedout()  # type: ignore[attr-defined]  # a queue pool
    await database.close()

    assert outcomes == {"done", "refused", "failed", "cancelled", "walled off", "peeked"}
    assert held == 0


@pytest.mark.timeout(180)
async def test_a_thousand_pipelines_over_one_connection_leak_nothing(
    settings: Settings, tenants: list[UUID | None]
) -> None:
    one = {"database_pipeline_pool": 1, "database_timeout": settings.llm_timeout}
    database = Database(settings.model_copy(update=one))

    outcomes = await interleave(database, tenants, take_pipelined_turn, TURNS)
    metrics = database.pipeline(DatabaseRole.API).metrics
    await database.close()

    assert outcomes == {"done", "failed", "cancelled"}
    assert (metrics.size, metrics.in_use, metrics.waiting) == (1, 0, 0)


@pytest.mark.skipif(not has_pgbouncer(), reason="there is no PgBouncer here")
@pytest.mark.timeout(180)
@pytest.mark.parametrize("turn", [take_turn, take_pipelined_turn])
async def test_many_clients_of_pgbouncer_over_one_connection_leak_nothing(
    settings: Settings, tenants: list[UUID | None], turn: Callable[[Database, Guest], Awaitable[str]]
) -> None:
    with pgbouncer(settings.database_url) as bouncer:
        before = urlsplit(settings.database_url)
        through = before._replace(netloc=f"carbot_owner@127.0.0.1:{bouncer.port}").geturl()
        # Before 1.21 it lets clients prepare on a connection that is another's the next moment.
        changes = {"database_url": through, "prepare": bouncer.prepares, "database_timeout": settings.llm_timeout}
        made = settings.model_copy(update=changes)
        database = Database(made)

        outcomes = await interleave(database, tenants, turn, TURNS)
        await database.close()
        servers = set()
        with contextlib.ExitStack() as clients:
            for _ in range(3):
                client = clients.enter_context(psycopg.connect(role_url(made, DatabaseRole.API), autocommit=True))
                servers.add(client.execute("SELECT pg_backend_pid()").fetchone())

    assert outcomes >= {"done", "failed", "cancelled"}
    assert len(servers) == 1
