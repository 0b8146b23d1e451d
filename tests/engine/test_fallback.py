"""What is not one statement: functions among declared fields, long response keys, several mutations, moved nulls."""

from typing import Any

import pytest
import strawberry

from schema.core.connections import Connection
from schema.core.nodes import Node
from schema.core.scalars import SCALARS
from schema.engine.arguments import Unplannable
from schema.engine.declarations import by_id, column, declared, listing, many, one
from tenants import models
from tenants.permissions import Permission
from tests.golden.stage import Asked, Stage, differences, masked

LONG = "a" * 64
LONGER = LONG[:-1] + "b" * 20
ONE_AFTER_THE_OTHER = """mutation ($id: ID!) {
  contacted: leadMarkContacted(id: $id) { lead { ...Lead } errors { code } }
  qualified: leadQualify(id: $id) { lead { ...Lead } errors { code } }
  unknown: leadWin(id: "lead_1") { lead { ...Lead } errors { code } }
  reopened: leadReopen(id: $id) { lead { ...Lead } errors { code } }
}
fragment Lead on Lead { status events { kind toStatus } assignee { name } }"""


@declared(models.leads.LeadEvent, is_noun=False)
class Happening:
    """One entry of a timeline."""

    detail: str | None = column("More.")

    @strawberry.field
    def told(self) -> str:
        """Made of a column that is not selected."""
        return f"{self.kind}!"  # type: ignore[attr-defined]  # a column of the row


@declared(models.chat.Conversation, is_noun=False)
class Talk:
    """A chat."""

    message_count: int = column("How many messages it has.")


@declared(models.leads.Lead, is_noun=False)
class Enquiry:
    """An enquiry with fields that are functions."""

    score: int = column("How much it is worth.")
    conversation: Talk | None = one("The chat it came from.")
    events: list[Happening] = many("What happened.")

    @strawberry.field
    def shouted(self, mark: str = "!") -> str:
        """Made of a column that is not selected."""
        return f"{self.name.upper()}{mark}"  # type: ignore[attr-defined]  # a column of the row

    @strawberry.field
    async def ranks(self) -> list[int]:
        """A list of its own."""
        return [self.score, -self.score]


@strawberry.type
class Query:
    """The root."""

    enquiry: Enquiry | None = by_id(models.leads.Lead, "One.", requires=Permission.LEADS_READ)
    enquiries: Connection[Enquiry] | None = listing(
        models.leads.Lead, "All.", ordering="NEWEST", requires=Permission.LEADS_READ
    )

    @strawberry.field
    def greeting(self) -> str:
        """No row at all."""
        return "Guten Tag"


SHOP = strawberry.Schema(Query, types=[Node], config=strawberry.schema.config.StrawberryConfig(scalar_map=SCALARS))


@pytest.fixture
async def shop(stage: Stage) -> Any:
    """The stage with the schema above."""
    made = stage.with_schema(SHOP)
    yield made
    await made.close()


async def test_a_function_sees_the_row_of_its_type(shop: Stage) -> None:
    document = """query ($id: ID!) { greeting enquiry(id: $id) { points: score shouted(mark: "?") ranks
      conversation { messageCount } events { told detail } } }"""
    asked = Asked(document, variables=shop.resolve({"id": "@lead.1"}))

    answer = await shop.by_engine(asked)

    with pytest.raises(Unplannable):
        await shop.plan(asked)
    assert answer == await shop.by_reference(asked)
    assert answer["data"]["greeting"] == "Guten Tag"
    assert answer["data"]["enquiry"] == {
        "points": 80,
        "shouted": "AYŞE KAYA?",
        "ranks": [80, -80],
        "conversation": {"messageCount": 4},
        "events": [
            {"told": "CREATED!", "detail": None},
            {"told": "SCORED!", "detail": "80"},
            {"told": "STATUS_CHANGED!", "detail": None},
        ],
    }


@pytest.mark.parametrize("caller", ["owner", "visitor", "nobody"])
async def test_functions_below_a_list_answer_as_the_reference_does(shop: Stage, caller: str) -> None:
    document = """{ greeting enquiries(first: 3) { totalCount pageInfo { hasNextPage }
      edges { cursor node { shouted events { told } } } } bad: enquiries(first: 101) { totalCount } }"""
    asked = Asked(document, caller)

    ours, theirs = await shop.by_engine(asked), await shop.by_reference(asked)

    assert differences(ours, theirs) == []
    assert ours["data"]["greeting"] == "Guten Tag"
    assert (ours["data"]["enquiries"] is not None) is (caller == "owner")


async def test_long_response_keys_are_told_in_full(stage: Stage) -> None:
    document = f"""{{ leads(first: 2) {{ {LONG}: totalCount edges {{ node {{
      {LONG}: wish {LONGER}: score conversation {{ {LONG}: id }} }} }} }} {LONGER}: viewer {{ kind }} }}"""
    asked = Asked(document)

    with pytest.raises(Unplannable):
        await stage.plan(asked)
    ours = await stage.by_engine(asked)

    assert ours == await stage.by_reference(asked)
    assert ours["data"][LONGER] == {"kind": "MEMBER"}
    assert ours["data"]["leads"][LONG] == 6


async def test_what_fails_beside_leaves_the_connection_alone(stage: Stage) -> None:
    many_ids = ", ".join('"lead_1"' for _ in range(101))
    document = f"""{{ {LONG}: leads(first: 5) {{ edges {{ node {{ id }} }} }}
      nodes(ids: [{many_ids}]) {{ id }} conversations(first: 5) {{ totalCount }} }}"""

    for _ in range(20):
        answer = await stage.by_engine(Asked(document))

        assert answer["data"] is None
        assert [error["code"] for error in answer["errors"]] == ["BAD_INPUT"]


async def test_several_mutations_are_done_one_after_the_other(stage: Stage) -> None:
    asked = Asked(ONE_AFTER_THE_OTHER, "staff", stage.resolve({"id": "@lead.1"}))
    try:
        ours = masked(await stage.by_engine(asked))
        stage.reset()
        theirs = masked(await stage.by_reference(asked))
    finally:
        stage.reset()

    found = {name: payload["lead"] and payload["lead"]["status"] for name, payload in ours["data"].items()}
    assert found == {"contacted": "CONTACTED", "qualified": "QUALIFIED", "unknown": None, "reopened": "CONTACTED"}
    assert [len(payload["lead"]["events"]) for payload in ours["data"].values() if payload["lead"]] == [4, 5, 6]
    assert ours["data"]["unknown"]["errors"] == [{"code": "NOT_FOUND"}]
    assert ours == theirs


@pytest.mark.parametrize("key", ["key", LONG], ids=["planned", "fallback"])
async def test_a_null_moves_up_to_where_it_may_be(stage: Stage, key: str) -> None:
    document = f"""query ($ids: [ID!]!) {{
      nodes(ids: $ids) {{ {key}: id ... on Conversation {{ messages(first: 101) {{ totalCount }} }} ... on Lead {{
        conversation {{ id messages(last: -1) {{ totalCount }} }} }} }} }}"""
    ids = {"ids": ["@conversation.1", "@lead.1", "@lead.6", "@conversation.9", "@service.1"]}
    asked = Asked(document, variables=stage.resolve(ids))

    ours = await stage.by_engine(asked)

    lead, other, service = (stage.resolve(each) for each in ("@lead.1", "@lead.6", "@service.1"))
    assert differences(ours, await stage.by_reference(asked)) == []
    assert ours["data"]["nodes"] == [
        None,
        {key: lead, "conversation": None},
        {key: other, "conversation": None},
        None,
        {key: service},
    ]
    assert [error["path"] for error in ours["errors"]] == [
        ["nodes", 0, "messages"],
        ["nodes", 1, "conversation", "messages"],
    ]
