"""Enums of the models, made known to GraphQL under their own names."""

from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from schema.core.enum_values import MEANINGS

Kind = TypeVar("Kind", bound=type[Enum])


def describe_enum(kind: Kind, description: str) -> Kind:
    """Give an enum its place in the schema; its members keep their names and get their meanings."""
    made = strawberry.enum(kind, description=description)
    definition: StrawberryEnumDefinition = made.__strawberry_definition__  # type: ignore[attr-defined]  # set above
    for value in definition.values:
        value.description = MEANINGS[kind.__name__][value.name]
    return made
