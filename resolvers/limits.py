"""Limits: who was refused most, for those who run the platform."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Integer, Select, cast, func, select

from carbot.errors import BadInput
from tenants.models.limits import LimitRefusal
from tenants.models.workshops import Workshop

MOST_HOURS = 24 * 30
_MOST_SOURCES = 50
_SHOWN_DIGITS = 12


def top_refusals(hours: Any) -> Select[*tuple[Any, ...]]:
    """The 50 sources that were refused most often in the last so many hours, by class, key and workshop.

    `source` is the beginning of the keyed hash of an address, in hexadecimal.
    """
    total = func.sum(LimitRefusal.count)
    key = LimitRefusal.client_key_id
    groups = (LimitRefusal.rate_class, LimitRefusal.source, LimitRefusal.workshop_id, key)
    return (
        select(
            LimitRefusal.rate_class.label("rate_class"),
            func.left(func.encode(LimitRefusal.source, "hex"), _SHOWN_DIGITS).label("source"),
            Workshop.name.label("workshop_name"),
            key.is_not(None).label("is_by_key"),
            cast(total, Integer).label("count"),
            func.max(LimitRefusal.hour).label("last_hour"),
        )
        .outerjoin(Workshop, Workshop.id == LimitRefusal.workshop_id)
        .where(LimitRefusal.hour > func.now() - func.make_interval(0, 0, 0, 0, hours))
        .group_by(*groups, Workshop.name)
        .order_by(total.desc(), LimitRefusal.source)
        .limit(_MOST_SOURCES)
    )


def check_hours(arguments: Mapping[str, Any]) -> None:
    """Refuse what is no number of hours of the last thirty days. Raises BadInput."""
    if not 1 <= arguments["hours"] <= MOST_HOURS:
        raise BadInput(f"Ask for 1 to {MOST_HOURS} hours.")
