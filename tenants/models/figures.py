"""Figures: how much of what happened on a workshop's days, counted by a worker and read by the dashboard.

The raw rows stay the truth. Whatever changes them leaves a mark (a trigger does), and a worker counts the days of the
marks again; see docs/decisions/0017.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import (
    CTE,
    CheckConstraint,
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Index,
    Integer,
    Interval,
    Select,
    String,
    Text,
    Uuid,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    null,
    select,
    text,
    true,
    union_all,
    values,
)
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.base import Base, Platform, WorkshopOwned, closed, created, one_of, owned_by_workshop
from tenants.models.leads import LeadEvent


class FigureMetric(StrEnum):
    """What is counted."""

    LEADS = "LEADS"
    LEADS_WON = "LEADS_WON"
    LEADS_LOST = "LEADS_LOST"
    CONVERSATIONS = "CONVERSATIONS"
    VISITOR_MESSAGES = "VISITOR_MESSAGES"
    ANSWERS = "ANSWERS"
    KNOWLEDGE_GAPS = "KNOWLEDGE_GAPS"


class FigureGrouping(StrEnum):
    """What a count can be split by."""

    SURFACE = "SURFACE"
    KIND = "KIND"
    ORIGIN = "ORIGIN"
    LANGUAGE = "LANGUAGE"
    STATUS = "STATUS"
    ANSWERED_BY = "ANSWERED_BY"
    OUTCOME = "OUTCOME"


class FigureUnit(StrEnum):
    """How long the stretches of a series are."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


_OF_LEADS = (FigureGrouping.SURFACE, FigureGrouping.KIND, FigureGrouping.ORIGIN, FigureGrouping.LANGUAGE)
GROUPINGS: dict[FigureMetric, tuple[FigureGrouping, ...]] = {
    FigureMetric.LEADS: (*_OF_LEADS, FigureGrouping.STATUS),
    FigureMetric.LEADS_WON: _OF_LEADS,
    FigureMetric.LEADS_LOST: _OF_LEADS,
    FigureMetric.CONVERSATIONS: (FigureGrouping.SURFACE, FigureGrouping.LANGUAGE, FigureGrouping.OUTCOME),
    FigureMetric.VISITOR_MESSAGES: (),
    FigureMetric.ANSWERS: (FigureGrouping.ANSWERED_BY,),
    FigureMetric.KNOWLEDGE_GAPS: (FigureGrouping.ANSWERED_BY,),
}
"""Which counts can be split by what."""


class DailyFigure(WorkshopOwned, Base):
    """One count of one day in the workshop's time zone; a day without any has no row.

    `groups` splits the count: {"SURFACE": {"WIDGET": 3, "PHONE": 1}, …}; the parts of each grouping add up to it.
    """

    __tablename__ = "daily_figures"
    __table_args__ = (
        owned_by_workshop(),
        one_of("metric", FigureMetric),
        CheckConstraint("count > 0", name="count_is_positive"),
        Index("daily_figures_workshop_id_day_metric_uq", "workshop_id", "day", "metric", unique=True),
    )

    day: Mapped[date] = mapped_column(Date())
    metric: Mapped[FigureMetric] = closed(FigureMetric)
    count: Mapped[int]
    groups: Mapped[dict[str, Any]]


class FigureMark(Platform, Base):
    """A note that rows of this day (UTC) have come, gone or changed since it was counted; without a day: all have.

    Everybody who writes such rows may insert one for their own workshop; a worker takes a workshop's away with the
    count that makes them good. Nothing is unique about them, so that no two writers wait for each other.
    """

    __tablename__ = "figure_marks"
    __mapper_args__ = {"eager_defaults": False}  # whoever inserts may not read

    workshop_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    day: Mapped[date | None] = mapped_column(Date())
    marked_at: Mapped[datetime] = created()


Index(
    "lead_events_closing_ix",
    LeadEvent.workshop_id,
    LeadEvent.at,
    postgresql_where=text("to_status IN ('WON', 'LOST')"),
)

Rows = Select[*tuple[Any, ...]]


class Period(Protocol):
    """The first and the last day of a stretch of time, as SQL."""

    start: Any
    end: Any


def analytics(range: Period, compare_to: Period | None, unit: FigureUnit) -> Rows:
    """One row: what is looked at, and up to which moment everything is counted."""
    waiting = select(func.min(FigureMark.marked_at)).scalar_subquery()
    previous = (compare_to.start, compare_to.end) if compare_to else (null(), null())
    return select(
        cast(range.start, Date()).label("start"),
        cast(range.end, Date()).label("end"),
        cast(previous[0], Date()).label("previous_start"),
        cast(previous[1], Date()).label("previous_end"),
        literal(unit.value, Text()).label("unit"),
        func.coalesce(waiting, func.now()).label("updated_at"),
    )


def totals(parent: FromClause) -> Rows:
    """Every metric with its count in both periods; zero where nothing happened, null where nothing is compared."""
    metrics = values(column("metric", String()), column("place", Integer()), name="metrics").data(
        [(metric.value, place) for place, metric in enumerate(FigureMetric)]
    )
    now, before = (
        select(DailyFigure.metric, _sum(DailyFigure.count))
        .where(DailyFigure.day.between(start, end))
        .group_by(DailyFigure.metric)
        .correlate(parent)
        .subquery()
        for start, end in _periods(parent)
    )
    return (
        select(
            metrics.c.metric,
            func.coalesce(now.c.count, 0).label("count"),
            _compared(parent, before.c.count).label("previous_count"),
        )
        .select_from(metrics)
        .outerjoin(now, now.c.metric == metrics.c.metric)
        .outerjoin(before, before.c.metric == metrics.c.metric)
        .order_by(metrics.c.place)
        .correlate(parent)
    )


def breakdown(parent: FromClause, metric: FigureMetric, group_by: FigureGrouping) -> Rows:
    """The values a metric splits into in either period, each with both counts, largest first."""
    parts = union_all(
        *(
            _parts(metric, group_by, literal(is_now).label("is_now"))
            .where(DailyFigure.day.between(start, end))
            .correlate(parent)
            for is_now, (start, end) in zip((True, False), _periods(parent), strict=True)
        )
    ).subquery()
    count = func.coalesce(func.sum(parts.c.count).filter(parts.c.is_now), 0)
    before = func.sum(parts.c.count).filter(~parts.c.is_now)
    return (
        select(
            parts.c.value,
            cast(count, Integer()).label("count"),
            cast(_compared(parent, before), Integer()).label("previous_count"),
        )
        .group_by(parts.c.value, parent.c.previous_start)
        .order_by(count.desc(), parts.c.value)
        .correlate(parent)
    )


def series(parent: FromClause, metric: FigureMetric, group_by: FigureGrouping | None) -> Rows:
    """The counts of a metric by unit of time, oldest first, without gaps; split, each value has all points."""
    unit = parent.c.unit
    steps = (
        func.generate_series(
            func.date_trunc(unit, cast(parent.c.start, DateTime())),
            cast(parent.c.end, DateTime()),
            cast(literal("1 ", Text()).concat(unit), Interval()),
        )
        .table_valued("start", name="steps")
        .render_derived()
    )
    sums = _by_step(parent, metric, group_by)
    start = func.greatest(cast(steps.c.start, Date()), parent.c.start)
    count = func.coalesce(sums.c.count, 0).label("count")
    if group_by is None:
        points = select(start.label("start"), sums.c.value, count).select_from(
            steps.outerjoin(sums, sums.c.start == steps.c.start)
        )
        return points.order_by(start).add_cte(sums, nest_here=True).correlate(parent)
    names = select(sums.c.value).distinct().subquery()
    points = select(start.label("start"), names.c.value, count).select_from(
        steps.join(names, true()).outerjoin(sums, and_(sums.c.start == steps.c.start, sums.c.value == names.c.value))
    )
    return points.order_by(start, names.c.value).add_cte(sums, nest_here=True).correlate(parent)


def _periods(parent: FromClause) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    return (parent.c.start, parent.c.end), (parent.c.previous_start, parent.c.previous_end)


def _sum(count: Any) -> ColumnElement[int]:
    return cast(func.sum(count), Integer()).label("count")


def _compared(parent: FromClause, count: Any) -> ColumnElement[Any]:
    """A count of the period that is compared with; null without one."""
    return case((parent.c.previous_start.is_not(None), func.coalesce(count, 0)))


def _parts(metric: FigureMetric, group_by: FigureGrouping, *columns: Any) -> Rows:
    """The parts of a metric's days."""
    part = func.jsonb_each_text(DailyFigure.groups[group_by.value]).table_valued("key", "value", name="part")
    return (
        select(part.c.key.label("value"), cast(part.c.value, Integer()).label("count"), *columns)
        .select_from(DailyFigure)
        .join(part, true())
        .where(DailyFigure.metric == metric)
    )


def _by_step(parent: FromClause, metric: FigureMetric, group_by: FigureGrouping | None) -> CTE:
    """The sums of a metric by unit of time, and by value where it is split."""
    step = func.date_trunc(parent.c.unit, cast(DailyFigure.day, DateTime())).label("start")
    if group_by is None:
        days = select(cast(null(), Text()).label("value"), DailyFigure.count, step).where(DailyFigure.metric == metric)
    else:
        days = _parts(metric, group_by, step)
    found = days.where(DailyFigure.day.between(parent.c.start, parent.c.end)).correlate(parent).subquery()
    sums = select(found.c.start, found.c.value, _sum(found.c.count)).group_by(found.c.start, found.c.value)
    return sums.cte().prefix_with("MATERIALIZED")
