"""The ASGI edge of the schema: documents by id, one path for POST, Strawberry's for streams and sockets."""

from collections.abc import Callable, Mapping
from typing import Any

from carbot.outside import Outside
from schema.edge.arrivals import Arrival, Gate
from schema.edge.documents import Documents
from schema.edge.endpoint import GraphQLEndpoint
from schema.edge.execution import Execution
from schema.edge.streams import Streams
from schema.engine.engine import Engine
from schema.root import build_schema
from tenants.outbox import LiveEvent

__all__ = ["Arrival", "Gate", "graphql_endpoint"]


def graphql_endpoint(
    outside: Outside,
    gate: Gate,
    trusted: Mapping[str, str],
    *,
    start_turn: Callable[[Any, Any], None],
    announce: Callable[[LiveEvent], None],
) -> GraphQLEndpoint:
    """The schema as an ASGI application for one address."""
    settings = outside.settings
    schema = build_schema()
    documents = Documents(schema._schema, trusted, settings.documents)
    execution = Execution(outside, Engine(schema._schema), start_turn=start_turn, announce=announce)
    streams = Streams(schema, documents, execution, gate, graphiql=settings.graphiql)
    return GraphQLEndpoint(
        documents,
        execution,
        gate,
        streams,
        errors=outside.errors,
        seconds=settings.request_timeout.total_seconds(),
    )
