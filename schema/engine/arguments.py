"""Arguments of a field before their variables have values.

A plan is made once for a document and used with many variables, so a value travels as a promise (`Given`) until the
statement is bound. Where a feature of a value decides the statement (whether it is there, which fields a filter has,
the prefix of an id), the planner asks for it through `Structure`, which remembers what the plan depends on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode, GraphQLField, Undefined, ValueNode, VariableNode, is_non_null_type
from graphql.execution.values import VariableValues
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal

Variables = Mapping[str, Any]
Read = Callable[[Variables], Any]


class Unplannable(Exception):
    """This operation cannot be one statement; graphql-core runs it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value to come: `read` takes the variables and finds it, Undefined when it is absent."""

    read: Read
    is_constant: bool = False


@dataclass(slots=True)
class Structure:
    """The variables of one execution, and the features of them that the plan made with them depends on."""

    variables: Variables
    features: list[Read] = field(default_factory=list)

    def ask(self, given: Given, feature: Callable[[Any], Any]) -> Any:
        """A feature of a value; the plan holds for all values that share it."""
        if not given.is_constant:
            read = given.read
            self.features.append(lambda variables: feature(read(variables)))
        return feature(given.read(self.variables))

    def value(self, given: Given) -> Any:
        """The value itself as a feature: page sizes, orderings, switches. Undefined when it is absent."""
        return self.ask(given, lambda value: value)


def constant(value: Any) -> Given:
    """A value that stands in the document or the schema."""
    return Given(lambda _: value, is_constant=True)


def variable(name: str, default: Any = Undefined) -> Given:
    """The value of a variable."""
    return Given(lambda variables: variables.get(name, default))


def part(given: Given, name: str) -> Given:
    """A field of an input object that is there."""
    return Given(lambda variables: given.read(variables).get(name, Undefined), given.is_constant)


def argument(definition: GraphQLField, node: FieldNode, name: str) -> Given:
    """What a field is given for an argument, by its GraphQL name; the default where the document gives nothing."""
    taken = definition.args[name]
    default = coerce_default_value(taken)
    written = next((each.value for each in node.arguments or () if each.name.value == name), None)
    if written is None:
        return constant(default)
    if isinstance(written, VariableNode):
        found = variable(written.name.value, default)
    elif _has_variables(written):
        found = Given(lambda variables: coerce_input_literal(written, taken.type, VariableValues({}, dict(variables))))
    else:
        return constant(coerce_input_literal(written, taken.type))
    return Given(lambda variables: _present(found.read(variables))) if is_non_null_type(taken.type) else found


def _present(value: Any) -> Any:
    if value is None or value is Undefined:
        raise Unplannable("a required argument is null")
    return value


def _has_variables(node: ValueNode) -> bool:
    if isinstance(node, VariableNode):
        return True
    parts: Any = getattr(node, "values", ()) or [each.value for each in getattr(node, "fields", ())]
    return any(_has_variables(each) for each in parts)
