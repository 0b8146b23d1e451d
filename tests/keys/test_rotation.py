"""A key is replaced by another without a gap, ends when it should, and may be for tests alone."""

import asyncio
from typing import Any

import pytest

from carbot.settings import Settings
from tests.support.api import ORIGIN, Api, Headers, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.stopwatch import Stopwatch
from tests.support.visitors import FOLLOW, begin
from tests.support.waiting import until

KEY = "id name key allowedOrigins isActive isTest endsAt revokedAt"
CREATE = f"""mutation ($input: ClientKeyCreateInput!) {{ clientKeyCreate(input: $input) {{
  clientKey {{ {KEY} }} errors {{ code path }} }} }}"""
ROTATE = f"""mutation ($id: ID!, $hours: Int!) {{ clientKeyRotate(id: $id, overlapHours: $hours) {{
  clientKey {{ {KEY} }} errors {{ code path }} }} }}"""
REVOKE = "mutation ($id: ID!) { clientKeyRevoke(id: $id) { clientKey { id } errors { code } } }"
KEYS = f"{{ clientKeys {{ {KEY} }} }}"
WIDGET = "{ widget { workshopName } }"


async def create(api: Api, workshop: TestWorkshop, **changes: Any) -> dict[str, Any]:
    """A new key."""
    entered = {"name": "Website", "allowedOrigins": [ORIGIN], **changes}
    made = await api.as_(workshop.owner).one(CREATE, input=entered)
    assert made["errors"] == []
    key: dict[str, Any] = made["clientKey"]
    return key


def widget(api: Api, key: dict[str, Any]) -> Api:
    """The API as a widget with this key calls it."""
    return api.as_(Headers({"x-carbot-client-key": key["key"], "origin": ORIGIN}))


async def test_a_rotated_key_works_beside_the_new_one_until_its_end(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner, old = api.as_(workshop.owner), await create(api, workshop)

    rotated = await owner.one(ROTATE, id=old["id"], hours=24)

    new = rotated["clientKey"]
    assert rotated["errors"] == []
    assert (new["name"], new["allowedOrigins"], new["endsAt"]) == ("Website", [ORIGIN], None)
    assert new["key"] != old["key"]
    for key in (old, new):
        assert await widget(api, key).one(WIDGET) == {"workshopName": workshop.name}
    ((hours,),) = rows(
        "SELECT round(extract(epoch FROM ends_at - now()) / 3600) FROM client_keys WHERE key = %s", old["key"]
    )
    assert hours == 24
    rows("UPDATE client_keys SET ends_at = now() WHERE key = %s", old["key"])
    with pytest.raises(Refused) as refused:
        await widget(api, old).one(WIDGET)
    assert refused.value.errors[0]["extensions"]["reason"] == "KEY"
    assert {key["key"]: key["isActive"] for key in await owner.one(KEYS)} == {old["key"]: False, new["key"]: True}
    assert rows("SELECT action FROM audit_entries WHERE workshop_id = %s ORDER BY id", workshop.id)[-1:] == [
        ("key.rotated",)
    ]


async def test_without_overlap_the_old_key_is_over_at_once(api: Api, workshop: TestWorkshop) -> None:
    old = await create(api, workshop)

    new = (await api.as_(workshop.owner).one(ROTATE, id=old["id"], hours=0))["clientKey"]

    assert await widget(api, new).one(WIDGET) == {"workshopName": workshop.name}
    with pytest.raises(Refused):
        await widget(api, old).one(WIDGET)


@pytest.mark.parametrize("hours", [-1, 169, 2_000_000])
async def test_an_overlap_is_a_week_at_most(api: Api, workshop: TestWorkshop, rows: Rows, hours: int) -> None:
    old = await create(api, workshop)

    answer = await api.as_(workshop.owner).one(ROTATE, id=old["id"], hours=hours)

    assert answer == {"clientKey": None, "errors": [{"code": "OUT_OF_RANGE", "path": ["overlapHours"]}]}
    assert rows("SELECT ends_at FROM client_keys WHERE workshop_id = %s", workshop.id) == [(None,)]


async def test_of_many_who_rotate_at_once_one_does(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner, old = api.as_(workshop.owner), await create(api, workshop)

    answers = await asyncio.gather(*(owner.one(ROTATE, id=old["id"], hours=1) for _ in range(6)))

    codes = sorted(error["code"] for answer in answers for error in answer["errors"])
    assert codes == ["KEY_IS_ROTATED"] * 5
    assert rows.count("client_keys", workshop.id) == 2


async def test_a_revoked_key_is_not_rotated(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner, key = api.as_(workshop.owner), await create(api, workshop)
    await owner.one(REVOKE, id=key["id"])

    answer = await owner.one(ROTATE, id=key["id"], hours=1)

    assert [error["code"] for error in answer["errors"]] == ["KEY_IS_REVOKED"]
    assert rows.count("client_keys", workshop.id) == 1


async def test_a_key_that_was_rotated_is_revoked_before_its_end(api: Api, workshop: TestWorkshop) -> None:
    owner, old = api.as_(workshop.owner), await create(api, workshop)
    await owner.one(ROTATE, id=old["id"], hours=168)

    await owner.one(REVOKE, id=old["id"])

    with pytest.raises(Refused):
        await widget(api, old).one(WIDGET)


async def test_a_stream_ends_when_its_key_is_revoked(api: Api, workshop: TestWorkshop, settings: Settings) -> None:
    visitor = await begin(api, workshop)
    owner = api.as_(workshop.owner)
    (key,) = await owner.one(KEYS)

    async with visitor.api.stream(FOLLOW, id=visitor.conversation) as events:
        await owner.one(REVOKE, id=key["id"])
        revoked = Stopwatch()
        async with asyncio.timeout(60):
            async for _ in events:
                pass
        took = revoked.seconds

    # A tenth of the five seconds it may take, and what the machine needs.
    assert took < settings.subscription_check.total_seconds() + 2


async def test_what_comes_in_through_a_key_for_tests_is_marked_and_not_counted(
    api: Api, workshop: TestWorkshop, rows: Rows, background: None
) -> None:
    owner = api.as_(workshop.owner)
    key = await create(api, workshop, isTest=True)
    visitor = await begin(api, workshop, who=Headers({"x-carbot-client-key": key["key"], "origin": ORIGIN}))
    await visitor.send("Hallo")
    await visitor.answers()
    await visitor.submit(email="ayse@kunde.example")

    async def scored() -> bool:
        return bool(rows("SELECT 1 FROM lead_events WHERE workshop_id = %s AND kind = 'CREATED'", workshop.id))

    assert await until(scored)

    assert key["key"].startswith("ck_test_")
    found = await owner.one("{ leads { edges { node { isTest status conversation { isTest } } } } }")
    assert [edge["node"] for edge in found["edges"]] == [
        {"isTest": True, "status": "NEW", "conversation": {"isTest": True}}
    ]

    async def counted() -> bool:
        return not rows("SELECT 1 FROM figure_marks WHERE workshop_id = %s", workshop.id)

    assert await until(counted)
    assert rows.count("daily_figures", workshop.id) == 0
    kinds = {kind for (kind,) in rows("SELECT kind FROM outbox WHERE workshop_id = %s", workshop.id)}
    assert kinds & {"LeadNoticeDue", "LeadConfirmationDue"} == set()


async def test_a_key_for_tests_stays_one_when_it_is_rotated(api: Api, workshop: TestWorkshop) -> None:
    old = await create(api, workshop, isTest=True)

    new = (await api.as_(workshop.owner).one(ROTATE, id=old["id"], hours=1))["clientKey"]

    assert new["isTest"] is True
    assert new["key"].startswith("ck_test_")
