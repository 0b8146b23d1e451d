"""Imports: files of services on their way into the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from carbot.ids import from_gid
from resolvers import imports
from resolvers.texts import message_for
from schema.core.connections import Connection
from schema.core.context import Context, Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, present
from schema.core.scalars import Money
from schema.engine.declarations import Argument, by_id, column, declared, document, listing, row
from tenants import models
from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind
from tenants.models.imports import ImportField, ImportStatus, OnDuplicate, RowAction
from tenants.permissions import Permission

describe_enum(ImportStatus, "How far an import is.")
describe_enum(ImportField, "What a column of a file can hold.")
describe_enum(OnDuplicate, "What becomes of a row whose service is in the catalogue already.")
describe_enum(RowAction, "What becomes of a row.")


@declared()
class CatalogueImportColumn:
    """A column of the file."""

    position: int = column("Its place, from 0.")
    head: str = column("What stands above it.")
    sample: str = column("Its first values, with dots between them.")
    field: ImportField | None = column("What it holds; null where it is not read.")


@declared(models.imports.CatalogueImport, requires=Permission.SERVICES_WRITE)
class CatalogueImport(Node):
    """A file of services: read, checked, applied as a whole, undone within seven days."""

    file_name: str = column("What the file was called.")
    member_name: str | None = column("Who brought it.")
    created_at: datetime = column("When.")
    status: ImportStatus = column("How far it is.")
    progress: int = column("How much of it is written, in per cent, while it is being applied.")
    on_duplicate: OnDuplicate = column("What becomes of services that are there already.")
    columns: list[CatalogueImportColumn] = document("The columns, in their order.")
    row_count: int = column("How many rows the file has.")
    create_count: int = column("How many become new services.")
    update_count: int = column("How many change a service.")
    skip_count: int = column("How many are left out, because their service is there.")
    faulty_count: int = column("How many have a fault.")
    kept_count: int | None = column("After undoing: how many services stayed, because somebody had changed them.")
    applied_at: datetime | None = column("When it was written into the catalogue.")
    undo_until: datetime | None = column("Until when it can be undone.")
    undone_at: datetime | None = column("When it was undone.")


@strawberry.type(description="A row of the file as it would be in the catalogue.")
class CatalogueImportRow:
    """Null is what the row says nothing about."""

    number: int = strawberry.field(description="The number a spreadsheet shows beside it.")
    action: RowAction = strawberry.field(description="What becomes of it.")
    category: str | None = strawberry.field(description="The group.")
    name: str | None = strawberry.field(description="What the service is called.")
    price_kind: PriceKind | None = strawberry.field(description="How the amounts are to be read.")
    price_min: Money | None = strawberry.field(description="The price, or its lower end.")
    price_max: Money | None = strawberry.field(description="The upper end.")
    duration_min_minutes: int | None = strawberry.field(description="The shortest time.")
    duration_max_minutes: int | None = strawberry.field(description="The longest time.")
    synonyms: list[str] | None = strawberry.field(description="Other words people use for it.")
    is_shown_in_chat: bool | None = strawberry.field(description="Whether the assistant may speak of it.")
    is_shown_on_pages: bool | None = strawberry.field(description="Whether it stands on the workshop's pages.")


@strawberry.type(description="What is wrong with one cell, and what to write instead.")
class CatalogueImportFault:
    """In the language of the request."""

    row: int = strawberry.field(description="The number a spreadsheet shows beside the row.")
    column: str | None = strawberry.field(description="What stands above the column; null where no column holds it.")
    field: ImportField = strawberry.field(description="What the cell should hold.")
    found: str = strawberry.field(description="What it holds.")
    code: str = strawberry.field(description="Names the fault for programs.")
    message: str = strawberry.field(description="What is wrong and what to write instead.")


@strawberry.type(description="The first 50 rows of an import and its first 500 faults.")
class CatalogueImportReport:
    """Empty while the file is being read."""

    failure: str | None = strawberry.field(description="Why nothing came of the file; null where something did.")
    rows: list[CatalogueImportRow] = strawberry.field(description="The first rows.")
    faults: list[CatalogueImportFault] = strawberry.field(description="The first faults, row by row.")


@strawberry.input(description="What a column holds.")
class CatalogueImportColumnInput:
    """By its place."""

    position: int = strawberry.field(description="Its place, from 0.")
    field: ImportField | None = strawberry.field(description="What it holds; null to leave it out.")


@strawberry.input(description="How an import is to be done; an absent field stays.")
class CatalogueImportUpdateInput:
    """The rows are checked again."""

    columns: list[CatalogueImportColumnInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Columns that hold something else; others stay."
    )
    on_duplicate: OnDuplicate | None = strawberry.field(
        default=strawberry.UNSET, description="What becomes of services that are there already."
    )


@strawberry.type
class Query:
    """The imports' part of the root."""

    catalogue_import: CatalogueImport | None = by_id(
        models.imports.CatalogueImport, "One import.", requires=Permission.SERVICES_WRITE
    )
    catalogue_imports: Connection[CatalogueImport] | None = listing(
        models.imports.CatalogueImport,
        "The imports of the last 90 days, newest first.",
        ordering="NEWEST",
        requires=Permission.SERVICES_WRITE,
    )
    catalogue_import_report: CatalogueImportReport | None = row(
        imports.report_of,
        "What would become of the rows of an import, and what is wrong with them.",
        arguments={"id": Argument(ID, "The id of the import.")},
        finish=lambda found, context, id: (
            None if from_gid(models.imports.CatalogueImport.__prefix__, id) is None else _report(found, context)
        ),
        requires=Permission.SERVICES_WRITE,
    )


@strawberry.type
class Mutation:
    """The imports' part of the root."""

    @mutation(
        imports.create_import,
        "Have an uploaded CSV or XLSX file read and checked. Nothing is written yet.",
        catalogue_import=CatalogueImport,
    )
    async def catalogue_import_create(self, info: Info, upload_id: ID) -> Any:
        return await imports.create_import(info.context.scope, key_of(models.uploads.Upload, upload_id))

    @mutation(
        imports.update_import,
        "Say what the columns hold and what becomes of services that are there; the rows are checked again.",
        catalogue_import=CatalogueImport,
    )
    async def catalogue_import_update(self, info: Info, id: ID, input: CatalogueImportUpdateInput) -> Any:
        key = key_of(models.imports.CatalogueImport, id)
        return await imports.update_import(info.context.scope, key, _changes(input))

    @mutation(
        imports.apply_import,
        "Write the rows into the catalogue: all of them or, when something fails, none.",
        catalogue_import=CatalogueImport,
    )
    async def catalogue_import_apply(self, info: Info, id: ID, without_faulty: bool = False) -> Any:
        key = key_of(models.imports.CatalogueImport, id)
        return await imports.apply_import(info.context.scope, key, without_faulty=without_faulty)

    @mutation(
        imports.undo_import,
        "Take back what an import did, within seven days; services somebody changed since stay.",
        catalogue_import=CatalogueImport,
    )
    async def catalogue_import_undo(self, info: Info, id: ID) -> Any:
        return await imports.undo_import(info.context.scope, key_of(models.imports.CatalogueImport, id))


def _changes(given: CatalogueImportUpdateInput) -> Any:
    said = present(given)
    changes: dict[str, Any] = {}
    if said.get("columns") is not None:
        changes["fields"] = {each.position: each.field for each in said["columns"]}
    if said.get("on_duplicate") is not None:
        changes["on_duplicate"] = said["on_duplicate"]
    return changes


def _report(found: Mapping[str, Any], context: Context) -> Mapping[str, Any]:
    """The report of an import in the language of the request."""
    language = context.caller.language
    failure = found["failure"]
    return {
        "failure": failure and message_for(failure["code"], language, failure["values"]),
        "rows": [_previewed(each) for each in found["preview"]],
        "faults": _faults(found["faults"], language),
    }


_SAYS_NOTHING = dict.fromkeys(
    (
        "name", "price_min", "price_max", "duration_min_minutes", "duration_max_minutes",
        "synonyms", "is_shown_in_chat", "is_shown_on_pages",
    )
)  # fmt: skip


def _previewed(row: Mapping[str, Any]) -> Mapping[str, Any]:
    kind = row.get("price_kind")
    return {
        **_SAYS_NOTHING,
        **row,
        "action": RowAction(row["action"]),
        "price_kind": kind and PriceKind(kind),
    }


def _faults(faults: Sequence[Mapping[str, Any]], language: Language) -> list[Mapping[str, Any]]:
    return [
        {
            **fault,
            "field": ImportField(fault["field"]),
            "message": message_for(fault["code"], language, {"found": fault["found"], **fault["values"]}),
        }
        for fault in faults
    ]
