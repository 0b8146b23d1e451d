"""What comes back: every value as PostgreSQL writes it, whatever its size and number."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.pipeline import PipelinePool, Step
from tests.pipeline.conftest import NamedPool
from tests.pipeline.statements import ECHO, echo

TEXTS = st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).map(str.encode)
MEGABYTE = 1024 * 1024


async def test_every_step_answers_with_its_own_rows(pool: PipelinePool) -> None:
    answers = await pool.run(
        Step("SELECT 1"),
        Step("SELECT n, n * 2, 'Ölwechsel' FROM generate_series(1, 3) n"),
        Step("SELECT 1 WHERE false"),
        Step("SELECT true, 1.50::numeric, '{1,2}'::int[], '\\x00ff'::bytea, NULL, ''"),
        Step(""),
    )

    assert answers == [
        [(b"1",)],
        [(b"1", b"2", "Ölwechsel".encode()), (b"2", b"4", "Ölwechsel".encode()), (b"3", b"6", "Ölwechsel".encode())],
        [],
        [(b"t", b"1.50", b"{1,2}", b"\\x00ff", None, b"")],
        [],
    ]


async def test_a_parameter_may_be_null_or_empty(pool: PipelinePool) -> None:
    [answer] = await pool.run(Step("SELECT $1::text, $2::text, $3::int IS NULL", (None, b"", None)))

    assert answer == [(None, b"", b"t")]


async def test_no_steps_are_no_rows_and_no_connection(pool: PipelinePool) -> None:
    assert await pool.run() == []
    assert pool.metrics.open == 0


async def test_statements_that_return_nothing(pool: PipelinePool, notes: str) -> None:
    answers = await pool.run(
        Step(f"INSERT INTO {notes} VALUES (1, 'a'), (2, 'b')"),
        Step(f"UPDATE {notes} SET text = upper(text)"),
        Step(f"SELECT text FROM {notes} ORDER BY id"),
        Step(f"DELETE FROM {notes} WHERE id = $1 RETURNING text", (b"1",)),
    )

    assert answers == [[], [], [(b"A",), (b"B",)], [(b"A",)]]


@given(values=st.lists(TEXTS, min_size=1, max_size=20))
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
async def test_what_was_sent_comes_back(pool: NamedPool, values: list[bytes | None]) -> None:
    answers = await pool.run(*map(echo, values))

    assert answers == [[(value,)] for value in values]


async def test_ten_megabytes_come_back(pool: PipelinePool) -> None:
    answers = await pool.run(
        Step("SELECT repeat('x', 10 * 1024 * 1024)"), Step("SELECT repeat('y', 1024) FROM generate_series(1, 10240)")
    )

    assert answers == [[(b"x" * 10 * MEGABYTE,)], [(b"y" * 1024,)] * 10240]


async def test_five_megabytes_go_there(pool: PipelinePool) -> None:
    [[(length,)], [(back,)]] = await pool.run(
        Step("SELECT length($1::text)", (b"z" * 5 * MEGABYTE,)), echo(b"z" * 5 * MEGABYTE)
    )

    assert (length, back) == (b"5242880", b"z" * 5 * MEGABYTE)


async def test_while_much_is_sent_much_is_read(pool: PipelinePool) -> None:
    # More than the buffers of both sides hold: who only sends, and who only reads, waits for ever.
    sent = [str(number).encode() * 2000 for number in range(2000)]

    answers = await asyncio.wait_for(pool.run(*(Step("SELECT $1 || $1", (value,)) for value in sent)), 30)

    assert answers == [[(value + value,)] for value in sent]


async def test_two_thousand_calls_one_after_another(pool: PipelinePool) -> None:
    for number in range(2000):
        assert await pool.run(echo(b"%d" % number)) == [[(b"%d" % number,)]]

    assert pool.metrics.open == 1


async def test_two_thousand_steps_of_two_thousand_statements(pool: PipelinePool) -> None:
    answers = await pool.run(*(Step(f"SELECT {number}") for number in range(2000)))

    assert answers == [[(b"%d" % number,)] for number in range(2000)]


async def test_many_callers_at_once_each_get_their_own(pool: PipelinePool) -> None:
    async def ask(number: int) -> bool:
        value = b"%d" % number
        return await pool.run(echo(value), Step(f"SELECT $1::text, {number % 7}", (value,))) == [
            [(value,)],
            [(value, b"%d" % (number % 7))],
        ]

    assert all(await asyncio.gather(*map(ask, range(1000))))
    assert pool.metrics.open == pool.metrics.size
    assert pool.metrics.in_use == 0


async def test_notices_are_passed_over(pool: PipelinePool) -> None:
    shout = "DO $$ BEGIN FOR n IN 1..1000 LOOP RAISE WARNING 'number %', n; END LOOP; END $$"

    assert await pool.run(Step(shout), echo(b"after"), Step(shout)) == [[], [(b"after",)], []]
    assert await pool.run(echo(b"again")) == [[(b"again",)]]


async def test_a_setting_that_is_reported_to_the_client_is_passed_over(pool: PipelinePool) -> None:
    await pool.run(Step("SELECT set_config('application_name', 'another', false)"))

    assert await pool.run(Step("SHOW application_name")) == [[(b"another",)]]


async def test_times_are_in_utc_and_text_is_utf_8(pool: PipelinePool) -> None:
    answers = await pool.run(
        Step("SHOW timezone"), Step("SHOW client_encoding"), Step("SELECT '2026-11-02 09:00+01'::timestamptz")
    )

    assert answers == [[(b"UTC",)], [(b"UTF8",)], [(b"2026-11-02 08:00:00+00",)]]


@pytest.mark.parametrize("value", ["text", 1, bytearray(b"x").hex()])
async def test_a_parameter_that_is_no_bytes_is_refused_before_anything_is_sent(
    pool: PipelinePool, value: object
) -> None:
    with pytest.raises(TypeError):
        await pool.run(echo(b"first"), Step(ECHO, (value,)))  # type: ignore[arg-type]  # that is the fault

    assert pool.metrics.open == 0
