"""The assistant with a model that fails, stalls, or talks nonsense: every way in which it can."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock
from llmock.scenarios import Reply, ToolCall

from bench.assistant.workshop import Workshop, ask
from carbot.clients.llm import ChatModel, chat_model_from
from resolvers.assistant import ActionKind, Budget, Source, answer
from tests.assistant.asking import BUILT_IN_OIL, kinds, said, settings, tool_results

FAULTS_BEFORE: dict[str, Callable[[LLMock], object]] = {
    "outage": lambda mock: mock.outage(status=500),
    "rate limit that outlasts the turn": lambda mock: mock.rate_limit(times=None, retry_after=60),
    "bad request": lambda mock: mock.context_overflow(times=None),
    "wrong key": lambda mock: mock.fail(401, times=None),
    "cut at once": lambda mock: mock.disconnect(after_chunks=0, times=None),
    "ended at once": lambda mock: mock.truncate(after_chunks=0, times=None),
    "garbage at once": lambda mock: mock.corrupt(after_chunks=0, times=None),
    "nothing said": lambda mock: mock.reply("", times=None),
    "refused": lambda mock: mock.add(Reply(text="", finish_reason="content_filter", times=None)),
}


@pytest.mark.parametrize("fault", FAULTS_BEFORE)
async def test_a_model_that_fails_before_a_word_is_replaced(llmock: LLMock, model: ChatModel, fault: str) -> None:
    FAULTS_BEFORE[fault](llmock)

    reply = await said("Was kostet ein Ölwechsel?", model)

    assert BUILT_IN_OIL in reply.text
    assert reply.text.startswith("**Motorölwechsel inkl. Filter 5W-30** kostet")
    assert reply.done.source is Source.BUILT_IN


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_failure_that_heals_is_tried_once_more(llmock: LLMock, model: ChatModel, status: int) -> None:
    llmock.fail(status, retry_after=0.1)
    llmock.reply("Gern geschehen.")

    reply = await said("Ach so", model)

    assert (reply.text, reply.done.source) == ("Gern geschehen.", Source.MODEL)
    assert len(llmock.requests) == 2
    llmock.assert_resilient()


@pytest.mark.parametrize("fault", ["disconnect", "truncate", "corrupt"])
async def test_a_stream_cut_in_the_middle_is_continued_by_rule(llmock: LLMock, model: ChatModel, fault: str) -> None:
    llmock.reply("Guten Tag! Ich sehe gern nach. Der Ölwechsel kostet bei uns", times=None)
    getattr(llmock, fault)(after_chunks=9)

    reply = await said("Was kostet ein Ölwechsel?", model)

    begun, _, rest = reply.text.partition("\n\n")
    assert begun.strip() == "Guten Tag! Ich sehe gern nach."
    assert rest.startswith("Noch einmal kurz und sicher:")
    assert BUILT_IN_OIL in rest
    assert reply.done.source is Source.BUILT_IN
    assert len(llmock.requests) == 1


async def test_a_cut_answer_is_not_contradicted(llmock: LLMock, model: ChatModel) -> None:
    llmock.reply("Gern! Dazu beraten wir Sie. Kommen Sie einfach")
    llmock.truncate(after_chunks=7)

    reply = await said("Wie pflege ich Leder?", model)

    assert (
        reply.text
        == "Gern! Dazu beraten wir Sie. \n\nMeine Antwort wurde leider unterbrochen. Sollen wir Sie dazu zurückrufen?"
    )


@pytest.mark.parametrize("silence", ["slow_first_token", "stall"])
async def test_a_model_that_is_too_slow_is_replaced_in_time(llmock: LLMock, model: ChatModel, silence: str) -> None:
    llmock.reply("Einen Moment bitte. Ich sehe nach.", times=None)
    if silence == "stall":
        llmock.stall(after_chunks=2, seconds=60)
    else:
        llmock.slow_first_token(60)
    started = time.monotonic()

    reply = await said("Was kostet ein Ölwechsel?", model, budget=Budget(seconds=0.4))

    assert time.monotonic() - started < 10
    assert BUILT_IN_OIL in reply.text
    assert reply.done.source is Source.BUILT_IN


async def test_a_model_that_only_calls_tools_is_stopped(llmock: LLMock, model: ChatModel) -> None:
    llmock.add(Reply(tool_calls=(ToolCall("search_services", {"query": "Öl"}),), times=None))

    reply = await said("Was kostet ein Ölwechsel?", model)

    assert len(llmock.requests) == Budget().tool_rounds + 1
    assert BUILT_IN_OIL in reply.text
    assert reply.done.source is Source.BUILT_IN


@pytest.mark.parametrize("kind", ["malformed_arguments", "unknown_tool"])
async def test_a_garbled_tool_call_is_told_to_the_model(llmock: LLMock, model: ChatModel, kind: str) -> None:
    workshop = Workshop()
    llmock.call_tool("search_services", {"query": "Ölwechsel"})
    llmock.break_tool_call(kind)
    llmock.reply("Dazu rufen wir Sie gern zurück.")

    reply = await said("Was kostet ein Ölwechsel?", model, workshop=workshop)

    assert "error" in tool_results(llmock)[0]
    assert workshop.searches == []
    assert (reply.text, reply.done.source) == ("Dazu rufen wir Sie gern zurück.", Source.MODEL)


@pytest.mark.parametrize("arguments", [{"query": 5}, {"query": None}, {}, {"query": "a", "workshop_id": "another"}])
async def test_arguments_are_checked_against_the_schema(
    llmock: LLMock, model: ChatModel, arguments: dict[str, Any]
) -> None:
    workshop = Workshop()
    llmock.call_tool("search_services", arguments)
    llmock.reply("Gern.")

    await said("Was kostet ein Ölwechsel?", model, workshop=workshop)

    assert tool_results(llmock)[0]["error"] == "The arguments do not fit the schema."
    assert workshop.searches == []


async def test_a_failure_after_an_action_keeps_to_the_action(llmock: LLMock, model: ChatModel) -> None:
    workshop = Workshop()
    llmock.call_tool("create_lead", {"name": None, "phone": None, "email": None, "wish": "TÜV", "preferred_time": None})
    llmock.reply("", times=None)

    reply = await said("Was kostet der TÜV, ich will einen Termin", model, workshop=workshop)

    assert kinds(reply) == [ActionKind.LEAD_FORM]
    assert len(workshop.leads) == 1
    assert reply.text.startswith("Gern. Ich habe Ihnen das Formular geöffnet")


async def test_a_model_that_only_announces_is_completed_by_rule(llmock: LLMock, model: ChatModel) -> None:
    llmock.call_tool("search_services", {"query": "Ölwechsel"}, text="Ich sehe nach.")
    llmock.reply("", times=None)

    reply = await said("Was kostet ein Ölwechsel?", model)

    assert reply.text.startswith("Ich sehe nach. \n\nNoch einmal kurz und sicher:")
    assert BUILT_IN_OIL in reply.text


async def test_an_answer_cut_by_the_token_limit_ends_with_a_whole_sentence(llmock: LLMock, model: ChatModel) -> None:
    llmock.add(Reply(text="Das ist ein Satz. Der zweite bricht", finish_reason="length"))

    reply = await said("Erzählen Sie", model)

    assert (reply.text.strip(), reply.done.source) == ("Das ist ein Satz.", Source.MODEL)


async def test_an_endless_answer_is_cut_at_a_sentence(llmock: LLMock, model: ChatModel) -> None:
    llmock.reply("Das ist ein Satz. " * 60)

    reply = await said("Erzählen Sie", model, budget=Budget(max_characters=100))

    assert len(reply.text) < 150
    assert reply.text.strip().endswith("Satz.")


async def test_after_failures_in_a_row_the_model_is_left_alone(llmock: LLMock, model: ChatModel) -> None:
    llmock.outage(status=500)
    for _ in range(4):
        await said("Ölwechsel?", model)
    asked = len(llmock.requests)

    reply = await said("Ölwechsel?", model)

    assert len(llmock.requests) == asked <= 6
    assert BUILT_IN_OIL in reply.text


async def test_nobody_listening_means_built_in() -> None:
    model = chat_model_from(settings(openai_api_key="k", openai_base_url="http://127.0.0.1:9/v1"))
    assert model is not None

    reply = await said("Was kostet ein Ölwechsel?", model)

    await model.aclose()
    assert BUILT_IN_OIL in reply.text


async def test_a_stopped_answer_lets_go_of_the_model(llmock: LLMock, model: ChatModel) -> None:
    llmock.reply("Ein Satz. Noch einer. Und noch einer.", times=None)
    llmock.stall(after_chunks=4, seconds=5)
    pieces = answer(ask("Erzählen Sie"), Workshop(), model)

    first = await anext(pieces)
    waiting = asyncio.ensure_future(anext(pieces))
    await asyncio.wait([waiting], timeout=0.1)
    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert first.text == "Ein Satz. "  # type: ignore[union-attr]
