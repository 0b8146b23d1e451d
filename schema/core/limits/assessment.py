"""What an operation asks for, and whether that may be."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, get_introspection_query, parse

from schema.core.limits.bounds import COST, INTROSPECTION
from schema.core.limits.documents import check_shape
from schema.core.limits.expense import Expense, Pricing
from schema.core.limits.prices import prices_of
from schema.core.limits.shapes import Shape, Survey, survey
from schema.core.limits.sums import Amount, Program


@dataclass(slots=True)
class Assessment(Shape):
    """One operation under the variables of one request; `introspection` is in hundredths of the fullest there is."""

    cost: int = 0
    introspection: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """One operation of a valid document, of which only the variables are open."""

    shape: Shape
    introspection: int
    program: Program
    amount: Amount

    @property
    def introspects(self) -> bool:
        """Whether it asks about the schema itself."""
        return self.shape.introspection_depth > 0

    def cost(self, variables: Mapping[str, Any]) -> int:
        """What it costs under these variables, coerced or not."""
        return self.program.work_out(self.amount, variables)

    def assess(self, variables: Mapping[str, Any]) -> Assessment:
        """All it asks for under these variables."""
        return Assessment(**asdict(self.shape), cost=self.cost(variables), introspection=self.introspection)

    def admit(self, variables: Mapping[str, Any]) -> int:
        """What it costs under these variables. Raises TooExpensive."""
        check_shape(self.shape)
        INTROSPECTION.check(self.introspection)
        cost = self.cost(variables)
        COST.check(cost)
        return cost


def prepare(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Prepared:
    """Look at one of the document's operations; what does not hang on variables is decided here, once."""
    seen = survey(document)
    shape = seen.shape_of(operation)
    pricing, expense = _price(schema, seen, operation)
    share = -(-100 * expense.introspection // _whole_introspection(schema)) if expense.introspection else 0
    return Prepared(shape, share, pricing.program, pricing.total(expense))


def assess(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Assessment:
    """All that one of the document's operations asks for under these variables."""
    return prepare(schema, document, operation).assess(variables)


def check(assessment: Assessment) -> None:
    """Raises TooExpensive, which says the limit, how much was asked and how much is allowed."""
    check_shape(assessment)
    INTROSPECTION.check(assessment.introspection)
    COST.check(assessment.cost)


def _price(schema: GraphQLSchema, seen: Survey, operation: OperationDefinitionNode) -> tuple[Pricing, Expense]:
    pricing = Pricing(prices_of(schema), operation)
    for fragment in seen.fragments:
        pricing.add_fragment(fragment)
    root = schema.get_root_type(operation.operation)
    return pricing, pricing.selection(operation.selection_set, root.name if root else "")


@lru_cache(maxsize=8)
def _whole_introspection(schema: GraphQLSchema) -> int:
    """What the fullest introspection query costs."""
    query = get_introspection_query(specified_by_url=True, schema_description=True, input_value_deprecation=True)
    seen = survey(parse(query))
    ((operation, _),) = seen.operations
    return _price(schema, seen, operation)[1].introspection
