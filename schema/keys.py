"""Client keys: what lets a widget speak for a workshop."""

from datetime import date, datetime
from typing import Any

import strawberry
from strawberry import ID

from resolvers import keys
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.engine.declarations import Argument, column, declared, every, many
from tenants import models
from tenants.permissions import Permission


@declared(models.keys.ClientKeyDay)
class ClientKeyDay:
    """What happened through a key on one day (UTC)."""

    day: date = column("The day.")
    opens: int = column("How often the widget was opened.")
    conversations: int = column("Conversations begun.")
    messages: int = column("Messages of visitors.")
    leads: int = column("Enquiries left.")


@declared(models.keys.ClientKey, requires=Permission.KEYS_READ)
class ClientKey(Node):
    """A public key for the script tag, bound to origins."""

    name: str = column("What members call it.")
    key: str = column("The value for data-client-key; no secret.")
    allowed_origins: list[str] = column("The origins it works on; `*.` stands for subdomains.")
    created_at: datetime = column("When it was made.")
    revoked_at: datetime | None = column("When it was revoked; it no longer works.")
    last_seen_at: datetime | None = column("When a widget used it last.")
    last_seen_origin: str | None = column("Where that was.")
    is_active: bool = column("Whether it works.")
    is_test: bool = column("Whether it is for tests: what comes in through it is marked and not counted.")
    ends_at: datetime | None = column("When it stops working, after it was rotated.")

    usage: list[ClientKeyDay] = many(
        "Use by day, oldest first, at most a year back; days without use are missing.",
        attribute="days",
        arguments={"days": Argument(int, "How many days, up to today.", 30)},
    )


@strawberry.input(description="A new key.")
class ClientKeyCreateInput:
    """At least one origin."""

    name: str = strawberry.field(description="What members call it.")
    allowed_origins: list[str] = strawberry.field(
        description="Origins such as https://www.werkstatt.de or https://*.werkstatt.de."
    )
    is_test: bool = strawberry.field(
        default=False, description="For tests: what comes in through it is marked, not counted and not mailed."
    )


@strawberry.input(description="Changes of a key; an absent field stays.")
class ClientKeyUpdateInput:
    """Name and origins."""

    name: str | None = strawberry.field(default=None, description="What members call it.")
    allowed_origins: list[str] | None = strawberry.field(default=None, description="All origins anew.")


@strawberry.type
class Query:
    """The keys' part of the root."""

    client_keys: list[ClientKey] | None = every(
        models.keys.ClientKey, "All client keys, newest first.", ordering="NEWEST", requires=Permission.KEYS_READ
    )


@strawberry.type
class Mutation:
    """The keys' part of the root."""

    @mutation(keys.create_key, "Make a key. The profile must name a privacy policy first.", client_key=ClientKey)
    async def client_key_create(self, info: Info, input: ClientKeyCreateInput) -> Any:
        return await keys.create_key(info.context.scope, input.name, input.allowed_origins, is_test=input.is_test)

    @mutation(keys.update_key, "Rename a key or change its origins.", client_key=ClientKey)
    async def client_key_update(self, info: Info, id: ID, input: ClientKeyUpdateInput) -> Any:
        key_id = key_of(models.keys.ClientKey, id)
        return await keys.update_key(info.context.scope, key_id, input.name, input.allowed_origins)

    @mutation(
        keys.rotate_key,
        "Put a new key in the place of one, which works for some hours more. Carries the new one.",
        client_key=ClientKey,
    )
    async def client_key_rotate(self, info: Info, id: ID, overlap_hours: int) -> Any:
        return await keys.rotate_key(info.context.scope, key_of(models.keys.ClientKey, id), overlap_hours)

    @mutation(keys.revoke_key, "End a key at once.", client_key=ClientKey)
    async def client_key_revoke(self, info: Info, id: ID) -> Any:
        return await keys.revoke_key(info.context.scope, key_of(models.keys.ClientKey, id))
