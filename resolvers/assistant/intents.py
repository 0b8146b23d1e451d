"""What a visitor wants, read from the words alone, in German, English, Turkish and Polish."""

import re

import phonenumbers

from resolvers.assistant.language import fold, folded_pattern
from resolvers.assistant.patterns import PATTERNS
from resolvers.assistant.patterns import Intent as Intent
from resolvers.assistant.tools import LeadDraft

URGENT = frozenset({Intent.SAFETY, Intent.ILLEGAL, Intent.HUMAN})
"""Wishes that are answered by rule even where a model is there."""

_COMPILED = {
    intent: re.compile("|".join(f"(?:{folded_pattern(pattern)})" for pattern in patterns))
    for intent, patterns in PATTERNS.items()
}
_DRIVE_ON = re.compile(
    folded_pattern(
        r"weiter ?(?:zu ?)?fahr\w*|(?:noch|trotzdem|damit|so|heim|nach hause) (?:\w+ ){0,3}fahren\b|\bfahrbereit|"
        r"(?:keep|continue) driving|(?:still|safely?|can i|to) drive\b(?! (?:belt|shaft))|drive (?:on|home)\b|"
        r"(?:sür|kullan|yola )\w* devam|\bdevam ed|hala sürebil|jechać dalej|dalej jechać|(?:mogę|można) (?:\w+ "
        r")?(?:jechać|jeździć)"
    )
)
_PAPERS = re.compile(
    folded_pattern(
        r"\btüv|\btuv\b|\bhu\b|plakette|sommerr|winterr|ganzjahr|all.?season|\be ?10\b|probefahr|ersatzwagen|umwelt|"
        r"muayene|przegląd|lastik|opon"
    )
)
_GRAVE = re.compile(
    folded_pattern(
        r"brems|lenk|lampe|leucht|defekt|kaputt|mängel|mangel|brake|steering|light|broken|fren|direksiyon|lamba|hamul|"
        r"kierown|kontrolk|zepsut"
    )
)
_NOW = re.compile(
    folded_pattern(
        r"\bjetzt\b|\bgerade\b|\bmomentan\b|\bnow\b|\bşu an\w*|\bşimdi\b|\bteraz\b|\bnoch (?:offen|auf|geöffnet|"
        r"jemand|wer|da)\b"
    )
)
_YES = re.compile(
    folded_pattern(
        r"\W*(?:ja|jo|jawohl|gern\w*|bitte|yes|yeah|yep|sure|please|evet|olur|lütfen|tak|prosze|chetnie)\b"
        r"(?:\W+\w+){0,3}\W*"
    )
)
_AGREED = re.compile(folded_pattern(r"\W*(?:ok(?:ay)?|in ordnung|tamam|dobrze)\b(?:\W+\w+){0,3}\W*"))
_GOES_ON = re.compile(folded_pattern(r"\W*(?:und|and|peki|ya|ve|a|oraz|or|oder)\b"))
_WHERE = re.compile(
    folded_pattern(r"adres|anschrift|\bwo\b|\bwhere\b|nerede|\bgdzie|nummer|number|numara|numer|e-?mail|standort")
)
_FIRE = re.compile(folded_pattern(r"rauch|qualm|brennt|feuer|smok|fire|duman|yaniyor|dym|pali sie|ogien|ogni"))
_HURT = re.compile(folded_pattern(r"\bverletzt|\binjur|\byarali|\brann"))
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = re.compile(
    r"(?:ich hei(?:ß|ss)e|mein name ist|my name is|benim ad[ıi]m|ad[ıi]m|nazywam się|mam na "
    r"imię)\s+((?:[A-ZÄÖÜŁŚŻĆÇĞİÖŞ][\w'-]+\s?){1,3})",
    re.IGNORECASE,
)
_LONGEST_WISH = 500


def intents_of(text: str) -> tuple[Intent, ...]:
    """Every wish the words name, the weightiest first."""
    folded = _plain(text)
    named = [intent for intent in Intent if _COMPILED[intent].search(folded)]
    is_about_papers = _PAPERS.search(folded) is not None and _GRAVE.search(folded) is None
    if Intent.SAFETY not in named and _DRIVE_ON.search(folded) and not is_about_papers:
        # Whether a car may go on is never judged from afar.
        named.insert(0, Intent.SAFETY)
    return tuple(named)


def is_urgent(text: str) -> bool:
    """Whether a message must be answered by rule even where a model is there."""
    return not URGENT.isdisjoint(intents_of(text))


def is_yes(text: str) -> bool:
    """Whether a message does nothing but agree."""
    folded = fold(text)
    is_agreed = _AGREED.fullmatch(folded) is not None and _COMPILED[Intent.THANKS].search(_plain(text)) is None
    return _YES.fullmatch(folded) is not None or is_agreed


def goes_on(text: str) -> bool:
    """Whether a message takes up what was said before ("and ...")."""
    return _GOES_ON.match(fold(text)) is not None


def asks_where(text: str) -> bool:
    """Whether the place or a number is wanted."""
    return _WHERE.search(fold(text)) is not None


def speaks_of_fire(text: str) -> bool:
    """Whether smoke or fire is named."""
    return _FIRE.search(fold(text)) is not None


def speaks_of_the_hurt(text: str) -> bool:
    """Whether somebody is hurt."""
    return _HURT.search(fold(text)) is not None


def asks_about_now(text: str) -> bool:
    """Whether the present moment is meant."""
    return _NOW.search(fold(text)) is not None


def draft_from(text: str, region: str = "DE") -> LeadDraft:
    """What a message says for the form: name, telephone number (E.164), address, and the message as the wish."""
    phone = next((match.number for match in phonenumbers.PhoneNumberMatcher(text, region)), None)
    email = _EMAIL.search(text)
    name = _NAME.search(text)
    return LeadDraft(
        name=name.group(1).strip() if name else None,
        phone=phonenumbers.format_number(phone, phonenumbers.PhoneNumberFormat.E164) if phone else None,
        email=email.group() if email else None,
        wish=text.strip()[:_LONGEST_WISH] or None,
    )


def _plain(text: str) -> str:
    """Folded, with the marks between words gone, so that a pattern may count on single blanks."""
    return " ".join(re.sub(r"[^\w\s'.@-]+|(?<!\d)\.|\.(?!\d)", " ", fold(text)).split())
