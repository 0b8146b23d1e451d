"""Selections: which fields of a type an operation asks for, fragments unfolded, @skip and @include decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

from schema.engine.arguments import Structure, Unplannable, constant, variable

Selected = dict[str, list[FieldNode]]
"""Fields by response key, in the order of the answer."""


@dataclass(frozen=True, slots=True)
class Selections:
    """Reads the selection sets of one document."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    structure: Structure

    def of(self, kind: GraphQLObjectType, sets: Iterable[SelectionSetNode | None]) -> Selected:
        """The fields of `kind` that the selection sets ask for together."""
        found: Selected = {}
        seen: set[str] = set()
        for each in sets:
            if each is not None:
                self._collect(kind, each, found, seen)
        return found

    def below(self, kind: GraphQLObjectType, nodes: Iterable[FieldNode]) -> Selected:
        """The fields of `kind` that the fields leading to it ask for."""
        return self.of(kind, (node.selection_set for node in nodes))

    def _collect(self, kind: GraphQLObjectType, selections: SelectionSetNode, found: Selected, seen: set[str]) -> None:
        for node in selections.selections:
            if not self._is_wanted(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                if node.type_condition is None or self._applies(node.type_condition.name.value, kind):
                    self._collect(kind, node.selection_set, found, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self.fragments[node.name.value]
                if self._applies(fragment.type_condition.name.value, kind):
                    self._collect(kind, fragment.selection_set, found, seen)

    def _applies(self, name: str, kind: GraphQLObjectType) -> bool:
        condition = self.schema.type_map[name]
        return condition is kind or (is_abstract_type(condition) and self.schema.is_sub_type(condition, kind))

    def _is_wanted(self, directives: Iterable[DirectiveNode]) -> bool:
        wanted = True
        for directive in directives:
            name = directive.name.value
            if name not in ("skip", "include"):
                raise Unplannable(f"directive @{name}")
            switch: Any = (directive.arguments or ())[0].value
            given = variable(switch.name.value) if isinstance(switch, VariableNode) else constant(switch.value)
            wanted = wanted and bool(self.structure.value(given)) is (name == "include")
        return wanted
