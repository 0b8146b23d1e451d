"""Workbooks: the first sheet of an XLSX file as rows of text, read in a stream and never unpacked as a whole."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from resolvers.imports.faults import FileRefused

MOST_UNPACKED = 100 * 1024 * 1024
_MOST_RATIO = 150
_SMALL = 1024 * 1024
_MOST_PARTS = 1_000
_MOST_LINES = 50_000
"""Of a sheet with gaps: how far we look for its rows."""


def read_workbook(content: bytes, most_columns: int) -> Iterator[list[str]]:
    """The lines of the first sheet, dates in ISO form and numbers with a comma. Raises FileRefused."""
    _check_package(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_col=most_columns, max_row=_MOST_LINES, values_only=True)
        for line in lines:
            yield [_text(value) for value in line]
        book.close()
    except FileRefused:
        raise
    # A workbook that is broken fails in the library in more ways than it names.
    except Exception as error:
        raise FileRefused("IMPORT_NOT_A_TABLE") from error


def _check_package(content: bytes) -> None:
    """Refuse what would unpack to far more than it is, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, sum(part.compress_size for part in parts))
            if len(parts) > _MOST_PARTS or unpacked > MOST_UNPACKED:
                raise FileRefused("IMPORT_TOO_LARGE_UNPACKED")
            if unpacked > _SMALL and unpacked / packed > _MOST_RATIO:
                raise FileRefused("IMPORT_TOO_LARGE_UNPACKED")
            if "[Content_Types].xml" not in package.namelist():
                raise FileRefused("IMPORT_NOT_A_TABLE")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as opened:
                        if b"<!DOCTYPE" in opened.read(1_000):
                            raise FileRefused("IMPORT_NOT_A_TABLE")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise FileRefused("IMPORT_NOT_A_TABLE") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # As far as cents go; what a sum in binary leaves behind them is nobody's wish.
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    return str(value)
