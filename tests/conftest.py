"""What all tests share: real servers, one database per worker, the API over HTTP, and workshops to try it with."""

import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import httpx2
import hypothesis
import pytest

from carbot.app import create_app
from carbot.embedded.mailbox import mail_sink
from carbot.embedded.vies import vies_stand_in
from carbot.outside import Outside
from carbot.settings import DocumentPolicy, Profile, Settings
from carbot.wiring import connect
from tenants.migrate import migrate
from tenants.provision import provision
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.instances import listener, port_of, serving, without_cookies
from tests.support.mailbox import Mailbox
from tests.support.processes import running
from tests.support.rows import Rows

pytest_plugins = ["tests.support.servers"]

# How long an example takes says how busy the machine is; a build tries the same examples every time.
hypothesis.settings.register_profile(
    "carbot",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("carbot")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is slow to `./dev test --all`, unless it is asked for by name."""
    if os.environ.get("CARBOT_TEST_ALL") or any("::" in argument for argument in config.args):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


@pytest.fixture(scope="session")
def api_socket() -> Iterator[socket.socket]:
    """Where the API is going to listen."""
    with listener() as made:
        yield made


@pytest.fixture(scope="session")
def settings(
    pg_admin_url: str,
    redis_url: str,
    api_socket: socket.socket,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Settings]:
    """A database and a Redis number of this worker's own, migrated; what tests wait for comes sooner than in earnest.

    An answer's lease is as long as in earnest: a busy machine shall not have two processes make one answer.
    """
    number = int(worker_id.removeprefix("gw")) + 1 if worker_id.startswith("gw") else 0
    admin = urlsplit(pg_admin_url)
    owner = urlunsplit(
        admin._replace(
            netloc=f"carbot_owner@{admin.hostname}:{admin.port}", path=f"/carbot_test_{worker_id.replace('-', '_')}"
        )
    )
    mails = tmp_path_factory.mktemp("mails")
    with mail_sink(mails / "mail") as smtp_port, vies_stand_in() as vies:
        made = Settings(
            profile=Profile.TEST,
            database_url=owner,
            redis_url=urlunsplit(urlsplit(redis_url)._replace(path=f"/{number}")),
            smtp_url=f"smtp://127.0.0.1:{smtp_port}",
            vies_url=vies.url,
            var_dir=mails,
            port=(port := port_of(api_socket)),
            public_url=f"http://localhost:{port}",
            documents=DocumentPolicy.ANY,
            graphiql=True,
            mailbox=True,
            rate_limit_factor=1000,
            relay_poll=timedelta(milliseconds=100),
            sweep_interval=timedelta(milliseconds=500),
            figures_interval=timedelta(milliseconds=500),
            job_lost_after=timedelta(seconds=6),
            subscription_check=timedelta(milliseconds=400),
        )
        provision(pg_admin_url, made)
        migrate(made)
        yield made


@pytest.fixture
def rows(pg_admin_url: str, settings: Settings) -> Rows:
    """The worker's database past the walls: single statements of a superuser."""
    return Rows(pg_admin_url, settings)


@pytest.fixture(scope="session")
async def outside(settings: Settings) -> AsyncIterator[Outside]:
    """What the tested API process works with."""
    made = connect(settings)
    yield made
    await made.database.close()


@pytest.fixture(scope="session")
async def api_url(outside: Outside, api_socket: socket.socket) -> AsyncIterator[str]:
    """The API on a port of its own."""
    async with serving(create_app(outside), api_socket):
        yield outside.settings.public_url


@pytest.fixture(scope="session")
async def http(api_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the API without cookies."""
    async with without_cookies(api_url) as client:
        yield client


@pytest.fixture
def api(http: httpx2.AsyncClient) -> Api:
    """The API as nobody; `as_` makes it somebody's."""
    return Api(http)


@pytest.fixture(scope="session")
def background(settings: Settings) -> Iterator[None]:
    """Relay and worker at work, each in a process of its own."""
    log = settings.var_dir / "background.log"
    with running(["worker"], settings, log), running(["scheduler"], settings, log):
        yield


@pytest.fixture
def mailbox(settings: Settings, background: None) -> Mailbox:
    """The mails that were sent, as they come in."""
    return Mailbox(settings.var_dir / "mail")


MakeWorkshop = Callable[..., Awaitable[TestWorkshop]]


@pytest.fixture
def new_workshop(outside: Outside) -> MakeWorkshop:
    """Makes workshops with an owner who is signed in."""

    async def make(**changes: object) -> TestWorkshop:
        return await make_workshop(outside, **changes)

    return make


@pytest.fixture
async def workshop(new_workshop: MakeWorkshop) -> TestWorkshop:
    """A workshop with an owner who is signed in."""
    return await new_workshop()


@pytest.fixture
async def other_workshop(new_workshop: MakeWorkshop) -> TestWorkshop:
    """Somebody else's workshop."""
    return await new_workshop()


@pytest.fixture
def anyio_backend() -> str:
    """asyncio, where a library asks."""
    return "asyncio"
