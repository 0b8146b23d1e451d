"""A small schema with costs, and how to ask the rule about documents of it."""

from collections.abc import Mapping
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, build_schema, parse, validate

from schema.core.cost import cost_of
from schema.core.limits import Assessment, Prepared, assess, prepare


@strawberry.type
class CarEdge:
    """One entry of a page."""

    cursor: str
    node: "Car" = strawberry.field(directives=cost_of(0))


@strawberry.type
class CarConnection:
    """A page."""

    edges: list[CarEdge]
    total_count: int = strawberry.field(directives=cost_of(5))


@strawberry.type
class Tag:
    """A label."""

    text: str


@strawberry.type
class Car:
    """Something with wheels."""

    id: strawberry.ID
    name: str
    owner: "Car | None"
    tags: list[Tag]
    wheels: list[Tag] = strawberry.field(directives=cost_of(1, assumed_size=4))

    @strawberry.field(directives=cost_of(2, multipliers=["first"]))
    def parts(self, first: int = 20) -> CarConnection:
        """A page with a default."""
        raise NotImplementedError

    @strawberry.field(directives=cost_of(2, multipliers=["first", "last"], assumed_size=100))
    def trips(self, first: int | None = None, last: int | None = None) -> CarConnection:
        """A page from either end."""
        raise NotImplementedError


@strawberry.type
class Query:
    """The root."""

    @strawberry.field
    def car(self, id: strawberry.ID) -> Car | None:
        """One."""
        raise NotImplementedError

    @strawberry.field(directives=cost_of(2, multipliers=["first"]))
    def cars(self, first: int = 25) -> CarConnection:
        """A page."""
        raise NotImplementedError

    @strawberry.field(directives=cost_of(1, multipliers=["ids"]))
    def nodes(self, ids: list[strawberry.ID]) -> list[Car]:
        """As many as there are ids."""
        raise NotImplementedError


GARAGE = strawberry.Schema(Query)
WRITTEN: GraphQLSchema = GARAGE._schema
PRINTED: GraphQLSchema = build_schema(GARAGE.as_str())


def operation_of(document: DocumentNode) -> OperationDefinitionNode:
    """The document's first operation."""
    return next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))


def prepared(text: str, schema: GraphQLSchema = WRITTEN) -> Prepared:
    """What the rule keeps of a valid document."""
    document = parse(text)
    assert validate(schema, document) == []
    return prepare(schema, document, operation_of(document))


def assessed(text: str, schema: GraphQLSchema = WRITTEN, **variables: Any) -> Assessment:
    """What the rule says of a valid document."""
    document = parse(text)
    assert validate(schema, document) == []
    return assess(schema, document, operation_of(document), variables)


def cost(text: str, variables: Mapping[str, Any] | None = None) -> int:
    """What a document costs: as the schema was written and as it was printed, which must be the same."""
    written, printed = (prepared(text, schema).cost(variables or {}) for schema in (WRITTEN, PRINTED))
    assert written == printed
    return written
