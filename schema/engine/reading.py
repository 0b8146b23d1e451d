"""Reading for graphql-core: what cannot be one statement whole is one statement per root field.

graphql-core runs the functions and asks for every declared field; the first declared field of a branch fetches all
that is declared below it, and the fields below only pick their part.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from graphql import GraphQLResolveInfo, get_named_type, is_leaf_type
from sqlalchemy import inspect, select

from schema.core.context import Context
from schema.engine.binding import Occasion
from schema.engine.declarations import DeclaredField, FieldKind
from schema.engine.engine import Engine
from schema.engine.planner import ROW_LABEL, Plan
from tenants.models.base import Base
from tenants.scope import Scope
from tenants.use_cases import require


class Fetched(dict[str, Any]):
    """An object the engine fetched, by label. A function of its type sees the row's columns as attributes."""

    @property
    def typename(self) -> str | None:
        """The GraphQL type it is of."""
        return self.get("__typename")

    def __getattr__(self, name: str) -> Any:
        try:
            return self[ROW_LABEL][name]
        except KeyError as error:
            raise AttributeError(name) from error


class Reader:
    """Reads for one answer: in one transaction for a query or mutation, in one each for an event of a stream."""

    def __init__(self, engine: Engine, context: Context, scope: Scope, *, in_steps: bool) -> None:
        self._engine = engine
        self._context = context
        self._scope = scope
        self._in_steps = in_steps

    async def read(self, field: DeclaredField, source: Any, arguments: Mapping[str, Any], info: Any) -> Any:
        """The value of one declared field. Raises Forbidden, Unauthenticated, BadInput."""
        raw: GraphQLResolveInfo[Any] = info._raw_info  # Strawberry keeps the type and nodes there
        if isinstance(source, Fetched):
            return _value(source.get(label_of(str(raw.path.key))), raw.return_type)
        require(self._scope, field.declaration.permission)
        attribute = field.declaration.attribute or field.python_name
        if source is not None:
            match field.declaration.kind:
                case FieldKind.COLUMN | FieldKind.DOCUMENT | FieldKind.PART | FieldKind.CARRIED:
                    return source[attribute] if isinstance(source, Mapping) else await self._told(source, attribute)
                case FieldKind.EMBEDDED:
                    unless = field.declaration.attribute
                    return None if unless and await self._told(source, unless) else source
                case FieldKind.ID:
                    return source.gid
        return await self._fetch(field, source, raw)

    async def _told(self, source: Any, attribute: str) -> Any:
        """A value of an object; one of a row that is not there, because other rows tell it, is asked for."""
        if not isinstance(source, Base) or attribute not in inspect(source).unloaded:
            return getattr(source, attribute)
        row: Any = type(source)
        ((told,),) = await self.run(select(getattr(row, attribute)).where(row.id == source.id))  # type: ignore[attr-defined]
        return told

    async def run(self, *statements: Any) -> Any:
        """For each statement the rows of a select of one entity or value; all in one transaction."""
        if self._in_steps:
            async with self._scope.step() as scope:
                return [(await scope.execute(statement)).scalars().all() for statement in statements]
        return [(await self._scope.execute(statement)).scalars().all() for statement in statements]

    async def by_key(self, model: type[Base], key: Any) -> Any:
        """The row with this key, or None."""
        (found,) = await self.run(select(model).where(model.id == key))  # type: ignore[attr-defined]
        return next(iter(found), None)

    async def close(self) -> None:
        """Give the connection back."""
        await self._scope.close()

    async def _fetch(self, field: DeclaredField, source: Any, info: GraphQLResolveInfo[Any]) -> Any:
        """One field of the root, or of a row that is already there, with all that is declared below it."""
        key = str(info.path.key)
        plan = self._plan(field, source, info)
        occasion = Occasion(variables_of(info), self._context)
        if self._in_steps:
            async with self._scope.step() as scope:
                answer = await scope.read_json(plan.bound.sql, plan.bound.values(occasion))
        else:
            answer = await self._scope.read_json(plan.bound.sql, plan.bound.values(occasion))
        data, errors = plan.aftermath.apply(json.loads(answer or b"null"), occasion)
        if data is None and errors:
            errors[0].path = [*info.path.as_list()[:-1], *(errors[0].path or ())]
            raise errors[0]
        self._context.tell(errors, info.path.as_list()[:-1])
        return _value((data or {}).get(label_of(key)), info.return_type)

    def _plan(self, field: DeclaredField, source: Any, info: GraphQLResolveInfo[Any]) -> Plan:
        planner = self._engine.planner(
            dict(info.fragments),
            variables_of(info),
            self._context.principal,
            label=label_of,
            skips_functions=True,
        )
        key = str(info.path.key)
        return planner.field(info.parent_type, key, info.field_nodes, source)


def variables_of(info: GraphQLResolveInfo[Any]) -> Mapping[str, Any]:
    """The coerced variables; below a subscription Strawberry hands them on bare."""
    found: Any = info.variable_values
    coerced: Mapping[str, Any] = getattr(found, "coerced", found)
    return coerced


def label_of(key: str) -> str:
    """A response key as a column's label; one that PostgreSQL would cut is named by its hash."""
    return key if len(key.encode()) <= 63 else f"key_{sha256(key.encode()).hexdigest()[:40]}"


def _value(found: Any, kind: Any) -> Any:
    """JSON data as graphql-core completes it: leaves parsed, objects picked from."""
    if found is None:
        return None
    if isinstance(found, list):
        return [_value(each, kind) for each in found]
    if isinstance(found, dict):
        return Fetched(found)
    named = get_named_type(kind)
    return named.parse_value(found) if is_leaf_type(named) else found
