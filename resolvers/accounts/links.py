"""Mailed links: a token that is good once, for one purpose, for a while."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from carbot.errors import DomainError
from carbot.ids import new_token, token_hash
from tenants import identity
from tenants.models.accounts import EmailLink, LinkPurpose
from tenants.outbox import Job
from tenants.scope import Scope

CONFIRMATION_LIFE = timedelta(hours=48)
RESET_LIFE = timedelta(minutes=60)


class LinkExpired(DomainError):
    """A mailed link that was used already, is too old or never was."""

    code = "LINK_EXPIRED"


@dataclass(frozen=True, slots=True)
class ConfirmationRequested(Job):
    """Somebody registered or asked for the confirmation link again."""

    account_id: UUID
    workshop_id: UUID | None


async def requested_confirmation(scope: Scope, account_id: UUID) -> ConfirmationRequested:
    """The job that mails a person their confirmation link, with the workshop it greets them from."""
    return ConfirmationRequested(account_id, await identity.first_workshop_of(scope, account_id))


async def make_link(scope: Scope, purpose: LinkPurpose, life: timedelta) -> str:
    """A fresh link's token for the scope's person; only its hash is stored. For the job that mails it."""
    token = new_token()
    assert scope.principal.account_id is not None, "links belong to a person"
    scope.add(
        EmailLink(
            account_id=scope.principal.account_id,
            purpose=purpose,
            token_hash=token_hash(token),
            expires_at=scope.now + life,
        )
    )
    return token
