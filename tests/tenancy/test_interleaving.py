"""A thousand random turns of two workshops and nobody over one connection leak nothing, whatever breaks in between."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

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
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole
from tenants.scope import Scope
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


@pytest.mark.timeout(180)
async def test_a_thousand_interleavings_over_one_connection_leak_nothing(
    settings: Settings, furnished: Furnished, other_furnished: Furnished
) -> None:
    seed = random.SystemRandom().getrandbits(32)
    dice = random.Random(seed)
    database = Database(settings.model_copy(update={"database_pool": 1, "database_timeout": settings.llm_timeout}))
    tenants = [furnished.workshop.id, other_furnished.workshop.id, None]
    outcomes: Counter[str] = Counter()
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with gate:
            outcomes[await take_turn(database, Guest(dice.choice(tenants), dice))] += 1

    results = await asyncio.gather(*(one() for _ in range(TURNS)), return_exceptions=True)
    faults = [result for result in results if result is not None]
    pool = database.engine(DatabaseRole.API).sync_engine.pool
    held = pool.checkedout()  # type: ignore[attr-defined]  # a queue pool
    await database.close()

    assert faults == [], f"seed {seed}"
    assert set(outcomes) == {"done", "refused", "failed", "cancelled", "walled off", "peeked"}, f"seed {seed}"
    assert outcomes.total() == TURNS
    assert held == 0
