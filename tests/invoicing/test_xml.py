"""The XML of an invoice keeps the schema and the rules of EN 16931, in every tax case and language."""

import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings

from resolvers.invoicing import (
    Allowance,
    Card,
    Guideline,
    Invoice,
    InvoiceKind,
    Tax,
    TaxCategory,
    Transfer,
    invoice_xml,
    totals,
)
from resolvers.invoicing.elements import NAMESPACES
from tenants.models.accounts import Language
from tenants.models.workshops import Currency
from tests.invoicing.conftest import Judge
from tests.invoicing.invoices import BUYER, CASES, SELLER, credit_note, invoice, line, outside_scope, reverse_charge
from tests.invoicing.random_invoices import invoices

GOLDEN = Path(__file__).parent / "golden"
REWRITE = "CARBOT_UPDATE_SNAPSHOTS"


def texts(xml: bytes, path: str) -> list[str | None]:
    """The texts of all elements of a path."""
    return [found.text for found in parsed(xml).findall(path, NAMESPACES)]


def parsed(xml: bytes) -> Element:
    """The document."""
    return fromstring(xml)


@pytest.mark.parametrize("case", CASES)
def test_every_tax_case_is_written_as_it_was(case: str) -> None:
    golden = GOLDEN / f"{case}.xml"
    xml = invoice_xml(CASES[case]())

    if os.environ.get(REWRITE):
        golden.write_bytes(xml + b"\n")
    assert xml.decode() + "\n" == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_tax_case_keeps_the_rules_in_every_language(
    judge: Judge, case: Callable[..., Invoice], language: Language
) -> None:
    assert judge.faults(invoice_xml(case(language=language))) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=invoices())
def test_whatever_amounts_an_invoice_has_it_keeps_the_rules(judge: Judge, written: Invoice) -> None:
    assert judge.faults(invoice_xml(written)) == []


def test_the_judge_finds_a_fault(judge: Judge) -> None:
    xml = invoice_xml(invoice()).replace(b"<ram:GrandTotalAmount>102.71", b"<ram:GrandTotalAmount>102.72")

    assert [fault.partition("]")[0] for fault in judge.faults(xml)] == ["[BR-CO-15", "[BR-CO-16"]


def test_several_rates_stand_beside_each_other(judge: Judge) -> None:
    austrian = Tax(TaxCategory.STANDARD, 2550)
    xml = invoice_xml(invoice(lines=(line(1, 10_001), line(2, 20_003, austrian)), allowances=()))

    assert judge.faults(xml) == []
    assert texts(xml, ".//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CalculatedAmount") == [
        "19.00",
        "51.01",
    ]
    assert texts(xml, ".//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:RateApplicablePercent") == [
        "19",
        "25.5",
    ]


def test_what_the_provider_rounds_otherwise_is_told_and_what_is_due_is_what_was_charged(judge: Judge) -> None:
    # 19 % of 3 cents are 0.57: three lines make 3 cents of tax, their sum 1.71 and so 2.
    lines = tuple(line(position, 3, stated_tax=1) for position in (1, 2, 3))
    xml = invoice_xml(invoice(lines=lines, allowances=()))

    summation = ".//ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
    assert judge.faults(xml) == []
    assert texts(xml, f"{summation}TaxTotalAmount") == ["0.02"]
    assert texts(xml, f"{summation}RoundingAmount") == ["0.01"]
    assert texts(xml, f"{summation}DuePayableAmount") == ["0.12"]


def test_a_coupon_for_everything_and_a_credit_for_more_keep_the_rules(judge: Judge) -> None:
    free = invoice(lines=(line(),), allowances=(Allowance("Gutschein", 12_345, line().tax, Currency.EUR),))
    credit = invoice(lines=(line(1, 1_000), line(2, -5_000)), allowances=(), payment=Card("4242"))

    assert judge.faults(invoice_xml(free)) == []
    assert judge.faults(invoice_xml(credit)) == []
    assert totals(credit).due == -4_760


def test_reverse_charge_names_both_vat_ids_and_the_reason() -> None:
    xml = invoice_xml(reverse_charge())

    assert texts(xml, ".//ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']") == ["DE123456788"]
    assert texts(xml, ".//ram:BuyerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']") == ["ATU13585627"]
    assert texts(xml, ".//ram:ExemptionReasonCode") == ["VATEX-EU-AE"]
    assert texts(xml, ".//ram:ExemptionReason") == [
        "Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge, Art. 196 Richtlinie 2006/112/EG)."
    ]


def test_outside_the_scope_no_vat_id_is_named_and_a_sole_trader_still_has_an_identifier(judge: Judge) -> None:
    sole_trader = replace(SELLER, register_court=None, register_entry=None, managing_director=None, vat_id=None)
    xml = invoice_xml(outside_scope(seller=sole_trader))

    assert judge.faults(xml) == []
    assert texts(xml, ".//ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']") == []
    assert texts(xml, ".//ram:SellerTradeParty/ram:ID") == ["215/5555/1230"]


def test_a_credit_note_states_positive_amounts_and_the_invoice_it_belongs_to() -> None:
    xml = invoice_xml(credit_note())

    assert texts(xml, "rsm:ExchangedDocument/ram:TypeCode") == ["381"]
    assert texts(xml, ".//ram:DuePayableAmount") == ["39.66"]
    # Nothing in it tells a machine to pay once more.
    assert texts(xml, ".//ram:SpecifiedTradeSettlementPaymentMeans/*") == ["1"]
    assert texts(xml, ".//ram:DirectDebitMandateID") == []
    assert texts(xml, ".//ram:CreditorReferenceID") == []
    assert texts(xml, ".//ram:InvoiceReferencedDocument/ram:IssuerAssignedID") == ["R-2026-000123"]
    assert texts(xml, ".//ram:InvoiceReferencedDocument/ram:FormattedIssueDateTime/*") == ["20261122"]


def test_fractions_of_a_cent_and_large_numbers_are_written_without_exponent() -> None:
    calls = line(1, 100_000, quantity=Decimal("1E+6"), unit_price=Decimal("0.1"))
    xml = invoice_xml(invoice(lines=(calls,), allowances=()))

    assert texts(xml, ".//ram:BilledQuantity") == ["1000000"]
    assert texts(xml, ".//ram:ChargeAmount") == ["0.001"]
    assert texts(xml, ".//ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount") == ["1000.00"]


def test_what_xml_cannot_hold_is_left_out(judge: Judge) -> None:
    odd = replace(BUYER, company="A\x00B & <C>\ud800 \ufffe東京", contact="\x01 Ada")
    xml = invoice_xml(invoice(buyer=odd))

    assert judge.faults(xml) == []
    assert texts(xml, ".//ram:BuyerTradeParty/ram:Name") == ["A B & <C>   東京"]
    assert texts(xml, ".//ram:BuyerTradeParty/ram:DefinedTradeContact/ram:PersonName") == ["Ada"]


def test_for_an_authority_it_is_an_xrechnung(judge: Judge) -> None:
    authority = replace(BUYER, reference="04011000-12345-03")
    xml = invoice_xml(invoice(buyer=authority, payment=Transfer()), Guideline.XRECHNUNG)

    # The rules are those of the other guideline, of which this one is a part.
    assert judge.faults(xml.replace(Guideline.XRECHNUNG.encode(), Guideline.EN16931.encode())) == []
    # What the German rules want besides (BR-DE-1 to BR-DE-27 of XRechnung 3.0).
    for path in (
        "ram:BuyerReference",
        "ram:SellerTradeParty/ram:DefinedTradeContact/ram:PersonName",
        "ram:SellerTradeParty/ram:DefinedTradeContact/ram:TelephoneUniversalCommunication/ram:CompleteNumber",
        "ram:SellerTradeParty/ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID",
        "ram:SellerTradeParty/ram:PostalTradeAddress/ram:CityName",
        "ram:SellerTradeParty/ram:PostalTradeAddress/ram:PostcodeCode",
        "ram:BuyerTradeParty/ram:PostalTradeAddress/ram:CityName",
        "ram:BuyerTradeParty/ram:PostalTradeAddress/ram:PostcodeCode",
        "ram:SellerTradeParty/ram:URIUniversalCommunication/ram:URIID",
        "ram:BuyerTradeParty/ram:URIUniversalCommunication/ram:URIID",
    ):
        assert all(texts(xml, f".//ram:ApplicableHeaderTradeAgreement/{path}")), path
        assert len(texts(xml, f".//ram:ApplicableHeaderTradeAgreement/{path}")) == 1, path
    assert texts(xml, ".//ram:PayeePartyCreditorFinancialAccount/ram:IBANID") == ["DE89370400440532013000"]
    assert texts(xml, ".//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID") == [
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
    ]


def test_an_xrechnung_wants_a_reference_and_no_debit_from_an_account_we_know_four_digits_of() -> None:
    with pytest.raises(ValueError, match=r"buyer\.reference is missing"):
        invoice_xml(invoice(buyer=replace(BUYER, reference=None), payment=Transfer()), Guideline.XRECHNUNG)
    with pytest.raises(ValueError, match="the whole IBAN"):
        invoice_xml(invoice(), Guideline.XRECHNUNG)


@pytest.mark.parametrize("kind", InvoiceKind)
def test_what_is_paid_is_not_due(judge: Judge, kind: InvoiceKind) -> None:
    case = {InvoiceKind.CREDIT_NOTE: credit_note}.get(kind, invoice)
    gross = totals(case()).gross
    xml = invoice_xml(case(paid=gross))

    assert judge.faults(xml) == []
    assert texts(xml, ".//ram:DuePayableAmount") == ["0.00"]
