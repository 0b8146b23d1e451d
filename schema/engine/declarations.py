"""Declarations: what a field is, said once. Executors read them; whoever writes a type writes no loader.

    @declared(models.Lead)
    class Lead(Node):
        status: LeadStatus = column("Where the enquiry stands.")
        conversation: Conversation | None = one("The chat it came from.")
        events: list[LeadEvent] = many("What happened, oldest first.")
        source: Source = embedded("Where it came in.")

A declared field names an attribute of the bound model: a column, an SQL expression, a relationship, or the row itself.
A few are no rows of a model: those of a select (`row`, `rows`), of the request's caller, and what a mutation carries.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import strawberry
from graphql import GraphQLError
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.core.context import Info, internal
from schema.core.cost import cost_of
from schema.core.requires import requires as requires_directive
from tenants.models.base import Base
from tenants.permissions import Permission

Declared = TypeVar("Declared", bound=type)
_KEY = "declaration"
_SELECT_WEIGHT = 20
"""A select of its own may count much to show little."""


class FieldKind(StrEnum):
    """The kinds of declared fields."""

    ID = "id"
    COLUMN = "column"
    EMBEDDED = "embedded"
    DOCUMENT = "document"
    ONE = "one"
    MANY = "many"
    LISTING = "listing"
    PART = "part"
    BY_ID = "by_id"
    NODE = "node"
    NODES = "nodes"
    OWN = "own"
    ALL = "all"
    ROW = "row"
    ROWS = "rows"
    CALLER = "caller"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a declared field."""

    annotation: Any
    description: str
    default: Any = strawberry.UNSET


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declared field. `attribute` is the model's; None means the field's own name."""

    kind: FieldKind
    attribute: str | None = None
    model: type[Base] | None = None
    permission: Permission | None = None
    filter_type: type | None = None
    ordering: str | None = None
    query: Callable[..., Any] | None = None
    check: Callable[[Mapping[str, Any]], None] | None = None
    value: Callable[..., Any] | None = None
    arguments: "Mapping[str, Argument]" = field(default_factory=dict)


class DeclaredField(StrawberryField):
    """A field that is read by the executor of the request, never by a function of its own."""

    @property
    def is_basic_field(self) -> bool:
        return False

    @property
    def is_async(self) -> bool:
        return True

    @property
    def declaration(self) -> Declaration:
        """What the field is."""
        found: Declaration = self.metadata[_KEY]
        return found

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Awaitable[Any]:
        return self._read(source, info, kwargs)

    async def _read(self, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        try:
            return await info.context.reader.read(self, source, arguments, info)
        except GraphQLError:
            # It knows its place already: an error of a plan.
            raise
        except Exception as error:
            raise internal(error, self.python_name) from error


def _field(
    kind: FieldKind,
    description: str,
    arguments: Mapping[str, "Argument"] | None = None,
    cost: Sequence[object] = (),
    **told: Any,
) -> Any:
    declaration = Declaration(kind, arguments=arguments or {}, **told)
    made = DeclaredField(
        description=description,
        metadata={_KEY: declaration},
        directives=[*requires_directive(declaration.permission), *cost],
        default=None,
    )
    made.arguments = [
        StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(argument.annotation),
            description=argument.description,
            default=argument.default,
        )
        for name, argument in (arguments or {}).items()
    ]
    return made


def identifier(description: str) -> Any:
    """The row's public id."""
    return _field(FieldKind.ID, description)


def column(description: str, *, attribute: str | None = None, requires: Permission | None = None) -> Any:
    """A column or SQL expression of the row."""
    return _field(FieldKind.COLUMN, description, attribute=attribute, permission=requires)


def embedded(description: str, *, unless: str | None = None, requires: Permission | None = None) -> Any:
    """A group of the row's own columns as an object of their own; null where the model's condition `unless` holds."""
    return _field(FieldKind.EMBEDDED, description, attribute=unless, permission=requires)


def document(description: str, *, attribute: str | None = None, requires: Permission | None = None) -> Any:
    """A JSON column or expression: an object, or a list of objects, whose fields are columns of theirs."""
    return _field(FieldKind.DOCUMENT, description, attribute=attribute, permission=requires)


def one(description: str, *, attribute: str | None = None, requires: Permission | None = None) -> Any:
    """The row a relationship leads to."""
    return _field(FieldKind.ONE, description, attribute=attribute, permission=requires)


def many(
    description: str,
    *,
    attribute: str | None = None,
    arguments: Mapping[str, Argument] | None = None,
    requires: Permission | None = None,
) -> Any:
    """All rows of a relationship, in its order; for what cannot grow. Arguments name a `narrow_…` of its model."""
    return _field(
        FieldKind.MANY, description, arguments, cost_of(1, assumed_size=10), attribute=attribute, permission=requires
    )


def part(description: str, *, weight: int | None = None) -> Any:
    """A part of a connection: the engine knows it by its name."""
    return _field(FieldKind.PART, description, cost=() if weight is None else cost_of(weight))


def by_id(model: type[Base], description: str, *, requires: Permission) -> Any:
    """The row with the id that is asked for; null for an unknown one and for another workshop's."""
    arguments = {"id": Argument(strawberry.ID, "The id of the thing.")}
    return _field(FieldKind.BY_ID, description, arguments, model=model, permission=requires)


def node(description: str) -> Any:
    """The thing with the id that is asked for, whatever its kind."""
    return _field(FieldKind.NODE, description, {"id": Argument(strawberry.ID, "The id of the thing.")})


def nodes(description: str) -> Any:
    """The things with the ids that are asked for, in their order."""
    arguments = {"ids": Argument(list[strawberry.ID], "The ids of the things, at most 100.")}
    return _field(FieldKind.NODES, description, arguments, cost_of(1, multipliers=["ids"]))


def own(model: type[Base], description: str, *, of: str | None = None, requires: Permission | None = None) -> Any:
    """The one row of this kind the caller has; `of` names the attribute of the principal that is its id."""
    return _field(FieldKind.OWN, description, model=model, permission=requires, attribute=of)


def every(model: type[Base], description: str, *, ordering: str, requires: Permission) -> Any:
    """All rows of this kind the caller may see, in one order; for what cannot grow."""
    cost = cost_of(1, assumed_size=10)
    return _field(FieldKind.ALL, description, cost=cost, model=model, permission=requires, ordering=ordering)


def row(
    query: Callable[..., Any],
    description: str,
    *,
    arguments: Mapping[str, Argument] | None = None,
    check: Callable[[Mapping[str, Any]], None] | None = None,
    finish: Callable[..., Any] | None = None,
    requires: Permission | None = None,
) -> Any:
    """The one row of a select. `query` gets the arguments (enums as values, others as values or bound parameters).

    `check` gets their values first and may raise BadInput. `finish` makes of the row what is shown where SQL cannot:
    it gets the row as a mapping, the request's context and the arguments, and returns an object with the fields.
    """
    return _field(FieldKind.ROW, description, arguments, query=query, check=check, value=finish, permission=requires)


def rows(
    query: Callable[..., Any],
    description: str,
    *,
    arguments: Mapping[str, Argument] | None = None,
    check: Callable[[Mapping[str, Any]], None] | None = None,
    requires: Permission | None = None,
) -> Any:
    """All rows of a select, in its order. Below another `row` the query gets that row's columns as `parent`."""
    cost = cost_of(_SELECT_WEIGHT)
    return _field(FieldKind.ROWS, description, arguments, cost, query=query, check=check, permission=requires)


def caller(value: Callable[[Any], Any], description: str) -> Any:
    """What is known of the request without asking the database: a function of its context."""
    return _field(FieldKind.CALLER, description, value=value)


def carried(name: str, kind: Any, description: str) -> Any:
    """What a mutation's payload carries: a row or rows of a declared type, read after the change, or a plain value."""
    made = _field(FieldKind.CARRIED, description)
    made.python_name = name
    made.type_annotation = StrawberryAnnotation(kind)
    return made


def listing(
    model: type[Base],
    description: str,
    *,
    orderings: Any | None = None,
    ordering: str,
    filter_type: type | None = None,
    page: int = 25,
    attribute: str | None = None,
    requires: Permission | None = None,
    from_end: bool = False,
) -> Any:
    """A connection over the rows of `model`, or over those a relationship (`attribute`) leads to."""
    arguments: dict[str, Argument] = {}
    if filter_type is not None:
        arguments["filter"] = Argument(filter_type | None, "Only entries that meet all of these.", None)
    if orderings is not None:
        arguments["order_by"] = Argument(orderings, "The order of the list.", orderings[ordering])
    if from_end:
        cost = cost_of(2, multipliers=["first", "last"], assumed_size=100)
        arguments["first"] = Argument(int | None, "How many from the start, at most 100.", None)
        arguments["last"] = Argument(int | None, "How many from the end instead, at most 100.", None)
    else:
        cost = cost_of(2, multipliers=["first"])
        arguments["first"] = Argument(int, "How many, at most 100.", page)
    arguments["after"] = Argument(str | None, "The cursor of the last entry of the page before.", None)
    return _field(
        FieldKind.LISTING,
        description,
        arguments,
        cost,
        attribute=attribute,
        model=model,
        permission=requires,
        filter_type=filter_type,
        ordering=ordering,
    )


@dataclass(frozen=True, slots=True)
class Noun:
    """A declared type whose rows have ids: its GraphQL name, its model, and the permission `node(id:)` needs."""

    name: str
    model: type[Base]
    permission: Permission | None


_NOUNS: dict[str, Noun] = {}


def declared(
    model: type[Base] | None = None, *, requires: Permission | None = None, is_noun: bool = True
) -> Callable[[Declared], Declared]:
    """Make a class a GraphQL type bound to a model. With `requires`, `node(id:)` needs that permission for it.

    The class's docstring is the type's description. A second view of a model's rows is no noun: ids lead to the first.
    """

    def decorate(cls: Declared) -> Declared:
        if model is not None and model.__prefix__ and is_noun:
            _NOUNS[model.__prefix__] = Noun(cls.__name__, model, requires)

            def is_type_of(row: Any, _info: Any) -> bool:
                return isinstance(row, model) or getattr(row, "typename", None) == cls.__name__

            cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]  # read by Strawberry
        cls.__model__ = model  # type: ignore[attr-defined]  # read by `model_of`
        return strawberry.type(cls, description=(cls.__doc__ or "").strip())

    return decorate


def model_of(declared_type: type) -> type[Base] | None:
    """The model a declared type is bound to; None for a group of columns and for what is no row."""
    return getattr(declared_type, "__model__", None)


def noun_of_prefix(prefix: str) -> Noun | None:
    """What ids with this prefix are of."""
    return _NOUNS.get(prefix)
