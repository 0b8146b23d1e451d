"""What a field costs, visible in the SDL. The rule that refuses costly operations reads the very same directives."""

from collections.abc import Sequence
from dataclasses import dataclass

import strawberry
from graphql import GraphQLField, value_from_ast_untyped
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="cost",
    description=(
        "What this field costs. `weight` counts once; each entry of a list counts one more, and what is selected of it "
        "as often as there are entries. Their number is the largest of the arguments in `multipliers` (a list counts "
        "its entries), else `assumedSize`. Without this directive an object weighs 1, a list or a value 0, and a list "
        "is taken to have 10 entries."
    ),
)
class Cost:
    """Printed beside every connection and every costly field."""

    weight: int = strawberry.directive_field(name="weight")
    multipliers: list[str] | None = strawberry.directive_field(name="multipliers", default=strawberry.UNSET)
    assumed_size: int | None = strawberry.directive_field(name="assumedSize", default=strawberry.UNSET)


def cost_of(weight: int, *, multipliers: Sequence[str] = (), assumed_size: int | None = None) -> list[object]:
    """The directives of a field that costs this much; `multipliers` are arguments by their GraphQL names."""
    return [
        Cost(
            weight=weight,
            multipliers=list(multipliers) or strawberry.UNSET,
            assumed_size=strawberry.UNSET if assumed_size is None else assumed_size,
        )
    ]


@dataclass(frozen=True, slots=True)
class Price:
    """A field's `@cost`."""

    weight: int
    multipliers: tuple[str, ...] = ()
    assumed_size: int | None = None


def price_of(field: GraphQLField) -> Price | None:
    """The `@cost` of a field: of a schema made by Strawberry, or of one read from its SDL."""
    definition = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    for directive in getattr(definition, "directives", ()):
        if isinstance(directive, Cost):
            return Price(directive.weight, tuple(directive.multipliers or ()), directive.assumed_size or None)
    for node in (field.ast_node and field.ast_node.directives) or ():
        if node.name.value == "cost":
            given = {each.name.value: value_from_ast_untyped(each.value) for each in node.arguments or ()}
            return Price(given["weight"], tuple(given.get("multipliers") or ()), given.get("assumedSize"))
    return None
