"""Files of services on their way in, with relay and worker at work."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import httpx2
import pytest
from openpyxl import Workbook

from tests.support.api import Api, Headers
from tests.support.waiting import until

CREATE = """mutation ($id: ID!) { catalogueImportCreate(uploadId: $id) {
  catalogueImport { id status fileName } errors { code path } } }"""
READ = """query ($id: ID!) { catalogueImport(id: $id) {
  id status progress fileName memberName rowCount createCount updateCount skipCount faultyCount keptCount
  onDuplicate undoUntil columns { position head sample field } } }"""
REPORT = """query ($id: ID!) { catalogueImportReport(id: $id) {
  failure rows { number action category name priceKind priceMin priceMax durationMinMinutes durationMaxMinutes
    synonyms isShownInChat isShownOnPages }
  faults { row column field found code message } } }"""
UPDATE = """mutation ($id: ID!, $input: CatalogueImportUpdateInput!) { catalogueImportUpdate(id: $id, input: $input) {
  catalogueImport { status } errors { code path } } }"""
APPLY = """mutation ($id: ID!, $without: Boolean! = false) { catalogueImportApply(id: $id, withoutFaulty: $without) {
  catalogueImport { status } errors { code path message } } }"""
UNDO = """mutation ($id: ID!) { catalogueImportUndo(id: $id) {
  catalogueImport { status keptCount } errors { code path } } }"""
SERVICES = """query ($after: String) { services(first: 100, after: $after, orderBy: NAME) {
  pageInfo { hasNextPage endCursor } edges { node {
    id name description priceKind priceMin priceMax durationMinMinutes durationMaxMinutes isActive
    synonyms isShownInChat isShownOnPages position
    category { name } } } } }"""


class Importer:
    """Somebody who brings files."""

    def __init__(self, http: httpx2.AsyncClient, api: Api, who: Headers) -> None:
        self._http = http
        self._who = who
        self.api = api.as_(who)

    async def upload(self, content: bytes, name: str = "preise.csv") -> httpx2.Response:
        """The answer of POST /uploads."""
        return await self._http.post("/uploads", params={"name": name}, content=content, headers=self._who.values)

    async def bring(self, content: bytes | str, name: str = "preise.csv") -> dict[str, Any]:
        """An import whose file is read."""
        raw = content.encode() if isinstance(content, str) else content
        answer = await self.upload(raw, name)
        assert answer.status_code == 201, answer.text
        made = await self.api.one(CREATE, id=answer.json()["id"])
        assert made["errors"] == []
        return await self.settled(made["catalogueImport"]["id"])

    async def settled(self, import_id: str, *, seconds: float = 40) -> dict[str, Any]:
        """The import once nobody works on it."""

        async def is_settled() -> dict[str, Any] | None:
            found: dict[str, Any] = await self.api.one(READ, id=import_id)
            return found if found["status"] not in ("READING", "APPLYING") else None

        found = await until(is_settled, seconds=seconds)
        assert found is not None
        return found

    async def report(self, import_id: str) -> dict[str, Any]:
        """Its first rows and faults."""
        found: dict[str, Any] = await self.api.one(REPORT, id=import_id)
        return found

    async def faults(self, content: bytes | str) -> list[tuple[int, str, str, str]]:
        """Row, column, what was found and the code of every fault of a file."""
        report = await self.report((await self.bring(content))["id"])
        return [(f["row"], f["column"], f["found"], f["code"]) for f in report["faults"]]

    async def apply(self, import_id: str, *, without_faulty: bool = False) -> dict[str, Any]:
        """The import after its rows were written."""
        answer = await self.api.one(APPLY, id=import_id, without=without_faulty)
        assert answer["errors"] == []
        return await self.settled(import_id)

    async def services(self) -> list[dict[str, Any]]:
        """All services by name."""
        found: list[dict[str, Any]] = []
        after = None
        while True:
            page = await self.api.one(SERVICES, after=after)
            found += [edge["node"] for edge in page["edges"]]
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]


MakeImporter = Callable[[Headers], Importer]


@pytest.fixture
def importer(http: httpx2.AsyncClient, api: Api, background: None) -> MakeImporter:
    """Makes an importer of a member."""
    return lambda who: Importer(http, api, who)


def workbook(lines: Sequence[Sequence[Any]]) -> bytes:
    """Lines as an XLSX file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
