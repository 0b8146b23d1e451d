"""A small database of the benchmarks on the run's PostgreSQL, and every contestant running on it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from bench import contestants, data
from bench.cast import read_cast
from bench.contestants import Ground, Running, running
from bench.stage import Scene
from carbot.errors import StartupError
from carbot.settings import Profile, Settings


@pytest.fixture(scope="session")
def scene(
    pg_admin_url: str, redis_url: str, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """A copy of the small database."""
    var = tmp_path_factory.mktemp("bench")
    settings = Settings(
        profile=Profile.TEST,
        database_url=data.at(pg_admin_url, "postgres").replace("postgres@", "carbot_owner@", 1),
        redis_url=redis_url,
        var_dir=var,
    )
    name = f"carbot_bench_{worker_id}"
    data.build(pg_admin_url, settings, data.SMALL)
    with data.working_copy(pg_admin_url, settings, data.SMALL, name) as copy:
        admin_url = data.at(pg_admin_url, name)
        yield Scene(Ground(copy, var / "log"), admin_url, read_cast(admin_url))


@pytest.fixture(scope="session")
def servers(scene: Scene) -> Iterator[Mapping[str, Running]]:
    """Every contestant by name; PostGraphile is missing where npm cannot install it."""
    found: dict[str, Running] = {}
    with ExitStack() as stack:
        for name, contestant in contestants.ALL.items():
            try:
                found[name] = stack.enter_context(running(contestant, scene.ground))
            except StartupError as refusal:
                if "could not be installed" not in str(refusal):
                    raise
        yield found


@pytest.fixture
def logs(scene: Scene) -> Path:
    """Where the contestants write."""
    return scene.ground.logs
