"""What the generated attacks reach: every operation there is, and every operation there will be."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx2
import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    extend_schema,
    get_named_type,
    parse,
)
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from carbot.ids import new_id
from carbot.outside import Outside
from tenants.models.partners import PartnerApp
from tenants.permissions import OPERATOR_PERMISSIONS
from tests.support.api import ORIGIN, Api, Headers, make_workshop
from tests.tenancy.furnish import Furnished, furnish
from tests.tenancy.matrix import nodes
from tests.tenancy.operations import NODES, SCHEMA, Place, ordinary, places, prefix_of, request, roots
from tests.tenancy.test_foreign_ids import NOBODYS, PLACES, answer, is_refusal

FIELDS = list(roots())


@pytest.fixture(scope="module")
async def furnished(outside: Outside, owner_engine: Engine) -> Furnished:
    """One workshop for all: nothing here changes anything."""
    return furnish(owner_engine, await make_workshop(outside))


@pytest.fixture(scope="module")
async def other_furnished(outside: Outside, owner_engine: Engine) -> Furnished:
    """Somebody else's."""
    return furnish(owner_engine, await make_workshop(outside))


# Looks like an id and is the name others gave something.
NAMED_BY_OTHERS: set[str] = set()


def with_more(definition: str) -> GraphQLSchema:
    """The schema as somebody's next commit leaves it."""
    return extend_schema(SCHEMA, parse(definition))


def uncovered(schema: GraphQLSchema, prefixes: set[str]) -> list[str]:
    """What takes an id and is not attacked: ids no workshop is furnished with, below the root, or of another type."""
    found = [str(place) for place in places(schema) if place.prefix not in prefixes | NOBODYS]
    for kind in schema.type_map.values():
        if not isinstance(kind, GraphQLObjectType) or kind.name.startswith("__"):
            continue
        is_root = kind in (schema.query_type, schema.mutation_type, schema.subscription_type)
        for name, field in kind.fields.items():
            for argument, spec in field.args.items():
                for path, named in inputs(spec.type, f"{kind.name}.{name}.{argument}"):
                    is_id = named == "ID"
                    if (is_id and not is_root) or (not is_id and path.endswith(("Id", "Ids", ".id", ".ids"))):
                        found.append(path)
    return sorted(set(found) - NAMED_BY_OTHERS)


def inputs(kind: Any, path: str) -> Iterator[tuple[str, str]]:
    """All leaves of an argument, each with its path and the name of its type."""
    named = get_named_type(kind)
    if not isinstance(named, GraphQLInputObjectType):
        yield path, named.name
        return
    for name, spec in named.fields.items():
        yield from inputs(spec.type, f"{path}.{name}")


def test_every_place_for_an_id_is_attacked(furnished: Furnished) -> None:
    assert uncovered(SCHEMA, set(furnished.ids())) == []


NEXT = [
    ("extend type Mutation { gadgetPolish(gadgetId: ID!): Boolean }", ["gadgetPolish.gadgetId"]),
    ("extend type Mutation { gadgetPolish(ids: [ID!]!): Boolean }", ["gadgetPolish.ids"]),
    ("extend type Query { polishedLead(leadId: String!): Lead }", ["Query.polishedLead.leadId"]),
    ("extend type Lead { similar(leadIds: [ID!]!): [Lead!]! }", ["Lead.similar.leadIds"]),
    (
        "input Polish { with: [Cloth!]! } input Cloth { clothId: ID! } extend type Mutation"
        " { leadPolish(id: ID!, input: Polish!): Boolean }",
        ["leadPolish.input.with.clothId"],
    ),
]


@pytest.mark.parametrize(("definition", "missing"), NEXT, ids=[missing[0] for _, missing in NEXT])
def test_an_operation_that_the_attacks_would_miss_is_named(
    furnished: Furnished, definition: str, missing: list[str]
) -> None:
    assert uncovered(with_more(definition), set(furnished.ids())) == missing


def test_an_operation_whose_ids_nobody_can_tell_stops_the_attacks() -> None:
    with pytest.raises(AssertionError, match=r"say in TOLD which ids belong into gadgetPolish\.id"):
        places(with_more("extend type Mutation { gadgetPolish(id: ID!): Boolean }"))


def test_an_operation_that_is_named_as_all_others_is_attacked_as_they_are() -> None:
    more = with_more("extend type Mutation { leadPolish(id: ID!, memberId: ID): Boolean }")

    added = {str(place): place.prefix for place in places(more)}.items() - {str(p): p.prefix for p in PLACES}.items()

    assert dict(added) == {"leadPolish.id": "lead", "leadPolish.memberId": "member"}
    assert prefix_of("leadPolish", ("id",)) == "lead"


def add_app(furnished: Furnished) -> str:
    """The id of an app that any workshop may install."""
    app = PartnerApp(
        id=new_id(),
        name="Werkstattplaner",
        developer="Planer GmbH",
        client_id=f"cbc_{new_id().hex[:20]}",
        redirect_uris=["https://partner.example/callback"],
        scopes=["leads:read"],
    )
    gid = app.gid
    with Session(furnished.engine) as session:
        session.add(app)
        session.commit()
    return gid


async def test_every_kind_of_node_is_tried(api: Api, furnished: Furnished) -> None:
    owner = api.as_(furnished.owner)
    library = await owner.run("{ libraryServices(first: 1) { edges { node { id category { id } } } } }")
    (edge,) = library["libraryServices"]["edges"]
    operators = {prefix for prefix, permission in nodes().items() if permission in OPERATOR_PERMISSIONS}
    ids = [gid for prefix, gid in furnished.ids().items() if prefix not in operators]
    ids += [edge["node"]["id"], edge["node"]["category"]["id"], add_app(furnished)]

    found = await owner.one("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }", ids=ids)

    theirs = [gid for prefix, gid in furnished.ids().items() if prefix in operators]
    runner = api.as_(furnished.runner)
    found += await runner.one("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }", ids=theirs)

    assert {each["__typename"] for each in found if each} == {kind.name for kind in NODES}


MALFORMED = ["", "{}", "{}_", "{}_0", "{}_zz", "{}_{key}0", "{}_{dashed}", "{}_{key}\x00", "9" * 9000]
# A filter looks for the key alone, among the own rows.
WITHOUT_PREFIX = ["_{key}", "{KEY}"]


@pytest.mark.parametrize("place", PLACES, ids=str)
async def test_what_is_no_id_is_refused_and_changes_nothing(
    http: httpx2.AsyncClient, furnished: Furnished, place: Place
) -> None:
    own = furnished.ids()
    key = own.get(place.prefix, own["lead"]).rpartition("_")[2]
    parts = {"{}": place.prefix, "{key}": key, "{dashed}": str(UUID(hex=key)), "{KEY}": f"{place.prefix}_{key}".upper()}

    with furnished.unchanged():
        for shape in [*MALFORMED, *([] if "filter" in place.path else WITHOUT_PREFIX)]:
            value = shape
            for part, text in parts.items():
                value = value.replace(part, text)
            for who in (furnished.owner, furnished.visitor):
                status, body = await answer(http, who, request(place, value, own))

                assert status == 200, (shape, body)
                assert is_refusal_of(body, place.field), (shape, body)


def is_refusal_of(body: str, field: str) -> bool:
    """Whether nothing was found or done."""
    return is_refusal(body.replace('"BAD_INPUT"', '"FORBIDDEN"'), field)


@pytest.mark.parametrize(("operation", "name", "field"), FIELDS, ids=[f"{kind}.{name}" for kind, name, _ in FIELDS])
async def test_a_key_and_a_token_of_two_workshops_open_nothing(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished, operation: str, name: str, field: Any
) -> None:
    ids = {**furnished.ids(), **dict.fromkeys(NOBODYS, "libraryservice_" + "0" * 32)}
    asked = ordinary(operation, name, field, ids)
    mixed = [(other_furnished.key, furnished.mine.token), (furnished.key, other_furnished.mine.token)]

    with furnished.unchanged(), other_furnished.unchanged():
        for key, token in mixed:
            who = Headers({"x-carbot-client-key": key, "origin": ORIGIN, "authorization": f"Bearer {token}"})
            _, body = await answer(http, who, asked)

            assert '"UNAUTHENTICATED"' in body, body
