"""The sink that keeps mails, and the page that shows them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from carbot.clients.mail import Mail
from carbot.clients.mail.smtp import SmtpMailer
from carbot.embedded.mailbox import mail_sink, read_mails
from carbot.http.mailbox import mailbox_router
from carbot.ids import new_id
from tests.mails.conftest import Sink

SENDER = "CarBot <noreply@carbot.example>"


@pytest.fixture
async def browser(sink: Sink) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the pages."""
    app = FastAPI()
    app.include_router(mailbox_router(sink.directory))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test") as client:
        yield client


class Page(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


async def test_the_newest_mail_comes_first(sink: Sink, mail: Mail) -> None:
    mailer = SmtpMailer(sink.url, sender=SENDER)

    for subject in ("first", "second", "third"):
        await mailer.send(replace(mail, id=new_id(), subject=subject))

    assert [stored.subject for stored in sink.mails] == ["third", "second", "first"]


async def test_a_sink_that_starts_again_keeps_what_is_there(tmp_path: Path, mail: Mail) -> None:
    for subject in ("before", "after"):
        with mail_sink(tmp_path) as port:
            await SmtpMailer(f"smtp://127.0.0.1:{port}", sender=SENDER).send(replace(mail, subject=subject))

    assert [stored.subject for stored in read_mails(tmp_path)] == ["after", "before"]
    assert sorted(tmp_path.glob("*.unfinished")) == []  # noqa: ASYNC240


def test_there_are_no_mails_where_there_is_no_directory(tmp_path: Path) -> None:
    assert read_mails(tmp_path / "none") == []


def test_a_mail_that_is_hardly_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "0000000000001-000000.eml").write_bytes(b"\xff\xfe no header at all")
    (tmp_path / "0000000000002-000000.eml.unfinished").write_bytes(b"Subject: half")
    (tmp_path / "0000000000003-000000.eml").write_bytes("Subject: Grüße\r\nTo: ä@b.de\r\nDate: soon\r\n\r\nHi".encode())

    greeting, bare = read_mails(tmp_path)

    assert (greeting.subject, greeting.to, greeting.date, greeting.text) == ("Grüße", "ä@b.de", None, "Hi")
    assert (bare.subject, bare.to, bare.html) == ("", "", "")


async def test_tools_read_mails_as_json(sink: Sink, browser: httpx2.AsyncClient, mail: Mail) -> None:
    mailer = SmtpMailer(sink.url, sender=SENDER)
    await mailer.send(mail)
    await mailer.send(replace(mail, id=new_id(), to="eve@example.com"))

    everything = (await browser.get("/mailbox.json")).json()
    (found,) = (await browser.get("/mailbox.json", params={"to": "ADA@example.com"})).json()

    assert len(everything) == 2
    (stored,) = [stored for stored in sink.mails if stored.to == "ada@example.com"]
    assert found == {
        "id": stored.name.removesuffix(".eml"),
        "to": "ada@example.com",
        "from": "noreply@carbot.example",
        "reply_to": "ayse@example.com",
        "subject": mail.subject,
        "text": mail.text,
        "html": mail.html,
        "links": ["https://app.example.com/leads/1?a=1&b=2"],
        "message_id": f"{mail.id}@carbot.example",
        "received": stored.received_at.isoformat(),
    }


async def test_the_page_shows_the_list_and_one_mail(sink: Sink, browser: httpx2.AsyncClient, mail: Mail) -> None:
    mailer = SmtpMailer(sink.url, sender=SENDER)
    await mailer.send(replace(mail, subject="first"))
    await mailer.send(replace(mail, id=new_id(), subject="second", to="eve@example.com"))
    older = sink.mails[1].name

    newest = Page((await browser.get("/mailbox")).text)
    chosen = await browser.get("/mailbox", params={"mail": older})
    filtered = await browser.get("/mailbox", params={"to": "eve"})

    assert [link.get("aria-current") for link in newest.all("a") if "mail=" in (link["href"] or "")] == ["true", None]
    assert "<h2>first</h2>" in chosen.text
    assert "<h2>second</h2>" in filtered.text
    assert "first" not in filtered.text


async def test_a_mail_cannot_act_on_the_page(sink: Sink, browser: httpx2.AsyncClient, mail: Mail) -> None:
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    await SmtpMailer(sink.url, sender=SENDER).send(
        replace(mail, subject=nasty, text=nasty, html=f"{nasty}<a href='javascript:alert(1)'>x</a>")
    )

    answer = await browser.get("/mailbox", params={"to": ""})
    page = Page(answer.text)

    assert page.all("script") == page.all("img") == []
    (frame,) = page.all("iframe")
    assert frame["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert nasty in (frame["srcdoc"] or "")
    assert not [link for link in page.all("a") if (link["href"] or "").startswith("javascript")]
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy


async def test_a_filter_that_finds_nothing_says_so(browser: httpx2.AsyncClient) -> None:
    empty = await browser.get("/mailbox")
    filtered = await browser.get("/mailbox", params={"to": '"><script>x</script>'})

    assert empty.status_code == filtered.status_code == 200
    assert "Noch keine E-Mail" in empty.text
    assert Page(filtered.text).all("script") == []
    assert "Keine E-Mail an" in filtered.text
