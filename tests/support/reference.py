"""The reference executor: answers operations through graphql-core, with one plain ORM statement a relation and level.

Written for clearness, not for speed: it is what the engine is compared with. It shares declarations, models and
`schema.core` with the engine, and nothing that writes SQL.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry
from graphql import (
    ExecutionResult,
    GraphQLEnumType,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    get_named_type,
    validate,
)
from graphql.execution.values import get_variable_values
from sqlalchemy import ColumnElement, Select, func, inspect, literal, select
from sqlalchemy.orm import with_parent
from sqlalchemy.sql.visitors import replacement_traverse
from strawberry.dataloader import DataLoader

from carbot.errors import BadInput, RequestError
from carbot.ids import from_gid
from carbot.outside import Outside
from schema.core.context import Caller, Context
from schema.core.limits import prepare, read
from schema.engine.declarations import Declaration, DeclaredField, FieldKind, Noun, model_of, noun_of_prefix
from tenants.changing import Change
from tenants.models.base import Base
from tenants.principal import Principal
from tenants.scope import Scope
from tenants.use_cases import require
from tenants.writing import Writing
from tests.support.reference_lists import Page, conditions_of, order_of, page_of

_MOST_IDS = 100


class Carried(dict[str, Any]):
    """What a mutation's payload carries, as the use case left it."""


@dataclass(frozen=True)
class Stored:
    """The key of a row that was written."""

    key: UUID


@dataclass(frozen=True)
class Selected(Mapping[str, Any]):
    """A row of a select, with the select it came from."""

    row: Mapping[str, Any]
    statement: Select[Any]

    def __getitem__(self, name: str) -> Any:
        return self.row[name]

    def __iter__(self) -> Any:
        return iter(self.row)

    def __len__(self) -> int:
        return len(self.row)


async def answer(
    schema: GraphQLSchema,
    outside: Outside,
    principal: Principal,
    caller: Caller,
    document: str,
    variables: Mapping[str, Any],
) -> dict[str, Any]:
    """The answer to a document of one operation: `data` where it ran, and `errors` as message, path, places, code."""
    try:
        parsed = read(document)
    except RequestError as refused:
        return {"errors": [{"message": str(refused), "code": refused.code}]}
    if faults := validate(schema, parsed):
        return {"errors": [_told(each) for each in faults]}
    operation = next(each for each in parsed.definitions if isinstance(each, OperationDefinitionNode))
    coerced = get_variable_values(schema, operation.variable_definitions or (), dict(variables), hide_suggestions=True)
    if isinstance(coerced, list):
        return {"errors": [_told(each) for each in coerced]}
    try:
        prepare(schema, parsed, operation).admit(coerced.coerced)
    except RequestError as refused:
        return {"errors": [{"message": str(refused), "code": refused.code}]}
    context = Context(
        outside=outside,
        principal=principal,
        caller=caller,
        start_turn=lambda *_: None,
        announce=lambda _: None,
        read=Reader,  # type: ignore[arg-type]  # it reads as the engine's does
        show=_show,
        identify=_unasked,
    )
    try:
        done = execute(schema, parsed, context_value=context, variable_values=dict(variables))
        result = done if isinstance(done, ExecutionResult) else await done
    finally:
        await context.close()
    told: dict[str, Any] = {"data": result.data}
    if result.errors:
        told["errors"] = [_told(each) for each in result.errors]
    return told


async def _show(context: Context, info: Any, carried: Mapping[str, Any], scope: Any, within: Any) -> Carried:
    # What was read before is history: the payload is read anew, after the change.
    await context.close()
    if isinstance(scope, Change):
        runner = within or context.outside.database.pipeline(context.principal.role)
        scope.check(await runner.run(*scope.steps()))
        scope.tell()
    return Carried({**carried, **await _write(context, scope)} if isinstance(scope, Writing) else carried)


async def _write(context: Context, writing: Writing) -> dict[str, Any]:
    """Do what is written in one statement; the keys of the rows it was about."""
    written = writing.written
    keys = [select(rows.c.id).scalar_subquery().label(name) for name, rows in written.rows.items()]
    outcome = [value.label(f"outcome {name}") for name, value in written.outcome.items()]
    async with Scope(context.outside.database, context.principal, context.outside.clock).begin() as scope:
        statement = select(*keys, *outcome).add_cte(*written.effects)
        found = (await scope.execute(statement, dict(writing.values))).mappings().one()
    said = {name: found[f"outcome {name}"] for name in written.outcome}
    writing.settle({name: None if value is None else str(value) for name, value in said.items()})
    return {name: Stored(found[name]) for name in written.rows if found[name] is not None}


async def _unasked() -> None:
    raise AssertionError("nobody asks again who is calling")


def _told(error: GraphQLError) -> dict[str, Any]:
    cause: Any = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    told: dict[str, Any] = {
        "message": error.message,
        "locations": [{"line": each.line, "column": each.column} for each in error.locations or ()],
        "code": cause.code if isinstance(cause, RequestError) else BadInput.code,
    }
    return told if error.path is None else {**told, "path": error.path}


class Reader:
    """Reads declared fields for one answer, in one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scope = Scope(context.outside.database, context.principal, context.outside.clock, read_only=True)
        self._running: list[asyncio.Future[Any]] = []
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    async def close(self) -> None:
        """Give the connection back."""
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._scope.close()

    async def _execute(self, statement: Any) -> Any:
        """Run a statement to its end, also where graphql-core no longer waits for it."""
        running = asyncio.ensure_future(self._scope.execute(statement))
        self._running.append(running)
        return await asyncio.shield(running)

    async def read(self, field: DeclaredField, source: Any, arguments: Mapping[str, Any], info: Any) -> Any:
        """The value of one declared field. Raises Forbidden, Unauthenticated, BadInput."""
        declaration = field.declaration
        require(self._scope, declaration.permission)
        attribute = declaration.attribute or field.python_name
        match declaration.kind:
            case FieldKind.ID:
                return source.gid
            case FieldKind.COLUMN | FieldKind.PART:
                return await self._value(source, attribute, info._raw_info.return_type)
            case FieldKind.EMBEDDED:
                return None if declaration.attribute and getattr(source, declaration.attribute) else source
            case FieldKind.DOCUMENT:
                return await self._told(source, attribute)
            case FieldKind.ONE:
                return next(iter(await self._related(source, attribute, {})), None)
            case FieldKind.MANY:
                return await self._related(source, attribute, arguments)
            case FieldKind.LISTING:
                return await self._listing(declaration, source, arguments)
            case FieldKind.BY_ID:
                return await self._by_gid(_model(declaration), arguments["id"])
            case FieldKind.NODE:
                return await self._node(arguments["id"], info)
            case FieldKind.NODES:
                return await self._nodes(arguments["ids"], info)
            case FieldKind.OWN:
                return await self._own(declaration)
            case FieldKind.ALL:
                model = _model(declaration)
                return await self._rows(select(model).order_by(*order_of(model, declaration.ordering or "")))
            case FieldKind.ROW:
                return await self._row(declaration, arguments)
            case FieldKind.ROWS:
                return await self._rows_of(declaration, source, arguments)
            case FieldKind.CALLER:
                assert declaration.value is not None
                return declaration.value(self._context)
            case FieldKind.CARRIED:
                return await self._carried(source[field.python_name], info._raw_info.return_type)

    async def _value(self, source: Any, attribute: str, kind: Any) -> Any:
        value = source.get(attribute) if isinstance(source, Mapping) else await self._told(source, attribute)
        if callable(value):
            value = await value()
        named = get_named_type(kind)
        # What a document holds as text is a day, a time of day or an entry of an enum to whoever asks.
        is_told = isinstance(named, GraphQLEnumType) or named.name in ("Date", "Time")
        return named.parse_value(value) if is_told and type(value) is str else value

    async def _told(self, source: Any, attribute: str) -> Any:
        """A value of a row; one that other rows tell is asked for once for all rows of a level."""
        model: Any = type(source)
        if not isinstance(source, Base) or attribute not in inspect(source).unloaded:
            return getattr(source, attribute)

        async def load(keys: list[UUID]) -> list[Any]:
            told = select(model.id, getattr(model, attribute)).where(model.id.in_(keys))
            found = {row[0]: row[1] for row in await self._execute(told)}
            return [found.get(each) for each in keys]

        return await self._loader((model, attribute, "told"), load).load(source.id)  # type: ignore[attr-defined]

    async def _rows(self, statement: Select[Any]) -> list[Any]:
        return list((await self._execute(statement)).scalars().unique().all())

    async def _related(self, source: Base, attribute: str, filters: Mapping[str, Any]) -> Sequence[Any]:
        """The rows a relationship leads to, asked for once for all rows of a level."""
        model = type(source)
        along = getattr(model, attribute)
        target = along.property.mapper.class_

        async def load(keys: list[UUID]) -> list[list[Any]]:
            statement = select(model.id, target).join(along).where(model.id.in_(keys))  # type: ignore[attr-defined]
            for name, value in filters.items():
                statement = statement.where(getattr(target, f"narrow_{name}")(value))
            found = await self._execute(statement.order_by(*(along.property.order_by or ())))
            groups: dict[UUID, list[Any]] = {key: [] for key in keys}
            for key, row in found.unique().all():
                groups[key].append(row)
            return [groups[key] for key in keys]

        loader = self._loader((model, attribute, *filters.items()), load)
        rows: Sequence[Any] = await loader.load(source.id)  # type: ignore[attr-defined]  # what is related has an id
        return rows

    async def _by_key(self, model: type[Base], key: UUID | None) -> Any:
        async def load(keys: list[UUID]) -> list[Any]:
            wanted = select(model).where(model.id.in_(keys))  # type: ignore[attr-defined]
            rows = await self._rows(wanted)
            found = {row.id: row for row in rows}
            return [found.get(each) for each in keys]

        return None if key is None else await self._loader(model, load).load(key)

    def _loader(self, key: Hashable, load: Callable[[list[Any]], Awaitable[list[Any]]]) -> DataLoader[Any, Any]:
        return self._loaders.setdefault(key, DataLoader(load_fn=load))

    async def _by_gid(self, model: type[Base], gid: str) -> Any:
        return await self._by_key(model, from_gid(model.__prefix__, gid))

    def _noun(self, gid: str, info: Any) -> Noun | None:
        """What an id is of, where `node(id:)` leads to it. Raises Forbidden where its kind may not be read."""
        noun = noun_of_prefix(gid.rpartition("_")[0])
        schema: GraphQLSchema = info._raw_info.schema
        node: Any = schema.type_map["Node"]
        if noun is None or schema.type_map[noun.name] not in schema.get_possible_types(node):
            return None
        require(self._scope, noun.permission)
        return noun

    async def _node(self, gid: str, info: Any) -> Any:
        noun = self._noun(gid, info)
        return None if noun is None else await self._by_gid(noun.model, gid)

    async def _nodes(self, gids: Sequence[str], info: Any) -> list[Any]:
        if len(gids) > _MOST_IDS:
            raise BadInput(f"At most {_MOST_IDS} ids.")
        nouns = [self._noun(gid, info) for gid in gids]
        return [
            None if noun is None else await self._by_gid(noun.model, gid) for noun, gid in zip(nouns, gids, strict=True)
        ]

    async def _own(self, declaration: Declaration) -> Any:
        model = _model(declaration)
        if declaration.attribute:
            return await self._by_key(model, getattr(self._context.principal, declaration.attribute))
        return next(iter(await self._rows(select(model).limit(1))), None)

    async def _listing(self, declaration: Declaration, source: Any, arguments: Mapping[str, Any]) -> Page:
        model = _model(declaration)
        every = select(model).where(*conditions_of(model, arguments.get("filter")))
        if declaration.attribute:
            every = every.where(with_parent(source, getattr(type(source), declaration.attribute)))
        chosen = arguments.get("order_by")
        page, finish = page_of(model, chosen.name if chosen else declaration.ordering or "", arguments)
        rows = await self._rows(page(every))

        async def count() -> int:
            (total,) = await self._rows(select(func.count()).select_from(every.subquery()))
            return int(total)

        return finish(rows, count)

    async def _row(self, declaration: Declaration, arguments: Mapping[str, Any]) -> Any:
        assert declaration.query is not None
        given = {name: _plain(value) for name, value in arguments.items()}
        if declaration.check is not None:
            declaration.check(given)
        statement = declaration.query(**_keyed(declaration, given))
        found = (await self._execute(statement)).mappings().first()
        if found is None or declaration.value is None:
            return None if found is None else Selected(dict(found), statement)
        return declaration.value(found, self._context, **given)

    async def _rows_of(self, declaration: Declaration, source: Any, arguments: Mapping[str, Any]) -> list[Any]:
        assert declaration.query is not None
        given = {name: _plain(value) for name, value in arguments.items()}
        if declaration.check is not None:
            declaration.check(given)
        if isinstance(source, Selected):
            parent = source.statement.subquery()
            statement = _told_row(declaration.query(parent=parent, **given), parent, source)
        else:
            statement = declaration.query(**given)
        return [dict(row) for row in (await self._execute(statement)).mappings()]

    async def _carried(self, value: Any, kind: Any) -> Any:
        """Rows as they are after the change, everything else as it is."""
        if isinstance(value, list):
            return [await self._carried(each, kind) for each in value]
        if isinstance(value, Stored):
            model = model_of(get_named_type(kind).extensions["strawberry-definition"].origin)
            assert model is not None, "only rows are stored"
            return await self._by_key(model, value.key)
        return await self._by_key(type(value), value.id) if isinstance(value, Base) else value  # type: ignore[attr-defined]


def _model(declaration: Declaration) -> type[Base]:
    assert declaration.model is not None, "this kind of field names its model"
    assert inspect(declaration.model) is not None
    return declaration.model


def _told_row(statement: Any, parent: Any, row: Mapping[str, Any]) -> Any:
    """The statement with the values of the row instead of the columns of the select it comes from."""

    def told(element: Any, **_: Any) -> Any:
        is_parents = isinstance(element, ColumnElement) and getattr(element, "table", None) is parent
        return literal(row[element.key], element.type) if is_parents else None

    return replacement_traverse(statement, {}, told)


def _keyed(declaration: Declaration, given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as a select takes them: of an id the key, of whatever kind it is."""
    ids = {name for name, argument in declaration.arguments.items() if argument.annotation is strawberry.ID}
    return {name: from_gid(v.rpartition("_")[0], v) if name in ids else v for name, v in given.items()}


def _plain(value: Any) -> Any:
    """An argument as functions of ours take it: what is absent is None, input objects have only values."""
    if value is strawberry.UNSET:
        return None
    if hasattr(type(value), "__strawberry_definition__") and not isinstance(value, Enum):
        return SimpleNamespace(**{name: _plain(each) for name, each in vars(value).items()})
    return value
