"""Requests as bytes: prepared before a run, so that sending costs next to nothing."""

import json
from collections.abc import Sequence
from enum import Enum
from typing import Any

from bench.cast import Member, Visitor
from bench.load import Prepared
from bench.workloads import NUMBER, NUMBER_DIGITS, Document, Variables, Words, Workload

ORIGIN = "https://www.werkstatt.example"
_PLACE = NUMBER.encode()


class Calls(Enum):
    """How a contestant learns who is calling."""

    GIVEN = "given"
    """Headers say the tenant: nothing is looked up."""
    LOOKED_UP = "looked up"
    """A session's cookie, or a client key with a visitor's token."""


def headers(caller: Member | Visitor, calls: Calls) -> dict[str, str]:
    """What a caller sends along."""
    if calls is Calls.GIVEN:
        own = {"x-bench-workshop": caller.workshop_id}
        return own if isinstance(caller, Member) else {**own, "x-bench-conversation": caller.conversation_id}
    if isinstance(caller, Member):
        return {"cookie": f"carbot_session={caller.token}", "x-carbot-csrf": "1"}
    return {"x-carbot-client-key": caller.client_key, "origin": ORIGIN, "authorization": f"Bearer {caller.token}"}


def body(document: Document, variables: Variables, *, by_id: bool) -> dict[str, Any]:
    """The JSON of a request: with the document's text, or with its id where it has one and the server knows it."""
    if by_id and document.id is not None:
        return {"documentId": document.id, "variables": variables}
    return {"query": document.text, "operationName": document.operation, "variables": variables}


def prepare(label: str, payload: dict[str, Any], sent_along: dict[str, str]) -> Prepared:
    """The bytes of one request; NUMBER may stand in it once."""
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    length = len(content) + content.count(_PLACE) * (NUMBER_DIGITS - len(_PLACE))
    lines = {
        "host": "127.0.0.1",
        "content-type": "application/json",
        "accept": "application/json",
        "content-length": str(length),
        **sent_along,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    whole = f"POST /graphql HTTP/1.1\r\n{head}\r\n".encode() + content
    return Prepared(label, tuple(whole.split(_PLACE)))


def requests_of(
    workload: Workload, callers: Sequence[Member | Visitor], words: Words, calls: Calls, *, by_id: bool
) -> list[Prepared]:
    """One request of every caller."""
    document = workload.document(words)
    variables = workload.variables[words]
    return [
        prepare(workload.name, body(document, variables(caller), by_id=by_id), headers(caller, calls))
        for caller in callers
    ]
