"""The letter of an invoice: what § 14(4) UStG wants is read on it, and the XML is inside a PDF/A-3."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import facturx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from resolvers.invoicing import Card, Invoice, Period, Transfer, Unit, invoice_pdf, invoice_xml, wording
from resolvers.invoicing.wording import Wording
from resolvers.invoicing.xmp import with_invoice_metadata
from tenants.models.accounts import Language
from tenants.models.workshops import Currency
from tests.invoicing.invoices import BUYER, CASES, SELLER, credit_note, invoice, line, outside_scope, reverse_charge

XMP = {
    "fx": "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def opened(pdf: bytes) -> PdfReader:
    """The file, read strictly."""
    return PdfReader(io.BytesIO(pdf), strict=True)


@cache
def pages(written: Invoice) -> list[str]:
    """What is read on the pages."""
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in opened(invoice_pdf(written)).pages]


def read(written: Invoice) -> str:
    """What is read."""
    return " ".join(pages(written))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_xml_inside_is_what_went_in(case: Callable[..., Invoice]) -> None:
    name, xml = facturx.get_facturx_xml_from_pdf(invoice_pdf(case()), check_xsd=True)

    assert name == "factur-x.xml"
    assert xml == invoice_xml(case())


def test_the_xml_is_an_associated_file_and_an_alternative_to_the_letter() -> None:
    catalog: Any = opened(invoice_pdf(invoice())).trailer["/Root"]

    (associated,) = [file.get_object() for file in catalog["/AF"]]
    assert associated["/AFRelationship"] == "/Alternative"
    assert (associated["/F"], associated["/UF"]) == ("factur-x.xml", "factur-x.xml")
    assert associated["/EF"]["/F"]["/Subtype"] == "/text/xml"
    assert "/ModDate" in associated["/EF"]["/F"]["/Params"]
    assert catalog["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object() == associated


def test_the_metadata_say_pdf_a_3b_and_factur_x_in_the_profile_en_16931() -> None:
    catalog: Any = opened(invoice_pdf(invoice())).trailer["/Root"]
    said = fromstring(catalog["/Metadata"].get_data())

    def values(path: str) -> list[str | None]:
        return [found.text for found in said.findall(f".//{path}", XMP)]

    assert "/Filter" not in catalog["/Metadata"]
    assert (values("pdfaid:part"), values("pdfaid:conformance")) == (["3"], ["B"])
    assert values("pdfuaid:part") == ["1"]
    assert values("fx:DocumentType") == ["INVOICE"]
    assert values("fx:DocumentFileName") == ["factur-x.xml"]
    assert values("fx:Version") == ["1.0"]
    assert values("fx:ConformanceLevel") == ["EN 16931"]
    # What PDF/A does not know is described in the one list there may be.
    (schemas,) = said.findall(".//{http://www.aiim.org/pdfa/ns/extension/}schemas/rdf:Bag", XMP)
    ours = next(each for each in schemas if each.findtext("pdfaSchema:prefix", namespaces=XMP) == "fx")
    assert ours.findtext("pdfaSchema:namespaceURI", namespaces=XMP) == XMP["fx"]
    assert sorted(found.text or "" for found in ours.findall(".//pdfaProperty:name", XMP)) == [
        "ConformanceLevel",
        "DocumentFileName",
        "DocumentType",
        "Version",
    ]


def test_the_file_is_archivable_as_far_as_it_shows() -> None:
    pdf = invoice_pdf(invoice())
    reader = opened(pdf)
    catalog: Any = reader.trailer["/Root"]

    assert pdf.startswith(b"%PDF-1.7\n%")
    assert pdf[10] > 127
    assert reader.trailer["/ID"]
    assert "/Encrypt" not in reader.trailer
    assert catalog["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert catalog["/Lang"] == "de"
    assert catalog["/MarkInfo"]["/Marked"]
    fonts = [
        descendant.get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        for descendant in font.get_object()["/DescendantFonts"]
    ]
    assert fonts
    assert all(any(key.startswith("/FontFile") for key in font) for font in fonts)
    assert all("Inter" in font["/FontName"] for font in fonts)


def test_of_one_invoice_the_file_is_always_the_same() -> None:
    assert invoice_pdf(invoice()) == invoice_pdf(invoice())


def test_what_people_write_is_not_taken_for_metadata() -> None:
    forged = (
        "\n1 0 obj\n<</Length 9/Type/Metadata/Subtype/XML>>\nstream\nx\nendstream\n<</Type/Catalog/Metadata 1 0 R>>"
    )
    catalog: Any = opened(invoice_pdf(invoice(notes=(forged,)))).trailer["/Root"]

    assert b"<fx:ConformanceLevel>EN 16931" in catalog["/Metadata"].get_data()


def test_a_pdf_of_another_make_is_refused() -> None:
    with pytest.raises(ValueError, match="metadata are not where"):
        with_invoice_metadata(b"%PDF-1.7\n%%EOF\n")


# Each with the number of § 14(4) sentence 1 UStG that wants it.
MANDATORY = {
    "1 the seller's full name and address": ["Beispiel Software GmbH", "Lindenallee 7", "50667 Köln"],
    "1 the buyer's full name and address": ["Kfz-Werkstatt Öztürk & Söhne", "Ringstraße 1", "10115 Berlin"],
    "2 the seller's tax number or VAT id": ["Steuernummer 215/5555/1230", "USt-IdNr. DE123456788"],
    "3 the date of issue": ["Ausstellungsdatum 22.11.2026"],
    "4 a number given once": ["Rechnungsnummer R-2026-000123"],
    "5 kind and amount of what was supplied": ["CarBot Werkstatt", "1 Monat", "API-Aufrufe", "1.235"],
    "6 when it was supplied": ["Leistungszeitraum 01.11.2026 – 30.11.2026"],
    "7 net amounts by rate": ["Nettobetrag 86,31 €", "123,45 €", "−45,67 €", "0,015 €", "18,53 €"],
    "7 reductions agreed on beforehand": ["Gutschein HERBST −10,00 €"],
    "8 the rate and the tax": ["Umsatzsteuer 19 % auf 86,31 € 16,40 €", "Gesamtbetrag 102,71 €"],
    "§ 35a GmbHG": ["Amtsgericht Köln", "HRB 12345", "Geschäftsführung: Jördis Beispiel"],
    "pre-notification of a debit": [
        "Wir ziehen 102,71 € am 01.12.2026 per SEPA-Lastschrift von Ihrem Konto mit den Endziffern 3000 ein.",
        "Mandatsreferenz: MANDAT-7. Gläubiger-Identifikationsnummer: DE98ZZZ09999999999.",
    ],
}


@pytest.mark.parametrize("item", MANDATORY)
def test_what_the_law_wants_is_read_on_it(item: str) -> None:
    text = read(invoice())

    assert [part for part in MANDATORY[item] if part not in text] == []


@pytest.mark.parametrize(
    ("language", "title", "mention", "paid"),
    [
        ("DE", "Rechnung", "Steuerschuldnerschaft des Leistungsempfängers", "Bezahlt mit Ihrer Karte"),
        ("EN", "Invoice", "Reverse charge", "Paid with your card ending in 4242."),
        ("TR", "Fatura", "Steuerschuldnerschaft des Leistungsempfängers / Reverse charge", "kartınızla ödendi."),
        ("PL", "Faktura", "Odwrotne obciążenie", "Zapłacono kartą o końcówce 4242."),
    ],
)
def test_reverse_charge_is_told_in_every_language_with_both_vat_ids(
    language: str, title: str, mention: str, paid: str
) -> None:
    text = read(reverse_charge(language=Language(language)))

    for part in (f"{title} R-2026-000123", mention, "DE123456788", "ATU13585627", "ÖSTERREICH", paid):
        assert part in text
    assert "□" not in text


def test_outside_the_scope_no_rate_is_told_and_the_account_to_transfer_to_is() -> None:
    text = read(outside_scope())

    assert "In Deutschland nicht steuerbare Leistung (§ 3a Abs. 2 UStG)." in text
    assert "Bitte überweisen Sie 345,67 CHF bis zum 01.12.2026 auf das Konto DE89 3704 0044 0532 0130 00" in text
    assert "SCHWEIZ" in text
    assert "%" not in text


def test_a_credit_note_names_its_invoice_and_is_not_called_gutschrift() -> None:
    text = read(credit_note())

    assert "Rechnungskorrektur R-2026-000124" in text
    assert "gehört zur Rechnung R-2026-000123 vom 22.11.2026" in text
    assert "Erstattungsbetrag 39,66 € Wir erstatten Ihnen 39,66 €." in text
    assert "Gutschrift" not in text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (invoice(payment=Card("4242")), "Wir buchen 102,71 € am 01.12.2026 von Ihrer Karte"),
        (invoice(payment=Transfer(), paid=10_271), "Bezahlt per Überweisung."),
        (invoice(paid=10_271), "Bezahlt per SEPA-Lastschrift von Ihrem Konto mit den Endziffern 3000."),
        (invoice(lines=(line(net=-100),), allowances=()), "Wir verrechnen 1,19 € mit Ihrer nächsten Rechnung."),
        (invoice(lines=(line(net=0),), allowances=(), due_on=None), "Es ist nichts zu zahlen."),
        (credit_note(paid=3_966), "Wir haben Ihnen den Betrag bereits erstattet."),
    ],
)
def test_how_it_is_paid_is_told(written: Invoice, said: str) -> None:
    assert said in read(written)


def test_many_lines_take_several_pages_and_each_says_what_its_columns_are() -> None:
    lines = tuple(line(position, 1_000 + position, name=f"Leistung {position}") for position in range(1, 81))
    found = pages(invoice(lines=lines))

    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert f"Seite {number} von {len(found)}" in page
        assert "Beispiel Software GmbH" in page
        assert "Rechnung R-2026-000123" in page
        if re.search(r"Leistung \d", page):
            assert "Pos. Leistung Menge Einzelpreis USt. Nettobetrag" in page
    assert all(f"Leistung {position} " in " ".join(found) for position in range(1, 81))
    assert "Zahlbetrag" in found[-1]


def test_what_is_too_long_for_its_place_is_still_read_whole() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    long = replace(BUYER, company=f"{word} {word} mbH & Co. KG", reference="9" * 60)
    text = read(invoice(buyer=long, lines=(line(name=word, description=f"{word} " * 5),), notes=(word,)))

    assert text.replace(" ", "").count(word) == 9
    assert "9" * 60 in text.replace(" ", "")


def test_a_description_longer_than_a_page_goes_on_over_the_next() -> None:
    words = [f"w{number:04}" for number in range(1, 1001)]
    found = pages(invoice(lines=(line(description=" ".join(words)),)))

    assert len(found) > 3
    assert [word for word in words if word not in " ".join(found)] == []


@settings(max_examples=10, deadline=None)
@given(name=st.text(min_size=1, max_size=60), note=st.text(max_size=200))
def test_whatever_people_write_becomes_a_letter(name: str, note: str) -> None:
    assert opened(invoice_pdf(invoice(lines=(line(name=f"A{name}"),), allowances=(), notes=(note,)))).pages


def test_markup_is_text_and_what_no_font_has_is_a_box() -> None:
    odd = replace(BUYER, company='#set page(fill: red) *fett* $x$ "a" \\ 東京', contact="Łukasz Żółć-Yılmaz")

    assert 'set page(fill: red) *fett* $x$ "a" \\ □□ Łukasz Żółć-Yılmaz' in read(invoice(buyer=odd))


def test_a_sole_trader_has_no_register() -> None:
    sole_trader = replace(SELLER, register_court=None, register_entry=None, managing_director=None, bank=None, bic=None)
    text = read(invoice(seller=sole_trader))

    assert "HRB" not in text
    assert "Geschäftsführung" not in text


@pytest.mark.parametrize(
    ("language", "amount", "day", "rate", "quantity"),
    [
        ("DE", "1.234.567,80 €", "01.03.2026", "25,5 %", "5 Monate"),
        ("EN", "1,234,567.80 €", "1 Mar 2026", "25.5%", "5 months"),
        ("TR", "1.234.567,80 €", "01.03.2026", "%25,5", "5 ay"),
        ("PL", "1 234 567,80 €", "01.03.2026", "25,5%", "5 miesięcy"),
    ],
)
def test_amounts_dates_and_rates_are_those_of_the_language(
    language: str, amount: str, day: str, rate: str, quantity: str
) -> None:
    say = Wording(Language(language), Currency.EUR)
    month = Period(date(2026, 3, 1), date(2026, 3, 1))

    assert say.amount(123_456_780).replace("\xa0", " ") == amount
    assert (say.date(month.first), say.period(month)) == (day, day)
    assert say.rate(Decimal("25.5")).replace("\xa0", " ") == rate
    assert say.quantity(Decimal(5), Unit.MONTH) == quantity


def test_the_texts_of_all_languages_have_the_same_keys_and_values() -> None:
    folder = Path(wording.__file__).parent / "texts"
    texts = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    plural = re.compile(r"unit_\w+_(one|few|many)")

    assert set(texts) == {"de", "en", "tr", "pl"}
    for words in texts.values():
        assert {key for key in words if not plural.fullmatch(key)} == {
            key for key in texts["de"] if not plural.fullmatch(key)
        }
        for key, text in words.items():
            assert text.strip()
            wanted = texts["de"].get(key, "{number}")
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", wanted)), key
