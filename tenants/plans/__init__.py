"""Plans: what can be bought and what it unlocks, from plans.toml; the only place that states a price."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tenants.models.billing import Feature, Limit, Plan, PlanCode

_FILE = Path(__file__).parent / "plans.toml"
_OPTIONAL = ("yearly", "client_keys", "leads", "locations", "api_calls", "api_call", "white_label")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a trial goes: its plan, how long it is, days before its end to remind, and how long data can be read after.

    The time of reading only is the same after a subscription's end.
    """

    plan: PlanCode
    length: timedelta
    reminders: tuple[int, ...]
    grace: timedelta


@cache
def rows() -> list[dict[str, Any]]:
    """The rows of the table `plans`."""
    read = _read()
    absent = dict.fromkeys(_OPTIONAL)
    return [{**absent, "currency": read["currency"], **plan} for plan in read["plans"]]


@cache
def plans() -> Mapping[PlanCode, Plan]:
    """The plans by their code, in their order; rows of no session."""
    return {PlanCode(row["code"]): Plan(**{**row, "code": PlanCode(row["code"])}) for row in rows()}


@cache
def trial() -> Terms:
    """The terms of a trial."""
    read = _read()["trial"]
    return Terms(
        PlanCode(read["plan"]),
        timedelta(days=read["days"]),
        tuple(read["reminders"]),
        timedelta(days=read["grace_days"]),
    )


def lifting(wanted: Feature | Limit, used: int = 0) -> PlanCode | None:
    """The smallest plan that has a feature, or allows one more than `used`; None where none does."""
    return next((code for code, plan in plans().items() if allows(plan, wanted, used)), None)


def allows(plan: Plan, wanted: Feature | Limit, used: int = 0) -> bool:
    """Whether a plan has a feature, or allows one more than `used`."""
    if isinstance(wanted, Feature):
        return wanted.value in plan.features
    most = most_of(plan, wanted)
    return most is None or used < most


def most_of(plan: Plan, limit: Limit) -> int | None:
    """How many a plan allows; None for any number."""
    most: int | None = getattr(plan, limit.value.lower())
    return most


@cache
def _read() -> Mapping[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)
