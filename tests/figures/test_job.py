"""Marked days are counted again within seconds, by one job a workshop at a time, which leaves no trace for long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from carbot.cli import main
from carbot.outside import Outside
from carbot.settings import Settings
from resolvers.figures import FiguresChanged
from tenants.system import OutboxReader
from tests.figures.history import History, whole
from tests.support.api import make_workshop
from tests.support.rows import Rows
from tests.support.waiting import until
from workers.core.broker import declare_actors, make_broker
from workers.core.jobs import perform

NOON = datetime(2026, 7, 15, 12, tzinfo=UTC)
KIND = FiguresChanged.__name__


@pytest.fixture
async def history(outside: Outside, pg_admin_url: str, settings: Settings) -> History:
    """A workshop's past where relay and worker may be at work."""
    return History(await make_workshop(outside), Rows(pg_admin_url, settings))


@contextmanager
def held(history: History, settings: Settings) -> Iterator[None]:
    """Counts of the workshop wait until the block ends."""
    with psycopg.connect(settings.database_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"figures:{history.workshop.id}"])
        yield


def jobs(history: History, *columns: str) -> list[tuple[Any, ...]]:
    """The workshop's recounts in the outbox."""
    return history.rows(
        f"SELECT {', '.join(columns)} FROM outbox WHERE kind = %s AND workshop_id = %s ORDER BY id",
        KIND,
        history.workshop.id,
    )


async def test_what_changed_is_counted_while_relay_and_worker_run(history: History, background: None) -> None:
    await history.lead(NOON)

    async def counted() -> bool:
        return whole(history.stored()) == {("LEADS", "2026-07-15"): 1} and history.marks() == []

    await until(counted)
    await history.forget_lead(history.leads[0])

    async def forgotten() -> bool:
        return not history.stored()

    await until(forgotten)


async def test_a_workshop_gets_one_recount_at_a_time(history: History, settings: Settings, outside: Outside) -> None:
    declare_actors(make_broker(settings), lambda: outside)

    # Nobody counts this workshop meanwhile, a worker of another test included.
    with held(history, settings), OutboxReader.connect(settings) as relay:
        await history.lead(NOON)
        relay.request_recounts(KIND)
        await history.lead(NOON)
        relay.request_recounts(KIND)
        ((entry_id, payload, attempts),) = jobs(history, "id", "payload", "attempts")
    await perform(outside, entry_id)
    await perform(outside, entry_id)

    async def counted() -> bool:
        return whole(history.stored()) == {("LEADS", "2026-07-15"): 2} and history.marks() == []

    await until(counted)
    assert (payload, attempts) == ({}, 0)
    with OutboxReader.connect(settings) as relay:
        relay.request_recounts(KIND)
    ((done_at, last_error),) = jobs(history, "done_at", "last_error")
    assert done_at is not None
    assert last_error is None


@pytest.mark.parametrize(("kind", "stays"), [(KIND, False), ("LeadSubmitted", True)])
async def test_recounts_that_are_done_are_forgotten_after_a_minute(
    history: History, settings: Settings, kind: str, stays: bool
) -> None:
    ((entry_id,),) = history.rows(
        "INSERT INTO outbox (id, workshop_id, kind, payload, dispatched_at, done_at)"
        " VALUES (gen_random_uuid(), %s, %s, '{}', now(), now() - interval '2 minutes') RETURNING id",
        history.workshop.id,
        kind,
    )

    with OutboxReader.connect(settings) as relay:
        relay.clean_up([KIND])

    assert bool(history.rows("SELECT 1 FROM outbox WHERE id = %s", entry_id)) is stays


async def test_a_recount_of_a_workshop_that_is_gone_is_done(
    history: History, settings: Settings, outside: Outside
) -> None:
    declare_actors(make_broker(settings), lambda: outside)
    await history.lead(NOON)
    # Not due, so that no relay of another test takes it.
    ((entry_id,),) = history.rows(
        "INSERT INTO outbox (id, workshop_id, kind, payload, available_at)"
        " VALUES (gen_random_uuid(), %s, %s, '{}', now() + interval '1 hour') RETURNING id",
        history.workshop.id,
        KIND,
    )
    history.rows("DELETE FROM workshops WHERE id = %s", history.workshop.id)

    await perform(outside, entry_id)

    assert history.marks() == []
    # The relay of another test may have put in one of its own while the workshop was there.
    ((done_at, last_error),) = history.rows("SELECT done_at, last_error FROM outbox WHERE id = %s", entry_id)
    assert done_at is not None
    assert last_error is None


async def test_the_command_line_has_everything_counted_again(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    quiet: Outside,
    quiet_settings: Settings,
    pg_admin_url: str,
) -> None:
    past = History(await make_workshop(quiet), Rows(pg_admin_url, quiet_settings))
    await past.lead(NOON)
    await past.recount()
    past.rows("UPDATE daily_figures SET count = 7 WHERE workshop_id = %s", past.workshop.id)
    monkeypatch.setenv("CARBOT_PROFILE", "test")
    monkeypatch.setenv("DATABASE_URL", quiet_settings.database_url)

    assert main(["figures", "recount"]) == 0

    ((workshops,),) = past.rows("SELECT count(*) FROM workshops")
    assert capsys.readouterr().out.startswith(f"{workshops} workshops ")
    assert past.marks() == [None]
    await past.recount()
    assert whole(past.stored()) == {("LEADS", "2026-07-15"): 1}
