"""What DATEV makes of our bookings: postings on accounts, the tax taken out where the account or the key says so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from resolvers.billing.accounts import Accounts
from resolvers.billing.datev import Booking, Side

DOMESTIC_RATE = 1900
TAX = "tax"


@dataclass(frozen=True)
class Posting:
    """An amount on one account; debits are positive."""

    document: str
    account: str
    amount: int


def postings(bookings: Iterable[Booking], accounts: Accounts) -> list[Posting]:
    """Both sides of every booking."""
    found = []
    for booking in bookings:
        amount = booking.amount if booking.side is Side.DEBIT else -booking.amount
        found.append(Posting(booking.document, booking.account, amount))
        tax = tax_within(amount, rate_of(booking, accounts))
        found.append(Posting(booking.document, booking.contra_account, tax - amount))
        found.append(Posting(booking.document, TAX, -tax))
    return found


def rate_of(booking: Booking, accounts: Accounts) -> int:
    """The rate DATEV computes with."""
    if booking.contra_account in (accounts.revenue_domestic, accounts.loss_domestic):
        return DOMESTIC_RATE
    return (booking.customer_rate or 0) if booking.tax_key else 0


def tax_within(gross: int, rate: int) -> int:
    """The tax in a gross amount, half up to the cent."""
    tax = (2 * abs(gross) * rate + (10_000 + rate)) // (2 * (10_000 + rate))
    return tax if gross > 0 else -tax


def balances(found: Iterable[Posting]) -> dict[str, int]:
    """What is on each account; those at nothing are left out."""
    sums: dict[str, int] = defaultdict(int)
    for posting in found:
        sums[posting.account] += posting.amount
    return {account: amount for account, amount in sums.items() if amount}
