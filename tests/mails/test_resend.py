"""Mail through Resend's API against an HTTP server that speaks it, and its signed events."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from standardwebhooks import Webhook

from carbot.clients.mail import (
    EventRefused,
    Mail,
    MailEvent,
    MailEventKind,
    MailRefused,
    MailUnavailable,
    mailer_from,
    read_event,
)
from carbot.clients.mail.resend import ResendMailer
from carbot.embedded.processes import free_port
from carbot.errors import StartupError
from carbot.settings import Profile, Settings

SENDER = "CarBot <noreply@carbot.example>"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Resend:
    """What the server was asked, and its next answer. A repeated idempotency key gets its first answer's id."""

    url: str = ""
    status: int = 200
    body: bytes | None = None
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def answer(self, path: str, headers: dict[str, str], content: dict[str, Any]) -> tuple[int, bytes]:
        self.requests.append((path, headers, content))
        if self.body is not None:
            return self.status, self.body
        key = headers["idempotency-key"]
        return 200, json.dumps({"id": self.ids.setdefault(key, f"re_{len(self.ids) + 1}")}).encode()


@pytest.fixture
def resend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resend]:
    """A server that answers as Resend does."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    state = Resend()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = state.answer(self.path, {k.lower(): v for k, v in self.headers.items()}, content)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *values: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_mail_is_handed_over_with_its_id_as_the_idempotency_key(resend: Resend, mail: Mail) -> None:
    settings = Settings(
        profile=Profile.TEST, resend_api_key="re_key", resend_base_url=resend.url, mail_from=SENDER, smtp_url=None
    )

    provider_id = await mailer_from(settings).send(mail)

    ((path, headers, content),) = resend.requests
    assert provider_id == "re_1"
    assert path == "/emails"
    assert headers["authorization"] == "Bearer re_key"
    assert headers["idempotency-key"] == str(mail.id)
    assert content == {
        "from": SENDER,
        "to": [mail.to],
        "subject": mail.subject,
        "html": mail.html,
        "text": mail.text,
        "reply_to": mail.reply_to,
        "headers": {"Auto-Submitted": "auto-generated", "Content-Language": "de"},
    }


async def test_the_second_attempt_is_the_same_mail(resend: Resend, mail: Mail) -> None:
    mailer = ResendMailer("re_key", resend.url, sender=SENDER)

    assert await mailer.send(mail) == await mailer.send(mail) == "re_1"


async def test_a_mail_without_a_reply_address_names_none(resend: Resend, mail: Mail) -> None:
    await ResendMailer("re_key", f"{resend.url}/", sender=SENDER).send(replace(mail, reply_to=None, subject="a\r\nb"))

    ((path, _, content),) = resend.requests
    assert path == "/emails"
    assert "reply_to" not in content
    assert content["subject"] == "a b"


@pytest.mark.parametrize(
    ("status", "name"),
    [(400, "validation_error"), (422, "invalid_to_address"), (404, ""), (409, "invalid_idempotent_request")],
)
async def test_a_mail_resend_will_never_take_is_refused(resend: Resend, mail: Mail, status: int, name: str) -> None:
    resend.status, resend.body = status, json.dumps({"name": name, "message": f"not {mail.to}"}).encode()

    with pytest.raises(MailRefused) as refusal:
        await ResendMailer("re_key", resend.url, sender=SENDER).send(mail)

    assert str(status) in str(refusal.value)
    assert mail.to not in str(refusal.value)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (429, "rate_limit_exceeded"),
        (429, "daily_quota_exceeded"),
        (500, "application_error"),
        (503, ""),
        (409, "concurrent_idempotent_requests"),
        (401, "missing_api_key"),
        (403, "invalid_api_key"),
        (302, ""),
    ],
)
async def test_what_may_heal_leaves_the_mail_for_later(resend: Resend, mail: Mail, status: int, name: str) -> None:
    resend.status, resend.body = status, json.dumps({"name": name}).encode()

    with pytest.raises(MailUnavailable):
        await ResendMailer("re_key", resend.url, sender=SENDER).send(mail)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"id": 7}', b"\xff"])
async def test_an_answer_without_an_id_is_asked_for_again(resend: Resend, mail: Mail, body: bytes) -> None:
    resend.body = body

    with pytest.raises(MailUnavailable):
        await ResendMailer("re_key", resend.url, sender=SENDER).send(mail)


async def test_an_api_that_is_not_there_may_come_back(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    with pytest.raises(MailUnavailable):
        await ResendMailer("re_key", f"http://127.0.0.1:{free_port()}", sender=SENDER).send(mail)


async def test_an_address_that_is_none_is_never_sent(resend: Resend, mail: Mail) -> None:
    with pytest.raises(MailRefused):
        await ResendMailer("re_key", resend.url, sender=SENDER).send(replace(mail, to="ada@example.com, eve@x.de"))

    assert resend.requests == []


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("email.delivered", MailEventKind.DELIVERED),
        ("email.bounced", MailEventKind.BOUNCED),
        ("email.complained", MailEventKind.COMPLAINED),
        ("email.opened", MailEventKind.OTHER),
    ],
)
def test_a_signed_event_is_read(type_: str, kind: MailEventKind) -> None:
    body = json.dumps({"type": type_, "created_at": "2026-11-20T23:41:12.126Z", "data": {"email_id": "re_1"}})

    event = read_event(_signed(body), body.encode(), SECRET)

    assert event == MailEvent("msg_1", kind, "re_1", datetime(2026, 11, 20, 23, 41, 12, 126000, UTC))


def test_an_event_about_no_mail_is_read() -> None:
    body = json.dumps({"type": "contact.created", "created_at": "2026-11-20 23:41:11.894719+00", "data": {"id": "c"}})

    event = read_event(_signed(body), body.encode(), SECRET)

    assert (event.kind, event.provider_id) == (MailEventKind.OTHER, None)
    assert event.occurred_at.tzinfo is not None


BODY = '{"type": "email.bounced", "created_at": "2026-11-20T23:41:12Z", "data": {"email_id": "re_1"}}'


def _signed(body: str, at: datetime | None = None, secret: str = SECRET) -> dict[str, str]:
    at = at or datetime.now(UTC)
    signature = Webhook(secret).sign("msg_1", at, body)
    return {"Svix-Id": "msg_1", "Svix-Timestamp": str(int(at.timestamp())), "Svix-Signature": signature}


FORGED: dict[str, Callable[[], dict[str, str]]] = {
    "unsigned": lambda: {},
    "of another body": lambda: _signed(BODY + " "),
    "of another secret": lambda: _signed(BODY, secret="whsec_" + "QUJD" * 8),
    "stale": lambda: _signed(BODY, datetime.now(UTC) - timedelta(minutes=6)),
    "from the future": lambda: _signed(BODY, datetime.now(UTC) + timedelta(minutes=6)),
    "cut": lambda: {**_signed(BODY), "Svix-Signature": "v1"},
    "garbled": lambda: {**_signed(BODY), "Svix-Signature": "v1,***"},
    "of another version": lambda: {**_signed(BODY), "Svix-Signature": "v2," + _signed(BODY)["Svix-Signature"][3:]},
    "without a time": lambda: {**_signed(BODY), "Svix-Timestamp": "now"},
    "at no number": lambda: {**_signed(BODY), "Svix-Timestamp": "nan"},
    "of another id": lambda: {**_signed(BODY), "Svix-Id": "msg_2"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_an_event_that_is_not_resends_is_refused(forged: Callable[[], dict[str, str]]) -> None:
    headers = forged()

    with pytest.raises(EventRefused):
        read_event(headers, BODY.encode(), SECRET)


@pytest.mark.parametrize("body", ["", "[]", "null", "{}", '{"type": 1}', BODY.replace("2026-11-20T", "soon "), "{"])
def test_a_signed_body_that_is_no_event_is_refused(body: str) -> None:
    with pytest.raises(EventRefused):
        read_event(_signed(body), body.encode(), SECRET)


def test_a_body_that_is_no_text_is_refused() -> None:
    with pytest.raises(EventRefused):
        read_event(_signed(BODY), b"\xff\xfe", SECRET)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_x"])
def test_a_secret_that_cannot_be_one_is_the_operators_fault(secret: str) -> None:
    with pytest.raises(StartupError, match="CARBOT_RESEND_WEBHOOK_SECRET"):
        read_event(_signed(BODY), BODY.encode(), secret)
