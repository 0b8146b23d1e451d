"""Sign-ins by other providers: the buttons of the sign-in page, and a person's own links."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from resolvers import sign_ins
from schema.core.context import Context, Info
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.engine.declarations import caller, column, declared, every
from tenants import models
from tenants.permissions import Permission


@declared(models.sign_ins.LinkedSignIn, requires=Permission.ACCOUNT)
class LinkedSignIn(Node):
    """An account at another provider by which the person signs in."""

    provider_name: str = column("What the provider is called.")
    created_at: datetime = column("When the person first signed in by it.")
    last_used_at: datetime = column("When the person last signed in by it.")


@strawberry.type(description="A provider by which people may sign in.")
class SignInProvider:
    """A button of the sign-in page."""

    key: str = strawberry.field(description="Names the provider in addresses.")
    name: str = strawberry.field(description="What people call it.")
    address: str = strawberry.field(description="The path where the sign-in begins; `?next=` says where it leads.")


def providers_of(context: Context) -> list[SignInProvider]:
    """The providers the settings name."""
    return [
        SignInProvider(key=key, name=provider.name, address=f"/auth/oidc/{key}")
        for key, provider in context.outside.sign_in_providers.items()
    ]


@strawberry.type
class Query:
    """The linked sign-ins' part of the root."""

    sign_in_providers: list[SignInProvider] = caller(providers_of, "By which providers people may sign in.")

    linked_sign_ins: list[LinkedSignIn] | None = every(
        models.sign_ins.LinkedSignIn,
        "By which accounts elsewhere the person signs in, oldest first.",
        ordering="OLDEST",
        requires=Permission.ACCOUNT,
    )


@strawberry.type
class Mutation:
    """The linked sign-ins' part of the root."""

    @mutation(
        sign_ins.unlink_sign_in,
        "Have an account elsewhere sign the person in no more. The next sign-in by it links it again.",
        deleted_id=ID,
    )
    async def linked_sign_in_remove(self, info: Info, id: ID) -> Any:
        return (await sign_ins.unlink_sign_in(info.context.scope, key_of(models.sign_ins.LinkedSignIn, id))).gid
