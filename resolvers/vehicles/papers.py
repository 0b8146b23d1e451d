"""What the registration papers say: HSN and TSN, the vehicle's number (FIN, VIN), and the makers these name.

Fields of the Zulassungsbescheinigung Teil I: 2.1 is the HSN, the first three characters of 2.2 the TSN, E the FIN; in
papers from before October 2005 HSN and TSN stand under "zu 2" and "zu 3".
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_VIN = r"[A-HJ-NPR-Z0-9]{17}"
_VIN_ALONE = re.compile(rf"(?<![A-Z0-9])({_VIN})(?![A-Z0-9])")
_VIN_NAMED = re.compile(
    r"\b(?:FIN|VIN|FAHRGESTELLNUMMER|FAHRGESTELLNR|FAHRZEUG-?IDENT\w*)\b(?: IST| LAUTET| IS)?[ .:#-]*"
    r"((?:[A-Z0-9][ -]?){17})"
)
_HSN_NAMED = re.compile(r"(?<![\d.])(?:HSN|2\.1|ZU ?2(?!\d|\.2))[\s.:=#)(-]*(\d{4})(?!\d)")
_TSN_NAMED = re.compile(r"(?<![\d.])(?:TSN|2\.2|ZU ?3(?!\d))[\s.:=#)(-]*([A-Z0-9]{3})(?:[ -]?[0-9]{3,6})?(?![A-Z])")
_PAIR = re.compile(
    r"(?<![\w.,])(\d{4}) ?[/|\\-] ?([A-Z0-9]{3})(?:\d{5,6})?(?![\w€])|(?<![\w.,])(\d{4}) ([A-Z]{3})(?:\d{5,6})?(?!\w)"
)
_NO_TSN = frozenset({"UHR", "EUR", "KMH", "PKW", "LKW", "THE", "AND", "UND", "DER", "DIE", "DAS", "VON", "BIS", "FOR"})
_COLLECTIVE = frozenset({"0900", "0901", "0800"})
"""Numbers of makers that have none of their own."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What was read of the papers; `makes` are the makers the number stands for, empty when it is not in the table."""

    hsn: str | None = None
    tsn: str | None = None
    vin: str | None = None
    makes: tuple[str, ...] = ()

    @property
    def make(self) -> str | None:
        """The maker, where there is one alone."""
        return self.makes[0] if len(self.makes) == 1 else None


def papers_from_text(text: str) -> Papers:
    """HSN, TSN and FIN as people type them ("0603 / BJM", "HSN 0603 TSN BJM00012"), as far as they are there."""
    shouted = text[:2000].upper()
    hsn, tsn = _keys(shouted)
    vin = _vin(shouted)
    return Papers(hsn, tsn, vin, makes_of_vin(vin) if vin else makes_of_hsn(hsn) if hsn else ())


def read_hsn(given: str) -> str | None:
    """A HSN of four digits; shorter ones lost their leading zeros. None for what is none."""
    digits = given.strip()
    return digits.zfill(4) if re.fullmatch(r"\d{1,4}", digits) and int(digits) else None


def read_tsn(given: str) -> str | None:
    """The TSN: the first three characters of field 2.2, whose variant and check digit are left out."""
    folded = re.sub(r"[\s-]", "", given.upper())
    return folded[:3] if re.fullmatch(r"[A-Z0-9]{3}(?:[A-Z0-9]{3,6})?", folded) else None


def read_vin(given: str) -> str | None:
    """A FIN of 17 characters without I, O and Q (ISO 3779). Makers in the EU do not use its check digit, nor do we."""
    folded = re.sub(r"[\s-]", "", given.upper())
    return folded if re.fullmatch(_VIN, folded) and not folded.isdigit() and not folded.isalpha() else None


def makes_of_hsn(hsn: str) -> tuple[str, ...]:
    """The makers of a HSN as far as the table knows it; brands of one maker may share a number."""
    return _table("hsn.csv").get(hsn, ()) if hsn not in _COLLECTIVE else ()


def makes_of_vin(vin: str) -> tuple[str, ...]:
    """The maker by the first three characters (WMI, ISO 3780) as far as the table knows them."""
    return _table("wmi.csv").get(vin[:3], ())


def _keys(shouted: str) -> tuple[str | None, str | None]:
    named, type_named = _HSN_NAMED.search(shouted), _TSN_NAMED.search(shouted)
    if named or type_named:
        return (named.group(1) if named else None), (type_named.group(1) if type_named else None)
    for match in _PAIR.finditer(shouted):
        hsn, tsn = match.group(1) or match.group(3), match.group(2) or match.group(4)
        is_known = bool(makes_of_hsn(hsn))
        # "2016/120" may be anything; a pair counts when the TSN has a letter or the HSN is one of the table.
        if tsn not in _NO_TSN and (is_known or (not tsn.isdigit() and not hsn.startswith(("19", "20")))):
            return hsn, tsn
    return None, None


def _vin(shouted: str) -> str | None:
    if (match := _VIN_NAMED.search(shouted)) and (named := read_vin(match.group(1))):
        return named
    return next((vin for match in _VIN_ALONE.finditer(shouted) if (vin := read_vin(match.group(1)))), None)


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return {key: tuple(makes.split(",")) for key, makes in list(csv.reader(file, delimiter=";"))[1:]}
