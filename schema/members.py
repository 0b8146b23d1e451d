"""Members: who works here."""

import strawberry

from schema.core.enums import describe_enum
from schema.core.nodes import Node
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
