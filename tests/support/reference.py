"""The reference executor: reads declared fields with one plain ORM statement per relation and level.

Written for clearness. It shares the declarations with nothing that builds SQL of its own.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy import inspect as inspect_model
from sqlalchemy.orm import RelationshipProperty
from strawberry.dataloader import DataLoader

from carbot.errors import BadInput
from carbot.ids import from_gid
from schema.core.connections import MOST_PER_PAGE, Connection, Edge, PageInfo, read_cursor, write_cursor
from schema.engine.declarations import Declaration, FieldKind, model_of_prefix
from tenants.models.base import Base
from tenants.models.ordering import Key
from tenants.scope import Scope
from tenants.use_cases import require


@dataclass(frozen=True, slots=True)
class _Along:
    """A relationship as a pair of columns: rows of `target` whose `there` equals the source's `here`."""

    target: type[Base]
    here: str
    there: str
    order: tuple[ColumnElement[Any], ...]


class Reader:
    """Reads for one answer: in one transaction for a query or mutation, in one each for an event of a stream."""

    def __init__(self, scope: Scope, *, in_steps: bool) -> None:
        self._scope = scope
        self._in_steps = in_steps
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    async def read(self, declaration: Declaration, name: str, source: Any, arguments: dict[str, Any]) -> Any:
        """The value of one declared field. Raises Forbidden, Unauthenticated, BadInput."""
        require(self._scope, declaration.permission)
        attribute = declaration.attribute or name
        match declaration.kind:
            case FieldKind.COLUMN:
                return getattr(source, attribute)
            case FieldKind.EMBEDDED:
                return source if not declaration.attribute or getattr(source, declaration.attribute) else None
            case FieldKind.ONE:
                return await self._one(source, attribute)
            case FieldKind.MANY:
                return await self._many(source, attribute)
            case FieldKind.BY_ID:
                return await self.by_id(_model(declaration), arguments["id"])
            case FieldKind.OWN:
                return next(iter(await self.run(select(_model(declaration)).limit(1))), None)
            case FieldKind.ALL:
                model = _model(declaration)
                return await self.run(select(model).order_by(*_order(model, _keys(model, declaration.ordering))))
            case FieldKind.LISTING:
                return await self._listing(declaration, source, arguments)

    async def run(self, statement: Select[Any]) -> Sequence[Any]:
        """The rows of a select of one entity or value."""
        if self._in_steps:
            async with self._scope.step() as scope:
                return (await scope.execute(statement)).scalars().all()
        return (await self._scope.execute(statement)).scalars().all()

    @asynccontextmanager
    async def step(self) -> AsyncIterator[Scope]:
        """A scope to read in, for the few fields that are functions."""
        if self._in_steps:
            async with self._scope.step() as scope:
                yield scope
        else:
            yield self._scope

    async def close(self) -> None:
        """Give the connection back."""
        await self._scope.close()

    async def by_key(self, model: type[Base], key: UUID) -> Any:
        """The row with this key, or None."""
        return await self._loader(("id", model), lambda keys: self._by_keys(model, "id", keys)).load(key)

    async def by_id(self, model: type[Base], gid: str) -> Base | None:
        """The row with this id, or None: for another workshop's id as for an unknown one."""
        key = from_gid(model.__prefix__, gid)
        if key is None:
            return None
        found: Base | None = await self.by_key(model, key)
        return found

    async def node(self, gid: str) -> Base | None:
        """The thing with this id, whatever it is. Raises Forbidden where its kind may not be read."""
        found = model_of_prefix(gid.rpartition("_")[0])
        if found is None:
            return None
        model, permission = found
        require(self._scope, permission)
        return await self.by_id(model, gid)

    async def _one(self, source: Base, attribute: str) -> Base | None:
        along = _along(type(source), attribute)
        key = getattr(source, along.here)
        if key is None:
            return None
        loader = self._loader(along, lambda keys: self._by_keys(along.target, along.there, keys))
        found: Base | None = await loader.load(key)
        return found

    async def _many(self, source: Base, attribute: str) -> Sequence[Base]:
        along = _along(type(source), attribute)

        async def load(keys: list[UUID]) -> list[list[Base]]:
            there = getattr(along.target, along.there)
            rows = await self.run(select(along.target).where(there.in_(keys)).order_by(*along.order))
            groups: dict[UUID, list[Base]] = {key: [] for key in keys}
            for row in rows:
                groups[getattr(row, along.there)].append(row)
            return [groups[key] for key in keys]

        found: Sequence[Base] = await self._loader(along, load).load(getattr(source, along.here))
        return found

    async def _by_keys(self, model: type[Base], column: str, keys: list[UUID]) -> list[Base | None]:
        rows = await self.run(select(model).where(getattr(model, column).in_(keys)))
        found = {getattr(row, column): row for row in rows}
        return [found.get(key) for key in keys]

    def _loader(self, key: Hashable, load: Callable[[list[Any]], Awaitable[list[Any]]]) -> DataLoader[Any, Any]:
        if key not in self._loaders:
            self._loaders[key] = DataLoader(load_fn=load)
        return self._loaders[key]

    async def _listing(self, declaration: Declaration, source: Any, arguments: dict[str, Any]) -> Connection[Any]:
        model = _model(declaration)
        conditions = _filters(model, arguments.get("filter"))
        if declaration.attribute:
            along = _along(type(source), declaration.attribute)
            conditions.append(getattr(model, along.there) == getattr(source, along.here))
        chosen = arguments.get("order_by")
        ordering: str = chosen.name if chosen is not None else declaration.ordering or ""
        keys = _keys(model, ordering)
        size, from_end = _page_size(arguments)
        statement = select(model).where(*conditions)
        if after := arguments.get("after"):
            statement = statement.where(_beyond(model, keys, read_cursor(ordering, after, len(keys))))
        rows = list(await self.run(statement.order_by(*_order(model, keys, reverse=from_end)).limit(size + 1)))
        page = rows[:size]
        if from_end:
            page.reverse()
        edges = [Edge(cursor=_cursor(ordering, keys, row), node=row) for row in page]

        async def count() -> int:
            (total,) = await self.run(select(func.count()).select_from(model).where(*conditions))
            return int(total)

        return Connection(
            edges=edges,
            page_info=PageInfo(
                has_next_page=not from_end and len(rows) > size, end_cursor=edges[-1].cursor if edges else None
            ),
            counter=count,
        )


def _model(declaration: Declaration) -> type[Base]:
    assert declaration.model is not None, "this kind of field names its model"
    return declaration.model


def _along(model: type[Base], attribute: str) -> _Along:
    relationship: RelationshipProperty[Any] = inspect_model(model).relationships[attribute]
    ((here, there),) = relationship.local_remote_pairs or ()
    mapper = inspect_model(model)
    local = next(
        name
        for name, prop in mapper.column_attrs.items()
        if here in prop.columns or any(here is column or here.shares_lineage(column) for column in prop.columns)
    )
    target = relationship.mapper
    return _Along(
        target.class_,
        local,
        target.get_property_by_column(there).key,
        tuple(relationship.order_by or ()),
    )


def _keys(model: type[Base], ordering: str | None) -> tuple[Key, ...]:
    assert ordering is not None, "this kind of field has an ordering"
    keys: tuple[Key, ...] = model.orderings[ordering].complete  # type: ignore[attr-defined]  # listed models have them
    return keys


def _order(model: type[Base], keys: Sequence[Key], *, reverse: bool = False) -> list[ColumnElement[Any]]:
    return [
        getattr(model, key.attribute).desc() if key.descending != reverse else getattr(model, key.attribute).asc()
        for key in keys
    ]


def _beyond(model: type[Base], keys: Sequence[Key], place: Sequence[str]) -> ColumnElement[bool]:
    """Rows after a place: greater in the first key that differs."""
    values = [_value(model, key, text) for key, text in zip(keys, place, strict=True)]
    steps = []
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        column = getattr(model, key.attribute)
        equal = [getattr(model, k.attribute) == v for k, v in zip(keys[:number], values[:number], strict=True)]
        steps.append(and_(*equal, column < value if key.descending else column > value))
    return or_(*steps)


def _value(model: type[Base], key: Key, text: str) -> Any:
    kind = inspect_model(model).columns[key.attribute].type.python_type
    try:
        if kind is datetime:
            return datetime.fromisoformat(text)
        return kind(text)
    except (ValueError, TypeError) as error:
        raise BadInput("The cursor is not one of this list.") from error


def _cursor(ordering: str, keys: Sequence[Key], row: Base) -> str:
    values = [getattr(row, key.attribute) for key in keys]
    return write_cursor(
        ordering, [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    )


def _page_size(arguments: dict[str, Any]) -> tuple[int, bool]:
    """How many rows, and whether counted from the end. Raises BadInput outside 0 to 100."""
    last = arguments.get("last")
    size = last if last is not None else arguments.get("first")
    size = MOST_PER_PAGE if size is None else size
    if not 0 <= size <= MOST_PER_PAGE:
        raise BadInput(f"A page has 0 to {MOST_PER_PAGE} entries.")
    return size, last is not None


def _filters(model: type[Base], given: Any) -> list[ColumnElement[bool]]:
    """The conditions a filter input asks for; each of its fields is named after one of the model's `filter_…`."""
    conditions: list[ColumnElement[bool]] = []
    for name, value in vars(given).items() if given else ():
        if value is strawberry.UNSET or value is None:
            continue
        if isinstance(value, str):
            value = value.replace("\0", "")
        if name.endswith("_id"):
            value = _referenced_key(value)
            if value is None:
                conditions.append(false())
                continue
        conditions.append(getattr(model, f"filter_{name}")(value))
    return conditions


def _referenced_key(gid: str) -> UUID | None:
    """The key in an id of any kind; an id of another kind matches nothing, which is what a filter should find."""
    return from_gid(gid.rpartition("_")[0], gid)
