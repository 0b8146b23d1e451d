"""Mail through Resend's API, and the events it sends about them, signed as Standard Webhooks are."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx2
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook, WebhookVerificationError

from carbot.clients.mail.contract import (
    EventRefused,
    Mail,
    MailEvent,
    MailEventKind,
    MailRefused,
    MailUnavailable,
    one_line,
    sender_address,
    to_address,
)
from carbot.errors import StartupError

_SECONDS = 10.0
# 401 and 403 are about our key or domain, 408 and 425 about time; none is the mail's fault, so all may heal.
_MAY_HEAL = frozenset({401, 403, 408, 425, 429})
_CONFLICT = 409
_KINDS = {
    "email.delivered": MailEventKind.DELIVERED,
    "email.bounced": MailEventKind.BOUNCED,
    "email.complained": MailEventKind.COMPLAINED,
}


class ResendMailer:
    """Sends through Resend; the mail's id is the idempotency key, so that an attempt repeated within a day is one mail.

    `timeout` is in seconds. Raises StartupError for a sender that is none.
    """

    def __init__(self, api_key: str, base_url: str, *, sender: str, timeout: float = _SECONDS) -> None:
        self._sender = str(sender_address(sender))
        self._address = f"{base_url.rstrip('/')}/emails"
        self._api_key = api_key
        self._timeout = timeout
        self._tls = httpx2.create_ssl_context()

    async def send(self, mail: Mail) -> str:
        """Hand the mail to Resend; returns its id there."""
        headers = {"Authorization": f"Bearer {self._api_key}", "Idempotency-Key": str(mail.id)}
        try:
            async with httpx2.AsyncClient(timeout=self._timeout, verify=self._tls) as client:
                answer = await client.post(self._address, headers=headers, json=self._content(mail))
        except httpx2.TransportError as fault:
            raise MailUnavailable(f"Resend cannot be reached ({type(fault).__name__}).") from None
        if not answer.is_success:
            raise _verdict(answer)
        provider_id = _object(answer).get("id")
        if not isinstance(provider_id, str):
            raise MailUnavailable("Resend's answer holds no id.")
        return provider_id

    def _content(self, mail: Mail) -> dict[str, object]:
        """The request's body. Raises MailRefused for an address that is none."""
        content: dict[str, object] = {
            "from": self._sender,
            "to": [str(to_address(mail.to))],
            "subject": one_line(mail.subject),
            "html": mail.html,
            "text": mail.text,
            "headers": {"Auto-Submitted": "auto-generated", "Content-Language": mail.language},
        }
        if mail.reply_to:
            content["reply_to"] = str(to_address(mail.reply_to))
        return content


def read_event(headers: Mapping[str, str], body: bytes, secret: str) -> MailEvent:
    """The event of a webhook request, once its signature is checked and its time is within five minutes of now.

    Raises EventRefused for anything else, StartupError when the secret is not one of Resend's (`whsec_…`).
    """
    given = {name.lower(): value for name, value in headers.items()}
    signed = {f"webhook-{part}": given.get(f"svix-{part}", "") for part in ("id", "timestamp", "signature")}
    webhook = _webhook(secret)
    try:
        content = webhook.verify(body, signed)
        return _event(signed["webhook-id"], content)
    except (WebhookVerificationError, ValueError, KeyError, TypeError, AttributeError):
        # The library lets malformed base64, text and JSON through as the errors of their parsers.
        raise EventRefused("The event is not signed by Resend, not of now, or cannot be read.") from None


def _webhook(secret: str) -> Webhook:
    try:
        return Webhook(secret)
    except (ValueError, EmptyWebhookSecretError):
        raise StartupError("CARBOT_RESEND_WEBHOOK_SECRET cannot be one: copy it (whsec_…) from Resend.") from None


def _event(event_id: str, content: Any) -> MailEvent:
    occurred_at = datetime.fromisoformat(content["created_at"])
    return MailEvent(
        id=event_id,
        kind=_KINDS.get(content["type"], MailEventKind.OTHER),
        provider_id=content["data"].get("email_id"),
        occurred_at=occurred_at if occurred_at.tzinfo else occurred_at.replace(tzinfo=UTC),
    )


def _verdict(answer: httpx2.Response) -> MailRefused | MailUnavailable:
    """What Resend's status says about trying again; its words are left out, for they may repeat the address."""
    name = str(_object(answer).get("name", ""))
    # Of two conflicts one passes: the same mail is being sent at this moment by another process.
    may_heal = (
        name == "concurrent_idempotent_requests"
        if answer.status_code == _CONFLICT
        else (answer.status_code in _MAY_HEAL or not answer.is_client_error)
    )
    said = f"{answer.status_code} {one_line(name, 60)}".strip()
    if may_heal:
        return MailUnavailable(f"Resend put the mail off ({said}).")
    return MailRefused(f"Resend refused the mail ({said}).")


def _object(answer: httpx2.Response) -> dict[str, Any]:
    """The answer's JSON object; empty when it holds none."""
    try:
        content = json.loads(answer.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
