"""Finds amounts of money in a sentence, however they are written in digits, in German, English, Turkish and Polish.

Strict on purpose: in a sentence about money every number counts as an amount unless it is plainly something else (a
time, a date, a telephone number, a size, a duration).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from resolvers.assistant.language import fold

_EURO = r"(?:€|(?<![a-z])(?:euro(?!p)[a-z']*|eur(?![a-z])|avro[a-z']*))"
_FRANC = r"(?:(?<![a-z])(?:chf|sfr|franken)(?![a-z]))"
_FOREIGN = (
    r"(?:¤|(?<![a-z])(?:(?:us-?)?dollars?|dolar[a-z']*|usd|francs?|gbp|pounds?|sterlin[a-z]*|bucks?|quid|grand|"
    r"lira[a-z']*|zl|zlot[a-z]*|pln|rub[el]l?[a-z]*|cents?|ct|kurus[a-z]*|grosz[a-z]*|rappen|pence)(?![a-z]))"
)
CURRENCY = f"(?:{_EURO}|{_FRANC}|{_FOREIGN})"
"""Matches a currency in text made `plain`."""

_NUMBER = re.compile(r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,']\d+)*)(?:[.,]\d{1,2}(?!\d))?")
_TIMES = r"(?:k|t|tsd\.?|tausend|thousand|bin|tys\.?|tysi[a-z]+|hundert|hundred|mio\.?|million[a-z]*|mln)"
_AFTER = re.compile(rf"\s*(?:[.,]\s?-+)?\s*({_TIMES}(?![a-z]))?[\s\-:.,;/(\[|\"']{{0,4}}(?:in\s)?({CURRENCY})")
_MULTIPLIED = re.compile(r"\s*(?:tsd\.?|tausend|thousand|tys\.?|hundert|hundred|k)(?![a-z])")
_BEFORE = re.compile(
    rf"({CURRENCY})[\s\-:.,;/(\[|\"'=]{{0,4}}(?:(?:ab|ca|nur|von|from|about|only|approx|od|okolo|yaklasik|min|"
    rf"max)\.?\s)?$"
)
_DASHED = re.compile(r"\s?[.,]\s?-{1,2}(?!\s?\d)")
_MONEY_WORDS = re.compile(
    rf"{CURRENCY}|(?<![a-z])(?:kost(?:et|en|ete|eten|e)?|\w*kosten|\w*prei[s][a-z]*|\w*gebuhr[a-z]*|\w*gebuehr[a-z]*|"
    rf"betrag[a-z]*|"
    r"\w*pauschal[a-z]*|zahl(?:en|t|e)|bezahl[a-z]*|berechn[a-z]*|gunstig[a-z]*|guenstig[a-z]*|teuer[a-z]*|"
    r"rabatt[a-z]*|mwst|mehrwertsteuer|brutto|netto|macht|machen|rechnen|veranschlag[a-z]*|insgesamt|gesamt[a-z]*|"
    r"summe|costs?|pric[a-z]*|fees?|charg[a-z]*|pay[a-z]*|paid|totals?|quot[a-z]*|estimat[a-z]*|vat|cheap[a-z]*|"
    r"expensive|budget|fiyat[a-z']*|ucret[a-z']*|tutar[a-z']*|maliyet[a-z']*|(?:odeme|odeni|odeye|odeyi|odersiniz)[a-z']*|kdv|toplam|cen[aeyo]|cenie|"
    r"cennik[a-z]*|koszt[a-z]*|oplat[a-z]*|placi(?:c|sz|my|cie)?|zaplac[a-z]*|wynosi|wynosza|razem)(?![a-z])"
)
_UNITS = (
    r"(?:uhr|o'clock|am|pm|h|std|stunden?|hours?|hrs?|saat[a-z']*|godz[a-z]*|min|minut[a-z]*|dakika[a-z]*|sek[a-z]*|"
    r"sec[a-z]*|\w*tagen?|\w*tag|days?|gun[a-z']*|dni|dzien|wochen?|weeks?|hafta[a-z]*|tygodni[a-z]*|tydzien|"
    r"monat[a-z]*|months?|ay[a-z]{0,4}|miesi[a-z]*|jahr[a-z]*|years?|yil[a-z]*|lata?|rok[a-z]*|km|kilomet[a-z]*|"
    r"miles?|mm|cm|m|ml|l|liter[a-z]*|litr[a-z]*|g|kg|t|zoll|inch(?:es)?|inc|cali|cale|bar|nm|kw|kwh|ps|hp|km/h|v|ah|"
    r"w|°c?|grad|mal|x|×|\w*rader[a-z]*|\w*raeder[a-z]*|rad|reifen|felgen?|sensor[a-z]*|sensoren|zyl[a-z]*|turer|"
    r"tuerer|turig[a-z]*|polig[a-z]*|stuck|stueck|scheiben|belage|personen|fahrzeug[a-z]*|autos|punkte|"
    r"mitarbeiter[a-z]*|achsen|sterne|schritt[a-z]*|wheels?|tyres?|tires?|rims?|cylinders?|doors?|pieces?|times|"
    r"people|cars?|stars?|points?|adet|lastik[a-z]*|teker[a-z]*|silindir[a-z]*|kisi|arac[a-z]*|kol|kola|opon[a-z]*|"
    r"cylindr[a-z]*|sztuk[a-z]*|osob[a-z]*|punkt[a-z]*)"
)
_N = r"\d+(?:[.,:]\d+)*"
_RANGE_WORDS = r"(?:bis|to|and|und|oder|or|do|ile|ve|veya|lub|till|until|a|i)"
_MONTHS = (
    r"(?:jan|feb|mar|maer|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|ocak|subat|nisan|haziran|temmuz|agustos|"
    r"eylul|ekim|kasim|aralik|stycz|lut|kwie|maj|czerw|lip|sierp|wrze|pazdz|listop|grud)[a-z]*"
)
_HARMLESS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d.,]){_N}(?:\s*(?:-|/|x|×|{_RANGE_WORDS})\s*{_N})?\.?\s*-?{_UNITS}(?![a-z€¤])",
        rf"{_N}\s*(?:%|prozent|percent|procent)|(?:%|yuzde)\s*{_N}",
        r"(?<![\d.,])(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)",
        r"(?:uhr|saat|godz\.?|godzin[a-z]*)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*-\s*\d{1,2}(?:[.:]\d{2})?)?",
        r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:19|20)\d\d",
        r"(?:am|vom|zum|dem|den|der|seit|bis|od|dnia|(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|"
        r"freitag|samstag|sonntag),?)\s(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.",
        rf"(?<!\d)(?:0?[1-9]|[12]\d|3[01])\.?(?:st|nd|rd|th)?\s{_MONTHS}(?:\s(?:19|20)\d\d)?",
        rf"{_MONTHS}\s(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s)?(?:(?:19|20)\d\d)?",
        r"(?:19|20)\d\d-\d\d-\d\d|(?<!\d)\d{1,2}/\d{1,2}/(?:19|20)\d\d",
        r"(?:seit|since|baujahr|bj\.?|ez|erstzulassung|modelljahr|jahr[a-z]*|year|from|rok[a-z]*|in)\s(?:19|"
        r"20)\d\d(?!\d)",
        r"(?<!\d)(?:19|20)\d\d\s(?:yil|model|r\.|rok)[a-z]*",
        r"(?:\+|(?<!\d)00)\d[\d\s/()-]{6,}\d|(?<![\d.,])0\d{1,5}[\s/-]{0,3}\d[\d\s/-]{3,}\d",
        r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)|(?<![a-z])(?:alle|all)\s\d(?![.,]?\d)",
        r"(?<![\d.,])\d{3}(?:d|i|e|ci|xd)(?![a-z])|(?<![\d.,])\d[.,]\d\s?(?:tdi|tsi|tfsi|cdi|hdi|dci|gti|jtd|crdi)(?![a-z])",
        r"(?:mercedes|bmw|audi|mazda|peugeot|fiat|volvo|klasse)\s(?:[a-z]{1,3}\s)?\d{1,3}(?!\d)",
        r"(?<!\d)\d{3}/\d{2}\s?z?r\s?\d{2}|(?<!\d)\d{1,2}w-?\d{2}(?!\d)|24/7",
        r"(?<![a-z\d])(?!(?:ab|um|zu|za|od|to|at|is|it|o)\d)[a-z]{1,2}-?\d{1,4}[a-z]{0,2}(?![a-z\d])",
        r"(?:§+|abs\.?|art\.?|nr\.?|no\.?|vorschrift|paragraph|schritt|step|g)\s?\d+(?:\(\d+\))?",
        r"(?:(?:wahlen|waehlen|rufen|wahle|waehle)(?: sie)?|dial|notruf|pod|numer)\s(?:bitte\s|die\s)?11[02](?!\d)",
        r"(?<!\d)11[02]'[yi]i",
        r"^\s*\d{1,2}[.)]\s+(?=[a-z])",
        rf"(?<![\d.,])\d(?![\d.,])\s*(?!{_RANGE_WORDS}(?![a-z]))(?!{CURRENCY})(?:[a-z]{{2,}}|[x×*)])",
    )
)
_STANDS_ALONE = re.compile(r"\s*(?:[.!?,;)]|$|-\s?\d|bis\s\d)")
_LED_IN = re.compile(
    r"(?:(?<![a-z])(?:ab|fur|fuer|um die|ca\.?|circa|etwa|rund|nur|bei|auf|mit|for|around|about|only|just|roughly)|"
    r":)\s*$"
)
_HAS_CENTS = re.compile(r"[\d.,' ]*(?:\d,|(?:2[5-9]|[3-9]\d|\d{3})\.)\d\d")
_LOOKS_LIKE_YEAR = re.compile(r"(?:19|20)\d\d")
_SPELLED = re.compile(
    r"(?:(?:ein|zwei|drei|vier|funf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwoelf|sieb|dreiss?ig|zwanzig|zig|"
    r"hundert|tausend|und)+|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|(?:twen|thir|for|fif|six|"
    r"seven|eigh|nine)ty(?:-[a-z]+)?|hundred|thousand|yuz|bin|on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan|"
    r"sto|dwiescie|trzysta|[a-z]+dziesiat|[a-z]+set|tysi[a-z]+)"
    rf"[\s-]+(?:{CURRENCY})"
)
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount a sentence states.

    `cents` is None when it cannot be told; `currency` is an ISO code, `?` for one we never quote in, and None when the
    sentence leaves it open.
    """

    cents: int | None
    currency: str | None


def plain(text: str) -> str:
    """Text as it looks to a reader: one form of digits, dashes, spaces and letters; no invisible signs, no emphasis."""
    text = re.sub(r"\b(?:TL|TRY)\b|(?<=\d)(?:TL|TRY)\b", "¤", unicodedata.normalize("NFKC", text))
    return "".join(_plain_signs(fold(text)))


def is_about_money(text: str) -> bool:
    """Whether a sentence, made `plain`, speaks of prices at all."""
    return _MONEY_WORDS.search(text) is not None


def amounts_in(text: str, *, is_price_list: bool = False) -> list[Amount]:
    """The amounts stated by a sentence made `plain`; `is_price_list` when the lines before announced prices."""
    about_money = is_price_list or is_about_money(text)
    harmless = [match.span() for pattern in _HARMLESS for match in pattern.finditer(text)]
    found = [Amount(None, None) for _ in _SPELLED.finditer(text)]
    claimed_until = 0
    for number in _NUMBER.finditer(text):
        after = _AFTER.match(text, number.end())
        before = _BEFORE.search(text, claimed_until, number.start())
        if after is not None:
            factor = _factor(after.group(1))
            found.append(Amount(_cents(number.group(), factor), _code(after.group(2))))
            claimed_until = after.end()
        elif before is not None:
            multiplied = _MULTIPLIED.match(text, number.end())
            factor = _factor(multiplied.group() if multiplied else None)
            found.append(Amount(_cents(number.group(), factor), _code(before.group(1))))
        elif _DASHED.match(text, number.end()):
            found.append(Amount(_cents(number.group(), 1), None))
        elif any(start < number.end() and number.start() < end for start, end in harmless):
            continue
        elif about_money or _HAS_CENTS.fullmatch(number.group()) or _is_price_like(text, number):
            multiplied = _MULTIPLIED.match(text, number.end())
            found.append(Amount(_cents(number.group(), _factor(multiplied.group() if multiplied else None)), None))
    if found and any(_code(match.group()) == "?" for match in re.finditer(CURRENCY, text)):
        found.append(Amount(None, "?"))
    return found


def _plain_signs(text: str) -> Iterator[str]:
    for sign in text:
        category = unicodedata.category(sign)
        if category == "Nd":
            yield str(unicodedata.decimal(sign))
        elif category == "Pd" or sign == "−":
            yield "-"
        elif category == "Sc":
            yield sign if sign in "€¤" else "¤"
        elif sign == "¤":
            yield sign
        elif sign.isspace():
            yield " "
        elif category not in _INVISIBLE and sign not in "*_`~":
            yield {"٫": ".", "٬": ","}.get(sign, sign)


def _is_price_like(text: str, number: re.Match[str]) -> bool:
    """A lone number that a reader would take for a price: `Ölwechsel: 99`, `ab 99.`"""
    cents = _cents(number.group(), 1)
    return (
        (cents is None or cents >= 1000)
        and _LOOKS_LIKE_YEAR.fullmatch(number.group()) is None
        and _STANDS_ALONE.match(text, number.end()) is not None
        and _LED_IN.search(text, 0, number.start()) is not None
    )


def _code(currency: str) -> str:
    if re.fullmatch(_EURO, currency):
        return "EUR"
    return "CHF" if re.fullmatch(_FRANC, currency) else "?"


def _factor(word: str | None) -> int | None:
    if word is None:
        return 1
    word = word.strip()
    if word.startswith(("hund",)):
        return 100
    return None if word.startswith("m") else 1000


def _cents(number: str, factor: int | None) -> int | None:
    """The amount in cents; a separator before exactly three digits groups thousands. None when it is no such amount."""
    digits = number.replace(" ", "").replace("'", "")
    separators = [sign for sign in digits if sign in ".,"]
    fraction = ""
    if separators:
        whole, _, last = digits.rpartition(separators[-1])
        groups_thousands = len(last) == 3 and (len(set(separators)) == 1) and 1 <= len(re.split("[.,]", whole)[0]) <= 3
        if not groups_thousands:
            digits, fraction = whole, last
    if factor is None or (factor == 1 and len(fraction.rstrip("0")) > 2):
        return None
    whole_digits = re.sub(r"[.,]", "", digits)
    scaled = int(whole_digits + fraction) * 100 * factor
    cents, rest = divmod(scaled, 10 ** len(fraction))
    return None if rest else cents
