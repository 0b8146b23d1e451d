"""What happened with money, as the bookkeeping wants to know it. Amounts are euro cents; signs are said by the kind."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resolvers.billing.vat import Treatment


@dataclass(frozen=True, slots=True)
class Debtor:
    """Whom an invoice went to. `number` is the customer number, which is the personal account.

    A country is an ISO code; a VAT id has its prefix and was valid when the invoice was written.
    """

    number: int
    name: str
    country: str
    vat_id: str | None = None


@dataclass(frozen=True, slots=True)
class Taxed:
    """The part of a document that is taxed alike. Net and tax have the same sign; a credit inside is negative."""

    treatment: Treatment
    net: int
    tax: int

    @property
    def gross(self) -> int:
        """What is owed for it."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Issued:
    """An invoice, or with `is_credit` a credit note, whose parts are then what is given back."""

    debtor: Debtor
    document: str
    on: date
    parts: tuple[Taxed, ...]
    due_on: date | None = None
    is_credit: bool = False


@dataclass(frozen=True, slots=True)
class Paid:
    """Money for an invoice has come to the payment provider, who keeps `fee` of it.

    What a customer transfers to the bank himself is in the bank's statement, and never here.
    """

    debtor: Debtor
    document: str
    on: date
    amount: int
    fee: int = 0
    reference: str = ""


class Reason(StrEnum):
    """Why money left the payment provider again."""

    REFUND = "REFUND"
    CHARGEBACK = "CHARGEBACK"
    RETURNED_DEBIT = "RETURNED_DEBIT"


@dataclass(frozen=True, slots=True)
class Returned:
    """Money went back to the customer; the provider took `fee` for it."""

    debtor: Debtor
    document: str
    on: date
    amount: int
    reason: Reason
    fee: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Regained:
    """A chargeback was decided for us: the money is back, and of its fee `fee`."""

    debtor: Debtor
    document: str
    on: date
    amount: int
    fee: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """What is still owed of a document will never come; its tax is corrected (§ 17(2) Nr. 1 UStG)."""

    debtor: Debtor
    document: str
    on: date
    parts: tuple[Taxed, ...]


Event = Issued | Paid | Returned | Regained | WrittenOff
