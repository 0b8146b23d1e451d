"""Mails: what became of one, as the provider reports it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import update

from tenants.models.outbox import MailDelivery
from tenants.scope import Scope


class DeliveryStatus(StrEnum):
    """How far a mail came. A complaint is final; a bounce outweighs a delivery that was reported before it."""

    SENT = "SENT"
    DELIVERED = "DELIVERED"
    BOUNCED = "BOUNCED"
    COMPLAINED = "COMPLAINED"


_LATER = {
    DeliveryStatus.DELIVERED: (DeliveryStatus.SENT,),
    DeliveryStatus.BOUNCED: (DeliveryStatus.SENT, DeliveryStatus.DELIVERED),
    DeliveryStatus.COMPLAINED: (DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.BOUNCED),
}


async def record_delivery(scope: Scope, provider_id: str, status: DeliveryStatus, at: datetime) -> None:
    """Write down what became of a mail. Repeated and late events change nothing; unknown mails are not ours."""
    await scope.execute(
        update(MailDelivery)
        .where(MailDelivery.provider_id == provider_id, MailDelivery.status.in_(_LATER[status]))
        .values(status=status.value, updated_at=at)
        .execution_options(synchronize_session=False)
    )
