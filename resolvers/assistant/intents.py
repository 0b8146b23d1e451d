"""What a visitor wants, read from the words alone, in German, English, Turkish and Polish."""

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

import phonenumbers

from resolvers.assistant.language import fold, folded_pattern
from resolvers.assistant.patterns import PATTERNS
from resolvers.assistant.patterns import Intent as Intent
from resolvers.assistant.tools import LeadDraft
from resolvers.assistant.wishes import likelihoods

URGENT = frozenset({Intent.SAFETY, Intent.ILLEGAL, Intent.COMPLAINT, Intent.HUMAN})
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
_GOES_ON = re.compile(
    folded_pattern(
        r"\W*(?:und|and|peki|ya|ve|a|oraz|or|oder|(?:what|how) about|wie (?:sieht|schaut|siehts|schauts)|co z)\b"
    )
)
_HAGGLING = re.compile(
    folded_pattern(
        r"rabatt|\bprozente?\b|nachlass|skonto|festpreis|fixpreis|garantier|\bbar\b|\bcash\b|discount|guarantee|"
        r"fixed price|indirim|nakit|garanti|\brabat|zniżk|gotówk|gwaranc"
    )
)
_WHERE = re.compile(
    folded_pattern(r"adres|anschrift|\bwo\b|\bwhere\b|nerede|\bgdzie|nummer|number|numara|numer|e-?mail|standort")
)
_PARTS = re.compile(r"\s(?:und|and|ve|i|oraz)\s|[,.;?!]")
_BURNING_LIGHT = re.compile(
    r"(?:(?<=lampe )|(?<=leuchte )|(?<=licht )|(?<=blinker )|(?<=birne ))(?:\S+ ){0,4}brennt\b|"
    r"\bbrennt (?=(?:\S+ ){0,3}\S*(?:licht|lampe|leuchte|blinker|birne|scheinwerfer))"
)
_YELLOW = re.compile(folded_pattern(r"\bgelb|\borange\b|\byellow|\bamber|\bsarı|\bturuncu|\bżółt|\bpomarańcz"))
_FIRE = re.compile(folded_pattern(r"rauch|qualm|brennt|feuer|smok|fire|duman|yaniyor|dym|pali sie|ogien|ogni"))
_HURT = re.compile(folded_pattern(r"\bverletzt|\binjur|\byarali|\brann"))
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = re.compile(
    r"(?:ich hei(?:ß|ss)e|mein name ist|my name is|benim ad[ıi]m|ad[ıi]m|nazywam się|mam na "
    r"imię)\s+((?:[A-ZÄÖÜŁŚŻĆÇĞİÖŞ][\w'-]+\s?){1,3})",
    re.IGNORECASE,
)
_LONGEST_WISH = 500
_SURE = 2.0
_SURE_OF_A_PRICE = 4.0
_SURE_BESIDE_A_PRICE = 6.0
_SURELY_NOT = 6.0
_FAR_BEHIND = 5.0
_LEAST_OF_TERMS = -2.0
_SOONER: Mapping[Intent | None, float] = {
    Intent.BREAKDOWN: 1.0,
    Intent.HUMAN: 1.0,
    Intent.ILLEGAL: -4.0,
    Intent.SAFETY: -1.0,
}
_BY_FAR = 4.0
_ONE_OF_TWO: Mapping[Intent | None, Intent] = {Intent.HOURS: Intent.LEAD, Intent.LEAD: Intent.HOURS}
_NEVER_DROPPED = frozenset({Intent.SAFETY, Intent.ILLEGAL, Intent.PRICE})
_SERVED_ALONE = frozenset({Intent.SAFETY, Intent.ILLEGAL, Intent.COMPLAINT, Intent.HUMAN})
_KEPT: Mapping[Intent | None, frozenset[Intent]] = {Intent.LEAD: _NEVER_DROPPED | {Intent.HUMAN}}
_MAY_COME_BESIDE = frozenset({Intent.SAFETY, Intent.ILLEGAL, Intent.PRICE, Intent.HOURS, Intent.LEAD, Intent.CONTACT})


@lru_cache(maxsize=1024)
def intents_of(text: str) -> tuple[Intent, ...]:
    """Every wish of a message, the weightiest first: what its words name, judged by what the whole is like."""
    return tuple(_arbitrated(text, named_in(text)))


def named_in(text: str) -> list[Intent]:
    """Every wish the words alone name."""
    folded = _BURNING_LIGHT.sub(" ", _plain(text))
    named = [intent for intent, pattern in _COMPILED.items() if pattern.search(folded)]
    is_about_papers = _PAPERS.search(folded) is not None and _GRAVE.search(folded) is None
    if Intent.SAFETY not in named and _DRIVE_ON.search(folded) and not is_about_papers:
        # Whether a car may go on is never judged from afar.
        named.insert(0, Intent.SAFETY)
    return named


def _arbitrated(text: str, named: Sequence[Intent]) -> list[Intent]:
    """What the words name, without what no part of the message wants by all examples, and with what it surely wants."""
    likely = likelihoods(text)
    wanted = _surest(likely)
    least = likely[wanted] - _FAR_BEHIND if likely[wanted] >= _SURE else -_SURELY_NOT
    parts = [likelihoods(part) for part in _PARTS.split(text) if part.strip()]
    kept = [
        wish
        for wish in named
        if not (wanted is Intent.WHO and wish is Intent.HUMAN)
        if wish in _KEPT.get(wanted, _NEVER_DROPPED)
        or (wish is Intent.HUMAN and likely[Intent.COMPLAINT] >= 0)
        or likely.get(wish, 0.0) >= (max(least, _LEAST_OF_TERMS) if wish is Intent.TERMS else least)
        or (wanted is Intent.PRICE and any(part.get(wish, 0.0) >= _SURE_OF_A_PRICE for part in parts))
    ]
    if likely[wanted] >= _SURE_BESIDE_A_PRICE and Intent.PRICE in kept and wanted is not Intent.OFF_TOPIC:
        kept.remove(Intent.PRICE)
    if wanted is None or wanted is Intent.PRICE or wanted in kept:
        return kept
    if wanted is Intent.SAFETY and _YELLOW.search(fold(text)):
        # A yellow lamp says "soon": only what its words name is a danger.
        return kept
    if wanted is Intent.COMPLAINT and Intent.HUMAN in kept:
        return [wanted if wish is Intent.HUMAN else wish for wish in kept]
    others = [likely[wish] for wish in kept if wish is not Intent.PRICE and wish in likely]
    sure = (_SURE_OF_A_PRICE if Intent.PRICE in kept else _SURE) - _SOONER.get(wanted, 0.0)
    if likely[wanted] < sure or likely[wanted] < max(others, default=likely[wanted] - _SURE) + _SURE:
        return kept
    if (other := _ONE_OF_TWO.get(wanted)) in kept and wanted not in named:
        # When somebody is there and when one may come are asked in the same words.
        return [wanted] if likely[wanted] >= likely[other] + _BY_FAR else kept
    if wanted in _SERVED_ALONE:
        return [wanted, *(wish for wish in kept if wish in _NEVER_DROPPED)]
    return [wish for wish in Intent if wish is wanted or (wish in kept and wish in _MAY_COME_BESIDE)]


def surest(text: str) -> Intent | None:
    """What a message wants by all examples; None where it wants nothing that is known."""
    return _surest(likelihoods(text))


def _surest(likely: Mapping[Intent | None, float]) -> Intent | None:
    return max(likely, key=lambda wish: likely[wish] + _SOONER.get(wish, 0.0))


def is_surely(text: str, wishes: Set[Intent]) -> bool:
    """Whether a message is by far likelier to want one of these than to ask about a service."""
    likely = likelihoods(text)
    wanted = _surest(likely)
    return wanted in wishes and likely[wanted] >= _SURE_BESIDE_A_PRICE


def may_be(text: str, wish: Intent) -> bool:
    """Whether a wish is not out of the question."""
    return likelihoods(text)[wish] > -_SURELY_NOT


def is_urgent(text: str) -> bool:
    """Whether a message must be answered by rule even where a model is there.

    A person only where its words ask for one: what is merely like such messages, the model can tell better.
    """
    urgent = URGENT.intersection(intents_of(text))
    return bool(urgent - {Intent.HUMAN}) or (Intent.HUMAN in urgent and Intent.HUMAN in named_in(text))


def calls_for_people(text: str) -> bool:
    """Whether the words themselves complain or ask for a person, rather than being like messages that do."""
    return not {Intent.COMPLAINT, Intent.HUMAN}.isdisjoint(named_in(text))


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


def haggles(text: str) -> bool:
    """Whether a price is asked for with a rabate, a guarantee, or cash in hand."""
    return _HAGGLING.search(fold(text)) is not None


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
