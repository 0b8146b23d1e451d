"""Inputs: arguments and fields of input objects as SQL parameters, or as Python values for functions that need them."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import ARRAY

from carbot.errors import RequestError
from carbot.ids import from_gid
from schema.engine.arguments import Given, Structure, Variables, part
from schema.engine.binding import Parameters
from schema.engine.sources import argument_type


def is_absent(value: Any) -> bool:
    """Whether an argument is missing or null."""
    return value is None or value is Undefined or value is strawberry.UNSET


def parameter(parameters: Parameters, kind: Any, given: Given) -> ColumnElement[Any]:
    """A parameter for a value of a leaf type or a list of these; an id becomes the key in it."""
    named: Any = get_named_type(kind)
    convert: Callable[[Any], Any] = _key if named.name == "ID" else lambda value: value
    if is_list_type(get_nullable_type(kind)):
        return parameters.add(
            ARRAY(argument_type(named)),
            lambda occasion: (
                None if is_absent(values := given.read(occasion.variables)) else [convert(each) for each in values]
            ),
        )
    return parameters.add(
        argument_type(named),
        lambda occasion: None if is_absent(value := given.read(occasion.variables)) else convert(value),
    )


def present_fields(structure: Structure, kind: GraphQLInputObjectType, given: Given) -> dict[str, tuple[Any, Given]]:
    """The fields of an input object that say something, by Python name with their types; plans depend on which."""
    if structure.ask(given, is_absent):
        return {}
    names = structure.ask(given, lambda value: tuple(name for name in value if not is_absent(value[name])))
    return {python_name(kind, name): (kind.fields[name].type, part(given, name)) for name in names}


def told(structure: Structure, parameters: Parameters, kind: Any, given: Given) -> Any:
    """An argument for a function that writes SQL: enums as values, else parameters, objects as namespaces of these."""
    named: Any = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        if structure.ask(given, is_absent):
            return None
        fields = {python_name(named, name): None for name in named.fields}
        for name, (field_kind, field) in present_fields(structure, named, given).items():
            fields[name] = told(structure, parameters, field_kind, field)
        return SimpleNamespace(**fields)
    if isinstance(named, GraphQLEnumType):
        return structure.ask(given, lambda value: tuple(value) if isinstance(value, list) else _or_none(value))
    return parameter(parameters, kind, given)


def check(
    structure: Structure,
    test: Callable[[Mapping[str, Any]], None],
    arguments: Mapping[str, tuple[Any, Given]],
) -> None:
    """Test the values of arguments; the plan depends on what is said of them. Raises what the test raises."""

    def problem(variables: Variables) -> RequestError | None:
        values = {name: plain(kind, given.read(variables)) for name, (kind, given) in arguments.items()}
        try:
            test(values)
        except RequestError as error:
            return error
        return None

    whole = Given(problem, all(given.is_constant for _, given in arguments.values()))
    if structure.ask(whole, lambda error: None if error is None else str(error)) is not None:
        raise whole.read(structure.variables)


def plain(kind: Any, value: Any) -> Any:
    """A coerced input as a function of ours takes it: input objects with Python names, absent fields None."""
    if is_absent(value):
        return None
    named: Any = get_named_type(kind)
    if not isinstance(named, GraphQLInputObjectType):
        return value
    return SimpleNamespace(
        **{python_name(named, name): plain(each.type, value.get(name)) for name, each in named.fields.items()}
    )


def python_name(kind: GraphQLInputObjectType, name: str) -> str:
    """The Python name of an input object's field."""
    definition = kind.extensions["strawberry-definition"]
    graphql_names = {_camel(each.python_name): each.python_name for each in definition.fields}
    return str(graphql_names[name])


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(each.capitalize() for each in tail)


def _key(gid: str) -> UUID | None:
    """The key in an id of any kind; an id of another kind matches nothing, which is what a filter should find."""
    return from_gid(gid.rpartition("_")[0], gid)


def _or_none(value: Any) -> Any:
    return None if value is Undefined else value
