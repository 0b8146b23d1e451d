"""What a file says beside prices: other words for a service, where it is shown, and its place."""

import httpx2
import pytest

from tests.imports.conftest import UNDO, MakeImporter, workbook
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

SEARCH = "query ($text: String!) { services(filter: {text: $text}) { edges { node { name } } } }"
ADOPT = """mutation ($input: ServiceAdoptInput!) { serviceAdopt(input: $input) {
  services { id name category { name } } errors { code } } }"""
ENTER = "mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) { service { id } errors { code } } }"
HISTORY = """query { services(first: 1) { edges { node {
  priceConfirmedAt priceHistory { edges { node { priceMin } } } } } } }"""
EXPORT = "mutation ($format: ExportFormat!) { catalogueExportCreate(format: $format) { url errors { code } } }"


async def names_found(api: Api, text: str) -> list[str]:
    """The services a search finds."""
    found = await api.one(SEARCH, text=text)
    return [edge["node"]["name"] for edge in found["edges"]]


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    [
        ("Kategorie;Leistung;Synonyme;Im Chat;Auf Seiten", "ja", "nein"),
        ("Category;Service;Synonyms;Shown in chat;Shown on pages", "yes", "NO"),
        ("Kategori;Hizmet;Eş anlamlılar;Sohbette göster;Sayfalarda göster", "evet", "HAYIR"),
        ("Kategoria;Usługa;Synonimy;Pokazuj na czacie;Pokazuj na stronach", "tak", "nie"),
    ],
    ids=["de", "en", "tr", "pl"],
)
async def test_other_words_and_where_it_is_shown_are_read_in_four_languages(
    importer: MakeImporter, workshop: TestWorkshop, head: str, yes: str, no: str
) -> None:
    owner = importer(workshop.owner)

    ready = await owner.bring(
        f"{head}\nÖl;Motorölwechsel; Ölservice|Schmierdienst | Ölservice;{yes};{no}\nÖl;Filter;;;\n"
    )
    report = await owner.report(ready["id"])
    await owner.apply(ready["id"])

    assert [column["field"] for column in ready["columns"]][2:] == ["SYNONYMS", "IS_SHOWN_IN_CHAT", "IS_SHOWN_ON_PAGES"]
    shown = report["rows"][0]
    assert report["faults"] == []
    assert (shown["synonyms"], shown["isShownInChat"], shown["isShownOnPages"]) == (
        ["Ölservice", "Schmierdienst"],
        True,
        False,
    )
    bare, full = await owner.services()
    assert (full["synonyms"], full["isShownInChat"], full["isShownOnPages"]) == (
        ["Ölservice", "Schmierdienst"],
        True,
        False,
    )
    assert (bare["synonyms"], bare["isShownInChat"], bare["isShownOnPages"]) == ([], True, True)
    assert await names_found(owner.api, "Schmierdienst") == ["Motorölwechsel"]


async def test_what_is_no_word_or_neither_yes_nor_no_is_told_with_its_column(
    importer: MakeImporter, workshop: TestWorkshop
) -> None:
    owner = importer(workshop.owner)
    many = "|".join(f"Wort {number}" for number in range(51))
    full = "|".join(f"{number:02}{'x' * 78}" for number in range(50))

    found = await owner.faults(
        "Leistung;Synonyme;Im Chat;Auf Seiten\n"
        f"A;{'x' * 81};ja;ja\nB;{many};ja;ja\nC;;vielleicht;später\nD;{full};ja;ja\n"
    )

    assert found == [
        (2, "Synonyme", "x" * 60, "TOO_LONG"),
        (3, "Synonyme", many[:60], "TOO_MANY"),
        (4, "Im Chat", "vielleicht", "IMPORT_NOT_YES_OR_NO"),
        (4, "Auf Seiten", "später", "IMPORT_NOT_YES_OR_NO"),
    ]


async def test_new_services_stand_behind_the_others_in_the_order_of_the_file(
    importer: MakeImporter, workshop: TestWorkshop
) -> None:
    owner = importer(workshop.owner)
    await owner.api.one(ENTER, input={"name": "Zuerst da", "categoryName": "Öl", "priceKind": "ON_REQUEST"})

    ready = await owner.bring("Kategorie;Leistung\nÖl;Zylinder\nRad;Wuchten\nÖl;Ablassen\nÖl;Messen\n")
    await owner.apply(ready["id"])

    places = {s["name"]: s["position"] for s in await owner.services()}
    assert places == {"Zuerst da": 1, "Zylinder": 2, "Ablassen": 3, "Messen": 4, "Wuchten": 1}


async def test_a_service_of_the_library_keeps_its_words_beside_the_new_ones_and_gets_its_own_back(
    importer: MakeImporter, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = importer(workshop.owner)
    (library_id,) = rows("SELECT id FROM library_services WHERE search_terms ~ ' ' ORDER BY position LIMIT 1")[0]
    adopted = await owner.api.one(ADOPT, input={"libraryServiceIds": [f"libraryservice_{library_id.hex}"]})
    (service,) = adopted["services"]
    (before,) = rows("SELECT search_terms FROM services WHERE workshop_id = %s", workshop.id)[0]

    line = f"{service['category']['name']};{service['name']};Zwiebelfisch | Quastenflosser;nein"
    done = await owner.apply((await owner.bring(f"Kategorie;Leistung;Synonyme;Im Chat\n{line}\n"))["id"])
    (after,) = rows("SELECT search_terms FROM services WHERE workshop_id = %s", workshop.id)[0]
    was_found = await names_found(owner.api, "Quastenflosser")
    undone = await owner.api.one(UNDO, id=done["id"])

    assert after == f"Zwiebelfisch Quastenflosser {before}"
    assert was_found == [service["name"]]
    assert undone["catalogueImport"] == {"status": "UNDONE", "keptCount": 0}
    kept = rows("SELECT search_terms, synonyms, is_shown_in_chat FROM services WHERE workshop_id = %s", workshop.id)
    assert kept == [(before, [], True)]
    assert await names_found(owner.api, "Quastenflosser") == []


async def test_what_an_older_version_wrote_down_is_taken_back_as_well(
    importer: MakeImporter, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = importer(workshop.owner)
    await owner.apply((await owner.bring("Leistung;Preis;Synonyme\nÖlwechsel;80;Ölservice\n"))["id"])
    done = await owner.apply((await owner.bring("Leistung;Preis\nÖlwechsel;90\n"))["id"])
    rows(
        "UPDATE catalogue_import_rows SET before = before - 'synonyms' - 'is_shown_in_chat' - 'is_shown_on_pages'"
        " - 'price_confirmed_at' WHERE workshop_id = %s",
        workshop.id,
    )

    undone = await owner.api.one(UNDO, id=done["id"])

    assert undone["catalogueImport"] == {"status": "UNDONE", "keptCount": 0}
    assert [(s["priceMin"], s["synonyms"]) for s in await owner.services()] == [(8000, ["Ölservice"])]


async def test_undoing_gives_the_price_back_with_its_confirmation_and_says_so_in_the_history(
    importer: MakeImporter, workshop: TestWorkshop
) -> None:
    owner = importer(workshop.owner)
    await owner.apply((await owner.bring("Leistung;Preis\nÖlwechsel;80\n"))["id"])
    before = (await owner.api.one(HISTORY))["edges"][0]["node"]
    done = await owner.apply((await owner.bring("Leistung;Preis\nÖlwechsel;90\n"))["id"])

    await owner.api.one(UNDO, id=done["id"])

    after = (await owner.api.one(HISTORY))["edges"][0]["node"]
    assert after["priceConfirmedAt"] == before["priceConfirmedAt"]
    assert [edge["node"]["priceMin"] for edge in after["priceHistory"]["edges"]] == [8000, 9000, 8000]


@pytest.mark.parametrize("format", ["CSV", "XLSX"])
@pytest.mark.parametrize("language", ["de", "en", "tr", "pl"])
async def test_what_one_workshop_exports_another_imports_word_for_word_and_in_its_order(
    importer: MakeImporter,
    http: httpx2.AsyncClient,
    api: Api,
    workshop: TestWorkshop,
    other_workshop: TestWorkshop,
    format: str,
    language: str,
) -> None:
    giver, taker = importer(workshop.owner), importer(other_workshop.owner)
    head = ["Kategorie", "Leistung", "Synonyme", "Im Chat", "Auf Seiten", "Preis"]
    lines = [["Öl", "Zylinder", "Topf | Büchse", "nein", "ja", 90], ["Öl", "Ablassen", "", "ja", "nein", "10-20"]]
    await giver.apply((await giver.bring(workbook([head, *lines]), "preise.xlsx"))["id"])

    made = await api.as_(workshop.owner, language=language).one(EXPORT, format=format)
    file = await http.get(made["url"])
    ready = await taker.bring(file.content, f"liste.{format.lower()}")
    await taker.apply(ready["id"])

    def told(services: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{key: value for key, value in service.items() if key != "id"} for service in services]

    assert ready["faultyCount"] == 0
    assert told(await taker.services()) == told(await giver.services())
    assert [s["position"] for s in await taker.services()] == [2, 1]
