"""The first score of a lead: 0 to 100 with its reasons, from what was said and left, by rules anybody can read."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tenants.models.leads import LeadKind

_URGENT = re.compile(
    r"\b(dringend|sofort|heute|morgen|panne|springt nicht an|liegengeblieben|urgent|asap|today|tomorrow|breakdown"
    r"|acil|bugün|yarın|pilne|dzisiaj|jutro|awaria)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_SPAM = re.compile(r"\b(seo|backlinks?|casino|crypto|bitcoin|kredit ohne|viagra|ranking|guest post)\b", re.IGNORECASE)
_BASE = 20
_LONG_CHAT = 4


class Reason(StrEnum):
    """Why a lead scores as it does; the dashboard puts it in words."""

    HAS_PHONE = "HAS_PHONE"
    HAS_EMAIL = "HAS_EMAIL"
    WISH_IS_SPECIFIC = "WISH_IS_SPECIFIC"
    WANTS_APPOINTMENT = "WANTS_APPOINTMENT"
    WANTS_CALLBACK = "WANTS_CALLBACK"
    URGENT = "URGENT"
    ASKED_PRICE = "ASKED_PRICE"
    LONG_CONVERSATION = "LONG_CONVERSATION"
    LOOKS_LIKE_SPAM = "LOOKS_LIKE_SPAM"


@dataclass(frozen=True, slots=True)
class Facts:
    """What scoring looks at. `visitor_lines` are the visitor's own messages."""

    kind: LeadKind
    phone: str | None
    email: str | None
    wish: str | None
    preferred_time: str | None
    visitor_lines: tuple[str, ...]
    was_quoted_price: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The points, capped to 0..100, and each reason with its part."""

    points: int
    reasons: tuple[tuple[Reason, int], ...]


def score(facts: Facts) -> Score:
    """Score one lead. A phone number and a concrete wish weigh most: they are what a workshop can act on."""
    said = " ".join(filter(None, (facts.wish, facts.preferred_time, *facts.visitor_lines)))
    wish = facts.wish or ""
    found = [
        (Reason.HAS_PHONE, 25, bool(facts.phone)),
        (Reason.HAS_EMAIL, 10, bool(facts.email)),
        (Reason.WISH_IS_SPECIFIC, 15, len(wish) >= 15 or len(facts.visitor_lines) >= 2),
        (Reason.WANTS_APPOINTMENT, 15, facts.kind is LeadKind.APPOINTMENT or bool(facts.preferred_time)),
        (Reason.WANTS_CALLBACK, 10, facts.kind is LeadKind.CALLBACK),
        (Reason.URGENT, 10, bool(_URGENT.search(said))),
        (Reason.ASKED_PRICE, 10, facts.was_quoted_price),
        (Reason.LONG_CONVERSATION, 5, len(facts.visitor_lines) >= _LONG_CHAT),
        (Reason.LOOKS_LIKE_SPAM, -60, bool(_SPAM.search(said)) or len(_LINK.findall(wish)) > 1),
    ]
    reasons = tuple((reason, points) for reason, points, applies in found if applies)
    return Score(max(0, min(100, _BASE + sum(points for _, points in reasons))), reasons)
