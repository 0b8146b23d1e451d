"""Invitations: an owner invites an address, and whoever gets that mail becomes a member.

Nobody learns from an invitation whether its address is known: a new person makes an account with `register_invited`,
everybody signs in, and who is signed in with that address accepts.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from carbot.errors import DomainError
from carbot.ids import new_id, new_token, token_hash
from resolvers.accounts import (
    PROCESSING_VERSION,
    TERMS_VERSION,
    KnownAddressRegistered,
    LinkExpired,
    enter_workshop,
    own_account,
)
from resolvers.passwords import check_new_password, hash_password
from resolvers.values import Checks
from tenants import identity, memberships
from tenants.models.accounts import Language
from tenants.models.members import Invitation, Member, Role
from tenants.outbox import Job
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

INVITATION_LIFE = timedelta(days=7)


class AlreadyMember(DomainError):
    """Who has this address works here already."""

    code = "ALREADY_MEMBER"


class InvitedAnother(DomainError):
    """The invitation is for another address than that of whoever is signed in."""

    code = "INVITED_ANOTHER"


@dataclass(frozen=True, slots=True)
class MemberInvited(Job):
    """An address was invited, for the first time or again."""

    invitation_id: UUID


@dataclass(frozen=True, slots=True)
class InvitedPerson:
    """What somebody new enters."""

    token: str
    name: str
    password: str
    language: Language
    accepts_terms: bool
    accepts_processing: bool


@use_case(Permission.MEMBERS_WRITE)
async def invite_member(scope: Scope, address: str, role: Role) -> Invitation:
    """Invite an address, and have the link mailed. Invited again, it gets a new link, and the one before is void.

    Raises Rejected, AlreadyMember.
    """
    checks = Checks("input")
    email = checks.email("email", address) or ""
    checks.done()
    if await scope.first(select(Member).where(Member.email == email)) is not None:
        raise AlreadyMember("input", "email")
    values = {
        "role": role,
        "invited_by": scope.principal.member_name,
        "token_hash": None,
        "created_at": scope.now,
        "expires_at": scope.now + INVITATION_LIFE,
    }
    invited = await scope.execute(
        insert(Invitation)
        .values(id=new_id(), workshop_id=scope.workshop_id, email=email, **values)
        .on_conflict_do_update(index_elements=["workshop_id", "email"], set_=values)
        .returning(Invitation)
    )
    invitation: Invitation = invited.scalar_one()
    scope.audit("member.invited", invitation)
    scope.enqueue(MemberInvited(invitation.id))
    return invitation


@use_case(Permission.MEMBERS_WRITE)
async def revoke_invitation(scope: Scope, invitation_id: UUID) -> Invitation:
    """Take an invitation back; its link is void. Raises NotFound."""
    invitation = await scope.get(Invitation, invitation_id, lock=True)
    scope.audit("invitation.revoked", invitation)
    await scope.delete(invitation)
    return invitation


async def make_invitation_link(scope: Scope, invitation: Invitation) -> str:
    """A fresh token of an invitation; only its hash is stored. For the job that mails it."""
    token = new_token()
    invitation.token_hash = token_hash(token)
    await scope.flush()
    return token


@use_case(None)
async def look_at_invitation(scope: Scope, token: str) -> memberships.Offer:
    """What a link offers to whoever has it. Raises LinkExpired."""
    offer = await memberships.find_offer(scope, token)
    if offer is None:
        raise LinkExpired("token")
    return offer


@use_case(None)
async def register_invited(scope: Scope, entered: InvitedPerson) -> str:
    """Make an account for an invited address, which counts as confirmed: the mail arrived. Returns the address.

    It does not accept the invitation and signs nobody in. The answer and the work are the same where the address has
    an account: that stays as it is, and its owner is told by mail. Raises Rejected, LinkExpired.
    """
    offer = await memberships.find_offer(scope, entered.token)
    if offer is None:
        raise LinkExpired("input", "token")
    checks = Checks("input")
    name = checks.required("name", entered.name)
    await check_new_password(checks, "password", entered.password, offer.email, offer.workshop_name, name)
    if not entered.accepts_terms:
        checks.refuse("TERMS_NOT_ACCEPTED", "acceptsTerms")
    if not entered.accepts_processing:
        checks.refuse("PROCESSING_NOT_ACCEPTED", "acceptsProcessing")
    checks.done()
    password_hash = await hash_password(entered.password)
    known = await identity.add_account(
        scope,
        email=offer.email,
        name=name,
        language=entered.language,
        password_hash=password_hash,
        email_confirmed_at=scope.now,
        accepted_terms_version=TERMS_VERSION,
        accepted_processing_version=PROCESSING_VERSION,
        accepted_at=scope.now,
    )
    if known is not None:
        scope.enqueue(KnownAddressRegistered(known))
    return offer.email


@use_case(Permission.ACCOUNT, is_identity=True)
async def accept_invitation(scope: Scope, token: str) -> memberships.Moved:
    """Become a member, as whoever is signed in with the invited address, and go on in that workshop.

    Raises LinkExpired, InvitedAnother.
    """
    offer = await memberships.find_offer(scope, token)
    if offer is None:
        raise LinkExpired("token")
    account = await own_account(scope)
    if offer.email != account.email:
        raise InvitedAnother("token")
    workshop_id = await memberships.accept(scope, token, account)
    if workshop_id is None:
        raise LinkExpired("token")
    return await enter_workshop(scope, workshop_id)
