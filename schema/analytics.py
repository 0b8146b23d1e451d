"""Analytics: how much happened in a stretch of time, compared with another one, by day, week or month."""

from datetime import date, datetime

import strawberry

from resolvers.figures import check_grouping, check_periods
from schema.core.enums import describe_enum
from schema.engine.declarations import Argument, column, declared, row, rows
from tenants.models import figures
from tenants.models.figures import FigureGrouping, FigureMetric, FigureUnit
from tenants.permissions import Permission

describe_enum(FigureMetric, "What is counted, and by what it can be split.")
describe_enum(FigureGrouping, "What a count can be split by.")
describe_enum(FigureUnit, "How long each stretch of a series is.")

_METRIC = Argument(FigureMetric, "What is counted.")


@strawberry.input(description="A stretch of whole days in the workshop's time zone, at most 366.")
class DateRangeInput:
    """Both ends included."""

    start: date = strawberry.field(description="The first day.")
    end: date = strawberry.field(description="The last day.")


@declared()
class FigureTotal:
    """How often something happened in the range."""

    metric: FigureMetric = column("What is counted.")
    count: int = column("How often.")
    previous_count: int | None = column("How often in the range that is compared with; null without one.")


@declared()
class FigureShare:
    """How much of a count belongs to one value."""

    value: str = column("The value: a member of the enum the count is split by.")
    count: int = column("How often.")
    previous_count: int | None = column("How often in the range that is compared with; null without one.")


@declared()
class FigurePoint:
    """One stretch of a series."""

    start: date = column("Its first day, or the range's where the stretch began before it.")
    value: str | None = column("The value: a member of the enum the series is split by; null where it is not split.")
    count: int = column("How often.")


@declared()
class Analytics:
    """How much happened in a stretch of time. Days are those of the workshop's time zone."""

    start: date = column("The first day that is looked at.")
    end: date = column("The last day.")
    previous_start: date | None = column("The first day of what is compared with.")
    previous_end: date | None = column("The last day of what is compared with.")
    unit: FigureUnit = column("How long the stretches of the series are.")
    updated_at: datetime = column(
        "All that happened before this moment is counted: now, unless something waits. What happens is counted within"
        " ten seconds."
    )
    totals: list[FigureTotal] = rows(figures.totals, "Every metric with its count, in a fixed order.")
    breakdown: list[FigureShare] = rows(
        figures.breakdown,
        "A metric split by one of the things it can be split by, the largest part first.",
        arguments={"metric": _METRIC, "group_by": Argument(FigureGrouping, "What it is split by.")},
        check=check_grouping,
    )
    series: list[FigurePoint] = rows(
        figures.series,
        "A metric over time, oldest first, zeros included. Split, every value that occurs has all points.",
        arguments={"metric": _METRIC, "group_by": Argument(FigureGrouping | None, "What it is split by.", None)},
        check=check_grouping,
    )


@strawberry.type
class Query:
    """The figures' part of the root."""

    analytics: Analytics | None = row(
        figures.analytics,
        "How much happened in a range of days: totals, comparison, trends.",
        arguments={
            "range": Argument(DateRangeInput, "The days to look at."),
            "compare_to": Argument(DateRangeInput | None, "The days to compare with.", None),
            "unit": Argument(FigureUnit, "How long the stretches of the series are.", FigureUnit.DAY),
        },
        check=check_periods,
        requires=Permission.ANALYTICS_READ,
    )
