"""The instruments: answers are read whole however they arrive, and a run's numbers are what they say."""

import os
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import contestants, figures, options, report
from bench.answers import Parser, complaint
from bench.contestants import Running
from bench.cores import FREE
from bench.golden import golden_requests
from bench.load import percentiles
from bench.measuring import Bench, Failed
from bench.meter import parent, usage
from bench.requests import Calls, requests_of
from bench.stage import Scene
from bench.workloads import INSERT, POINT_READ, Words

pytestmark = pytest.mark.timeout(300)
WAYS = (Words.CARBOT, Calls.GIVEN)
SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n" + b'{"data": {}}'
CHUNKED = b'HTTP/1.1 503 Busy\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{"da\r\n7\r\nta": {}\r\n1\r\n}\r\n0\r\n\r\n'


@settings(max_examples=60)
@given(st.sampled_from([SIZED, CHUNKED]), st.sets(st.integers(1, len(CHUNKED) - 1)))
def test_an_answer_is_whole_however_it_is_cut(answer: bytes, cuts: set[int]) -> None:
    places = [0, *sorted(cut for cut in cuts if cut < len(answer)), len(answer)]
    parser = Parser()

    *before, last = [parser.feed(answer[start:end]) for start, end in pairwise(places)]

    assert before == [None] * len(before)
    assert last == ((b"200" if answer is SIZED else b"503"), b'{"data": {}}')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"data": {"lead": {"id": "1"}}}', None),
        (b'{"data": {"lead": null}}', "lead is null"),
        (b'{"data": null, "errors": [{"message": "no"}]}', "errors"),
        (b'{"data": {"leadUpdate": {"errors": [{"code": "REQUIRED"}]}}}', "leadUpdate was refused"),
        (b'{"data": {"leadUpdate": {"lead": {}, "errors": []}}}', None),
        (b"<html>", "no JSON"),
    ],
)
def test_a_complaint_says_what_is_wrong(body: bytes, expected: str | None) -> None:
    assert complaint(body) == expected


def test_percentiles_of_sorted_latencies() -> None:
    latencies = [each * 1_000_000 for each in range(1, 101)]

    assert percentiles(latencies) == {"p50_ms": 51.0, "p95_ms": 96.0, "p99_ms": 100.0}


def test_processor_time_counts_what_this_process_does() -> None:
    before = usage(os.getpid())

    done = 0
    while (used := usage(os.getpid()).cpu_ms - before.cpu_ms) < 50:
        done += sum(range(10_000))

    assert used >= 50
    assert usage(os.getpid()).memory_mb > 10


def test_a_measurement_counts_requests_and_their_cost(
    bench: Bench, servers: Mapping[str, Running], scene: Scene
) -> None:
    requests = requests_of(POINT_READ, scene.cast.ordinary, *WAYS, by_id=False)

    found = bench.measure([servers["limit"]], requests, connections=2, seconds=30, warm_up=0, most=200)

    assert 200 <= found.requests <= 201
    assert found.rps > 0
    assert 0 < found.p50_ms <= found.p95_ms <= found.p99_ms
    assert 0 < found.server_cpu_ms < 100
    assert 0 < found.database_cpu_ms < 100
    assert found.cpu_ms == found.server_cpu_ms + found.database_cpu_ms


def test_numbers_of_requests_never_repeat(bench: Bench, servers: Mapping[str, Running], scene: Scene) -> None:
    requests = requests_of(INSERT, scene.cast.visitors, *WAYS, by_id=False)
    before = _messages(scene)

    found = [
        bench.measure([servers["limit"]], requests, connections=2, seconds=30, warm_up=0, most=20) for _ in range(2)
    ]

    assert _messages(scene) - before == sum(each.requests for each in found) >= 40


def test_a_wrong_answer_ends_the_measurement(bench: Bench, servers: Mapping[str, Running], scene: Scene) -> None:
    server = servers["front_door"]
    requests = requests_of(POINT_READ, scene.cast.ordinary, *WAYS, by_id=False)

    with pytest.raises(Failed, match="point_read"):
        bench.measure([server], requests, connections=1, seconds=5, warm_up=0, most=10)


def test_an_open_loop_keeps_its_rate(bench: Bench, servers: Mapping[str, Running], scene: Scene) -> None:
    requests = requests_of(POINT_READ, scene.cast.ordinary, *WAYS, by_id=False)

    found = bench.measure([servers["limit"]], requests, connections=4, seconds=1, warm_up=0, rate=50.0)

    assert found.requests == 50
    assert found.rps < 55


def test_every_operation_of_our_clients_can_be_asked(
    bench: Bench, servers: Mapping[str, Running], scene: Scene
) -> None:
    requests = golden_requests(scene)
    operations = {request.label for request in requests}

    found = bench.measure(
        [servers["front_door"]],
        requests,
        connections=2,
        seconds=60,
        warm_up=0,
        most=len(operations),
        ends_at_fault=False,
    )

    assert found.by_label.keys() == operations
    assert found.faults == {}
    assert {"admin_ui.Home", "widget.WidgetMessageSend"} <= operations


def test_a_ratio_that_falls_is_told() -> None:
    earlier = _workloads(engine=900.0, limit=1000.0)

    assert figures.fallen(earlier, _workloads(engine=780.0, limit=1000.0)) == []
    assert figures.fallen(earlier, _workloads(engine=700.0, limit=1000.0)) == [
        "engine / limit, nested_list: 0.70, it was 0.90"
    ]


def test_figures_say_what_is_missed() -> None:
    found = {figure.name: figure.is_met for figure in figures.figures(_workloads(engine=900.0, limit=1000.0))}

    assert found == {
        "engine / limit, nested_list": False,
        "p95/p50 of engine over the limit's, nested_list": True,
    }


def test_tables_show_every_contestant_with_its_ratio() -> None:
    lines = list(report.tables(_workloads(engine=900.0, limit=1000.0)))

    assert lines[1].startswith("nested_list, 32 connections")
    assert lines[2].split()[0] == "engine"
    assert lines[2].split()[-1] == "1.00"
    assert lines[3].split()[-1] == "1.11"


def test_names_choose_what_runs() -> None:
    chosen = options.read(["--only", "nested_list,limit"])

    assert chosen.workloads == ["nested_list"]
    assert chosen.chosen(contestants.ALL) == ["limit"]
    assert chosen.sections == []


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options.read(["--only", "nonsense"])

    assert "there is no nonsense" in capsys.readouterr().err


@pytest.fixture(scope="session")
def bench(scene: Scene) -> Bench:
    """The instruments, nobody pinned."""
    with psycopg.connect(scene.admin_url) as connection:
        backend = connection.info.backend_pid
        return Bench(FREE, parent(backend), _next_number=1_000_000)


def _messages(scene: Scene) -> int:
    """How many visitors have sent; what the assistant answers meanwhile has no key."""
    with psycopg.connect(scene.admin_url) as connection:
        row = connection.execute("SELECT count(idempotency_key) FROM messages").fetchone()
    assert row is not None
    return int(row[0])


def _workloads(**rps: float) -> dict[str, Any]:
    """What is written down of one workload, for the contestants' requests per second."""
    found = {"p50_ms": 10.0, "p95_ms": 12.0, "p99_ms": 13.0, "memory_mb": 60.0}
    cpu = {"cpu_ms": 1.0, "server_cpu_ms": 0.5, "database_cpu_ms": 0.5}
    return {"nested_list": {"c32": {name: {"rps": value, **found, **cpu} for name, value in rps.items()}}}
