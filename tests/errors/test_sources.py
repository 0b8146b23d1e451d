"""Whatever breaks unexpectedly ends in the error log: operations, pages, jobs, answers."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, text

from carbot.clients.otlp import otlp_forward
from carbot.ids import new_id
from carbot.outside import Outside
from carbot.settings import Settings
from resolvers.accounts import PasswordChanged
from resolvers.errors import CriticalErrorFound
from tenants.errors import ErrorRecorder
from tests.errors.breaking import EMAIL, in_clean
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.waiting import until
from workers.core.broker import declare_actors, make_broker
from workers.core.jobs import perform

CLOSE = 'mutation { closureCreate(input: { startsOn: "2027-01-01", endsOn: "2027-01-02" }) { errors { code } } }'


@contextmanager
def without(owner: Engine, right: str, role: str) -> Iterator[None]:
    """A role misses a right, as after a careless migration."""

    def change(statement: str) -> None:
        with owner.begin() as connection:
            if "lookup." in right:
                connection.execute(text("SET LOCAL ROLE carbot_lookup"))
            connection.execute(text(statement))

    change(f"REVOKE {right} FROM {role}")
    try:
        yield
    finally:
        change(f"GRANT {right} TO {role}")


async def logged(owner: Engine, condition: str = "true") -> dict[str, Any]:
    """The occurrence with its group, once it is written."""

    async def look() -> dict[str, Any] | None:
        query = text(
            "SELECT g.*, o.reference, o.workshop_id, o.stack FROM error_groups g"
            f" JOIN error_occurrences o ON o.group_id = g.id WHERE {condition} LIMIT 1"
        )
        with owner.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else dict(row)

    return await until(look)


async def test_an_operation_that_breaks_is_found_by_its_reference(
    api: Api, owner: Engine, workshop: TestWorkshop
) -> None:
    with without(owner, "SELECT ON closures", "carbot_api"):
        response = await api.as_(workshop.owner).send("{ openingHours { closures { reason } } }")
    extensions = response.json()["errors"][0]["extensions"]

    found = await logged(owner, f"o.reference = '{extensions['reference']}'")

    assert (found["category"], found["severity"], found["workshop_id"]) == ("DATABASE", "CRITICAL", workshop.id)
    assert extensions["code"] == "INTERNAL"


async def test_a_mutation_that_breaks_is_recorded(api: Api, owner: Engine, workshop: TestWorkshop) -> None:
    with without(owner, "INSERT ON closures", "carbot_api"):
        response = await api.as_(workshop.owner).send(CLOSE)

    found = await logged(owner, f"o.reference = '{response.json()['errors'][0]['extensions']['reference']}'")

    assert found["stack"].startswith("at closure_create\n")


async def test_refusals_are_no_errors(api: Api, owner: Engine, workshop: TestWorkshop, outside: Outside) -> None:
    await api.send("{ leads(first: 1) { totalCount } }")
    await api.as_(workshop.owner).send("{ leads(first: 1000) { totalCount } }")
    await api.as_(workshop.owner).send("{ nonsense")
    await outside.errors.flush()

    with owner.connect() as connection:
        assert connection.execute(text("SELECT title FROM error_groups")).all() == []


async def test_a_page_that_breaks_is_recorded(http: httpx2.AsyncClient, owner: Engine) -> None:
    with without(owner, "EXECUTE ON FUNCTION lookup.client_key(text)", "carbot_visitor"):
        response = await http.get("/widget/frame?key=ck_x")

    assert response.status_code == 500
    assert (await logged(owner))["stack"].startswith("at http ")


async def test_a_job_that_fails_is_recorded_and_its_reason_names_nobody(
    settings: Settings, outside: Outside, owner: Engine, workshop: TestWorkshop
) -> None:
    declare_actors(make_broker(settings), lambda: outside)
    async with workshop.scope().begin() as scope:
        assert workshop.owner.account_id is not None
        # An hour away, so that no relay takes it; this process has no mailer, which is the fault.
        scope.enqueue(PasswordChanged(workshop.owner.account_id), delay=settings.subscription_limit * 2)
    mine = "kind = 'PasswordChanged' AND workshop_id = :w"
    with owner.begin() as connection:
        sent = text(f"UPDATE outbox SET dispatched_at = now(), available_at = now() WHERE {mine} RETURNING id")
        entry_id = connection.execute(sent, {"w": workshop.id}).scalar_one()

    await perform(outside, entry_id)

    found = await logged(owner)
    assert (found["title"], found["severity"], found["category"]) == ("AssertionError", "LOW", "MAIL")
    assert found["workshop_id"] == workshop.id
    with owner.begin() as connection:
        entry = connection.execute(text(f"SELECT last_error FROM outbox WHERE {mine}"), {"w": workshop.id})
        assert entry.scalar_one() == "AssertionError"
        connection.execute(text(f"DELETE FROM outbox WHERE {mine}"), {"w": workshop.id})


class Collector:
    """Takes OpenTelemetry logs over HTTP."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep one request's body."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.bodies.append((head.splitlines()[0], json.loads(body)))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()


async def test_errors_are_forwarded_where_the_settings_say_so(log_settings: Settings, owner: Engine) -> None:
    collector = Collector()
    server = await asyncio.start_server(collector.answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, another_api(log_settings, otlp_endpoint=f"http://127.0.0.1:{port}/") as (_, outside):
        outside.errors.record(in_clean(), "leadUpdate", reference="abc123", workshop_id=new_id())
        await logged(owner)

    ((line, body),) = collector.bodies
    record = body["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0]
    attributes = {each["key"]: each["value"]["stringValue"] for each in record["attributes"]}
    assert line == "POST /v1/logs HTTP/1.1"
    assert (record["severityText"], record["body"]) == ("MEDIUM", {"stringValue": "ValueError"})
    assert attributes["code.function.name"] == "resolvers.values.clean"
    assert attributes["carbot.reference"] == "abc123"
    assert EMAIL not in json.dumps(body)


async def test_a_collector_that_is_away_keeps_nothing_from_the_log(
    settings: Settings, outside: Outside, owner: Engine
) -> None:
    forward = otlp_forward(settings.model_copy(update={"otlp_endpoint": "http://127.0.0.1:1"}))
    recorder = ErrorRecorder(outside.database, release="1", notice=CriticalErrorFound.__name__, forward=forward)

    recorder.record(in_clean(), "leadUpdate")

    assert (await logged(owner))["count"] == 1
    await recorder.aclose()


def test_without_the_setting_nothing_is_forwarded(settings: Settings) -> None:
    assert otlp_forward(settings) is None


@pytest.mark.parametrize("address", ["/health/live", "/nothing/there"])
async def test_an_ordinary_page_leaves_no_trace(
    http: httpx2.AsyncClient, owner: Engine, outside: Outside, address: str
) -> None:
    await http.get(address)
    await outside.errors.flush()

    with owner.connect() as connection:
        assert connection.execute(text("SELECT title FROM error_groups")).all() == []
