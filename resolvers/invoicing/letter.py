"""Letter: what stands where on an invoice as people read it."""

from collections.abc import Iterator
from typing import Any

from resolvers.invoicing.data import Invoice, Line, Seller, TaxCategory
from resolvers.invoicing.payment import grouped, payment_terms
from resolvers.invoicing.totals import Totals
from resolvers.invoicing.wording import Wording

_COLUMNS = ("position", "name", "quantity", "unit_price", "rate", "net_of_line")


def letter(invoice: Invoice, totals: Totals) -> dict[str, Any]:
    """Every text of the letter, by its place in invoice.typ."""
    say = Wording(invoice.language, invoice.currency)
    seller, kind = invoice.seller, invoice.kind.value
    title = say("title", kind)
    return {
        "language": invoice.language.value.lower(),
        "name": f"{title} {invoice.number}",
        "issued_on": [invoice.issued_on.year, invoice.issued_on.month, invoice.issued_on.day],
        "seller": seller.name,
        "sender": " · ".join((seller.name, seller.street, f"{seller.postal_code} {seller.city}")),
        "address": list(_address(invoice, say)),
        "facts": list(_facts(invoice, totals, say)),
        "title": f"{title} {invoice.number}",
        "opening": _opening(invoice, say),
        "columns": [say(column) for column in _COLUMNS],
        "lines": [_line(line, say) for line in invoice.lines],
        "sums": list(_sums(invoice, totals, say)),
        "due": [say("due", kind), say.amount(totals.due)],
        "closing": [*_reasons(invoice, totals, say), payment_terms(invoice, totals, say), *invoice.notes],
        "with_xml": say("with_xml"),
        "foot": list(_foot(seller, say)),
        "page": say("page", page="{page}", pages="{pages}"),
    }


def _address(invoice: Invoice, say: Wording) -> Iterator[str]:
    buyer = invoice.buyer
    yield buyer.company
    if buyer.contact:
        yield buyer.contact
    yield buyer.street
    yield f"{buyer.postal_code} {buyer.city}"
    if buyer.country != invoice.seller.country:
        yield say.country(buyer.country)


def _facts(invoice: Invoice, totals: Totals, say: Wording) -> Iterator[tuple[str, str]]:
    yield say("number", invoice.kind.value), invoice.number
    yield say("issued_on"), say.date(invoice.issued_on)
    yield say("period"), say.period(invoice.period)
    if invoice.due_on is not None and totals.due > 0:
        yield say("due_on"), say.date(invoice.due_on)
    if invoice.buyer.reference:
        yield say("reference"), invoice.buyer.reference
    if invoice.buyer.vat_id:
        yield say("buyer_vat_id"), invoice.buyer.vat_id


def _opening(invoice: Invoice, say: Wording) -> str:
    preceding = invoice.preceding
    if preceding is None:
        return ""
    return say("preceding", invoice.kind.value, number=preceding.number, date=say.date(preceding.issued_on))


def _line(line: Line, say: Wording) -> dict[str, Any]:
    details = [line.description, say.period(line.period) if line.period else None]
    is_taxable = line.tax.category is not TaxCategory.OUTSIDE_SCOPE
    return {
        "position": str(line.position),
        "name": line.name,
        "details": [detail for detail in details if detail],
        "quantity": say.quantity(line.quantity, line.unit),
        "unit_price": say.amount(line.unit_price),
        "rate": say.rate(line.tax.percent) if is_taxable else "–",
        "net": say.amount(line.net),
    }


def _sums(invoice: Invoice, totals: Totals, say: Wording) -> Iterator[tuple[str, str]]:
    if invoice.allowances:
        yield say("lines"), say.amount(totals.lines)
        for allowance in invoice.allowances:
            yield allowance.reason, say.amount(-allowance.amount)
    yield say("net"), say.amount(totals.net)
    for group in totals.groups:
        is_taxable = group.tax.category is not TaxCategory.OUTSIDE_SCOPE
        label = say("tax", rate=say.rate(group.tax.percent), basis=say.amount(group.basis)) if is_taxable else ""
        yield label or say("no_tax"), say.amount(group.amount)
    yield say("gross"), say.amount(totals.gross)
    if totals.rounding:
        yield say("rounding"), say.amount(totals.rounding)
    if totals.paid:
        yield say("paid", invoice.kind.value), say.amount(-totals.paid)


def _reasons(invoice: Invoice, totals: Totals, say: Wording) -> Iterator[str]:
    """Why no VAT is charged; at reverse charge with both VAT ids (§ 14a(1) UStG)."""
    for category in dict.fromkeys(group.tax.category for group in totals.groups):
        reason = say.reason(category)
        if reason is None:
            continue
        if category is TaxCategory.REVERSE_CHARGE:
            reason += " " + say("vat_ids", seller=invoice.seller.vat_id or "", buyer=invoice.buyer.vat_id or "")
        yield reason


def _foot(seller: Seller, say: Wording) -> Iterator[list[str]]:
    yield [seller.name, seller.street, f"{seller.postal_code} {seller.city}"]
    yield [seller.phone, seller.email]
    director = say("managing_director", name=seller.managing_director) if seller.managing_director else None
    yield [part for part in (seller.register_court, seller.register_entry, director) if part]
    numbers = (("vat_id", seller.vat_id), ("tax_number", seller.tax_number))
    account = (seller.bank, f"IBAN {grouped(seller.iban)}" if seller.iban else None)
    registered = [f"{say(key)} {number}" for key, number in numbers if number]
    yield [*registered, *(part for part in account if part), *([f"BIC {seller.bic}"] if seller.bic else [])]
