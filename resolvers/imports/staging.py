"""Staging: the rows of an import in the database, beside what they are compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from carbot.ids import new_id
from resolvers.imports.checking import Checked, Surroundings, check_file, check_table, fields_of
from resolvers.imports.deciding import Catalogue
from resolvers.imports.reading import Table
from resolvers.imports.rows import Row
from resolvers.uploads import content_of
from tenants.models.catalogue import Service, ServiceCategory
from tenants.models.imports import CatalogueImport, CatalogueImportRow, ImportStatus, RowAction
from tenants.models.workshops import Workshop
from tenants.outbox import ChangeKind, Topic
from tenants.recordsets import insert_all
from tenants.scope import Scope

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Unchecked:
    """An import whose rows are still to be checked: from its file, or again from the rows that were read of it."""

    columns: list[dict[str, Any]]
    source: bytes | Table
    beside: Surroundings

    def check(self) -> Checked:
        """Takes seconds for a long file."""
        if isinstance(self.source, bytes):
            return check_file(self.source, self.beside)
        return check_table(self.source, fields_of(self.columns), self.beside)


async def open_import(scope: Scope, import_id: UUID) -> Unchecked:
    """What is to be checked. Raises NotFound when the import or its file is gone."""
    found = await scope.get(CatalogueImport, import_id)
    source: bytes | Table
    if found.columns:
        rows = await scope.execute(
            select(CatalogueImportRow.number, CatalogueImportRow.cells)
            .where(CatalogueImportRow.import_id == import_id)
            .order_by(CatalogueImportRow.number)
        )
        numbers, cells = zip(*rows, strict=True)
        source = Table([column["head"] for column in found.columns], [*numbers], [*cells])
    else:
        source = await content_of(scope, found.upload_id)
    return Unchecked(found.columns, source, await _surroundings(scope, found))


async def keep_checked(scope: Scope, import_id: UUID, unchecked: Unchecked, checked: Checked) -> None:
    """Write down what became of the rows, unless the mapping was changed meanwhile: then another job is on its way."""
    found = await scope.get(CatalogueImport, import_id, lock=True)
    was_changed = found.columns != unchecked.columns or found.on_duplicate is not unchecked.beside.on_duplicate
    if found.status is not ImportStatus.READING or was_changed:
        return
    await scope.execute(delete(CatalogueImportRow).where(CatalogueImportRow.import_id == import_id))
    if checked.decisions:
        staged = [*_staged(scope, import_id, checked)]
        for start in range(0, len(staged), _BATCH):
            await scope.execute(insert_all(CatalogueImportRow, staged[start : start + _BATCH]))
    found.columns, found.preview, found.faults = checked.columns, checked.preview, checked.faults
    found.failure = checked.failure
    found.status = ImportStatus.READY if checked.failure is None else ImportStatus.FAILED
    found.row_count = len(checked.decisions)
    found.create_count, found.update_count = checked.count(RowAction.CREATE), checked.count(RowAction.UPDATE)
    found.skip_count, found.faulty_count = checked.count(RowAction.SKIP), checked.count(RowAction.FAULTY)
    scope.announce(Topic.IMPORT, found.id, ChangeKind.UPDATED)
    await scope.flush()


async def staged_rows(scope: Scope, import_id: UUID) -> list[Row]:
    """The rows without faults, as they were read."""
    found = await scope.execute(
        select(CatalogueImportRow.number, CatalogueImportRow.values)
        .where(CatalogueImportRow.import_id == import_id, CatalogueImportRow.action != RowAction.FAULTY)
        .order_by(CatalogueImportRow.number)
    )
    return [Row(number, values["category"], values["service"]) for number, values in found]


async def read_catalogue(scope: Scope) -> Catalogue:
    """The services of the workshop by their names."""
    found = await scope.execute(
        select(Service.id, Service.sort_name, ServiceCategory.sort_name)
        .join(ServiceCategory, ServiceCategory.id == Service.category_id)
        .order_by(Service.id)
    )
    return Catalogue.of(found)


async def _surroundings(scope: Scope, found: CatalogueImport) -> Surroundings:
    workshop = await scope.get(Workshop, scope.workshop_id)
    return Surroundings(workshop.currency, found.language, await read_catalogue(scope), found.on_duplicate)


def _staged(scope: Scope, import_id: UUID, checked: Checked) -> Iterable[dict[str, Any]]:
    for decision, cells in zip(checked.decisions, checked.table.rows, strict=True):
        yield {
            "workshop_id": scope.workshop_id,
            "id": new_id(),
            "import_id": import_id,
            "number": decision.row.number,
            "cells": cells,
            "action": decision.action,
            "created_at": scope.now,
            "values": {"category": decision.row.category, "service": decision.row.values},
        }
