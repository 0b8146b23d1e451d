"""Payment: what an invoice says of how and when it is paid (BT-20)."""

from datetime import date

from resolvers.invoicing.data import Card, Invoice, InvoiceKind, SepaDebit, Transfer
from resolvers.invoicing.totals import Totals
from resolvers.invoicing.wording import Wording


def payment_terms(invoice: Invoice, totals: Totals, say: Wording) -> str:
    """How and when it is paid, or was; for a direct debit this is its pre-notification."""
    amount = say.amount(abs(totals.due))
    if totals.gross == 0 and totals.due == 0:
        return say("nothing_due")
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        return say("refund", amount=amount) if totals.due > 0 else say("refunded")
    if totals.due < 0:
        return say("credit", amount=amount)
    return _paid(invoice, say) if totals.due == 0 else _to_be_paid(invoice, amount, say)


def _paid(invoice: Invoice, say: Wording) -> str:
    match invoice.payment:
        case Card(last4):
            return say("paid_card", last4=last4)
        case SepaDebit(mandate, creditor_id, last4):
            return say("paid_debit", mandate=mandate, creditor_id=creditor_id, last4=last4)
        case Transfer():
            return say("paid_transfer")


def _to_be_paid(invoice: Invoice, amount: str, say: Wording) -> str:
    assert isinstance(invoice.due_on, date), "what is due has a day"
    day = say.date(invoice.due_on)
    match invoice.payment:
        case Card(last4):
            return say("pay_card", amount=amount, date=day, last4=last4)
        case SepaDebit(mandate, creditor_id, last4):
            values = {"mandate": mandate, "creditor_id": creditor_id, "last4": last4}
            return say("pay_debit", amount=amount, date=day, **values)
        case Transfer():
            iban, seller = grouped(invoice.seller.iban or ""), invoice.seller.name
            return say("pay_transfer", amount=amount, date=day, iban=iban, seller=seller, number=invoice.number)


def grouped(iban: str) -> str:
    """An IBAN in groups of four, as people read it."""
    plain = "".join(iban.split())
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))
