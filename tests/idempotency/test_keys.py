"""A key of idempotency: the same request is done once and told its first answer; another one is refused."""

import asyncio
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type

from carbot.settings import Settings
from schema.core.requires import Requires
from schema.root import build_schema
from tenants.models.members import Role
from tenants.system import OutboxReader
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import begin

ENTER = """mutation ($input: LeadCreateInput!, $key: String) { leadCreate(input: $input, idempotencyKey: $key) {
  lead { id status contactDetails { name } } errors { code message path } } }"""
CHANGE = """mutation ($id: ID!, $input: LeadUpdateInput!, $key: String) {
  leadUpdate(id: $id, input: $input, idempotencyKey: $key) { lead { id note } errors { code path } } }"""
MOVE = """mutation ($id: ID!, $key: String) { leadWin(id: $id, idempotencyKey: $key) {
  lead { status events { kind } } errors { code } } }"""
DELETE = "mutation ($id: ID!, $key: String) { leadDelete(id: $id, idempotencyKey: $key) { deletedId errors { code } } }"
GRETE = {"kind": "CALLBACK", "name": "Grete", "phone": "0171 2345678"}


async def enter(api: Api, **given: Any) -> dict[str, Any]:
    """A lead, entered by hand."""
    made: dict[str, Any] = (await api.one(ENTER, input={**GRETE, **given}))["lead"]
    return made


def test_every_mutation_takes_a_key() -> None:
    mutations = build_schema()._schema.mutation_type
    assert mutations is not None

    assert [name for name, field in mutations.fields.items() if "idempotencyKey" not in field.args] == []


SECRETS = {"secret", "tokens", "token", "visitorToken", "recoveryCodes", "qrCode", "refreshToken", "accessToken"}


def test_what_answers_with_a_secret_says_so() -> None:
    schema = build_schema()._schema
    assert schema.mutation_type is not None
    careless, careful = [], []

    for name, field in schema.mutation_type.fields.items():
        definition = field.extensions["strawberry-definition"]
        if not _names(field.type, depth=3) & SECRETS or not any(
            isinstance(each, Requires) for each in definition.directives
        ):
            continue
        (careful if definition.base_resolver.wrapped_func.shows_secret else careless).append(name)

    # Signed in by other means, or asked for by nobody whose keys are kept.
    assert careless == ["conversationStart"]
    assert {"installationCreate", "installationRotateSecret", "totpPrepare", "totpEnable"} <= set(careful)


def _names(kind: Any, depth: int) -> set[str]:
    """The names of the fields an answer may hold, so many objects deep."""
    named = get_named_type(kind)
    if not isinstance(named, GraphQLObjectType) or not depth:
        return set()
    told = {name for name, field in named.fields.items() if get_named_type(field.type).name != "Int"}
    return told.union(*(_names(field.type, depth - 1) for field in named.fields.values()))


async def test_the_same_request_again_gets_the_first_answer_to_the_letter(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)

    first = await owner.send(ENTER, input=GRETE, key="anruf-0001")
    again = await owner.send(ENTER, input=GRETE, key="anruf-0001")

    assert first.content == again.content
    assert first.json()["data"]["leadCreate"]["errors"] == []
    assert rows.count("leads", workshop.id) == 1


async def test_a_change_is_made_once_and_what_came_after_it_stays(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)
    wanted = {"id": lead["id"], "input": {"note": "Erste Notiz"}, "key": "notiz-0001"}

    first = await owner.one(CHANGE, **wanted)
    await owner.one(CHANGE, id=lead["id"], input={"note": "Zweite Notiz"})
    again = await owner.one(CHANGE, **wanted)

    assert first == again == {"lead": {"id": lead["id"], "note": "Erste Notiz"}, "errors": []}
    assert (await owner.one("query ($id: ID!) { lead(id: $id) { note } }", id=lead["id"])) == {"note": "Zweite Notiz"}


async def test_what_is_deleted_is_deleted_once_and_said_twice(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)

    first = await owner.one(DELETE, id=lead["id"], key="weg-000001")
    again = await owner.one(DELETE, id=lead["id"], key="weg-000001")
    without = await owner.one(DELETE, id=lead["id"])

    assert first == again == {"deletedId": lead["id"], "errors": []}
    assert [error["code"] for error in without["errors"]] == ["NOT_FOUND"]


async def test_a_key_of_another_request_is_refused_and_nothing_is_done(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    await owner.one(ENTER, input=GRETE, key="anruf-0002")

    refused = await owner.one(ENTER, input={**GRETE, "name": "Hans"}, key="anruf-0002")

    assert refused["lead"] is None
    assert [(error["code"], error["path"]) for error in refused["errors"]] == [
        ("IDEMPOTENCY_CONFLICT", ["idempotencyKey"])
    ]
    assert rows.count("leads", workshop.id) == 1


async def test_of_many_at_once_one_is_done_and_all_get_its_answer(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)

    entered = await asyncio.gather(*(owner.one(ENTER, input=GRETE, key="zugleich-1") for _ in range(8)))
    moved = await asyncio.gather(*(owner.one(MOVE, id=lead["id"], key="zugleich-1") for _ in range(8)))

    assert all(answer == entered[0] for answer in entered)
    assert all(answer == moved[0] for answer in moved)
    assert moved[0]["lead"] == {"status": "WON", "events": [{"kind": "CREATED"}, {"kind": "STATUS_CHANGED"}]}
    assert rows.count("leads", workshop.id) == 2


async def test_of_two_requests_at_once_under_one_key_one_is_refused(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)

    answers = await asyncio.gather(
        *(owner.one(ENTER, input={**GRETE, "name": name}, key="zugleich-2") for name in ("Hans", "Grete"))
    )

    assert sorted(error["code"] for answer in answers for error in answer["errors"]) == ["IDEMPOTENCY_CONFLICT"]
    assert rows.count("leads", workshop.id) == 1


async def test_a_refusal_is_not_kept_so_that_trying_again_may_succeed(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    refused = await owner.one(ENTER, input={**GRETE, "phone": "1"}, key="anruf-0003")
    entered = await owner.one(ENTER, input=GRETE, key="anruf-0003")

    assert [error["code"] for error in refused["errors"]] == ["INVALID_PHONE"]
    assert (entered["errors"], entered["lead"]["contactDetails"]) == ([], {"name": "Grete"})


async def test_a_key_is_each_callers_own(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    colleague = api.as_(await workshop.add_member(Role.STAFF))

    mine = await api.as_(workshop.owner).one(ENTER, input=GRETE, key="anruf-0004")
    theirs = await colleague.one(ENTER, input={**GRETE, "name": "Hans"}, key="anruf-0004")

    assert (mine["errors"], theirs["errors"]) == ([], [])
    assert rows.count("leads", workshop.id) == 2


async def test_a_key_is_each_operations_own(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = (await owner.one(ENTER, input=GRETE, key="anruf-0005"))["lead"]

    moved = await owner.one(MOVE, id=lead["id"], key="anruf-0005")

    assert moved["lead"]["status"] == "WON"


async def test_who_lost_the_permission_is_not_told_the_answer_either(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    colleague = await workshop.add_member(Role.STAFF)
    await api.as_(colleague).one(ENTER, input=GRETE, key="anruf-0006")
    rows("UPDATE members SET role = 'VIEWER' WHERE id = %s", colleague.member_id)

    with pytest.raises(Refused) as refused:
        await api.as_(colleague).one(ENTER, input=GRETE, key="anruf-0006")

    assert refused.value.code == "FORBIDDEN"


async def test_several_changes_in_one_request_have_a_key_each(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    document = """mutation ($input: LeadCreateInput!) {
      one: leadCreate(input: $input, idempotencyKey: "doppelt-1") { lead { id status } errors { code } }
      two: leadCreate(input: $input, idempotencyKey: "doppelt-2") { lead { id status } errors { code } } }"""

    first = await owner.run(document, input=GRETE)
    again = await owner.run(document, input=GRETE)

    assert first == again
    assert first["one"]["lead"]["id"] != first["two"]["lead"]["id"]
    assert rows.count("leads", workshop.id) == 2


@pytest.mark.parametrize("key", ["", "kurz", "x" * 101, "zeile\numbruch", "glocke\x07glocke"])
async def test_a_useless_key_is_refused(api: Api, workshop: TestWorkshop, rows: Rows, key: str) -> None:
    refused = await api.as_(workshop.owner).one(ENTER, input=GRETE, key=key)

    assert refused == {
        "lead": None,
        "errors": [
            {
                "code": "INVALID_IDEMPOTENCY_KEY",
                "message": "Der idempotencyKey braucht 8 bis 100 Zeichen.",
                "path": ["idempotencyKey"],
            }
        ],
    }
    assert rows.count("leads", workshop.id) == 0


async def test_after_a_day_the_key_is_new(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    await owner.one(ENTER, input=GRETE, key="anruf-0008")
    rows("UPDATE idempotency_keys SET expires_at = now() WHERE workshop_id = %s", workshop.id)

    await owner.one(ENTER, input={**GRETE, "name": "Hans"}, key="anruf-0008")

    assert rows.count("leads", workshop.id) == 2


async def test_old_keys_are_forgotten(api: Api, workshop: TestWorkshop, settings: Settings, rows: Rows) -> None:
    for key in ("anruf-0009", "anruf-0010"):
        await api.as_(workshop.owner).one(ENTER, input=GRETE, key=key)
    rows(
        "UPDATE idempotency_keys SET expires_at = now() - interval '2 hours' WHERE id ="
        " (SELECT id FROM idempotency_keys WHERE workshop_id = %s LIMIT 1)",
        workshop.id,
    )

    with OutboxReader.connect(settings) as system:
        system.clean_up([])

    assert rows.count("idempotency_keys", workshop.id) == 1


async def test_a_visitors_key_lives_in_the_own_conversation(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor, neighbour = await begin(api, workshop), await begin(api, workshop)
    hand_over = """mutation ($id: ID!) { handoverRequest(conversationId: $id, idempotencyKey: "mensch-001") {
      conversation { id status } errors { code } } }"""

    first = await visitor.api.one(hand_over, id=visitor.conversation)
    again = await visitor.api.one(hand_over, id=visitor.conversation)
    theirs = await neighbour.api.one(hand_over, id=neighbour.conversation)

    assert first == again
    assert theirs["conversation"]["id"] == neighbour.conversation
    kept = rows("SELECT conversation_id FROM idempotency_keys WHERE workshop_id = %s", workshop.id)
    assert len(kept) == 2
    assert None not in {key for (key,) in kept}


async def test_of_a_caller_nobody_vouches_for_no_key_is_kept(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    document = """mutation { conversationStart(idempotencyKey: "beginn-001",
      input: {language: DE, source: {surface: WIDGET}}) { visitorToken conversation { id } errors { code } } }"""
    visitor = api.as_(await workshop.visitor())

    first, second = [await visitor.one(document) for _ in range(2)]

    assert first["visitorToken"] != second["visitorToken"]
    assert rows.count("idempotency_keys", workshop.id) == 0
