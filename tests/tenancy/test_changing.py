"""A change: written with all that is recorded of it, or not at all when somebody else was faster."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, text

from carbot.clock import SystemClock
from carbot.errors import NotFound, Overtaken
from carbot.ids import new_id
from carbot.settings import Settings
from tenants.changing import Change
from tenants.database import Database
from tenants.models.leads import Lead, LeadEvent, LeadEventKind, LeadStatus
from tenants.outbox import ChangeKind, LiveEvent, Topic
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole
from tenants.scope import Scope
from tests.tenancy.furnish import Furnished


@pytest.fixture(autouse=True)
def nothing_is_counted(owner_engine: Engine) -> Iterator[None]:
    """No relay asks for figures while a test writes and compares: counted figures would be a change of their own."""
    with owner_engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('figures', 0))"))
        yield


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """The database as the API reaches it."""
    made = Database(settings)
    yield made
    await made.close()


def scope_of(database: Database, of: Furnished, heard: list[LiveEvent] | None = None) -> Scope:
    """The system at work for a workshop."""
    who = Principal(PrincipalKind.SYSTEM, DatabaseRole.API, workshop_id=of.workshop.id)
    return Scope(database, who, SystemClock(), announce=None if heard is None else heard.append)


def won(scope: Scope, snapshot: Any) -> Change[Lead]:
    """What is written when a lead is won."""
    change = scope.change(snapshot)
    snapshot.row.status = LeadStatus.WON
    change.record(LeadEvent(lead_id=snapshot.row.id, kind=LeadEventKind.STATUS_CHANGED, to_status=LeadStatus.WON))
    change.audit("lead.status_changed", ["status"])
    change.announce(Topic.LEAD, ChangeKind.UPDATED)
    return change


def news(of: Furnished) -> int:
    """How many live events of the lead are in the outbox."""
    with of.engine.connect() as connection:
        query = text("SELECT count(*) FROM outbox WHERE kind = 'live' AND payload ->> 's' = :lead")
        return int(connection.execute(query, {"lead": of.mine.lead.hex}).scalar_one())


async def write(database: Database, change: Change[Lead]) -> None:
    """What the edge does with a change."""
    change.check(await database.pipeline(DatabaseRole.API).run(*change.steps()))
    change.tell()


async def test_a_row_is_seen_as_the_orm_sees_it(database: Database, furnished: Furnished) -> None:
    scope = scope_of(database, furnished)
    (found,) = await scope.look((Lead, furnished.mine.lead))

    async with scope.begin():
        stored = await scope.get(Lead, furnished.mine.lead)

    columns = [column.name for column in Lead.__table__.columns]
    assert {name: getattr(found.row, name) for name in columns} == {name: getattr(stored, name) for name in columns}


async def test_a_change_is_written_with_what_is_recorded_of_it(database: Database, furnished: Furnished) -> None:
    heard: list[LiveEvent] = []
    scope = scope_of(database, furnished, heard)
    (found,) = await scope.look((Lead, furnished.mine.lead))
    before, news_before = furnished.rows(), news(furnished)

    await write(database, won(scope, found))

    after = furnished.rows()
    more = {table: len(after[table]) - len(rows) for table, rows in before.items() if len(after[table]) != len(rows)}
    assert more == {"lead_events": 1, "audit_entries": 1}
    assert news(furnished) == news_before + 1
    assert (await scope.look((Lead, furnished.mine.lead)))[0].row.status is LeadStatus.WON
    assert heard == [LiveEvent(furnished.workshop.id, Topic.LEAD, furnished.mine.lead, ChangeKind.UPDATED)]


async def test_who_was_overtaken_writes_nothing_and_tells_nobody(database: Database, furnished: Furnished) -> None:
    heard: list[LiveEvent] = []
    scope = scope_of(database, furnished, heard)
    (mine,) = await scope.look((Lead, furnished.mine.lead))
    (theirs,) = await scope.look((Lead, furnished.mine.lead))
    await write(database, won(scope, theirs))

    with furnished.unchanged(), pytest.raises(Overtaken):
        await write(database, won(scope, mine))

    assert len(heard) == 1


async def test_what_stays_as_it_is_is_not_written(database: Database, furnished: Furnished) -> None:
    scope = scope_of(database, furnished)
    (found,) = await scope.look((Lead, furnished.mine.lead))

    with furnished.unchanged():
        await write(database, scope.change(found))

    (again,) = await scope.look((Lead, furnished.mine.lead))
    assert again.version == found.version


async def test_another_workshops_row_is_neither_seen_nor_changed(
    database: Database, furnished: Furnished, other_furnished: Furnished
) -> None:
    scope, other = scope_of(database, furnished), scope_of(database, other_furnished)
    (found,) = await other.look((Lead, other_furnished.mine.lead))

    for key in (other_furnished.mine.lead, new_id()):
        with pytest.raises(NotFound):
            await scope.look((Lead, key))
    with other_furnished.unchanged(), furnished.unchanged(), pytest.raises(Overtaken):
        await write(database, won(scope, found))
