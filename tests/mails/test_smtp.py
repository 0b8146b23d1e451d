"""Mail by SMTP against a real server on loopback."""

import asyncio
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from carbot.clients.mail import Mail, MailRefused, MailUnavailable, mailer_from
from carbot.clients.mail.smtp import SmtpMailer
from carbot.embedded.mailbox import smtp_server
from carbot.embedded.processes import free_port
from carbot.errors import StartupError
from carbot.settings import Profile, Settings
from tests.mails.conftest import Sink

SENDER = "CarBot <noreply@carbot.example>"


class Answers:
    """A server's handler with a fixed answer to a recipient and to the data; keeps what it took."""

    def __init__(self, *, rcpt: str = "250 OK", data: str = "250 OK", hangs_up: bool = False) -> None:
        self.rcpt, self.data, self.hangs_up = rcpt, data, hangs_up
        self.taken: list[Envelope] = []
        self.is_tls: list[bool] = []

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data.startswith("2"):
            self.taken.append(envelope)
            self.is_tls.append(session.ssl is not None)
        return self.data

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up and server.transport is not None:
            server.transport.abort()
        return "221 Bye"


async def test_a_mail_arrives_as_it_was_written(sink: Sink, mail: Mail) -> None:
    provider_id = await SmtpMailer(sink.url, sender=SENDER).send(mail)

    (stored,) = sink.mails
    assert provider_id == stored.message_id == f"{mail.id}@carbot.example"
    assert (stored.to, stored.sender, stored.reply_to) == (mail.to, "noreply@carbot.example", mail.reply_to)
    assert (stored.subject, stored.html, stored.text) == (mail.subject, mail.html, mail.text)
    assert stored.date is not None
    assert abs(datetime.now(UTC) - stored.date) < timedelta(minutes=1)
    assert stored.links == ("https://app.example.com/leads/1?a=1&b=2",)


async def test_the_headers_say_that_a_machine_wrote_it(sink: Sink, mail: Mail) -> None:
    await SmtpMailer(sink.url, sender=SENDER).send(mail)

    raw = (sink.directory / sink.mails[0].name).read_bytes()
    assert b"Auto-Submitted: auto-generated\r\n" in raw
    assert b"Content-Language: de\r\n" in raw
    assert b"multipart/alternative" in raw
    assert raw.index(b"text/plain") < raw.index(b"text/html")
    assert raw.isascii()


async def test_a_subject_of_several_lines_adds_no_header(sink: Sink, mail: Mail) -> None:
    await SmtpMailer(sink.url, sender=SENDER).send(
        replace(mail, subject="Anfrage: Ada\r\nBcc: eve@example.com\n\nHallo\0\u2028\u202eda")
    )

    (stored,) = sink.mails
    assert stored.subject == "Anfrage: Ada Bcc: eve@example.com Hallo da"
    assert b"\nBcc:" not in (sink.directory / stored.name).read_bytes()


@pytest.mark.parametrize(
    "address",
    ["", "ada", "ada@", "@example.com", "a@b\r\nBcc: eve@x.de", "a b@c.de", "a@b.de, c@d.de", "<a@b.de>", "ä b@c.de"],
)
async def test_an_address_that_is_none_is_refused(sink: Sink, mail: Mail, address: str) -> None:
    mailer = SmtpMailer(sink.url, sender=SENDER)

    with pytest.raises(MailRefused):
        await mailer.send(replace(mail, to=address))
    with pytest.raises(MailRefused):
        await mailer.send(replace(mail, reply_to=address or "@"))

    assert sink.mails == []


async def test_addresses_with_other_letters_are_reached(sink: Sink, mail: Mail) -> None:
    mailer = SmtpMailer(sink.url, sender=SENDER)

    await mailer.send(replace(mail, to="info@müller.example"))
    await mailer.send(replace(mail, to="łukasz@example.com"))

    assert {stored.to for stored in sink.mails} == {"info@xn--mller-kva.example", "łukasz@example.com"}
    assert {stored.subject for stored in sink.mails} == {mail.subject}


@pytest.mark.parametrize(
    "server",
    [
        {"rcpt": "550 5.1.1 <ada@example.com> unknown"},
        {"data": "554 5.7.1 Spam"},
        {"data": "552 Too large"},
    ],
)
async def test_a_permanent_answer_refuses_the_mail_without_repeating_the_address(
    server: dict[str, str], mail: Mail
) -> None:
    with smtp_server(Answers(**server)) as port, pytest.raises(MailRefused) as refusal:  # type: ignore[arg-type]
        await SmtpMailer(f"smtp://localhost:{port}", sender=SENDER).send(mail)

    assert "ada" not in str(refusal.value)
    assert next(iter(server.values()))[:3] in str(refusal.value)


@pytest.mark.parametrize("server", [{"rcpt": "450 4.2.0 Greylisted"}, {"data": "451 4.3.0 Later"}, {"data": "421 Bye"}])
async def test_a_temporary_answer_leaves_the_mail_for_later(server: dict[str, str], mail: Mail) -> None:
    with smtp_server(Answers(**server)) as port, pytest.raises(MailUnavailable):  # type: ignore[arg-type]
        await SmtpMailer(f"smtp://localhost:{port}", sender=SENDER).send(mail)


async def test_a_server_that_is_not_there_may_come_back(mail: Mail) -> None:
    with pytest.raises(MailUnavailable):
        await SmtpMailer(f"smtp://127.0.0.1:{free_port()}", sender=SENDER).send(mail)


async def test_a_server_that_hangs_is_given_up(mail: Mail) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(hang, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(MailUnavailable):
            await SmtpMailer(f"smtp://127.0.0.1:{port}", sender=SENDER, timeout=0.2).send(mail)


async def test_a_mail_the_server_took_is_not_sent_again_for_a_lost_farewell(mail: Mail) -> None:
    handler = Answers(hangs_up=True)

    with smtp_server(handler) as port:
        await SmtpMailer(f"smtp://127.0.0.1:{port}", sender=SENDER).send(mail)

    assert len(handler.taken) == 1


async def test_another_machine_is_not_spoken_to_in_clear(mail: Mail) -> None:
    handler = Answers()

    with smtp_server(handler) as port:
        # An address of this machine that is not known as one stands for another machine.
        relay = await asyncio.start_server(_relay_to(port), "127.0.0.2", 0)
        async with relay:
            other = relay.sockets[0].getsockname()[1]
            with pytest.raises(MailUnavailable):
                await SmtpMailer(f"smtp://127.0.0.2:{other}", sender=SENDER).send(mail)

    assert handler.taken == []


async def test_tls_is_used_where_the_server_offers_it(mail: Mail, tmp_path: Path) -> None:
    handler = Answers()

    with smtp_server(handler, tls_context=_own_certificate(tmp_path)) as port:
        await SmtpMailer(f"smtp://127.0.0.1:{port}", sender=SENDER).send(mail)

    assert handler.is_tls == [True]


async def test_user_and_password_come_from_the_address(mail: Mail) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword) -> AuthResult:
        seen.append((login.login, login.password))
        return AuthResult(success=login.password == b"p@ss/w\xc3\xb6rd", handled=False)

    handler = Answers()
    with smtp_server(handler, authenticator=check, auth_require_tls=False) as port:
        await SmtpMailer(f"smtp://me%40x:p%40ss%2Fw%C3%B6rd@127.0.0.1:{port}", sender=SENDER).send(mail)
        # A wrong password is the operator's fault, not the mail's: it waits.
        with pytest.raises(MailUnavailable):
            await SmtpMailer(f"smtp://me%40x:wrong@127.0.0.1:{port}", sender=SENDER).send(mail)

    assert seen[0] == (b"me@x", b"p@ss/w\xc3\xb6rd")
    assert len(handler.taken) == 1


@pytest.mark.parametrize("url", ["http://x", "smtp://", "localhost:25", "smtp://x:99999", "smtp://x:y"])
def test_a_server_address_that_is_none_is_said_at_the_start(url: str) -> None:
    with pytest.raises(StartupError, match="CARBOT_SMTP_URL"):
        SmtpMailer(url, sender=SENDER)


@pytest.mark.parametrize("sender", ["", "CarBot", "CarBot <>", "a@", "@b"])
def test_a_sender_without_an_address_is_said_at_the_start(sender: str) -> None:
    with pytest.raises(StartupError, match="CARBOT_MAIL_FROM"):
        SmtpMailer("smtp://localhost", sender=sender)


def test_without_any_provider_the_remedy_is_said() -> None:
    with pytest.raises(StartupError, match="CARBOT_SMTP_URL"):
        mailer_from(Settings(profile=Profile.TEST, smtp_url=None, resend_api_key=None))


def _relay_to(port: int):  # noqa: ANN202
    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)

        async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            while part := await source.read(4096):
                target.write(part)
            target.close()

        await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)

    return relay


def _own_certificate(directory: Path) -> ssl.SSLContext:
    """A server's TLS context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = directory / "certificate.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
