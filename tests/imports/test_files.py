"""Files as people have them: every way to save a table, every way to write a price, and what cannot be read."""

import io
import zipfile

import pytest

from tests.imports.conftest import CREATE, MakeImporter, workbook
from tests.support.api import ORIGIN, Api, Headers, TestWorkshop

TEXT = "Leistung;Preis\nÖlwechsel für Škoda;1.234,56 €\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("Š", "S").encode("cp1252"),
        TEXT.replace(";", "\t").encode(),
        b"sep=;\n" + TEXT.encode(),
        TEXT.replace(";", ",").replace("1.234,56", '"1.234,56').replace("€", '€"').encode(),
        workbook([["Leistung", "Preis"], ["Ölwechsel für Škoda", 1234.56]]),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "tab", "sep=", "comma", "xlsx"],
)
async def test_a_table_is_read_however_it_was_saved(
    importer: MakeImporter, workshop: TestWorkshop, content: bytes
) -> None:
    owner = importer(workshop.owner)

    report = await owner.report((await owner.bring(content))["id"])

    assert report["faults"] == []
    assert [(row["name"].replace("Š", "S"), row["priceMin"]) for row in report["rows"]] == [
        ("Ölwechsel für Skoda", 123456)
    ]


async def test_prices_are_read_as_people_write_them(importer: MakeImporter, workshop: TestWorkshop) -> None:
    written = {
        "10-130": ("RANGE", 1000, 13000),
        "10-10": ("FIXED", 1000, 1000),
        "ab 50": ("FROM", 5000, None),
        "50,-": ("FIXED", 5000, 5000),
        "1.234,56 €": ("FIXED", 123456, 123456),
        "1.234": ("FIXED", 123400, 123400),
        "49.90": ("FIXED", 4990, 4990),
        "von 80 bis 99,50": ("RANGE", 8000, 9950),
        "auf Anfrage": ("ON_REQUEST", None, None),
        "kostenlos": ("FIXED", 0, 0),
        "0": ("FIXED", 0, 0),
        "od 30": ("FROM", 3000, None),
        "300 ve üzeri": ("FROM", 30000, None),
    }
    lines = [f'Leistung {number};"{text}"' for number, text in enumerate(written)]
    owner = importer(workshop.owner)

    report = await owner.report((await owner.bring("\n".join(["Leistung;Preis", *lines])))["id"])

    assert report["faults"] == []
    assert [(r["priceKind"], r["priceMin"], r["priceMax"]) for r in report["rows"]] == list(written.values())


async def test_every_faulty_cell_is_named_with_what_was_found(importer: MakeImporter, workshop: TestWorkshop) -> None:
    owner = importer(workshop.owner)
    faulty = {
        "130-10": "IMPORT_PRICE_REVERSED",
        "-5": "IMPORT_PRICE_NEGATIVE",
        "1e9": "IMPORT_NOT_A_PRICE",
        "1000000000": "INVALID_PRICE",
        "50 $": "IMPORT_OTHER_CURRENCY",
        "50 zł": "IMPORT_OTHER_CURRENCY",
        "1,234": "IMPORT_PRICE_UNCLEAR",
        "10.12.2026": "IMPORT_PRICE_IS_A_DATE",
        "teuer": "IMPORT_NOT_A_PRICE",
    }
    lines = [f"Leistung {number};{text};" for number, text in enumerate(faulty)]
    lines += ["Dauer;9;lange", "Dauer 2;9;1,5", ";9;", "DAUER;9;", "x" * 121 + ";9;", f"Rückwärts;9;{'3-1 h'}"]

    found = await owner.faults("\n".join(["Leistung;Preis;Dauer", *lines]))

    prices = [(number, "Preis", text, code) for number, (text, code) in enumerate(faulty.items(), start=2)]
    assert found == [
        *prices,
        (11, "Dauer", "lange", "IMPORT_NOT_A_DURATION"),
        (12, "Dauer", "1,5", "IMPORT_DURATION_WITHOUT_UNIT"),
        (13, "Leistung", "", "IMPORT_NAME_MISSING"),
        (15, "Leistung", "x" * 60, "TOO_LONG"),
        (16, "Dauer", "3-1 h", "IMPORT_DURATION_REVERSED"),
    ]


async def test_a_name_twice_in_a_file_counts_once(importer: MakeImporter, workshop: TestWorkshop) -> None:
    owner = importer(workshop.owner)

    ready = await owner.bring("Kategorie;Leistung\nA;Ölwechsel\nB;Ölwechsel\nA;ÖLWECHSEL\n")
    report = await owner.report(ready["id"])

    assert [(f["row"], f["code"], f["message"][-12:]) for f in report["faults"]] == [
        (4, "IMPORT_DUPLICATE_IN_FILE", "e den Namen.")
    ]
    assert "Zeile 2" in report["faults"][0]["message"]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("de", "Bei „130-10“ ist der erste Betrag größer als der zweite. Schreiben Sie 10-130."),
        ("en", "In “130-10” the first amount is larger than the second. Write 10-130."),
        ("tr", "“130-10” içinde ilk tutar ikincisinden büyük. 10-130 yazın."),
        ("pl", "W „130-10” pierwsza kwota jest większa od drugiej. Napisz 10-130."),
    ],
)
async def test_a_fault_says_what_to_write_instead_in_the_readers_language(
    importer: MakeImporter, api: Api, workshop: TestWorkshop, language: str, message: str
) -> None:
    ready = await importer(workshop.owner).bring("Leistung;Preis\nÖl;130-10\n")

    query = "query ($id: ID!) { catalogueImportReport(id: $id) { faults { message } } }"
    report = await api.as_(workshop.owner, language=language).one(query, id=ready["id"])

    assert report["faults"] == [{"message": message}]


def bomb() -> bytes:
    """A workbook that unpacks to 200 MB."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(200):
                sheet.write(b" " * 1024 * 1024)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"%PDF-1.7 ...", "keine lesbare Tabelle"),
        (b"\x00\x01\x02" * 500, "keine lesbare Tabelle"),
        (b"PK\x03\x04 nothing of the kind", "keine lesbare Tabelle"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "als .xlsx oder .csv"),
        (b"Leistung;Preis\n", "keine Zeile"),
        (b"", "keine Zeile"),
        (("x;" * 60 + "x\n" + "1;" * 60 + "1\n").encode(), "höchstens 60 Spalten"),
        (("Leistung;Preis\n" + "Öl;9\n" * 10_001).encode(), "höchstens 10000 Zeilen"),
        (bomb(), "ausgepackt zu groß"),
    ],
    ids=["pdf", "binary", "zip", "xls", "head-only", "empty", "columns", "rows", "bomb"],
)
async def test_what_is_no_table_or_too_much_is_refused_as_a_whole(
    importer: MakeImporter, workshop: TestWorkshop, content: bytes, failure: str
) -> None:
    owner = importer(workshop.owner)

    read = await owner.bring(content)

    assert read["status"] == "FAILED"
    assert failure in (await owner.report(read["id"]))["failure"]


async def test_twenty_megabytes_come_in_and_no_more(importer: MakeImporter, workshop: TestWorkshop) -> None:
    owner = importer(workshop.owner)
    most = 20 * 1024 * 1024

    whole = await owner.upload(b"x" * most, "../../etc/preise\x00.csv")
    more = await owner.upload(b"x" * (most + 1))

    assert whole.status_code == 201
    assert whole.json()["size"] == most
    assert more.status_code == 413
    made = await owner.api.one(CREATE, id=whole.json()["id"])
    assert made["catalogueImport"]["fileName"] == "preise.csv"


async def test_an_upload_needs_the_header_of_our_own_page(
    importer: MakeImporter, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    without = {name: value for name, value in workshop.owner.values.items() if name != "x-carbot-csrf"}
    elsewhere = {**workshop.owner.values, "origin": ORIGIN}

    answers = [await importer(Headers(values)).upload(b"a;b\n1;2\n") for values in (without, elsewhere, {})]
    uploaded = await importer(workshop.owner).upload(b"a;b\n1;2\n")
    stolen = await importer(other_workshop.owner).api.one(CREATE, id=uploaded.json()["id"])

    assert [answer.status_code for answer in answers] == [403, 403, 401]
    assert [error["code"] for error in stolen["errors"]] == ["NOT_FOUND"]
