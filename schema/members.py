"""Members: who works here, and as what."""

from typing import Any

import strawberry
from strawberry import ID

from resolvers import members
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.core.scalars import EmailAddress
from schema.engine.declarations import column, declared, every
from tenants import models
from tenants.models.members import Role
from tenants.permissions import Permission

describe_enum(Role, "What a member may do, most first.")


@declared(models.members.Member, requires=Permission.MEMBERS_READ)
class Member(Node):
    """A person's place in a workshop."""

    name: str = column("The person's name as this workshop knows it.")
    email: EmailAddress = column("The address the person signs in with.")
    role: Role = column("What the person may do.")


@strawberry.type
class Query:
    """The members' part of the root."""

    members: list[Member] | None = every(
        models.members.Member,
        "Everybody who works here, longest first.",
        ordering="OLDEST",
        requires=Permission.MEMBERS_READ,
    )


@strawberry.type
class Mutation:
    """The members' part of the root."""

    @mutation(members.change_role, "Let a member do more or less. A workshop keeps an owner.", member=Member)
    async def member_change_role(self, info: Info, id: ID, role: Role) -> Any:
        return await members.change_role(info.context.scope, key_of(models.members.Member, id), role)

    @mutation(members.remove_member, "Take a member out of the workshop. A workshop keeps an owner.", deleted_id=ID)
    async def member_remove(self, info: Info, id: ID) -> Any:
        return (await members.remove_member(info.context.scope, key_of(models.members.Member, id))).gid
