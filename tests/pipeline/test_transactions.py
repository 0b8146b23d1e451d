"""One run is one transaction: bound to one workshop, done as a whole or not at all."""

import asyncio
from uuid import UUID

import pytest

from carbot.ids import new_id
from tenants.pipeline import PipelinePool, StatementFailed, Step
from tests.pipeline.conftest import MakePool
from tests.pipeline.statements import BOUND, bind, pid
from tests.support.api import TestWorkshop
from tests.support.rows import Rows

LEADS = Step("SELECT workshop_id, name FROM leads ORDER BY name")
ENTER = (
    "INSERT INTO leads (workshop_id, id, kind, origin, language, name, sort_name, surface)"
    " VALUES ($1, $2, 'QUESTION', 'MEMBER', 'DE', $3, $3, 'PHONE')"
)


def enter(workshop_id: UUID, name: str) -> Step:
    return Step(ENTER, (str(workshop_id).encode(), str(new_id()).encode(), name.encode()))


async def test_a_workshop_is_bound_for_one_run_and_no_longer(make_pool: MakePool, workshop: TestWorkshop) -> None:
    pool = make_pool(size=1)

    during = await pool.run(bind(workshop.id), Step(BOUND))
    afterwards = await pool.run(Step(BOUND))

    assert during == [[(str(workshop.id).encode(),)]] * 2
    assert afterwards == [[(b"",)]]
    assert pool.metrics.open == 1


async def test_each_workshop_sees_its_own_leads_and_who_is_unbound_none(
    pool: PipelinePool, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    for owner, name in ((workshop, "Ada"), (workshop, "Bea"), (other_workshop, "Cem")):
        await pool.run(bind(owner.id), enter(owner.id, name))

    mine, theirs, nobodys = [
        await pool.run(bind(workshop.id), LEADS),
        await pool.run(bind(other_workshop.id), LEADS),
        await pool.run(LEADS),
    ]

    assert mine[1] == [(str(workshop.id).encode(), b"Ada"), (str(workshop.id).encode(), b"Bea")]
    assert theirs[1] == [(str(other_workshop.id).encode(), b"Cem")]
    assert nobodys == [[]]


async def test_workshops_do_not_mix_on_shared_connections(
    make_pool: MakePool, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    pool = make_pool(size=3)
    for owner in (workshop, other_workshop):
        await pool.run(bind(owner.id), enter(owner.id, f"of {owner.id}"))

    async def look(number: int) -> None:
        owner = (workshop, other_workshop, None)[number % 3]
        if owner is None:
            assert await pool.run(LEADS) == [[]]
        else:
            key = str(owner.id).encode()
            assert await pool.run(bind(owner.id), LEADS) == [[(key,)], [(key, b"of " + key)]]

    await asyncio.gather(*map(look, range(600)))


async def test_a_row_of_another_workshop_is_refused(
    pool: PipelinePool, rows: Rows, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    with pytest.raises(StatementFailed) as refusal:
        await pool.run(bind(workshop.id), enter(workshop.id, "Ada"), enter(other_workshop.id, "Mallory"))

    assert (refusal.value.sqlstate, refusal.value.step) == ("42501", 2)
    assert (rows.count("leads", workshop.id), rows.count("leads", other_workshop.id)) == (0, 0)


async def test_without_a_workshop_nothing_is_written(pool: PipelinePool, rows: Rows, workshop: TestWorkshop) -> None:
    with pytest.raises(StatementFailed) as refusal:
        await pool.run(enter(workshop.id, "Ada"))

    assert (refusal.value.sqlstate, refusal.value.step) == ("42501", 0)
    assert rows.count("leads", workshop.id) == 0


@pytest.mark.parametrize("failing", [Step("SELECT 1/0"), Step("SELECT nothing"), Step("SELEC")], ids=lambda s: s.sql)
async def test_a_step_that_fails_undoes_the_others(
    pool: PipelinePool, rows: Rows, workshop: TestWorkshop, failing: Step
) -> None:
    before = await pid(pool)

    with pytest.raises(StatementFailed) as refusal:
        await pool.run(bind(workshop.id), enter(workshop.id, "Ada"), failing, enter(workshop.id, "Bea"))

    assert refusal.value.step == 2
    assert rows.count("leads", workshop.id) == 0
    assert await pool.run(Step(BOUND)) == [[(b"",)]]
    assert await pid(pool) == before


async def test_a_constraint_that_is_checked_at_the_end_undoes_everything(pool: PipelinePool, notes: str) -> None:
    write = f"INSERT INTO {notes} VALUES ($1, 'the same')"

    with pytest.raises(StatementFailed) as refusal:
        await pool.run(Step(write, (b"1",)), Step(write, (b"2",)), Step("SELECT 1"))

    assert (refusal.value.sqlstate, refusal.value.step) == ("23505", 2)
    assert await pool.run(Step(f"SELECT * FROM {notes}")) == [[]]
    assert pool.metrics.open == 1


async def test_a_step_that_leaves_a_transaction_open_is_refused_and_undone(
    pool: PipelinePool, notes: str, workshop: TestWorkshop
) -> None:
    with pytest.raises(StatementFailed) as refusal:
        await pool.run(Step("BEGIN"), bind(workshop.id), Step(f"INSERT INTO {notes} VALUES (1, 'left')"))

    assert refusal.value.sqlstate == "25001"
    assert await pool.run(Step(f"SELECT * FROM {notes}"), Step(BOUND)) == [[], [(b"",)]]
