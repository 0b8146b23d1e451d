"""Projections: a Python value as the part of it that a selection asks for, for what comes from no table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, GraphQLObjectType, GraphQLOutputType, GraphQLSchema, get_named_type, is_leaf_type

from schema.engine.selections import Selections


@dataclass(frozen=True, slots=True)
class Projection:
    """How one field's value is shown: a leaf serialized, an object by the selected fields."""

    leaf: Any | None = None
    kinds: Mapping[str, Mapping[str, tuple[str | None, "Projection"]]] | None = None

    def show(self, value: Any) -> Any:
        """The value as JSON data."""
        if value is None:
            return None
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            return [self.show(each) for each in value]
        if self.leaf is not None:
            return self.leaf.serialize(value)
        kinds = self.kinds or {}
        name = type(value).__name__ if len(kinds) > 1 else next(iter(kinds))
        return {
            key: name if attribute is None else projection.show(_read(value, attribute))
            for key, (attribute, projection) in kinds[name].items()
        }


def project(
    schema: GraphQLSchema, selections: Selections, kind: GraphQLOutputType, nodes: Sequence[FieldNode]
) -> Projection:
    """The projection of a field of this type that these nodes select."""
    named: Any = get_named_type(kind)
    if is_leaf_type(named):
        return Projection(leaf=named)
    kinds = [named] if isinstance(named, GraphQLObjectType) else schema.get_possible_types(named)
    return Projection(kinds={each.name: _fields(schema, selections, each, nodes) for each in kinds})


def _fields(
    schema: GraphQLSchema, selections: Selections, kind: GraphQLObjectType, nodes: Sequence[FieldNode]
) -> dict[str, tuple[str | None, Projection]]:
    found: dict[str, tuple[str | None, Projection]] = {}
    for key, below in selections.below(kind, nodes).items():
        name = below[0].name.value
        if name == "__typename":
            found[key] = (None, Projection())
            continue
        field = kind.fields[name]
        attribute = field.extensions["strawberry-definition"].python_name
        found[key] = (attribute, project(schema, selections, field.type, below))
    return found


def _read(value: Any, attribute: str) -> Any:
    return value[attribute] if isinstance(value, Mapping) else getattr(value, attribute)
