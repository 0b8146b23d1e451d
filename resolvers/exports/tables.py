"""Tables: the catalogue as CSV and as a workbook, both in the form an import reads again."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from resolvers.exports.listing import Entry, Listing
from resolvers.exports.words import words
from resolvers.imports.amounts import amount_text
from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind

_SWITCHES = ("is_active", "is_shown_in_chat", "is_shown_on_pages")
_CSV = ("category", "name", "description", "synonyms", "price", "duration", *_SWITCHES)
_XLSX = (
    "category", "name", "description", "synonyms", "price_kind", "price_min", "price_max",
    "duration_min", "duration_max", *_SWITCHES,
)  # fmt: skip
_WIDTHS = {"category": 28, "name": 44, "description": 60, "synonyms": 40, "price_kind": 14}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(listing: Listing) -> bytes:
    """`;`, UTF-8 with a byte order mark, as German spreadsheets open it by a click."""
    said = words(listing.language)
    lines = [
        [
            entry.category,
            entry.name,
            entry.description,
            _synonyms(entry),
            _price(entry, listing.language),
            _duration(entry),
            *_switches(entry, said),
        ]
        for entry in listing.entries
    ]
    return csv_of([[said[column] for column in _CSV], *lines])


def csv_of(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines as CSV; what a spreadsheet would take for a formula is made text by an apostrophe."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows([map(_harmless, line) for line in lines])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def write_workbook(listing: Listing) -> bytes:
    """Amounts and minutes are numbers; texts are texts, whatever they begin with."""
    said = words(listing.language)
    lines = [
        [
            entry.category,
            entry.name,
            entry.description,
            _synonyms(entry),
            said[entry.price_kind.value],
            None if entry.price_min is None else entry.price_min / 100,
            None if entry.price_max is None else entry.price_max / 100,
            entry.duration_min,
            entry.duration_max,
            *_switches(entry, said),
        ]
        for entry in listing.entries
    ]
    return workbook_of(listing.language, _XLSX, lines)


def workbook_of(language: Language, columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Lines as the one sheet of a workbook, its head in bold and in sight."""
    said = words(language)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(said["sheet"])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + number)].width = _WIDTHS.get(column, 16)
    sheet.append([_cell(sheet, said[column], bold=True) for column in columns])
    for line in lines:
        sheet.append([_cell(sheet, value, money=columns[at].startswith("price_m")) for at, value in enumerate(line)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool = False, money: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        # Said before the value is set, the kind would be guessed from a first "=".
        cell.value = value
        cell.data_type = "s"
    else:
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    if money:
        cell.number_format = "#,##0.00"
    return cell


def _synonyms(entry: Entry) -> str:
    """In one cell; the sign between them is in none of them."""
    return " | ".join(synonym.replace("|", "/") for synonym in entry.synonyms)


def _switches(entry: Entry, said: Mapping[str, str]) -> list[str]:
    """Yes or no for each switch, in the language of the file."""
    switched = (entry.is_active, entry.is_shown_in_chat, entry.is_shown_on_pages)
    return [said["yes"] if each else said["no"] for each in switched]


def _price(entry: Entry, language: Language) -> str:
    if entry.price_min is None:
        return words(language)["on_request"]
    least = amount_text(entry.price_min)
    if entry.price_kind is PriceKind.FROM:
        return words(language)["from"].format(amount=least)
    return least if entry.price_max in (None, entry.price_min) else f"{least}-{amount_text(entry.price_max or 0)}"


def _duration(entry: Entry) -> str:
    ends = [f"{each}" for each in dict.fromkeys((entry.duration_min, entry.duration_max)) if each is not None]
    return f"{'-'.join(ends)} min" if ends else ""


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
