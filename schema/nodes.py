"""The two roots that lead to any node."""

import asyncio

import strawberry
from strawberry import ID

from carbot.errors import BadInput
from schema.core.context import Info, internal
from schema.core.fields import computed
from schema.core.nodes import Node

_MOST_IDS = 100


@strawberry.type
class Query:
    """The nodes' part of the root."""

    @computed("The thing with this id; null for an unknown one and for another workshop's.")
    async def node(self, info: Info, id: ID) -> Node | None:
        """The id's prefix says what kind of thing it is."""
        try:
            return await info.context.reader.node(id)  # type: ignore[return-value]  # rows are read by field
        except Exception as error:
            raise internal(error, "node") from error

    @computed("The things with these ids, in their order, at most 100.")
    async def nodes(self, info: Info, ids: list[ID]) -> list[Node | None]:
        """Unknown ones are null."""
        if len(ids) > _MOST_IDS:
            raise BadInput(f"At most {_MOST_IDS} ids.")
        try:
            found = await asyncio.gather(*(info.context.reader.node(each) for each in ids))
            return list(found)  # type: ignore[arg-type]  # rows are read by field
        except Exception as error:
            raise internal(error, "nodes") from error
