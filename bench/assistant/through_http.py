"""`./dev bench assistant http`: how long visitors wait for the assistant of a running server, many of them at once.

One API process, its database and the visitors share the machine. People read and write for a few seconds between
two questions; without that pause as many answers as there are visitors are being made all the time.
"""

import asyncio
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import quantiles

import uvloop

from bench import data
from bench.assistant import provider
from bench.assistant.cases import JUDGED
from bench.assistant.visitors import Heard, Visitor
from bench.contestants import FRONT_DOOR, Contestant, Ground, running
from bench.measuring import Failed
from bench.stage import stage
from carbot.demo_data import seed
from carbot.demo_data.workshop import WEBSITE
from carbot.embedded.places import var_directory
from carbot.errors import StartupError

VISITORS = 20
PAUSE = (2.0, 8.0)
"""The least and the most seconds between an answer and the visitor's next question."""
_AT_ONCE = (0.0, 0.0)
_NO_BUDGETS = dict.fromkeys(
    ("CARBOT_WORKSHOP_DAILY_TOKENS", "CARBOT_VISITOR_DAILY_TOKENS", "CARBOT_CONVERSATION_TOKENS"), "1000000000"
)
"""All visitors come from one address here, and would soon have used up what one may."""
_WARM_UP = 40
_MODELS_ANSWERS = 160


def main() -> int:
    """Measure and print; the exit code is 1 when it could not be measured."""
    try:
        with (
            stage(var_directory()) as made,
            data.fresh(made.database.url, made.settings, "carbot_bench_assistant") as settings,
        ):
            client_key = seed(settings).client_key
            uvloop.run(_measure(Ground(settings, made.logs), client_key))
    except (StartupError, Failed) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


async def _measure(ground: Ground, client_key: str) -> None:
    sent_along = {"x-carbot-client-key": client_key, "origin": WEBSITE}
    questions = [case.question for case in JUDGED.cases if not case.earlier]
    with running(FRONT_DOOR.called("assistant"), ground) as server:
        visit = partial(_converse, server.port, sent_along)
        await visit(questions[:_WARM_UP], _AT_ONCE, VISITORS)
        _show("one visitor alone", await visit(questions[:_WARM_UP], _AT_ONCE, 1))
        _show(f"{VISITORS} conversations", await visit(questions, PAUSE, VISITORS))
        _show(f"{VISITORS} questions at every moment", await visit(questions, _AT_ONCE, VISITORS))

    model = provider.Provider()
    asked = [provider.question(number) for number in range(_WARM_UP + _MODELS_ANSWERS)]
    async with model.serve() as address:
        with running(_with_model(address), ground) as server:
            visit = partial(_converse, server.port, sent_along)
            await visit(asked[:_WARM_UP], _AT_ONCE, VISITORS)
            model.left.clear()
            heard = await visit(asked, PAUSE, VISITORS)
    later = [(each.first - model.left[number]) * 1000 for number, each in enumerate(heard) if number in model.left]
    print(f"A scripted provider, {VISITORS} conversations: asked for {len(later)} of {len(asked)} answers")
    _print("first text after the provider's", later, 30)


async def _converse(
    port: int, sent_along: Mapping[str, str], questions: Sequence[str], pause: tuple[float, float], visitors: int
) -> list[Heard]:
    """Ask everything in turn, each visitor the next question that nobody has asked yet. Raises Failed."""
    heard: dict[int, Heard] = {}
    left = iter(enumerate(questions))
    async with AsyncExitStack() as stack:
        present = [await stack.enter_async_context(Visitor(port, {**sent_along}).present()) for _ in range(visitors)]
        await asyncio.gather(*(_ask(visitor, left, heard, pause) for visitor in present))
    return [heard[number] for number in range(len(questions))]


async def _ask(
    visitor: Visitor, left: Iterator[tuple[int, str]], heard: dict[int, Heard], pause: tuple[float, float]
) -> None:
    await asyncio.sleep(random.uniform(0, pause[1]))  # nobody begins in step with others
    for number, text in left:
        heard[number] = await visitor.ask(text)
        await asyncio.sleep(random.uniform(*pause))


def _show(name: str, heard: Sequence[Heard]) -> None:
    print(f"{name}: {len(heard)} questions through HTTP; load average {os.getloadavg()[0]:.1f}", flush=True)
    _print("first text", [(each.first - each.sent) * 1000 for each in heard], 50)
    _print("whole answer", [(each.whole - each.sent) * 1000 for each in heard], 150)


def _with_model(address: str) -> Contestant:
    def command(ground: Ground, port: int) -> tuple[Sequence[str | Path], Mapping[str, str]]:
        line, told = FRONT_DOOR.command(ground, port)
        return line, {**told, **_NO_BUDGETS, "OPENAI_API_KEY": "script", "OPENAI_BASE_URL": address}

    return replace(FRONT_DOOR, name="assistant_model", command=command)


def _print(name: str, milliseconds: Sequence[float], wanted: int) -> None:
    cuts = quantiles(milliseconds, n=20)
    print(f"  {name:<32} p50 {cuts[9]:>7.1f} ms  p95 {cuts[18]:>7.1f} ms  (wanted: p95 under {wanted} ms)")
