"""Prepared statements: named after their text, few enough, and prepared again when the server has lost them."""

import pytest

from tenants.pipeline import PipelinePool, StatementFailed, Step
from tenants.pipeline.statements import name_of
from tests.pipeline.conftest import MakePool
from tests.pipeline.statements import bind, echo, pid
from tests.support.rows import Rows

PREPARED = Step("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time, statement")
NAMES = Step("SELECT name FROM pg_prepared_statements WHERE statement = $1", (echo(b"").sql.encode(),))
LOSE_ALL = Step("DEALLOCATE ALL")


async def prepared(pool: PipelinePool) -> list[str]:
    """What the server knows on the pool's one connection."""
    [rows] = await pool.run(PREPARED)
    return [statement.decode() for (statement,) in rows if statement is not None]


async def test_a_statement_is_prepared_once(single: PipelinePool) -> None:
    for _ in range(5):
        await single.run(echo(b"x"), echo(b"y"))

    assert await prepared(single) == [echo(b"").sql, PREPARED.sql]


async def test_nothing_is_prepared_when_it_is_switched_off(make_pool: MakePool) -> None:
    pool = make_pool(size=1, prepare=False)
    await pool.run(echo(b"x"), echo(b"y"))

    assert await pool.run(PREPARED) == [[]]


async def test_a_statement_has_the_same_name_on_every_connection(make_pool: MakePool) -> None:
    one, other = make_pool(size=1), make_pool(size=1)
    await one.run(Step("SELECT 'something else first'"))

    names = [(await pool.run(echo(b"x"), NAMES))[1] for pool in (one, other)]

    assert names[0] == names[1] != []
    assert (names[0][0][0] or b"").startswith(b"s")


async def test_only_so_many_are_kept_and_the_longest_unused_goes_first(make_pool: MakePool) -> None:
    pool = make_pool(size=1, prepared=4)
    for number in (1, 2, 3, 1, 4, 1, 5):
        assert await pool.run(Step(f"SELECT {number}")) == [[(b"%d" % number,)]]

    assert await prepared(pool) == ["SELECT 1", "SELECT 4", "SELECT 5", PREPARED.sql]
    assert await pool.run(Step("SELECT 2")) == [[(b"2",)]]


async def test_a_run_may_have_more_statements_than_are_kept(make_pool: MakePool) -> None:
    pool = make_pool(size=1, prepared=2)
    steps = [Step(f"SELECT {number}") for number in (1, 2, 3, 1, 2, 3, 3)]

    for _ in range(3):
        assert await pool.run(*steps) == [[(b"%d" % number,)] for number in (1, 2, 3, 1, 2, 3, 3)]

    assert len(await prepared(pool)) == 2


async def test_runs_that_fail_leave_no_more_prepared_than_are_kept(make_pool: MakePool) -> None:
    pool = make_pool(size=1, prepared=3)
    fault = Step("SELECT 1/0")

    for number in range(10):
        for steps in ((fault, Step(f"SELECT {number}")), (Step(f"SELECT -{number}"), fault)):
            with pytest.raises(StatementFailed) as refusal:
                await pool.run(*steps)
            assert (refusal.value.sqlstate, refusal.value.step) == ("22012", steps.index(fault))

    assert len(await prepared(pool)) <= 3
    assert await pool.run(Step("SELECT 1"), Step("SELECT -1")) == [[(b"1",)], [(b"-1",)]]


async def test_a_statement_that_could_not_be_prepared_can_be_later(single: PipelinePool, rows: Rows) -> None:
    look = Step("SELECT * FROM pipeline_later")
    before = await pid(single)
    for _ in range(2):
        with pytest.raises(StatementFailed) as refusal:
            await single.run(echo(b"x"), look, echo(b"y"))
        assert (refusal.value.sqlstate, refusal.value.step) == ("42P01", 1)

    rows("CREATE TABLE pipeline_later AS SELECT 1 AS one")
    try:
        rows("GRANT SELECT ON pipeline_later TO carbot_api")
        answers = await single.run(echo(b"x"), look, echo(b"y"))
    finally:
        rows("DROP TABLE pipeline_later")

    assert answers == [[(b"x",)], [(b"1",)], [(b"y",)]]
    assert await pid(single) == before


async def test_what_could_not_be_prepared_is_not_taken_for_prepared(single: PipelinePool, rows: Rows) -> None:
    # A sequence counts what was tried, even if it was undone.
    rows("CREATE SEQUENCE pipeline_attempts")
    try:
        rows("GRANT USAGE ON SEQUENCE pipeline_attempts TO carbot_api")
        count = Step("SELECT nextval('pipeline_attempts')")
        for _ in range(3):
            with pytest.raises(StatementFailed):
                await single.run(count, Step("SELECT 1/0"), Step("SELECT 'not reached'"))
        answers = await single.run(count, Step("SELECT 'not reached'"))
    finally:
        rows("DROP SEQUENCE pipeline_attempts")

    assert answers == [[(b"4",)], [(b"not reached",)]]


async def test_what_was_not_reached_is_prepared_the_next_time(single: PipelinePool) -> None:
    with pytest.raises(StatementFailed):
        await single.run(Step("SELECT 1/0"), echo(b"x"))

    assert await single.run(echo(b"x")) == [[(b"x",)]]


async def test_a_plan_that_no_longer_fits_is_made_anew(single: PipelinePool, rows: Rows, notes: str) -> None:
    everything, some = Step(f"SELECT * FROM {notes}"), Step(f"SELECT n.* FROM {notes} n WHERE id > $1", (b"0",))
    write = Step(f"INSERT INTO {notes} (id) SELECT count(*) + 1 FROM {notes}")
    assert await single.run(write, everything, some) == [[], [(b"1", None)], [(b"1", None)]]
    before = await pid(single)

    rows(f"ALTER TABLE {notes} ADD COLUMN colour text DEFAULT 'red'")
    answers = await single.run(write, everything, some)

    # The step in front of the outdated ones was done once, not once for each attempt.
    assert answers == [[], [(b"1", None, b"red"), (b"2", None, b"red")], [(b"1", None, b"red"), (b"2", None, b"red")]]
    assert await pid(single) == before
    assert single.metrics.errors == 0


async def test_what_the_server_has_forgotten_is_prepared_again(single: PipelinePool) -> None:
    steps = [bind("00000000-0000-0000-0000-000000000001"), echo(b"x"), Step("SELECT 7")]
    first = await single.run(*steps)

    await single.run(LOSE_ALL)

    assert await single.run(*steps) == first
    assert single.metrics.errors == 0


async def test_what_is_forgotten_again_and_again_is_an_error_in_the_end(single: PipelinePool) -> None:
    await single.run(echo(b"x"))

    with pytest.raises(StatementFailed) as refusal:
        await single.run(LOSE_ALL, echo(b"x"), LOSE_ALL, echo(b"x"))

    # Once `echo` was prepared again, LOSE_ALL had lost itself.
    assert (refusal.value.sqlstate, refusal.value.step) == ("26000", 2)
    assert await single.run(echo(b"y")) == [[(b"y",)]]


async def test_a_name_the_server_knows_already_is_no_obstacle(single: PipelinePool) -> None:
    # As behind a PgBouncer that hands out server connections on which others have prepared the same.
    text = "SELECT 'mine'"
    await single.run(Step(f"PREPARE {name_of(text.encode()).decode()} AS SELECT 'older'"))

    assert await single.run(Step(text)) == [[(b"mine",)]]
