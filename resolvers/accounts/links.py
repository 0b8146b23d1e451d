"""Mailed links: a token that is good once, for one purpose, for a while."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from carbot.errors import DomainError
from carbot.ids import new_token, token_hash
from tenants import memberships
from tenants.models.accounts import EmailLink, LinkPurpose
from tenants.outbox import Job
from tenants.scope import Scope

CONFIRMATION_LIFE = timedelta(hours=48)
RESET_LIFE = timedelta(minutes=60)
ADDRESS_LIFE = timedelta(hours=24)


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
    return ConfirmationRequested(account_id, await memberships.workshop_to_enter(scope, account_id))


async def make_link(scope: Scope, purpose: LinkPurpose, life: timedelta, email: str | None = None) -> str:
    """A fresh link's token for the scope's person; only its hash is stored. For the job that mails it.

    `email` is the address a person wants to have.
    """
    token = new_token()
    assert scope.principal.account_id is not None, "links belong to a person"
    scope.add(
        EmailLink(
            account_id=scope.principal.account_id,
            purpose=purpose,
            token_hash=token_hash(token),
            expires_at=scope.now + life,
            email=email,
        )
    )
    return token


async def void_links(scope: Scope, account_id: UUID) -> None:
    """Let no link be good any more that was mailed to a person before."""
    open_links = update(EmailLink).where(EmailLink.account_id == account_id, EmailLink.used_at.is_(None))
    await scope.execute(open_links.values(used_at=scope.now).execution_options(synchronize_session=False))
