"""Imports: a file of services read, checked row by row, applied as a whole and undone."""

from resolvers.imports.checking import Checked
from resolvers.imports.importing import (
    CatalogueFileGiven,
    CatalogueImportConfirmed,
    CatalogueMappingChanged,
    ColumnMappedTwice,
    ImportChanges,
    ImportHasFaults,
    ImportIsNotReady,
    ImportUndoIsOver,
    NothingToImport,
    apply_import,
    apply_staged,
    create_import,
    fail_import,
    report_of,
    tell_progress,
    undo_import,
    update_import,
)
from resolvers.imports.staging import Unchecked, keep_checked, open_import

__all__ = [
    "CatalogueFileGiven",
    "CatalogueImportConfirmed",
    "CatalogueMappingChanged",
    "Checked",
    "ColumnMappedTwice",
    "ImportChanges",
    "ImportHasFaults",
    "ImportIsNotReady",
    "ImportUndoIsOver",
    "NothingToImport",
    "Unchecked",
    "apply_import",
    "apply_staged",
    "create_import",
    "fail_import",
    "keep_checked",
    "open_import",
    "report_of",
    "tell_progress",
    "undo_import",
    "update_import",
]
