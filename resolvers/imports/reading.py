"""Reading a file: whatever it was saved as becomes rows of text. What is too large or no table is refused early."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resolvers.imports.faults import FileRefused
from resolvers.imports.workbooks import read_workbook
from tenants.models.accounts import Language

MOST_ROWS = 10_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_LINES = 20
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a spreadsheet of this language saves as where it does not save as UTF-8.
_WINDOWS = {Language.TR: "cp1254", Language.PL: "cp1250"}


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of text. `numbers` are those a spreadsheet shows beside the rows; the head is none of them."""

    head: list[str]
    numbers: list[int]
    rows: list[list[str]]


def read_table(content: bytes, language: Language) -> Table:
    """The rows of a CSV or XLSX file. Raises FileRefused."""
    if content.startswith(_OLE):
        raise FileRefused("IMPORT_OLD_EXCEL")
    is_workbook = content.startswith(_ZIP)
    lines = read_workbook(content, MOST_COLUMNS + 1) if is_workbook else _read_csv(_decoded(content, language))
    return _table(lines)


def _table(lines: Iterable[list[str]]) -> Table:
    """The first line that is not empty is the head; empty lines count for the numbers only."""
    head: list[str] | None = None
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise FileRefused("IMPORT_TOO_MANY_COLUMNS", most=MOST_COLUMNS)
        if head is None:
            head = [cell[:LONGEST_CELL] for cell in cells]
            continue
        if len(rows) == MOST_ROWS:
            raise FileRefused("IMPORT_TOO_MANY_ROWS", most=MOST_ROWS)
        numbers.append(number)
        # More than a description or all synonyms may have, so that those too long are seen to be.
        rows.append([cell[: LONGEST_CELL + 1] for cell in cells])
    if head is None or not rows:
        raise FileRefused("IMPORT_IS_EMPTY")
    width = max(len(head), max(map(len, rows)))
    return Table(head + [""] * (width - len(head)), numbers, [row + [""] * (width - len(row)) for row in rows])


def _decoded(content: bytes, language: Language) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content[len(bom) :], encoding)
    sample = content[:1_000]
    if b"\0" in sample:
        # A letter of Europe has its zero byte second in one order and first in the other.
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        return _strictly(content, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, _WINDOWS.get(language, "cp1252"))


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused("IMPORT_NOT_A_TABLE") from error
    return text


def _read_csv(text: str) -> Iterator[list[str]]:
    if _CONTROL.search(text) or text.lstrip().startswith(("%PDF", "<", "{")):
        raise FileRefused("IMPORT_NOT_A_TABLE")
    first, _, rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == 5:
        # Excel's own line; the numbers of the rows go on counting it.
        yield []
        yield from _lines(rest, named[4])
        return
    yield from _lines(text, _delimiter(text))


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise FileRefused("IMPORT_NOT_A_TABLE") from error


def _delimiter(text: str) -> str:
    """The one that makes most of the first lines as wide as each other, and wider than one column."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])[: 64 * 1024]

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(line) for line in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(line)]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=fits)
