"""Importing: what a member does with a file of services, and the jobs that follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import Select, select, update

from carbot.errors import DomainError, InvalidInput, NotFound
from carbot.ids import new_id
from resolvers.imports.applying import Tell, apply_rows, take_back
from tenants.models.imports import CatalogueImport, ImportField, ImportStatus, OnDuplicate
from tenants.models.uploads import Upload
from tenants.outbox import ChangeKind, Job, Topic
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class ImportIsNotReady(DomainError):
    """Its rows are being read or written, or it is over."""

    code = "IMPORT_IS_NOT_READY"


class ImportHasFaults(DomainError):
    """Rows have faults, and nobody said that they are to be left out."""

    code = "IMPORT_HAS_FAULTS"


class NothingToImport(DomainError):
    """No row would change anything."""

    code = "IMPORT_CHANGES_NOTHING"


class ColumnMappedTwice(DomainError):
    """Two columns cannot hold the same."""

    code = "IMPORT_COLUMN_TWICE"


class ImportUndoIsOver(DomainError):
    """What was imported more than seven days ago, or not at all, is not undone."""

    code = "IMPORT_UNDO_IS_OVER"


class ImportFailed(DomainError):
    """The database refused a row, so that none was written."""

    code = "IMPORT_FAILED"


class ImportChanges(TypedDict, total=False):
    """`fields` says by position what a column holds, None for nothing; other columns stay as they are."""

    fields: Mapping[int, ImportField | None]
    on_duplicate: OnDuplicate


@dataclass(frozen=True, slots=True)
class CatalogueFileGiven(Job):
    """A file of services was uploaded and is to be read."""

    import_id: UUID


@dataclass(frozen=True, slots=True)
class CatalogueMappingChanged(Job):
    """The columns of a file mean something else than before: its rows are to be checked again."""

    import_id: UUID


@dataclass(frozen=True, slots=True)
class CatalogueImportConfirmed(Job):
    """The rows of a file are to be written into the catalogue."""

    import_id: UUID


@use_case(Permission.SERVICES_WRITE)
async def create_import(scope: Scope, upload_id: UUID) -> CatalogueImport:
    """Have an uploaded file read. Raises NotFound for one that is gone or not there as a whole."""
    upload = await scope.get(Upload, upload_id)
    if upload.size is None:
        raise NotFound("uploadId")
    made = scope.add(
        CatalogueImport(
            id=new_id(),
            upload_id=upload.id,
            file_name=upload.file_name,
            member_name=scope.principal.member_name,
            language=scope.principal.language,
            status=ImportStatus.READING,
        )
    )
    await scope.flush()
    scope.enqueue(CatalogueFileGiven(made.id))
    return made


@use_case(Permission.SERVICES_WRITE)
async def update_import(scope: Scope, import_id: UUID, changes: ImportChanges) -> CatalogueImport:
    """Say what the columns hold and what becomes of services that are there; the rows are then checked again.

    Raises NotFound, ImportIsNotReady, ColumnMappedTwice, InvalidInput for a column the file does not have.
    """
    found = await scope.get(CatalogueImport, import_id, lock=True)
    if found.status is not ImportStatus.READY:
        raise ImportIsNotReady("id")
    if "fields" in changes:
        found.columns = _mapped(found.columns, changes["fields"])
    found.on_duplicate = changes.get("on_duplicate") or found.on_duplicate
    found.status = ImportStatus.READING
    scope.enqueue(CatalogueMappingChanged(found.id))
    await scope.flush()
    return found


@use_case(Permission.SERVICES_WRITE)
async def apply_import(scope: Scope, import_id: UUID, *, without_faulty: bool) -> CatalogueImport:
    """Have the rows written into the catalogue, all or none. Raises NotFound, ImportIsNotReady, NothingToImport.

    Raises ImportHasFaults unless the faulty rows may be left out.
    """
    found = await scope.get(CatalogueImport, import_id, lock=True)
    if found.status is not ImportStatus.READY:
        raise ImportIsNotReady("id")
    if found.faulty_count and not without_faulty:
        raise ImportHasFaults("id", count=found.faulty_count)
    if not found.create_count + found.update_count:
        raise NothingToImport("id")
    found.status, found.progress = ImportStatus.APPLYING, 0
    scope.enqueue(CatalogueImportConfirmed(found.id))
    await scope.flush()
    return found


@use_case(Permission.SERVICES_WRITE)
async def undo_import(scope: Scope, import_id: UUID) -> CatalogueImport:
    """Take back what an import did, but for services somebody changed since. Raises NotFound, ImportUndoIsOver."""
    found = await scope.get(CatalogueImport, import_id, lock=True)
    until = found.undo_until
    if found.status is not ImportStatus.DONE or until is None or until <= scope.now:
        raise ImportUndoIsOver("id")
    found.kept_count = await take_back(scope, found)
    found.status, found.undone_at = ImportStatus.UNDONE, scope.now
    scope.audit("import.undone", found)
    scope.announce(Topic.IMPORT, found.id, ChangeKind.UPDATED)
    await scope.flush()
    return found


async def apply_staged(scope: Scope, import_id: UUID, tell: Tell) -> None:
    """The confirmed rows become services, in the one transaction of this scope."""
    await apply_rows(scope, import_id, tell)


async def tell_progress(scope: Scope, import_id: UUID, progress: int) -> None:
    """Write down how far an import is, for whoever looks on."""
    await scope.execute(update(CatalogueImport).where(CatalogueImport.id == import_id).values(progress=progress))
    scope.announce(Topic.IMPORT, import_id, ChangeKind.UPDATED)


async def fail_import(scope: Scope, import_id: UUID) -> None:
    """Nothing of an import was written, and nothing will be."""
    found = await scope.get(CatalogueImport, import_id, lock=True)
    found.status, found.progress = ImportStatus.FAILED, 0
    found.failure = {"code": ImportFailed.code, "values": {}}
    scope.announce(Topic.IMPORT, found.id, ChangeKind.UPDATED)
    await scope.flush()


def report_of(id: Any) -> Select[*tuple[Any, ...]]:
    """The first rows and faults of an import."""
    return select(
        CatalogueImport.preview.label("preview"),
        CatalogueImport.faults.label("faults"),
        CatalogueImport.failure.label("failure"),
    ).where(CatalogueImport.id == id)


def _mapped(columns: Sequence[Mapping[str, Any]], fields: Mapping[int, ImportField | None]) -> list[dict[str, Any]]:
    for position in fields:
        if not 0 <= position < len(columns):
            raise InvalidInput("OUT_OF_RANGE", "input", "columns", least=0, most=len(columns) - 1)
    mapped = [{**column, "field": fields.get(at, column["field"])} for at, column in enumerate(columns)]
    held = [column["field"] for column in mapped if column["field"]]
    if len(held) != len(set(held)):
        raise ColumnMappedTwice("input", "columns")
    return mapped
