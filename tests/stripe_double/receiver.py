"""A webhook receiver that checks signatures as an application must, and misbehaves on demand."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from stripe import Event, Webhook


class Receiver:
    """What arrived, in its order, each verified by Stripe's own code."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.secret = ""
        self.arrived: list[Event] = []
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        self.answers: list[int] = []
        self.hang = 0.0

    def take(self, body: bytes, signature: str) -> int:
        """Verify and note one delivery; gives the status to answer with."""
        event = Webhook.construct_event(body, signature, self.secret)
        self.arrived.append(event)
        self.bodies.append(body)
        self.signatures.append(signature)
        return self.answers.pop(0) if self.answers else 200

    @property
    def ids(self) -> list[str]:
        """The ids of the events that arrived."""
        return [event.id for event in self.arrived]

    @property
    def types(self) -> list[str]:
        """The types of the events that arrived."""
        return [event.type for event in self.arrived]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver on a free port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            pause, found.hang = found.hang, 0.0
            if pause:
                time.sleep(pause)  # the fault under test: an answer that comes too late
                return
            self.send_response(found.take(body, self.headers["Stripe-Signature"]))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *values: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Receiver(f"http://127.0.0.1:{server.server_port}/webhooks/stripe")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
