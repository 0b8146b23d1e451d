"""Every operation of the corpus: both executors answer alike, as it is written down, by the statement written down."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.golden.corpus import FRONT_ENDS, Case, cases, front_end_documents
from tests.golden.stage import Asked, Stage, differences, masked

ANSWERS = Path(__file__).parent / "answers"
STATEMENTS = Path(__file__).parent / "statements"
REWRITE = "CARBOT_UPDATE_SNAPSHOTS"
CASES = list(cases())
_CLAUSES = re.compile(r"\s*\n\s*|\s+(?=(?:FROM|WHERE|ORDER BY|GROUP BY|LIMIT|LEFT OUTER JOIN|JOIN|UNION ALL) )")


def test_every_operation_of_the_front_ends_is_in_the_corpus() -> None:
    documents = front_end_documents()

    assert len(documents) > 50, "build the front ends first: ./dev demo does"
    assert set(json.loads(FRONT_ENDS.read_text(encoding="utf-8"))) == set(documents)
    assert [case.name for case in CASES if not case.runs] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_both_executors_answer_what_is_written_down(stage: Stage, case: Case) -> None:
    answered = []
    for caller, variables in ways(case):
        asked = Asked(case.document, caller, stage.resolve(variables))
        ours = await stage.by_engine(asked)
        if case.changes:
            stage.reset()
        theirs = await stage.by_reference(asked)
        if case.changes:
            stage.reset()

        assert differences(masked(ours), masked(theirs)) == [], (caller, variables)
        answered.append({"caller": caller, "variables": variables, **masked(ours)})

    lines = ",\n".join(json.dumps(each, ensure_ascii=False, indent=1) for each in answered)
    compare(ANSWERS / f"{case.name}.json", f"[\n{lines}\n]\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_the_statements_are_those_written_down(stage: Stage, case: Case) -> None:
    found: dict[str, list[str]] = {}
    for number, (caller, variables) in enumerate(ways(case), start=1):
        asked = Asked(case.document, caller, stage.resolve(variables))
        if not stage.takes(asked):
            continue
        plan = await stage.plan(asked)
        found.setdefault(plan.bound.sql, []).append(f"{number} {caller}")

    shown = [f"-- {', '.join(who)}\n{_CLAUSES.sub(_newline, sql)}\n" for sql, who in found.items()]
    compare(STATEMENTS / f"{case.name}.sql", "\n".join(shown))


def ways(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each caller with each set of variables."""
    for run in case.runs:
        for caller in run["callers"]:
            yield caller, run["variables"]


def compare(file: Path, found: str) -> None:
    """The file says what was found; written anew where that is asked for."""
    if os.environ.get(REWRITE):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert file.is_file(), f"write it: {REWRITE}=1 ./dev test {Path(__file__).parent.name}"
    assert found.splitlines() == file.read_text(encoding="utf-8").splitlines(), (
        f"if this is meant: {REWRITE}=1 ./dev test {Path(__file__).parent.name}"
    )


def _newline(_: re.Match[str]) -> str:
    return "\n"
