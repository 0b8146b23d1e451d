"""The endpoint: single answers are ours from the first byte to the last, streams are Strawberry's."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from time import perf_counter
from typing import Any

import structlog
from graphql import OperationType

from carbot.errors import BadInput, RequestError, Unavailable
from schema.core.context import Context, internal
from schema.edge.answers import Answer, document_refusal, refusal
from schema.edge.arrivals import Arrival, Gate
from schema.edge.departures import ClientLeft, Departure
from schema.edge.documents import Documents, Ready
from schema.edge.execution import Execution
from schema.edge.payloads import read_address, read_payload
from tenants.errors import ErrorRecorder, watch

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_JSON = b"application/json"
_GRAPHQL_JSON = b"application/graphql-response+json"
_STREAM = b"text/event-stream"
_log = structlog.get_logger()


class GraphQLEndpoint:
    """An ASGI application for one address: one operation a request, nothing between it and the engine."""

    def __init__(
        self,
        documents: Documents,
        execution: Execution,
        gate: Gate,
        streams: Any,
        *,
        errors: ErrorRecorder,
        seconds: float,
    ) -> None:
        self._errors = errors
        self._documents = documents
        self._execution = execution
        self._gate = gate
        self._streams = streams
        self._seconds = seconds

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request."""
        watch(self._errors)
        if scope["type"] != "http":
            await self._streams(scope, receive, send)
            return
        headers = dict(scope["headers"])
        accepted = headers.get(b"accept", b"")
        asks_by_address = scope["method"] == "GET" and b"query=" in scope["query_string"] and b"html" not in accepted
        if _STREAM in accepted or not (scope["method"] == "POST" or asks_by_address):
            await self._streams(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            return
        try:
            answer = await self._answer(scope, headers, body, receive)
            if answer.is_document_fault and _JSON in accepted and _GRAPHQL_JSON not in accepted:
                answer.status = 200
        except ClientLeft:
            _log.info("graphql.left")
            return
        except RequestError as error:
            _log.info("graphql.refused", code=error.code)
            answer = refusal([error])
        except Exception as error:
            answer = refusal([internal(error, "request")])
            answer.status = 500
        kind = _GRAPHQL_JSON if _GRAPHQL_JSON in accepted else _JSON
        start = [
            (b"content-type", kind + b"; charset=utf-8"),
            (b"content-length", b"%d" % len(answer.body)),
            *answer.headers,
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": start})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, scope: Any, headers: Mapping[bytes, bytes], body: bytes, receive: Receive) -> Answer:
        arrival: Arrival = self._gate.arrive(scope)
        if scope["method"] == "GET":
            return await self._run(read_address(scope["query_string"]), scope, arrival, receive)
        if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != _JSON:
            refused = refusal([BadInput("A request is JSON: send content-type application/json.")])
            refused.status = 415
            return refused
        return await self._run(read_payload(body), scope, arrival, receive)

    async def _run(self, payload: dict[str, Any], scope: Any, arrival: Arrival, receive: Receive) -> Answer:
        principal = await self._execution.identify(arrival) if self._documents.needs_principal(payload) else None
        document = self._documents.find(payload, principal)
        if document.faults:
            return document_refusal(document.faults)
        ready = document.choose(payload.get("operationName"))
        if scope["method"] == "GET" and ready.kind is not OperationType.QUERY:
            refused = refusal([BadInput("By GET only queries are taken: send a mutation by POST.")])
            refused.status = 405
            refused.headers.append((b"allow", b"POST"))
            return refused
        began = perf_counter()
        try:
            async with asyncio.timeout(self._seconds), _watching(ready.kind, receive):
                answer, context = await self._execution.answer(
                    document, ready, payload.get("variables") or {}, arrival, principal
                )
        except TimeoutError as error:
            raise Unavailable("This took too long. Please try again.", retryAfter=5) from error
        _log.info(
            "graphql.answered",
            operation=ready.name,
            kind=ready.kind.value,
            status=answer.status,
            milliseconds=round((perf_counter() - began) * 1000, 2),
        )
        answer.headers += [(b"set-cookie", cookie) for cookie in self._cookies(ready, arrival, context)]
        return answer

    def _cookies(self, ready: Ready, arrival: Arrival, context: Context | None) -> Iterator[bytes]:
        """The headers that keep what the answer's request has changed about the browser."""
        has_written = ready.kind is OperationType.MUTATION or arrival.renewed_token is not None
        if has_written and (cookie := self._gate.written_cookie()) is not None:
            yield cookie
        token = arrival.renewed_token if context is None or context.session_token is None else context.session_token
        if token is not None:
            yield self._gate.session_cookie(token)
        if context is not None and context.device_token is not None:
            yield self._gate.device_cookie(context.device_token)
        if context is not None and context.operator_token is not None:
            yield self._gate.operator_session_cookie(context.operator_token)


def _watching(kind: OperationType, receive: Receive) -> AbstractAsyncContextManager[None]:
    """A query ends when its client leaves; a change is made."""
    return Departure(receive) if kind is OperationType.QUERY else nullcontext()


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when the client went away while it came in."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)
