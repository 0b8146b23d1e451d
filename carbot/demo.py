"""Everything on one machine: the servers, the processes, a demo workshop and a website with the widget on it.

The same processes run separately in production; the demo only starts them, says where to look and keeps them running.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from carbot.demo_data import DemoWorkshop, seed
from carbot.embedded import places, processes
from carbot.embedded.accounts import server_account
from carbot.embedded.host_site import host_site
from carbot.embedded.mailbox import mail_sink
from carbot.embedded.postgres import postgres
from carbot.embedded.server import open_log
from carbot.embedded.supervisor import Program, Supervisor
from carbot.embedded.valkey import valkey
from carbot.embedded.vies import vies_stand_in
from carbot.errors import StartupError
from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.provision import provision

_PROCESSES = ("api", "worker", "scheduler")
_READY_SECONDS = 90
_STOP_SECONDS = 10
_LAST_PORT = 65534
_SERVER_DATA = ("postgres", "valkey")


@dataclass(frozen=True)
class Addresses:
    """Where the demo answers. CarBot is on `localhost` and the host page on `127.0.0.1`: two sites to a browser."""

    port: int

    @property
    def api(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def host_page(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}/"

    @property
    def ready(self) -> str:
        return f"http://127.0.0.1:{self.port}/health/ready"


def run(*, port: int, fresh: bool) -> None:
    """Start everything, say where to look, and keep it running until Ctrl-C or SIGTERM.

    Raises StartupError, with the remedy, when something cannot start.
    """
    if not 1 <= port <= _LAST_PORT:
        raise StartupError(f"--port must be between 1 and {_LAST_PORT}, because the host page takes the next one.")
    var = places.var_directory()
    (var / "log").mkdir(parents=True, exist_ok=True)
    if fresh and os.environ.get("DATABASE_URL"):
        raise StartupError(
            "--fresh does not empty the database of DATABASE_URL: empty it yourself or unset DATABASE_URL."
        )
    _stop_by_signal()
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(_only_one(var))
            (var / "demo.json").unlink(missing_ok=True)
            for wanted in (port, port + 1):
                processes.require_port(wanted)
            if fresh:
                with _step("Remove old data"):
                    _remove_data(var)
            _start(stack, var, Addresses(port))
    except KeyboardInterrupt:
        _say("Stopped.")


def _start(stack: contextlib.ExitStack, var: Path, addresses: Addresses) -> None:
    supervisor = Supervisor(say=_say)
    database_admin = _start_servers(stack, var, supervisor)
    with _step("Mail sink"):
        smtp_port = stack.enter_context(mail_sink(var / "mail"))
    with _step("VIES stand-in"):
        vies = stack.enter_context(vies_stand_in())
    os.environ.update({**_environment(var, addresses, smtp_port), "CARBOT_VIES_URL": vies.url})
    settings = Settings()
    if database_admin:
        with _step("Roles and database"):
            provision(database_admin, settings)
    with _step("Migrations"):
        migrate(settings)
    stack.enter_context(_our_processes(var, supervisor))
    with _step("Demo workshop"):
        workshop = seed(settings)
    with _step("Host page"):
        stack.enter_context(host_site(addresses.port + 1, api=addresses.api, client_key=workshop.client_key))
    with _step("API, worker, scheduler"):
        for address in (addresses.ready, f"{addresses.api}/", f"{addresses.api}/mailbox", addresses.host_page):
            _wait_until_it_answers(address, supervisor, var)
    stack.callback((var / "demo.json").unlink, missing_ok=True)
    _write_addresses(var / "demo.json", addresses, workshop, settings)
    _say(_where_to_look(addresses, workshop, var))
    supervisor.watch()


def _start_servers(stack: contextlib.ExitStack, var: Path, supervisor: Supervisor) -> str | None:
    """Start the servers nobody brought; the URL of the database's superuser, if we may have one."""
    account = server_account(var / "postgres")
    home = places.data_home(var, account)
    log = var / "log"
    admin = os.environ.get("CARBOT_DATABASE_ADMIN_URL")
    if not os.environ.get("DATABASE_URL"):
        with _step("PostgreSQL"):
            database = stack.enter_context(postgres(home / "postgres", log=log / "postgres.log"))
        supervisor.add(database)
        admin = database.url
        os.environ["DATABASE_URL"] = f"postgresql://carbot_owner@127.0.0.1:{database.port}/carbot"
        (var / "data").write_text(f"{home}\n", "utf-8")
    if not os.environ.get("REDIS_URL"):
        with _step("Valkey"):
            queue = stack.enter_context(valkey(home / "valkey", log=log / "valkey.log"))
        supervisor.add(queue)
        os.environ["REDIS_URL"] = queue.url
    return admin


def _environment(var: Path, addresses: Addresses, smtp_port: int) -> dict[str, str]:
    """What makes this deployment the demo; for this process and its children."""
    return {
        "CARBOT_PROFILE": "demo",
        "CARBOT_PORT": str(addresses.port),
        "CARBOT_PUBLIC_URL": addresses.api,
        "CARBOT_DOCUMENTS": "any",
        "CARBOT_GRAPHIQL": "true",
        "CARBOT_MAILBOX": "true",
        "CARBOT_RATE_LIMIT_FACTOR": "100",
        "CARBOT_SECRET_KEY": _secret_key(var / "secret_key"),
        "CARBOT_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
        "CARBOT_VAR_DIR": str(var),
    }


def _secret_key(kept: Path) -> str:
    """A secret made at the first start; hashes in the database hang on it."""
    if not kept.exists():
        kept.touch(0o600)
        kept.write_text(secrets.token_urlsafe(48), "utf-8")
    return kept.read_text("utf-8")


@contextlib.contextmanager
def _our_processes(var: Path, supervisor: Supervisor) -> Iterator[None]:
    """Run and watch CarBot's processes; what each says goes to a log of its own."""
    programs: list[Program] = []
    try:
        for name in _PROCESSES:
            open_log(var / "log" / f"{name}.log").close()
            programs.append(Program(name, partial(_begin, name, var)))
            supervisor.add(programs[-1])
        yield
    finally:
        processes.stop(*(program.process for program in programs), seconds=_STOP_SECONDS)


def _begin(name: str, var: Path) -> processes.Child:
    with (var / "log" / f"{name}.log").open("ab") as log:
        command = [sys.executable, "-m", "carbot", name]
        return processes.start(command, log=log, directory=places.checkout(), environment=os.environ)


def _wait_until_it_answers(address: str, supervisor: Supervisor, var: Path) -> None:
    """Return when a GET gives 200. Raises StartupError when a process ends before, or it takes too long."""
    deadline = time.monotonic() + _READY_SECONDS
    while not _answers(address):
        if ended := supervisor.ended():
            raise StartupError(f"The {ended} process ended while it started: read {var / 'log' / ended}.log.")
        if time.monotonic() > deadline:
            raise StartupError(f"{address} did not answer in {_READY_SECONDS} seconds: read the logs in {var / 'log'}.")
        time.sleep(0.1)


def _answers(address: str) -> bool:
    # Past any proxy of the environment: these are addresses of this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _write_addresses(file: Path, addresses: Addresses, workshop: DemoWorkshop, settings: Settings) -> None:
    """`demo.json`, for programs: complete or not there."""
    content = {
        "api": addresses.api,
        "graphql": f"{addresses.api}/graphql",
        "dashboard": f"{addresses.api}/",
        "host_page": addresses.host_page,
        "mailbox": f"{addresses.api}/mailbox",
        "login": {"email": workshop.email, "password": workshop.password},
        "client_key": workshop.client_key,
        "database_url": settings.database_url,
        "redis_url": settings.redis_url,
    }
    unfinished = file.with_suffix(".unfinished")
    unfinished.touch(0o600)
    unfinished.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    unfinished.replace(file)


def _where_to_look(addresses: Addresses, workshop: DemoWorkshop, var: Path) -> str:
    return f"""
CarBot is running. Ctrl-C stops it.

  Host page   {addresses.host_page}
  Dashboard   {addresses.api}/   {workshop.email} / {workshop.password}
  GraphiQL    {addresses.api}/graphql
  Mailbox     {addresses.api}/mailbox

The same is in {var / "demo.json"}; logs are in {var / "log"}.
In the demo every rate limit is multiplied by 100."""


def _remove_data(var: Path) -> None:
    """Remove what earlier demos stored, wherever it lies."""
    for home in (var, places.state_directory(var.parent)):
        for name in _SERVER_DATA:
            shutil.rmtree(home / name, ignore_errors=True)
            if (home / name).exists():
                raise StartupError(f"{home / name} belongs to another user: start as that user, or remove it.")
    shutil.rmtree(places.state_directory(var.parent), ignore_errors=True)
    shutil.rmtree(var / "mail", ignore_errors=True)
    for name in ("data", "secret_key"):
        (var / name).unlink(missing_ok=True)


@contextlib.contextmanager
def _only_one(var: Path) -> Iterator[None]:
    """Hold the checkout's demo lock. Raises StartupError when another demo has it."""
    with (var / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartupError("The demo of this checkout is running already: stop it first.") from None
        yield


def _stop_by_signal() -> None:
    """Let SIGTERM and a closed terminal end us as Ctrl-C does: in order, and only once."""

    def stop(_: int, __: FrameType | None) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


@contextlib.contextmanager
def _step(name: str) -> Iterator[None]:
    """Print the step now, and its seconds when it is done."""
    began = time.monotonic()
    print(f"{name:<22}", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def _say(text: str) -> None:
    print(text, flush=True)
