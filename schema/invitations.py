"""Invitations: who is to become a member, and what the holder of a link may do with it."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from resolvers import invitations
from schema.accounts import Viewer, go_on
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.core.scalars import EmailAddress
from schema.engine.declarations import column, declared, every
from tenants import models
from tenants.models.accounts import Language
from tenants.models.members import Role
from tenants.permissions import Permission


@declared(models.members.Invitation, requires=Permission.MEMBERS_WRITE)
class Invitation(Node):
    """An address that is invited and has not accepted."""

    email: EmailAddress = column("The address that was invited.")
    role: Role = column("What the person may do then.")
    invited_by: str = column("The name of the member who invited it last.")
    created_at: datetime = column("When it was invited last.")
    expires_at: datetime = column("Until when the link in the mail is good.")


@strawberry.type(description="What an invitation offers to whoever has its link.")
class InvitationOffer:
    """It says nothing about whether the address has an account."""

    workshop_name: str = strawberry.field(description="The workshop that invites.")
    email: EmailAddress = strawberry.field(description="The address that is invited.")
    role: Role = strawberry.field(description="What the person may do then.")
    invited_by: str = strawberry.field(description="The name of the member who invites.")


@strawberry.input(description="An address to invite.")
class MemberInviteInput:
    """Invited again, the address gets a new link, and the one before is void."""

    email: EmailAddress = strawberry.field(description="The address; the link goes there.")
    role: Role = strawberry.field(description="What the person may do then.")


@strawberry.input(description="A new person who was invited. Both texts must be accepted.")
class InvitationRegisterInput:
    """The address follows from the token."""

    token: str = strawberry.field(description="The token of the link in the mail.")
    name: str = strawberry.field(description="What the person is called.")
    password: str = strawberry.field(description="12 to 128 characters, not a common one.")
    language: Language = strawberry.field(description="The language of screens and mails.")
    accepts_terms: bool = strawberry.field(description="The terms of use are accepted.")
    accepts_processing: bool = strawberry.field(description="The data processing agreement is accepted.")


@strawberry.type
class Query:
    """The invitations' part of the root."""

    invitations: list[Invitation] | None = every(
        models.members.Invitation,
        "Who is invited and has not accepted, latest first.",
        ordering="NEWEST",
        requires=Permission.MEMBERS_WRITE,
    )


@strawberry.type
class Mutation:
    """The invitations' part of the root."""

    @mutation(
        invitations.invite_member,
        "Invite an address to become a member. The answer is the same whether the address is known to CarBot.",
        limit=RateClass.EMAIL,
        invitation=Invitation,
    )
    async def member_invite(self, info: Info, input: MemberInviteInput) -> Any:
        return await invitations.invite_member(info.context.scope, input.email, input.role)

    @mutation(invitations.revoke_invitation, "Take an invitation back; its link is void.", deleted_id=ID)
    async def invitation_revoke(self, info: Info, id: ID) -> Any:
        key = key_of(models.members.Invitation, id)
        return (await invitations.revoke_invitation(info.context.scope, key)).gid

    @mutation(
        invitations.look_at_invitation,
        "What the link of an invitation offers. It changes nothing.",
        offer=InvitationOffer,
    )
    async def invitation_look(self, info: Info, token: str) -> Any:
        return await invitations.look_at_invitation(info.context.scope, token)

    @mutation(
        invitations.register_invited,
        "Make an account for an invited address; then sign in and accept. The answer is the same whether it has one.",
        limit=RateClass.AUTH,
        counts_refusals=False,
        email=EmailAddress,
    )
    async def invitation_register(self, info: Info, input: InvitationRegisterInput) -> Any:
        person = invitations.InvitedPerson(**vars(input))
        return await invitations.register_invited(info.context.scope, person)

    @mutation(
        invitations.accept_invitation,
        "Become a member, as the person with the invited address, and enter the workshop.",
        viewer=Viewer,
    )
    async def invitation_accept(self, info: Info, token: str) -> Any:
        return go_on(info, await invitations.accept_invitation(info.context.scope, token))
