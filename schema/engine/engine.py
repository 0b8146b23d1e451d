"""The engine: finds or makes the plan of an operation, of one field, or of what a mutation's payload shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
)

from schema.engine.arguments import Structure
from schema.engine.places import Place
from schema.engine.planner import Label, Plan, Planner, plain_label
from schema.engine.plans import Plans
from schema.engine.readers import READERS
from schema.engine.selections import Selections
from schema.engine.sources import NoSource
from tenants.principal import Principal
from tenants.writing import Written


@dataclass(slots=True)
class Operation:
    """One operation of a parsed and validated document, with the plans made of it so far."""

    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    plans: dict[str, Plans] = field(default_factory=dict)

    def plans_of(self, part: str) -> Plans:
        """The plans of the whole operation ("") or of a mutation's payload (its response key)."""
        return self.plans.setdefault(part, Plans())


@dataclass(frozen=True, slots=True)
class Engine:
    """Plans over one schema."""

    schema: GraphQLSchema

    def plan(self, operation: Operation, variables: Mapping[str, Any], principal: Principal) -> Plan:
        """The plan of a whole query. Raises Unplannable."""
        return self._kept(
            operation.plans_of(""), variables, principal, operation.fragments, lambda p: p.operation(operation.node)
        )

    def plan_payload(
        self,
        operation: Operation,
        kind: GraphQLObjectType,
        nodes: Sequence[FieldNode],
        variables: Any,
        who: Principal,
        written: Written | None = None,
    ) -> Plan:
        """The plan of what a mutation's payload shows, with what is `written` in the same statement.

        Raises Unplannable.
        """
        key = (nodes[0].alias or nodes[0].name).value
        if written is not None:
            return self._kept(
                operation.plans_of(f"{key} written"),
                variables,
                who,
                operation.fragments,
                lambda planner: planner.writing(kind, planner.selections.below(kind, nodes), written),
            )
        return self._kept(
            operation.plans_of(key),
            variables,
            who,
            operation.fragments,
            lambda planner: planner.fields(kind, planner.selections.below(kind, nodes), NoSource(), Place()),
        )

    def planner(
        self,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
        principal: Principal,
        *,
        label: Label = plain_label,
        skips_functions: bool = False,
    ) -> Planner:
        """A planner for one plan that is not kept."""
        structure = Structure(variables)
        return Planner(
            self.schema,
            Selections(self.schema, fragments, structure),
            structure,
            principal,
            READERS,
            label,
            skips_functions=skips_functions,
        )

    def _kept(
        self,
        plans: Plans,
        variables: Mapping[str, Any],
        principal: Principal,
        fragments: Mapping[str, FragmentDefinitionNode],
        make: Callable[[Planner], Plan],
    ) -> Plan:
        rights = (principal.kind, principal.permissions)
        plan = plans.find(rights, variables)
        if plan is None:
            plan = make(self.planner(fragments, variables, principal))
            plans.keep(rights, variables, plan)
        return plan
