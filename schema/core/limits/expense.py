"""What an operation costs: one pass over its fields and over each fragment, with page sizes left open."""

from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    value_from_ast_untyped,
)

from schema.core.limits.prices import ASSUMED_ENTRIES, FieldPrice, Prices
from schema.core.limits.sums import LONGEST_PAGE, Amount, Pages, Program, Sum, Times, entries


class Expense(NamedTuple):
    """A selection's cost: `own` once, `entries` as often as the lists selected here have entries, and introspection."""

    own: Amount
    entries: Amount
    introspection: int


_NOTHING = Expense(0, 0, 0)


class Pricing:
    """Prices one operation and the fragments it may use."""

    def __init__(self, prices: Prices, operation: OperationDefinitionNode) -> None:
        self.program = Program()
        self._prices = prices
        self._fragments: dict[str, Expense] = {}
        self._defaults: dict[str, Any] = {
            each.variable.name.value: value_from_ast_untyped(each.default_value)
            for each in operation.variable_definitions or ()
            if each.default_value is not None
        }

    def add_fragment(self, fragment: FragmentDefinitionNode) -> None:
        """Price a fragment. Those it uses must have been added."""
        kind = fragment.type_condition.name.value
        self._fragments[fragment.name.value] = self.selection(fragment.selection_set, kind)

    def total(self, expense: Expense) -> Amount:
        """What a selection costs where nothing says how long its lists are."""
        whole = Sum(self.program)
        whole.add(expense.own)
        whole.add(expense.entries, ASSUMED_ENTRIES)
        return whole.done()

    def selection(self, selection_set: SelectionSetNode, kind: str) -> Expense:
        """What these fields of a type cost."""
        fields = self._prices.get(kind, {})
        own, listed, introspection = Sum(self.program), Sum(self.program), 0
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                price = fields.get(selection.name.value)
                if price is not None:
                    introspection += self._add_field(selection, price, own, listed)
            elif isinstance(selection, FragmentSpreadNode | InlineFragmentNode):
                used = self._used(selection, kind)
                own.add(used.own)
                listed.add(used.entries)
                introspection += used.introspection
        return Expense(own.done(), listed.done(), introspection)

    def _add_field(self, node: FieldNode, price: FieldPrice, own: Sum, listed: Sum) -> int:
        """Add a field to the sums of its selection; what it introspects is told."""
        if node.selection_set is None:
            own.constant += price.weight
            return 0
        inner = self.selection(node.selection_set, price.kind)
        if node.name.value.startswith("__"):
            return self.program.work_out(self.total(inner), {})
        own.constant += price.weight
        times = self._times(node, price)
        if price.is_list:
            entry = Sum(self.program, constant=1)
            entry.add(inner.own)
            entry.add(inner.entries, ASSUMED_ENTRIES)
            (listed if times is None else own).add(entry.done(), 1 if times is None else times)
        else:
            own.add(inner.own)
            own.add(inner.entries, ASSUMED_ENTRIES if times is None else times)
        return inner.introspection

    def _used(self, selection: FragmentSpreadNode | InlineFragmentNode, kind: str) -> Expense:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragments.get(selection.name.value, _NOTHING)
        condition = selection.type_condition
        return self.selection(selection.selection_set, condition.name.value if condition else kind)

    def _times(self, node: FieldNode, price: FieldPrice) -> Times | None:
        """How many entries a field has; None where only the connection around it knows."""
        if price.assumed is None:
            return None
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        variables: list[tuple[str, Any]] = []
        sizes: list[int | None] = []
        for name, default in price.multipliers:
            value = given.get(name)
            if isinstance(value, VariableNode):
                variable = value.name.value
                variables.append((variable, self._defaults.get(variable, default)))
            else:
                sizes.append(entries(default) if value is None else _written(value))
        said = [size for size in sizes if size is not None]
        fixed = max(said) if said else None
        if variables:
            return Pages(tuple(variables), fixed, price.assumed)
        return price.assumed if fixed is None else fixed


def _written(value: ValueNode) -> int | None:
    """How many entries a value in the document asks for."""
    if isinstance(value, ListValueNode):
        return min(len(value.values), LONGEST_PAGE)
    return entries(value_from_ast_untyped(value))
