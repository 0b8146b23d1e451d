"""Answers as they come over a connection: where one ends, and whether it is what was asked for."""

import json
import re
from typing import Any

_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"


class Parser:
    """Finds the end of each HTTP/1.1 answer of a connection that has one request under way."""

    def __init__(self) -> None:
        self._seen = b""
        self._ends = 0
        self._body_at = 0

    def feed(self, data: bytes) -> tuple[bytes, bytes] | None:
        """Take what arrived; the status and the body once the answer is whole."""
        self._seen = seen = self._seen + data if self._seen else data
        if not self._ends:
            head_ends = seen.find(_HEAD_END)
            if head_ends < 0:
                return None
            self._body_at = head_ends + 4
            length = _LENGTH.search(seen, 0, head_ends)
            if length is None:
                return self._chunked(head_ends)
            self._ends = self._body_at + int(length[1])
        if len(seen) < self._ends:
            return None
        return self._whole(seen[self._body_at : self._ends])

    def _chunked(self, head_ends: int) -> tuple[bytes, bytes] | None:
        assert _CHUNKED.search(self._seen, 0, head_ends), "an answer says how long it is"
        if not self._seen.endswith(_LAST_CHUNK):
            return None
        body = b""
        rest = self._seen[self._body_at :]
        while True:
            size, _, rest = rest.partition(b"\r\n")
            length = int(size, 16)
            if not length:
                return self._whole(body)
            body += rest[:length]
            rest = rest[length + 2 :]

    def _whole(self, body: bytes) -> tuple[bytes, bytes]:
        status = self._seen[9:12]
        self._seen = b""
        self._ends = 0
        return status, body


def complaint(body: bytes, *, refusals: bool = True) -> str | None:
    """What is wrong with a GraphQL answer: errors, a root field without a value, or `refusals` in a payload."""
    try:
        answer: Any = json.loads(body)
    except ValueError:
        return "no JSON"
    if answer.get("errors"):
        return "errors"
    if not refusals:
        return None
    for name, value in (answer.get("data") or {"data": None}).items():
        if value is None:
            return f"{name} is null"
        if isinstance(value, dict) and value.get("errors"):
            return f"{name} was refused"
    return None
