"""Requirements: what an invoice must hold before it may be written, by § 14 UStG and EN 16931."""

from collections.abc import Iterator

from resolvers.invoicing.data import Invoice, InvoiceKind, Line, SepaDebit, Tax, TaxCategory, Transfer
from resolvers.invoicing.totals import half_up, totals
from tenants.models.workshops import Currency

_PARTY = ("street", "postal_code", "city", "country", "email")


def require_complete(invoice: Invoice) -> None:
    """Raises ValueError that says everything the invoice lacks."""
    faults = [*_missing(invoice), *_faulty_lines(invoice), *_faulty_taxes(invoice), *_faulty_payment(invoice)]
    if not faults:
        # Only of an invoice with lines, in one currency, is there a sum.
        faults = list(_faulty_sums(invoice))
    if faults:
        raise ValueError(f"Invoice {invoice.number or 'without a number'} is not complete: {'; '.join(faults)}.")


def _is_said(text: str) -> bool:
    return any(character.isprintable() and not character.isspace() for character in text)


def _missing(invoice: Invoice) -> Iterator[str]:
    if not _is_said(invoice.number):
        yield "number is missing"
    for party, names in (("seller", ("name", "phone", *_PARTY)), ("buyer", ("company", *_PARTY))):
        for name in names:
            if not _is_said(getattr(getattr(invoice, party), name)):
                yield f"{party}.{name} is missing"
        country = getattr(invoice, party).country
        if country and not (len(country) == 2 and country.isascii() and country.isupper()):
            yield f"{party}.country is not a code of two letters"
    if not (invoice.seller.vat_id or invoice.seller.tax_number):
        yield "seller.vat_id or seller.tax_number is missing"
    if invoice.kind is not InvoiceKind.INVOICE and invoice.preceding is None:
        yield "preceding is missing: which invoice is corrected"
    if invoice.period.last < invoice.period.first:
        yield "period ends before it begins"


def _faulty_lines(invoice: Invoice) -> Iterator[str]:
    if not invoice.lines:
        yield "lines are missing"
    positions = [line.position for line in invoice.lines]
    if len(set(positions)) < len(positions):
        yield "two lines have one position"
    for line in invoice.lines:
        for fault in _faults(line, invoice.currency):
            yield f"line {line.position}: {fault}"
    for allowance in invoice.allowances:
        if not _is_said(allowance.reason):
            yield "an allowance's reason is missing"
        if allowance.amount <= 0:
            yield f"allowance {allowance.reason}: amount is not positive"
        if allowance.currency is not invoice.currency:
            yield f"allowance {allowance.reason}: currency {allowance.currency} is not {invoice.currency}"
        if all(line.tax != allowance.tax for line in invoice.lines):
            yield f"allowance {allowance.reason}: no line has its tax"


def _faults(line: Line, currency: Currency) -> Iterator[str]:
    if not _is_said(line.name):
        yield "name is missing"
    if line.currency is not currency:
        yield f"currency {line.currency} is not {currency}"
    if line.unit_price < 0:
        yield "unit_price is negative; a credit has a negative quantity"
    elif half_up(line.quantity * line.unit_price) != line.net:
        yield f"net {line.net} is not quantity times unit_price"
    if line.period is not None and line.period.last < line.period.first:
        yield "period ends before it begins"


def _faulty_taxes(invoice: Invoice) -> Iterator[str]:
    taxes = {line.tax for line in invoice.lines}
    categories = {tax.category for tax in taxes}
    yield from sorted(fault for tax in taxes if (fault := _faulty_rate(tax)))
    if TaxCategory.STANDARD in categories and invoice.currency is not Currency.EUR:
        yield "VAT is stated in euros, so an invoice with VAT is in EUR"  # § 16(6) UStG, Art. 230 Dir. 2006/112/EC
    if TaxCategory.REVERSE_CHARGE in categories and not invoice.buyer.vat_id:
        yield "buyer.vat_id is missing, which reverse charge wants"
    if categories & {TaxCategory.REVERSE_CHARGE, TaxCategory.EXPORT} and not invoice.seller.vat_id:
        yield f"seller.vat_id is missing, which category {'/'.join(sorted(categories))} wants"
    if TaxCategory.OUTSIDE_SCOPE in categories:
        if len(categories) > 1:
            yield "lines outside the scope of VAT stand beside others"  # BR-O-11
        if not invoice.seller.tax_number:
            # The VAT id must not be stated in its XML (BR-O-02).
            yield "seller.tax_number is missing, which category O wants"


def _faulty_rate(tax: Tax) -> str | None:
    if tax.category is TaxCategory.STANDARD and not 0 < tax.rate < 10_000:
        return f"the rate {tax.rate} of category S is not between 0 and 100 %"
    if tax.category is not TaxCategory.STANDARD and tax.rate:
        return f"category {tax.category} has the rate {tax.rate}, not 0"
    return None


def _faulty_payment(invoice: Invoice) -> Iterator[str]:
    match invoice.payment:
        case Transfer() if not invoice.seller.iban:
            yield "seller.iban is missing, which a transfer wants"
        case SepaDebit(mandate, creditor_id, _) if not (_is_said(mandate) and _is_said(creditor_id)):
            yield "payment.mandate or payment.creditor_id is missing, which a SEPA debit wants"
        case SepaDebit() if invoice.currency is not Currency.EUR:
            yield "a SEPA debit is in EUR"
        case _:
            pass
    if invoice.paid < 0:
        yield "paid is negative"


def _faulty_sums(invoice: Invoice) -> Iterator[str]:
    if totals(invoice).due > 0 and invoice.kind is not InvoiceKind.CREDIT_NOTE and invoice.due_on is None:
        yield "due_on is missing, though something is to be paid"
