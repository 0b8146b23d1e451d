"""The two roots that lead to any node."""

import strawberry

from schema.core.nodes import Node
from schema.engine.declarations import node, nodes


@strawberry.type
class Query:
    """The nodes' part of the root."""

    node: Node | None = node("The thing with this id; null for an unknown one and for another workshop's.")
    nodes: list[Node | None] = nodes("The things with these ids, in their order, at most 100; null for unknown ones.")
