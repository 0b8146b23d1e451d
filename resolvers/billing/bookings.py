"""What happened with money becomes bookings: each stands on the customer's personal account or on the money in transit.

Invoices are booked by their gross amount: the revenue accounts and tax keys know the tax. Bookings of the bank come
from its statements and are not ours. Yearly plans are not spread over months here: that is a closing entry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from resolvers.billing.accounts import Accounts, accounts_of
from resolvers.billing.datev import Booking, Chart, Side
from resolvers.billing.events import Debtor, Event, Issued, Paid, Reason, Regained, Returned, Taxed, WrittenOff
from resolvers.billing.vat import SELLER_COUNTRY, TaxCategory

_GREECE = {"GR": "EL"}
_WHOLE = 10_000
"""Basis points."""
_ROUNDING = 10
"""Cents by which a tax may differ from its rate, because a payment provider rounds each line of a document."""
_REASONS = {
    Reason.REFUND: "Erstattung",
    Reason.CHARGEBACK: "Rückbelastung",
    Reason.RETURNED_DEBIT: "Rücklastschrift",
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """Whose books these are: the chart, its accounts' length, our VAT id, and the cost centre of what we earn."""

    chart: Chart
    seller_vat: str
    account_length: int = 4
    cost_centre: str = ""

    @property
    def accounts(self) -> Accounts:
        """The general accounts."""
        return accounts_of(self.chart, self.account_length)

    def personal(self, debtor: Debtor) -> str:
        """The customer's personal account. Raises ValueError for a number outside DATEV's range for customers."""
        account = str(debtor.number)
        if len(account) != self.account_length + 1 or account[0] not in "123456":
            raise ValueError(
                f"{debtor.number} cannot be a customer's account: {self.account_length + 1} digits, from 1… to 6…."
            )
        return account


def bookings_of(ledger: Ledger, events: Iterable[Event]) -> list[Booking]:
    """The bookings of all events, by day and document.

    Raises ValueError for an event that cannot be booked: a customer number outside the range, a reverse charge without
    a VAT id, a part whose tax is not that of its rate.
    """
    found = [booking for event in events for booking in _booked(ledger, event)]
    return sorted(found, key=lambda booking: (booking.on, booking.document))


def _booked(ledger: Ledger, event: Event) -> Iterator[Booking]:
    match event:
        case Issued():
            yield from _issued(ledger, event)
        case WrittenOff():
            yield from _written_off(ledger, event)
        case Paid():
            yield from _moved(ledger, event, "Zahlung", event.amount)
            yield from _fee(ledger, event, event.fee)
        case Returned():
            yield from _moved(ledger, event, _REASONS[event.reason], -event.amount)
            yield from _fee(ledger, event, event.fee)
        case Regained():
            yield from _moved(ledger, event, "Rückbelastung abgewehrt", event.amount)
            yield from _fee(ledger, event, -event.fee)
        case _:
            assert_never(event)


def _issued(ledger: Ledger, event: Issued) -> Iterator[Booking]:
    """A booking for each part: the customer owes it, or with a credit is owed it."""
    account, due_on = ledger.personal(event.debtor), None if event.is_credit else event.due_on
    text = f"{'Gutschrift' if event.is_credit else 'Rechnung'} {event.debtor.name}"
    for part in event.parts:
        gross = -_gross(part) if event.is_credit else _gross(part)
        for booking in _between(account, _revenue(ledger.accounts, part), gross, event, text):
            taxed = _taxed(ledger, booking, event.debtor, part)
            yield replace(taxed, due_on=due_on, cost_centre=ledger.cost_centre)


def _written_off(ledger: Ledger, event: WrittenOff) -> Iterator[Booking]:
    """A booking for each part: the customer owes it no longer."""
    for part in event.parts:
        is_domestic = _is_taxed(part) and part.treatment.tax_country == SELLER_COUNTRY
        loss = ledger.accounts.loss_domestic if is_domestic else ledger.accounts.loss
        text = f"Forderungsverlust {event.debtor.name}"
        for booking in _between(ledger.personal(event.debtor), loss, -_gross(part), event, text):
            yield _taxed(ledger, booking, event.debtor, part)


def _moved(ledger: Ledger, event: Paid | Returned | Regained, word: str, amount: int) -> Iterator[Booking]:
    """Money comes into transit from the customer; a negative amount goes back."""
    account, text = ledger.personal(event.debtor), f"{word} {event.debtor.name}"
    for booking in _between(ledger.accounts.clearing, account, amount, event, text):
        yield replace(booking, reference=event.reference)


def _fee(ledger: Ledger, event: Paid | Returned | Regained, amount: int) -> Iterator[Booking]:
    """The provider takes a fee out of what is in transit; a negative one comes back."""
    accounts = ledger.accounts
    for booking in _between(accounts.fees, accounts.clearing, amount, event, f"Gebühr {event.document}"):
        yield replace(booking, reference=event.reference)


def _between(account: str, contra: str, amount: int, event: Event, text: str) -> Iterator[Booking]:
    """The booking of an amount that `account` is debited with; a negative one is credited, nothing is not booked."""
    if amount:
        yield Booking(
            amount=abs(amount),
            side=Side.DEBIT if amount > 0 else Side.CREDIT,
            account=account,
            contra_account=contra,
            document=event.document,
            on=event.on,
            text=text,
        )


def _gross(part: Taxed) -> int:
    """What is owed for a part. Raises ValueError for a tax that is not its: DATEV will compute it by the rate."""
    if abs(part.tax * _WHOLE - part.net * part.treatment.rate) > _ROUNDING * _WHOLE:
        raise ValueError(f"{part.tax} cents cannot be the tax ({part.treatment.category}) of {part.net} cents.")
    return part.gross


def _is_taxed(part: Taxed) -> bool:
    return part.treatment.category is TaxCategory.STANDARD


def _revenue(accounts: Accounts, part: Taxed) -> str:
    match part.treatment.category:
        case TaxCategory.STANDARD if part.treatment.tax_country == SELLER_COUNTRY:
            return accounts.revenue_domestic
        case TaxCategory.STANDARD:
            return accounts.revenue_destination
        case TaxCategory.REVERSE_CHARGE:
            return accounts.revenue_reverse_charge
        case TaxCategory.OUTSIDE_SCOPE:
            return accounts.revenue_outside_scope


def _taxed(ledger: Ledger, booking: Booking, debtor: Debtor, part: Taxed) -> Booking:
    """The booking with what another member state's part says besides: the country, its rate or the VAT id."""
    if part.treatment.category is TaxCategory.REVERSE_CHARGE:
        if not debtor.vat_id:
            raise ValueError(f"{booking.document} is reverse charge and names no VAT id.")
        return replace(booking, customer_vat=debtor.vat_id, seller_vat=ledger.seller_vat)
    country = part.treatment.tax_country
    if not _is_taxed(part) or country in (None, SELLER_COUNTRY):
        return booking
    return replace(
        booking,
        tax_key=ledger.accounts.destination_key,
        customer_vat=_GREECE.get(country, country),
        customer_rate=part.treatment.rate,
        seller_vat=ledger.seller_vat,
    )
