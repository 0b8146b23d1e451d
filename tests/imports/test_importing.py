"""A file of services becomes a catalogue: as a whole, as the catalogue allows it, and back again."""

import asyncio
import time
from typing import Any

import pytest

from carbot.outside import Outside
from tenants.models.members import Role
from tests.imports.conftest import APPLY, READ, UNDO, UPDATE, MakeImporter, workbook
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

LIST = (
    "Kategorie;Leistung;Beschreibung;Preis;Dauer;Aktiv\r\n"
    "Öl;Motorölwechsel;Öl und Filter;89-199;30-50 min;ja\r\n"
    "Reifen;Räderwechsel;;39,90 €;0,5 h;ja\r\n"
    "Motor;Zahnriemen;;ab 300;;nein\r\n"
    "Lack;Stoßfänger lackieren;;auf Anfrage;;ja\r\n"
)
UPDATE_SERVICE = """mutation ($id: ID!, $input: ServiceUpdateInput!) {
  serviceUpdate(id: $id, input: $input) { errors { code } } }"""


def short(services: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Category, name, kind and amounts."""
    return [(s["category"]["name"], s["name"], s["priceKind"], s["priceMin"], s["priceMax"]) for s in services]


async def test_a_list_is_read_shown_and_written(importer: MakeImporter, workshop: TestWorkshop, rows: Rows) -> None:
    owner = importer(workshop.owner)

    ready = await owner.bring(LIST)
    before = await owner.services()
    report = await owner.report(ready["id"])
    done = await owner.apply(ready["id"])

    assert [column["field"] for column in ready["columns"]] == [
        "CATEGORY",
        "NAME",
        "DESCRIPTION",
        "PRICE",
        "DURATION",
        "IS_ACTIVE",
    ]
    assert ready["columns"][3] == {
        "position": 3,
        "head": "Preis",
        "sample": "89-199 · 39,90 € · ab 300",
        "field": "PRICE",
    }
    assert (ready["status"], ready["rowCount"], ready["createCount"], ready["faultyCount"]) == ("READY", 4, 4, 0)
    assert before == []
    assert report["rows"][0] == {
        "number": 2,
        "action": "CREATE",
        "category": "Öl",
        "name": "Motorölwechsel",
        "priceKind": "RANGE",
        "priceMin": 8900,
        "priceMax": 19900,
        "durationMinMinutes": 30,
        "durationMaxMinutes": 50,
        "synonyms": None,
        "isShownInChat": None,
        "isShownOnPages": None,
    }
    assert (done["status"], done["progress"]) == ("DONE", 100)
    services = await owner.services()
    assert short(services) == [
        ("Öl", "Motorölwechsel", "RANGE", 8900, 19900),
        ("Reifen", "Räderwechsel", "FIXED", 3990, 3990),
        ("Lack", "Stoßfänger lackieren", "ON_REQUEST", None, None),
        ("Motor", "Zahnriemen", "FROM", 30000, None),
    ]
    assert [s["isActive"] for s in services] == [True, True, True, False]
    assert services[0]["description"] == "Öl und Filter"
    logged = rows("SELECT action FROM audit_entries WHERE workshop_id = %s ORDER BY at", workshop.id)
    assert logged == [("import.applied",)]


async def test_what_is_there_is_updated_or_left_as_it_is_chosen(importer: MakeImporter, workshop: TestWorkshop) -> None:
    owner = importer(workshop.owner)
    await owner.apply((await owner.bring(LIST))["id"])
    newer = "Leistung;Preis\nräderwechsel;45\nWuchten;20\n"

    updating = await owner.bring(newer)
    answer = await owner.api.one(UPDATE, id=updating["id"], input={"onDuplicate": "SKIP"})
    skipping = await owner.settled(updating["id"])
    await owner.apply(updating["id"])
    skipped = short(await owner.services())
    await owner.apply((await owner.bring(newer))["id"])
    updated = await owner.services()

    assert (updating["createCount"], updating["updateCount"], updating["skipCount"]) == (1, 1, 0)
    assert answer["errors"] == []
    assert (skipping["createCount"], skipping["updateCount"], skipping["skipCount"]) == (1, 0, 1)
    assert ("Reifen", "Räderwechsel", "FIXED", 3990, 3990) in skipped
    assert ("Sonstiges", "Wuchten", "FIXED", 2000, 2000) in skipped
    assert ("Reifen", "räderwechsel", "FIXED", 4500, 4500) in short(updated)
    changed = next(s for s in updated if s["name"] == "räderwechsel")
    # What the file says nothing about stays.
    assert (changed["durationMinMinutes"], changed["isActive"]) == (30, True)


async def test_the_columns_can_be_told(importer: MakeImporter, workshop: TestWorkshop) -> None:
    owner = importer(workshop.owner)

    ready = await owner.bring("A;B\nÖlwechsel;99\n")
    unnamed = await owner.report(ready["id"])
    columns = [{"position": 0, "field": "NAME"}, {"position": 1, "field": "PRICE"}]
    told = await owner.api.one(UPDATE, id=ready["id"], input={"columns": columns})
    mapped = await owner.settled(ready["id"])
    twice = await owner.api.one(UPDATE, id=ready["id"], input={"columns": [{"position": 1, "field": "NAME"}]})
    beyond = await owner.api.one(UPDATE, id=ready["id"], input={"columns": [{"position": 2, "field": "NAME"}]})

    assert [f["code"] for f in unnamed["faults"]] == ["IMPORT_NAME_MISSING"]
    assert told["errors"] == []
    assert (mapped["createCount"], mapped["faultyCount"]) == (1, 0)
    assert [e["code"] for e in twice["errors"]] == ["IMPORT_COLUMN_TWICE"]
    assert [e["code"] for e in beyond["errors"]] == ["OUT_OF_RANGE"]


async def test_faulty_rows_refuse_the_whole_unless_they_are_to_be_left_out(
    importer: MakeImporter, workshop: TestWorkshop
) -> None:
    owner = importer(workshop.owner)
    ready = await owner.bring("Leistung;Preis\nÖlwechsel;99\nWuchten;1e9\n")

    refused = await owner.api.one(APPLY, id=ready["id"])
    nothing = await owner.services()
    await owner.apply(ready["id"], without_faulty=True)

    assert refused["catalogueImport"] is None
    assert [(e["code"], e["message"][:23]) for e in refused["errors"]] == [
        ("IMPORT_HAS_FAULTS", "1 Zeilen haben Fehler. ")
    ]
    assert nothing == []
    assert [s["name"] for s in await owner.services()] == ["Ölwechsel"]


async def test_undoing_leaves_what_somebody_changed_since(importer: MakeImporter, workshop: TestWorkshop) -> None:
    owner = importer(workshop.owner)
    await owner.apply((await owner.bring("Kategorie;Leistung;Preis\nÖl;Ölwechsel;80\nÖl;Filter;20\n"))["id"])
    first = await owner.services()
    second = await owner.bring(
        "Kategorie;Leistung;Preis\nÖl;Ölwechsel;90\nÖl;Filter;25\nRad;Wuchten;40\nRad;Reifen;9\n"
    )
    await owner.apply(second["id"])
    ids = {s["name"]: s["id"] for s in await owner.services()}
    for name in ("Filter", "Reifen"):
        await owner.api.one(UPDATE_SERVICE, id=ids[name], input={"description": "selbst geändert"})

    undone = await owner.api.one(UNDO, id=second["id"])
    again = await owner.api.one(UNDO, id=second["id"])

    assert undone == {"catalogueImport": {"status": "UNDONE", "keptCount": 2}, "errors": []}
    assert [e["code"] for e in again["errors"]] == ["IMPORT_UNDO_IS_OVER"]
    assert short(await owner.services()) == [
        ("Öl", "Filter", "FIXED", 2500, 2500),
        ("Öl", "Ölwechsel", "FIXED", 8000, 8000),
        ("Rad", "Reifen", "FIXED", 900, 900),
    ]
    assert first[1] in await owner.services()


async def test_after_seven_days_nothing_is_undone(importer: MakeImporter, workshop: TestWorkshop, rows: Rows) -> None:
    owner = importer(workshop.owner)
    done = await owner.apply((await owner.bring(LIST))["id"])
    rows("UPDATE catalogue_imports SET applied_at = now() - interval '7 days' WHERE workshop_id = %s", workshop.id)

    answer = await owner.api.one(UNDO, id=done["id"])

    assert [e["code"] for e in answer["errors"]] == ["IMPORT_UNDO_IS_OVER"]
    assert len(await owner.services()) == 4


async def test_an_import_that_fails_halfway_changes_nothing(
    importer: MakeImporter, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = importer(workshop.owner)
    lines = [f"Leistung {number};{number}" for number in range(1200)]
    ready = await owner.bring("\n".join(["Leistung;Preis", *lines]))
    rows("ALTER TABLE services ADD CONSTRAINT planted CHECK (name <> 'Leistung 1100') NOT VALID")
    try:
        failed = await owner.apply(ready["id"])
    finally:
        rows("ALTER TABLE services DROP CONSTRAINT planted")

    assert failed["status"] == "FAILED"
    assert "nichts geändert" in (await owner.report(ready["id"]))["failure"]
    assert rows.count("services", workshop.id) == 0
    assert rows.count("service_categories", workshop.id) == 0


async def test_two_clicks_at_once_import_once(importer: MakeImporter, workshop: TestWorkshop, rows: Rows) -> None:
    owner = importer(workshop.owner)
    ready = await owner.bring(LIST)

    answers = await asyncio.gather(*(owner.api.one(APPLY, id=ready["id"]) for _ in range(4)))
    await owner.settled(ready["id"])

    codes = sorted(answer["errors"][0]["code"] if answer["errors"] else "" for answer in answers)
    assert codes == ["", *["IMPORT_IS_NOT_READY"] * 3]
    assert rows.count("services", workshop.id) == 4


async def test_ten_thousand_rows_take_less_than_thirty_seconds_and_say_how_far_they_are(
    importer: MakeImporter, workshop: TestWorkshop, api: Api, rows: Rows
) -> None:
    owner = importer(workshop.owner)
    lines = [
        [f"Gruppe {n % 29}", f"Leistung {n}", "Mit allem, was dazugehört.", f"{n % 900}-{n % 900 + 90},50"]
        for n in range(10_000)
    ]
    content = workbook([["Kategorie", "Leistung", "Beschreibung", "Preis"], *lines])
    began = time.monotonic()

    ready = await owner.bring(content, "preise.xlsx")
    seen: set[int] = set()
    stream = "subscription ($id: ID!) { catalogueImportChanged(id: $id) { progress status } }"
    async with api.as_(workshop.owner).stream(stream, id=ready["id"]) as events:
        assert (await owner.api.one(APPLY, id=ready["id"]))["errors"] == []
        async for event in events:
            told = event["data"]["catalogueImportChanged"]
            seen.add(told["progress"])
            if told["status"] == "DONE":
                break
    took = time.monotonic() - began

    assert rows.count("services", workshop.id) == 10_000
    assert took < 30
    assert len(seen) > 3
    assert 100 in seen
    assert (await owner.api.one(UNDO, id=ready["id"]))["catalogueImport"] == {"status": "UNDONE", "keptCount": 0}
    assert rows.count("services", workshop.id) == rows.count("service_categories", workshop.id) == 0


async def test_another_workshop_sees_nothing_of_it(
    importer: MakeImporter, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    ready = await importer(workshop.owner).bring(LIST)
    other = importer(other_workshop.owner)

    assert await other.api.one(READ, id=ready["id"]) is None
    assert (
        await other.api.one("query ($id: ID!) { catalogueImportReport(id: $id) { failure } }", id=ready["id"]) is None
    )
    answer = await other.api.one(APPLY, id=ready["id"])
    assert [e["code"] for e in answer["errors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize("role", [Role.STAFF, Role.VIEWER])
async def test_who_may_not_change_the_catalogue_may_not_import(
    importer: MakeImporter, workshop: TestWorkshop, outside: Outside, role: Role
) -> None:
    member = importer(await workshop.add_member(role))

    answer = await member.upload(b"a;b\n1;2\n")

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
