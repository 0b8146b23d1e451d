"""Wording: greetings, moments and durations, and names that do no harm in a mail."""

import re
from datetime import date, datetime, time, tzinfo

from babel.dates import format_date, format_time
from babel.units import format_unit

from workers.mails.phrases import Phrases

_LONGEST_NAME = 80
# Somebody may enter another person's address: what they wrote beside it must not make our mail carry their links.
_LINK_LIKE = re.compile(r"://|www\.|@|\w\.[a-z]{2,}", re.IGNORECASE)


def greeting(name: str | None, say: Phrases) -> str:
    """How the letter begins; without the name where that could carry a link."""
    person = one_line(name or "")
    if not person or is_link_like(person):
        return say("greeting.anonymous")
    return say("greeting.named", name=person)


def is_link_like(text: str) -> bool:
    """Whether a mail program could make a link of it."""
    return _LINK_LIKE.search(text) is not None


def harmless(name: str) -> str:
    """A name on one line, of which no mail program makes a link."""
    line = one_line(name)
    return re.sub(r"://|[.@]", "·", line) if is_link_like(line) else line


def one_line(text: str) -> str:
    """A name on one line: whoever entered it must not break a subject or fill a screen."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"


def phone_url(phone: str) -> str:
    """The address a telephone dials."""
    return "tel:" + "".join(letter for letter in phone if letter in "+0123456789")


def moment(at: datetime, zone: tzinfo, say: Phrases) -> str:
    """Day and time, where the reader is."""
    local = at.astimezone(zone)
    return f"{format_date(local, 'medium', locale=locale(say))}, {clock_time(local, zone, say)}"


def clock_time(at: datetime, zone: tzinfo, say: Phrases) -> str:
    """The time of day, where the reader is."""
    return format_time(at, "short", tzinfo=zone, locale=locale(say))


def stretch(day: date, starts_at: time | None, ends_at: time | None, say: Phrases) -> str:
    """A day with its weekday, and the hours of it where there are any."""
    words = format_date(day, "full", locale=locale(say))
    if starts_at is None or ends_at is None:
        return words
    return f"{words}, {clock(starts_at, say)}–{clock(ends_at, say)}"


def clock(at: time, say: Phrases) -> str:
    """A time of day as it stands, of no zone."""
    return format_time(datetime.combine(date.min, at), "short", locale=locale(say))


def locale(say: Phrases) -> str:
    """How dates and units of the language are written."""
    return "en_GB" if say.language == "en" else say.language


def lasting(count: int, unit: str, say: Phrases) -> str:
    """So many of a unit of time, in words."""
    return format_unit(count, f"duration-{unit}", locale=locale(say))
