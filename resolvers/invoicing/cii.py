"""Cross Industry Invoice: an invoice as XML in the profile EN 16931 of ZUGFeRD and Factur-X, or as XRechnung.

The order of elements is the schema's; the rules named BR-… are those of EN 16931.
"""

from collections.abc import Iterator
from enum import StrEnum
from xml.etree.ElementTree import Element

from resolvers.invoicing.data import (
    Allowance,
    Buyer,
    Card,
    Invoice,
    InvoiceKind,
    Line,
    Period,
    Seller,
    SepaDebit,
    Tax,
    TaxCategory,
    Transfer,
)
from resolvers.invoicing.elements import day, element, money, number, optional, written
from resolvers.invoicing.payment import payment_terms
from resolvers.invoicing.requirements import require_complete
from resolvers.invoicing.totals import TaxGroup, Totals, totals
from resolvers.invoicing.wording import Wording
from tenants.models.workshops import Currency

_BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_DISCOUNT = "95"  # UNTDID 5189
_EXEMPTIONS = {
    TaxCategory.REVERSE_CHARGE: "VATEX-EU-AE",
    TaxCategory.EXPORT: "VATEX-EU-G",
    TaxCategory.OUTSIDE_SCOPE: "VATEX-EU-O",
}


class Guideline(StrEnum):
    """The rules a document follows (BT-24)."""

    EN16931 = "urn:cen.eu:en16931:2017"
    XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"


def invoice_xml(invoice: Invoice, guideline: Guideline = Guideline.EN16931) -> bytes:
    """The invoice as XML. Raises ValueError that says what is missing."""
    require_complete(invoice)
    if guideline is Guideline.XRECHNUNG:
        _require_authority(invoice)
    sums = totals(invoice)
    say = Wording(invoice.language, invoice.currency)
    root = element(
        "rsm:CrossIndustryInvoice",
        element(
            "rsm:ExchangedDocumentContext",
            element("BusinessProcessSpecifiedDocumentContextParameter", element("ID", _BILLING)),
            element("GuidelineSpecifiedDocumentContextParameter", element("ID", guideline.value)),
        ),
        element(
            "rsm:ExchangedDocument",
            element("ID", invoice.number),
            element("TypeCode", invoice.kind.value),
            day("IssueDateTime", invoice.issued_on),
            [element("IncludedNote", element("Content", note)) for note in invoice.notes],
        ),
        element(
            "rsm:SupplyChainTradeTransaction",
            [_line(line) for line in invoice.lines],
            element(
                "ApplicableHeaderTradeAgreement",
                optional("BuyerReference", invoice.buyer.reference),
                _seller(invoice.seller, say, has_vat_id=not _is_outside_scope(invoice)),
                _buyer(invoice.buyer, has_vat_id=not _is_outside_scope(invoice)),
            ),
            element(
                "ApplicableHeaderTradeDelivery",
                element("ActualDeliverySupplyChainEvent", day("OccurrenceDateTime", invoice.period.last)),
            ),
            _settlement(invoice, sums, say),
        ),
    )
    return written(root)


def _require_authority(invoice: Invoice) -> None:
    """Raises ValueError where the German rules of XRechnung (BR-DE-…) want more than EN 16931."""
    if not (invoice.buyer.reference or "").strip():
        raise ValueError(f"Invoice {invoice.number}: buyer.reference is missing, the Leitweg-ID of an XRechnung.")
    if _debit(invoice) is not None:
        raise ValueError(f"Invoice {invoice.number}: an XRechnung names the whole IBAN a debit is collected from.")


def _is_outside_scope(invoice: Invoice) -> bool:
    """Whether VAT ids must not be stated (BR-O-02)."""
    return any(line.tax.category is TaxCategory.OUTSIDE_SCOPE for line in invoice.lines)


def _legal_notice(seller: Seller, say: Wording) -> str:
    """What a business letter says of its company (§ 35a GmbHG)."""
    director = say("managing_director", name=seller.managing_director) if seller.managing_director else None
    return ", ".join(part for part in (seller.register_court, seller.register_entry, director) if part)


def _line(line: Line) -> Element:
    return element(
        "IncludedSupplyChainTradeLineItem",
        element("AssociatedDocumentLineDocument", element("LineID", str(line.position))),
        element("SpecifiedTradeProduct", element("Name", line.name), optional("Description", line.description)),
        element(
            "SpecifiedLineTradeAgreement",
            element("NetPriceProductTradePrice", element("ChargeAmount", money(line.unit_price))),
        ),
        element(
            "SpecifiedLineTradeDelivery",
            element("BilledQuantity", number(line.quantity), unitCode=line.unit.value),
        ),
        element(
            "SpecifiedLineTradeSettlement",
            _tax("ApplicableTradeTax", line.tax),
            _period(line.period),
            element(
                "SpecifiedTradeSettlementLineMonetarySummation",
                element("LineTotalAmount", money(line.net)),
            ),
        ),
    )


def _tax(tag: str, tax: Tax) -> Element:
    return element(
        tag,
        element("TypeCode", "VAT"),
        element("CategoryCode", tax.category.value),
        _rate(tax),
    )


def _rate(tax: Tax) -> Element | None:
    if tax.category is TaxCategory.OUTSIDE_SCOPE:  # BR-O-05
        return None
    return element("RateApplicablePercent", number(tax.percent))


def _period(period: Period | None) -> Element | None:
    if period is None:
        return None
    return element("BillingSpecifiedPeriod", day("StartDateTime", period.first), day("EndDateTime", period.last))


def _seller(seller: Seller, say: Wording, *, has_vat_id: bool) -> Element:
    legal_id = seller.register_entry
    return element(
        "SellerTradeParty",
        # Without VAT id and register there must be some other identifier (BR-CO-26).
        None if has_vat_id or legal_id else optional("ID", seller.tax_number),
        element("Name", seller.name),
        optional("Description", _legal_notice(seller, say)),
        None if legal_id is None else element("SpecifiedLegalOrganization", element("ID", legal_id)),
        element(
            "DefinedTradeContact",
            element("PersonName", seller.name),
            element("TelephoneUniversalCommunication", element("CompleteNumber", seller.phone)),
            element("EmailURIUniversalCommunication", element("URIID", seller.email)),
        ),
        *_where(seller),
        _registration(seller.vat_id if has_vat_id else None, "VA"),
        _registration(seller.tax_number, "FC"),
    )


def _buyer(buyer: Buyer, *, has_vat_id: bool) -> Element:
    contact = optional("PersonName", buyer.contact)
    return element(
        "BuyerTradeParty",
        element("Name", buyer.company),
        None if contact is None else element("DefinedTradeContact", contact),
        *_where(buyer),
        _registration(buyer.vat_id if has_vat_id else None, "VA"),
    )


def _where(party: Seller | Buyer) -> Iterator[Element]:
    yield element(
        "PostalTradeAddress",
        element("PostcodeCode", party.postal_code),
        element("LineOne", party.street),
        element("CityName", party.city),
        element("CountryID", party.country),
    )
    yield element("URIUniversalCommunication", element("URIID", party.email, schemeID="EM"))


def _registration(number: str | None, scheme: str) -> Element | None:
    made = optional("ID", number, schemeID=scheme)
    return None if made is None else element("SpecifiedTaxRegistration", made)


def _settlement(invoice: Invoice, sums: Totals, say: Wording) -> Element:
    debit, preceding = _debit(invoice), invoice.preceding
    return element(
        "ApplicableHeaderTradeSettlement",
        None if debit is None else element("CreditorReferenceID", debit.creditor_id),
        element("PaymentReference", invoice.number),
        element("InvoiceCurrencyCode", invoice.currency.value),
        _payment_means(invoice),
        [_tax_group(group, say) for group in sums.groups],
        _period(invoice.period),
        [_allowance(allowance) for allowance in invoice.allowances],
        element(
            "SpecifiedTradePaymentTerms",
            element("Description", payment_terms(invoice, sums, say)),
            None if invoice.due_on is None else day("DueDateDateTime", invoice.due_on),
            None if debit is None else element("DirectDebitMandateID", debit.mandate),
        ),
        _summation(sums, invoice.currency),
        None
        if preceding is None
        else element(
            "InvoiceReferencedDocument",
            element("IssuerAssignedID", preceding.number),
            day("FormattedIssueDateTime", preceding.issued_on, "qdt"),
        ),
    )


def _debit(invoice: Invoice) -> SepaDebit | None:
    """The mandate by which the amount is collected; what is paid back is not."""
    is_paid_back = invoice.kind is InvoiceKind.CREDIT_NOTE
    return invoice.payment if isinstance(invoice.payment, SepaDebit) and not is_paid_back else None


def _payment_means(invoice: Invoice) -> Element:
    """By which means it is paid, by its code of UNTDID 4461."""
    tag, seller = "SpecifiedTradeSettlementPaymentMeans", invoice.seller
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        # No account of the seller's, lest the buyer pays there.
        return element(tag, element("TypeCode", "1"))
    match invoice.payment:
        case Card(last4):
            card = element("ApplicableTradeSettlementFinancialCard", element("ID", last4))
            return element(tag, element("TypeCode", "48"), card)
        case SepaDebit():
            return element(tag, element("TypeCode", "59"))
        case Transfer():
            return element(
                tag,
                element("TypeCode", "58" if invoice.currency is Currency.EUR else "30"),
                element(
                    "PayeePartyCreditorFinancialAccount",
                    element("IBANID", "".join((seller.iban or "").split())),
                    element("AccountName", seller.name),
                ),
                None
                if not seller.bic
                else element("PayeeSpecifiedCreditorFinancialInstitution", element("BICID", seller.bic)),
            )


def _tax_group(group: TaxGroup, say: Wording) -> Element:
    category = group.tax.category
    return element(
        "ApplicableTradeTax",
        element("CalculatedAmount", money(group.amount)),
        element("TypeCode", "VAT"),
        optional("ExemptionReason", say.reason(category)),
        element("BasisAmount", money(group.basis)),
        element("CategoryCode", category.value),
        optional("ExemptionReasonCode", _EXEMPTIONS.get(category)),
        _rate(group.tax),
    )


def _allowance(allowance: Allowance) -> Element:
    return element(
        "SpecifiedTradeAllowanceCharge",
        element("ChargeIndicator", element("udt:Indicator", "false")),
        element("ActualAmount", money(allowance.amount)),
        element("ReasonCode", _DISCOUNT),
        element("Reason", allowance.reason),
        _tax("CategoryTradeTax", allowance.tax),
    )


def _summation(sums: Totals, currency: Currency) -> Element:
    return element(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        element("LineTotalAmount", money(sums.lines)),
        element("AllowanceTotalAmount", money(sums.allowances)),
        element("TaxBasisTotalAmount", money(sums.net)),
        element("TaxTotalAmount", money(sums.tax), currencyID=currency.value),
        element("RoundingAmount", money(sums.rounding)) if sums.rounding else None,
        element("GrandTotalAmount", money(sums.gross)),
        element("TotalPrepaidAmount", money(sums.paid)),
        element("DuePayableAmount", money(sums.due)),
    )
