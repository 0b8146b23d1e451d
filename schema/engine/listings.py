"""Listings: a connection is one page of rows that yields edges, cursors and pageInfo; a count only when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLObjectType, get_named_type
from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    inspect,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, array

from carbot.errors import BadInput
from schema.core.connections import MOST_PER_PAGE, read_cursor
from schema.engine.arguments import Given
from schema.engine.binding import Find
from schema.engine.inputs import is_absent, parameter, present_fields
from schema.engine.places import ITEM, Place
from schema.engine.planner import Branch, Planner, fixed
from schema.engine.sources import RowSource, row_of
from tenants.models.base import Base
from tenants.models.ordering import Key

_TO_URL_SAFE = ("+/\n", "-_")


@dataclass(frozen=True, slots=True)
class _Page:
    """What a listing asks for, decided as far as the plan goes."""

    model: type[Base]
    ordering: str
    keys: tuple[Key, ...]
    size: int
    is_from_end: bool
    after: Given | None

    def order(self, entity: Any, *, backwards: bool = False) -> list[ColumnElement[Any]]:
        """The order by of the page; backwards for the one that counts from the end."""
        return [
            getattr(entity, key.attribute).desc() if key.descending != backwards else getattr(entity, key.attribute)
            for key in self.keys
        ]


def read_listing(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """A connection with the parts that are selected."""
    return _Listing(planner, branch).connection()


class _Listing:
    """Writes one connection."""

    def __init__(self, planner: Planner, branch: Branch) -> None:
        self._planner = planner
        self._branch = branch
        self._page = _page(planner, branch)

    def connection(self) -> ColumnElement[Any]:
        """One object: the page is read once, however often its parts are asked for."""
        planner, branch = self._planner, self._branch
        selected = planner.selections.below(branch.kind, branch.nodes)
        parts = [nodes[0].name.value for nodes in selected.values()]
        needs_page = "pageInfo" in parts or parts.count("edges") > 1
        page = self._materialized() if needs_page else None
        columns = []
        for key, nodes in selected.items():
            place = branch.place.below(key, may_be_null=False)
            columns.append(self._part(page, nodes, place).label(planner.label(key)))
        statement = select(*columns).correlate(*branch.source.outside)
        return planner.object(statement if page is None else statement.add_cte(page.cte))

    def _part(self, page: "_Materialized | None", nodes: Sequence[Any], place: Place) -> ColumnElement[Any]:
        match nodes[0].name.value:
            case "__typename":
                return self._planner.typename(self._branch.kind)
            case "totalCount":
                return self._count()
            case "pageInfo":
                assert page is not None, "a page is read for its info"
                return self._info(page, nodes)
            case _:
                return self._edges(page, nodes, place)

    def _rows(self, entity: Any) -> Select[Any]:
        """The rows of the whole list, without columns yet: along the relationship and through the filter."""
        branch, planner = self._branch, self._planner
        statement = select().select_from(entity)
        if branch.declaration.attribute:
            assert isinstance(branch.source, RowSource), "a relationship starts at a row"
            joined = getattr(branch.source.entity, branch.declaration.attribute).of_type(entity)
            statement = statement.where(joined).correlate(*branch.source.outside)
        if branch.declaration.filter_type is not None:
            kind: Any = get_named_type(planner.argument_type(branch, "filter"))
            assert isinstance(kind, GraphQLInputObjectType), "a filter is an input object"
            fields = present_fields(planner.structure, kind, planner.argument(branch, "filter"))
            for name, (field_kind, given) in fields.items():
                value = parameter(planner.parameters, field_kind, given)
                statement = statement.where(getattr(entity, f"filter_{name}")(value))
        return statement

    def _page_rows(self, target: RowSource) -> Select[Any]:
        page = self._page
        statement = self._rows(target.entity)
        if page.after is not None:
            statement = statement.where(self._beyond(target.entity, page.after))
        return statement.order_by(*page.order(target.entity, backwards=page.is_from_end))

    def _materialized(self) -> "_Materialized":
        """The page and one row more, which tells whether there is more."""
        page = self._page
        target = row_of(page.model, self._branch.source)
        table: Any = inspect(target.entity).selectable
        columns = [each for each in table.c if not page.model.__listed__ or each.name in page.model.__listed__]
        found = self._page_rows(target).add_columns(*columns).limit(page.size + 1).subquery()
        cte = (
            select(*found.c, func.row_number().over().label("place_in_page"))
            .cte(nesting=True)
            .prefix_with("MATERIALIZED")
        )
        return _Materialized(cte)

    def _edges(self, page: "_Materialized | None", nodes: Sequence[Any], place: Place) -> ColumnElement[Any]:
        planner, wanted = self._planner, self._page
        edge: Any = get_named_type(self._branch.kind.fields["edges"].type)
        below = place.below(ITEM, may_be_null=False)
        if page is not None:
            target = row_of(wanted.model, self._branch.source, page.cte)
            number = inspect(target.entity).selectable.c.place_in_page
            statement = (
                select(*self._edge(edge, nodes, target, below))
                .select_from(target.entity)
                .where(number <= wanted.size)
                .order_by(number.desc() if wanted.is_from_end else number)
            )
            return planner.array(statement.correlate(*self._branch.source.outside))
        target = row_of(wanted.model, self._branch.source)
        if not wanted.is_from_end:
            statement = self._page_rows(target).limit(wanted.size)
            return planner.array(statement.add_columns(*self._edge(edge, nodes, target, below)))
        table: Any = inspect(target.entity).selectable
        last = self._page_rows(target).add_columns(*table.c).limit(wanted.size).subquery()
        turned = row_of(wanted.model, self._branch.source, last)
        statement = select(*self._edge(edge, nodes, turned, below)).select_from(turned.entity)
        return planner.array(statement.order_by(*wanted.order(turned.entity)).correlate(*self._branch.source.outside))

    def _edge(
        self, kind: GraphQLObjectType, nodes: Sequence[Any], target: RowSource, place: Place
    ) -> list[ColumnElement[Any]]:
        planner = self._planner
        columns: list[ColumnElement[Any]] = []
        for key, below in planner.selections.below(kind, nodes).items():
            match below[0].name.value:
                case "__typename":
                    found = planner.typename(kind)
                case "cursor":
                    found = self._cursor(target.entity)
                case _:
                    named: Any = get_named_type(kind.fields["node"].type)
                    inner = Branch(
                        kind.fields["node"], self._branch.declared, below, target, place.below(key, may_be_null=False)
                    )
                    shown = planner.columns(inner, target, inner.place, named)
                    found = planner.object(select(*shown).correlate(*target.outside))
            columns.append(found.label(planner.label(key)))
        return columns

    def _info(self, page: "_Materialized", nodes: Sequence[Any]) -> ColumnElement[Any]:
        planner, wanted = self._planner, self._page
        kind: Any = get_named_type(self._branch.kind.fields["pageInfo"].type)
        columns: list[ColumnElement[Any]] = []
        for key, below in planner.selections.below(kind, nodes).items():
            target = row_of(wanted.model, self._branch.source, page.cte)
            number = inspect(target.entity).selectable.c.place_in_page
            match below[0].name.value:
                case "__typename":
                    found: ColumnElement[Any] = planner.typename(kind)
                case "hasNextPage":
                    more = select(number).where(number > wanted.size)
                    found = more.exists() if not wanted.is_from_end else false()
                case _:
                    last = number if wanted.is_from_end else number.desc()
                    rows = select(self._cursor(target.entity)).where(number <= wanted.size).order_by(last).limit(1)
                    found = rows.scalar_subquery()
            columns.append(found.label(planner.label(key)))
        return planner.object(select(*columns))

    def _count(self) -> ColumnElement[Any]:
        target = row_of(self._page.model, self._branch.source)
        return self._rows(target.entity).add_columns(func.count()).scalar_subquery()

    def _cursor(self, entity: Any) -> ColumnElement[Any]:
        """`write_cursor` in SQL: the JSON of the ordering's name and the row's values, in URL-safe base64."""
        values = [fixed(self._page.ordering), *(_as_text(getattr(entity, key.attribute)) for key in self._page.keys)]
        text = cast(func.array_to_json(cast(array(values), ARRAY(Text()))), Text)
        encoded = func.encode(func.convert_to(text, fixed("UTF8")), fixed("base64"))
        return func.translate(encoded, *(fixed(each) for each in _TO_URL_SAFE))

    def _beyond(self, entity: Any, after: Given) -> ColumnElement[bool]:
        """Rows after the cursor: one row comparison where all columns go one way, which is what an index can do."""
        page, planner = self._page, self._planner
        columns = [getattr(entity, key.attribute) for key in page.keys]

        def value(number: int) -> Find:
            return lambda occasion: _place(page, after.read(occasion.variables))[number]

        kinds = [inspect(page.model).columns[key.attribute].type for key in page.keys]
        values = [planner.parameters.add(kind, value(number)) for number, kind in enumerate(kinds)]
        if len({key.descending for key in page.keys}) == 1:
            here, there = tuple_(*columns), tuple_(*values)
            return here < there if page.keys[0].descending else here > there
        steps = []
        for number, key in enumerate(page.keys):
            equal = [columns[each] == values[each] for each in range(number)]
            further = columns[number] < values[number] if key.descending else columns[number] > values[number]
            steps.append(and_(*equal, further))
        return or_(*steps)


@dataclass(frozen=True, slots=True)
class _Materialized:
    """A page read once."""

    cte: Any


def _page(planner: Planner, branch: Branch) -> _Page:
    """What the arguments ask for. Raises BadInput for a page size or cursor that cannot be."""
    declaration = branch.declaration
    model: Any = declaration.model
    ordering: str = declaration.ordering or ""
    if "order_by" in declaration.arguments:
        ordering = planner.structure.value(planner.argument(branch, "order_by")).name
    last: Any = None
    if "last" in declaration.arguments:
        last = planner.structure.value(planner.argument(branch, "last"))
    size: Any = last if not is_absent(last) else planner.structure.value(planner.argument(branch, "first"))
    size = MOST_PER_PAGE if is_absent(size) else size
    if not 0 <= size <= MOST_PER_PAGE:
        raise BadInput(f"A page has 0 to {MOST_PER_PAGE} entries.")
    given = planner.argument(branch, "after")
    page = _Page(model, ordering, model.orderings[ordering].complete, size, not is_absent(last), None)
    state = planner.structure.ask(given, lambda cursor: _state(page, cursor))
    if isinstance(state, str):
        raise BadInput(state)
    if state is None:
        return page
    return _Page(page.model, page.ordering, page.keys, page.size, page.is_from_end, given)


def _state(page: _Page, cursor: Any) -> str | bool | None:
    """None without a cursor, True for a good one, else what is wrong with it."""
    if is_absent(cursor) or not cursor:
        return None
    try:
        _place(page, cursor)
    except BadInput as error:
        return str(error)
    return True


def _place(page: _Page, cursor: str) -> list[Any]:
    """The values of the row a cursor names. Raises BadInput."""
    texts = read_cursor(page.ordering, cursor, len(page.keys))
    return [place_value(page.model, key, text) for key, text in zip(page.keys, texts, strict=True)]


def place_value(model: type[Base], key: Key, text: str) -> Any:
    """One value of a cursor as the column's type. Raises BadInput."""
    kind = inspect(model).columns[key.attribute].type.python_type
    try:
        if kind is datetime:
            return datetime.fromisoformat(text)
        value = kind(text)
        if kind is int and not -(2**31) <= value < 2**31:
            raise ValueError(text)
        return value
    except (ValueError, TypeError, OverflowError) as error:
        raise BadInput("The cursor is not one of this list.") from error


def _as_text(column: Any) -> ColumnElement[str]:
    """A value as `write_cursor` gets it; moments as ISO 8601."""
    kind = column.type.python_type
    if kind is datetime:
        return func.to_json(column).op("#>>")(cast(array([], type_=Text()), ARRAY(Text())))
    return cast(column, Text)
