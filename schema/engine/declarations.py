"""Declarations: what a field is, said once. Executors read them; whoever writes a type writes no loader.

    @declared(models.Lead)
    class Lead(Node):
        status: LeadStatus = column("Where the enquiry stands.")
        conversation: Conversation | None = one("The chat it came from.")
        events: list[LeadEvent] = many("What happened, oldest first.")
        source: Source = embedded("Where it came in.")

A declared field names an attribute of the bound model: a column, an SQL expression, a relationship, or the row itself.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.core.context import Info, internal
from schema.core.requires import requires as requires_directive
from tenants.models.base import Base
from tenants.permissions import Permission

Declared = TypeVar("Declared", bound=type)
_KEY = "declaration"


class FieldKind(StrEnum):
    """The kinds of declared fields."""

    COLUMN = "column"
    EMBEDDED = "embedded"
    ONE = "one"
    MANY = "many"
    LISTING = "listing"
    BY_ID = "by_id"
    OWN = "own"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declared field. `attribute` is the model's; None means the field's own name."""

    kind: FieldKind
    attribute: str | None = None
    model: type[Base] | None = None
    permission: Permission | None = None
    filter_type: type | None = None
    ordering: str | None = None


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
            return await info.context.reader.read(self.declaration, self.python_name, source, arguments)
        except Exception as error:
            raise internal(error, self.python_name) from error


def _field(declaration: Declaration, description: str, arguments: dict[str, "Argument"] | None = None) -> Any:
    made = DeclaredField(
        description=description,
        metadata={_KEY: declaration},
        directives=requires_directive(declaration.permission),
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


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a declared field."""

    annotation: Any
    description: str
    default: Any = strawberry.UNSET


def column(description: str, *, attribute: str | None = None, requires: Permission | None = None) -> Any:
    """A column or SQL expression of the row."""
    return _field(Declaration(FieldKind.COLUMN, attribute, permission=requires), description)


def embedded(description: str, *, present: str | None = None, requires: Permission | None = None) -> Any:
    """A group of the row's own columns as an object of their own; null where the attribute `present` is not set."""
    return _field(Declaration(FieldKind.EMBEDDED, present or "", permission=requires), description)


def one(description: str, *, attribute: str | None = None, requires: Permission | None = None) -> Any:
    """The row a relationship leads to."""
    return _field(Declaration(FieldKind.ONE, attribute, permission=requires), description)


def many(description: str, *, attribute: str | None = None, requires: Permission | None = None) -> Any:
    """All rows of a relationship, in its order; for what cannot grow."""
    return _field(Declaration(FieldKind.MANY, attribute, permission=requires), description)


def by_id(model: type[Base], description: str, *, requires: Permission) -> Any:
    """The row with the id that is asked for; null for an unknown one and for another workshop's."""
    return _field(
        Declaration(FieldKind.BY_ID, model=model, permission=requires),
        description,
        {"id": Argument(strawberry.ID, "The id of the thing.")},
    )


def own(model: type[Base], description: str, *, requires: Permission) -> Any:
    """The one row of this kind the caller's workshop has."""
    return _field(Declaration(FieldKind.OWN, model=model, permission=requires), description)


def every(model: type[Base], description: str, *, ordering: str, requires: Permission) -> Any:
    """All rows of this kind the caller may see, in one order; for what cannot grow."""
    return _field(Declaration(FieldKind.ALL, model=model, permission=requires, ordering=ordering), description)


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
        arguments["first"] = Argument(int | None, "How many from the start, at most 100.", None)
        arguments["last"] = Argument(int | None, "How many from the end instead, at most 100.", None)
    else:
        arguments["first"] = Argument(int, "How many, at most 100.", page)
    arguments["after"] = Argument(str | None, "The cursor of the last entry of the page before.", None)
    return _field(
        Declaration(FieldKind.LISTING, attribute, model, requires, filter_type, ordering), description, arguments
    )


_BOUND: dict[type[Base], type] = {}
_PERMISSIONS: dict[str, tuple[type[Base], Permission | None]] = {}


def declared(model: type[Base] | None = None, *, requires: Permission | None = None) -> Callable[[Declared], Declared]:
    """Make a class a GraphQL type bound to a model. With `requires`, `node(id:)` needs that permission for it.

    The class's docstring is the type's description.
    """

    def decorate(cls: Declared) -> Declared:
        if model is not None and model.__prefix__:
            _PERMISSIONS[model.__prefix__] = (model, requires)

            def is_type_of(row: Any, _info: Any) -> bool:
                return isinstance(row, model)

            cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]  # read by Strawberry
        return strawberry.type(cls, description=(cls.__doc__ or "").strip())

    return decorate


def model_of_prefix(prefix: str) -> tuple[type[Base], Permission | None] | None:
    """The model whose ids begin with this prefix, and the permission to read it."""
    return _PERMISSIONS.get(prefix)
