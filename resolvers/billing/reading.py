"""What can be bought, and how much of the plan is used: selects for the engine."""

from typing import Any

from sqlalchemy import Date, Integer, Select, Text, cast, func, literal_column, select, union_all

from tenants.models.billing import Limit, Plan, Subscription, UsageMonth
from tenants.models.keys import ClientKey
from tenants.models.partners import InstallationDay
from tenants.models.workshops import Workshop

_MONTH = cast(func.date_trunc("month", func.timezone(select(Workshop.time_zone).scalar_subquery(), func.now())), Date())


def offered_plans() -> Select[Any]:
    """The plans in their order."""
    columns: list[Any] = [
        Plan.code,
        Plan.currency,
        Plan.monthly.label("monthly_price"),
        Plan.yearly.label("yearly_price"),
        Plan.client_keys,
        Plan.leads,
        Plan.answers,
        Plan.locations,
        Plan.api_calls,
        Plan.api_call.label("api_call_price"),
        Plan.white_label.label("white_label_price"),
        Plan.features,
        Plan.payments,
    ]
    return select(*columns).order_by(Plan.position)


def plan_usage() -> Select[Any]:
    """How much of each limit of the caller's plan is used, in this calendar month where it is a monthly one."""
    month = select(UsageMonth).where(UsageMonth.month == _MONTH).subquery()
    used = {
        Limit.CLIENT_KEYS: select(func.count()).select_from(ClientKey).where(ClientKey.is_active),
        Limit.LEADS: select(func.coalesce(func.sum(month.c.leads), 0)),
        Limit.ANSWERS: select(func.coalesce(func.sum(month.c.answers), 0)),
        Limit.API_CALLS: select(func.coalesce(func.sum(InstallationDay.requests), 0)).where(
            InstallationDay.day >= _MONTH
        ),
    }
    rows = [
        select(
            literal_column(f"'{limit.value}'", Text()).label("limit"),
            cast(number.scalar_subquery(), Integer()).label("used"),
            getattr(Plan, limit.value.lower()).label("most"),
        )
        .select_from(Subscription)
        .join(Plan, Plan.code == Subscription.plan)
        for limit, number in used.items()
    ]
    return select(union_all(*rows).subquery())
