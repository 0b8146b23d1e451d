"""Amounts: prices and durations as workshops write them in their lists, read to the cent and the minute.

German numbers first: a dot groups thousands, a comma begins the cents. What could be read in two ways is refused.
"""

import re
from dataclasses import dataclass

from resolvers.imports.faults import CellRefused
from tenants.models.catalogue import PriceKind
from tenants.models.workshops import Currency

_NUMBER = re.compile(r"(\d{1,3}(?:[. '’]\d{3})+|\d+)(?:,(\d+|-+|–|—))?|(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,2}|-+|–|—)")
_SIGNS = {
    Currency.EUR: re.compile(r"€|\beuro?\b|\beur\b", re.IGNORECASE),
    Currency.CHF: re.compile(r"\bchf\b|\bfr\.?|\bsfr\.?", re.IGNORECASE),
}
_OTHER = re.compile(
    r"[$£¥₺₽₴]|\b(usd|gbp|try|tl|pln|zł|zl|dkk|sek|nok|czk|kč|huf|ft|ron|rub|jpy|dollars?|pfund|pounds?|lira)\b|zł|kč",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})")
_FROM = re.compile(
    r"(?:ab|from|starting at|od)\s+(?P<amount>.+)"
    r"|(?P<before>.+?)(?:\s+ve (?:üzeri|üstü)|['’]?(?:den|dan|ten|tan)(?:\s+başlayan.*)?)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:[-–—]|\bbis\b|\bto\b|\bdo\b|\bile\b)\s*", re.IGNORECASE)
_LEADING = re.compile(r"^(?:von|from|od|ca\.?|etwa|approx\.?)\s+", re.IGNORECASE)
_FREE = frozenset(
    {"kostenlos", "gratis", "frei", "free", "ücretsiz", "bedava", "bezpłatnie", "bezpłatne", "za darmo", "umsonst"}
)
_ON_REQUEST = frozenset(
    {
        "auf anfrage", "anfrage", "a. a.", "a.a.", "n. a.", "n.a.", "nach aufwand", "nach absprache", "on request",
        "request", "talep üzerine", "teklif alın", "na zapytanie", "na życzenie", "wycena indywidualna", "?",
    }
)  # fmt: skip
_KINDS: dict[str, PriceKind] = {
    **dict.fromkeys(("fixed", "fix", "fest", "festpreis", "sabit", "stała", "stala"), PriceKind.FIXED),
    **dict.fromkeys(("range", "spanne", "von-bis", "preisspanne", "aralık", "zakres", "przedział"), PriceKind.RANGE),
    **dict.fromkeys(("from", "ab", "ab-preis", "başlayan", "od"), PriceKind.FROM),
    **dict.fromkeys(
        ("on_request", "on request", "anfrage", "auf anfrage", "talep üzerine", "na zapytanie"), PriceKind.ON_REQUEST
    ),
}
_TRUE = frozenset(
    {"ja", "j", "yes", "y", "true", "wahr", "1", "x", "aktiv", "active", "evet", "aktif", "tak", "aktywna", "aktywny"}
)
_FALSE = frozenset(
    {
        "nein",
        "n",
        "no",
        "false",
        "falsch",
        "0",
        "-",
        "inaktiv",
        "inactive",
        "hayır",
        "hayir",
        "pasif",
        "nie",
        "nieaktywna",
    }
)
_UNIT = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>std\.?|stunden?|h|hours?|hrs?|saat|sa\.?|godz\.?|godziny?|min\.?|minuten?|minutes?|dakika|dk\.?|minuty?|aw)\b\.?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?(?:\s*h)?")
_AW_MINUTES = 5
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Price:
    """A price as it was written; whether it fits the catalogue is the catalogue's to say."""

    kind: PriceKind
    low: int | None
    high: int | None


def read_price(text: str, currency: Currency) -> Price:
    """A price such as "49,90 €", "50,-", "10-130", "ab 50", "auf Anfrage" or "kostenlos". Raises CellRefused."""
    folded = " ".join(text.lower().split())
    if len(folded) > _LONGEST:
        raise CellRefused("IMPORT_NOT_A_PRICE")
    if folded in _ON_REQUEST:
        return Price(PriceKind.ON_REQUEST, None, None)
    if folded in _FREE:
        return Price(PriceKind.FIXED, 0, 0)
    if _DATE.fullmatch(folded):
        raise CellRefused("IMPORT_PRICE_IS_A_DATE")
    if is_from := _FROM.fullmatch(folded):
        low = read_amount(is_from["amount"] or is_from["before"], currency)
        return Price(PriceKind.FROM, low, None)
    bare = _LEADING.sub("", _without_currency(folded, currency))
    if bare.startswith(("-", "−", "–")):
        raise CellRefused("IMPORT_PRICE_NEGATIVE", instead=bare.lstrip("-−– "))
    parts = _parts(bare)
    low = read_amount(parts[0], currency)
    if len(parts) == 1:
        return Price(PriceKind.FIXED, low, low)
    high = read_amount(parts[1], currency)
    if low > high:
        raise CellRefused("IMPORT_PRICE_REVERSED", instead=f"{amount_text(high)}-{amount_text(low)}")
    return Price(PriceKind.FIXED if low == high else PriceKind.RANGE, low, high)


def read_amount(text: str, currency: Currency) -> int:
    """One amount in cents. Raises CellRefused."""
    bare = _without_currency(text.lower(), currency).strip()
    if bare in _FREE:
        return 0
    if bare.startswith(("-", "−", "–")) and len(bare) > 1:
        raise CellRefused("IMPORT_PRICE_NEGATIVE", instead=bare.lstrip("-−– "))
    if _DATE.fullmatch(bare):
        raise CellRefused("IMPORT_PRICE_IS_A_DATE")
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise CellRefused("IMPORT_NOT_A_PRICE")
    whole = re.sub(r"\D", "", found[1] or found[3])
    cents = re.sub(r"\D", "", found[2] or found[4] or "").rstrip("0")
    if len(cents) > 2:
        raise CellRefused("IMPORT_PRICE_UNCLEAR", one=f"{whole}{cents.ljust(3, '0')}", other=f"{whole},{cents[:2]}")
    if len(whole) > 9:
        raise CellRefused("INVALID_PRICE")
    return int(whole) * 100 + int(cents.ljust(2, "0"))


def read_kind(text: str) -> PriceKind:
    """The kind of price in a column of its own. Raises CellRefused."""
    kind = _KINDS.get(" ".join(text.lower().split()))
    if kind is None:
        raise CellRefused("IMPORT_NOT_A_PRICE_KIND")
    return kind


def read_duration(text: str, *, unit: str = "") -> tuple[int, int]:
    """The shortest and longest duration in minutes: "1,5 h", "90 min", "1-2 Std", "1:30". Raises CellRefused.

    A number alone counts in `unit`, which the head of the column says.
    """
    folded = " ".join(text.lower().split())
    if len(folded) > _LONGEST:
        raise CellRefused("IMPORT_NOT_A_DURATION")
    if clock := _CLOCK.fullmatch(folded):
        minutes = int(clock[1]) * 60 + int(clock[2])
        return minutes, minutes
    parts = [part for part in _RANGE.split(folded) if part]
    if not 1 <= len(parts) <= 2:
        raise CellRefused("IMPORT_NOT_A_DURATION")
    named = _UNIT.fullmatch(parts[-1])
    last = named["unit"] if named else unit
    minutes_of = [_minutes(part, last) for part in parts]
    low, high = minutes_of[0], minutes_of[-1]
    if low > high:
        raise CellRefused("IMPORT_DURATION_REVERSED", instead=f"{high}-{low} min")
    return low, high


def read_yes(text: str) -> bool:
    """Yes or no in four languages. Raises CellRefused."""
    folded = text.strip().lower()
    if folded in _TRUE or folded in _FALSE:
        return folded in _TRUE
    raise CellRefused("IMPORT_NOT_YES_OR_NO")


def amount_text(cents: int) -> str:
    """An amount as the templates write it: "49,90", whole ones without cents."""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100},{cents % 100:02}"


def _without_currency(text: str, currency: Currency) -> str:
    bare = _SIGNS[currency].sub(" ", text)
    others = [sign for each, sign in _SIGNS.items() if each is not currency]
    if _OTHER.search(bare) or any(sign.search(bare) for sign in others):
        raise CellRefused("IMPORT_OTHER_CURRENCY", currency=currency.value)
    return " ".join(bare.split())


def _parts(text: str) -> list[str]:
    """The two ends of a range, or the one amount; the dashes of "50,-" are no range."""
    kept = re.sub(r"([,.])\s?[-–—]+", r"\1=", text)
    parts = [part.replace("=", "-").strip() for part in _RANGE.split(kept)]
    if not 1 <= len(parts) <= 2 or not all(parts):
        raise CellRefused("IMPORT_NOT_A_PRICE")
    return parts


def _minutes(text: str, unit: str) -> int:
    found = _UNIT.fullmatch(text)
    number, named = (found["number"], found["unit"]) if found else (text, unit)
    if not re.fullmatch(r"\d{1,6}(?:[.,]\d{1,4})?", number):
        raise CellRefused("IMPORT_NOT_A_DURATION")
    value = float(number.replace(",", "."))
    if not named and not value.is_integer():
        raise CellRefused("IMPORT_DURATION_WITHOUT_UNIT", hours=number)
    if named.startswith(("s", "h", "g")):
        return round(value * 60)
    return round(value * (_AW_MINUTES if named == "aw" else 1))
