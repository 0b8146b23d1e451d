"""Connections: lists that can grow, read page by page with keyset cursors."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Generic, TypeVar

import strawberry

from carbot.errors import BadInput
from schema.engine.declarations import part

NodeType = TypeVar("NodeType")
MOST_PER_PAGE = 100


@strawberry.type(description="Where a page ends.")
class PageInfo:
    """The page's last cursor and whether anything comes after it."""

    has_next_page: bool = part("Whether there is more after this page.")
    end_cursor: str | None = part("Pass as `after` for the next page; null for an empty page.")


@strawberry.type(description="One entry of a page.")
class Edge(Generic[NodeType]):
    """A row with its place in the ordering."""

    cursor: str = part("The entry's place in the ordering it was read in.")
    node: NodeType = part("The entry itself.", weight=0)


@strawberry.type(description="A page of a list.")
class Connection(Generic[NodeType]):
    """Edges in order; the total is counted only when it is asked for."""

    edges: list[Edge[NodeType]] = part("The page's entries, in order.")
    page_info: PageInfo = part("Where the page ends.")
    total_count: int = part("How many entries the whole list has under this filter.", weight=5)


def write_cursor(ordering: str, values: Sequence[str]) -> str:
    """An opaque cursor: the ordering's name and the row's place in it."""
    place = json.dumps([ordering, *values], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(place.encode()).decode()


def read_cursor(ordering: str, cursor: str, length: int) -> list[str]:
    """The place a cursor names. Raises BadInput for one that is broken or of another ordering."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode())
        values = json.loads(text)
        json.dumps(values, ensure_ascii=False).encode()
    except (ValueError, RecursionError, binascii.Error) as error:
        raise BadInput("The cursor is not one of this list.") from error
    well_formed = (
        isinstance(values, list)
        and len(values) == length + 1
        and all(isinstance(v, str) and "\0" not in v for v in values)
    )
    if not well_formed or values[0] != ordering:
        raise BadInput("The cursor is not one of this list in this order.")
    place: list[str] = values[1:]
    return place
