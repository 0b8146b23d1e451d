"""A mail to send, and a directory that catches mails."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from carbot.clients.mail import Mail
from carbot.embedded.mailbox import StoredMail, mail_sink, read_mails
from carbot.ids import new_id


@dataclass(frozen=True)
class Sink:
    """A running mail sink."""

    url: str
    directory: Path

    @property
    def mails(self) -> list[StoredMail]:
        """What it caught, newest first."""
        return read_mails(self.directory)


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    """A mail sink of this test's own."""
    with mail_sink(tmp_path / "mail") as port:
        yield Sink(f"smtp://127.0.0.1:{port}", tmp_path / "mail")


@pytest.fixture
def mail() -> Mail:
    """A mail with letters of several alphabets."""
    return Mail(
        id=new_id(),
        to="ada@example.com",
        subject="Neue Anfrage: Ayşe Żółć – Rückruf 🚗",
        html='<p>Grüße <a href="https://app.example.com/leads/1?a=1&amp;b=2">hier</a></p>\n',
        text="Grüße\n.\nŻółć: https://app.example.com/leads/1?a=1&b=2\n",
        reply_to="ayse@example.com",
        language="de",
    )
