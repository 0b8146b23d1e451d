"""`./dev bench`: builds the database, lets the contestants compete, prints what came out and writes var/bench.json.

`./dev bench login` measures only whether time tells who has an account, `./dev bench assistant` whether visitors get
what they came for and how long they wait for it, `./dev bench assistant http` only the latter.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import cold, contestants, data, endurance, growth, login, options, report, workloads
from bench.assistant import measuring as assistant
from bench.assistant import through_http
from bench.contestants import Contestant
from bench.cores import plan
from bench.figures import fallen, figures, ratios
from bench.measuring import Bench
from bench.options import Options
from bench.rounds import compete
from bench.stage import Scene, Stage, stage
from carbot.embedded.places import var_directory
from carbot.errors import StartupError


def main() -> int:
    """Run; the exit code is 1 when something could not be measured and 2 when a ratio fell."""
    if sys.argv[1:] == ["login"]:
        return login.main()
    if sys.argv[1:] == ["assistant"]:
        return max(assistant.main(), through_http.main())
    if sys.argv[1:] == ["assistant", "http"]:
        return through_http.main()
    chosen = options.read()
    try:
        result = run(chosen)
    except StartupError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    path = var_directory() / "bench.json"
    report.write(path, result)
    print(f"\nWritten to {path}")
    for failure in result["failures"]:
        print(f"Could not be measured: {failure}", file=sys.stderr)
    if chosen.against is None:
        return 1 if result["failures"] else 0
    worse = fallen(json.loads(chosen.against.read_text("utf-8"))["workloads"], result["workloads"])
    print("\n".join(["Fell by more than 15 %:", *worse] if worse else ["No ratio fell by more than 15 %."]))
    return 2 if worse else int(bool(result["failures"]))


def run(chosen: Options) -> dict[str, Any]:
    """Everything that was asked for, as it is written down. Raises StartupError."""
    size = chosen.size
    competing = [contestants.ALL[name] for name in chosen.chosen(contestants.ALL)]
    asked = [workloads.ALL[name] for name in chosen.workloads]
    with stage(var_directory()) as made:
        scene = _scene(made, size, "carbot_bench")
        bench = Bench(plan(), made.database.process.pid)
        _say(str(bench.cores))
        found = compete(bench, scene, competing, asked, chosen.pace, _say) if asked else {}
        result: dict[str, Any] = {
            "workloads": report.written(found),
            "machine": report.machine(bench.cores),
            "versions": report.versions(made.database.url),
            "size": vars(size),
            "pace": vars(chosen.pace),
        }
        result["ratios"] = ratios(result["workloads"])
        print("\n".join(report.tables(result["workloads"])))
        if verdicts := list(report.verdicts(figures(result["workloads"]))):
            print("\n".join(["", "Figures to reach (requests/s at 32 connections unless said)", *verdicts]))
        result["growth"] = {}
        for name in chosen.sections:
            with bench.noting(name):
                result["growth"][name] = _section(name, chosen, made, bench, scene, competing)
                print(f"\n{name}\n" + "\n".join(report.indented(result["growth"][name])))
        result["failures"] = bench.failures
    return result


def _section(
    name: str, chosen: Options, made: Stage, bench: Bench, scene: Scene, competing: list[Contestant]
) -> dict[str, Any]:
    ours = [one for one in competing if one in contestants.OURS]
    sections: dict[str, Callable[[], dict[str, Any]]] = {
        "tenants": lambda: _tenants(chosen, made, bench, scene, ours),
        "rows": lambda: growth.rows(bench, scene, ours, chosen.pace, _say),
        "processes": lambda: growth.api_processes(bench, scene, chosen.pace, _say),
        "documents": lambda: cold.documents(bench, scene, competing, chosen.pace, _say),
        "start": lambda: cold.start(bench, made, scene, competing, _say),
        "memory": lambda: endurance.memory(bench, scene, _say, 2_000 if chosen.is_small else endurance.REQUESTS),
        "mixed": lambda: endurance.mixed(bench, scene, _say, 5.0 if chosen.is_small else 60.0),
    }
    return sections[name]()


def _tenants(chosen: Options, made: Stage, bench: Bench, scene: Scene, ours: list[Contestant]) -> dict[str, Any]:
    size = chosen.size
    count = chosen.tenants or 10 * size.tenants
    more = _scene(made, size.grown(count), "carbot_bench_more")
    return growth.tenants(bench, {size.tenants: scene, count: more}, ours, chosen.pace, _say)


def _scene(made: Stage, size: data.Size, name: str) -> Scene:
    _say(f"database of {size.tenants:,} workshops")
    made.build(size)
    return made.copy(size, name)


_BEGAN = time.monotonic()


def _say(what: str) -> None:
    print(f"{time.monotonic() - _BEGAN:7.1f} s  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
