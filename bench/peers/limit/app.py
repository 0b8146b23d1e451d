"""A bare ASGI endpoint: one SQL statement by hand for each operation, its JSON sent as it comes."""

from collections.abc import Awaitable, Callable
from json import loads
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.peers.pools import pool_size
from carbot.ids import new_id
from carbot.settings import Settings
from tenants.pipeline import PipelinePool, Step
from tenants.roles import DatabaseRole, role_url

_HERE = Path(__file__).parent
_BIND = "SELECT set_config('app.workshop_id', $1, true)"
_BIND_VISITOR = "SELECT set_config('app.workshop_id', $1, true), set_config('app.conversation_id', $2, true)"
_HEAD = b'{"data":'
_JSON = (b"content-type", b"application/json")

Parameters = Callable[[dict[str, Any]], tuple[bytes, ...]]
Message = dict[str, Any]


def _statement(name: str) -> str:
    return (_HERE / f"{name}.sql").read_text("utf-8")


def _key(gid: str) -> bytes:
    return gid.rpartition("_")[2].encode()


def _new_key() -> bytes:
    return new_id().hex.encode()


OPERATIONS: dict[str, tuple[str, Parameters]] = {
    "NestedList": (_statement("nested_list"), lambda given: (str(given["first"]).encode(),)),
    "PointRead": (_statement("point_read"), lambda given: (_key(given["id"]),)),
    "Aggregate": (
        _statement("aggregate"),
        lambda given: (given["range"]["start"].encode(), given["range"]["end"].encode()),
    ),
    "Insert": (
        _statement("insert"),
        lambda given: (
            _key(given["id"]),
            given["text"].encode(),
            given["key"].encode(),
            _new_key(),
            _new_key(),
            _new_key(),
        ),
    ),
}


class Limit:
    """The ASGI application."""

    def __init__(self) -> None:
        settings = Settings()
        self._members = _pool(settings, DatabaseRole.API)
        self._visitors = _pool(settings, DatabaseRole.VISITOR)

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        event = await receive()
        body = event["body"]
        while event.get("more_body"):
            event = await receive()
            body += event["body"]
        request = loads(body)
        statement, parameters = OPERATIONS[request["operationName"]]
        headers = dict(scope["headers"])
        workshop = headers[b"x-bench-workshop"]
        _check(workshop)
        step = Step(statement, parameters(request["variables"]))
        conversation = headers.get(b"x-bench-conversation")
        if conversation is None:
            rows = await self._members.run(Step(_BIND, (workshop,)), step)
        else:
            rows = await self._visitors.run(Step(_BIND_VISITOR, (workshop, conversation)), step)
        data = rows[1][0][0]
        assert data is not None, "row_to_json of a row is never null"
        length = str(len(data) + 9).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [_JSON, (b"content-length", length)]})
        await send({"type": "http.response.body", "body": b"".join((_HEAD, data, b"}"))})


def _check(workshop: bytes) -> None:
    """Parse the tenant here: PostgreSQL would echo a malformed one."""
    UUID(workshop.decode())


def _pool(settings: Settings, role: DatabaseRole) -> PipelinePool:
    return PipelinePool(
        role_url(settings, role), size=pool_size(), wait=10, statement_timeout=10, application_name="bench limit"
    )


app = Limit()
