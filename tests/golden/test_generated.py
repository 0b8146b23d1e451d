"""Operations drawn from the schema: engine and reference executor answer every caller alike, errors included."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.golden.generated import Drawing
from tests.golden.stage import CALLERS, Asked, Stage, differences

_CURSORS = [
    "@cursor.NEWEST.lead.2",
    "@cursor.OLDEST.lead.3",
    "@cursor.BEST_SCORE.lead.6",
    "@cursor.NAME.lead.1",
    "@cursor.RECENTLY_CHANGED.lead.4",
    "@cursor.LATEST_MESSAGE.conversation.4",
    "@cursor.NEWEST.conversation.2",
    "@cursor.SEQUENCE.message.2",
    "@cursor.CATEGORY.service.1",
    "@cursor.NAME.service.2",
]
drawn = given(random=st.randoms(use_true_random=False), caller=st.sampled_from(CALLERS))


def often(times: int) -> Any:
    """The same operations in every run, so many of them."""
    return settings(
        max_examples=times,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


async def compare(stage: Stage, random: Random, caller: str) -> None:
    drawing = Drawing(stage.schema, random, stage.resolve(_CURSORS))
    asked = Asked(drawing.operation(), caller, drawing.variables)

    ours, theirs = await stage.by_engine(asked), await stage.by_reference(asked)

    told = f"as {caller}\n{asked.document}\n{asked.variables}"
    assert differences(ours, theirs) == [], told
    assert [error for error in ours.get("errors", ()) if error["code"] == "INTERNAL"] == [], told


@pytest.mark.timeout(180)
@drawn
@often(150)  # type: ignore[untyped-decorator]  # settings are not typed
async def test_drawn_operations_are_answered_alike(stage: Stage, random: Random, caller: str) -> None:
    await compare(stage, random, caller)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@drawn
@often(3000)  # type: ignore[untyped-decorator]  # settings are not typed
async def test_many_drawn_operations_are_answered_alike(stage: Stage, random: Random, caller: str) -> None:
    await compare(stage, random, caller)
