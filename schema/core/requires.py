"""The permission a field needs, visible in the SDL."""

import strawberry
from strawberry.schema_directive import Location

from schema.core.enums import describe_enum
from tenants.permissions import Permission

describe_enum(Permission, "What a caller can be allowed to do.")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="requires",
    description="The permission this field needs; without it the field is null and an error says so.",
)
class Requires:
    """Printed beside every guarded field."""

    permission: Permission = strawberry.directive_field(name="permission")


def requires(permission: Permission | None) -> list[object]:
    """The directives of a field that needs this permission."""
    return [Requires(permission=permission)] if permission else []
