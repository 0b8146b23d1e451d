"""Accounts: register, confirm, set a new password, change what one is called, and who am I."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from carbot.ids import token_hash
from resolvers import accounts
from schema.core.context import Context, Info
from schema.core.enums import describe_enum
from schema.core.mutations import AfterCommit, mutation
from schema.core.nodes import Node
from schema.core.scalars import EmailAddress
from schema.engine.declarations import caller, column, declared, own, rows
from schema.impersonations import Impersonation
from schema.members import Member
from schema.operators import Operator
from schema.workshops import Workshop
from tenants import models
from tenants.memberships import Moved, own_workshops
from tenants.models.accounts import Language, SessionKind
from tenants.models.members import Role
from tenants.models.workshops import Country
from tenants.permissions import Permission
from tenants.principal import PrincipalKind

describe_enum(PrincipalKind, "The kinds of callers.")
describe_enum(SessionKind, "Where a person is signed in.")


@declared(models.accounts.Account, requires=Permission.ACCOUNT)
class Person(Node):
    """A person who can sign in."""

    name: str = column("What the person is called.")
    email: EmailAddress = column("The address to sign in with.")
    language: Language = column("The language of screens and mails.")
    is_email_confirmed: bool = column("Whether mail to the address is known to arrive.")
    second_factor_since: datetime | None = column("Since when the sign-in asks for a second factor; null: it does not.")
    recovery_codes_left: int = column("How many recovery codes were not used yet.")


@declared(models.accounts.Session, requires=Permission.ACCOUNT)
class Session(Node):
    """A browser or native client in which a person is signed in."""

    kind: SessionKind = column("Where it is.")
    created_at: datetime = column("When the person signed in.")
    last_used_at: datetime = column(
        "When it was used last, to within five minutes. After 12 hours without use it ends."
    )
    expires_at: datetime = column("When it ends at the latest.")
    user_agent: str | None = column("What the browser said of itself at the sign-in.")


@declared()
class Membership:
    """A workshop a person works in."""

    id: ID = column("The workshop's id, for `workshopSwitch`.")
    name: str = column("What the workshop is called.")
    role: Role = column("What the person may do there.")


@declared()
class Viewer:
    """The caller of this request. Everything but `kind` is null where it does not apply."""

    kind: PrincipalKind = caller(lambda context: context.principal.kind, "Which kind of caller this is.")
    permissions: list[Permission] = caller(
        lambda context: sorted(context.principal.permissions), "What the caller may do."
    )
    person: Person | None = own(models.accounts.Account, "The person who is signed in.", of="account_id")
    member: Member | None = own(models.members.Member, "The person's place in the workshop.", of="member_id")
    session: Session | None = own(models.accounts.Session, "The session of this request.", of="session_id")
    impersonation: Impersonation | None = own(
        models.impersonations.Impersonation,
        "The operator's visit this request is part of.",
        of="impersonation_id",
    )
    operator: Operator | None = own(models.operators.Operator, "The operator who is signed in.", of="operator_id")
    workshop: Workshop | None = own(
        models.workshops.Workshop, "The workshop the caller is in.", of="entered_workshop_id"
    )
    workshops: list[Membership] | None = rows(
        own_workshops, "Every workshop the person works in, by name.", requires=Permission.ACCOUNT
    )


@strawberry.type(description="The first step of a sign-in was right, and the person has a second factor.")
class SecondFactorChallenge:
    """There is no session before `sessionFactorVerify`."""

    token: str = strawberry.field(description="For `sessionFactorVerify`; good for five tries.")
    expires_at: datetime = strawberry.field(description="When the person must begin again.")


@strawberry.type(description="What a native client keeps instead of a cookie.")
class SessionTokens:
    """Only hashes of them are stored."""

    access_token: str = strawberry.field(description="For the header `Authorization: Bearer`; good for 15 minutes.")
    access_expires_at: datetime = strawberry.field(description="When the access token is good no more.")
    refresh_token: str = strawberry.field(description="For `sessionRefresh`, once: each use answers with another one.")


@strawberry.input(description="A new workshop and its owner.")
class WorkshopRegisterInput:
    """Both texts must be accepted; their version and the moment are stored."""

    workshop_name: str = strawberry.field(description="What the workshop is called.")
    person_name: str = strawberry.field(description="The owner's name.")
    email: EmailAddress = strawberry.field(description="The owner's address; the confirmation link goes there.")
    password: str = strawberry.field(description="12 to 128 characters, not a common one.")
    country: Country = strawberry.field(description="Where the workshop is.")
    language: Language = strawberry.field(description="The language of screens and mails.")
    accepts_terms: bool = strawberry.field(description="The terms of use are accepted.")
    accepts_processing: bool = strawberry.field(description="The data processing agreement is accepted.")


@strawberry.input(description="Changes of a person; an absent field stays.")
class PersonUpdateInput:
    """Name and language."""

    name: str | None = strawberry.field(default=None, description="What the person is called.")
    language: Language | None = strawberry.field(default=None, description="The language of screens and mails.")


@strawberry.input(description="A new password.")
class PasswordChangeInput:
    """The current one proves who asks."""

    current_password: str = strawberry.field(description="The password until now.")
    new_password: str = strawberry.field(description="12 to 128 characters, not a common one.")


@strawberry.input(description="Another address to sign in with.")
class EmailChangeRequestInput:
    """The current password proves who asks."""

    new_email: EmailAddress = strawberry.field(description="The address to have; the link goes there.")
    current_password: str = strawberry.field(description="The password.")


@strawberry.type
class Query:
    """The accounts' part of the root."""

    viewer: Viewer = caller(lambda context: context, "Who is calling: person, workshop, role, permissions.")


@strawberry.type
class Mutation:
    """The accounts' part of the root."""

    @mutation(
        accounts.register_workshop,
        "Register a workshop and its owner. The answer is the same whether the address is known.",
        limit=RateClass.REGISTER,
        counts_refusals=False,
        email=EmailAddress,
    )
    async def workshop_register(self, info: Info, input: WorkshopRegisterInput) -> Any:
        return await accounts.register_workshop(info.context.scope, accounts.Registration(**vars(input)))

    @mutation(
        accounts.send_confirmation, "Send the confirmation link again.", limit=RateClass.EMAIL, email=EmailAddress
    )
    async def email_confirmation_send(self, info: Info, email: EmailAddress) -> Any:
        return await accounts.send_confirmation(info.context.scope, email)

    @mutation(
        accounts.confirm_email,
        "Confirm an address with the token of its link, and sign in, or come as far as the second factor.",
        limit=RateClass.AUTH,
        of=lambda given: token_hash(given["token"]).hex(),
        viewer=Viewer,
        second_factor=SecondFactorChallenge,
    )
    async def email_confirm(self, info: Info, token: str) -> Any:
        return enter(info, await accounts.confirm_email(info.context.scope, token, browser_of(info)))

    @mutation(accounts.update_person, "Change the caller's own name and language.", person=Person)
    async def person_update(self, info: Info, input: PersonUpdateInput) -> Any:
        return await accounts.update_person(info.context.scope, input.name, input.language)

    @mutation(
        accounts.change_password,
        "Set a new password and end all other sessions.",
        limit=RateClass.AUTH,
        person=Person,
    )
    async def password_change(self, info: Info, input: PasswordChangeInput) -> Any:
        return await accounts.change_password(info.context.scope, input.current_password, input.new_password)

    @mutation(
        accounts.request_email_change,
        "Send a link to another address one wants to have. The answer is the same whether the address is known.",
        limit=RateClass.AUTH,
        email=EmailAddress,
    )
    async def email_change_request(self, info: Info, input: EmailChangeRequestInput) -> Any:
        return await accounts.request_email_change(info.context.scope, input.new_email, input.current_password)

    @mutation(
        accounts.confirm_email_change,
        "Have the new address from now on, with the token of its link. Links that were mailed before are void.",
        limit=RateClass.AUTH,
        email=EmailAddress,
    )
    async def email_change_confirm(self, info: Info, token: str) -> Any:
        return await accounts.confirm_email_change(info.context.scope, token)

    @mutation(
        accounts.request_password_reset,
        "Send a link to set a new password. The answer is the same whether the address is known.",
        limit=RateClass.EMAIL,
        email=EmailAddress,
    )
    async def password_reset_request(self, info: Info, email: EmailAddress) -> Any:
        return await accounts.request_password_reset(info.context.scope, email)

    @mutation(
        accounts.reset_password,
        "Set a new password with the token of a link, end all other sessions, and sign in, or come as far as the second"
        " factor.",
        limit=RateClass.AUTH,
        of=lambda given: token_hash(given["token"]).hex(),
        viewer=Viewer,
        second_factor=SecondFactorChallenge,
    )
    async def password_reset(self, info: Info, token: str, password: str) -> Any:
        return enter(info, await accounts.reset_password(info.context.scope, token, password, browser_of(info)))


def browser_of(info: Info) -> accounts.Browser:
    """The browser a request came from."""
    caller = info.context.caller
    return accounts.Browser(caller.user_agent, caller.device)


def go_on(info: Info, moved: Moved) -> AfterCommit:
    """Leave a session's new token for the cookie; the viewer is told when the session is what it is to be."""
    context: Context = info.context
    context.session_token = moved.token
    context.has_moved = True
    return AfterCommit(lambda: context)


def enter(info: Info, entered: accounts.Entered) -> AfterCommit:
    """Leave a browser's tokens for the cookies; the viewer is told when the session is what it is to be."""
    context: Context = info.context
    outcome: dict[str, Any] = {"viewer": context, "tokens": None, "second_factor": None}
    match entered:
        case accounts.SignedIn():
            context.session_token = entered.token
            context.device_token = entered.device
        case accounts.Tokens():
            context.access_token = entered.access_token
            outcome["tokens"] = entered
        case accounts.SecondFactorNeeded():
            outcome |= {"viewer": None, "second_factor": entered}
    return AfterCommit(lambda: outcome)
