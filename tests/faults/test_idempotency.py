"""A process dies after its change was committed and before it could say so: the retry is told what was done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from carbot.embedded.processes import free_port
from tests.faults.test_chat import ready
from tests.support.api import Api, make_workshop
from tests.support.instances import another_api
from tests.support.processes import kill, running
from tests.support.waiting import until

from .conftest import Deployment

ENTER = """mutation { leadCreate(input: {kind: QUESTION, name: "Grete", phone: "0171 2345678"},
  idempotencyKey: "nach-dem-commit") { lead { id contactDetails { name } } errors { code } } }"""


class Line:
    """Between a process and its database. Of a transaction that claims a key the answer to COMMIT is never heard."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.is_cut = asyncio.Event()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side is gone."""
        to_server, of_server = (await asyncio.open_connection(self._host, self._port))[::-1]
        is_deaf = claims = False

        async def up() -> None:
            nonlocal is_deaf, claims
            while heard := await reader.read(65_536):
                claims = claims or b"INSERT INTO idempotency_keys" in heard
                is_deaf = is_deaf or (claims and b"COMMIT" in heard)
                to_server.write(heard)
            to_server.close()

        async def down() -> None:
            while heard := await of_server.read(65_536):
                if is_deaf:
                    self.is_cut.set()
                    continue
                writer.write(heard)
            writer.close()

        await asyncio.gather(up(), down(), return_exceptions=True)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """Listens; gives the port."""
        server = await asyncio.start_server(self.carry, "127.0.0.1", 0)
        async with server:
            yield server.sockets[0].getsockname()[1]


async def test_a_process_killed_between_commit_and_answer_did_it_once(deployment: Deployment, tmp_path: Path) -> None:
    settings, port = deployment.settings, free_port()
    database = urlsplit(settings.database_url)
    assert database.hostname is not None
    assert database.port is not None
    line = Line(database.hostname, database.port)
    async with another_api(settings) as (survivor, outside), line.open() as through:
        workshop = await make_workshop(outside)
        url = database._replace(netloc=f"carbot_owner@127.0.0.1:{through}").geturl()
        with running(["api"], settings, tmp_path / "api.log", DATABASE_URL=url, CARBOT_PORT=str(port)) as process:
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as http:
                await until(lambda: ready(http))
                asked = asyncio.ensure_future(Api(http, workshop.owner).one(ENTER))
                await asyncio.wait_for(line.is_cut.wait(), 20)
                assert not asked.done()
                kill(process)
                with pytest.raises(httpx2.TransportError):
                    await asked

        again = [await Api(survivor, workshop.owner).one(ENTER) for _ in range(2)]

    assert again[0] == again[1]
    assert (again[0]["errors"], again[0]["lead"]["contactDetails"]) == ([], {"name": "Grete"})
    leads = deployment.rows("SELECT replace(id::text, '-', '') FROM leads WHERE workshop_id = %s", workshop.id)
    assert leads == [(again[0]["lead"]["id"].removeprefix("lead_"),)]
