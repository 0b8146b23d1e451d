"""An ordinary-looking workshop website on another site than CarBot, to try the widget on.

Three pages with the script tag a workshop pastes, under a content security policy that allows CarBot's address for
scripts and connections and nothing else: the widget must need no more. `?key=ck_…` tries another client key.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from carbot.errors import StartupError

_PAGES = Path(__file__).parent / "pages"
_ROUTES = {"/": "start.html", "/leistungen": "leistungen.html", "/kontakt": "kontakt.html"}
_FILES = {"/site.css": "text/css; charset=utf-8", "/favicon.svg": "image/svg+xml"}
_CLIENT_KEY = re.compile(r"ck_[A-Za-z0-9_-]{1,100}")


@contextmanager
def host_site(port: int, *, api: str, client_key: str) -> Iterator[str]:
    """Serve the website on 127.0.0.1 until the block ends; gives its address.

    Its pages load the widget from `api` with the client key. Raises StartupError when the port is taken.
    """

    class Page(_Page):
        carbot = api
        key = client_key

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Page)
    except OSError:
        raise StartupError(f"Port {port} is in use: choose another with --port (its next one is used too).") from None
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="host site", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Page(BaseHTTPRequestHandler):
    """Answers one request; `carbot` and `key` come with the subclass of a server."""

    carbot: str
    key: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A page, its style, its icon, or a page that says there is none."""
        address = urlsplit(self.path)
        path = address.path.rstrip("/") or "/"
        if kind := _FILES.get(path):
            self._send(HTTPStatus.OK, kind, (_PAGES / path[1:]).read_bytes())
            return
        name = _ROUTES.get(path)
        status = HTTPStatus.OK if name else HTTPStatus.NOT_FOUND
        wanted = parse_qs(address.query).get("key", [""])[0]
        page = _render(name or "fehlt.html", self.carbot, wanted if _CLIENT_KEY.fullmatch(wanted) else None, self.key)
        self._send(status, "text/html; charset=utf-8", page.encode())

    do_HEAD = do_GET  # noqa: N815  # the name the base class looks for

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'self'; script-src {self.carbot}; connect-src {self.carbot}; object-src 'none'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
        )
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Says nothing: the demo's terminal is for the demo."""


def _render(name: str, api: str, chosen_key: str | None, key: str) -> str:
    """A page in the frame all share; a key chosen in the address stays chosen on the links."""
    frame = (_PAGES / "frame.html").read_text("utf-8")
    title, _, content = (_PAGES / name).read_text("utf-8").partition("\n")
    values = {
        "title": title,
        "content": content,
        "query": f"?key={chosen_key}" if chosen_key else "",
        "script": f'<script src="{api}/widget.js" data-client-key="{chosen_key or key}" async></script>',
    }
    for value in ("content", "title", "script", "query"):
        frame = frame.replace(f"{{{{ {value} }}}}", values[value])
    return frame
