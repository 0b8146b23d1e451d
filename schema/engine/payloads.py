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
from tenants.changing import Change
from tenants.pipeline import Step
from tenants.scope import Scope
from tenants.writing import Writing, Written


class Presented(bytes):
    """A payload that is JSON already."""


async def present(
    engine: Engine,
    context: Context,
    info: GraphQLResolveInfo[Any],
    carried: Mapping[str, Any],
    work: Scope | Writing | Change[Any] | None,
    within: Scope | None = None,
) -> Presented | Fetched:
    """The payload as its selection asks for it: read in a scope, written and read at once, or with nothing to read.

    A change is written and read `within` a scope where there is one. Raises what the outcome of writing means.
    """
    kind: Any = get_named_type(info.return_type)
    if work is None:
        return _refused(engine, context, info, kind, carried)
    written = work.written if isinstance(work, Writing) else None
    variables = variables_of(info)
    if context.operation is None:
        plan = _plan(engine, context, info, kind, written)
    else:
        plan = engine.plan_payload(context.operation, kind, info.field_nodes, variables, context.principal, written)
    if isinstance(work, Writing):
        occasion = Occasion(variables, context, {**carried, **work.values})
        answer = await _write(context, plan, occasion, work)
    elif isinstance(work, Change):
        occasion = Occasion(variables, context, carried)
        answer = await _change(context, plan, occasion, work, within)
    else:
        occasion = Occasion(variables, context, carried)
        answer = await work.read_json(plan.bound.sql, plan.bound.values(occasion)) or b"null"
    if context.operation is not None and not plan.aftermath:
        return Presented(answer)
    data, errors = plan.aftermath.apply(json.loads(answer), occasion)
    context.tell(errors, info.path.as_list())
    if context.operation is not None:
        return Presented(json.dumps(data, ensure_ascii=False).encode())
    return Fetched(
        _plain(engine, info, kind, carried) | data if written else data | _plain(engine, info, kind, carried)
    )


async def _write(context: Context, plan: Plan, occasion: Occasion, writing: Writing) -> bytes:
    """Run a statement that writes in a transaction of its own. Raises what its outcome means."""
    pool = context.outside.database.pipeline(context.principal.role)
    step = Step(plan.bound.sql, plan.bound.values(occasion))
    *_, rows = await pool.run(*writing.steps_before(context.principal), step)
    answer, *outcome = rows[0]
    texts = [None if each is None else each.decode() for each in outcome]
    writing.settle(dict(zip(writing.written.outcome, texts, strict=True)))
    return answer or b"null"


async def _change(context: Context, plan: Plan, occasion: Occasion, change: Change[Any], within: Scope | None) -> bytes:
    """Change a row and read it, in one transaction of their own or within a scope's. Raises Overtaken."""
    steps = (*change.steps(), Step(plan.bound.sql, plan.bound.values(occasion)))
    if within is None:
        *written, read = await context.outside.database.pipeline(context.principal.role).run(*steps)
        change.check(written)
        change.tell()
    else:
        *written, read = await within.run(*steps)
        change.check(written)
        within.after_commit(change.tell)
    return read[0][0] or b"null"


def _refused(
    engine: Engine, context: Context, info: GraphQLResolveInfo[Any], kind: Any, carried: Mapping[str, Any]
) -> Presented | Fetched:
    if context.operation is None:
        return Fetched(_plain(engine, info, kind, carried))
    variables = variables_of(info)
    selections = Selections(engine.schema, context.operation.fragments, Structure(variables))
    shown = project(engine.schema, selections, kind, info.field_nodes).show(carried)
    return Presented(json.dumps(shown, ensure_ascii=False).encode())


def _plan(
    engine: Engine, context: Context, info: GraphQLResolveInfo[Any], kind: GraphQLObjectType, written: Written | None
) -> Plan:
    fragments = dict(info.fragments)
    planner = engine.planner(fragments, variables_of(info), context.principal, label=label_of, skips_functions=True)
    selected = planner.selections.below(kind, info.field_nodes)
    if written is not None:
        return planner.writing(kind, selected, written)
    return planner.fields(kind, selected, NoSource(), Place())


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
