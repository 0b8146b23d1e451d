"""docs/guide/api.md does what it says: its examples run in order, its shell lines run in a shell."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import create_engine, delete, pool, select

from carbot.demo_data import DemoWorkshop, host_origins, seed
from carbot.ids import new_id
from carbot.settings import Settings
from tenants.models.keys import ClientKey
from tenants.models.leads import Lead, LeadOrigin
from tests.guide.page import Example, Names, examples, shell_lines
from tests.support.mailbox import Mailbox

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "api.md"
ORIGIN = "http://127.0.0.1:8001"
PATIENCE_SECONDS = 30


class Reader:
    """Somebody who follows the page: keeps cookies, and remembers what answers gave."""

    def __init__(self, http: httpx2.AsyncClient, mailbox: Mailbox, names: Names) -> None:
        self._http = http
        self._mailbox = mailbox
        self.names = names

    async def run(self, example: Example) -> list[str]:
        """Send the example's document; where the answer differs from what is shown."""
        request = await self._request(example)
        answer = await self._http.post("/graphql", json=request, headers=self._headers(example.caller))
        said = answer.json()
        # What it cost is left out on the page, as the page says.
        assert said.pop("extensions")["cost"]["requested"] >= 0
        return self.names.differences(example.answer, said, example.name)

    @asynccontextmanager
    async def follow(self, example: Example) -> AsyncIterator[asyncio.Task[None]]:
        """Subscribe; the task ends when all shown events have come in their order, others in between."""
        request = await self._request(example)
        headers = {**self._headers(example.caller), "accept": "text/event-stream"}
        async with self._http.stream("POST", "/graphql", json=request, headers=headers) as response:
            assert response.status_code == 200, await response.aread()
            task = asyncio.create_task(self._hear(example, response))
            try:
                yield task
            finally:
                task.cancel()

    async def _hear(self, example: Example, response: httpx2.Response) -> None:
        missing = list(example.events)
        heard: list[object] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                async for line in response.aiter_lines():
                    if not line.startswith("data:") or not (content := line.removeprefix("data:").strip()):
                        continue
                    heard.append(json.loads(content))
                    # Trying an event on must not give names values before the event is the right one.
                    trial = Names(**self.names.known)
                    if not trial.differences(missing[0], heard[-1]):
                        self.names.known.update(trial.known)
                        del missing[0]
                    if not missing:
                        return
        raise AssertionError(f"{example.name}: missing {missing}, heard {heard}")

    async def _request(self, example: Example) -> dict[str, object]:
        if "$CONFIRMATION_TOKEN" in json.dumps(example.variables):
            (mail,) = await self._mailbox.wait_for(self.names.known["EMAIL"])
            shown = (await self._http.get("/mailbox.json", params={"to": mail.to})).json()
            (link,) = {link for link in shown[0]["links"] if "token=" in link}
            (self.names.known["CONFIRMATION_TOKEN"],) = parse_qs(urlsplit(link).query)["token"]
        if example.file is not None:
            name, content = example.file
            headers = {**self._headers("member"), "content-type": "application/octet-stream"}
            sent = await self._http.post("/uploads", params={"name": name}, content=content.encode(), headers=headers)
            self.names.known["UPLOAD_ID"] = sent.json()["id"]
        return {"query": example.document, "variables": self.names.fill(example.variables)}

    def _headers(self, caller: str) -> dict[str, str]:
        headers = {"x-carbot-language": "en"}
        match caller:
            case "nobody":
                # The cookie jar would make a member of us.
                headers["cookie"] = ""
            case "member":
                headers["x-carbot-csrf"] = "1"
            case "visitor":
                headers |= {"cookie": "", "x-carbot-client-key": self.names.known["CLIENT_KEY"], "origin": ORIGIN}
                if token := self.names.known.get("VISITOR_TOKEN"):
                    headers["authorization"] = f"Bearer {token}"
            case _:
                raise AssertionError(f"who is {caller}?")
        return headers


async def test_every_example_of_the_page_answers_as_shown(api_url: str, mailbox: Mailbox) -> None:
    in_a_week = datetime.now(UTC).date() + timedelta(days=7)
    names = Names(
        EMAIL=f"ada.{new_id().hex[-12:]}@autohaus-beispiel.example",
        WISHED_DAY=in_a_week.isoformat(),
        OTHER_WISHED_DAY=(in_a_week + timedelta(days=1)).isoformat(),
    )
    wrong: list[str] = []
    ran = 0

    async with AsyncExitStack() as streams:
        http = await streams.enter_async_context(httpx2.AsyncClient(base_url=api_url, timeout=PATIENCE_SECONDS))
        reader = Reader(http, mailbox, names)
        heard_later: list[asyncio.Task[None]] = []
        for example in examples(PAGE):
            ran += 1
            if example.answer is not None:
                wrong += await reader.run(example)
                continue
            task = await streams.enter_async_context(reader.follow(example))
            if example.in_background:
                heard_later.append(task)
            else:
                await task
        await asyncio.gather(*heard_later)

    assert wrong == []
    assert ran >= 20


@pytest.fixture
async def demo(settings: Settings) -> AsyncIterator[DemoWorkshop]:
    """The demo workshop; what a partner enters is taken out again, because other tests count its leads."""
    made = await asyncio.to_thread(seed, settings)
    yield made
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    own = select(ClientKey.workshop_id).where(ClientKey.key == made.client_key)
    with engine.begin() as connection:
        connection.execute(delete(Lead).where(Lead.origin == LeadOrigin.PARTNER, Lead.workshop_id.in_(own)))
    engine.dispose()


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="needs curl and bash")
async def test_the_pages_shell_lines_ask_and_read_the_answer(
    settings: Settings, api_url: str, background: None, demo: DemoWorkshop, tmp_path: Path
) -> None:
    (tmp_path / "var").mkdir()
    addresses = {
        "api": api_url,
        "host_page": f"{host_origins(settings.public_url)[0]}/",
        "login": {"email": demo.email, "password": demo.password},
        "client_key": demo.client_key,
    }
    (tmp_path / "var" / "demo.json").write_text(json.dumps(addresses), "utf-8")

    shell = await asyncio.create_subprocess_exec(
        "bash",
        "-euo",
        "pipefail",
        "-c",
        shell_lines(PAGE),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said = (await asyncio.wait_for(shell.communicate(), 120))[0].decode()

    assert shell.returncode == 0, said
    lines = [line.removeprefix("data:").strip() for line in said.splitlines() if line.startswith(("{", "data:"))]
    answers = [json.loads(line) for line in lines if line]
    events = [each["data"]["conversationChanged"] for each in answers if "conversationChanged" in each["data"]]
    others = [each["data"] for each in answers if "conversationChanged" not in each["data"]]
    signed_in, sent, leads, viewer, entered, again, ended = others
    assert signed_in == {
        "sessionStart": {"viewer": {"workshop": {"name": "Kfz-Meisterbetrieb Yılmaz & Sohn"}}, "errors": []}
    }
    assert sent["messageSend"]["errors"] == []
    (answer,) = (event["message"] for event in events if event["message"] and event["message"]["author"] == "ASSISTANT")
    assert "99–179 €" in answer["text"]
    assert len(leads["leads"]["edges"]) == 3
    assert viewer == {"viewer": {"kind": "PARTNER", "permissions": ["LEADS_READ", "LEADS_WRITE"]}}
    assert entered == again
    assert entered["leadCreate"]["lead"]["origin"] == "PARTNER"
    assert ended == {"installationRevoke": {"installation": {"isActive": False}, "errors": []}}
