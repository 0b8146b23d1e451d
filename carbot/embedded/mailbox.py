"""A mail server that delivers nothing: it keeps every mail as a file, to be read by people and tests."""

import itertools
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import SMTPUTF8 as MAIL_POLICY
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_NAME = re.compile(r"(\d+)-\d+\.eml")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_LINK_SCHEMES = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail as it was received.

    `name` is its file's, `to` and `sender` are bare addresses (several joined by a comma), `links` the addresses it
    leads to in their order, `date` what the mail says of itself and `received_at` when it came.
    """

    name: str
    received_at: datetime
    to: str
    sender: str
    reply_to: str
    subject: str
    date: datetime | None
    message_id: str
    html: str
    text: str
    links: tuple[str, ...]


@contextmanager
def mail_sink(directory: Path) -> Iterator[int]:
    """Take mail on a free port of 127.0.0.1 until the block ends; gives the port.

    Each mail becomes `<milliseconds>-<counter>.eml` in the directory, complete or not there. Addresses and headers
    may hold any letters (SMTPUTF8).
    """
    directory.mkdir(parents=True, exist_ok=True)
    with smtp_server(_Keeper(directory)) as port:
        yield port


@contextmanager
def smtp_server(handler: object, **options: Any) -> Iterator[int]:
    """An SMTP server on a free port of 127.0.0.1 that answers as its handler says; `options` are aiosmtpd's."""
    server = _Server(handler, hostname="127.0.0.1", port=0, server_hostname="localhost", ident="CarBot", **options)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def read_mails(directory: Path) -> list[StoredMail]:
    """Every mail in the directory, newest first; none when there is no directory yet."""
    if not directory.is_dir():
        return []
    files = sorted((file for file in directory.iterdir() if _NAME.fullmatch(file.name)), reverse=True)
    mails = []
    for file in files:
        # A mail may be removed while we look.
        with suppress(FileNotFoundError):
            mails.append(_read(file.name, file.read_bytes()))
    return mails


class _Server(Controller):
    """Learns its port once it listens."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class _Keeper:
    """Stores what the server receives. Its loop runs one handler at a time, so that the counter needs no lock."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._numbers = itertools.count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail and answer the sender."""
        name = f"{time.time_ns() // 1_000_000:013}-{next(self._numbers):06}.eml"
        unfinished = self._directory / f"{name}.unfinished"
        content = envelope.original_content or b""
        try:
            unfinished.write_bytes(content)
            unfinished.replace(self._directory / name)
        except OSError:
            return "452 4.3.1 The mail cannot be stored"
        return f"250 2.0.0 Stored as {name}"


def _read(name: str, content: bytes) -> StoredMail:
    message = message_from_bytes(content, _class=EmailMessage, policy=MAIL_POLICY)
    html, text = _part(message, "html"), _part(message, "plain")
    milliseconds = int(name.partition("-")[0])
    return StoredMail(
        name=name,
        received_at=datetime.fromtimestamp(milliseconds / 1000, UTC),
        to=_addresses(message, "To"),
        sender=_addresses(message, "From"),
        reply_to=_addresses(message, "Reply-To"),
        subject=_readable(str(message["Subject"] or "")),
        date=getattr(message["Date"], "datetime", None),
        message_id=str(message["Message-ID"] or "").strip("<> "),
        html=html,
        text=text,
        links=tuple(dict.fromkeys((*_linked(html), *_LINK.findall(text)))),
    )


def _part(message: EmailMessage, subtype: str) -> str:
    part: Any = message.get_body((subtype,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _addresses(message: EmailMessage, header: str) -> str:
    value = message[header]
    if not isinstance(value, AddressHeader):
        return ""
    return ", ".join(_readable(address.addr_spec) for address in value.addresses)


def _readable(header: str) -> str:
    """A header's text where it came as UTF-8 (RFC 6532), which the parser leaves as escaped bytes."""
    return header.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _linked(html: str) -> list[str]:
    finder = _LinkFinder()
    finder.feed(html)
    return finder.links


class _LinkFinder(HTMLParser):
    """Collects where the links of a document lead."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link a person can follow."""
        target = dict(attrs).get("href") or ""
        if tag == "a" and target.startswith(_LINK_SCHEMES):
            self.links.append(target)
