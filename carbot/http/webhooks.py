"""Callbacks of other systems: signed, checked, written down once."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from carbot.clients.mail import EventRefused, MailEventKind, read_event
from carbot.outside import Outside
from resolvers.mails import DeliveryStatus, record_delivery
from tenants.principal import Principal, PrincipalKind
from tenants.roles import DatabaseRole
from tenants.scope import Scope


def webhook_router(outside: Outside) -> APIRouter:
    """The mail provider's events."""
    router = APIRouter(include_in_schema=False)
    secret = outside.settings.resend_webhook_secret

    @router.post("/webhooks/resend")
    async def resend(request: Request) -> JSONResponse:
        """Delivered, bounced, complained. A provider that gets no 2xx tells it again later."""
        if secret is None:
            return JSONResponse({"error": "This webhook is not set up."}, status_code=404)
        try:
            event = read_event(request.headers, await request.body(), secret.get_secret_value())
        except EventRefused:
            return JSONResponse({"error": "The signature is not right."}, status_code=400)
        if event.provider_id is not None and event.kind is not MailEventKind.OTHER:
            system = Principal(PrincipalKind.SYSTEM, DatabaseRole.SYSTEM)
            async with Scope(outside.database, system, outside.clock).begin() as scope:
                await record_delivery(scope, event.provider_id, DeliveryStatus(event.kind.value), event.occurred_at)
        return JSONResponse({"status": "ok"})

    return router
