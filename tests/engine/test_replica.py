"""Queries of the dashboard may be answered by a replica, but never one that does not know what its caller just did."""

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from carbot.embedded.processes import free_port
from carbot.settings import Settings
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api

NAME = "{ workshop { name } }"
RENAME = 'mutation { workshopUpdate(input: {name: "Neuer Name"}) { workshop { name } errors { code } } }'


@pytest.fixture
def stale_url(settings: Settings, pg_admin_url: str, workshop: TestWorkshop) -> Iterator[str]:
    """A database that stopped following: it holds the workshop under an old name."""
    url = urlunsplit(urlsplit(settings.database_url)._replace(path="/carbot_test_replica"))
    source = urlsplit(settings.database_url).path.strip("/")
    with psycopg.connect(pg_admin_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS carbot_test_replica WITH (FORCE)")
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (source,))
        connection.execute(f"CREATE DATABASE carbot_test_replica TEMPLATE {source}")
    admin = urlunsplit(urlsplit(pg_admin_url)._replace(path="/carbot_test_replica"))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("UPDATE workshops SET name = 'Alter Stand' WHERE id = %s", (workshop.id,))
    yield url
    with psycopg.connect(pg_admin_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE carbot_test_replica WITH (FORCE)")


async def test_a_query_is_read_from_the_replica_and_after_a_change_from_the_primary(
    settings: Settings, workshop: TestWorkshop, stale_url: str
) -> None:
    async with another_api(settings, database_replica_url=stale_url) as (http, _):
        owner = Api(http).as_(workshop.owner)
        before = await owner.one(NAME)
        changed = await owner.send(RENAME)
        wrote = changed.headers["set-cookie"].partition(";")[0]
        who = workshop.owner.values
        cookie = f"{who['cookie']}; {wrote}"
        after = await http.post("/graphql", json={"query": NAME}, headers={**who, "cookie": cookie})

    assert before == {"name": "Alter Stand"}
    assert changed.json()["data"]["workshopUpdate"] == {"workshop": {"name": "Neuer Name"}, "errors": []}
    assert wrote == "carbot_wrote=1"
    assert after.json()["data"] == {"workshop": {"name": "Neuer Name"}}


async def test_without_its_replica_the_primary_answers(settings: Settings, workshop: TestWorkshop) -> None:
    gone = urlsplit(settings.database_url)
    nobody_there = urlunsplit(gone._replace(netloc=f"carbot_owner@127.0.0.1:{free_port()}"))

    async with another_api(settings, database_replica_url=nobody_there) as (http, _):
        answer = await Api(http).as_(workshop.owner).one(NAME)

    assert answer == {"name": workshop.name}
