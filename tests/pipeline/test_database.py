"""The pools as the product takes them: one per role, and one for the replica where there is one."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest

from carbot.errors import Unavailable
from carbot.settings import Settings
from tenants.database import Database
from tenants.pipeline import Step
from tenants.roles import DatabaseRole

WHO = Step("SELECT current_user, current_database(), current_setting('application_name')")
PREPARED = Step("SELECT count(*) FROM pg_prepared_statements")


@pytest.fixture
async def make_database(settings: Settings) -> AsyncIterator[Callable[..., Database]]:
    """Makes databases with changed settings, which are closed afterwards."""
    made: list[Database] = []

    def make(**changes: Any) -> Database:
        made.append(Database(settings.model_copy(update=changes)))
        return made[-1]

    yield make
    for database in made:
        await database.close()


async def test_each_role_has_a_pool_of_its_own(make_database: Callable[..., Database]) -> None:
    database = make_database(database_pipeline_pool=3)
    api, visitor = database.pipeline(DatabaseRole.API), database.pipeline(DatabaseRole.VISITOR)

    [[(role, _, name)]] = await api.run(WHO)
    [[(other_role, _, _)]] = await visitor.run(WHO)

    assert (role, other_role, name) == (b"carbot_api", b"carbot_visitor", b"carbot carbot_api pipeline")
    assert database.pipeline(DatabaseRole.API) is api
    assert api.metrics.size == 3


async def test_the_settings_reach_the_server(make_database: Callable[..., Database]) -> None:
    database = make_database(statement_timeout=timedelta(seconds=3), prepare=False)
    pool = database.pipeline(DatabaseRole.API)

    assert await pool.run(Step("SHOW statement_timeout"), PREPARED) == [[(b"3s",)], [(b"0",)]]


async def test_without_a_replica_the_primary_answers(make_database: Callable[..., Database]) -> None:
    for nothing in (None, ""):
        database = make_database(database_replica_url=nothing)

        assert database.pipeline(DatabaseRole.API, replica=True) is database.pipeline(DatabaseRole.API)


async def test_with_a_replica_queries_go_there(make_database: Callable[..., Database], settings: Settings) -> None:
    replica = settings.database_url.rpartition("/")[0] + "/postgres"
    database = make_database(database_replica_url=replica)

    [[(role, name, _)]] = await database.pipeline(DatabaseRole.API, replica=True).run(WHO)
    [[(_, primary, _)]] = await database.pipeline(DatabaseRole.API).run(WHO)

    assert (role, name) == (b"carbot_api", b"postgres")
    assert primary == settings.database_url.rpartition("/")[2].encode()


async def test_closing_the_database_closes_the_pools(make_database: Callable[..., Database]) -> None:
    database = make_database()
    pool = database.pipeline(DatabaseRole.API)
    await pool.run(WHO)

    await database.close()

    with pytest.raises(Unavailable):
        await pool.run(WHO)
    assert await database.pipeline(DatabaseRole.API).run(PREPARED) == [[(b"1",)]]


async def test_sessions_prepare_nothing_when_it_is_switched_off(make_database: Callable[..., Database]) -> None:
    counts = []
    for prepare in (True, False):
        async with make_database(prepare=prepare).engine(DatabaseRole.API).connect() as connection:
            for _ in range(8):
                counted = await connection.exec_driver_sql(PREPARED.sql)
            counts.append(counted.scalar_one() > 0)

    assert counts == [True, False]
