"""The catalogue is taken along as a table, a workbook or a printed list, by a link that is good for a while."""

import io
import re
from typing import Any

import httpx2
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from carbot.ids import new_token
from resolvers.imports.columns import guess
from resolvers.imports.reading import read_table
from tenants.models.accounts import Language
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

EXPORT = """mutation ($format: ExportFormat!) { catalogueExportCreate(format: $format) {
  url expiresAt errors { code } } }"""
ENTER = """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) { service { id } errors { code } } }"""
HIDE = """mutation ($id: ID!) { serviceUpdate(id: $id, input: {isActive: false}) { errors { code } } }"""
SERVICES: list[dict[str, Any]] = [
    {
        "name": "Ölwechsel",
        "categoryName": "Öl & Flüssigkeiten",
        "priceKind": "RANGE",
        "priceMin": 8900,
        "priceMax": 123456,
        "description": "Öl; Filter",
        "descriptions": [{"language": "EN", "text": "Oil and filter"}],
        "durationMinMinutes": 30,
        "durationMaxMinutes": 50,
    },
    {"name": "=HYPERLINK(1)", "categoryName": "Motor", "priceKind": "FROM", "priceMin": 30000},
    {"name": "*fett* #set page(fill: red)", "categoryName": "Motor", "priceKind": "ON_REQUEST"},
    {
        "name": "Licht-Test",
        "categoryName": "Licht",
        "priceKind": "FIXED",
        "priceMin": 0,
        "synonyms": ["=Lampen", "ein|aus"],
        "isShownOnPages": False,
    },
]


async def fetch(http: httpx2.AsyncClient, api: Api, format: str) -> httpx2.Response:
    """The file of a fresh link, fetched by somebody who is not signed in."""
    made = await api.one(EXPORT, format=format)
    assert made["errors"] == []
    return await http.get(made["url"])


@pytest.fixture
async def owner(api: Api, workshop: TestWorkshop) -> Api:
    """The owner of a workshop with services, one of them hidden."""
    owner = api.as_(workshop.owner)
    for service in SERVICES:
        assert (await owner.one(ENTER, input=service))["errors"] == []
    hidden = {"name": "Geheim", "categoryName": "Motor", "priceKind": "ON_REQUEST"}
    await owner.one(HIDE, id=(await owner.one(ENTER, input=hidden))["service"]["id"])
    return owner


async def test_as_csv_it_opens_by_a_click_and_no_formula_runs(http: httpx2.AsyncClient, owner: Api) -> None:
    answer = await fetch(http, owner, "CSV")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(
        r"attachment; filename=\"leistungen-\d{4}-\d\d-\d\d\.csv\"; filename\*=UTF-8''leistungen-[\d-]+\.csv",
        answer.headers["content-disposition"],
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    heading, *lines = answer.content.decode("utf-8").splitlines()
    assert heading == "\ufeffKategorie;Leistung;Beschreibung;Synonyme;Preis;Dauer;Aktiv;Im Chat;Auf Seiten"
    assert sorted(lines) == sorted(
        [
            "Licht;Licht-Test;;'=Lampen | ein/aus;0;;ja;ja;nein",
            "Motor;*fett* #set page(fill: red);;;auf Anfrage;;ja;ja;ja",
            "Motor;'=HYPERLINK(1);;;ab 300;;ja;ja;ja",
            "Motor;Geheim;;;auf Anfrage;;nein;ja;ja",
            'Öl & Flüssigkeiten;Ölwechsel;"Öl; Filter";;89-1234,56;30-50 min;ja;ja;ja',
        ]
    )


async def test_as_a_workbook_numbers_are_numbers_and_texts_are_texts(http: httpx2.AsyncClient, owner: Api) -> None:
    answer = await fetch(http, owner, "XLSX")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    lines = {line[1].value: line for line in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in lines["Ölwechsel"]][4:] == ["Spanne", 89, 1234.56, 30, 50, "ja", "ja", "ja"]
    assert lines["Ölwechsel"][6].data_type == "n"
    assert lines["=HYPERLINK(1)"][1].data_type == "s"


@pytest.mark.parametrize("format", ["CSV", "XLSX"])
async def test_what_was_exported_is_read_again(http: httpx2.AsyncClient, owner: Api, format: str) -> None:
    answer = await fetch(http, owner, format)

    table = read_table(answer.content, Language.DE)
    assert None not in guess(table.head)
    assert len(table.rows) == 5


async def test_printed_it_says_who_what_how_much_and_what_the_law_wants(
    http: httpx2.AsyncClient, owner: Api, workshop: TestWorkshop
) -> None:
    answer = await fetch(http, owner, "PDF")

    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert answer.headers["content-type"] == "application/pdf"
    assert len(pages) == 1
    for part in (
        workshop.name,
        "Ringstraße 1, 50667 Köln",
        "Alle Preise sind Gesamtpreise in Euro inkl. 19 % gesetzlicher MwSt.",
        "unverbindliche Kostenschätzungen",
        "89,00 – 1.234,56 €",
        "ab 300,00 €",
        "kostenlos",
        "30 – 50 min",
        "*fett* #set page(fill: red)",
        "Seite 1 von 1",
    ):
        assert part in text
    assert "Geheim" not in text
    assert re.search(r"Stand: \d\d\.\d\d\.\d{4}", text)
    fonts = {font["/BaseFont"] for font in (f.get_object() for f in pages[0]["/Resources"]["/Font"].values())}  # type: ignore[index]
    assert all("Inter" in str(font) for font in fonts)


@pytest.mark.parametrize("language", ["de", "en", "tr", "pl"])
async def test_every_language_is_printed(
    http: httpx2.AsyncClient, api: Api, workshop: TestWorkshop, owner: Api, language: str
) -> None:
    answer = await fetch(http, api.as_(workshop.owner, language=language), "PDF")

    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    expected = {"de": "Leistungen und Preise", "en": "Services and prices", "tr": "Hizmetler ve fiyatlar"}
    assert expected.get(language, "Usługi i ceny") in text
    assert ("Oil and filter" if language == "en" else "Öl; Filter") in text


async def test_a_link_is_over_after_ten_minutes_and_its_token_is_stored_nowhere(
    http: httpx2.AsyncClient, owner: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    url = (await owner.one(EXPORT, format="CSV"))["url"]
    token = url.rpartition("/")[2]
    stored = rows("SELECT d::text FROM downloads d WHERE workshop_id = %s", workshop.id)
    rows("UPDATE downloads SET expires_at = now() WHERE workshop_id = %s", workshop.id)

    late = await http.get(url)
    unknown = await http.get(f"/downloads/{new_token()}")

    assert len(stored) == 1
    assert token not in stored[0][0]
    assert (late.status_code, unknown.status_code) == (404, 404)
    assert late.json() == unknown.json()
    logged = rows(
        "SELECT action, changes FROM audit_entries WHERE action LIKE 'catalogue.%%' AND workshop_id = %s", workshop.id
    )
    assert logged == [("catalogue.exported", {"fields": ["csv"]})]


@pytest.mark.parametrize(
    ("query", "name", "head"),
    [("", "vorlage-leistungen", "Kategorie"), ("?language=pl", "szablon-uslugi", "Kategoria")],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_everybody_gets_the_template_and_it_is_read_without_a_fault(
    http: httpx2.AsyncClient, kind: str, query: str, name: str, head: str
) -> None:
    answer = await http.get(f"/downloads/services-template.{kind}{query}", headers={"accept-language": "de"})

    assert answer.status_code == 200
    assert f'filename="{name}.{kind}"' in answer.headers["content-disposition"]
    table = read_table(answer.content, Language.DE)
    assert table.head[0] == head
    assert None not in guess(table.head)
    assert (await http.get("/downloads/services-template.exe")).status_code == 404
