"""Delivery events of the provider: checked by signature, written down once."""

import base64
import json
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from standardwebhooks import Webhook

from carbot.app import create_app
from carbot.clock import SystemClock
from carbot.ids import new_id
from carbot.outside import Outside
from carbot.settings import Settings
from carbot.wiring import connect
from tenants.models.outbox import MailDelivery
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole
from tenants.scope import Scope

SECRET = "whsec_" + base64.b64encode(b"a secret of the provider, 32 chr").decode()


@pytest.fixture
async def provider(settings: Settings) -> AsyncIterator[tuple[httpx2.AsyncClient, Outside]]:
    """An API that knows the provider's secret."""
    outside = connect(settings.model_copy(update={"resend_webhook_secret": SecretStr(SECRET)}))
    transport = httpx2.ASGITransport(create_app(outside))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client, outside
    await outside.database.close()


def system_scope(outside: Outside) -> Scope:
    """A scope past the tenants."""
    return Scope(outside.database, Principal(PrincipalKind.SYSTEM, DatabaseRole.SYSTEM), SystemClock())


async def sent_mail(outside: Outside) -> tuple[UUID, str]:
    """A mail that went to the provider."""
    key, provider_id = new_id(), secrets.token_hex(8)
    async with system_scope(outside).begin() as scope:
        scope.add(MailDelivery(id=key, kind="TEST", recipient_hash=b"-", provider_id=provider_id, status="SENT"))
    return key, provider_id


async def status_of(outside: Outside, key: UUID) -> str:
    """What is known of a mail."""
    async with system_scope(outside).begin() as scope:
        found = await scope.first(select(MailDelivery).where(MailDelivery.id == key))
        assert found is not None
        return found.status


async def tell(client: httpx2.AsyncClient, kind: str, provider_id: str, *, forged: bool = False) -> httpx2.Response:
    """An event as the provider sends it."""
    at = datetime.now(UTC) - timedelta(seconds=1)
    content: dict[str, Any] = {
        "type": f"email.{kind}",
        "created_at": at.isoformat(),
        "data": {"email_id": provider_id},
    }
    body = json.dumps(content)
    message = f"msg_{secrets.token_hex(6)}"
    signature = Webhook(SECRET).sign(message, at, body)
    headers = {
        "svix-id": message,
        "svix-timestamp": str(int(at.timestamp())),
        "svix-signature": "v1,AAAA" if forged else signature,
        "content-type": "application/json",
    }
    return await client.post("/webhooks/resend", content=body, headers=headers)


async def test_a_bounce_is_written_down_and_a_late_delivery_does_not_undo_it(
    provider: tuple[httpx2.AsyncClient, Outside],
) -> None:
    client, outside = provider
    key, provider_id = await sent_mail(outside)

    answers = [await tell(client, kind, provider_id) for kind in ("delivered", "bounced", "bounced", "delivered")]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert await status_of(outside, key) == "BOUNCED"


async def test_a_forged_event_changes_nothing(provider: tuple[httpx2.AsyncClient, Outside]) -> None:
    client, outside = provider
    key, provider_id = await sent_mail(outside)

    answer = await tell(client, "complained", provider_id, forged=True)

    assert answer.status_code == 400
    assert await status_of(outside, key) == "SENT"
