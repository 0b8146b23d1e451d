"""Mail leaves through a Mailer: Resend's API or any SMTP server.

CarbotError
├── MailRefused        this mail will never be taken: sending it again is pointless
├── MailUnavailable    not now: the same mail may go through later
└── EventRefused       a delivery event that did not come from the provider, or is too old
"""

from carbot.clients.mail.contract import (
    EventRefused,
    Mail,
    Mailer,
    MailEvent,
    MailEventKind,
    MailRefused,
    MailUnavailable,
)
from carbot.clients.mail.resend import ResendMailer, read_event
from carbot.clients.mail.smtp import SmtpMailer
from carbot.errors import StartupError
from carbot.settings import Settings

__all__ = [
    "EventRefused",
    "Mail",
    "MailEvent",
    "MailEventKind",
    "MailRefused",
    "MailUnavailable",
    "Mailer",
    "mailer_from",
    "read_event",
]


def mailer_from(settings: Settings) -> Mailer:
    """Resend when its key is set, else the SMTP server of the settings.

    Raises StartupError when neither is set or an address in the settings cannot be one.
    """
    if settings.resend_api_key is not None:
        key = settings.resend_api_key.get_secret_value()
        return ResendMailer(key, settings.resend_base_url, sender=settings.mail_from)
    if settings.smtp_url is not None:
        return SmtpMailer(settings.smtp_url.get_secret_value(), sender=settings.mail_from)
    raise StartupError("No mail can be sent: set CARBOT_RESEND_API_KEY, or CARBOT_SMTP_URL to smtp:// or smtps://.")
