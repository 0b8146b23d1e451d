"""Pages joined are the whole list, whatever comes and goes between them."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lists.documents import LIBRARY, MESSAGES
from tests.lists.shelves import KINDS, Kind, Shelf, shelf_of
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

Changes = list[list[tuple[str, int]]]
# Few places for many rows: most of them share theirs.
places = st.lists(st.integers(0, 5), max_size=14)
change = st.tuples(st.sampled_from(("put", "take")), st.integers(0, 5))
changes = st.lists(st.lists(change, max_size=3), max_size=6)


def some(times: int) -> Any:
    """The same examples in every run, so many of them."""
    return settings(
        max_examples=times,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


@pytest.fixture
def connection(rows: Rows) -> Iterator[psycopg.Connection[Any]]:
    """Past the walls."""
    with psycopg.connect(rows.url, autocommit=True) as opened:
        yield opened


async def page(member: Api, shelf: Shelf, **variables: Any) -> tuple[list[str], str | None, bool]:
    """The keys on a page, its last cursor, and whether there are more."""
    if shelf.kind.document is MESSAGES:
        gid = f"conversation_{shelf.belongs['conversation_id'].hex}"
        found = (await member.run(MESSAGES, id=gid, **variables))["conversation"]["list"]
    else:
        found = await member.one(shelf.kind.document, order=shelf.kind.order, **variables)
    keys = [edge["node"]["id"].rpartition("_")[2] for edge in found["edges"]]
    return keys, found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]


async def read_on(
    member: Api, shelf: Shelf, size: int, between: Changes, after: str | None = None
) -> tuple[list[str], set[str]]:
    """Everything from a place to the end, page by page, and what was there all the time."""
    seen: list[str] = []
    throughout = set(shelf.there)
    steps = iter(between)
    has_more = True
    while has_more:
        keys, cursor, has_more = await page(member, shelf, first=size, after=after)
        assert len(keys) == size or not has_more
        seen += keys
        after = cursor or after
        for act, value in next(steps, ()):
            getattr(shelf, act)(value)
        throughout &= set(shelf.there)
    return seen, throughout


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.table}-{kind.order}")
@given(start=places, between=changes, size=st.integers(1, 4))
@some(60)  # type: ignore[untyped-decorator]  # settings are not typed
async def test_pages_joined_are_the_whole_list(
    api: Api,
    workshop: TestWorkshop,
    connection: psycopg.Connection[Any],
    kind: Kind,
    start: list[int],
    between: Changes,
    size: int,
) -> None:
    with shelf_of(connection, workshop.id, kind) as shelf:
        for place in start:
            shelf.put(place)

        seen, throughout = await read_on(api.as_(workshop.owner), shelf, size, between)

        assert len(seen) == len(set(seen))
        assert seen == shelf.in_order(seen)
        assert [key for key in seen if key in throughout] == shelf.in_order(throughout)


@given(start=places, between=changes, size=st.integers(1, 4))
@some(60)  # type: ignore[untyped-decorator]  # settings are not typed
async def test_from_the_end_of_a_conversation_one_reads_on(
    api: Api, workshop: TestWorkshop, connection: psycopg.Connection[Any], start: list[int], between: Changes, size: int
) -> None:
    owner = api.as_(workshop.owner)
    with shelf_of(connection, workshop.id, KINDS[-1]) as shelf:
        for place in start:
            shelf.put(place)

        last, cursor, has_more = await page(owner, shelf, last=size)
        assert last == shelf.in_order(shelf.there)[-size:]
        assert not has_more
        # What is written next comes at the end.
        for place, (act, value) in enumerate((each for step in between for each in step), start=6):
            getattr(shelf, act)(place if act == "put" else value)
        seen, throughout = await read_on(owner, shelf, size, [], cursor)

        behind = [key for key in shelf.in_order(throughout) if not last or shelf.ever[key] > shelf.ever[last[-1]]]
        assert seen == behind


@pytest.mark.parametrize("size", [7, 100])
async def test_pages_of_the_library_are_the_whole_library(api: Api, workshop: TestWorkshop, size: int) -> None:
    owner = api.as_(workshop.owner)
    seen: list[str] = []
    after, has_more = None, True
    while has_more:
        found = await owner.one(LIBRARY, first=size, after=after)
        seen += [edge["node"]["id"] for edge in found["edges"]]
        after, has_more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]

    total = await owner.one("{ libraryServices { totalCount } }")
    assert len(seen) == len(set(seen)) == total["totalCount"]
