"""When the database refuses, is too slow, or the client goes away: a masked answer, and the connection serves on."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from carbot.outside import Outside
from carbot.settings import Settings
from tenants.roles import DatabaseRole
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.rows import Rows
from tests.support.waiting import until

MEMBERS = "{ members { name } }"
FALLING_BACK = f"{{ {'m' * 64}: members {{ name }} }}"
KEYS = "{ clientKeys { name } }"
WORKSHOP = "{ workshop { name } }"
LOCK_KEYS = "LOCK TABLE client_keys IN ACCESS EXCLUSIVE MODE"


@asynccontextmanager
async def locked(rows: Rows, lock: str, *values: object) -> AsyncIterator[int]:
    """Nobody gets at what a statement locks; the server process that keeps them from it."""
    async with await psycopg.AsyncConnection.connect(rows.url) as connection:
        await connection.execute(lock, values)  # type: ignore[call-overload]  # a test's own text
        yield connection.info.backend_pid
        await connection.rollback()


def is_waited_for(rows: Rows, locker: int, words: str) -> bool:
    """Whether a statement with these words waits for what the locker holds."""
    query = (
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE %s"
        " AND %s = ANY(pg_blocking_pids(pid))"
    )
    return bool(rows(query, f"%{words}%", locker))


@pytest.mark.parametrize("document", [MEMBERS, FALLING_BACK], ids=["planned", "fallback"])
async def test_a_refused_statement_is_masked_and_its_connection_serves_on(
    api: Api, workshop: TestWorkshop, outside: Outside, rows: Rows, document: str
) -> None:
    owner = api.as_(workshop.owner)
    rows("REVOKE SELECT ON members FROM carbot_api")
    try:
        refused = [await owner.send(document) for _ in range(3)]
        beside = [await owner.run(WORKSHOP) for _ in range(3)]
    finally:
        rows("GRANT SELECT ON members TO carbot_api")
    again = await owner.send(document)

    for answer in refused:
        (error,) = answer.json()["errors"]
        reference = error["extensions"].pop("reference")
        assert error["extensions"] == {"code": "INTERNAL"}
        assert error["message"] == f"Something went wrong here. Reference: {reference}"
        assert re.fullmatch("[0-9a-f]{12}", reference)
        assert not re.search("members|SELECT|permission", answer.text.replace('"path":["members"]', ""))
    assert beside == [{"workshop": {"name": workshop.name}}] * 3
    assert again.status_code == 200
    assert "errors" not in again.json()

    async def nobody_is_busy() -> bool:
        return outside.database.pipeline(DatabaseRole.API).metrics.in_use == 0

    await until(nobody_is_busy)


async def test_a_statement_that_takes_too_long_is_unavailable_for_now(
    settings: Settings, workshop: TestWorkshop, rows: Rows
) -> None:
    async with another_api(settings, statement_timeout=timedelta(seconds=2)) as (http, _):
        owner = Api(http).as_(workshop.owner)
        async with locked(rows, LOCK_KEYS):
            late = await owner.send(KEYS)
            beside = await owner.run(WORKSHOP)
        after = await owner.run(KEYS)

    assert late.status_code == 503
    assert int(late.headers["retry-after"]) > 0
    assert "client_keys" not in late.text
    assert beside == {"workshop": {"name": workshop.name}}
    assert after == {"clientKeys": []}


async def test_a_client_that_leaves_while_its_query_runs_leaves_no_busy_connection(
    api: Api, api_url: str, workshop: TestWorkshop, outside: Outside, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    pool = outside.database.pipeline(DatabaseRole.API)

    async def waits() -> bool:
        return is_waited_for(rows, locker, "client_keys")

    async def nobody_waits() -> bool:
        return not is_waited_for(rows, locker, "client_keys") and pool.metrics.in_use == 0

    async with locked(rows, LOCK_KEYS) as locker:
        writer = await asks(api_url, workshop, "{ clientKeys { name } }")
        await until(waits)
        writer.close()
        await writer.wait_closed()
        await until(nobody_waits)
        beside = await owner.run(WORKSHOP)

    assert beside == {"workshop": {"name": workshop.name}}
    assert await owner.run(KEYS) == {"clientKeys": []}


async def test_a_client_that_leaves_while_its_change_is_made_has_made_it(
    api: Api, api_url: str, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)

    async def waits() -> bool:
        return is_waited_for(rows, locker, "FOR UPDATE OF workshops")

    async def is_made() -> bool:
        return await owner.run(WORKSHOP) == {"workshop": {"name": "Umbenannt"}}

    async with locked(rows, "SELECT FROM workshops WHERE id = %s FOR UPDATE", workshop.id) as locker:
        rename = 'mutation { workshopUpdate(input: {name: "Umbenannt"}) { errors { code } } }'
        writer = await asks(api_url, workshop, rename)
        await until(waits)
        writer.close()
        await writer.wait_closed()

    await until(is_made)


async def asks(api_url: str, workshop: TestWorkshop, document: str) -> asyncio.StreamWriter:
    """Send an operation over a connection of its own and read no answer."""
    address = urlsplit(api_url)
    _, writer = await asyncio.open_connection("127.0.0.1", address.port)
    writer.write(request(workshop.owner.values, address.netloc, document))
    await writer.drain()
    return writer


def request(headers: dict[str, Any], host: str, document: str) -> bytes:
    """An operation as it goes over the wire."""
    body = json.dumps({"query": document}).encode()
    told = {**headers, "host": host, "content-type": "application/json", "content-length": str(len(body))}
    return "\r\n".join(["POST /graphql HTTP/1.1", *(f"{k}: {v}" for k, v in told.items()), "", ""]).encode() + body
