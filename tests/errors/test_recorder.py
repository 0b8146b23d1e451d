"""Errors are counted by what they have in common, without values, and nothing ever waits for them."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from psycopg import errors as database
from sqlalchemy import Engine, text

from carbot.errors import CarbotError, Unavailable
from carbot.ids import new_id
from carbot.outside import Outside
from resolvers.errors import CriticalErrorFound
from tenants.errors import ErrorRecorder, describe, reason_of
from tenants.models.errors import ErrorCategory, ErrorSeverity
from tests.errors.breaking import EMAIL, PHONE, in_clean, in_origins
from tests.support.waiting import until


def rows(owner: Engine, query: str) -> list[dict[str, Any]]:
    """What the database's owner sees."""
    with owner.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def change(owner: Engine, statement: str) -> None:
    """What the database's owner does."""
    with owner.begin() as connection:
        connection.execute(text(statement))


async def test_errors_of_one_type_at_one_place_are_one_group(recorder: ErrorRecorder, owner: Engine) -> None:
    for number in range(3):
        recorder.record(in_clean(ValueError(f"number {number}")), "leadUpdate")
    recorder.record(in_clean(ValueError("elsewhere")), "leadCreate")
    recorder.record(in_clean(TypeError("another type")), "leadUpdate")
    recorder.record(in_origins(ValueError("another place")), "leadUpdate")
    await recorder.flush()
    recorder.record(in_clean(), "leadUpdate")
    await recorder.flush()

    groups = rows(owner, "SELECT title, place, count, category, severity, status FROM error_groups ORDER BY count DESC")
    assert [(each["title"], each["place"], each["count"]) for each in groups] == [
        ("ValueError", "resolvers.values.clean", 5),
        *sorted(
            [("TypeError", "resolvers.values.clean", 1), ("ValueError", "resolvers.values.origin_allowed", 1)],
            key=lambda each: [other["title"] for other in groups[1:]].index(each[0]),
        ),
    ]
    assert (groups[0]["category"], groups[0]["severity"], groups[0]["status"]) == ("INPUT", "MEDIUM", "OPEN")
    days = rows(owner, "SELECT sum(count) AS count FROM error_days")
    assert days == [{"count": 7}]


async def test_no_address_and_no_number_reaches_the_log(recorder: ErrorRecorder, owner: Engine) -> None:
    class OurOwn(CarbotError):
        """One of ours, that says too much."""

    recorder.record(in_clean(), "leadUpdate", reference="abc", workshop_id=new_id())
    recorder.record(in_clean(OurOwn(f"Cannot reach {EMAIL} or {PHONE}.")), "leadUpdate")
    try:
        raise KeyError(EMAIL) from in_clean()
    except KeyError as error:
        recorder.record(error, "leadUpdate")
    await recorder.flush()

    written = " ".join(
        str(row)
        for table in ("error_groups", "error_days", "error_occurrences")
        for row in rows(owner, f"SELECT * FROM {table}")
    )
    assert "resolvers.values.clean" in written
    assert "OurOwn: Cannot reach … or …" in written
    for personal in (EMAIL, PHONE, "ayse", "2345678", "kunde.example"):
        assert personal not in written


@pytest.mark.parametrize(
    ("error", "category", "severity"),
    [
        (database.InsufficientPrivilege("leads"), ErrorCategory.DATABASE, ErrorSeverity.CRITICAL),
        (database.DiskFull("pg_wal"), ErrorCategory.DATABASE, ErrorSeverity.CRITICAL),
        (database.UniqueViolation("leads"), ErrorCategory.DATABASE, ErrorSeverity.HIGH),
        (Unavailable("The database is busy."), ErrorCategory.INPUT, ErrorSeverity.MEDIUM),
        (MemoryError(), ErrorCategory.INPUT, ErrorSeverity.CRITICAL),
    ],
)
def test_what_it_is_about_and_how_bad_follows_from_type_and_place(
    error: Exception, category: ErrorCategory, severity: ErrorSeverity
) -> None:
    described = describe(in_clean(error), "leadUpdate")

    assert (described.category, described.severity) == (category, severity)


def test_lines_change_and_the_fingerprint_stays() -> None:
    first, second = describe(in_clean(), "here"), describe(in_clean(), "there")

    assert first.fingerprint == second.fingerprint
    assert "resolvers.values.clean:" in first.stack


def test_only_our_own_messages_are_told() -> None:
    assert reason_of(ValueError(EMAIL)) == "ValueError"
    assert reason_of(Unavailable("The database is busy.")) == "Unavailable: The database is busy."


async def test_a_resolved_group_that_comes_back_is_open_again(recorder: ErrorRecorder, owner: Engine) -> None:
    states = []
    for statement in (
        "SELECT 1",
        "UPDATE error_groups SET status = 'RESOLVED'",
        "UPDATE error_groups SET status = 'MUTED'",
        "UPDATE error_groups SET status = 'MUTED', muted_until = now() + interval '1 hour'",
        "UPDATE error_groups SET status = 'MUTED', muted_until = now() - interval '1 second'",
    ):
        change(owner, statement)
        recorder.record(in_clean(), "leadUpdate")
        await recorder.flush()
        states += [(row["status"], row["count"]) for row in rows(owner, "SELECT status, count FROM error_groups")]

    assert states == [("OPEN", 1), ("OPEN", 2), ("MUTED", 3), ("MUTED", 4), ("OPEN", 5)]


async def test_only_a_new_critical_group_or_one_that_is_back_is_told(recorder: ErrorRecorder, owner: Engine) -> None:
    query = "SELECT payload FROM outbox WHERE kind = 'CriticalErrorFound'"
    before = len(rows(owner, query))

    async def met(error: Exception) -> int:
        recorder.record(in_clean(error), "leadUpdate")
        await recorder.flush()
        return len(rows(owner, query)) - before

    assert await met(ValueError()) == 0
    assert await met(database.InsufficientPrivilege()) == 1
    assert await met(database.InsufficientPrivilege()) == 1
    change(owner, "UPDATE error_groups SET status = 'RESOLVED'")
    assert await met(database.InsufficientPrivilege()) == 2
    (group,) = rows(owner, "SELECT id FROM error_groups WHERE severity = 'CRITICAL'")
    assert UUID(rows(owner, f"{query} ORDER BY id DESC LIMIT 1")[0]["payload"]["group_id"]) == group["id"]


async def test_two_processes_count_the_same_errors_exactly(outside: Outside, owner: Engine) -> None:
    recorders = [
        ErrorRecorder(outside.database, release=f"1.{number}", notice=CriticalErrorFound.__name__)
        for number in range(4)
    ]

    for _ in range(5):
        for recorder in recorders:
            for kind in (ValueError, TypeError, KeyError):
                recorder.record(in_clean(kind()), "leadUpdate")
                recorder.record(in_origins(kind()), "leadUpdate")
        await asyncio.gather(*(recorder.flush() for recorder in recorders))

    assert [row["count"] for row in rows(owner, "SELECT count FROM error_groups")] == [20] * 6
    days = rows(owner, "SELECT sum(count) AS count FROM error_days GROUP BY group_id")
    assert [row["count"] for row in days] == [20] * 6
    kept = rows(owner, "SELECT count(*) AS kept FROM error_occurrences GROUP BY group_id")
    assert [row["kept"] for row in kept] == [20] * 6


async def test_the_last_occurrences_are_kept(recorder: ErrorRecorder, owner: Engine) -> None:
    for number in range(30):
        recorder.record(in_clean(), "leadUpdate", reference=f"reference-{number:02}")
        await recorder.flush()

    kept = [row["reference"] for row in rows(owner, "SELECT reference FROM error_occurrences ORDER BY at")]
    assert kept == [f"reference-{number:02}" for number in range(10, 30)]


async def test_while_the_database_refuses_it_goes_on_counting(recorder: ErrorRecorder, owner: Engine) -> None:
    change(owner, "REVOKE INSERT ON error_groups FROM carbot_system")
    try:
        for _ in range(3):
            recorder.record(in_clean(), "leadUpdate")
            with pytest.raises(Exception, match="permission denied"):
                await recorder.flush()
        assert rows(owner, "SELECT 1 FROM error_groups") == []
    finally:
        change(owner, "GRANT INSERT ON error_groups TO carbot_system")

    async def written() -> list[dict[str, Any]]:
        return rows(owner, "SELECT count FROM error_groups")

    # By the recorder's own task: nobody flushes here.
    assert await until(written) == [{"count": 3}]
    assert rows(owner, "SELECT count(*) AS kept FROM error_occurrences") == [{"kept": 3}]


async def test_memory_is_bounded_and_what_was_dropped_is_counted(recorder: ErrorRecorder, owner: Engine) -> None:
    for number in range(250):
        kind = type(f"Kind{number}", (ValueError,), {})
        recorder.record(in_clean(kind()), "leadUpdate")
    assert recorder.dropped == 50

    await recorder.flush()

    assert rows(owner, "SELECT count(*) AS groups FROM error_groups") == [{"groups": 200}]
    assert recorder.dropped == 0


async def test_recording_never_raises(recorder: ErrorRecorder) -> None:
    class Unspeakable(CarbotError):
        """Cannot say what it is."""

        def __str__(self) -> str:
            raise RuntimeError("no words")

    def deep(levels: int) -> None:
        if not levels:
            raise ValueError(EMAIL)
        deep(levels - 1)

    recorder.record(in_clean(Unspeakable()), "leadUpdate")
    recorder.record(ValueError("never raised, so without a traceback"), "leadUpdate")
    try:
        deep(500)
    except ValueError as error:
        recorder.record(error, "x" * 10_000)
    await recorder.flush()
