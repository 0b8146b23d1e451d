"""A mail, who sends it, what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from carbot.errors import CarbotError, StartupError


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person.

    `id` is ours and stays the same on every attempt: providers recognise a repetition by it. `language` is de, en, tr
    or pl.
    """

    id: UUID
    to: str
    subject: str
    html: str
    text: str
    reply_to: str | None
    language: str


class Mailer(Protocol):
    """Sends mails."""

    async def send(self, mail: Mail) -> str:
        """Hand the mail over and return the provider's id for it.

        Raises MailRefused when trying again is pointless, MailUnavailable when it is not.
        """
        ...


class MailRefused(CarbotError):
    """The provider or server will never take this mail. The message holds no personal data."""


class MailUnavailable(CarbotError):
    """The mail could not be handed over now; it may go through later. The message holds no personal data."""


class MailEventKind(StrEnum):
    """What a provider tells about a mail it took."""

    DELIVERED = "DELIVERED"
    BOUNCED = "BOUNCED"
    COMPLAINED = "COMPLAINED"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class MailEvent:
    """Something that happened to a mail.

    `id` is the same when the provider tells it again. `provider_id` is what `Mailer.send` returned, None for an event
    about no mail.
    """

    id: str
    kind: MailEventKind
    provider_id: str | None
    occurred_at: datetime


class EventRefused(CarbotError):
    """A delivery event whose signature is wrong, whose time is not now, or which cannot be read."""


def one_line(text: str, longest: int = 200) -> str:
    """The text fit for a header: one line, nothing invisible that ends or turns it."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def to_address(text: str) -> Address:
    """An address of one person, its domain in the form every server takes. Raises MailRefused for anything else."""
    local, _, domain = text.rpartition("@")
    try:
        # The parser of the standard library knows ASCII only; another letter stands where any letter may.
        plain = Address(addr_spec="".join(letter if letter.isascii() else "x" for letter in text))
        domain = domain.encode("idna").decode()
    except (MessageError, ValueError, IndexError):
        # It also runs off the end of some malformed addresses.
        raise MailRefused("The recipient's address cannot be one.") from None
    if not text.isprintable() or any(letter.isspace() for letter in text) or len(plain.username) != len(local):
        raise MailRefused("The recipient's address cannot be one.")
    return Address(username=local, domain=domain)


def sender_address(mail_from: str) -> Address:
    """The sender of the settings, `Name <address>`. Raises StartupError when it has no address."""
    name, address = parseaddr(mail_from)
    try:
        sender = Address(display_name=name, addr_spec=address)
    except (MessageError, ValueError, IndexError):
        sender = Address(display_name=name)
    if not sender.username or not sender.domain:
        raise StartupError("CARBOT_MAIL_FROM has no address: write it like CarBot <noreply@example.com>.")
    return sender
