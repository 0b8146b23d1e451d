"""The two numbers people give of a vehicle: the year of its first registration and its mileage."""

import re

_KM_PER_MILE = 1.609344
_LEAST_KM, _MOST_KM = 500, 1_500_000
_FIRST_YEAR, _LAST_YEAR = 1950, 2039

_THOUSANDS = r"(?:tkm|t km|tsd\.? ?(?:km)?|tausend ?(?:km)?|bin ?(?:km|kilometre)?|tys\.? ?(?:km)?|k ?km)"
_NUMBER = r"(\d{1,3}(?:[. ']\d{3})+|\d{1,3},\d{3}(?!\d)|\d+(?:[.,]\d)?)"
_NOT_DRIVEN = r"(?<!\d)(?<!alle )(?<!every )(?<!jede )(?<!co )(?<!her )"
_MILES = re.compile(_NOT_DRIVEN + _NUMBER + r" ?(k|thousand)? ?(?:miles?|mi)\b")
_NO_MILEAGE = r"(?![a-z/])(?! ?(?:ich|es|sie|euro?|€|tl|lira|zl|usd|h\b))"
_THOUSAND_KM = re.compile(_NOT_DRIVEN + _NUMBER + rf" ?{_THOUSANDS}(?:'?[dy]?[ea])?" + _NO_MILEAGE)
_KILOMETRES = r"(?:km|kilometer|kilometre|kilometrow|kilometers|kilometres)(?:'?[dy]?[ea])?"
_KM = re.compile(_NOT_DRIVEN + _NUMBER + " ?" + _KILOMETRES + _NO_MILEAGE)
_NAMED_KM = re.compile(
    r"(?:kilometerstand|km stand|km-stand|kmstand|laufleistung|gelaufen|tachostand|mileage|odometer|przebieg\w*"
    r"|kilometresi|kilometrede|km'de)\D{0,8}" + _NUMBER + r"\b(?! ?(?:tkm|tsd|k\b|bin|tys|eur|€))"
)

_YEAR = r"((?:19|20)\d{2})"
_NAMED_YEAR = re.compile(
    r"\b(?:bj|baujahr|bauj|ez|erstzulassung|erstzul|modelljahr|mj|jahrgang|aus dem jahr|model year|registered in"
    r"|registered|first registration|built in|year|yili|trafige cikis|rocznik\w*|rok prod\w*|rok|zarejestrowan\w*)"
    r"(?:[ .:]|vom|aus|in|seit|war|ist|w)*(?:(?:\d{1,2}[./ ])?\d{1,2}[./ ])?" + _YEAR + r"\b"
)
_SHORT_YEAR = re.compile(
    r"\b(?:bj|baujahr|ez|erstzulassung|rocznik)[ .:]*(?:\d{1,2}[./])?'?(\d{2})\b(?![./\d])(?! ?(?:km|tkm|eur|€))"
)
_YEAR_SAID = re.compile(
    r"(?<![\d.,/-])" + _YEAR + r"(?:er\b| model\b| yili\b| ?r\.| roku?\b|-?er baujahr| reg\b| plate\b)"
)
_YEAR_AFTER = re.compile(r"\b(?:aus|z|od|from a|rok) " + _YEAR + r"\b(?! ?(?:km|eur|€|ccm|kg))")
_BARE_YEAR = re.compile(
    r"(?<![\d.,/-])(?<!hu )(?<!tuv )(?<!bis )(?<!seit )(?<!since )(?<!until )(?<!im jahr )(?<!ab )"
    + _YEAR
    + r"(?![\d/-])(?![.,]\d)(?! ?(?:km|eur|€|ccm|cm|kg|uhr|tl|zl|miles|tkm))"
)


def mileage_of(folded: str) -> int | None:
    """The kilometres driven that a folded text names; None for intervals ("every 30,000 km"), speeds and ways."""
    if match := _MILES.search(folded):
        miles = _value(match.group(1)) * (1000 if match.group(2) else 1)
        return _plausible(miles * _KM_PER_MILE, round_to=10)
    if match := _THOUSAND_KM.search(folded):
        return _plausible(_value(match.group(1)) * 1000)
    for pattern in (_NAMED_KM, _KM):
        if match := pattern.search(folded):
            return _plausible(_value(match.group(1)))
    return None


def year_of(folded: str) -> int | None:
    """The year of first registration that a folded text calls one; two digits are read as 1960 to 2039."""
    for pattern in (_NAMED_YEAR, _YEAR_SAID, _YEAR_AFTER):
        if match := pattern.search(folded):
            return _year(int(match.group(1)))
    if match := _SHORT_YEAR.search(folded):
        short = int(match.group(1))
        return _year(2000 + short if short < 40 else 1900 + short)
    return None


def bare_year_of(folded: str) -> int | None:
    """A year that stands alone: it is one of a vehicle only where a vehicle is named ("Golf 2016")."""
    match = _BARE_YEAR.search(folded)
    return _year(int(match.group(1))) if match else None


def _year(year: int) -> int | None:
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _value(text: str) -> float:
    if re.fullmatch(r"\d+[.,]\d", text):
        return float(text.replace(",", "."))
    return float(re.sub(r"\D", "", text))


def _plausible(kilometres: float, round_to: int = 1) -> int | None:
    whole = round(kilometres / round_to) * round_to
    return whole if _LEAST_KM <= whole <= _MOST_KM else None
