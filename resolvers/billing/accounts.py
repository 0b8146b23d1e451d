"""The accounts of each chart, read from the table beside this module, which says what they are for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resolvers.billing.datev import Chart

_TABLE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Accounts:
    """General accounts, each at its length, and the tax key of the One-Stop-Shop."""

    revenue_domestic: str
    revenue_destination: str
    revenue_reverse_charge: str
    revenue_outside_scope: str
    clearing: str
    fees: str
    loss_domestic: str
    loss: str
    destination_key: str


@cache
def accounts_of(chart: Chart, length: int) -> Accounts:
    """The accounts of a chart whose general accounts have `length` digits."""
    rows = tomllib.loads(_TABLE.read_text("utf-8"))[chart.name]
    return Accounts(
        **{name: row if name == "destination_key" else row.ljust(length, "0") for name, row in rows.items()}
    )
