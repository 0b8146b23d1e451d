"""Queue, workers and the mail server fail at the worst moment: every mail still comes, and none comes twice."""

import asyncio
import threading
from pathlib import Path

import redis
from aiosmtpd.smtp import SMTP, Envelope, Session

from carbot.embedded.mailbox import smtp_server
from carbot.embedded.valkey import valkey
from carbot.ids import new_id
from tests.accounts.documents import REGISTER, registration
from tests.support.api import Api
from tests.support.instances import another_api
from tests.support.processes import kill, running
from tests.support.waiting import until

from .conftest import Deployment

# The relay misses jobs soon. A worker keeps a job to itself for longer: on a busy machine even a mail takes a while.
MISSES_SOON = {"CARBOT_JOB_LOST_AFTER": "PT2S"}


def nobody() -> str:
    """An e-mail address nobody has used."""
    return f"neu.{new_id().hex[-12:]}@werkstatt.example"


async def register(deployment: Deployment, address: str, **changes: object) -> None:
    """Have a confirmation mailed to this address."""
    async with another_api(deployment.settings, **changes) as (http, _):
        answer = await Api(http).one(REGISTER, input=registration(address))
    assert answer == {"email": address, "errors": []}


async def is_done(deployment: Deployment) -> bool:
    """Whether no job waits any more."""
    return deployment.rows("SELECT count(*) FROM outbox WHERE done_at IS NULL AND kind <> 'live'") == [(0,)]


async def test_redis_killed_between_commit_and_relay_costs_no_mail(
    deployment: Deployment, tmp_path: Path, open_directory: Path
) -> None:
    address, later = nobody(), nobody()
    log = tmp_path / "processes.log"
    with valkey(open_directory / "valkey", durable=False) as queue, deployment.post_office() as port:
        told = {"REDIS_URL": queue.url, "CARBOT_SMTP_URL": f"smtp://127.0.0.1:{port}"}
        with (
            running(["scheduler"], deployment.settings, log, **told),
            running(["worker"], deployment.settings, log, **told),
        ):
            queue.process.kill()
            queue.process.wait(10)

            await register(deployment, address, redis_url=queue.url)
            await until(lambda: seen(log, "relay.redis_unreachable"))
            assert deployment.mailbox.all_to(address) == []
            queue.restart()

            await deployment.mailbox.wait_for(address)
            await register(deployment, later, redis_url=queue.url)
            await deployment.mailbox.wait_for(later)
            await until(lambda: is_done(deployment))
    assert len(deployment.mailbox.all_to(address)) == len(deployment.mailbox.all_to(later)) == 1


async def test_a_queue_that_forgets_everything_is_filled_again(deployment: Deployment, tmp_path: Path) -> None:
    address = nobody()
    log = tmp_path / "processes.log"
    with deployment.post_office() as port:
        told = {"CARBOT_SMTP_URL": f"smtp://127.0.0.1:{port}"}
        with running(["scheduler"], deployment.settings, log, **told, **MISSES_SOON):
            await register(deployment, address)
            await until(lambda: dispatched(deployment))
            with redis.Redis.from_url(deployment.settings.redis_url) as queue:
                queue.flushdb()

            with running(["worker"], deployment.settings, log, **told):
                await deployment.mailbox.wait_for(address)
                await until(lambda: is_done(deployment))
    assert len(deployment.mailbox.all_to(address)) == 1


class HangsOnce:
    """A mail server that falls silent in the middle of the first mail and takes the next ones."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.taken: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if not self.begun.is_set():
            self.begun.set()
            await asyncio.sleep(60)
        self.taken += envelope.rcpt_tos
        return "250 2.0.0 OK"


async def test_a_worker_killed_in_the_middle_of_a_mail_is_replaced(deployment: Deployment, tmp_path: Path) -> None:
    address = nobody()
    log = tmp_path / "processes.log"
    office = HangsOnce()
    with smtp_server(office) as port:
        told = {"CARBOT_SMTP_URL": f"smtp://127.0.0.1:{port}"}
        with running(["scheduler"], deployment.settings, log, **told, **MISSES_SOON):
            with running(["worker"], deployment.settings, log, **told) as worker:
                await register(deployment, address)
                assert await asyncio.to_thread(office.begun.wait, 60)
                kill(worker)
            assert office.taken == []

            with running(["worker"], deployment.settings, log, **told):
                await until(lambda: is_done(deployment))
    assert office.taken == [address]
    assert deployment.rows("SELECT kind, status FROM mail_deliveries ORDER BY sent_at DESC LIMIT 1") == [
        ("EMAIL_CONFIRMATION", "SENT")
    ]


class Moody:
    """A mail server that asks for patience once, and knows nobody whose name begins with `unbekannt`."""

    def __init__(self) -> None:
        self.put_off: list[str] = []
        self.taken: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (recipient,) = envelope.rcpt_tos
        if recipient.startswith("unbekannt"):
            return "550 5.1.1 No such user"
        if not self.put_off:
            self.put_off.append(recipient)
            return "451 4.3.0 Try again later"
        self.taken.append(recipient)
        return "250 2.0.0 OK"


async def test_a_mail_server_that_is_busy_gets_the_mail_later_and_one_that_refuses_gets_it_no_more(
    deployment: Deployment, tmp_path: Path
) -> None:
    address = nobody()
    refused = f"unbekannt.{address}"
    log = tmp_path / "processes.log"
    office = Moody()
    with smtp_server(office) as port:
        told = {"CARBOT_SMTP_URL": f"smtp://127.0.0.1:{port}"}
        with (
            running(["scheduler"], deployment.settings, log, **told),
            running(["worker"], deployment.settings, log, **told),
        ):
            await register(deployment, refused)
            await until(lambda: is_dead(deployment))
            await register(deployment, address)
            await until(lambda: is_postponed(deployment))
            await until(lambda: is_settled(deployment))
    assert (office.put_off, office.taken) == ([address], [address])
    assert deployment.rows("SELECT done_at, attempts FROM outbox WHERE failed_at IS NOT NULL") == [(None, 0)]
    assert refused not in await asyncio.to_thread(log.read_text)


async def test_two_relays_and_two_workers_send_each_mail_once(deployment: Deployment, tmp_path: Path) -> None:
    addresses = [nobody() for _ in range(12)]
    log = tmp_path / "processes.log"
    with deployment.post_office() as port:
        told = {"CARBOT_SMTP_URL": f"smtp://127.0.0.1:{port}"}
        async with another_api(deployment.settings) as (http, _):
            for address in addresses:
                await Api(http).one(REGISTER, input=registration(address))
        # All of it waits when they come, so that they reach for the same jobs.
        with (
            running(["scheduler"], deployment.settings, log, **told),
            running(["scheduler"], deployment.settings, log, **told),
            running(["worker"], deployment.settings, log, **told),
            running(["worker"], deployment.settings, log, **told),
        ):
            for address in addresses:
                await deployment.mailbox.wait_for(address)
            await until(lambda: is_done(deployment))
    assert [len(deployment.mailbox.all_to(address)) for address in addresses] == [1] * len(addresses)


async def seen(log: Path, words: str) -> bool:
    """Whether the processes have said so."""
    return words in await asyncio.to_thread(log.read_text)


async def dispatched(deployment: Deployment) -> bool:
    """Whether the relay has sent the job on."""
    return deployment.rows("SELECT count(*) FROM outbox WHERE dispatched_at IS NOT NULL AND kind <> 'live'") == [(1,)]


async def is_postponed(deployment: Deployment) -> bool:
    """Whether the job has failed once and is to be tried again."""
    return deployment.rows("SELECT count(*) FROM outbox WHERE attempts = 1 AND last_error IS NOT NULL") == [(1,)]


async def is_dead(deployment: Deployment) -> bool:
    """Whether the job was given up."""
    return deployment.rows("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL AND done_at IS NULL") == [(1,)]


async def is_settled(deployment: Deployment) -> bool:
    """Whether every job was done or given up."""
    return deployment.rows(
        "SELECT count(*) FROM outbox WHERE done_at IS NULL AND failed_at IS NULL AND kind <> 'live'"
    ) == [(0,)]
