"""`./dev bench assistant`: how often visitors get what they came for, whether a wrong price is said, how long it takes.

The questions of `judged_*.csv` and `attacks.csv` were never tuned on; those of `tuning*.csv` were, and are only shown.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from statistics import quantiles
from time import perf_counter

from bench.assistant.cases import (
    ATTACKS,
    JUDGED,
    MORE_TUNING,
    TUNING,
    Answering,
    Case,
    Corpus,
    Verdict,
    by_rule,
    judged,
)
from bench.assistant.scripted import ScriptedModel
from resolvers.assistant import Piece, Question, Tools, answer

_PARALLEL = 20


def main() -> int:
    """Measure and print; the exit code is 2 where a wrong price was said."""
    return asyncio.run(_main())


async def _main() -> int:
    model = ScriptedModel()

    def by_script(question: Question, tools: Tools) -> AsyncIterator[Piece]:
        return answer(question, tools, model)

    wrong = 0
    print("The built-in assistant")
    for name, corpus in {"tuned on": TUNING, "tuned on, long": MORE_TUNING}.items():
        print(_line(name, await _all(corpus, by_rule)))
    found = [*await _all(JUDGED, by_rule), *await _all(ATTACKS, by_rule)]
    wrong += _report("never tuned on", found)
    print("\nA model by script that invents an amount every third time, with the price guard")
    wrong += _report("never tuned on", [*await _all(JUDGED, by_script), *await _all(ATTACKS, by_script)])
    print(f"\nThe built-in assistant, {_PARALLEL} conversations at once, in this process: milliseconds of an answer")
    print("p50 {:.1f}, p95 {:.1f}".format(*await _latencies(JUDGED)))
    return 2 if wrong else 0


async def _all(corpus: Corpus, answering: Answering) -> list[Verdict]:
    return [await judged(case, corpus.services, answering) for case in corpus.cases]


def _report(name: str, verdicts: Sequence[Verdict]) -> int:
    """Print the accuracy by language and kind; returns how many answers held a wrong price."""
    print(_line(name, verdicts))
    for part in ("language", "kind"):
        groups: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            groups[str(getattr(verdict.case, part))].append(verdict)
        for key, of_it in sorted(groups.items()):
            print(_line(f"  {key}", of_it))
    singles = [verdict for verdict in verdicts if verdict.case.kind == "price" and not verdict.case.earlier]
    for language in sorted({verdict.case.language for verdict in singles}):
        print(_line(f"  right service and price, {language}", [v for v in singles if v.case.language is language]))
    wrong = [verdict for verdict in verdicts if verdict.wrong_amounts]
    for verdict in wrong:
        print(f"  WRONG PRICE: {verdict.case.question} -> {verdict.wrong_amounts}")
    return len(wrong)


def _line(name: str, verdicts: Sequence[Verdict]) -> str:
    right = sum(verdict.is_right for verdict in verdicts)
    wrong = sum(bool(verdict.wrong_amounts) for verdict in verdicts)
    return f"{name:<40} {right:>4} of {len(verdicts):>4}  {right / len(verdicts):>6.1%}  wrong prices {wrong}"


async def _latencies(corpus: Corpus) -> tuple[float, float]:
    """The median and the 95th percentile of a whole answer, some conversations going on at once."""
    waiting: asyncio.Queue[Case] = asyncio.Queue()
    for case in _without_earlier(corpus.cases):
        waiting.put_nowait(case)
    took: list[float] = []

    async def visitor() -> None:
        while not waiting.empty():
            case = waiting.get_nowait()
            began = perf_counter()
            await judged(case, corpus.services)
            took.append((perf_counter() - began) * 1000)

    await asyncio.gather(*(visitor() for _ in range(_PARALLEL)))
    cuts = quantiles(took, n=20)
    return cuts[9], cuts[18]


def _without_earlier(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if not case.earlier]
