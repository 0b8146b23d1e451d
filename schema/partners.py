"""Partners: the programs that may act for a workshop."""

from datetime import date, datetime
from typing import Any

import strawberry
from strawberry import ID

from resolvers import partners
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.engine.declarations import Argument, column, declared, every, many, one
from tenants import models
from tenants.permissions import Permission


@declared(models.partners.PartnerApp, requires=Permission.PARTNERS_READ)
class PartnerApp(Node):
    """An app of another company that workshops may install. It asks for that itself, at /oauth/authorize."""

    name: str = column("What it is called.")
    developer: str = column("Who makes it.")
    client_id: str = column("What it calls itself at /oauth/authorize and /oauth/token; no secret.")
    scopes: list[str] = column("What it may ask for, such as leads:read.")


@declared(models.partners.InstallationDay)
class InstallationDay:
    """What a program asked on one day (UTC)."""

    day: date = column("The day.")
    requests: int = column("How many requests it made.")


@declared(models.partners.Installation, requires=Permission.PARTNERS_READ)
class Installation(Node):
    """What a program may do in the workshop: an app of others, or a program of the workshop's own."""

    name: str = column("What it is called.")
    app: PartnerApp | None = one("The app; null for a program of the workshop's own.")
    client_id: str | None = column("What a program of the workshop's own calls itself at /oauth/token.")
    scopes: list[str] = column("What it may do, such as leads:read.")
    installed_by: str | None = column("Who let it in.")
    created_at: datetime = column("When it was let in.")
    last_used_at: datetime | None = column("When it asked for something last.")
    revoked_at: datetime | None = column("When that was ended.")
    is_active: bool = column("Whether it may still do anything.")
    is_own: bool = column("Whether it is a program of the workshop's own.")

    usage: list[InstallationDay] = many(
        "Use by day, oldest first, at most a year back; days without use are missing.",
        attribute="days",
        arguments={"days": Argument(int, "How many days, up to today.", 30)},
    )


@strawberry.input(description="A program of the workshop's own.")
class InstallationCreateInput:
    """At least one scope."""

    name: str = strawberry.field(description="What members call it.")
    scopes: list[str] = strawberry.field(
        description="What it may do: workshop:read, services:read, services:write, leads:read, leads:write,"
        " conversations:read, analytics:read."
    )


@strawberry.type
class Query:
    """The partners' part of the root."""

    partner_apps: list[PartnerApp] | None = every(
        models.partners.PartnerApp,
        "The apps of other companies, by name.",
        ordering="NAME",
        requires=Permission.PARTNERS_READ,
    )
    installations: list[Installation] | None = every(
        models.partners.Installation,
        "The programs that may act for the workshop, and those that might, newest first.",
        ordering="NEWEST",
        requires=Permission.PARTNERS_READ,
    )


@strawberry.type
class Mutation:
    """The partners' part of the root."""

    @mutation(
        partners.create_installation,
        "Let a program of the workshop's own in. The secret is told once.",
        shows_secret=True,
        installation=Installation,
        secret=str,
    )
    async def installation_create(self, info: Info, input: InstallationCreateInput) -> Any:
        made = await partners.create_installation(info.context.scope, input.name, input.scopes)
        return {"installation": made.installation, "secret": made.secret}

    @mutation(
        partners.rotate_secret,
        "Give a program of the workshop's own a new secret, told once. The old one is good for nothing at once.",
        shows_secret=True,
        installation=Installation,
        secret=str,
    )
    async def installation_rotate_secret(self, info: Info, id: ID) -> Any:
        made = await partners.rotate_secret(info.context.scope, key_of(models.partners.Installation, id))
        return {"installation": made.installation, "secret": made.secret}

    @mutation(
        partners.revoke_installation,
        "End what a program may do. Its tokens are dead at once.",
        installation=Installation,
    )
    async def installation_revoke(self, info: Info, id: ID) -> Any:
        return await partners.revoke_installation(info.context.scope, key_of(models.partners.Installation, id))
