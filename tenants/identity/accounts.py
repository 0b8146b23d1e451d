"""Accounts before there is a tenant: found, opened and let in, as carbot_identity."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.ids import new_id, new_token, token_hash
from tenants.identity.claims import SESSION_LIFE
from tenants.models.accounts import Account, EmailLink, LinkPurpose, Session
from tenants.models.assistant import AssistantSettings
from tenants.models.billing import Subscription
from tenants.models.members import Member, Role
from tenants.models.workshops import Organization, WidgetSettings, Workshop
from tenants.scope import Scope


async def find_account(scope: Scope, email: str) -> Account | None:
    """The account of a folded address; only for the use cases of accounts."""
    return await scope.first(select(Account).where(Account.email == email))


async def add_account(scope: Scope, **values: Any) -> UUID | None:
    """Store a new account, unless one has its address: that one's id is returned, and it stays as it is."""
    stored = insert(Account).values(id=new_id(), **values).on_conflict_do_nothing(index_elements=["email"])
    if (await scope.execute(stored.returning(Account.id))).first() is not None:
        return None
    known = await find_account(scope, values["email"])
    assert known is not None, "its address was taken"
    return known.id


async def add_workshop(
    scope: Scope,
    *,
    organization: Organization,
    subscription: Subscription,
    workshop: Workshop,
    owner: Account,
    name: str,
) -> None:
    """Store a new organization and what it has, its first workshop, its owner, the settings of widget and assistant."""
    scope.add(organization)
    scope.add(owner)
    await scope.flush()
    subscription.organization_id = organization.id
    scope.add(subscription)
    scope.add(workshop)
    await scope.flush()
    scope.add(Member(workshop_id=workshop.id, account_id=owner.id, role=Role.OWNER, name=name, email=owner.email))
    scope.add(WidgetSettings(workshop_id=workshop.id))
    scope.add(AssistantSettings(workshop_id=workshop.id))


def add_session(scope: Scope, account_id: UUID, workshop_id: UUID | None, user_agent: str | None) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = new_token()
    role = select(Member.role).where(Member.workshop_id == workshop_id, Member.account_id == account_id)
    scope.add(
        Session(
            account_id=account_id,
            workshop_id=workshop_id,
            role=role.scalar_subquery() if workshop_id else None,
            token_hash=token_hash(token),
            user_agent=(user_agent or "")[:300] or None,
            expires_at=scope.now + SESSION_LIFE,
        )
    )
    return token


async def use_link(scope: Scope, token: str, purpose: LinkPurpose) -> Account | None:
    """Spend a mailed link and return whose it was; None when it is unknown, used or too old. One of two racers wins."""
    link = await spend_link(scope, token, purpose)
    if link is None:
        return None
    return await scope.first(select(Account).where(Account.id == link.account_id))


async def spend_link(scope: Scope, token: str, purpose: LinkPurpose) -> EmailLink | None:
    """Spend a mailed link; None when it is unknown, used or too old."""
    spent = await scope.execute(
        update(EmailLink)
        .where(
            EmailLink.token_hash == token_hash(token),
            EmailLink.purpose == purpose,
            EmailLink.used_at.is_(None),
            EmailLink.expires_at > scope.now,
        )
        .values(used_at=scope.now)
        .returning(EmailLink)
    )
    return spent.scalar_one_or_none()
