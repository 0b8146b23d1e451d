"""What an invoice says, as EN 16931 names it (BT and BG numbers) and § 14 UStG wants it.

Money is whole cents of the invoice's currency, a tax rate is basis points; neither is ever a float. An invoice holds
what § 14(4) UStG lists: both parties with their addresses (no. 1), the seller's tax number or VAT id (2), the date (3),
a number given once (4), what was supplied and how much (5), when (6), the net amounts by rate and reductions agreed on
beforehand (7), rate and tax or why there is none (8). § 14a UStG adds both VAT ids at reverse charge, § 31(5) UStDV
the invoice that is corrected, § 35a GmbHG what a business letter says of its company.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tenants.models.accounts import Language
from tenants.models.workshops import Currency


class InvoiceKind(StrEnum):
    """What a document is (BT-3, UNTDID 1001).

    A credit note states positive amounts that are paid back. It is never called "Gutschrift": that is an invoice
    which the buyer writes (§ 14(2) UStG).
    """

    INVOICE = "380"
    CREDIT_NOTE = "381"
    CORRECTION = "384"


class TaxCategory(StrEnum):
    """How VAT applies (BT-151, UNTDID 5305)."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    EXPORT = "G"
    OUTSIDE_SCOPE = "O"


class Unit(StrEnum):
    """What a quantity counts (BT-130, UN/ECE recommendation 20)."""

    PIECE = "C62"
    DAY = "DAY"
    MONTH = "MON"
    YEAR = "ANN"


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Tax:
    """The VAT of a line: its category and its rate in basis points, 1900 for 19 %."""

    category: TaxCategory
    rate: int = 0

    @property
    def percent(self) -> Decimal:
        """The rate in percent."""
        return Decimal(self.rate) / 100


@dataclass(frozen=True, slots=True)
class Seller:
    """Who invoices. What a sole trader has not is left out: register, managing director, VAT id or tax number."""

    name: str
    street: str
    postal_code: str
    city: str
    country: str
    email: str
    phone: str
    vat_id: str | None = None
    tax_number: str | None = None
    iban: str | None = None
    bic: str | None = None
    bank: str | None = None
    register_court: str | None = None
    register_entry: str | None = None
    managing_director: str | None = None


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who is invoiced; the reference (BT-10) is what it wants to read, for authorities their Leitweg-ID."""

    company: str
    street: str
    postal_code: str
    city: str
    country: str
    email: str
    contact: str | None = None
    vat_id: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line (BG-25): `net` is quantity times price; a credit has a negative quantity, never a negative price.

    `unit_price` may hold fractions of a cent. `stated_tax` is the VAT the payment provider charged for this line,
    where it said so; `totals` compares.
    """

    position: int
    name: str
    quantity: Decimal
    unit_price: int | Decimal
    net: int
    tax: Tax
    currency: Currency
    description: str | None = None
    unit: Unit = Unit.PIECE
    period: Period | None = None
    stated_tax: int | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """A reduction of the whole invoice (BG-20), such as a coupon: a positive amount, without VAT."""

    reason: str
    amount: int
    tax: Tax
    currency: Currency


@dataclass(frozen=True, slots=True)
class Card:
    """Paid by card, of which the last four digits are known."""

    last4: str


@dataclass(frozen=True, slots=True)
class SepaDebit:
    """Collected by SEPA direct debit under a mandate, from an account of which the last four digits are known."""

    mandate: str
    creditor_id: str
    last4: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Transferred by the buyer to the seller's account."""


@dataclass(frozen=True, slots=True)
class Preceding:
    """The invoice that is corrected or paid back (BG-3)."""

    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice, a credit note or a corrected invoice; `paid` is what was paid, or paid back, before it was issued."""

    number: str
    kind: InvoiceKind
    issued_on: date
    period: Period
    currency: Currency
    language: Language
    seller: Seller
    buyer: Buyer
    lines: tuple[Line, ...]
    payment: Card | SepaDebit | Transfer
    due_on: date | None = None
    allowances: tuple[Allowance, ...] = ()
    paid: int = 0
    notes: tuple[str, ...] = ()
    preceding: Preceding | None = None
