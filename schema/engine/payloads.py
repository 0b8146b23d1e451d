"""What a mutation's payload shows: rows read after the change in the same transaction, everything else as it is."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, get_named_type

from schema.core.context import Context
from schema.engine.arguments import Structure
from schema.engine.binding import Occasion
from schema.engine.engine import Engine
from schema.engine.places import Place
from schema.engine.planner import Plan
from schema.engine.projections import project
from schema.engine.reading import Fetched, label_of, variables_of
from schema.engine.selections import Selections
from schema.engine.sources import NoSource
from tenants.scope import Scope


class Presented(bytes):
    """A payload that is JSON already."""


async def present(
    engine: Engine, context: Context, info: GraphQLResolveInfo[Any], carried: Mapping[str, Any], scope: Scope | None
) -> Presented | Fetched:
    """The payload as its selection asks for it, read in `scope`; without one there is nothing to read."""
    kind: Any = get_named_type(info.return_type)
    variables = variables_of(info)
    if scope is None:
        return _refused(engine, context, info, kind, carried)
    occasion = Occasion(variables, context, carried)
    if context.operation is not None:
        plan = engine.plan_payload(context.operation, kind, info.field_nodes, variables, context.principal)
        answer = await scope.read_json(plan.bound.sql, plan.bound.values(occasion))
        if not plan.aftermath:
            return Presented(answer or b"null")
        data, errors = plan.aftermath.apply(json.loads(answer or b"null"), occasion)
        context.tell(errors, info.path.as_list())
        return Presented(json.dumps(data, ensure_ascii=False).encode())
    plan = _plan(engine, context, info, kind)
    answer = await scope.read_json(plan.bound.sql, plan.bound.values(occasion))
    data, errors = plan.aftermath.apply(json.loads(answer or b"null"), occasion)
    context.tell(errors, info.path.as_list())
    return Fetched(data | _plain(engine, info, kind, carried))


def _refused(
    engine: Engine, context: Context, info: GraphQLResolveInfo[Any], kind: Any, carried: Mapping[str, Any]
) -> Presented | Fetched:
    if context.operation is None:
        return Fetched(_plain(engine, info, kind, carried))
    variables = variables_of(info)
    selections = Selections(engine.schema, context.operation.fragments, Structure(variables))
    shown = project(engine.schema, selections, kind, info.field_nodes).show(carried)
    return Presented(json.dumps(shown, ensure_ascii=False).encode())


def _plan(engine: Engine, context: Context, info: GraphQLResolveInfo[Any], kind: GraphQLObjectType) -> Plan:
    fragments = dict(info.fragments)
    planner = engine.planner(fragments, variables_of(info), context.principal, label=label_of, skips_functions=True)
    return planner.fields(kind, planner.selections.below(kind, info.field_nodes), NoSource(), Place())


def _plain(
    engine: Engine, info: GraphQLResolveInfo[Any], kind: GraphQLObjectType, carried: Mapping[str, Any]
) -> dict[str, Any]:
    """What graphql-core completes itself: values that are no rows, and nulls."""
    fragments = dict(info.fragments)
    selections = Selections(engine.schema, fragments, Structure(variables_of(info)))
    found = {}
    for key, nodes in selections.below(kind, info.field_nodes).items():
        field = kind.fields.get(nodes[0].name.value)
        if field is None:
            continue
        value = carried[field.extensions["strawberry-definition"].python_name]
        if value is None or not _is_row(value):
            found[label_of(key)] = value
    return found


def _is_row(value: Any) -> bool:
    first = value[0] if isinstance(value, Sequence) and not isinstance(value, str) and value else value
    return hasattr(first, "gid") or isinstance(first, Context)
