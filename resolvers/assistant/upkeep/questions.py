"""Tells questions about upkeep from questions about a service, in German, English, Turkish and Polish."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from resolvers.assistant.language import fold, folded_pattern
from resolvers.vehicles import vehicle_from_text
from resolvers.vehicles.registration import MonthsSaid, months_said

_LONGEST = 400


class Ask(StrEnum):
    """What is asked about upkeep."""

    NEEDS = "needs"
    INSPECTION = "inspection"
    SEASON = "season"


class Season(StrEnum):
    """A season somebody wants to be ready for."""

    WINTER = "WINTER"
    SPRING = "SPRING"
    SUMMER = "SUMMER"
    AUTUMN = "AUTUMN"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{folded_pattern(pattern)})" for pattern in patterns))


_HU = r"(?:tüv|tuv|hu|hauptuntersuchung|plakette|hauptprüfung)"
_HU_ELSEWHERE = r"(?:tüv|tuv|hu|mot|roadworthiness\w*)"
_NEEDS = _any_of(
    r"\b(?:was|welche\w*)\b[^?!]{0,90}\b(?:steht|stehen|stünde)\b[^?!]{0,130}\ban\b\s*(?:$|[?!.,;]|(?:und|oder|was|wie)\b)",
    r"\bsteh(?:t|en)\b[^?!]{0,60}\b(?:was|etwas|irgendwas|wartung\w*)\b[^?!]{0,90}\ban\s*(?:$|[?!.,;])",
    r"\bwas\b[^?!]{0,20}\b(?:ist|wäre|wird|sind)\b[^?!]{0,110}\b(?:fällig|dran)\b(?! (?:kaputt|defekt|zu|schuld))",
    r"\bwhat(?:'?s| is| are| would be| will be| might be)\b[^?!]{0,110}\bdue\b(?! to\b)|\banything due\b",
    r"\b(?:what|which) (?:\S+ ){0,2}(?:services?|maintenance|work|jobs?)\b[^?!]{0,40}\b(?:is|are|would be|comes?)\b"
    r"[^?!]{0,60}\b(?:due|next)\b",
    r"\bhangi (?:\S+ ){0,2}bakım\w*[^?!]{0,70}(?:gerek|lazım|yapılmalı|yaptırmalı|zamanı|gelmiş|geldi)\w*",
    r"\bbakım\w*[^?!]{0,50}\bneler\b|\bneler(?:in)?\b[^?!]{0,40}\b(?:bakım\w*|zamanı gel\w*)",
    r"\bjaki\w* (?:\S+ ){0,2}(?:przegląd\w*|serwis\w*|czynności\w*|wymian\w*)\b[^?!]{0,70}\b(?:czeka\w*|należ\w*|"
    r"wypada\w*|potrzeb\w*|przypada\w*)",
)
_NEEDS_OF_A_VEHICLE = _any_of(
    r"\bwas\b[^?!]{0,30}\b(?:muss|müsste|müssen|sollte?n?|soll|wäre)\b[^?!]{0,110}\b(?:machen lassen|(?:gemacht|"
    r"gewartet|erneuert|getauscht|gewechselt|geprüft) (?:werden|haben))\b",
    r"\bwelche (?:\S+ )?(?:wartung\w*|arbeiten|services?)\b[^?!]{0,110}\b(?:fällig|an|dran|nötig|notwendig)\b",
    r"\bwhat\b[^?!]{0,20}\b(?:does|do|should|would|must|needs?)\b[^?!]{0,110}\b(?:need\w*|done|serviced|replaced|changed|"
    r"doing)\b|\bwhat needs\b",
    r"\b(?:neler|ne)\b[^?!]{0,70}\b(?:yapılmalı|yaptırmalı|yapılması|yaptırmam|gerek|lazım|değişmeli|zamanı gel)\w*",
    r"\bco\b[^?!]{0,90}\b(?:należ\w*|trzeba|powinien\w*|powinn\w*|warto|wypada|będzie)\b[^?!]{0,70}\b(?:zrobić|"
    r"wymienić|sprawdzić|serwisować|zrobienia|wymiany)\b",
    r"\bco\b[^?!]{0,60}\bczeka\b",
)
_INSPECTION = _any_of(
    rf"\bwann\b[^?!]{{0,20}}\b(?:muss|müsste|soll|sollte|darf)\b[^?!]{{0,60}}\b{_HU}\b",
    rf"\bwann\b[^?!]{{0,40}}\b(?:ist|wird|wäre|läuft)\b[^?!]{{0,60}}\b{_HU}\b[^?!]{{0,60}}\b(?:fällig|ab|dran|nötig)\b",
    rf"\bwann (?:ist|wäre) (?:mein\w*|die nächste|der nächste|das nächste mal|unser\w*)\b[^?!]{{0,30}}\b{_HU}\b",
    rf"\bbis wann\b[^?!]{{0,60}}\b{_HU}\b(?!\W{{0,2}}\w*\W{{0,2}}(?:termin|offen))",
    rf"\bwhen\b[^?!]{{0,60}}\b{_HU_ELSEWHERE}\b[^?!]{{0,30}}\b(?:due|expires?|run out|needed|again)\b",
    rf"\bwhen (?:do|must|should|does) (?:i|my|we|our)\b[^?!]{{0,60}}\b(?:{_HU_ELSEWHERE}|main inspection)\b",
    r"\bmuayene\w*[^?!]{0,50}\bne zaman\b(?![^?!]{0,40}(?:yapıyor|yapar|var mı|açık))",
    r"\bne zaman\b(?![^?!]{0,60}(?:yapıyorsunuz|yaparsınız|yapıyor musunuz))[^?!]{0,60}\b(?:muayene\w*|tüv\w*)\b",
    rf"\bkiedy\b(?![^?!]{{0,60}}(?:robicie|wykonujecie|macie|mozna))[^?!]{{0,60}}\b(?:{_HU_ELSEWHERE}|(?:przegląd\w*|"
    r"badani\w*) techniczn\w*)\b",
    r"\bdo kiedy\b[^?!]{0,60}\b(?:przegląd\w*|badani\w*)\b",
)
_PRICED = _any_of(
    r"\bkost\w*|preis|\bwie ?viel\b|\bteuer\b|\bzahl\w*|\bcost|\bprice|\bhow much\b|\bcharge\b|\bfee\b|\bquote\b|"
    r"damage|fiyat|ücret|ne kadar|\bkaça?\b|\bpara\w*|\bcena\b|\bceny\b|\bcenę\b|\bile\b|koszt|angebot"
)
_ASKS_FOR_WORK = _any_of(
    r"\b(?:was|welche\w*|whats?|which|anything|ne(?! (?:zaman|kadar))|neler|hangi|co|jaki\w*|czy)\b[^?!]{0,110}",
)
_ADVISED = _any_of(
    r"machen lassen|\btun\b|prüfen|checken|wichtig|sinnvoll|empfehl|empfiehl|nötig|notwendig|fällig|beachten|vorbereit|"
    r"\bdran\b|gemacht (?:werden|haben)|anbieten|bietet|bieten|lohnt",
    r"\bdone\b|\bcheck|recommend|advis|offer|\bneed|\bdue\b|prepare|important|\bdo\b|worth",
    r"yaptır|yapıl|gerek|lazım|öner|sun(?:uyor|ar)|kontrol|hazırl",
    r"zrobić|sprawdzić|wymienić|polec|zalec|oferuj|warto|trzeba|należy|przygotow",
)
_SEASONS = {
    Season.WINTER: _any_of(
        r"\b(?:vor|für|zum|im|über|vorm|fürn|zu) ?(?:dem |den |der |kommenden |nächsten |ersten )*winter\b",
        r"\b(?:before|for|in|over|ahead of) (?:the |this |next )*winter\b",
        r"\bkış(?:tan| gelmeden| girmeden| için|a (?:girerken|girmeden|hazırl)|ın|tan once)",
        r"\b(?:przed|na|w) zim(?:ą|ę|ie)\b",
    ),
    Season.SPRING: _any_of(
        r"\b(?:vor|für|zum|im) ?(?:dem |den |das |kommenden |nächsten )*(?:frühling|frühjahr)\b|\bnach dem winter\b",
        r"\b(?:before|for|in) (?:the |this |next )*spring\b|\bafter (?:the |this )*winter\b",
        r"\b(?:ilk)?bahar(?:dan| için|da|a)\b|\bkıştan sonra",
        r"\b(?:przed|na|w) wiosn(?:ą|ę|ie)\b|\bwiosną\b|\bpo zimie\b",
    ),
    Season.SUMMER: _any_of(
        r"\b(?:vor|für|zum|im|über|vorm) ?(?:dem |den |kommenden |nächsten )*(?:sommer|urlaub|sommerurlaub)\b",
        r"\b(?:before|for|in) (?:the |this |next )*summer\b",
        r"\byaz(?:dan| için|ın| gelmeden|a (?:girerken|girmeden))",
        r"\b(?:przed|na) lat(?:em|o)\b|\blatem\b",
    ),
    Season.AUTUMN: _any_of(
        r"\b(?:vor|für|zum|im) ?(?:dem |den |kommenden |nächsten )*herbst\b",
        r"\b(?:before|for|in) (?:the |this |next )*(?:autumn|fall)\b",
        r"\b(?:sonbahar|güz)\w*\b",
        r"\b(?:przed|na) jesieni(?:ą|)\b|\bjesienią\b",
    ),
}
_BARE_KILOMETRES = re.compile(
    r"(?<![\d.,/])((?:[1-9]\d{0,2}[. ]\d{3})|(?!(?:19|20)\d\d\b)[1-9]\d{3,5})"
    r"(?![\d./]|,\d| ?(?:km|tkm|tsd|k\b|mi|kilom))"
)


def asked(text: str, before: Sequence[str] = ()) -> Ask | None:
    """What a message asks about upkeep; None where it asks about something else, what a service costs for one.

    `before` is what the visitor has said earlier, where the vehicle may have been told of.
    """
    folded = _folded(text)
    if season_of(text) is not None:
        return Ask.SEASON
    is_priced = _PRICED.search(folded) is not None
    if _INSPECTION.search(folded) and (not is_priced or months_said(text, date.max) != MonthsSaid()):
        return Ask.INSPECTION
    if _NEEDS.search(folded) and (not is_priced or _tells_age(text, *before)):
        return Ask.NEEDS
    if not is_priced and _NEEDS_OF_A_VEHICLE.search(folded) and _tells_age(text, *before):
        return Ask.NEEDS
    return None


def season_of(text: str) -> Season | None:
    """The season a message wants advice for; None for a price, and where it wants something else of a season."""
    folded = _folded(text)
    if _PRICED.search(folded) or not _ASKS_FOR_WORK.search(folded) or not _ADVISED.search(folded):
        return None
    return next((season for season, pattern in _SEASONS.items() if pattern.search(folded)), None)


def with_units(text: str) -> str:
    """An answer to "which mileage?" as it is meant: a bare number of that size is kilometres."""
    return _BARE_KILOMETRES.sub(r"\1 km", text, count=1)


def _tells_age(*texts: str) -> bool:
    """Whether the year or the mileage of a vehicle is said."""
    facts = vehicle_from_text(" . ".join(texts))
    return facts.first_registration is not None or facts.mileage_km is not None


def _folded(text: str) -> str:
    return " ".join(fold(text[:_LONGEST]).split())
