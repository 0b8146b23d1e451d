"""The standard VAT rates of the member states, read from the table beside this module, which names its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class StandardRate:
    """A member state's standard rate in basis points, and the day it began."""

    rate: int
    since: date


@cache
def standard_rates() -> Mapping[str, StandardRate]:
    """Every member state's standard rate by its ISO 3166 code."""
    return {
        country: StandardRate(row["rate"], row["since"]) for country, row in _table().items() if isinstance(row, dict)
    }


def rates_as_of() -> date:
    """The day the rates were last compared with their source."""
    day: date = _table()["as_of"]
    return day


def state_of(country: str) -> str:
    """The state whose VAT an address falls under: the country itself, but France for Monaco (Art. 7 of Directive
    2006/112/EC)."""
    return "FR" if country == "MC" else country


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text("utf-8"))
