"""What a refusal says: the code, the step, the names of things, and never a value."""

import pytest

from carbot.errors import CarbotError, Unavailable
from tenants.pipeline import PipelinePool, StatementFailed, Step
from tests.pipeline.conftest import MakePool
from tests.pipeline.statements import echo, pid, sleep

SECRET = b"geheim"


@pytest.mark.parametrize(
    ("step", "sqlstate"),
    [
        (Step("SELECT $1::int", (SECRET,)), "22P02"),
        (Step("SELECT $1::uuid", (SECRET,)), "22P02"),
        (Step("SELECT to_tsquery('simple', $1)", (b"geheim &&& (",)), "42601"),
        (Step("SELECT $1::jsonpath", (b"$.geheim[",)), "42601"),
        (Step("SELECT set_config('TimeZone', $1, true)", (SECRET,)), "22023"),
        (Step("SELECT set_config('no.such-' || $1, '', true)", (SECRET,)), "42602"),
        (Step("SELECT $1::regclass", (SECRET,)), "42P01"),
        (Step("DO $$ BEGIN RAISE EXCEPTION 'geheim'; END $$"), "P0001"),
        (Step("SELECT $1::text", (b"geheim\0",)), "22021"),
        (Step("SELECT $1::text", (b"geheim\xff",)), "22021"),
    ],
    ids=lambda value: getattr(value, "sql", value),
)
async def test_no_value_is_in_the_message(pool: PipelinePool, step: Step, sqlstate: str) -> None:
    with pytest.raises(StatementFailed) as refusal:
        await pool.run(echo(b"first"), step)

    assert isinstance(refusal.value, CarbotError)
    assert (refusal.value.sqlstate, refusal.value.step) == (sqlstate, 1)
    assert refusal.value.message
    assert "geheim" not in f"{refusal.value!r} {refusal.value} {vars(refusal.value)}"


@pytest.mark.parametrize(
    ("statement", "sqlstate", "message"),
    [
        ("SELECT nothing", "42703", 'column "nothing" does not exist'),
        ("SELECT * FROM nowhere", "42P01", 'relation "nowhere" does not exist'),
        ("SELECT 1; SELECT 2", "42601", "SyntaxError"),
        ("SELECT 1/0", "22012", "DivisionByZero"),
        ("SELECT pg_read_file('x')", "42501", "permission denied for function pg_read_file"),
        (
            "INSERT INTO pipeline_notes VALUES (NULL)",
            "23502",
            'null value in column "id" of relation "pipeline_notes" violates not-null constraint',
        ),
    ],
)
async def test_the_message_names_what_is_wrong(
    pool: PipelinePool, notes: str, statement: str, sqlstate: str, message: str
) -> None:
    with pytest.raises(StatementFailed) as refusal:
        await pool.run(Step(statement))

    assert (refusal.value.sqlstate, refusal.value.message, refusal.value.step) == (sqlstate, message, 0)
    assert str(refusal.value) == f"Step 0 failed with {sqlstate}: {message}"


async def test_the_connection_lives_on(pool: PipelinePool) -> None:
    before = await pid(pool)

    for _ in range(20):
        with pytest.raises(StatementFailed):
            await pool.run(echo(b"x"), Step("SELECT 1/$1::int", (b"0",)))

    assert await pid(pool) == before
    assert (pool.metrics.errors, pool.metrics.open, pool.metrics.in_use) == (20, 1, 0)


async def test_a_statement_that_takes_too_long_is_unavailable(make_pool: MakePool) -> None:
    pool = make_pool(size=1, statement_timeout=0.2)
    before = await pid(pool)

    with pytest.raises(Unavailable) as refusal:
        await pool.run(echo(b"x"), sleep(30))

    assert refusal.value.extensions == {"code": "UNAVAILABLE", "retryAfter": 5}
    assert await pid(pool) == before


async def test_a_copy_is_refused(pool: PipelinePool) -> None:
    with pytest.raises(StatementFailed) as refusal:
        await pool.run(echo(b"x"), Step("COPY (SELECT 1) TO STDOUT"))

    assert (refusal.value.sqlstate, refusal.value.step) == ("0A000", 1)
    assert await pool.run(echo(b"next")) == [[(b"next",)]]
