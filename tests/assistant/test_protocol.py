"""Answers of a service that the larger double does not send: refusals, errors inside a stream, missing usage."""

import pytest

from bench.assistant.workshop import Answer, Workshop, ask, heard
from carbot.clients.llm import Breaker, chat_model_from
from carbot.settings import Profile, Settings
from resolvers.assistant import Source, answer
from tests.support.llm_double import Event, delta, serve_events


async def said(events: list[Event]) -> Answer:
    async with serve_events(events) as url:
        model = chat_model_from(Settings(profile=Profile.TEST, openai_api_key="k", openai_base_url=url))
        assert model is not None
        reply = await heard(answer(ask("Was kostet ein Ölwechsel?"), Workshop(), model))
        await model.aclose()
    return reply


async def test_a_service_without_usage_is_counted_by_length() -> None:
    reply = await said([delta("Gern."), delta(finish="stop"), "[DONE]"])

    assert (reply.text, reply.done.source) == ("Gern.", Source.MODEL)
    assert reply.done.tokens_used > 100


async def test_unknown_endings_and_empty_chunks_are_borne() -> None:
    keep_alive = {**delta(), "choices": []}

    reply = await said([keep_alive, delta("Gern."), delta(finish="eos"), "[DONE]"])

    assert reply.text == "Gern."


@pytest.mark.parametrize(
    "events",
    [
        [delta(refusal="I will not."), delta(finish="stop"), "[DONE]"],
        [delta("Das "), {"error": {"message": "overloaded", "code": 529}}],
        [delta("Das "), delta(finish="content_filter"), "[DONE]"],
        [delta("Das "), "[DONE]"],
        ["<html>bad gateway</html>"],
        [{"choices": "none"}],
        [[1, 2]],
        [{**delta(), "choices": [{"index": 0, "delta": None, "finish_reason": None}]}],
        [{**delta(), "usage": {"total_tokens": None}}],
        [],
        [delta(tool_calls=[{"index": 0, "function": {"arguments": "{}"}}]), delta(finish="stop"), "[DONE]"],
    ],
)
async def test_whatever_is_no_answer_is_answered_by_rule(events: list[Event]) -> None:
    reply = await said(events)

    assert "89–199 €" in reply.text
    assert not reply.text.startswith("Das ")
    assert reply.done.source is Source.BUILT_IN


def test_a_breaker_opens_rests_and_probes() -> None:
    now = [0.0]
    breaker = Breaker(limit=2, rest=30, monotonic=lambda: now[0])

    def failed() -> bool:
        breaker.fail()
        return breaker.is_open

    assert [failed(), failed()] == [False, True]
    now[0] = 31
    assert [breaker.is_open, failed()] == [False, True]
    now[0] = 62
    breaker.succeed()
    assert [breaker.is_open, failed(), failed()] == [False, False, True]
