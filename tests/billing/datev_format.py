"""DATEV's published lists of fields, and a reader that holds a file against them."""

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Field:
    """A field as DATEV describes it; the expression is of the value as it stands in the file, quotes included."""

    heading: str
    expression: str

    @property
    def is_text(self) -> bool:
        """Whether its value stands in quotes."""
        return '["]' in self.expression or '[""]' in self.expression

    def takes(self, raw: str) -> bool:
        """Whether the value is right, or left out as DATEV wants it."""
        if raw == ('""' if self.is_text else ""):
            return True
        # Quotes inside a text are doubled in the file and count once.
        inner = raw[:1] + raw[1:-1].replace('""', '"') + raw[-1:] if self.is_text else raw
        return re.fullmatch(self.expression.removeprefix("^").removesuffix("$"), inner) is not None


@cache
def published(name: str) -> tuple[Field, ...]:
    """The fields of `datev_header` or `datev_fields`."""
    lines = (_GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert [int(number) for number, _, _ in rows] == list(range(1, len(rows) + 1))
    return tuple(Field(heading, expression) for _, heading, expression in rows)


def raw_fields(line: str) -> list[str]:
    """The values of a line as they stand there, quotes included."""
    return re.findall(r'(?:^|;)("(?:[^"]|"")*"|[^;"]*)', line)


def faults(file: bytes) -> list[str]:
    """What is wrong with a file by DATEV's lists; empty for a good one."""
    text = file.decode("cp1252")
    lines = text.removesuffix("\r\n").split("\r\n")
    found = [] if text.endswith("\r\n") else ["the last line has no end"]
    found += ["a line ends otherwise than with CRLF"] * any("\n" in line or "\r" in line for line in lines)
    header, headings, *bookings = lines
    fields = published("datev_fields")
    found += _differences("header", raw_fields(header), published("datev_header"))
    found += [] if headings.split(";") == [field.heading for field in fields] else ["the headings are not DATEV's"]
    for number, line in enumerate(bookings, 1):
        found += _differences(f"booking {number}", raw_fields(line), fields)
    return found


def rows(file: bytes) -> list[dict[str, str]]:
    """The bookings of a file by heading, as any reader of CSV sees them."""
    text = file.decode("cp1252").partition("\r\n")[2]
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _differences(line: str, raw: list[str], fields: tuple[Field, ...]) -> list[str]:
    if len(raw) != len(fields):
        return [f"{line}: {len(raw)} fields instead of {len(fields)}"]
    return [
        f"{line}: {field.heading} cannot be {value}"
        for value, field in zip(raw, fields, strict=True)
        if not field.takes(value)
    ]
