"""The contestants: how each is started, how it learns who calls, and what it can be asked."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from bench.data import PEER_ROLE
from bench.node import NODE, ensure_packages
from bench.requests import Calls
from bench.waiting import until_it_listens
from bench.workloads import EXTRA, MAIN, Words, Workload
from carbot.embedded import processes
from carbot.embedded.places import checkout
from carbot.embedded.processes import Child, free_port
from carbot.settings import Settings

POOL = 16
"""Connections to the database, for everybody."""

POSTGRAPHILE_FOLDER = Path(__file__).parent / "peers" / "postgraphile"


@dataclass(frozen=True)
class Ground:
    """What a contestant runs on: the database and Redis of the settings, and where it may write its log."""

    settings: Settings
    logs: Path

    @property
    def environment(self) -> dict[str, str]:
        """What every process of ours and the Python peers are told, with rate limits nobody reaches."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "PYTHONPATH": str(checkout()),
            "POOL": str(POOL),
            "CARBOT_PROFILE": self.settings.profile.value,
            "CARBOT_SECRET_KEY": self.settings.secret_key.get_secret_value(),
            "CARBOT_DOCUMENTS": "any",
            "CARBOT_RATE_LIMIT_FACTOR": "1000000",
            "CARBOT_DATABASE_PIPELINE_POOL": str(POOL),
            "CARBOT_DATABASE_POOL": str(POOL),
            "CARBOT_VAR_DIR": str(self.settings.var_dir),
            "DATABASE_URL": self.settings.database_url,
            "REDIS_URL": self.settings.redis_url,
        }


Command = Callable[[Ground, int], tuple[Sequence[str | Path], Mapping[str, str]]]


@dataclass(frozen=True)
class Contestant:
    """One server to measure."""

    name: str
    command: Command
    words: Words
    calls: Calls
    documents_by_id: bool = False
    """Whether it knows the front ends' documents by id."""
    extra: bool = False
    """Whether it answers our own operations beside the main workloads."""
    reads_documents: bool = True
    """Whether it reads documents; the limit goes by the operation's name and has nothing to parse."""

    def called(self, name: str) -> "Contestant":
        """The same under another name, for a log of its own."""
        return replace(self, name=name)

    def answers(self, workload: Workload) -> bool:
        """Whether it can be asked this."""
        if workload in EXTRA:
            return self.extra
        return workload in MAIN


@dataclass(frozen=True)
class Running:
    """A contestant whose server answers."""

    contestant: Contestant
    port: int
    process: Child


@contextmanager
def running(contestant: Contestant, ground: Ground) -> Iterator[Running]:
    """Start a contestant; it is gone at the end. Raises StartupError with its log's end when it does not answer."""
    port = free_port()
    command, environment = contestant.command(ground, port)
    ground.logs.mkdir(parents=True, exist_ok=True)
    log = ground.logs / f"{contestant.name}.log"
    with log.open("wb") as output:
        process = processes.start(command, log=output, directory=checkout(), environment=environment)
    try:
        until_it_listens(contestant.name, process, port, log)
        yield Running(contestant, port, process)
    finally:
        processes.stop(process)


def _carbot(ground: Ground, port: int) -> tuple[Sequence[str | Path], Mapping[str, str]]:
    own = {"CARBOT_PORT": str(port), "CARBOT_PUBLIC_URL": f"http://localhost:{port}"}
    return [sys.executable, "-m", "carbot", "api"], {**ground.environment, **own}


def _python(application: str) -> Command:
    def command(ground: Ground, port: int) -> tuple[Sequence[str | Path], Mapping[str, str]]:
        return [sys.executable, "-m", "bench.peers.serve", application, str(port)], ground.environment

    return command


def _postgraphile(mode: str) -> Command:
    def command(ground: Ground, port: int) -> tuple[Sequence[str | Path], Mapping[str, str]]:
        ensure_packages(POSTGRAPHILE_FOLDER)
        owner = urlsplit(ground.settings.database_url)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "NODE_ENV": "production",
            "GRAPHILE_ENV": "production",
            "DATABASE_URL": owner._replace(netloc=f"{PEER_ROLE}@{owner.hostname}:{owner.port}").geturl(),
            "PORT": str(port),
            "POOL": str(POOL),
        }
        return [NODE, POSTGRAPHILE_FOLDER / "server.mjs", mode], environment

    return command


LIMIT = Contestant("limit", _python("bench.peers.limit.app:app"), Words.CARBOT, Calls.GIVEN, reads_documents=False)
ENGINE = Contestant("engine", _python("bench.peers.engine.app:app"), Words.CARBOT, Calls.GIVEN)
ENGINE = Contestant("engine", _python("bench.peers.engine.app:app"), Words.CARBOT, Calls.GIVEN)
FRONT_DOOR = Contestant("front_door", _carbot, Words.CARBOT, Calls.LOOKED_UP, documents_by_id=True, extra=True)
POSTGRAPHILE = Contestant("postgraphile", _postgraphile("given"), Words.POSTGRAPHILE, Calls.GIVEN)
POSTGRAPHILE_SESSION = replace(
    POSTGRAPHILE, name="postgraphile_session", command=_postgraphile("session"), calls=Calls.LOOKED_UP
)
STRAWBERRY = Contestant(
    "strawberry", _python("bench.peers.strawberry.app:app"), Words.CARBOT, Calls.LOOKED_UP, extra=True
)
ALL = {
    contestant.name: contestant
    for contestant in (LIMIT, ENGINE, FRONT_DOOR, POSTGRAPHILE, POSTGRAPHILE_SESSION, STRAWBERRY)
}
OURS = (LIMIT, ENGINE, FRONT_DOOR)
"""Those whose growth is measured: the limit is the yardstick."""
