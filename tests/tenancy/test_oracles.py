"""What could tell of another workshop without naming its ids: cursors, counts, uniqueness, keys of idempotency."""

import base64
import json
from typing import Any

import httpx2
import pytest
from graphql import GraphQLField, get_named_type
from sqlalchemy import text

from carbot.ids import new_id
from tenants.permissions import OPERATOR_PERMISSIONS
from tests.support.api import ORIGIN, Api, Headers
from tests.tenancy.furnish import Conversing, Furnished
from tests.tenancy.matrix import needed
from tests.tenancy.operations import NODES, PREFIXES, roots


def orderings_of(field: GraphQLField) -> list[str]:
    """The orders a list may be asked for in."""
    kind: Any = get_named_type(field.args["orderBy"].type)
    return list(kind.values)


# The library's list is everybody's, and the operators' are of all workshops: a place in them is nobody's secret.
LISTS = {
    name: field
    for kind, name, field in roots()
    if kind == "query"
    and "after" in field.args
    and name != "libraryServices"
    and needed(field) not in OPERATOR_PERMISSIONS
}
ENTRY = {name: field for name, field in LISTS.items() if name in ("leads", "conversations", "services")}
PAGES = [
    (name, ordering)
    for name, field in LISTS.items()
    for ordering in (orderings_of(field) if "orderBy" in field.args else [None])
]
NESTED = [(kind.name, name) for kind in NODES for name, field in kind.fields.items() if "after" in field.args]
CREATE = """mutation ($input: LeadCreateInput!, $key: String) { leadCreate(input: $input, idempotencyKey: $key) {
  lead { id contactDetails { name } } errors { code } } }"""
SUBMIT = """mutation ($input: LeadSubmitInput!, $key: String) { leadSubmit(input: $input, idempotencyKey: $key) {
  lead { id } errors { code } } }"""
SEND = """mutation ($id: ID!, $input: MessageSendInput!, $key: String!) {
  messageSend(conversationId: $id, input: $input, idempotencyKey: $key) { message { id text } errors { code } } }"""


def page(name: str) -> str:
    """A list's page with everything that could tell."""
    arguments = LISTS[name].args
    declared = f"$order: {arguments['orderBy'].type}, " if "orderBy" in arguments else ""
    passed = "orderBy: $order, " if declared else ""
    return f"""query ({declared}$after: String) {{ {name}({passed}first: 1, after: $after) {{
      totalCount pageInfo {{ hasNextPage endCursor }} edges {{ cursor node {{ id }} }} }} }}"""


WITHOUT_ID = frozenset({"priceHistory"})


def same_place_of_nobody(cursor: str) -> str:
    """The cursor of a row that nobody has, in the same place."""
    values = json.loads(base64.urlsafe_b64decode(cursor))
    values[-1] = str(new_id())
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(("name", "ordering"), PAGES)
async def test_another_workshops_cursor_is_a_place_like_any_other(
    api: Api, furnished: Furnished, other_furnished: Furnished, name: str, ordering: str | None
) -> None:
    order = {"order": ordering} if ordering else {}
    theirs = await api.as_(other_furnished.owner).one(page(name), **order)
    cursor = theirs["pageInfo"]["endCursor"]
    owner = api.as_(furnished.owner)

    with_theirs = await owner.one(page(name), **order, after=cursor)
    with_nobodys = await owner.one(page(name), **order, after=same_place_of_nobody(cursor))

    assert with_theirs == with_nobodys
    own = {row["id"] for row in await every(api, furnished, name)}
    assert {edge["node"]["id"] for edge in with_theirs["edges"]} <= own
    assert with_theirs["totalCount"] == len(own)


@pytest.mark.parametrize(("kind", "name"), NESTED)
async def test_a_cursor_within_another_workshops_thing_is_a_place_like_any_other(
    api: Api, furnished: Furnished, other_furnished: Furnished, kind: str, name: str
) -> None:
    shown = "__typename" if name in WITHOUT_ID else "id"
    part = f"{name}(first: 1, after: $after) {{ totalCount edges {{ cursor node {{ {shown} }} }} }}"
    document = f"query ($id: ID!, $after: String) {{ node(id: $id) {{ ... on {kind} {{ {part} }} }} }}"
    prefix = PREFIXES.get(kind[0].lower() + kind[1:], kind.lower())
    theirs = await api.as_(other_furnished.owner).one(document, id=other_furnished.ids()[prefix])
    owner, own = api.as_(furnished.owner), furnished.ids()[prefix]
    mine = await owner.one(document, id=own)

    cursor = theirs[name]["edges"][0]["cursor"]
    nobodys = same_place_of_nobody(cursor) if name in WITHOUT_ID else mine[name]["edges"][0]["cursor"]
    after = [await owner.one(document, id=own, after=each) for each in (cursor, nobodys)]

    assert after[0] == after[1]
    assert mine[name]["totalCount"] == 1


async def every(api: Api, furnished: Furnished, name: str) -> list[dict[str, Any]]:
    """All rows of a list."""
    found = await api.as_(furnished.owner).one(f"{{ {name}(first: 100) {{ edges {{ node {{ id }} }} }} }}")
    return [edge["node"] for edge in found["edges"]]


@pytest.mark.parametrize("name", ENTRY)
async def test_a_total_counts_the_own_rows_only(api: Api, furnished: Furnished, new_furnished: Any, name: str) -> None:
    before = await api.as_(furnished.owner).one(f"{{ {name} {{ totalCount }} }}")

    for _ in range(2):
        await new_furnished()

    assert await api.as_(furnished.owner).one(f"{{ {name} {{ totalCount }} }}") == before
    assert before["totalCount"] == (1 if name == "services" else 2)


async def test_what_another_workshop_has_already_is_not_taken(
    api: Api, furnished: Furnished, other_furnished: Furnished
) -> None:
    service = """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) {
      service { category { name position } } errors { code } } }"""
    words = {"name": "Achsvermessung", "categoryName": "Fahrwerk", "priceKind": "ON_REQUEST"}
    first = await api.as_(other_furnished.owner).one(service, input=words)

    second = await api.as_(furnished.owner).one(service, input=words)

    assert first == second
    assert second["errors"] == []


async def test_a_key_of_idempotency_is_each_workshops_own(
    api: Api, furnished: Furnished, other_furnished: Furnished
) -> None:
    key = f"call-{new_id().hex[-12:]}"
    entered = {"kind": "CALLBACK", "phone": "0171 2345678"}
    theirs = await api.as_(other_furnished.owner).one(CREATE, input={**entered, "name": "Grete"}, key=key)

    mine = await api.as_(furnished.owner).one(CREATE, input={**entered, "name": "Hans"}, key=key)

    assert theirs["lead"]["contactDetails"] == {"name": "Grete"}
    assert (mine["errors"], mine["lead"]["contactDetails"]) == ([], {"name": "Hans"})


def visitor_of(furnished: Furnished, conversing: Conversing) -> Headers:
    """The visitor of one conversation."""
    key = {"x-carbot-client-key": furnished.key, "origin": ORIGIN}
    return Headers({**key, "authorization": f"Bearer {conversing.token}"})


async def test_a_neighbours_key_of_idempotency_tells_a_visitor_nothing(api: Api, furnished: Furnished) -> None:
    key = f"enquiry-{new_id().hex[-12:]}"
    receipts = []

    for conversing in (furnished.neighbour, furnished.mine):
        enquiry = {
            "conversationId": f"conversation_{conversing.conversation.hex}",
            "kind": "CALLBACK",
            "name": "Ayşe Kaya",
            "phone": "0171 2345678",
            "consent": {"isGiven": True, "textVersion": "2026-11", "language": "DE"},
        }
        receipts.append(await api.as_(visitor_of(furnished, conversing)).one(SUBMIT, input=enquiry, key=key))

    assert [receipt["errors"] for receipt in receipts] == [[], []]
    assert receipts[0]["lead"]["id"] != receipts[1]["lead"]["id"]


async def test_a_members_key_of_idempotency_tells_a_visitor_nothing(api: Api, furnished: Furnished) -> None:
    key = f"enquiry-{new_id().hex[-12:]}"
    words = {"kind": "CALLBACK", "name": "Hans", "phone": "0171 2345678"}
    entered = await api.as_(furnished.owner).one(CREATE, input=words, key=key)
    consent = {"isGiven": True, "textVersion": "2026-11", "language": "DE"}
    gid = f"conversation_{furnished.mine.conversation.hex}"

    submitted = await api.as_(furnished.visitor).one(
        SUBMIT, input={**words, "conversationId": gid, "consent": consent}, key=key
    )

    assert submitted["errors"] == []
    assert submitted["lead"]["id"] != entered["lead"]["id"]


async def test_a_neighbours_message_is_not_returned_for_its_key(api: Api, furnished: Furnished) -> None:
    key = f"message-{new_id().hex[-12:]}"
    answers = []

    for conversing, words in ((furnished.neighbour, "Geheim"), (furnished.mine, "Meins")):
        gid = f"conversation_{conversing.conversation.hex}"
        visitor = api.as_(visitor_of(furnished, conversing))
        answers.append(await visitor.one(SEND, id=gid, input={"text": words}, key=key))

    assert [answer["message"]["text"] for answer in answers] == ["Geheim", "Meins"]


async def test_a_token_opens_its_conversation_with_its_own_key_only(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished
) -> None:
    strangers = [
        {"x-carbot-client-key": other_furnished.key, "authorization": f"Bearer {furnished.mine.token}"},
        {"x-carbot-client-key": furnished.key, "authorization": f"Bearer {other_furnished.mine.token}"},
        {"x-carbot-client-key": furnished.key, "authorization": f"Bearer {'x' * 43}"},
    ]

    answers = [
        await http.post("/graphql", json={"query": "{ viewer { kind } }"}, headers={**each, "origin": ORIGIN})
        for each in strangers
    ]

    assert len({answer.text for answer in answers}) == 1
    assert answers[0].json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_stream_of_leads_says_nothing_of_another_workshops(
    api: Api, furnished: Furnished, other_furnished: Furnished
) -> None:
    mark = "mutation ($id: ID!) { leadMarkRead(id: $id) { lead { id } errors { code } } }"
    own = f"lead_{furnished.mine.lead.hex}"
    foreign = f"lead_{other_furnished.mine.lead.hex}"

    async with api.as_(furnished.owner).stream("subscription { leadChanged { kind id lead { id } } }") as events:
        await api.as_(other_furnished.owner).one(mark, id=foreign)
        await api.as_(furnished.owner).one(mark, id=own)
        first = await anext(events)

    assert first["data"]["leadChanged"] == {"kind": "UPDATED", "id": own, "lead": {"id": own}}


def test_the_outbox_names_things_by_their_ids_only(furnished: Furnished) -> None:
    with furnished.engine.connect() as connection:
        payloads = connection.execute(text("SELECT kind, payload FROM outbox WHERE kind = 'live'")).all()

    assert all(set(row.payload) == {"w", "t", "s", "k", "from"} for row in payloads)
