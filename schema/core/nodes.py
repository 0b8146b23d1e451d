"""Nodes: things with an id of their own, opaque to clients and readable to people (lead_0192f3…)."""

from typing import Any
from uuid import UUID

import strawberry

from carbot.errors import NotFound
from carbot.ids import from_gid
from schema.engine.declarations import identifier
from tenants.models.base import Base


@strawberry.interface(description="A thing with an id of its own.")
class Node:
    """Implemented by every declared type whose model has a prefix."""

    id: strawberry.ID = identifier("Opaque and stable; says what kind of thing it is.")


def key_of(model: type[Base], gid: str) -> UUID:
    """The key behind a client's id. Raises NotFound for anything that is not an id of this kind."""
    key = from_gid(model.__prefix__, gid)
    if key is None:
        raise NotFound("id")
    return key


def key_or_none(model: type[Base], gid: str | None) -> UUID | None:
    """The same for an id that may be absent."""
    return None if gid is None else key_of(model, gid)


def present(given: Any) -> dict[str, Any]:
    """The fields of an input that were sent, by Python name: absent and null are two things."""
    return {name: value for name, value in vars(given).items() if value is not strawberry.UNSET}
