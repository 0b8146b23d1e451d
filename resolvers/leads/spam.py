"""Whether an enquiry looks like spam: points with their reasons, by rules anybody can read. Marked, never dropped."""

import re
from dataclasses import dataclass
from enum import StrEnum

SPAM_FROM = 60
"""One sure sign, or several doubtful ones together."""

_LINK = re.compile(r"(?:https?://|www\.)\S*|\b[\w-]+\.(?:ru|xyz|top|click|online|site|icu)\b|\[url", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(seo|backlinks?|casino|crypto|bitcoin|kredit ohne|viagra|cialis|porn\w*|ranking|guest post|web ?traffic"
    r"|telegram\.me|onlyfans|forex|investment opportunity)\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(.)\1{9,}|\b(\w{2,})(?:\W+\2\b){4,}", re.IGNORECASE)
_MADE_UP = re.compile(r"(\d)\1{5,}|0?123456789|987654321")
_FASTEST_PERSON = 3.0
_DISPOSABLE = frozenset(
    {
        "10minutemail.com",
        "33mail.com",
        "byom.de",
        "dispostable.com",
        "einrot.com",
        "emailondeck.com",
        "fakeinbox.com",
        "getnada.com",
        "guerrillamail.com",
        "guerrillamail.de",
        "inboxkitten.com",
        "mail-temp.com",
        "maildrop.cc",
        "mailcatch.com",
        "mailinator.com",
        "mailnesia.com",
        "mintemail.com",
        "mohmal.com",
        "muellmail.com",
        "mytemp.email",
        "sharklasers.com",
        "spambog.com",
        "spamgourmet.com",
        "temp-mail.org",
        "tempail.com",
        "tempmail.com",
        "tempr.email",
        "throwawaymail.com",
        "trash-mail.com",
        "trashmail.com",
        "trashmail.de",
        "wegwerfmail.de",
        "wegwerfemail.de",
        "yopmail.com",
        "zehnminutenmail.de",
    }
)


class SpamReason(StrEnum):
    """What speaks for spam; the dashboard puts it in words."""

    TRAP = "TRAP"
    LINKS = "LINKS"
    SPAM_WORDS = "SPAM_WORDS"
    REPEATED_TEXT = "REPEATED_TEXT"
    SAME_AS_OTHERS = "SAME_AS_OTHERS"
    DISPOSABLE_MAIL = "DISPOSABLE_MAIL"
    MADE_UP_PHONE = "MADE_UP_PHONE"
    TOO_FAST = "TOO_FAST"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is looked at. `seconds` passed since the conversation began; `twins` are other enquiries with the same wish,
    from other conversations, of the last day."""

    name: str
    phone: str | None
    email: str | None
    wish: str | None
    is_trapped: bool
    seconds: float
    twins: int


def judge(signs: Signs) -> list[tuple[SpamReason, int]]:
    """What speaks for spam, each with its points; from SPAM_FROM points on it is taken for some."""
    said = f"{signs.name}\n{signs.wish or ''}"
    links = len(_LINK.findall(said)) + (2 if _LINK.search(signs.name) else 0)
    domain = (signs.email or "").rpartition("@")[2]
    found = [
        (SpamReason.TRAP, SPAM_FROM, signs.is_trapped),
        (SpamReason.LINKS, 60 if links > 1 else 20, links > 0),
        (SpamReason.SPAM_WORDS, 50, bool(_WORDS.search(said))),
        (SpamReason.REPEATED_TEXT, 30, bool(_REPEATED.search(said))),
        (SpamReason.SAME_AS_OTHERS, 60 if signs.twins > 2 else 30, signs.twins > 0),
        (SpamReason.DISPOSABLE_MAIL, 40, domain in _DISPOSABLE),
        (SpamReason.MADE_UP_PHONE, 30, bool(_MADE_UP.search(signs.phone or ""))),
        (SpamReason.TOO_FAST, 20, signs.seconds < _FASTEST_PERSON),
    ]
    return [(reason, points) for reason, points, applies in found if applies]
