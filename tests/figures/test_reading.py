"""What the dashboard reads: totals, comparisons and series without gaps, as Python adds them up from the raw rows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import FromClause, Select, select, text, true
from sqlalchemy.dialects import postgresql

from tenants.models.accounts import Language
from tenants.models.chat import Surface
from tenants.models.figures import (
    GROUPINGS,
    FigureGrouping,
    FigureMetric,
    FigureUnit,
    analytics,
    breakdown,
    series,
    totals,
)
from tenants.models.leads import LeadStatus
from tests.conftest import MakeWorkshop
from tests.figures.history import History
from tests.figures.test_counting import happen

NOON = datetime(2026, 7, 15, 12, tzinfo=UTC)  # a Wednesday
JULY = (date(2026, 7, 1), date(2026, 7, 31))
JUNE = (date(2026, 6, 1), date(2026, 6, 30))
Days = tuple[date, date]
Row = tuple[Any, ...]


def look(days: Days, before: Days | None = None, unit: FigureUnit = FigureUnit.DAY) -> FromClause:
    """The row of `analytics` that everything below it refers to."""
    first, *compared = (SimpleNamespace(start=start, end=end) for start, end in filter(None, (days, before)))
    return analytics(first, compared[0] if compared else None, unit).subquery("parent")


async def read(history: History, parent: FromClause, below: Select[*tuple[Any, ...]] | None = None) -> list[Row]:
    """The rows as a member's request finds them, without the labels."""
    if below is None:
        statement: Any = select(*parent.c)
    else:
        found = below.lateral("found")
        statement = select(*found.c).select_from(parent.join(found, true()))
    async with history.workshop.scope().begin() as scope:
        return [tuple(row) for row in await scope.execute(statement)]


async def test_totals_name_every_metric_and_compare_only_where_asked(history: History) -> None:
    await history.lead(NOON)
    await history.chat(NOON, lines=2)
    await history.lead(NOON - timedelta(days=30))
    await history.recount()

    alone, compared = look(JULY), look(JULY, JUNE)

    counts = {"LEADS": 1, "CONVERSATIONS": 1, "VISITOR_MESSAGES": 2, "ANSWERS": 2}
    assert await read(history, alone, totals(alone)) == [
        (metric.value, counts.get(metric.value, 0), None) for metric in FigureMetric
    ]
    assert await read(history, compared, totals(compared)) == [
        (metric.value, counts.get(metric.value, 0), int(metric is FigureMetric.LEADS)) for metric in FigureMetric
    ]


async def test_a_series_has_a_point_for_every_day_of_the_range(history: History) -> None:
    await history.lead(NOON)
    await history.recount()
    parent = look((date(2026, 7, 14), date(2026, 7, 16)))

    assert await read(history, parent, series(parent, FigureMetric.LEADS, None)) == [
        (date(2026, 7, 14), None, 0),
        (date(2026, 7, 15), None, 1),
        (date(2026, 7, 16), None, 0),
    ]


@pytest.mark.parametrize(
    ("unit", "points"),
    [
        (FigureUnit.WEEK, {"2026-07-08": 0, "2026-07-13": 2, "2026-07-20": 0, "2026-07-27": 0, "2026-08-03": 1}),
        (FigureUnit.MONTH, {"2026-07-08": 2, "2026-08-01": 1}),
    ],
)
async def test_weeks_begin_on_monday_and_the_first_stretch_with_the_range(
    history: History, unit: FigureUnit, points: dict[str, int]
) -> None:
    for shift in (-8, 0, 4, 19, 40):
        await history.lead(NOON + timedelta(days=shift))
    await history.recount()
    parent = look((date(2026, 7, 8), date(2026, 8, 5)), unit=unit)

    found = await read(history, parent, series(parent, FigureMetric.LEADS, None))

    assert found == [(date.fromisoformat(start), None, count) for start, count in points.items()]


async def test_a_split_series_has_every_value_that_occurs_in_every_stretch(history: History) -> None:
    await history.chat(NOON, language=Language.TR)
    await history.chat(NOON, language=Language.DE)
    await history.chat(NOON + timedelta(days=1), language=Language.DE)
    await history.chat(NOON + timedelta(days=9), language=Language.PL)
    await history.recount()
    parent = look((date(2026, 7, 15), date(2026, 7, 16)))

    found = await read(history, parent, series(parent, FigureMetric.CONVERSATIONS, FigureGrouping.LANGUAGE))

    first, second = date(2026, 7, 15), date(2026, 7, 16)
    assert found == [(first, "DE", 1), (first, "TR", 1), (second, "DE", 1), (second, "TR", 0)]


async def test_a_breakdown_has_the_values_of_both_periods_largest_first(history: History) -> None:
    for surface, at in [
        (Surface.PHONE, NOON),
        (Surface.WIDGET, NOON),
        (Surface.WIDGET, NOON + timedelta(days=3)),
        (Surface.DEMO, NOON - timedelta(days=30)),
        (Surface.WIDGET, NOON - timedelta(days=30)),
    ]:
        await history.lead(at, surface=surface)
    await history.move(history.leads[0], LeadStatus.WON, NOON)
    await history.recount()
    alone, compared = look(JULY), look(JULY, JUNE)

    surfaces = (FigureMetric.LEADS, FigureGrouping.SURFACE)
    assert await read(history, compared, breakdown(compared, *surfaces)) == [
        ("WIDGET", 2, 1),
        ("PHONE", 1, 0),
        ("DEMO", 0, 1),
    ]
    assert await read(history, alone, breakdown(alone, *surfaces)) == [("WIDGET", 2, None), ("PHONE", 1, None)]
    statuses = (FigureMetric.LEADS, FigureGrouping.STATUS)
    assert await read(history, alone, breakdown(alone, *statuses)) == [("NEW", 2, None), ("WON", 1, None)]


async def test_nothing_split_is_no_point_at_all(history: History) -> None:
    parent = look(JULY, JUNE)

    assert await read(history, parent, series(parent, FigureMetric.LEADS, FigureGrouping.KIND)) == []
    assert await read(history, parent, breakdown(parent, FigureMetric.LEADS, FigureGrouping.KIND)) == []


async def test_the_moment_of_the_last_count_is_before_whatever_waits(history: History) -> None:
    parent = look(JULY, JUNE, FigureUnit.MONTH)
    ((now,),) = history.rows("SELECT now()")
    ((*told, counted_at),) = await read(history, parent)
    assert told == [*JULY, *JUNE, "MONTH"]
    assert counted_at >= now

    await history.lead(NOON)
    ((marked_at,),) = history.rows(
        "SELECT min(marked_at) FROM figure_marks WHERE workshop_id = %s", history.workshop.id
    )
    await history.lead(NOON)
    assert (await read(history, parent))[0][-1] == marked_at
    await history.recount()

    assert (await read(history, parent))[0][-1] > marked_at


async def test_another_workshops_counts_are_not_read(history: History, new_workshop: MakeWorkshop) -> None:
    other = History(await new_workshop(), history.rows)
    await other.lead(NOON)
    await other.recount()
    parent = look(JULY, JUNE)

    assert {count for _, count, _ in await read(history, parent, totals(parent))} == {0}
    assert {count for *_, count in await read(history, parent, series(parent, FigureMetric.LEADS, None))} == {0}


async def test_a_month_among_ten_years_is_read_by_its_index(history: History) -> None:
    history.rows(
        "INSERT INTO daily_figures (workshop_id, id, day, metric, count, groups)"
        """ SELECT %s, gen_random_uuid(), date '2020-01-01' + n, metric, 1, '{"KIND": {"CALLBACK": 1}}'"""
        " FROM generate_series(1, 3650) n, unnest(ARRAY['LEADS', 'CONVERSATIONS', 'ANSWERS']) metric",
        history.workshop.id,
    )
    history.rows("ANALYZE daily_figures")
    parent = look(JULY, JUNE)

    for below in (
        totals(parent),
        series(parent, FigureMetric.LEADS, None),
        series(parent, FigureMetric.LEADS, FigureGrouping.KIND),
        breakdown(parent, FigureMetric.LEADS, FigureGrouping.KIND),
    ):
        found = below.lateral("found")
        plan = await explain(history, select(*found.c).select_from(parent.join(found, true())))
        assert "daily_figures_workshop_id_day_metric_uq" in plan
        assert "Seq Scan on daily_figures" not in plan


async def explain(history: History, statement: Select[*tuple[Any, ...]]) -> str:
    """How a member's request would read it."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # as the library has it
    compiled = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    async with history.workshop.scope().begin() as scope:
        return "\n".join((await scope.execute(text(f"EXPLAIN {compiled}".replace(":", "\\:")))).scalars())


@pytest.mark.parametrize("seed", range(2))
async def test_every_split_of_every_metric_adds_up(history: History, seed: int) -> None:
    chance = Random(seed)
    for _ in range(25):
        await happen(history, chance)
    await history.recount()
    raw = history.counted()
    days = (date(2026, 3, 20), date(2027, 1, 2))

    for unit in FigureUnit:
        parent = look(days, unit=unit)
        for metric in FigureMetric:
            whole: Counter[date] = Counter()
            for (day, of, by, _), count in raw.items():
                if (of, by) == (metric, ""):
                    whole[begin(day, unit, days[0])] += count
            found = await read(history, parent, series(parent, metric, None))
            assert {start: count for start, _, count in found if count} == whole
            assert [start for start, *_ in found] == sorted({begin(day, unit, days[0]) for day in every(days)})
            for grouping in GROUPINGS[metric]:
                split = await read(history, parent, series(parent, metric, grouping))
                expected: Counter[tuple[date, str]] = Counter()
                for (day, of, by, value), count in raw.items():
                    if (of, by) == (metric, grouping):
                        expected[begin(day, unit, days[0]), value] += count
                assert {(start, value): count for start, value, count in split if count} == expected
                assert len(split) == len(found) * len({value for _, value in expected})


def every(days: Days) -> list[date]:
    """All days of a range."""
    return [days[0] + timedelta(days=shift) for shift in range((days[1] - days[0]).days + 1)]


def begin(day: date, unit: FigureUnit, first: date) -> date:
    """The first day of the stretch a day lies in, as far as the range has it."""
    begins = {
        FigureUnit.DAY: day,
        FigureUnit.WEEK: day - timedelta(days=day.weekday()),
        FigureUnit.MONTH: day.replace(day=1),
    }[unit]
    return max(begins, first)
