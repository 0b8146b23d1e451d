"""A stand-in for VIES: it speaks the Commission's REST API, knows nobody, and calls every VAT id valid.

Except those with a mark. The number `100` and the others of the Commission's test service answer as it documents them;
so does a well-formed VAT id with four zeros, such a number and a check digit at its end (`ATU0000` `301` `2`). Marks
of our own, from 700 on: 700 never answers in time, 701 sends a page instead of JSON, 702 hangs up, 703 is busy the
first time, 704 speaks of another number, 705 is a gateway whose service is away.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_MARK = re.compile(r"(?:.*0000)?(\d{3})\d?")
_ERRORS = {
    "201": "INVALID_INPUT",
    "202": "INVALID_REQUESTER_INFO",
    "300": "SERVICE_UNAVAILABLE",
    "301": "MS_UNAVAILABLE",
    "302": "TIMEOUT",
    "400": "VAT_BLOCKED",
    "401": "IP_BLOCKED",
    "500": "GLOBAL_MAX_CONCURRENT_REQ",
    "501": "GLOBAL_MAX_CONCURRENT_REQ_TIME",
    "600": "MS_MAX_CONCURRENT_REQ",
    "601": "MS_MAX_CONCURRENT_REQ_TIME",
}
_INVALID = "200"
_SLOW, _PAGE, _HANGS_UP, _BUSY_ONCE, _OTHER_NUMBER, _GATEWAY = "700", "701", "702", "703", "704", "705"
_SILENT_STATES = frozenset({"DE", "ES"})
_PATHS = frozenset({"/check-vat-number", "/check-vat-test-service"})
_AGES = 60.0


@dataclass
class ViesStandIn:
    """The stand-in at work: `url` is the setting's value, `asked` every question it got.

    Once `says` is set, every question gets these bytes for an answer.
    """

    url: str = ""
    says: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)


@contextmanager
def vies_stand_in() -> Iterator[ViesStandIn]:
    """Answer on a free port of 127.0.0.1 until the block ends."""
    stand_in = ViesStandIn()

    class Door(_Door):
        state = stand_in

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="VIES stand-in", daemon=True)
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        stand_in.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Door(BaseHTTPRequestHandler):
    """Answers one request; `state` comes with the subclass of a server."""

    state: ViesStandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """A question about a VAT id."""
        try:
            asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            country, number = str(asked["countryCode"]), str(asked["vatNumber"])
        except (ValueError, KeyError, TypeError):
            return self._send(HTTPStatus.BAD_REQUEST, _failure("INVALID_INPUT"))
        if self.path not in _PATHS:
            return self._send(HTTPStatus.NOT_FOUND, {})
        self.state.asked.append(asked)
        if self.state.says is not None:
            return self._send(HTTPStatus.OK, self.state.says)
        marked = _MARK.fullmatch(number)
        return self._answer(asked, country, number, marked[1] if marked else "")

    def _answer(self, asked: dict[str, Any], country: str, number: str, mark: str) -> None:
        is_requester_bad = mark == "202" and not asked.get("requesterNumber")
        if mark == _SLOW:
            self.state.stopping.wait(_AGES)
        if mark in (_SLOW, _HANGS_UP):
            self.close_connection = True
        elif mark == _PAGE:
            self._send(HTTPStatus.OK, b"<html>VIES is being maintained</html>")
        elif mark == _GATEWAY:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"<html>Service Unavailable</html>")
        elif mark == _BUSY_ONCE and sum(each["vatNumber"] == number for each in self.state.asked) == 1:
            self._send(HTTPStatus.OK, _failure("MS_MAX_CONCURRENT_REQ"))
        elif mark in _ERRORS and not is_requester_bad:
            self._send(HTTPStatus.OK, _failure(_ERRORS[mark]))
        else:
            told = f"{number[:-1]}0" if mark == _OTHER_NUMBER else number
            self._send(HTTPStatus.OK, self._found(asked, country, told, is_valid=mark != _INVALID))

    def _found(self, asked: dict[str, Any], country: str, number: str, *, is_valid: bool) -> dict[str, Any]:
        is_told = is_valid and country not in _SILENT_STATES
        proof = f"WAPIAAAA{len(self.state.asked):08}" if is_valid and asked.get("requesterNumber") else ""
        return {
            "countryCode": country,
            "vatNumber": number,
            "requestDate": "2026-01-15T09:30:00.000Z",
            "valid": is_valid,
            "requestIdentifier": proof,
            "name": "Musterwerkstatt" if is_told else "---",
            "address": "Hauptstraße  1\n1010 Wien\n" if is_told else "---",
        }

    def _send(self, status: HTTPStatus, content: dict[str, Any] | bytes) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(content, bytes) else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Says nothing: the demo's terminal is for the demo."""


def _failure(code: str) -> dict[str, Any]:
    return {"actionSucceed": False, "errorWrappers": [{"error": code}]}
