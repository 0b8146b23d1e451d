"""Queries of the dashboard may be answered by a replica, but never one that does not know what its caller just did."""

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.types.json import Jsonb

from carbot.embedded.processes import free_port
from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.provision import provision
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.rows import Rows

NAME = "{ workshop { name } }"
RENAME = 'mutation { workshopUpdate(input: {name: "Neuer Name"}) { workshop { name } errors { code } } }'


_HELD = {
    "organizations": "id = (SELECT organization_id FROM workshops WHERE id = %(workshop)s)",
    "accounts": "id = %(account)s",
    "workshops": "id = %(workshop)s",
    "members": "account_id = %(account)s",
    "sessions": "account_id = %(account)s",
}


@pytest.fixture
def stale_url(settings: Settings, pg_admin_url: str, workshop: TestWorkshop) -> Iterator[str]:
    """A database that stopped following: it holds the workshop under an old name."""
    path = f"{urlsplit(settings.database_url).path}_replica"
    url = urlunsplit(urlsplit(settings.database_url)._replace(path=path))
    admin = urlunsplit(urlsplit(pg_admin_url)._replace(path=path))
    replica = settings.model_copy(update={"database_url": url})
    provision(pg_admin_url, replica)
    migrate(replica)
    whose = {"workshop": workshop.id, "account": workshop.owner.account_id}
    with psycopg.connect(Rows(pg_admin_url, settings).url) as source, psycopg.connect(admin, autocommit=True) as target:
        for table, held in _HELD.items():
            for (row,) in source.execute(f"SELECT to_jsonb(t) FROM {table} t WHERE {held}", whose):
                target.execute(
                    f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)",
                    (Jsonb(row),),
                )
        target.execute("UPDATE workshops SET name = 'Alter Stand'")
    yield url
    with psycopg.connect(pg_admin_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{path.strip("/")}" WITH (FORCE)')


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
