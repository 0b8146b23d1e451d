"""The schema explains itself, its committed text is true, and its filters and orders stand on columns and indexes."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLArgument, GraphQLEnumType, GraphQLField, GraphQLInputField, GraphQLNamedType
from sqlalchemy import inspect
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition
from strawberry.types.enum import StrawberryEnumDefinition

from schema.engine.declarations import DeclaredField, FieldKind
from schema.print import SDL, main
from schema.root import build_schema
from tenants.models import Base, Tenancy
from tenants.permissions import OPERATOR_PERMISSIONS

SCHEMA = build_schema()
Described = GraphQLNamedType | GraphQLField | GraphQLArgument | GraphQLInputField


def described() -> Iterator[tuple[str, Described]]:
    """Every type, field, argument and input field of the schema by its name."""
    for name, kind in SCHEMA._schema.type_map.items():
        if name.startswith("__"):
            continue
        yield name, kind
        for field_name, field in getattr(kind, "fields", {}).items():
            yield f"{name}.{field_name}", field
            for argument_name, argument in getattr(field, "args", {}).items():
                yield f"{name}.{field_name}({argument_name})", argument


def listings() -> list[tuple[str, DeclaredField]]:
    """Every declared list that is ordered: its field's name and what is declared of it."""
    found = {}
    for kind in SCHEMA.schema_converter.type_map.values():
        if isinstance(kind.definition, StrawberryObjectDefinition):
            for field in kind.definition.fields:
                if isinstance(field, DeclaredField) and field.declaration.ordering:
                    found[f"{kind.definition.name}.{field.python_name}"] = field
    return sorted(found.items(), key=lambda item: item[0])


LISTINGS = listings()
GROWING = [(name, field) for name, field in LISTINGS if field.declaration.kind is FieldKind.LISTING]


def orderings_of(field: DeclaredField) -> list[str]:
    """The names of a list's orderings: its enum's members, or the one it always has."""
    for argument in field.arguments:
        if argument.python_name == "order_by":
            kind = argument.type_annotation.resolve()
            assert isinstance(kind, StrawberryEnumDefinition)
            return list(kind.wrapped_cls.__members__)
    return [str(field.declaration.ordering)]


def model_of(field: DeclaredField) -> type[Base]:
    """The model whose rows are listed."""
    assert field.declaration.model is not None
    return field.declaration.model


def test_everything_in_the_schema_has_a_description() -> None:
    silent = [name for name, thing in described() if not (thing.description or "").strip()]

    assert silent == []
    assert sum(1 for _ in described()) > 400


def test_every_directive_has_a_description() -> None:
    assert [directive.name for directive in SCHEMA._schema.directives if not directive.description] == []


def test_every_enum_has_members() -> None:
    enums = [kind for kind in SCHEMA._schema.type_map.values() if isinstance(kind, GraphQLEnumType)]

    assert len(enums) > 20
    assert [kind.name for kind in enums if not kind.values] == []
    undescribed = [
        f"{kind.name}.{name}" for kind in enums for name, value in kind.values.items() if not value.description
    ]
    assert [name for name in undescribed if not name.startswith("__")] == []


def test_the_committed_sdl_is_up_to_date() -> None:
    assert main(["--check"]) == 0


def test_an_outdated_sdl_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    outdated = tmp_path / "schema.graphql"
    outdated.write_text(SDL.read_text(encoding="utf-8").replace("leadAssign", "leadGive"), encoding="utf-8")
    monkeypatch.setattr("schema.print.SDL", outdated)

    assert main(["--check"]) == 1


@pytest.mark.parametrize(("name", "field"), LISTINGS, ids=[name for name, _ in LISTINGS])
def test_every_order_of_a_list_is_the_models_over_columns_that_are_never_null(name: str, field: DeclaredField) -> None:
    model = model_of(field)
    columns = inspect(model).columns

    for ordering in orderings_of(field):
        wanted = model.orderings[ordering]  # type: ignore[attr-defined]  # a listed model has orderings
        keys = wanted.complete
        assert wanted.is_unique or keys[-1].attribute == "id", name
        assert [key.attribute for key in keys if columns[key.attribute].nullable] == [], (name, ordering)


@pytest.mark.parametrize(("name", "field"), GROWING, ids=[name for name, _ in GROWING])
def test_every_order_of_a_list_that_grows_has_an_index_of_its_own(name: str, field: DeclaredField) -> None:
    model = model_of(field)
    if model.__tenancy__ is Tenancy.REFERENCE:
        # Reference data are the same few rows for everybody.
        assert name == "Query.library_services"
        return
    indexed = [[column.name for column in index.columns] for index in model.__table__.indexes]  # type: ignore[attr-defined]
    indexed.append([column.name for column in model.__table__.primary_key])
    # Operators list what belongs to all workshops.
    start = [] if field.declaration.permission in OPERATOR_PERMISSIONS else ["workshop_id"]
    if field.declaration.attribute:
        start.append(f"{name.partition('.')[0].lower()}_id")

    for ordering in orderings_of(field):
        keys = model.orderings[ordering].keys  # type: ignore[attr-defined]  # a listed model has orderings
        wanted = [*start, *(key.attribute for key in keys)]
        assert any(index[: len(wanted)] == wanted for index in indexed), (name, ordering)


def test_every_field_of_a_filter_is_a_condition_of_the_model() -> None:
    tried = []

    for name, field in GROWING:
        if field.declaration.filter_type is None:
            continue
        definition = get_object_definition(field.declaration.filter_type, strict=True)
        for each in definition.fields:
            condition = getattr(model_of(field), f"filter_{each.python_name}", None)
            assert callable(condition), f"{name} filters by {each.python_name}"
            tried.append(each.python_name)

    assert len(tried) > 10


def test_every_condition_of_a_model_can_be_filtered_by() -> None:
    offered: dict[type[Base], set[str]] = {}
    for _, field in GROWING:
        if field.declaration.filter_type is not None:
            definition = get_object_definition(field.declaration.filter_type, strict=True)
            offered[model_of(field)] = {f"filter_{each.python_name}" for each in definition.fields}

    for mapper in Base.registry.mappers:
        conditions = {name for name in vars(mapper.class_) if name.startswith("filter_")}
        assert conditions == offered.get(mapper.class_, set()), mapper.class_.__name__


def test_every_order_of_a_model_is_offered() -> None:
    offered: dict[type[Base], set[str]] = {}
    for _, field in LISTINGS:
        offered.setdefault(model_of(field), set()).update(orderings_of(field))

    for mapper in Base.registry.mappers:
        orderings = set(getattr(mapper.class_, "orderings", {}))
        assert orderings == offered.get(mapper.class_, set()), mapper.class_.__name__
