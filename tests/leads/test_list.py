"""The list of leads: filtered, ordered, and read page by page while others come in."""

import base64
import json
from typing import Any

import pytest

from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows

from .documents import LIST, act, enter


def cursor(*parts: str) -> str:
    """A cursor as somebody could make one up."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


async def names(member: Api, **variables: Any) -> list[str]:
    """The names on a page."""
    page = await member.one(LIST, **variables)
    return [edge["node"]["contactDetails"]["name"] for edge in page["edges"]]


async def test_pages_show_each_lead_once_although_others_come_in(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    first_names = [f"Person {number:02}" for number in range(7)]
    for name in first_names:
        await enter(owner, name=name)

    seen: list[str] = []
    after: str | None = None
    while True:
        page = await owner.one(LIST, order="NEWEST", first=3, after=after)
        seen += [edge["node"]["contactDetails"]["name"] for edge in page["edges"]]
        await enter(owner, name=f"Später {len(seen)}")
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert seen == first_names[::-1]
    assert page["totalCount"] == 7 + 2


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("NAME", ["Ärger", "Çelik", "Łukasz", "Zimmer"]),
        ("OLDEST", ["Zimmer", "Ärger", "Łukasz", "Çelik"]),
        ("NEWEST", ["Çelik", "Łukasz", "Ärger", "Zimmer"]),
        ("RECENTLY_CHANGED", ["Zimmer", "Çelik", "Łukasz", "Ärger"]),
    ],
)
async def test_orders_know_german_turkish_and_polish_letters(
    api: Api, workshop: TestWorkshop, order: str, expected: list[str]
) -> None:
    owner = api.as_(workshop.owner)
    leads = [await enter(owner, name=name) for name in ("Zimmer", "Ärger", "Łukasz", "Çelik")]
    await owner.one(act("leadMarkContacted"), id=leads[0]["id"])

    assert await names(owner, order=order) == expected
    one_by_one, after = [], None
    for _ in range(4):
        page = await owner.one(LIST, order=order, first=1, after=after)
        one_by_one.append(page["edges"][0]["node"]["contactDetails"]["name"])
        after = page["pageInfo"]["endCursor"]
    assert one_by_one == expected


async def test_filters_narrow_the_list(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    won = await enter(owner, name="Gewonnen", wish="Bremsen_100% neu")
    await enter(owner, name="Neu", email="neu@kunde.example", wish="Zahnriemen wechseln bitte")
    await owner.one(act("leadWin"), id=won["id"])

    assert await names(owner, filter={"status": ["WON", "LOST"]}) == ["Gewonnen"]
    assert await names(owner, filter={"status": []}) == []
    assert await names(owner, filter={"text": "zahnriemen NEU"}) == ["Neu"]
    assert await names(owner, filter={"text": "_100%"}) == ["Gewonnen"]
    assert await names(owner, filter={"text": "%"}) == []
    assert await names(owner, filter={"text": "' OR 1=1 --"}) == []
    assert await names(owner, filter={"text": "\x00"}) == ["Neu", "Gewonnen"]
    assert await names(owner, filter={"minScore": 101}) == []
    assert await names(owner, filter={"assigneeId": workshop.gid}) == []
    assert await names(owner, filter={"assigneeId": "Unsinn"}) == []
    assert await names(owner, filter={"createdFrom": "2100-01-01T00:00:00Z"}) == []
    assert await names(owner, filter={"createdTo": "2100-01-01T00:00:00+01:00"}) == ["Neu", "Gewonnen"]
    assert await names(owner, filter={"status": None, "text": None}) == ["Neu", "Gewonnen"]


@pytest.mark.parametrize(
    "variables",
    [
        {"first": -1},
        {"first": 101},
        {"after": "Unsinn"},
        {"after": "W10="},
        {"after": "WyJOQU1FIiwiYSIsImIiXQ=="},
        {"after": "WyJORVdFU1QiLCJrZWluZSBaZWl0Iiwia2VpbmUgSWQiXQ=="},
        {"after": "WyJORVdFU1QiLCIyMDI2LTAxLTAxVDAwOjAwOjAwIiwiMSJd"},
        {"order": "NAME", "after": cursor("NAME", "a\0", "0" * 32)},
        {"order": "NAME", "after": cursor("NAME", "\ud83d", "0" * 32)},
        {"after": "WyJ" * 5000},
        {"filter": {"createdFrom": "gestern"}},
        {"filter": {"status": ["GIBTSNICHT"]}},
    ],
    ids=str,
)
async def test_a_page_that_cannot_be_is_bad_input(api: Api, workshop: TestWorkshop, variables: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        await api.as_(workshop.owner).one(LIST, **variables)

    assert refused.value.code == "BAD_INPUT"
