"""Figures through the API: for every member, within a year, and only in ways a count can be split."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from carbot.outside import Outside
from tenants.models.accounts import Language
from tenants.models.chat import Surface
from tenants.models.figures import GROUPINGS, FigureGrouping, FigureMetric
from tenants.models.leads import LeadStatus
from tenants.models.members import Role
from tests.conftest import MakeWorkshop
from tests.figures.history import History
from tests.support.api import Api, Headers, Refused, TestWorkshop, make_workshop
from tests.support.waiting import until

NOON = datetime(2026, 7, 15, 12, tzinfo=UTC)
DASHBOARD = """query ($range: DateRangeInput!, $compareTo: DateRangeInput, $unit: FigureUnit! = DAY) {
  analytics(range: $range, compareTo: $compareTo, unit: $unit) {
    start end previousStart previousEnd unit
    totals { metric count previousCount }
    surfaces: breakdown(metric: LEADS, groupBy: SURFACE) { value count previousCount }
    leads: series(metric: LEADS) { start value count }
    languages: series(metric: CONVERSATIONS, groupBy: LANGUAGE) { start value count }
  } }"""
SPLIT = """query ($range: DateRangeInput!, $metric: FigureMetric!, $groupBy: FigureGrouping) {
  analytics(range: $range) { series(metric: $metric, groupBy: $groupBy) { count } } }"""
MOMENT = "query ($range: DateRangeInput!) { analytics(range: $range) { updatedAt totals { count } } }"
JULY = {"start": "2026-07-01", "end": "2026-07-31"}
JUNE = {"start": "2026-06-01", "end": "2026-06-30"}


@pytest.fixture
def new_workshop(outside: Outside) -> MakeWorkshop:
    """Makes workshops where the API finds them."""

    async def make(**changes: object) -> TestWorkshop:
        return await make_workshop(outside, **changes)

    return make


async def test_the_dashboard_reads_totals_comparison_split_and_trend_at_once(api: Api, history: History) -> None:
    won = await history.lead(NOON, surface=Surface.WIDGET)
    await history.move(won, LeadStatus.WON, NOON)
    await history.lead(NOON.replace(month=6))
    await history.chat(NOON, language=Language.TR)
    await history.recount()

    range_ = {"start": "2026-07-13", "end": "2026-07-26"}
    answer = await api.as_(history.workshop.owner).one(DASHBOARD, range=range_, compareTo=JUNE, unit="WEEK")

    counts = {
        "LEADS": (1, 1),
        "LEADS_WON": (1, 0),
        "CONVERSATIONS": (1, 0),
        "VISITOR_MESSAGES": (1, 0),
        "ANSWERS": (1, 0),
    }
    assert answer == {
        "start": "2026-07-13",
        "end": "2026-07-26",
        "previousStart": "2026-06-01",
        "previousEnd": "2026-06-30",
        "unit": "WEEK",
        "totals": [
            {"metric": metric.value, "count": now, "previousCount": before}
            for metric in FigureMetric
            for now, before in [counts.get(metric.value, (0, 0))]
        ],
        "surfaces": [
            {"value": "WIDGET", "count": 1, "previousCount": 0},
            {"value": "PHONE", "count": 0, "previousCount": 1},
        ],
        "leads": [
            {"start": "2026-07-13", "value": None, "count": 1},
            {"start": "2026-07-20", "value": None, "count": 0},
        ],
        "languages": [
            {"start": "2026-07-13", "value": "TR", "count": 1},
            {"start": "2026-07-20", "value": "TR", "count": 0},
        ],
    }


async def test_without_a_comparison_nothing_is_previous(api: Api, workshop: TestWorkshop) -> None:
    answer = await api.as_(workshop.owner).one(DASHBOARD, range=JULY)

    assert (answer["previousStart"], answer["previousEnd"], answer["unit"]) == (None, None, "DAY")
    assert {(total["count"], total["previousCount"]) for total in answer["totals"]} == {(0, None)}
    assert (len(answer["leads"]), answer["languages"], answer["surfaces"]) == (31, [], [])


@pytest.mark.parametrize("role", Role)
async def test_every_member_may_look(api: Api, workshop: TestWorkshop, role: Role) -> None:
    member = await workshop.add_member(role)

    assert (await api.as_(member).one(MOMENT, range=JULY))["updatedAt"] is not None


async def test_visitors_and_strangers_may_not(api: Api, workshop: TestWorkshop) -> None:
    visitor = await workshop.visitor()

    for who, code in ((visitor, "FORBIDDEN"), (Headers(), "UNAUTHENTICATED")):
        with pytest.raises(Refused) as refusal:
            await api.as_(who).run(MOMENT, range=JULY)
        assert refusal.value.code == code


async def test_another_workshops_figures_are_not_seen(api: Api, history: History, other_workshop: TestWorkshop) -> None:
    await history.lead(NOON)
    await history.recount()

    answer = await api.as_(other_workshop.owner).one(MOMENT, range=JULY)

    assert {total["count"] for total in answer["totals"]} == {0}


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"range": {"start": "2026-07-02", "end": "2026-07-01"}}, "`range` ends before it starts"),
        ({"range": {"start": "2025-07-01", "end": "2026-07-02"}}, "`range` has 367 days"),
        ({"range": JULY, "compareTo": {"start": "2026-06-30", "end": "2026-06-01"}}, "`compareTo` ends before"),
        ({"range": JULY, "compareTo": {"start": "0001-01-01", "end": "9999-12-31"}}, "`compareTo` has 3652059 days"),
    ],
)
async def test_a_period_is_in_order_and_a_year_at_most(
    api: Api, workshop: TestWorkshop, variables: dict[str, Any], word: str
) -> None:
    with pytest.raises(Refused) as refusal:
        await api.as_(workshop.owner).run(DASHBOARD, **variables)

    (error,) = refusal.value.errors
    assert (refusal.value.code, error["path"]) == ("BAD_INPUT", ["analytics"])
    assert word in error["message"]


@pytest.mark.parametrize(
    "days", [("2024-01-01", "2024-12-31"), ("0001-01-01", "0001-01-31"), ("9999-12-01", "9999-12-31")]
)
async def test_a_leap_year_and_the_ends_of_the_calendar_can_be_looked_at(
    api: Api, workshop: TestWorkshop, days: tuple[str, str]
) -> None:
    period = dict(zip(("start", "end"), days, strict=True))

    answer = await api.as_(workshop.owner).one(DASHBOARD, range=period, compareTo=period, unit="MONTH")

    assert (answer["start"], answer["end"]) == days
    assert answer["leads"][0] == {"start": days[0], "value": None, "count": 0}


async def test_a_metric_is_split_by_what_it_has_and_by_nothing_else(api: Api, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)

    for metric in FigureMetric:
        for grouping in FigureGrouping:
            asked = {"range": JULY, "metric": metric.value, "groupBy": grouping.value}
            if grouping in GROUPINGS[metric]:
                assert (await member.one(SPLIT, **asked))["series"] == []
                continue
            with pytest.raises(Refused, match=f"{metric.value} cannot be split by {grouping.value}") as refusal:
                await member.run(SPLIT, **asked)
            assert refusal.value.code == "BAD_INPUT"


async def test_what_happens_is_counted_within_seconds(api: Api, workshop: TestWorkshop, background: None) -> None:
    member = api.as_(workshop.owner)
    today, day = datetime.now(UTC).date(), timedelta(days=1)
    around = {"start": f"{today - day}", "end": f"{today + day}"}
    lead = """mutation { leadCreate(input: {kind: CALLBACK, name: "Ada", phone: "0171 2345678"}) { lead { id } } }"""
    await member.one(lead)

    async def counted() -> bool:
        answer = await member.one(MOMENT, range=around)
        return bool(answer["totals"][0]["count"])

    await until(counted)
