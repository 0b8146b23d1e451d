"""The workloads: what is asked, in the words of each schema, by whom and with which variables.

Documents lie in `documents/`; those of the dashboard and the widget are taken from the built front ends. Documents
of ours fit Strawberry's schema too. PostGraphile names by its own conventions and has its own words for the same
question.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.cast import Cast, Member
from carbot.assets import admin_ui_dir, widget_dir

Variables = dict[str, Any]
NUMBER = "{number}"
"""Stands in a text where every request of a run gets a number of its own."""
NUMBER_DIGITS = 16

_DOCUMENTS = Path(__file__).parent / "documents"
_DAYS = 30
_TEXT = "Guten Tag, ist mein Golf schon fertig? Ich könnte ihn heute noch abholen."


class Words(Enum):
    """Whose schema a document is written for."""

    CARBOT = ""
    POSTGRAPHILE = ".postgraphile"


@dataclass(frozen=True)
class Document:
    """A document, and the id it has when a front end's build made it a trusted one."""

    text: str
    id: str | None = None

    @property
    def operation(self) -> str:
        """The operation's name."""
        return self.text.replace("(", " ").replace("{", " ").split()[1]


@dataclass(frozen=True)
class Workload:
    """One question, asked again and again by different callers."""

    name: str
    variables: dict[Words, Callable[[Any], Variables]]
    front_end: tuple[str, str] | None = None
    """Which front end's document it is, and its operation; without one it lies in `documents/`."""
    by_visitor: bool = False
    writes: bool = False

    def document(self, words: Words) -> Document:
        """What is sent."""
        if self.front_end is not None:
            return front_end_documents(self.front_end[0])[self.front_end[1]]
        return Document((_DOCUMENTS / f"{self.name}{words.value}.graphql").read_text("utf-8"))

    def callers(self, cast: Cast) -> Sequence[Any]:
        """Who asks."""
        return cast.visitors if self.by_visitor else cast.ordinary


@cache
def front_end_documents(name: str) -> dict[str, Document]:
    """The trusted documents of a built front end, by operation."""
    folder = {"admin_ui": admin_ui_dir, "widget": widget_dir}[name]()
    manifest = json.loads((folder / "documents.json").read_text("utf-8"))
    found = (Document(text, key) for key, text in manifest.items())
    return {document.operation: document for document in found}


def dashed(key: str) -> str:
    """A key as PostgreSQL writes it."""
    return str(UUID(hex=key))


def _last_month(member: Member) -> Variables:
    return {
        "start": (member.latest_day - timedelta(days=_DAYS - 1)).isoformat(),
        "end": member.latest_day.isoformat(),
    }


NESTED_LIST = Workload("nested_list", dict.fromkeys(Words, lambda _: {"first": 50}))
POINT_READ = Workload(
    "point_read",
    {
        Words.CARBOT: lambda member: {"id": f"lead_{member.lead_id}"},
        Words.POSTGRAPHILE: lambda member: {"workshopId": member.workshop_id, "id": dashed(member.lead_id)},
    },
)
AGGREGATE = Workload(
    "aggregate",
    {
        Words.CARBOT: lambda member: {"range": _last_month(member)},
        Words.POSTGRAPHILE: lambda member: _last_month(member),
    },
)
INSERT = Workload(
    "insert",
    {
        Words.CARBOT: lambda visitor: {
            "id": f"conversation_{visitor.conversation_id}",
            "text": _TEXT,
            "key": f"bench-{NUMBER}",
        },
        Words.POSTGRAPHILE: lambda visitor: {
            "id": dashed(visitor.conversation_id),
            "text": _TEXT,
            "key": f"bench-{NUMBER}",
        },
    },
    by_visitor=True,
    writes=True,
)
MAIN = (NESTED_LIST, POINT_READ, AGGREGATE, INSERT)

HOME = Workload("home", {Words.CARBOT: lambda _: {}}, ("admin_ui", "Home"))
WIDGET_SEND = Workload(
    "widget_send",
    {
        Words.CARBOT: lambda visitor: {
            "conversationId": f"conversation_{visitor.conversation_id}",
            "input": {"text": _TEXT},
            "idempotencyKey": f"widget-{NUMBER}",
        }
    },
    ("widget", "WidgetMessageSend"),
    by_visitor=True,
    writes=True,
)
LEAD_UPDATE = Workload(
    "lead_update",
    {
        Words.CARBOT: lambda member: {
            "id": f"lead_{member.lead_id}",
            "input": {"note": f"Ruft am Montag zurück ({NUMBER}).", "preferredTime": "Montag vormittags"},
        }
    },
    ("admin_ui", "LeadUpdate"),
    writes=True,
)
EXTRA = (HOME, WIDGET_SEND, LEAD_UPDATE)
"""Beside the main ones: our own operations as our own clients send them, and Strawberry's answer to them."""

ALL = {workload.name: workload for workload in (*MAIN, *EXTRA)}
