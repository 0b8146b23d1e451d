"""The planner: an operation becomes one statement whose answer is the JSON of `data`.

Every object is `row_to_json` of a sub-select whose labels are the response keys, every list an array of these; what
belongs to a row is a sub-select that refers to the row outside. The answer needs no second look except at the places
that `Aftermath` names.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy import CTE, ColumnElement, Select, Text, cast, func, inspect, literal, null, select

from carbot.errors import RequestError
from schema.engine.arguments import Structure, Unplannable, argument
from schema.engine.binding import Bound, Find, Parameters, compile_statement
from schema.engine.declarations import Declaration, DeclaredField, FieldKind
from schema.engine.places import ITEM, Aftermath, Fault, Place
from schema.engine.selections import Selected, Selections
from schema.engine.sources import NoSource, RowSource, Source, row_of
from tenants.permissions import Permission
from tenants.principal import Principal
from tenants.use_cases import refusal
from tenants.writing import Written

Label = Callable[[str], str]
ROW_LABEL = "__row"
_LONGEST_LABEL = 63
"""PostgreSQL's identifiers are cut at 63 bytes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement, what its answer needs afterwards, and what of the variables it depends on."""

    bound: Bound
    aftermath: Aftermath
    features: tuple[Callable[[Mapping[str, Any]], Any], ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the planner stands: one field of an object, all nodes that ask for it, and its place in the answer."""

    definition: GraphQLField
    declared: DeclaredField
    nodes: Sequence[FieldNode]
    source: Source
    place: Place

    @property
    def declaration(self) -> Declaration:
        """What the field is."""
        return self.declared.declaration

    @property
    def attribute(self) -> str:
        """The model's attribute the field stands for."""
        return self.declaration.attribute or self.declared.python_name

    @property
    def kind(self) -> Any:
        """The named type of the field."""
        return get_named_type(self.definition.type)


Read = Callable[["Planner", Branch], ColumnElement[Any]]


@dataclass(slots=True)
class Planner:
    """Makes one plan, for everybody of the caller's kind and permissions."""

    schema: GraphQLSchema
    selections: Selections
    structure: Structure
    caller: Principal
    readers: Mapping[FieldKind, Read]
    label: Label
    skips_functions: bool = False
    written: Mapping[str, CTE] = field(default_factory=dict)
    parameters: Parameters = field(default_factory=Parameters)
    aftermath: Aftermath = field(default_factory=Aftermath)

    def operation(self, operation: OperationDefinitionNode) -> Plan:
        """The plan of a query. Raises Unplannable."""
        root = self.schema.get_root_type(operation.operation)
        assert root is not None, "a validated operation has its root"
        return self.fields(root, self.selections.of(root, [operation.selection_set]), NoSource(), Place())

    def fields(self, kind: GraphQLObjectType, selected: Selected, source: Source, place: Place) -> Plan:
        """The plan of these fields of an object that is no row, such as a root or a mutation's payload."""
        columns = self._columns(kind, selected, source, place)
        return self._done(select(*columns))

    def writing(self, kind: GraphQLObjectType, selected: Selected, written: Written) -> Plan:
        """The plan of a statement that writes, with the payload of it; its outcome follows as text."""
        self.written = written.rows
        columns = self._columns(kind, selected, NoSource(), Place())
        for name in written.parameters:
            self.parameters.finders[name] = _carried(name)
        outcome = [cast(column, Text) for column in written.outcome.values()]
        statement = select(_as_text(select(*columns)), *outcome)
        return self._plan(statement.add_cte(*written.effects))

    def field(self, kind: GraphQLObjectType, key: str, nodes: Sequence[FieldNode], row: Any) -> Plan:
        """The plan of one field, of the root or of a row that is there already."""
        if row is None:
            return self.fields(kind, {key: list(nodes)}, NoSource(), Place())
        source = row_of(type(row), NoSource())
        columns = self._columns(kind, {key: list(nodes)}, source, Place())
        found = select(*columns).select_from(source.entity).where(source.entity.id == row.id)
        return self._done(found)

    def columns(self, branch: Branch, source: Source, place: Place, kind: Any = None) -> list[ColumnElement[Any]]:
        """The labelled columns of the object a branch leads to."""
        kind = kind or branch.kind
        return self._columns(kind, self.selections.below(kind, branch.nodes), source, place)

    def object(self, statement: Select[Any]) -> ColumnElement[Any]:
        """The row of a select as JSON; null when there is none."""
        return _as_json(statement).scalar_subquery()

    def array(self, statement: Select[Any]) -> ColumnElement[Any]:
        """All rows of a select as JSON, in its order."""
        return func.array(_as_json(statement).scalar_subquery())

    def typename(self, kind: GraphQLObjectType) -> ColumnElement[Any]:
        """A type's name as a literal."""
        return fixed(kind.name)

    def argument(self, branch: Branch, name: str) -> Any:
        """What the branch is given for an argument, by its Python name."""
        return argument(branch.definition, branch.nodes[0], graphql_name(branch.declared, name))

    def argument_type(self, branch: Branch, name: str) -> Any:
        """The GraphQL type of an argument, by its Python name."""
        return branch.definition.args[graphql_name(branch.declared, name)].type

    def refuse(self, permission: Permission) -> RequestError | None:
        """Why the caller may not read what needs a permission; None when it may."""
        return refusal(self.caller, permission)

    def fault(self, branch: Branch, error: RequestError) -> ColumnElement[Any]:
        """A null with an error that is told where the branch is."""
        self.aftermath.faults.append(Fault(branch.place, error, tuple(branch.nodes)))
        return null()

    def _done(self, found: Select[Any]) -> Plan:
        return self._plan(select(_as_text(found)))

    def _plan(self, statement: Select[*tuple[Any, ...]]) -> Plan:
        return Plan(compile_statement(statement, self.parameters), self.aftermath, tuple(self.structure.features))

    def _columns(
        self, kind: GraphQLObjectType, selected: Selected, source: Source, place: Place
    ) -> list[ColumnElement[Any]]:
        columns: list[ColumnElement[Any]] = []
        for key, nodes in selected.items():
            name = nodes[0].name.value
            if name == "__typename":
                columns.append(self.typename(kind).label(self.label(key)))
            elif not (self.skips_functions and name in kind.fields and _declared(kind.fields[name]) is None):
                columns.append(self._column(kind, key, nodes, source, place).label(self.label(key)))
        if self.skips_functions and isinstance(source, RowSource):
            columns.append(self._whole_row(source))
            if "__typename" not in selected:
                columns.append(self.typename(kind).label("__typename"))
        return columns

    def _whole_row(self, source: RowSource) -> ColumnElement[Any]:
        """The row's own columns, for functions that look at it."""
        columns = [getattr(source.entity, each.key) for each in inspect(source.model).local_table.columns]
        return self.object(select(*columns).correlate(*source.outside)).label(ROW_LABEL)

    def _column(
        self, kind: GraphQLObjectType, key: str, nodes: Sequence[FieldNode], source: Source, place: Place
    ) -> ColumnElement[Any]:
        definition = kind.fields.get(nodes[0].name.value)
        declared = _declared(definition)
        if definition is None or declared is None:
            raise Unplannable(f"{kind.name}.{nodes[0].name.value} is a function")
        here = place.below(key, may_be_null=not is_non_null_type(definition.type))
        branch = Branch(definition, declared, nodes, source, here)
        permission = branch.declaration.permission
        if permission is not None and (refusal := self.refuse(permission)):
            return self.fault(branch, refusal)
        try:
            return self.readers[branch.declaration.kind](self, branch)
        except RequestError as error:
            return self.fault(branch, error)


def _as_json(statement: Select[Any]) -> Select[Any]:
    """The rows of a select as JSON objects; empty ones where all that was selected is skipped."""
    if not statement._raw_columns:
        return statement.add_columns(func.json_build_object())
    return select(func.row_to_json(statement.subquery().table_valued()))


def _as_text(statement: Select[Any]) -> ColumnElement[str]:
    """The one row of a select as the text of a JSON object."""
    if not statement._raw_columns:
        return cast(func.json_build_object(), Text)
    return cast(func.row_to_json(statement.subquery().table_valued()), Text)


def _declared(definition: GraphQLField | None) -> DeclaredField | None:
    found = definition.extensions.get("strawberry-definition") if definition else None
    return found if isinstance(found, DeclaredField) else None


def _carried(name: str) -> Find:
    return lambda occasion: occasion.carried[name]


def graphql_name(declared: DeclaredField, argument_name: str) -> str:
    """An argument's name in the SDL."""
    head, *tail = argument_name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def items(branch: Branch) -> Place:
    """The place of each entry of the list a branch leads to."""
    kind = branch.definition.type
    kind = kind.of_type if is_non_null_type(kind) else kind
    assert is_list_type(kind), "only lists have items"
    return branch.place.below(ITEM, may_be_null=not is_non_null_type(kind.of_type))


def fixed(text: str) -> ColumnElement[str]:
    """A text of the schema's own, written into the statement."""
    return literal(text, Text(), literal_execute=True)


def plain_label(key: str) -> str:
    """A response key as a column's label. Raises Unplannable for one that PostgreSQL would cut."""
    if len(key.encode()) > _LONGEST_LABEL:
        raise Unplannable("a response key is longer than 63 bytes")
    return key
