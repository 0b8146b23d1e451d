"""Whoever changes what is counted marks its day: in the same transaction, for the own workshop only, without a wait."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from carbot.ids import new_id
from carbot.settings import Settings
from tenants.models.chat import AnswerSource
from tenants.models.leads import LeadStatus
from tenants.roles import DatabaseRole, role_url
from tests.conftest import MakeWorkshop
from tests.figures.history import History, whole
from tests.support.moments import DAY, well_within
from tests.support.rows import Rows

Connection = psycopg.Connection[tuple[Any, ...]]
NOON = datetime(2026, 7, 15, 12, tzinfo=UTC)
TODAY = "(now() AT TIME ZONE 'UTC')::date"


@pytest.fixture
def visitors(quiet_settings: Settings) -> Iterator[tuple[Connection, Connection]]:
    """Two visitors' connections, each in a transaction of its own."""
    url = role_url(quiet_settings, DatabaseRole.VISITOR)
    with psycopg.connect(url) as one, psycopg.connect(url) as other:
        yield one, other


def enter(connection: Connection, workshop_id: UUID, conversation_id: UUID) -> None:
    """Bind the transaction as the product does; whoever has to wait for another fails."""
    connection.execute("SET LOCAL lock_timeout = '50ms'")
    connection.execute(
        "SELECT set_config('app.workshop_id', %s, true), set_config('app.conversation_id', %s, true)",
        [str(workshop_id), str(conversation_id)],
    )


def say(connection: Connection, workshop_id: UUID, conversation_id: UUID) -> None:
    """A visitor's line, now."""
    connection.execute(
        "INSERT INTO messages (workshop_id, id, conversation_id, seq, author, text)"
        " VALUES (%s, %s, %s, 2, 'VISITOR', 'Und wann?')",
        [workshop_id, new_id(), conversation_id],
    )


def today(rows: Rows) -> date:
    """The present day of UTC, as the database has it."""
    ((day,),) = rows(f"SELECT {TODAY}")
    assert isinstance(day, date)
    return day


async def clear(history: History) -> None:
    """Count what there is, so that nothing is marked."""
    await history.recount()
    assert history.marks() == []


async def test_every_kind_of_row_marks_its_day_when_it_comes_and_when_it_goes(history: History) -> None:
    lead = await history.lead(NOON)
    assert history.marks() == [NOON.date()]
    await clear(history)
    await history.move(lead, LeadStatus.WON, NOON + timedelta(days=2))
    assert history.marks() == [NOON.date(), date(2026, 7, 17)]
    await clear(history)
    await history.forget_lead(lead)
    assert history.marks() == [NOON.date(), date(2026, 7, 17)]
    await clear(history)
    chat = await history.chat(NOON, lines=2, pause=timedelta(days=1))
    assert history.marks() == [NOON.date(), date(2026, 7, 16)]
    await clear(history)

    await history.forget_chat(chat)

    assert history.marks() == [NOON.date(), date(2026, 7, 16)]


async def test_a_conversation_and_an_answer_mark_their_days_without_any_line(history: History) -> None:
    chat = await history.chat(NOON, lines=0)
    assert history.marks() == [NOON.date()]
    await clear(history)
    turn = (
        "INSERT INTO turns (workshop_id, id, conversation_id, question_seq, status, answered_by, finished_at,"
        " created_at)"
        " VALUES (%s, gen_random_uuid(), %s, 1, 'DONE', 'MODEL', now(), %s)"
    )
    history.rows(turn, history.workshop.id, chat, NOON + timedelta(days=1))
    assert history.marks() == [date(2026, 7, 16)]
    await clear(history)
    history.rows("DELETE FROM turns WHERE workshop_id = %s", history.workshop.id)
    assert history.marks() == [date(2026, 7, 16)]
    await clear(history)

    await history.forget_chat(chat)

    assert history.marks() == [NOON.date()]
    await clear(history)
    assert history.stored() == {}


async def test_an_answer_marks_the_day_of_its_question_once_it_is_finished(history: History) -> None:
    await history.chat(NOON, answered_by=None)
    await clear(history)
    finish = "UPDATE turns SET {} WHERE workshop_id = %s"

    history.rows(finish.format("text = 'Ein Ölwechsel', lease_until = now()"), history.workshop.id)
    assert history.marks() == []
    history.rows(finish.format("answered_by = 'MODEL', is_gap = true, finished_at = now()"), history.workshop.id)

    assert history.marks() == [NOON.date()]
    await history.recount()
    assert whole(history.stored())["KNOWLEDGE_GAPS", "2026-07-15"] == 1


@pytest.mark.parametrize("change", ["note = 'Ruft zurück'", "status = status", "score = 90"])
async def test_what_no_count_depends_on_marks_nothing(history: History, change: str) -> None:
    await history.lead(NOON)
    await clear(history)

    history.rows(f"UPDATE leads SET {change} WHERE workshop_id = %s", history.workshop.id)

    assert history.marks() == []


async def test_another_time_zone_marks_everything(history: History) -> None:
    await history.relocate("Europe/Berlin")
    assert history.marks() == []

    await history.relocate("Europe/Zurich")

    assert history.marks() == [None]


async def test_a_workshop_that_is_deleted_leaves_marks_that_do_no_harm(history: History) -> None:
    await history.lead(NOON)
    await history.chat(NOON, answered_by=AnswerSource.MODEL)
    await history.recount()

    history.rows("DELETE FROM workshops WHERE id = %s", history.workshop.id)

    assert history.marks() == [NOON.date()]
    await history.recount()
    assert history.marks() == []
    assert history.rows.count("daily_figures", history.workshop.id) == 0


async def test_two_visitors_who_write_at_once_do_not_wait_for_each_other_nor_for_the_worker(
    history: History, visitors: tuple[Connection, Connection]
) -> None:
    chats = [await history.chat(NOON), await history.chat(NOON)]
    await clear(history)

    for connection, chat in zip(visitors, chats, strict=True):
        enter(connection, history.workshop.id, chat)
        say(connection, history.workshop.id, chat)
    await history.recount()
    for connection in visitors:
        connection.commit()

    assert history.rows.count("figure_marks", history.workshop.id) == 2


async def test_a_line_that_is_committed_during_a_count_is_in_the_next_one(
    history: History, visitors: tuple[Connection, Connection]
) -> None:
    await well_within(DAY)
    chat = await history.chat(NOON)
    day = today(history.rows)
    await clear(history)
    slow, quick = visitors
    for connection in (slow, quick):
        enter(connection, history.workshop.id, chat)
        say(connection, history.workshop.id, chat)
    history.rows("UPDATE conversations SET last_message_at = now() WHERE workshop_id = %s", history.workshop.id)
    quick.commit()

    await history.recount()
    assert sum(count for (_, of, by, _), count in history.stored().items() if of == "VISITOR_MESSAGES" and not by) == 2
    slow.commit()

    assert history.marks() == [day]
    await history.recount()
    assert history.stored() == history.counted()
    assert sum(count for (_, of, by, _), count in history.stored().items() if of == "VISITOR_MESSAGES" and not by) == 3


async def test_counts_of_one_workshop_wait_for_each_other(history: History, quiet_settings: Settings) -> None:
    await history.lead(NOON)

    with psycopg.connect(quiet_settings.database_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"figures:{history.workshop.id}"])
        counting = asyncio.create_task(history.recount())
        await asyncio.wait([counting], timeout=0.3)
        assert not counting.done()
        await history.lead(NOON)
        connection.commit()
    await counting

    assert whole(history.stored()) == {("LEADS", "2026-07-15"): 2}


@pytest.mark.parametrize("role", [DatabaseRole.API, DatabaseRole.WORKER, DatabaseRole.VISITOR])
async def test_nobody_marks_another_workshops_days(
    history: History, new_workshop: MakeWorkshop, quiet_settings: Settings, role: DatabaseRole
) -> None:
    other = await new_workshop()
    mark = f"INSERT INTO figure_marks (workshop_id, id, day) VALUES (%s, %s, {TODAY})"

    with psycopg.connect(role_url(quiet_settings, role)) as connection:
        enter(connection, history.workshop.id, new_id())
        connection.execute(mark, [history.workshop.id, new_id()])
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            connection.execute(mark, [other.id, new_id()])


async def test_marks_are_seen_and_taken_by_the_own_workshop_only(
    history: History, new_workshop: MakeWorkshop, quiet_settings: Settings
) -> None:
    other = History(await new_workshop(), history.rows)
    await history.lead(NOON)
    await other.lead(NOON)

    with psycopg.connect(role_url(quiet_settings, DatabaseRole.API)) as connection:
        enter(connection, history.workshop.id, new_id())
        seen = connection.execute("SELECT DISTINCT workshop_id FROM figure_marks").fetchall()
    with psycopg.connect(role_url(quiet_settings, DatabaseRole.WORKER)) as connection:
        enter(connection, history.workshop.id, new_id())
        taken = connection.execute("DELETE FROM figure_marks RETURNING workshop_id").fetchall()

    assert set(seen) == set(taken) == {(history.workshop.id,)}
    assert other.marks() == [NOON.date()]
