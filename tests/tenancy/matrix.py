"""Caller × operation, as a text a person can read: what the schema prints as `@requires`, and who has that."""

from collections.abc import Iterator

from graphql import GraphQLField, GraphQLObjectType, is_introspection_type
from strawberry.types.base import get_object_definition

from schema.core.requires import Requires
from schema.engine.declarations import noun_of_prefix
from tenants.models import Base
from tenants.models.members import Role
from tenants.permissions import (
    KEY_PERMISSIONS,
    OPERATOR_PERMISSIONS,
    PERSON_PERMISSIONS,
    ROLE_PERMISSIONS,
    SCOPE_PERMISSIONS,
    VISITOR_PERMISSIONS,
    Permission,
)
from tests.tenancy.operations import SCHEMA

CALLERS: dict[str, frozenset[Permission]] = {
    "nobody": frozenset(),
    "key": KEY_PERMISSIONS,
    "visitor": VISITOR_PERMISSIONS,
    "partner": frozenset().union(*SCOPE_PERMISSIONS.values()),
    "person": PERSON_PERMISSIONS,
    **{role.value.lower(): ROLE_PERMISSIONS[role] for role in reversed(Role)},
    "operator": OPERATOR_PERMISSIONS,
}
HEAD = """\
Who may use which field, as declared. x: may; a field that is not listed needs nothing beyond the object it belongs to.
"""
_NAME = 44
_CELL = 9


def render() -> str:
    """The text of the snapshot."""
    rows = sorted(_guarded(), key=lambda row: (row[0].partition(".")[0] not in _ROOTS, row[0]))
    lines = [HEAD, f"{'field':<{_NAME}}" + "".join(f"{caller:<{_CELL}}" for caller in CALLERS) + "requires"]
    for name, permission in rows:
        cells = "".join(f"{'x' if may(caller, permission) else '.':<{_CELL}}" for caller in CALLERS)
        lines.append(f"{name:<{_NAME}}{cells}{permission.value if permission else '-'}")
    return "\n".join(lines) + "\n"


def may(caller: str, permission: Permission | None) -> bool:
    """Whether a caller of this kind has the permission; everybody has none."""
    return permission is None or permission in CALLERS[caller]


def needed(field: GraphQLField) -> Permission | None:
    """The permission a field's directive prints."""
    definition = field.extensions["strawberry-definition"]
    found = [each.permission for each in definition.directives if isinstance(each, Requires)]
    return found[0] if found else None


_ROOTS = ("Query", "Mutation", "Subscription")


def _guarded() -> Iterator[tuple[str, Permission | None]]:
    """Every operation, and every other field that asks for a permission of its own."""
    for name, kind in SCHEMA.type_map.items():
        if not isinstance(kind, GraphQLObjectType) or is_introspection_type(kind):
            continue
        assert get_object_definition(kind.extensions["strawberry-definition"].origin) is not None
        for field_name, field in kind.fields.items():
            permission = needed(field)
            if name in _ROOTS or permission is not None:
                yield f"{name}.{field_name}", permission
    for prefix, permission in nodes().items():
        yield f"Query.node ({prefix}_…)", permission


def nodes() -> dict[str, Permission | None]:
    """What `node(id:)` asks for, by the prefix of the id."""
    prefixes = sorted({mapper.class_.__prefix__ for mapper in Base.registry.mappers if mapper.class_.__prefix__})
    found = {prefix: noun for prefix in prefixes if (noun := noun_of_prefix(prefix)) is not None}
    offered = {kind.name for kind in SCHEMA.get_possible_types(SCHEMA.type_map["Node"])}
    return {prefix: noun.permission for prefix, noun in found.items() if noun.name in offered}
