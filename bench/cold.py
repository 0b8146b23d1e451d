"""What is asked for the first time: documents nobody sent before, and servers that have just started."""

from collections.abc import Sequence
from typing import Any

from bench.contestants import Contestant, running
from bench.growth import CONNECTIONS, READS
from bench.load import Prepared
from bench.measuring import Bench
from bench.report import numbers
from bench.requests import body, headers, prepare
from bench.rounds import Pace, Say, requests_for
from bench.stage import Scene, Stage
from bench.workloads import NUMBER, Document

FIRST = 200
"""How many requests show a cold start."""


def documents(bench: Bench, scene: Scene, contestants: Sequence[Contestant], pace: Pace, say: Say) -> dict[str, Any]:
    """Every request brings a document of its own, so that nothing parsed, checked or planned can be used again."""
    results: dict[str, Any] = {}
    for contestant in contestants:
        if not contestant.reads_documents:
            continue
        with running(contestant, scene.ground) as server:
            for workload in READS:
                say(f"cold documents: {contestant.name}, {workload.name}")
                scene.refresh()
                known = workload.document(contestant.words)
                new = Document(known.text.replace(known.operation, f"{known.operation}{NUMBER}", 1))
                requests: list[Prepared] = [
                    prepare(
                        workload.name,
                        {**body(new, workload.variables[contestant.words](caller), by_id=False), "operationName": None},
                        headers(caller, contestant.calls),
                    )
                    for caller in scene.cast.ordinary
                ]
                measured = bench.measure([server], requests, connections=CONNECTIONS, seconds=pace.seconds)
                results.setdefault(contestant.name, {})[workload.name] = numbers(measured)
    return results


def start(bench: Bench, stage: Stage, scene: Scene, contestants: Sequence[Contestant], say: Say) -> dict[str, Any]:
    """The first requests, one after the other, each of another member, after database and server have started."""
    results: dict[str, Any] = {}
    for contestant in contestants:
        for workload in READS:
            say(f"cold start: {contestant.name}, {workload.name}")
            stage.restart_database()
            bench.database = stage.database.process.pid
            scene.refresh()
            with running(contestant, scene.ground) as server:
                requests = requests_for(contestant, workload, scene.cast.ordinary[:FIRST])
                measured = bench.measure([server], requests, connections=1, seconds=60, warm_up=0, most=FIRST)
            results.setdefault(contestant.name, {})[workload.name] = numbers(measured)
    return results
