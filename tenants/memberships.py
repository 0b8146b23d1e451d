"""Memberships: a person in one workshop or several, as carbot_identity sees them past the walls between these.

Every function is told whose memberships it is about; none of them answers with another person's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Select, Text, case, column, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from carbot.ids import new_id, new_token, token_hash
from tenants.models.accounts import Account, Session, SessionKind
from tenants.models.audit import AuditEntry
from tenants.models.members import Invitation, Member, Role
from tenants.models.workshops import Workshop
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Offer:
    """What the holder of an invitation's link is told."""

    workshop_name: str
    email: str
    role: Role
    invited_by: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A session in another workshop: a browser's under a new token, a native client's under those it has."""

    token: str | None


def own_workshops() -> Select[Any]:
    """The workshops of the caller, by name, with the role in each; for the engine."""
    found = func.lookup.workshops().table_valued("workshop_id", "name", "member_role").alias("own_workshops")
    gid = func.concat(f"{Workshop.__prefix__}_", func.replace(found.c.workshop_id.cast(Text), "-", ""))
    return select(gid.label("id"), found.c.name, found.c.member_role.label("role"))


async def workshop_to_enter(scope: Scope, account_id: UUID) -> UUID | None:
    """The workshop a person enters when they sign in: where they were last, or else have been in the longest."""
    found = await scope.execute(
        select(Member.workshop_id)
        .where(Member.account_id == account_id)
        .order_by(Member.entered_at.desc().nulls_last(), Member.created_at)
        .limit(1)
    )
    return found.scalar_one_or_none()


async def move_session(scope: Scope, session_id: UUID, account_id: UUID, workshop_id: UUID) -> Moved | None:
    """Let a session go on in another of the person's workshops; None where they are no member."""
    role = await enter(scope, account_id, workshop_id)
    if role is None:
        return None
    token = new_token()
    moved = await scope.execute(
        update(Session)
        .where(Session.id == session_id, Session.account_id == account_id)
        .values(
            workshop_id=workshop_id,
            role=role,
            token_hash=case((Session.kind == SessionKind.BROWSER, token_hash(token))),
            previous_token_hash=None,
        )
        .returning(Session.kind)
        .execution_options(synchronize_session=False)
    )
    return Moved(token if moved.scalar_one() is SessionKind.BROWSER else None)


async def enter(scope: Scope, account_id: UUID, workshop_id: UUID) -> Role | None:
    """Write down that a person is now in this workshop, and return as what; None where they are no member."""
    entered = await _enter(scope, account_id, workshop_id)
    return entered.role if entered is not None else None


async def sign_in(scope: Scope, account_id: UUID, workshop_id: UUID) -> None:
    """Write down that a person has signed in and is now in this workshop, which can read that in its log."""
    entered = await _enter(scope, account_id, workshop_id)
    if entered is not None:
        gid = Member(id=entered.id, workshop_id=workshop_id).gid
        record(scope, workshop_id, account_id, entered.name, "person.signed_in", gid)


async def _enter(scope: Scope, account_id: UUID, workshop_id: UUID) -> Any:
    entered = await scope.execute(
        update(Member)
        .where(Member.workshop_id == workshop_id, Member.account_id == account_id)
        .values(entered_at=scope.now)
        .returning(Member.role, Member.id, Member.name)
        .execution_options(synchronize_session=False)
    )
    return entered.one_or_none()


async def find_offer(scope: Scope, token: str) -> Offer | None:
    """What an invitation's link offers; None when it is unknown, used, withdrawn or too old."""
    names = ("workshop_name", "email", "member_role", "invited_by")
    found = await scope.execute(select(*map(column, names)).select_from(func.lookup.invitation(token_hash(token))))
    row = found.first()
    return Offer(row[0], row[1], Role(row[2]), row[3]) if row is not None else None


async def accept(scope: Scope, token: str, account: Account) -> UUID | None:
    """Spend an invitation and make its person a member, who may be one already; returns the workshop's id.

    None when the link is no good. The invitation is taken away by whoever spends it, so of two at once one does.
    """
    spent = await scope.execute(
        delete(Invitation)
        .where(
            Invitation.token_hash == token_hash(token),
            Invitation.email == account.email,
            Invitation.expires_at > scope.now,
        )
        .returning(Invitation.workshop_id, Invitation.role)
        .execution_options(synchronize_session=False)
    )
    row = spent.first()
    if row is None:
        return None
    workshop_id: UUID = row[0]
    member = Member(id=new_id(), workshop_id=workshop_id)
    about = {"role": row[1], "account_id": account.id, "name": account.name, "email": account.email}
    joined = await scope.execute(
        insert(Member).values(id=member.id, workshop_id=workshop_id, **about).on_conflict_do_nothing()
    )
    if cast("CursorResult[Any]", joined).rowcount:
        record(scope, workshop_id, account.id, account.name, "member.joined", member.gid)
    return workshop_id


def record(
    scope: Scope,
    workshop_id: UUID,
    actor_id: UUID,
    actor_name: str,
    action: str,
    subject: str,
    fields: Sequence[str] = (),
) -> None:
    """An entry in the audit log of a workshop that is not the scope's."""
    scope.add(
        AuditEntry(
            workshop_id=workshop_id,
            actor_id=actor_id,
            actor_name=actor_name,
            action=action,
            subject=subject,
            changes={"fields": sorted(fields)} if fields else {},
        )
    )


async def rename(scope: Scope, account_id: UUID, name: str) -> None:
    """Let every workshop know a person by the name they have now."""
    await scope.execute(
        update(Member)
        .where(Member.account_id == account_id)
        .values(name=name)
        .execution_options(synchronize_session=False)
    )


async def change_address(scope: Scope, account_id: UUID, email: str) -> bool:
    """Give a person another address, here and in every workshop.

    False when the address has become somebody else's: the transaction is lost then.
    """
    try:
        await scope.execute(update(Account).where(Account.id == account_id).values(email=email))
    except IntegrityError:
        return False
    moved = await scope.execute(
        update(Member)
        .where(Member.account_id == account_id)
        .values(email=email)
        .returning(Member.workshop_id, Member.name)
        .execution_options(synchronize_session=False)
    )
    subject = Account(id=account_id).gid
    for workshop_id, name in moved.all():
        record(scope, workshop_id, account_id, name, "person.email_changed", subject, ["email"])
    return True
