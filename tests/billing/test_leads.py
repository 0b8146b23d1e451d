"""Enquiries beyond the plan: kept, seen, and opened by a larger plan or the next month."""

import asyncio
from typing import Any

import pytest

from carbot.outside import Outside
from tenants.models.billing import PlanCode
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows
from tests.support.visitors import begin
from tests.support.waiting import until

LEADS = """{ leads(first: 50, orderBy: OLDEST) { edges { node {
  id wish isLocked lockedUntil contactDetails { name phone } } } } }"""
UPDATE = """mutation ($id: ID!, $input: LeadUpdateInput!) { leadUpdate(id: $id, input: $input) {
  lead { contactDetails { name } } errors { code ... on PlanLimitReached { plan } } } }"""
OF = "(SELECT organization_id FROM workshops WHERE id = %s)"


@pytest.fixture
async def small(outside: Outside, background: None) -> TestWorkshop:
    """A workshop of the smallest plan."""
    return await make_workshop(outside, plan=PlanCode.BASIC)


def used(rows: Rows, workshop: TestWorkshop, number: int) -> None:
    """So many enquiries came in this month already."""
    rows(
        "INSERT INTO usage_months (organization_id, id, month, leads)"
        f" VALUES ({OF}, gen_random_uuid(), date_trunc('month', now() AT TIME ZONE 'Europe/Berlin')::date, %s)",
        workshop.id,
        number,
    )


def counted(rows: Rows, workshop: TestWorkshop) -> int:
    """How many enquiries were counted."""
    ((number,),) = rows(f"SELECT coalesce(sum(leads), 0) FROM usage_months WHERE organization_id = {OF}", workshop.id)
    return int(number)


async def leads(api: Api, workshop: TestWorkshop) -> list[dict[str, Any]]:
    """What the workshop sees."""
    return [edge["node"] for edge in (await api.as_(workshop.owner).one(LEADS))["edges"]]


async def test_the_last_one_is_open_and_the_next_one_locked(
    api: Api, small: TestWorkshop, rows: Rows, mailbox: Mailbox
) -> None:
    most = 100
    used(rows, small, most - 1)
    for number in (most, most + 1):
        await (await begin(api, small)).submit(name=f"Kunde {number}")

        async def is_counted(number: int = number) -> bool:
            return counted(rows, small) == number

        await until(is_counted)

    first, second = await leads(api, small)

    assert (first["isLocked"], first["lockedUntil"]) == (False, None)
    assert first["contactDetails"] == {"name": f"Kunde {most}", "phone": "+491712345678"}
    assert (second["isLocked"], second["contactDetails"]) == (True, None)
    assert second["wish"] == "Ölwechsel am Golf"
    mails = await mailbox.wait_for(small.owner.email, count=2)
    (told,) = [mail for mail in mails if "verschlossen" in mail.subject]
    assert f"Kunde {most + 1}" not in told.text
    assert "1712345678" not in told.text
    assert "Ölwechsel am Golf" in told.text
    ((opens,),) = rows(
        "SELECT locked_until = date_trunc('month', now() AT TIME ZONE 'Europe/Berlin' + interval '1 month')"
        " AT TIME ZONE 'Europe/Berlin' FROM leads WHERE workshop_id = %s AND locked_until IS NOT NULL",
        small.id,
    )
    assert opens

    rows("UPDATE leads SET locked_until = now() WHERE workshop_id = %s AND locked_until IS NOT NULL", small.id)
    assert [each["isLocked"] for each in await leads(api, small)] == [False, False]
    assert (await leads(api, small))[1]["contactDetails"] == {"name": f"Kunde {most + 1}", "phone": "+491712345678"}


async def test_contact_data_nobody_has_seen_are_not_changed(api: Api, small: TestWorkshop, rows: Rows) -> None:
    used(rows, small, 100)
    await (await begin(api, small)).submit(name="Ayşe Kaya")

    async def is_locked() -> list[dict[str, Any]]:
        return [each for each in await leads(api, small) if each["isLocked"]]

    (lead,) = await until(is_locked)
    owner = api.as_(small.owner)
    refused = await owner.one(UPDATE, id=lead["id"], input={"name": "", "phone": None})
    renamed = await owner.one(UPDATE, id=lead["id"], input={"name": "Jemand"})
    noted = await owner.one(UPDATE, id=lead["id"], input={"note": "Am Montag wieder fragen"})

    told = [{"code": "PLAN_LIMIT_REACHED", "plan": "PREMIUM"}]
    assert (refused["errors"], renamed["errors"], noted["errors"]) == (told, told, [])
    assert noted["lead"]["contactDetails"] is None
    assert rows("SELECT name, phone FROM leads WHERE workshop_id = %s", small.id) == [("Ayşe Kaya", "+491712345678")]


async def test_of_many_at_once_exactly_as_many_are_open_as_there_is_room(
    api: Api, small: TestWorkshop, rows: Rows
) -> None:
    used(rows, small, 96)
    visitors = [await begin(api, small) for _ in range(8)]

    await asyncio.gather(*(visitor.submit() for visitor in visitors))

    async def are_counted() -> bool:
        return counted(rows, small) == 104

    await until(are_counted)
    assert sorted(bool(each["isLocked"]) for each in await leads(api, small)) == [False] * 4 + [True] * 4


async def test_a_larger_plan_has_no_limit(api: Api, workshop: TestWorkshop, rows: Rows, background: None) -> None:
    used(rows, workshop, 100_000)
    await (await begin(api, workshop)).submit()

    async def is_counted() -> bool:
        return counted(rows, workshop) == 100_001

    await until(is_counted)
    assert [each["isLocked"] for each in await leads(api, workshop)] == [False]


async def test_after_the_end_of_the_plan_enquiries_are_kept_for_the_next(
    api: Api, small: TestWorkshop, rows: Rows
) -> None:
    rows(
        "UPDATE subscriptions SET status = 'ENDED', rights_end_at = now() - interval '1 day',"
        f" read_only_until = now() + interval '1 day' WHERE organization_id = {OF}",
        small.id,
    )
    await (await begin(api, small)).submit()

    async def is_locked() -> bool:
        return [each["isLocked"] for each in await leads(api, small)] == [True]

    await until(is_locked)


async def test_spam_and_tests_do_not_count(api: Api, small: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, small)
    await visitor.submit(
        name="Gewinn",
        wish="http://spam.example http://spam.example casino bitcoin",
        phone=None,
        email="x@mailinator.example",
        website="http://spam.example",
    )

    async def is_judged() -> bool:
        return bool(rows("SELECT 1 FROM leads WHERE workshop_id = %s AND status = 'SPAM'", small.id))

    await until(is_judged)
    assert counted(rows, small) == 0
