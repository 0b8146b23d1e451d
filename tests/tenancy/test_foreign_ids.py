"""Another workshop's id in every place that takes one: the same answer as for an id nobody has, and nothing happens."""

import json

import httpx2
import pytest
from graphql import is_required_argument

from carbot.ids import new_id, to_gid
from tests.support.api import Headers
from tests.tenancy.furnish import Furnished
from tests.tenancy.operations import Place, Request, document, is_operators, places, request, roots

PLACES = places()
# Reference data belong to nobody.
NOBODYS = {"libraryservice", "librarycategory", "app"}
# What only those who run the platform may ask for is refused, whoever's it is.
OPERATORS = {"operator", "errorgroup"}
EVENT_LIMIT = 20.0


async def answer(http: httpx2.AsyncClient, who: Headers, wanted: Request) -> tuple[int, str]:
    """Status and body of the answer, as they came; of a stream, what came before its end or its first event."""
    streams = wanted.document.startswith("subscription")
    headers = {"accept": "text/event-stream" if streams else "application/json", **who.values}
    body = {"query": wanted.document, "variables": wanted.variables}
    async with http.stream("POST", "/graphql", json=body, headers=headers, timeout=EVENT_LIMIT) as response:
        if not response.headers["content-type"].startswith("text/event-stream"):
            await response.aread()
            return response.status_code, response.text
        async for line in response.aiter_lines():
            if line.startswith("data:") and len(line) > len("data: "):
                return response.status_code, line
        return response.status_code, ""


async def compare(http: httpx2.AsyncClient, who: Headers, place: Place, foreign: str, own: dict[str, str]) -> None:
    """The answers to a foreign and to an unknown id of the same kind are the same, but for the id itself."""
    prefix, _, key = foreign.rpartition("_")
    unknown = new_id().hex

    about_foreign = await answer(http, who, request(place, foreign, own))
    about_unknown = await answer(http, who, request(place, f"{prefix}_{unknown}", own))

    known = (about_foreign[0], about_foreign[1].replace(key, "the-id"))
    nobodys = (about_unknown[0], about_unknown[1].replace(unknown, "the-id"))
    assert known == nobodys, (str(place), prefix)


def is_refusal(body: str, field: str) -> bool:
    """Whether nothing was found or done; a part that is not this caller's to see does not count."""
    said = json.loads(body.removeprefix("data:"))
    data = (said.get("data") or {}).get(field)
    faults = [error for error in said.get("errors") or () if error["extensions"]["code"] != "FORBIDDEN"]
    assert faults == [], body
    if not data:
        return True
    if isinstance(data, list):
        return not any(data)
    return bool(data.get("errors")) or data.get("totalCount") == 0


def test_every_kind_of_id_is_tried(furnished: Furnished) -> None:
    assert {place.prefix for place in PLACES} - NOBODYS <= set(furnished.ids())
    assert {str(place) for place in PLACES} >= {
        "node.id",
        "nodes.ids",
        "lead.id",
        "leads.filter.assigneeId",
        "leadAssign.memberId",
        "leadSubmit.input.conversationId",
        "serviceUpdate.input.categoryId",
        "conversationChanged.id",
    }


@pytest.mark.parametrize("place", PLACES, ids=str)
async def test_a_member_learns_nothing_from_another_workshops_ids(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished, place: Place
) -> None:
    own = furnished.ids()

    with other_furnished.unchanged():
        for foreign in other_furnished.ids().values():
            await compare(http, furnished.owner, place, foreign, own)


@pytest.mark.parametrize("place", PLACES, ids=str)
async def test_a_partner_learns_nothing_from_another_workshops_ids(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished, place: Place
) -> None:
    own = furnished.ids()

    with other_furnished.unchanged():
        for foreign in other_furnished.ids().values():
            await compare(http, furnished.partner, place, foreign, own)


@pytest.mark.parametrize("place", PLACES, ids=str)
async def test_a_visitor_learns_nothing_from_anybody_elses_ids(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished, place: Place
) -> None:
    own = {**furnished.ids(), "conversation": to_gid("conversation", furnished.mine.conversation)}
    neighbours = {
        name: to_gid(name, getattr(furnished.neighbour, name))
        for name in ("conversation", "message", "turn", "consent", "lead")
    }

    with other_furnished.unchanged():
        for foreign in (*other_furnished.ids().values(), *neighbours.values()):
            await compare(http, furnished.visitor, place, foreign, own)


# An own id is refused to the owner where only a visitor may use it, where the owner, alone, would be gone, where
# nothing is done yet that could be undone, where it is a line of the visitor's, where a category still has services,
# and where a rule is for a service already; no rule is for the category.
REFUSED = {
    "leadSubmit.input.conversationId",
    "catalogueImportUndo.id",
    "conversationRate.id",
    "memberRemove.id",
    "messageMarkWrong.id",
    "priceRuleUpdate.input.categoryId",
    "priceRules.filter.categoryId",
    "serviceCategoryDelete.id",
}


OWN = [place for place in PLACES if place.prefix not in NOBODYS and not is_operators(place)]


@pytest.mark.parametrize("place", OWN, ids=str)
async def test_the_same_request_with_an_own_id_is_answered(
    http: httpx2.AsyncClient, furnished: Furnished, place: Place
) -> None:
    ids = furnished.ids()

    status, body = await answer(http, furnished.owner, request(place, ids[place.prefix], ids))

    assert status == 200, body
    assert is_refusal(body, place.field) is (str(place) in REFUSED), body


VISITORS = {
    "conversation.id",
    "turn.id",
    "messageSend.conversationId",
    "leadSubmit.input.conversationId",
    "conversationRate.id",
    "typingNotify.conversationId",
}


@pytest.mark.parametrize("place", [place for place in PLACES if str(place) in VISITORS], ids=str)
async def test_a_visitors_own_conversation_is_answered(
    http: httpx2.AsyncClient, furnished: Furnished, place: Place
) -> None:
    own = to_gid(place.prefix, getattr(furnished.mine, place.prefix))

    status, body = await answer(http, furnished.visitor, request(place, own, {}))

    assert status == 200, body
    assert not is_refusal(body, place.field), body


async def test_a_batch_of_nodes_holds_the_own_ones_and_nothing_of_another_workshop(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished
) -> None:
    own = to_gid("lead", furnished.mine.lead)
    foreign = [gid for prefix, gid in other_furnished.ids().items() if prefix not in OPERATORS]
    text = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    _, body = await answer(http, furnished.owner, Request(text, {"ids": [*foreign, own]}))

    assert json.loads(body)["data"] == {"nodes": [*[None for _ in foreign], {"id": own}]}


async def test_no_answer_to_anything_mentions_another_workshop(
    http: httpx2.AsyncClient, furnished: Furnished, other_furnished: Furnished
) -> None:
    secrets = [other_furnished.workshop.id.hex, other_furnished.workshop.name, other_furnished.key]
    secrets += [gid.rpartition("_")[2] for gid in other_furnished.ids().values()]
    asked = 0

    for operation, name, field in roots():
        if operation != "query" or any(is_required_argument(spec) for spec in field.args.values()):
            continue
        for who in (furnished.owner, furnished.visitor, furnished.partner):
            _, body = await answer(http, who, Request(document(operation, name, field, set()), {}))
            asked += 1
            assert [secret for secret in secrets if secret in body] == [], name

    assert asked > 20
