"""Enquiries that look like spam: judged by signs, marked and kept, told to nobody by mail, taken back by a member."""

from dataclasses import replace
from typing import Any

import pytest

from resolvers.leads.spam import SPAM_FROM, Signs, SpamReason, judge
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import Visitor, begin
from tests.support.waiting import until

from .documents import act

HONEST = Signs(
    name="Ayşe Kaya",
    phone="+491712345678",
    email="ayse@kunde.example",
    wish="Ölwechsel am Golf, bitte am Freitag",
    is_trapped=False,
    seconds=60,
    twins=0,
)
SPAM = {
    "trap": {"is_trapped": True},
    "links": {"wish": "Besuchen Sie https://a.example und https://b.example"},
    "link as name": {"name": "www.besuch-mich.example"},
    "words and a link": {"wish": "Cheap SEO backlinks: https://seo.example"},
    "four times the same": {"twins": 3},
    "throw-away address at once": {"email": "x@mailinator.com", "seconds": 1},
    "made up and repeated": {"phone": "+491111111111", "wish": "test test test test test test"},
}
HARMLESS = {
    "nothing": {},
    "one link": {"wish": "Diesen hier: https://www.autoteile.example/golf"},
    "quick": {"seconds": 1},
    "twice the same": {"twins": 1},
    "throw-away address": {"email": "x@trashmail.de"},
    "emphasis": {"wish": "Bitte sehr sehr dringend!!!!!"},
    "no wish": {"wish": None, "email": None},
    "domain in a wish": {"wish": "Haben Sie Teile von autoteile.de verbaut?"},
}


def points(changes: dict[str, Any]) -> int:
    """What speaks for spam in all."""
    return sum(each for _, each in judge(replace(HONEST, **changes)))


@pytest.mark.parametrize("changes", SPAM.values(), ids=SPAM)
def test_spam_is_recognised(changes: dict[str, Any]) -> None:
    assert points(changes) >= SPAM_FROM


@pytest.mark.parametrize("changes", HARMLESS.values(), ids=HARMLESS)
def test_a_doubtful_sign_alone_is_not_enough(changes: dict[str, Any]) -> None:
    assert points(changes) < SPAM_FROM


def test_an_honest_enquiry_has_nothing_against_it() -> None:
    assert judge(HONEST) == []


async def left(rows: Rows, api: Api, workshop: TestWorkshop, visitor: Visitor, **changes: Any) -> dict[str, Any]:
    """The lead as the owner sees it once it was judged; the conversation began a while ago."""
    rows("UPDATE conversations SET started_at = now() - interval '5 minutes' WHERE id = %s", visitor.key)
    done = await visitor.submit(email="ayse@kunde.example", **changes)
    assert done["errors"] == []

    async def judged() -> dict[str, Any] | None:
        lead = await api.as_(workshop.owner).one(
            "query ($id: ID!) { lead(id: $id) { id status spamReasons { code points } events { kind toStatus } } }",
            id=done["lead"]["id"],
        )
        return lead if lead["events"] else None

    return await until(judged)


def mails(rows: Rows, workshop: TestWorkshop) -> list[str]:
    """Which mails about leads were asked for."""
    found = rows("SELECT kind FROM outbox WHERE workshop_id = %s AND kind LIKE 'Lead%%Due' ORDER BY 1", workshop.id)
    return [kind for (kind,) in found]


async def test_spam_is_kept_marked_and_told_to_nobody(
    api: Api, workshop: TestWorkshop, rows: Rows, background: None
) -> None:
    lead = await left(rows, api, workshop, await begin(api, workshop), website="https://seo.example")

    assert lead["status"] == "SPAM"
    assert lead["spamReasons"] == [{"code": SpamReason.TRAP.value, "points": 60}]
    assert [event["toStatus"] for event in lead["events"] if event["kind"] == "STATUS_CHANGED"] == ["SPAM"]
    assert mails(rows, workshop) == []
    listed = await api.as_(workshop.owner).one("{ leads(filter: {status: [SPAM]}) { totalCount } }")
    assert listed == {"totalCount": 1}


async def test_what_was_no_spam_is_opened_again(api: Api, workshop: TestWorkshop, rows: Rows, background: None) -> None:
    lead = await left(rows, api, workshop, await begin(api, workshop), website="x")

    reopened = await api.as_(workshop.owner).one(act("leadReopen"), id=lead["id"])

    assert reopened["errors"] == []
    assert reopened["lead"]["status"] == "NEW"


async def test_an_honest_enquiry_is_told_by_mail(
    api: Api, workshop: TestWorkshop, rows: Rows, background: None
) -> None:
    lead = await left(rows, api, workshop, await begin(api, workshop))

    assert (lead["status"], lead["spamReasons"]) == ("NEW", [])
    assert mails(rows, workshop) == ["LeadConfirmationDue", "LeadNoticeDue"]


async def test_the_same_wish_from_many_conversations_is_spam_and_another_workshops_does_not_count(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, background: None
) -> None:
    wish = "Wir kaufen jedes Auto in jedem Zustand"
    for _ in range(3):
        await left(rows, api, other_workshop, await begin(api, other_workshop), wish=wish)

    leads = [await left(rows, api, workshop, await begin(api, workshop), wish=wish) for _ in range(4)]

    assert [lead["status"] for lead in leads] == ["NEW", "NEW", "NEW", "SPAM"]
    assert [lead["spamReasons"] for lead in leads[:2]] == [[], [{"code": "SAME_AS_OTHERS", "points": 30}]]
