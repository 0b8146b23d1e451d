"""How each kind of declared field is read, but for listings: one function a kind, each a column of its object."""

from dataclasses import replace
from typing import Any

from graphql import GraphQLObjectType, get_nullable_type, is_list_type
from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Text,
    Uuid,
    case,
    column,
    func,
    inspect,
    null,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import RelationshipProperty
from sqlalchemy.sql.util import ClauseAdapter

from carbot.errors import BadInput
from carbot.ids import from_gid
from schema.engine.arguments import Given
from schema.engine.declarations import Noun, model_of, noun_of_prefix
from schema.engine.inputs import check, parameter, plain, told
from schema.engine.places import Finish, ItemsOf, Place
from schema.engine.planner import Branch, Planner, fixed, items
from schema.engine.projections import project
from schema.engine.sources import JsonSource, NoSource, RowSource, SelectSource, row_of
from tenants.models.base import Base

_MOST_IDS = 100


def read_id(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """`lead_0192f3…`: the prefix and the key without hyphens."""
    source = branch.source
    assert isinstance(source, RowSource), "only rows have ids"
    key = func.encode(func.uuid_send(source.entity.id), fixed("hex"), type_=Text())
    return fixed(f"{source.model.__prefix__}_").concat(key)


def read_column(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """A column; a time of day without its seconds."""
    found = branch.source.column(branch.attribute, branch.kind.name)
    if branch.kind.name == "Time":
        return func.to_char(found, fixed("HH24:MI"))
    return found


def read_embedded(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """Columns of the same row as an object, unless a condition of the row keeps them back."""
    source = branch.source
    shown = planner.object(select(*planner.columns(branch, source, branch.place)).correlate(*source.outside))
    if branch.declaration.attribute is None:
        return shown
    assert isinstance(source, RowSource), "only a row's part may be kept back"
    return case((getattr(source.entity, branch.declaration.attribute), null()), else_=shown)


def read_document(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """A JSON object, or the objects of a JSON array, as the selection asks."""
    source = branch.source
    value = branch.source.column(branch.attribute, branch.kind.name).cast(JSONB)
    if not is_list_type(_nullable(branch)):
        inner = JsonSource(value, source.outside)
        shown = planner.object(select(*planner.columns(branch, inner, branch.place)).correlate(*source.outside))
        return case((func.jsonb_typeof(value) == "object", shown), else_=null())
    entries = (
        func.jsonb_array_elements(value).table_valued(column("value", JSONB), with_ordinality="place").render_derived()
    )
    inner = JsonSource(entries.c.value, (*source.outside, entries))
    statement = select(*planner.columns(branch, inner, items(branch))).select_from(entries)
    return planner.array(statement.correlate(*source.outside).order_by(entries.c.place))


def read_one(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The row a relationship leads to; of several, the first in the relationship's order."""
    target, statement = _along(planner, branch, branch.place)
    if order := _relationship(branch).order_by:
        statement = statement.order_by(*_adapted(order, target)).limit(1)
    return planner.object(statement)


def read_many(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The rows a relationship leads to, narrowed by the field's arguments."""
    target, statement = _along(planner, branch, items(branch))
    for name in branch.declaration.arguments:
        value = parameter(planner.parameters, planner.argument_type(branch, name), planner.argument(branch, name))
        statement = statement.where(getattr(target.entity, f"narrow_{name}")(value))
    return planner.array(statement.order_by(*_adapted(_relationship(branch).order_by or (), target)))


def read_by_id(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The row with an id; what is no id of this kind is no row."""
    model = branch.declaration.model
    assert model is not None, "a field by id names its model"
    given: Given = planner.argument(branch, "id")
    key = planner.parameters.add(Uuid(), lambda occasion: from_gid(model.__prefix__, given.read(occasion.variables)))
    return _row_with(planner, branch, model, key, branch.kind, branch.place)


def read_node(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The row with an id; the prefix decides which table."""
    given: Given = planner.argument(branch, "id")
    noun = _noun(planner, planner.structure.ask(given, _prefix))
    if noun is None:
        return null()
    if noun.permission is not None and (refusal := planner.refuse(noun.permission)):
        raise refusal
    model = noun.model
    key = planner.parameters.add(Uuid(), lambda occasion: from_gid(model.__prefix__, given.read(occasion.variables)))
    return _row_with(planner, branch, model, key, planner.schema.type_map[noun.name], branch.place)


def read_nodes(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The rows with these ids, each kind of thing read once."""
    given: Given = planner.argument(branch, "ids")
    if planner.structure.ask(given, len) > _MOST_IDS:
        raise BadInput(f"At most {_MOST_IDS} ids.")
    nouns: list[Noun] = []
    for prefix in planner.structure.ask(given, lambda ids: tuple(dict.fromkeys(map(_prefix, ids)))):
        noun = _noun(planner, prefix)
        if noun is None:
            continue
        if noun.permission is not None and (refusal := planner.refuse(noun.permission)):
            raise refusal
        nouns.append(noun)
    prefixes = planner.parameters.add(ARRAY(Text()), lambda occasion: [*map(_prefix, given.read(occasion.variables))])
    keys = planner.parameters.add(ARRAY(Uuid()), lambda occasion: [*map(_key, given.read(occasion.variables))])
    wanted = func.unnest(prefixes, keys).table_valued("prefix", "key", with_ordinality="place").render_derived()
    outer = replace(branch, source=NoSource((*branch.source.outside, wanted)))
    shown = [
        (
            wanted.c.prefix == noun.model.__prefix__,
            _row_with(
                planner,
                outer,
                noun.model,
                wanted.c.key,
                planner.schema.type_map[noun.name],
                branch.place.below(_items_of(noun.model, given), may_be_null=True),
            ),
        )
        for noun in nouns
    ]
    entry = case(*shown, else_=null()) if shown else null()
    return func.array(select(entry).select_from(wanted).order_by(wanted.c.place).scalar_subquery())


def read_own(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The caller's own row: the one there is behind the wall, or the one an attribute of the principal names."""
    model = branch.declaration.model
    assert model is not None, "a caller's own row has a model"
    if attribute := branch.declaration.attribute:
        if getattr(planner.caller, attribute) is None:
            return null()
        key = planner.parameters.add(Uuid(), lambda occasion: getattr(occasion.context.principal, attribute))
        return _row_with(planner, branch, model, key, branch.kind, branch.place)
    target = row_of(model, branch.source)
    return planner.object(select(*planner.columns(branch, target, branch.place)).select_from(target.entity).limit(1))


def read_every(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """All rows of a model in an ordering."""
    model: Any = branch.declaration.model
    target = row_of(model, branch.source)
    keys = model.orderings[branch.declaration.ordering].complete
    order = [
        getattr(target.entity, key.attribute).desc() if key.descending else getattr(target.entity, key.attribute)
        for key in keys
    ]
    columns = planner.columns(branch, target, items(branch))
    return planner.array(select(*columns).select_from(target.entity).order_by(*order))


def read_row(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The row of a select, shown as it is or finished by Python."""
    found = _query(planner, branch)
    finish = branch.declaration.value
    if finish is None:
        inner = SelectSource(found, (*branch.source.outside, found))
        columns = planner.columns(branch, inner, branch.place)
        return planner.object(select(*columns).select_from(found).correlate(*branch.source.outside))
    projection = project(planner.schema, planner.selections, branch.definition.type, branch.nodes)
    given = {
        name: (planner.argument_type(branch, name), planner.argument(branch, name))
        for name in branch.declaration.arguments
    }

    def make(row: Any, occasion: Any) -> Any:
        arguments = {name: plain(kind, value.read(occasion.variables)) for name, (kind, value) in given.items()}
        return projection.show(finish(row, occasion.context, **arguments))

    planner.aftermath.finishes.append(Finish(branch.place, make))
    return planner.object(select(*found.c).select_from(found).correlate(*branch.source.outside))


def read_rows(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """The rows of a select."""
    found = _query(planner, branch)
    inner = SelectSource(found, (*branch.source.outside, found))
    columns = planner.columns(branch, inner, items(branch))
    return planner.array(select(*columns).select_from(found).correlate(*branch.source.outside))


def read_caller(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """What is known of the request: an object goes on as one, a value is put in as JSON."""
    value = branch.declaration.value
    assert value is not None, "a field of the caller is a function"
    if isinstance(branch.kind, GraphQLObjectType) and _is_declared(branch.kind):
        return planner.object(select(*planner.columns(branch, NoSource(branch.source.outside), branch.place)))
    projection = project(planner.schema, planner.selections, branch.definition.type, branch.nodes)
    return planner.parameters.add_json(lambda occasion: projection.show(value(occasion.context)))


def read_carried(planner: Planner, branch: Branch) -> ColumnElement[Any]:
    """What a payload carries: rows of a model by their keys, anything else as it is."""
    name = branch.declared.python_name
    kind = branch.kind
    model = _model(kind)
    if (rows := planner.written.get(name)) is not None:
        assert model is not None, "what a statement writes are rows of a model"
        target = row_of(model, NoSource(), rows)
        return planner.object(select(*planner.columns(branch, target, branch.place)).select_from(target.entity))
    if isinstance(kind, GraphQLObjectType) and model is not None:
        if not is_list_type(_nullable(branch)):
            key = planner.parameters.add(Uuid(), lambda occasion: getattr(occasion.carried[name], "id", None))
            return _row_with(planner, branch, model, key, kind, branch.place)
        keys = planner.parameters.add(ARRAY(Uuid()), lambda occasion: [each.id for each in occasion.carried[name]])
        wanted = func.unnest(keys).table_valued("key", with_ordinality="place").render_derived()
        target = row_of(model, branch.source)
        columns = planner.columns(branch, target, items(branch))
        joined = select(*columns).select_from(wanted).join(target.entity, target.entity.id == wanted.c.key)
        return planner.array(joined.order_by(wanted.c.place))
    if isinstance(kind, GraphQLObjectType) and _is_declared(kind):
        is_there = planner.parameters.add(Boolean(), lambda occasion: occasion.carried[name] is not None)
        columns = planner.columns(branch, NoSource(branch.source.outside), branch.place)
        return planner.object(select(*columns).where(is_there))
    projection = project(planner.schema, planner.selections, branch.definition.type, branch.nodes)
    return planner.parameters.add_json(lambda occasion: projection.show(occasion.carried[name]))


def _row_with(
    planner: Planner, branch: Branch, model: type[Base], key: Any, kind: Any, place: Place
) -> ColumnElement[Any]:
    target = row_of(model, branch.source)
    statement = select(*planner.columns(branch, target, place, kind)).select_from(target.entity)
    return planner.object(statement.where(target.entity.id == key).correlate(*branch.source.outside))


def _along(planner: Planner, branch: Branch, place: Place) -> tuple[RowSource, Any]:
    source = branch.source
    assert isinstance(source, RowSource), "a relationship starts at a row"
    target = row_of(_relationship(branch).mapper.class_, source)
    joined = getattr(source.entity, branch.attribute).of_type(target.entity)
    statement = select(*planner.columns(branch, target, place)).select_from(target.entity).where(joined)
    return target, statement.correlate(*source.outside)


def _relationship(branch: Branch) -> RelationshipProperty[Any]:
    source = branch.source
    assert isinstance(source, RowSource), "a relationship starts at a row"
    return inspect(source.model).relationships[branch.attribute]


def _adapted(order: Any, target: RowSource) -> list[Any]:
    """A relationship's order, told of the alias instead of the table."""
    adapter = ClauseAdapter(inspect(target.entity).selectable)
    return [adapter.traverse(each) for each in order]


def _query(planner: Planner, branch: Branch) -> FromClause:
    """The select of a `row` or `rows` field, with its arguments bound."""
    declaration = branch.declaration
    assert declaration.query is not None, "a select has a query"
    given = {
        name: (planner.argument_type(branch, name), planner.argument(branch, name)) for name in declaration.arguments
    }
    if declaration.check is not None:
        check(planner.structure, declaration.check, given)
    values = {name: told(planner.structure, planner.parameters, *each) for name, each in given.items()}
    if isinstance(branch.source, SelectSource):
        values["parent"] = branch.source.rows
    found: FromClause = declaration.query(**values).correlate(*branch.source.outside).subquery()
    return found


def _nullable(branch: Branch) -> Any:
    return get_nullable_type(branch.definition.type)


def _noun(planner: Planner, prefix: str) -> Noun | None:
    """What ids with this prefix are of, where `node(id:)` leads to it."""
    found = noun_of_prefix(prefix)
    interface: Any = planner.schema.type_map["Node"]
    is_node = found is not None and planner.schema.is_sub_type(interface, planner.schema.type_map[found.name])
    return found if is_node else None


def _items_of(model: type[Base], given: Given) -> ItemsOf:
    """The entries that are asked for by ids of a model."""
    return ItemsOf(lambda occasion, number: _prefix(given.read(occasion.variables)[number]) == model.__prefix__)


def _prefix(gid: str) -> str:
    return gid.rpartition("_")[0]


def _key(gid: str) -> Any:
    return from_gid(_prefix(gid), gid)


def _is_declared(kind: GraphQLObjectType) -> bool:
    return hasattr(_origin(kind), "__model__")


def _model(kind: Any) -> type[Base] | None:
    return model_of(_origin(kind))


def _origin(kind: Any) -> type:
    found: type = getattr(kind.extensions.get("strawberry-definition"), "origin", object)
    return found
