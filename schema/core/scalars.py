"""Scalars with a meaning beyond their letters."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any, NewType

import strawberry
from strawberry.schema.types.base_scalars import DateTimeDefinition
from strawberry.types.scalar import ScalarDefinition

Money = NewType("Money", int)
EmailAddress = NewType("EmailAddress", str)
PhoneNumber = NewType("PhoneNumber", str)
Url = NewType("Url", str)
LocalTime = NewType("LocalTime", time)

_LARGEST = 2**31 - 1
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _cents(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -_LARGEST <= value <= _LARGEST:
        raise ValueError("Money is a whole number of cents.")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 2000:
        raise ValueError("A text of at most 2,000 characters is expected.")
    return value


def _time(value: Any) -> time:
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        return time.fromisoformat(value)
    raise ValueError("A time looks like 08:30.")


def moment(value: datetime) -> str:
    """A moment in UTC as PostgreSQL's JSON has it: without the zeros a fraction ends in, without an empty one."""
    text = value.astimezone(UTC).isoformat()
    seconds, point, rest = text.partition(".")
    fraction, _, zone = rest.partition("+")
    return f"{seconds}.{fraction.rstrip('0')}+{zone}" if point else text


def _scalar(name: str, description: str, **functions: Any) -> ScalarDefinition:
    made: ScalarDefinition = strawberry.scalar(name=name, description=description, **functions)
    return made


SCALARS: dict[object, ScalarDefinition] = {
    datetime: replace(DateTimeDefinition, serialize=moment),
    Money: _scalar(
        "Money",
        "Whole cents of the workshop's currency, VAT included: 12900 is 129,00 €.",
        serialize=_cents,
        parse_value=_cents,
    ),
    EmailAddress: _scalar("EmailAddress", "An e-mail address (RFC 5321).", serialize=str, parse_value=_text),
    PhoneNumber: _scalar(
        "PhoneNumber",
        "A phone number. Answers are in E.164 (+4922112345); input may be written as usual in the workshop's country.",
        serialize=str,
        parse_value=_text,
    ),
    Url: _scalar("Url", "An http or https address.", serialize=str, parse_value=_text),
    LocalTime: _scalar(
        "Time",
        "A time of day in the workshop's time zone, 24 hours, as HH:MM.",
        serialize=lambda value: f"{value:%H:%M}",
        parse_value=_time,
    ),
}
