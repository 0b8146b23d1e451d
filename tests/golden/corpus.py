"""The corpus: every operation of widget and dashboard, and operations of our own, each with how it is asked."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carbot.assets import admin_ui_dir, widget_dir
from carbot.http.static import trusted_documents

_HERE = Path(__file__).parent
OPERATIONS = _HERE / "operations"
FRONT_ENDS = _HERE / "front_ends.json"
_NAMED = re.compile(r"(query|mutation|subscription) (\w+)")


@dataclass(frozen=True)
class Case:
    """One operation and the ways it is asked: callers and variables."""

    name: str
    document: str
    runs: tuple[dict[str, Any], ...]

    @property
    def changes(self) -> bool:
        """Whether it changes the database."""
        return self.document.lstrip().startswith("mutation")


def cases() -> Iterator[Case]:
    """The whole corpus."""
    for file in sorted(OPERATIONS.glob("*.graphql")):
        runs = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        yield Case(file.stem, file.read_text(encoding="utf-8"), tuple(runs))
    asked = json.loads(FRONT_ENDS.read_text(encoding="utf-8"))
    for name, document in sorted(front_end_documents().items()):
        yield Case(name, document, tuple(asked.get(name, ())))


def front_end_documents() -> dict[str, str]:
    """The documents of widget and dashboard that ask for one answer, by front end and operation."""
    found = {}
    for front_end, folder in (("admin_ui", admin_ui_dir()), ("widget", widget_dir())):
        for document in trusted_documents(folder).values():
            kind, name = next(iter(_NAMED.findall(document)))
            if kind != "subscription":
                found[f"{front_end}.{name}"] = document
    return found
