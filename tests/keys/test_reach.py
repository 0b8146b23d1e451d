"""What a client key reaches ends where the dashboard begins, at every depth of the schema."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from tenants.permissions import KEY_PERMISSIONS, VISITOR_PERMISSIONS, Permission
from tests.support.api import Api, TestWorkshop
from tests.support.visitors import begin
from tests.tenancy.matrix import needed
from tests.tenancy.operations import SCHEMA

DEPTH = 4
OWN = {"conversation": "conversation", "turn": "turn"}


def is_open(field: GraphQLField, permissions: frozenset[Permission]) -> bool:
    """Whether somebody with these permissions may read the field."""
    return needed(field) is None or needed(field) in permissions


def guarded(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths to all fields below a type that a visitor may not read, over those that a visitor may."""
    named = get_named_type(kind)
    if not isinstance(named, GraphQLObjectType) or len(path) > DEPTH:
        return
    for name, field in named.fields.items():
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        if not is_open(field, VISITOR_PERMISSIONS):
            yield (*path, name)
        else:
            yield from guarded(field.type, (*path, name))


QUERY: Any = SCHEMA.query_type
PATHS = [
    path
    for name, field in QUERY.fields.items()
    if is_open(field, VISITOR_PERMISSIONS)
    and (name in OWN or not any(is_required_argument(each) for each in field.args.values()))
    for path in guarded(field.type, (name,))
    if "activeTurn" not in path  # nothing is being answered here; lines are reached by other ways
]


def document(path: tuple[str, ...]) -> str:
    """A query for the field at the end of a path."""
    kind: Any = QUERY
    for name in path:
        kind = get_named_type(kind.fields[name].type)
    inner = "" if is_leaf_type(kind) else "{ __typename }"
    for name in reversed(path[1:]):
        inner = f"{{ {name} {inner} }}"
    if path[0] in OWN:
        return f"query ($id: ID!) {{ {path[0]}(id: $id) {inner} }}"
    return f"{{ {path[0]} {inner} }}"


def test_there_are_fields_to_be_refused() -> None:
    assert ("conversation", "leads") in PATHS
    assert ("conversation", "blocks") in PATHS


@pytest.mark.parametrize("path", PATHS, ids=".".join)
async def test_a_visitor_is_refused_what_lies_below(
    http: httpx2.AsyncClient, api: Api, workshop: TestWorkshop, path: tuple[str, ...]
) -> None:
    visitor = await begin(api, workshop)
    sent = await visitor.send("Hallo")
    await visitor.answers()
    own = {"conversation": visitor.conversation, "turn": sent["turn"]["id"]}

    answer = (await visitor.api.send(document(path), **({"id": own[path[0]]} if path[0] in OWN else {}))).json()

    assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}, answer
    found: Any = answer["data"]
    for name in path[:-1]:
        found = found[name] if not isinstance(found, list) else found[0][name]
    assert found is None or found[path[-1]] is None, json.dumps(answer)


def test_a_key_alone_may_less_than_a_visitor_and_neither_what_a_member_may() -> None:
    assert KEY_PERMISSIONS < VISITOR_PERMISSIONS
    assert {each.value for each in VISITOR_PERMISSIONS} == {
        "WIDGET_USE",
        "PRICES_READ",
        "VEHICLES_READ",
        "CHAT_READ",
        "CHAT_WRITE",
        "CHAT_RATE",
        "LEADS_SUBMIT",
    }


def test_the_value_of_a_key_is_shown_where_keys_may_be_read_and_nowhere_else() -> None:
    places = {
        f"{kind.name}.{name}"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        if get_named_type(field.type).name == "ClientKey"
    }

    assert places == {
        "Query.clientKeys",
        "ClientKeyCreatePayload.clientKey",
        "ClientKeyUpdatePayload.clientKey",
        "ClientKeyRotatePayload.clientKey",
        "ClientKeyRevokePayload.clientKey",
    }
