"""A batch of bookings as values: what a booking says, and what its batch says of itself."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

_ACCOUNT = re.compile(r"(?!0+$)\d{1,9}")
_DOCUMENT = re.compile(r"[A-Za-z0-9_$%/-]{1,36}")
_TAX_KEY = re.compile(r"\d{4}|")
_INITIALS = re.compile(r"[A-Z]{2}|")
_LARGEST_AMOUNT = 10**12 - 1
_CONSULTANTS, _CLIENTS, _ACCOUNT_LENGTHS = range(1001, 10**7), range(1, 10**5), range(4, 9)
_LONGEST_VAT_ID = 15
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class Side(StrEnum):
    """The side of `account` that a booking stands on; the contra account is on the other."""

    DEBIT = "S"
    CREDIT = "H"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


class Chart(StrEnum):
    """DATEV's standard charts of accounts that we know the accounts of."""

    SKR03 = "03"
    SKR04 = "04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One line of the journal: `amount` euro cents on a side of `account`, against `contra_account`.

    `document` is the number of the invoice it belongs to, by which open items are matched. `tax_key` is DATEV's
    BU-Schlüssel of four digits, empty where the account has its own. `customer_vat` is an EU customer's VAT id, or the
    country alone where he has none; `customer_rate` his country's rate in basis points; `seller_vat` our own VAT id,
    wanted beside these. `served_on` asks for the tax period of another day than `on`.
    Raises ValueError, with the reason, for what DATEV would refuse.
    """

    amount: int
    side: Side
    account: str
    contra_account: str
    document: str
    on: date
    text: str
    tax_key: str = ""
    due_on: date | None = None
    served_on: date | None = None
    customer_vat: str = ""
    customer_rate: int | None = None
    seller_vat: str = ""
    cost_centre: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.amount <= _LARGEST_AMOUNT:
            raise ValueError(f"A booking's amount is from 1 cent to ten digits of euros, not {self.amount} cents.")
        for account in (self.account, self.contra_account):
            if not _ACCOUNT.fullmatch(account):
                raise ValueError(f"{account!r} is no account: up to nine digits, not all of them zero.")
        if not _DOCUMENT.fullmatch(self.document):
            raise ValueError(
                f"{self.document!r} is no document number: 1 to 36 of letters without marks, digits and _ $ % - /."
            )
        if not _TAX_KEY.fullmatch(self.tax_key):
            raise ValueError(f"{self.tax_key!r} is no BU-Schlüssel: four digits.")
        for vat in (self.customer_vat, self.seller_vat):
            if len(vat) > _LONGEST_VAT_ID or not vat.isascii():
                raise ValueError(f"{vat!r} is no VAT id: at most {_LONGEST_VAT_ID} characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchHeader:
    """What a batch says of itself: for whom, by which chart, from which day to which.

    `consultant` and `client` are DATEV's numbers of the tax adviser and of us; `account_length` is how many digits a
    general account has (personal ones have one more). All days lie in the fiscal year that begins at
    `fiscal_year_start`, for lines tell no year. `is_locked` forbids the adviser to change what he has imported.
    Raises ValueError, with the reason, for what DATEV would refuse.
    """

    consultant: int
    client: int
    fiscal_year_start: date
    first: date
    last: date
    name: str
    chart: Chart
    created_at: datetime
    account_length: int = 4
    exported_by: str = ""
    initials: str = ""
    is_locked: bool = False

    def __post_init__(self) -> None:
        if self.consultant not in _CONSULTANTS or self.client not in _CLIENTS:
            raise ValueError("DATEV numbers consultants from 1001 to 9999999 and clients from 1 to 99999.")
        if self.account_length not in _ACCOUNT_LENGTHS:
            raise ValueError("General accounts have four to eight digits.")
        if not self.fiscal_year_start <= self.first <= self.last < self.fiscal_year_end:
            raise ValueError("A batch's days follow each other within one fiscal year.")
        if not _FIRST_YEAR <= self.fiscal_year_start.year <= self.last.year <= _LAST_YEAR:
            raise ValueError("DATEV's dates are of this century.")
        if not _INITIALS.fullmatch(self.initials):
            raise ValueError(f"{self.initials!r} are no initials: two capitals.")
        if self.created_at.tzinfo is None:
            raise ValueError("A batch is made at a moment with a zone.")

    @property
    def fiscal_year_end(self) -> date:
        """The first day after the fiscal year."""
        start = self.fiscal_year_start
        # Of the 29th of February only the day before comes again.
        return start.replace(year=start.year + 1, day=28 if (start.month, start.day) == (2, 29) else start.day)
