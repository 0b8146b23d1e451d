"""Streams: subscriptions over SSE and WebSocket, and GraphiQL, by Strawberry's own endpoint."""

import json
from collections.abc import Sequence
from typing import Any, cast

from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from strawberry import Schema
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, process_result
from strawberry.http.typevars import Context as ContextType
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage
from strawberry.types import ExecutionResult
from strawberry.types.unset import UnsetType

from carbot.errors import BadInput, Forbidden, RateLimited, RequestError, Unauthenticated
from schema.core.context import Context
from schema.edge.answers import Answer, refusal, told_error
from schema.edge.arrivals import Arrival, Gate
from schema.edge.documents import Documents
from schema.edge.execution import Execution
from schema.edge.payloads import read_json, read_payload
from tenants.principal import Principal

_STATUS = {Unauthenticated.code: 401, Forbidden.code: 403, RateLimited.code: 429}


class _SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """graphql-transport-ws with document ids; the socket closes with 4401 when its caller is no longer welcome."""

    async def handle_message(self, message: Message) -> None:
        """What is no message of the protocol closes the socket and says so."""
        given: Any = message
        well_formed = isinstance(given, dict) and isinstance(given.get("id", ""), str)
        payload = given.get("payload") if well_formed else None
        may_be_empty = well_formed and payload is None and given.get("type") != "subscribe"
        if not isinstance(payload, dict) and not may_be_empty:
            await self.handle_invalid_message("Failed to parse message")
            return
        await super().handle_message(message)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        payload = cast("dict[str, Any]", message["payload"])
        try:
            documents = cast("Streams", self.view).documents
            name, variables = payload.get("operationName"), payload.get("variables")
            payload["query"] = admit(documents, payload, name, variables, self.context.principal)
        except Refusal as refused:
            told: Any = [told_error(each) for each in refused.faults]
            await self.send_message({"id": message["id"], "type": "error", "payload": told})
            return
        await super().handle_subscribe(message)

    async def send_message(self, message: Any) -> None:
        if message["type"] == "error":
            for error in message["payload"]:
                error.setdefault("extensions", {}).setdefault("code", BadInput.code)
        await super().send_message(message)

    async def run_operation(self, operation: Operation[Context, None]) -> None:
        await super().run_operation(operation)
        if self.context.has_ended:
            await self.websocket.close(4401, "Session ended")


class _Refused(BadInput):
    """Strawberry will not take the method or kind of a request."""

    def __init__(self, message: str, code_of_http: int) -> None:
        super().__init__(message)
        self.code_of_http = code_of_http


class Streams(GraphQL[Context, None]):
    """Server-sent events and sockets at the endpoint's address; GraphiQL where the settings allow it."""

    graphql_transport_ws_handler_class = _SocketHandler

    def __init__(
        self, schema: Schema, documents: Documents, execution: Execution, gate: Gate, *, graphiql: bool
    ) -> None:
        super().__init__(
            schema,
            graphql_ide="graphiql" if graphiql else None,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            max_subscriptions_per_connection=20,
        )
        self.documents = documents
        self._execution = execution
        self._gate = gate

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer; what goes wrong before an operation runs is told as GraphQL errors too."""
        try:
            await super().__call__(scope, receive, send)
        except _Refused as error:
            answer = refusal([error])
            answer.status = error.code_of_http
            await _send(send, answer)
        except Refusal as refused:
            await _send(send, refusal(refused.faults))
        except RequestError as error:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 4403, "reason": str(error)[:120]})
                return
            answer = refusal([error])
            # A client of streams looks at the status before it reads anything.
            answer.status = _STATUS.get(error.code, answer.status)
            await _send(send, answer)

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        """Strawberry's run, with its HTTP errors as GraphQL errors."""
        try:
            return await super().run(request)
        except HTTPException as error:
            raise _Refused(error.reason, error.status_code) from error

    async def render_graphql_ide(self, request: Any) -> Any:
        """GraphiQL itself is a page of the web layer."""
        return self._gate.graphiql()

    async def get_context(self, request: Any, response: Any) -> ContextType:
        arrival = self._gate.arrive(request.scope)
        context = self._execution.context(arrival, await arrival.identify(), streams=True)
        return cast("ContextType", context)

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """Take a native client's token from the first message, for libraries that can set no header."""
        shown = (context.connection_params or {}).get("authorization")
        try:
            claim = self._gate.bearer(shown, context.caller.language) if isinstance(shown, str) else None
            if claim is not None:
                arrival = Arrival(claim, context.caller, context.outside)
                context.principal, context.identify = await arrival.identify(), arrival.identify
        except RequestError as error:
            raise ConnectionRejectionError from error
        return await super().on_ws_connect(context)

    async def execute_operation(  # the parent's signature
        self, request: Any, request_adapter: Any, request_data: Any, context: Any, root_value: Any, sub_response: Any
    ) -> Any:
        payload = {"query": request_data.query, "documentId": (request_data.extensions or {}).get("documentId")}
        request_data.query = admit(
            self.documents, payload, request_data.operation_name, request_data.variables, context.principal
        )
        request_data.extensions = None
        try:
            return await super().execute_operation(
                request, request_adapter, request_data, context, root_value, sub_response
            )
        finally:
            await context.close()

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> Any:
        """The same members as any request, with the document's id carried in the extensions."""
        if request.method != "POST":
            return await super().parse_http_body(request)
        payload = read_payload(await request.get_body())
        return GraphQLRequestData(
            query=payload.get("query"),
            operation_name=payload.get("operationName"),
            variables=payload.get("variables"),
            extensions={"documentId": payload.get("documentId")},
            protocol="sse",
        )

    def decode_json(self, data: str | bytes) -> object:
        """JSON as everywhere here; what is none is one kind of fault. Raises JSONDecodeError."""
        try:
            return read_json(data)
        except BadInput as error:
            raise json.JSONDecodeError(str(error), "", 0) from error

    async def process_result(self, request: Any, result: ExecutionResult) -> GraphQLHTTPResponse:
        answer = process_result(result)
        if result.errors:
            answer["errors"] = [told_error(each) for each in result.errors]
        return answer


class Refusal(Exception):
    """A streamed operation that is not begun."""

    def __init__(self, faults: Sequence[GraphQLError | RequestError]) -> None:
        super().__init__()
        self.faults = faults


def admit(documents: Documents, payload: Any, name: str | None, variables: Any, principal: Principal) -> str:
    """The text of a streamed operation. Raises Refusal."""
    try:
        document = documents.find(payload, principal)
        if document.faults:
            raise Refusal(document.faults)
        document.choose(name).prepared.admit(variables or {})
    except RequestError as error:
        raise Refusal([error]) from error
    return document.text


async def _send(send: Any, answer: Answer) -> None:
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(answer.body)),
        *answer.headers,
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
