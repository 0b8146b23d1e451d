"""What chatting may cost: ten messages a minute of one visitor, and a daily budget of tokens for a workshop."""

import asyncio
from datetime import UTC

import pytest
from llmock.pytest_plugin import LLMock
from pydantic import SecretStr

from carbot.settings import Settings
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.instances import another_api
from tests.support.rows import Rows
from tests.support.visitors import begin
from tests.support.waiting import enough_of_the_day


async def test_the_eleventh_message_of_a_minute_is_told_to_wait_and_nothing_is_lost(
    settings: Settings, workshop: TestWorkshop, rows: Rows
) -> None:
    async with another_api(settings, rate_limit_factor=1) as (http, _):
        visitor = await begin(Api(http), workshop)
        kept = [await visitor.send(f"Nachricht {number}") for number in range(10)]

        with pytest.raises(Refused) as refused:
            await visitor.send("Nachricht zu viel")

        assert all(sent["errors"] == [] for sent in kept)
        assert refused.value.code == "RATE_LIMITED"
        assert 0 < refused.value.errors[0]["extensions"]["retryAfter"] <= 60
        assert rows("SELECT count(*) FROM messages WHERE author = 'VISITOR' AND workshop_id = %s", workshop.id) == [
            (10,)
        ]
        neighbour = await begin(Api(http), workshop)
        assert (await neighbour.send("Ich darf noch"))["errors"] == []
        await visitor.answers(10)
        await neighbour.answers()


async def test_guessing_passwords_ends_after_five_tries(settings: Settings, workshop: TestWorkshop) -> None:
    document = """mutation ($email: EmailAddress!, $password: String!) {
      sessionStart(input: {email: $email, password: $password}) { viewer { kind } errors { code } } }"""
    async with another_api(settings, rate_limit_factor=1) as (http, _):
        nobody = Api(http)
        tries = [
            await nobody.one(document, email=workshop.owner.email, password=f"geraten {number}") for number in range(5)
        ]

        with pytest.raises(Refused) as refused:
            await nobody.one(document, email=workshop.owner.email, password="ein recht langes Passwort")

    assert {answer["errors"][0]["code"] for answer in tries} == {"WRONG_CREDENTIALS"}
    assert refused.value.code == "RATE_LIMITED"


async def test_with_the_days_tokens_spent_the_built_in_assistant_answers(
    settings: Settings, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, llmock: LLMock
) -> None:
    await enough_of_the_day(UTC, seconds=60)
    llmock.reply("Das Modell sagt: Ringstraße eins.", times=None)
    changes = {
        "openai_api_key": SecretStr("test-key"),
        "openai_base_url": llmock.base_url(),
        "workshop_daily_tokens": 1,
    }
    async with another_api(settings, **changes) as (http, _):
        visitor = await begin(Api(http), workshop)
        neighbour = await begin(Api(http), other_workshop)

        await visitor.send("Erzählen Sie mir etwas")
        (first,) = await visitor.answers()
        await visitor.send("Wie ist Ihre Adresse?")
        _, second = await visitor.answers(2)
        await neighbour.send("Erzählen Sie mir etwas")
        (theirs,) = await neighbour.answers()

    assert first == theirs == "Das Modell sagt: Ringstraße eins."
    assert "Ringstraße 1" in second
    sources = rows("SELECT answered_by, tokens > 0 FROM turns WHERE workshop_id = %s ORDER BY id", workshop.id)
    assert sources == [("MODEL", True), ("BUILT_IN", False)]


@pytest.mark.parametrize("budget", ["conversation_tokens", "visitor_daily_tokens"])
async def test_with_the_own_tokens_spent_the_built_in_assistant_answers(
    settings: Settings, workshop: TestWorkshop, rows: Rows, llmock: LLMock, budget: str
) -> None:
    await enough_of_the_day(UTC, seconds=60)
    llmock.reply("Das Modell sagt: Ringstraße eins.", times=None)
    changes = {"openai_api_key": SecretStr("test-key"), "openai_base_url": llmock.base_url(), budget: 1}
    async with another_api(settings, **changes) as (http, _):
        visitor = await begin(Api(http), workshop)
        await visitor.send("Erzählen Sie mir etwas")
        await visitor.answers()
        await visitor.send("Wie ist Ihre Adresse?")
        await visitor.answers(2)
        anew = await begin(Api(http), workshop)
        await anew.send("Erzählen Sie mir etwas")
        await anew.answers()
        rows("UPDATE conversations SET visitor_hash = '\\x00' WHERE workshop_id = %s", workshop.id)
        another = await begin(Api(http), workshop)
        await another.send("Erzählen Sie mir etwas")
        await another.answers()

    found = rows("SELECT answered_by FROM turns WHERE workshop_id = %s ORDER BY id", workshop.id)
    # Who begins anew from the same address draws on the same day's budget, and on a new one of the conversation.
    begun_anew = "MODEL" if budget == "conversation_tokens" else "BUILT_IN"
    assert [source for (source,) in found] == ["MODEL", "BUILT_IN", begun_anew, "MODEL"]


TRY = """mutation ($input: AssistantTestInput!) {
  assistantTest(input: $input) { trial { answeredBy tokens } errors { code message } } }"""
USED = "{ assistantUsage { tokensToday } }"


async def test_a_trial_counts_in_the_workshops_day_and_waits_for_the_next_when_it_is_spent(
    settings: Settings, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, llmock: LLMock
) -> None:
    await enough_of_the_day(UTC, seconds=60)
    llmock.reply("Das Modell sagt: Ringstraße eins.", times=None)
    changes = {
        "openai_api_key": SecretStr("test-key"),
        "openai_base_url": llmock.base_url(),
        "workshop_daily_tokens": 1,
    }
    async with another_api(settings, **changes) as (http, _):
        owner = Api(http).as_(workshop.owner)
        first = await owner.one(TRY, input={"text": "Erzählen Sie mir etwas"})
        used = await owner.one(USED)
        asked = len(llmock.requests)
        refused = await owner.one(TRY, input={"text": "Erzählen Sie mir mehr"})
        visitor = await begin(Api(http), workshop)
        await visitor.send("Wie ist Ihre Adresse?")
        await visitor.answers()
        neighbour = await Api(http).as_(other_workshop.owner).one(TRY, input={"text": "Erzählen Sie mir etwas"})
        rows("UPDATE assistant_settings SET trial_day = trial_day - 1 WHERE workshop_id = %s", workshop.id)
        next_day = await owner.one(TRY, input={"text": "Erzählen Sie mir etwas"})

    assert first["trial"]["answeredBy"] == neighbour["trial"]["answeredBy"] == "MODEL"
    assert used == {"tokensToday": first["trial"]["tokens"]}
    assert refused["trial"] is None
    assert [error["code"] for error in refused["errors"]] == ["TOKENS_SPENT"]
    assert refused["errors"][0]["message"].startswith("Für heute ist das Sprachmodell Ihrer Werkstatt aufgebraucht.")
    assert (asked, rows("SELECT answered_by FROM turns WHERE workshop_id = %s", workshop.id)) == (1, [("BUILT_IN",)])
    assert next_day["trial"]["answeredBy"] == "MODEL"


async def test_two_trials_at_once_both_count(settings: Settings, workshop: TestWorkshop, llmock: LLMock) -> None:
    await enough_of_the_day(UTC, seconds=60)
    llmock.reply("Das Modell sagt: Ringstraße eins.", times=None)
    changes = {"openai_api_key": SecretStr("test-key"), "openai_base_url": llmock.base_url()}
    async with another_api(settings, **changes) as (http, _):
        owner = Api(http).as_(workshop.owner)
        tried = await asyncio.gather(*(owner.one(TRY, input={"text": "Erzählen Sie mir etwas"}) for _ in range(4)))
        used = await owner.one(USED)

    assert used["tokensToday"] == sum(each["trial"]["tokens"] for each in tried) > 0


async def test_without_a_model_a_trial_is_never_refused(settings: Settings, workshop: TestWorkshop, rows: Rows) -> None:
    await enough_of_the_day(UTC, seconds=60)
    rows("UPDATE assistant_settings SET trial_day = current_date, trial_tokens = 9 WHERE workshop_id = %s", workshop.id)
    async with another_api(settings, workshop_daily_tokens=1) as (http, _):
        tried = await Api(http).as_(workshop.owner).one(TRY, input={"text": "Wann haben Sie geöffnet?"})

    assert (tried["trial"]["answeredBy"], tried["errors"]) == ("BUILT_IN", [])
