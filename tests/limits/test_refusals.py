"""Refusals of the limits are counted by class, key, workshop and source, and the busiest sources are told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from carbot.outside import Outside
from carbot.settings import Settings
from tenants.principal import Principal, PrincipalKind
from tenants.refusals import RefusalRecorder
from tenants.roles import DatabaseRole
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.instances import another_api
from tests.support.operators import OperatorPerson, new_operator
from tests.support.rows import Rows
from tests.support.visitors import begin
from tests.support.waiting import until

TOP = "query ($hours: Int!) { limitRefusals(hours: $hours) { rateClass source workshopName isByKey count lastHour } }"


@pytest.fixture
async def operator(http: httpx2.AsyncClient, settings: Settings, rows: Rows) -> AsyncIterator[OperatorPerson]:
    """Somebody who runs the platform, gone afterwards."""
    yield await new_operator(http, settings)
    rows("DELETE FROM operators")


@dataclass(frozen=True)
class Standstill:
    """A clock that stands: what is counted by the hour falls into one."""

    moment: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        """The same moment every time."""
        return self.moment


async def test_refused_messages_are_counted_with_their_key_and_workshop(
    settings: Settings, api: Api, workshop: TestWorkshop, rows: Rows, operator: OperatorPerson
) -> None:
    async with another_api(settings, rate_limit_factor=1, redis_timeout=timedelta(seconds=10)) as (http, _):
        visitor = await begin(Api(http), workshop)
        for number in range(10):
            await visitor.send(f"Nachricht {number}")
        for _ in range(3):
            with pytest.raises(Refused):
                await visitor.send("Zu viel")
        ((key,),) = rows("SELECT id FROM client_keys WHERE workshop_id = %s", workshop.id)

        async def counted() -> list[tuple[Any, ...]] | None:
            found = rows(
                "SELECT rate_class, client_key_id, sum(count) FROM limit_refusals WHERE workshop_id = %s GROUP BY 1, 2",
                workshop.id,
            )
            return found if sum(count for *_, count in found) >= 3 else None

        assert await until(counted) == [("CHAT", key, 3)]
    # Only the busiest are told, and others may have been refused more often.
    rows("DELETE FROM limit_refusals WHERE workshop_id IS DISTINCT FROM %s", workshop.id)

    top = await api.as_(operator).one(TOP, hours=24)

    (mine,) = [each for each in top if each["workshopName"] == workshop.name]
    assert (mine["rateClass"], mine["isByKey"], mine["count"]) == ("CHAT", True, 3)
    assert "127.0.0.1" not in str(top)
    assert [each["count"] for each in top] == sorted((each["count"] for each in top), reverse=True)


async def test_what_could_not_be_written_is_written_later_and_added(
    outside: Outside, workshop: TestWorkshop, rows: Rows
) -> None:
    recorder = RefusalRecorder(outside.database, Standstill(), "secret")
    who = Principal(PrincipalKind.VISITOR, DatabaseRole.VISITOR, workshop_id=workshop.id)

    for count in (2, 3):
        for _ in range(count):
            recorder.count("CHAT", "192.0.2.1", who)
        rows("REVOKE INSERT ON limit_refusals FROM carbot_system")
        try:
            with pytest.raises(Exception, match="permission denied"):
                await recorder.flush()
        finally:
            rows("GRANT INSERT ON limit_refusals TO carbot_system")
        await recorder.flush()
    await recorder.flush()

    assert rows("SELECT count FROM limit_refusals WHERE workshop_id = %s", workshop.id) == [(5,)]


async def test_many_addresses_of_a_network_are_one_source_and_more_than_enough_fill_no_memory(
    outside: Outside, workshop: TestWorkshop, rows: Rows
) -> None:
    recorder = RefusalRecorder(outside.database, Standstill(), "secret")
    who = Principal(PrincipalKind.VISITOR, DatabaseRole.VISITOR, workshop_id=workshop.id)

    for number in range(20):
        recorder.count("API", f"2001:db8::{number:x}", who)
    await recorder.flush()
    for number in range(6_000):
        recorder.count("AUTH", f"198.51.{number // 250}.{number % 250}", who)

    assert rows("SELECT count FROM limit_refusals WHERE workshop_id = %s", workshop.id) == [(20,)]
    assert len(recorder._counts) == 5_001
    assert recorder._counts.total() == 6_000


async def test_old_hours_are_not_told(api: Api, workshop: TestWorkshop, rows: Rows, operator: OperatorPerson) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=3)
    rows(
        "INSERT INTO limit_refusals (id, hour, rate_class, source, workshop_id, count)"
        " VALUES (gen_random_uuid(), %s, 'AUTH', 'x', %s, 1000000)",
        long_ago,
        workshop.id,
    )
    rows("DELETE FROM limit_refusals WHERE workshop_id IS DISTINCT FROM %s", workshop.id)

    day, week = [await api.as_(operator).one(TOP, hours=hours) for hours in (24, 24 * 7)]

    assert workshop.name not in {each["workshopName"] for each in day}
    assert week[0]["workshopName"] == workshop.name


@pytest.mark.parametrize("hours", [0, -1, 721, 2_000_000_000])
async def test_hours_beyond_a_month_are_bad_input(api: Api, operator: OperatorPerson, hours: int) -> None:
    with pytest.raises(Refused) as refused:
        await api.as_(operator).one(TOP, hours=hours)

    assert refused.value.code == "BAD_INPUT"
