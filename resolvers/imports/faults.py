"""Faults: what is wrong with a row or a file, with what was found and what to write instead."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from tenants.models.imports import ImportField


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a row: the code of its message, the field it belongs to, and what was found there."""

    code: str
    field: ImportField
    found: str
    values: dict[str, Any] = dataclasses.field(default_factory=dict)


class CellRefused(Exception):
    """A cell does not hold what its column is for; the code names what to write instead."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class FileRefused(CellRefused):
    """The whole file cannot be read; the code says why and how to help it."""
