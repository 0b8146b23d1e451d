"""The ASGI edge of the schema: documents by id, who calls, cookies, and streams over SSE and WebSocket."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, process_result
from strawberry.http.typevars import Context as ContextType
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage
from strawberry.types import ExecutionResult

from carbot.errors import BadInput, RequestError, UnknownDocument
from carbot.outside import Outside
from carbot.settings import DocumentPolicy
from schema.core.context import Caller, Context
from schema.engine.reference import Reader
from schema.root import build_schema
from tenants.outbox import LiveEvent
from tenants.principal import Principal, PrincipalKind
from tenants.scope import Scope

Identify = Callable[[], Awaitable[Principal | None]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as the web layer hands it over: who it is, how it came, and how to ask again who it is."""

    principal: Principal
    caller: Caller
    identify: Identify


class Gate(Protocol):
    """The web layer's part: identify a request, and keep or drop the session's cookie."""

    async def admit(self, request: Any) -> Arrival:
        """Say who is calling. Raises RequestError."""
        ...

    def keep_session(self, response: Any, token: str) -> None:
        """Put a session's token into the cookie; an empty one removes it."""
        ...

    def graphiql(self) -> Any:
        """The page of GraphiQL, where the settings allow it."""
        ...


class Documents:
    """The trusted documents and who may send others."""

    def __init__(self, trusted: Mapping[str, str], policy: DocumentPolicy) -> None:
        self._trusted = trusted
        self._policy = policy

    def text_of(self, payload: Mapping[str, Any], principal: Principal) -> str | None:
        """The document of a request, by id or as text where that is allowed. Raises UnknownDocument."""
        wanted = payload.get("documentId")
        if wanted is not None:
            text = self._trusted.get(wanted) if isinstance(wanted, str) else None
            if text is None:
                raise UnknownDocument("There is no trusted document of this id.")
            return text
        if self._policy is DocumentPolicy.ANY:
            return cast("str | None", payload.get("query"))
        if self._policy is DocumentPolicy.PARTNERS and principal.kind in (
            PrincipalKind.PARTNER,
            PrincipalKind.OPERATOR,
        ):
            return cast("str | None", payload.get("query"))
        raise UnknownDocument("Only trusted documents are taken here: send a documentId.")


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
            payload["query"] = cast("GraphQLEdge", self.view).documents.text_of(payload, self.context.principal)
        except RequestError as error:
            failed = GraphQLError(str(error), extensions=dict(error.extensions))
            await self.send_message({"id": message["id"], "type": "error", "payload": [failed.formatted]})
            return
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[Context, None]) -> None:
        await super().run_operation(operation)
        if self.context.has_ended:
            await self.websocket.close(4401, "Session ended")


class GraphQLEdge(GraphQL[Context, None]):
    """POST, SSE and WebSocket at one address; GraphiQL where the settings allow it."""

    graphql_transport_ws_handler_class = _SocketHandler

    def __init__(
        self,
        outside: Outside,
        gate: Gate,
        documents: Documents,
        *,
        start_turn: Callable[[Any, Any], None],
        announce: Callable[[LiveEvent], None],
    ) -> None:
        super().__init__(
            build_schema(),
            graphql_ide="graphiql" if outside.settings.graphiql else None,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            max_subscriptions_per_connection=20,
        )
        self.documents = documents
        self._outside = outside
        self._gate = gate
        self._start_turn = start_turn
        self._announce = announce

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer; what goes wrong before an operation runs is told as GraphQL errors too."""
        try:
            await super().__call__(scope, receive, send)
        except RequestError as error:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 4403, "reason": str(error)[:120]})
                return
            await _send_error(send, error)
        except HTTPException as error:
            await _send_error(send, BadInput(error.reason), status=error.status_code)

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        """Strawberry's run, with its HTTP errors as GraphQL errors."""
        try:
            return await super().run(request)
        except HTTPException as error:
            refusal = BadInput(error.reason)
            refusal.status = error.status_code  # type: ignore[misc]  # the method or kind of the request is wrong
            raise refusal from error

    async def render_graphql_ide(self, request: Any) -> Any:
        """GraphiQL itself is a page of the web layer."""
        return self._gate.graphiql()

    async def get_context(self, request: Any, response: Any) -> ContextType:
        arrival = await self._gate.admit(request)
        streams = self.is_websocket_request(request)
        return cast(
            "ContextType",
            Context(
                outside=self._outside,
                principal=arrival.principal,
                caller=arrival.caller,
                start_turn=self._start_turn,
                announce=self._announce,
                read=lambda context: self._reader(context, in_steps=streams),
                identify=arrival.identify,
            ),
        )

    def _reader(self, context: Context, *, in_steps: bool) -> Reader:
        scope = Scope(self._outside.database, context.principal, self._outside.clock, read_only=True)
        return Reader(scope, in_steps=in_steps)

    async def execute_operation(  # the parent's signature
        self, request: Any, request_adapter: Any, request_data: Any, context: Any, root_value: Any, sub_response: Any
    ) -> Any:
        request_data.query = self.documents.text_of(
            {"query": request_data.query, "documentId": (request_data.extensions or {}).get("documentId")},
            context.principal,
        )
        request_data.extensions = None
        try:
            result = await super().execute_operation(
                request, request_adapter, request_data, context, root_value, sub_response
            )
        finally:
            await context.close()
        if context.session_token is not None:
            self._gate.keep_session(sub_response, context.session_token)
        return result

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> Any:
        """Strawberry's parsing, with the document's id carried in the extensions."""
        body = self.parse_json(await request.get_body()) if request.method == "POST" else {}
        if not isinstance(body, dict):
            raise BadInput("One operation, as a JSON object, is taken at a time.")
        data = await super().parse_http_body(request)
        assert isinstance(data, GraphQLRequestData), "an object is one operation"
        if body.get("documentId") is not None:
            data.extensions = {"documentId": body["documentId"]}
        return data

    def decode_json(self, data: str | bytes) -> object:
        """JSON of whole characters. What is none, too deep or half a character is the same fault: JSONDecodeError."""
        try:
            decoded = json.loads(data)
            if (b"\\u" if isinstance(data, bytes) else "\\u") in data:  # type: ignore[operator]  # each with its own kind
                json.dumps(decoded, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("This is not JSON", "", 0) from error
        return decoded

    async def process_result(self, request: Any, result: ExecutionResult) -> GraphQLHTTPResponse:
        answer = process_result(result)
        for error in answer.get("errors") or ():
            extensions = cast("dict[str, Any]", error).setdefault("extensions", {})
            extensions.setdefault("code", BadInput.code)
        return answer

    def create_response(self, response_data: Any, sub_response: Any) -> Any:
        response = super().create_response(response_data, sub_response)
        if errors := response_data.get("errors"):
            # Without a place in the answer it is the request that is wrong, and nothing was run.
            response.status_code = 200 if any("path" in error for error in errors) else 400
        return response


async def _send_error(send: Any, error: RequestError, status: int | None = None) -> None:
    body = json.dumps({"errors": [{"message": str(error), "extensions": dict(error.extensions)}]}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if "retryAfter" in error.extensions:
        headers.append((b"retry-after", str(error.extensions["retryAfter"]).encode()))
    await send({"type": "http.response.start", "status": status or error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
