"""What each field of a schema costs, looked up once for the schema."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    value_from_ast_untyped,
)

from schema.core.cost import Price, price_of
from schema.core.limits.sums import LONGEST_PAGE

ASSUMED_ENTRIES = 10
"""How many entries a list has that nothing is said about."""


@dataclass(frozen=True, slots=True)
class FieldPrice:
    """One field: the name of its type, and what it and its entries cost.

    `multipliers` are the arguments that say how many entries there are, each with its default; `assumed` counts when
    none does, and is None for a list of which nothing is said: then the connection it belongs to may say it.
    """

    kind: str
    weight: int
    is_list: bool
    multipliers: tuple[tuple[str, Any], ...]
    assumed: int | None


Prices = dict[str, dict[str, FieldPrice]]


@lru_cache(maxsize=8)
def prices_of(schema: GraphQLSchema) -> Prices:
    """The prices of all fields, by type and name. The schema must not change any more."""
    prices: Prices = {}
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            prices[kind.name] = {name: _price(field) for name, field in kind.fields.items()}
    for root in (schema.query_type, schema.mutation_type, schema.subscription_type):
        if root is not None:
            prices[root.name] |= {"__schema": _price(SchemaMetaFieldDef), "__type": _price(TypeMetaFieldDef)}
    types = prices["__Schema"]["types"]
    prices["__Schema"]["types"] = FieldPrice(types.kind, types.weight, types.is_list, (), len(schema.type_map))
    return prices


def _price(field: GraphQLField) -> FieldPrice:
    kind = get_named_type(field.type)
    is_list = is_list_type(get_nullable_type(field.type))
    price = price_of(field) or Price(int(is_composite_type(kind) and not is_list))
    assumed = price.assumed_size
    if price.multipliers and assumed is None:
        assumed = LONGEST_PAGE
    return FieldPrice(
        kind.name,
        price.weight,
        is_list,
        tuple((name, _default(field.args[name])) for name in price.multipliers),
        assumed,
    )


def _default(argument: GraphQLArgument) -> Any:
    """The value of an argument that is not given."""
    if argument.default is None:
        return argument.default_value
    if argument.default.literal is not None:
        return value_from_ast_untyped(argument.default.literal)
    return argument.default.value if argument.default.value is not Undefined else None
