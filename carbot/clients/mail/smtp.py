"""Mail by SMTP, one connection a mail.

The connection is encrypted wherever it leaves this machine. What goes wrong before the mail is handed over is the
server's fault and heals; what the server says about the mail itself decides by its code (RFC 5321 §4.2.1).
"""

import asyncio
import re
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from carbot.clients.mail.contract import Mail, MailRefused, MailUnavailable, one_line, sender_address, to_address
from carbot.errors import StartupError

_SECONDS = 10.0
_COMMANDS_OF_PATIENCE = 3
_FAREWELL_SECONDS = 2
_SUBMISSION_PORT = 587
_TLS_PORT = 465
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ENHANCED_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


class SmtpMailer:
    """Sends through the server of an `smtp://` or `smtps://` address with user and password, each percent-encoded.

    `timeout` is how many seconds the server has for a command; for the whole mail it has three times that.
    Raises StartupError for another address and for a sender that is none.
    """

    def __init__(self, url: str, *, sender: str, timeout: float = _SECONDS) -> None:
        try:
            server = urlsplit(url)
            port = server.port
        except ValueError:
            raise StartupError("CARBOT_SMTP_URL cannot be read: write smtp://user:password@host:587.") from None
        if server.scheme not in {"smtp", "smtps"} or not server.hostname:
            raise StartupError("CARBOT_SMTP_URL must look like smtp://user:password@host:587 or smtps://…:465.")
        self._sender = sender_address(sender)
        self._timeout = timeout
        self._host = server.hostname
        self._is_tls = server.scheme == "smtps"
        self._port = port or (_TLS_PORT if self._is_tls else _SUBMISSION_PORT)
        self._username = unquote(server.username) if server.username else None
        self._password = unquote(server.password or "")

    async def send(self, mail: Mail) -> str:
        """Hand the mail to the server; returns its Message-ID without brackets."""
        message = self._message(mail)
        server = self._connection()
        try:
            async with asyncio.timeout(self._timeout * _COMMANDS_OF_PATIENCE):
                await _connect(server)
                await _hand_over(server, message)
        except TimeoutError:
            raise MailUnavailable("The mail server took too long.") from None
        else:
            # The mail is the server's by now: a farewell that fails must not send it again.
            with suppress(aiosmtplib.SMTPException, OSError):
                await server.quit(timeout=_FAREWELL_SECONDS)
        finally:
            server.close()
        return str(message["Message-ID"]).strip("<>")

    def _message(self, mail: Mail) -> EmailMessage:
        """The mail with both forms of its content, text first. Raises MailRefused for an address that is none."""
        message = EmailMessage(SMTP_POLICY)
        message["From"] = self._sender
        message["To"] = to_address(mail.to)
        if mail.reply_to:
            message["Reply-To"] = to_address(mail.reply_to)
        message["Subject"] = one_line(mail.subject)
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = f"<{mail.id}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        # Quoted-printable passes every server unchanged, whatever lines and bytes the content has.
        message.set_content(mail.text, cte="quoted-printable")
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        # Set before, it would go to the first part.
        message["Content-Language"] = mail.language
        return message

    def _connection(self) -> aiosmtplib.SMTP:
        is_here = self._host in _LOOPBACK
        return aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            # Asking the resolver for our own name would block the event loop.
            local_hostname=self._sender.domain,
            timeout=self._timeout,
            use_tls=self._is_tls,
            start_tls=self._start_tls(is_here),
            # On loopback nobody listens in, and a server there seldom has a certificate for `localhost`.
            validate_certs=not is_here,
            username=self._username,
            password=self._password if self._username else None,
        )

    def _start_tls(self, is_here: bool) -> bool | None:
        """Whether to switch to TLS: never twice, always towards another machine, here if the server offers it."""
        if self._is_tls:
            return False
        return None if is_here else True


async def _connect(server: aiosmtplib.SMTP) -> None:
    try:
        await server.connect()
    except (aiosmtplib.SMTPException, OSError) as fault:
        raise MailUnavailable(f"The mail server cannot be reached ({type(fault).__name__}).") from None


async def _hand_over(server: aiosmtplib.SMTP, message: EmailMessage) -> None:
    try:
        await server.send_message(message)
    except aiosmtplib.SMTPRecipientsRefused as refusal:
        raise _verdict(refusal.recipients[0]) from None
    except aiosmtplib.SMTPResponseException as refusal:
        raise _verdict(refusal) from None
    except aiosmtplib.SMTPNotSupported:
        raise MailRefused("The mail server does not take addresses with letters beyond ASCII.") from None
    except (aiosmtplib.SMTPException, OSError) as fault:
        raise MailUnavailable(f"The mail server went away ({type(fault).__name__}).") from None


def _verdict(answer: aiosmtplib.SMTPResponseException) -> MailRefused | MailUnavailable:
    """What the server's code says about trying again. Its words are left out: they tend to repeat the address."""
    status = _ENHANCED_STATUS.match(answer.message)
    said = f"{answer.code} {status[0]}" if status else str(answer.code)
    if answer.code >= 500:
        return MailRefused(f"The mail server refused the mail ({said}).")
    return MailUnavailable(f"The mail server put the mail off ({said}).")
