"""The engine behind a bare ASGI endpoint: documents, plans and the driver as in CarBot, the caller from headers."""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from json import loads
from typing import Any
from uuid import UUID, uuid5

from graphql import OperationType
from graphql.execution.values import get_variable_values

from carbot.settings import Settings
from carbot.wiring import connect
from schema.core.context import Caller
from schema.edge.arrivals import Arrival
from schema.edge.documents import Documents
from schema.edge.execution import Execution
from schema.engine.binding import Occasion
from schema.engine.engine import Engine
from schema.root import build_schema
from tenants.models.accounts import Language
from tenants.models.billing import PlanCode, Standing
from tenants.models.members import Role
from tenants.pipeline import Step
from tenants.principal import Principal, Rights, member, visitor

_BIND = Step("SELECT set_config('app.workshop_id', $1, true)").sql
_BIND_VISITOR = "SELECT set_config('app.workshop_id', $1, true), set_config('app.conversation_id', $2, true)"
_JSON = (b"content-type", b"application/json")
_SPACE = UUID(int=0)

Message = dict[str, Any]


class EngineAlone:
    """The ASGI application."""

    def __init__(self) -> None:
        self._outside = connect(Settings())
        schema = build_schema()._schema
        self._engine = Engine(schema)
        self._documents = Documents(schema, {}, self._outside.settings.documents)
        self._execution = Execution(self._outside, self._engine, start_turn=_leave, announce=_leave)
        caller = Caller(Language.DE, "127.0.0.1", None, None, is_private=True)
        self._arrival = Arrival(None, caller, self._outside)

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
        answer = await self._answer(loads(body), dict(scope["headers"]))
        length = str(len(answer)).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [_JSON, (b"content-length", length)]})
        await send({"type": "http.response.body", "body": answer})

    async def _answer(self, request: Message, headers: dict[bytes, bytes]) -> bytes:
        workshop = headers[b"x-bench-workshop"]
        conversation = headers.get(b"x-bench-conversation")
        who = _principal(workshop, conversation)
        document = self._documents.find(request, who)
        ready = document.choose(request["operationName"])
        node = ready.operation.node
        variables = get_variable_values(self._engine.schema, node.variable_definitions or (), request["variables"])
        assert not isinstance(variables, list), "the harness sends what is valid"
        context = self._execution.context(self._arrival, who)
        if ready.kind is OperationType.MUTATION:
            return (await self._execution.mutate(ready, variables, context, b"")).body
        plan = self._engine.plan(ready.operation, variables.coerced, who)
        step = Step(plan.bound.sql, plan.bound.values(Occasion(variables.coerced, context)))
        bind = Step(_BIND, (workshop,)) if conversation is None else Step(_BIND_VISITOR, (workshop, conversation))
        rows = await self._outside.database.pipeline(who.role).run(bind, step)
        return b'{"data":' + (rows[1][0][0] or b"null") + b"}"


@lru_cache(maxsize=50_000)
def _principal(workshop: bytes, conversation: bytes | None) -> Principal:
    key = UUID(workshop.decode())
    if conversation is not None:
        return visitor(
            workshop_id=key,
            organization_id=_SPACE,
            client_key_id=_SPACE,
            conversation_id=UUID(conversation.decode()),
            language=Language.DE,
        )
    return member(
        role=Role.OWNER,
        account_id=uuid5(_SPACE, key.hex),
        member_id=uuid5(key, "member"),
        member_name="",
        workshop_id=key,
        organization_id=_SPACE,
        session_id=None,
        language=Language.DE,
        rights=Rights(PlanCode.ENTERPRISE, Standing.ACTIVE),
    )


def _leave(*_: Any) -> None:
    """Answers are not made and nobody listens here."""


app = EngineAlone()
