"""What a visitor may send: bad input gets a clear answer, good input is kept once and answered once."""

import asyncio

import pytest

from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import begin


@pytest.mark.parametrize(
    ("text", "code", "messages"),
    [
        (
            " \n\t\u200b",
            "REQUIRED",
            {
                "DE": "Bitte füllen Sie dieses Feld aus.",
                "EN": "Please fill in this field.",
                "TR": "Lütfen bu alanı doldurun.",
                "PL": "Proszę wypełnić to pole.",
            },
        ),
        (
            "ö" * 10_000,
            "TOO_LONG",
            {
                "DE": "Bitte kürzen Sie auf höchstens 2000 Zeichen.",
                "EN": "Please shorten this to at most 2000 characters.",
                "TR": "Lütfen en fazla 2000 karaktere kısaltın.",
                "PL": "Proszę skrócić do najwyżej 2000 znaków.",
            },
        ),
    ],
    ids=["empty", "ten thousand characters"],
)
async def test_an_empty_or_endless_message_is_refused_in_the_visitors_language(
    api: Api, workshop: TestWorkshop, rows: Rows, text: str, code: str, messages: dict[str, str]
) -> None:
    for language, message in messages.items():
        visitor = await begin(api, workshop, language=language)

        answer = await visitor.send(text)

        assert answer == {
            "message": None,
            "turn": None,
            "errors": [{"code": code, "message": message, "path": ["input", "text"]}],
        }
        assert await visitor.lines() == []
    assert rows.count("turns", workshop.id) == 0


async def test_two_thousand_characters_are_taken(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    sent = await visitor.send("ö" * 2000)

    assert sent["errors"] == []
    assert len(sent["message"]["text"]) == 2000
    await visitor.answers()


@pytest.mark.parametrize("key", ["", "kurz", "x" * 65, "mit\x00null-zeichen"])
async def test_a_useless_idempotency_key_is_refused(api: Api, workshop: TestWorkshop, key: str) -> None:
    visitor = await begin(api, workshop)

    answer = await visitor.api.one(
        """mutation ($id: ID!, $key: String!) { messageSend(conversationId: $id, input: {text: "Hallo"},
          idempotencyKey: $key) { message { id } turn { id } errors { code message path } } }""",
        id=visitor.conversation,
        key=key,
    )

    assert answer == {
        "message": None,
        "turn": None,
        "errors": [
            {
                "code": "INVALID_IDEMPOTENCY_KEY",
                "message": "Der idempotencyKey braucht 8 bis 64 Zeichen.",
                "path": ["idempotencyKey"],
            }
        ],
    }
    assert await visitor.lines() == []


async def test_the_second_click_gets_the_first_message_and_one_answer(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    answers = await asyncio.gather(*(visitor.send("Wann haben Sie offen?", "der-selbe-klick") for _ in range(4)))

    assert len({answer["message"]["id"] for answer in answers}) == 1
    assert len({answer["turn"]["id"] for answer in answers}) == 1
    await visitor.answers()
    assert [line["author"] for line in await visitor.lines()] == ["VISITOR", "ASSISTANT"]


async def test_two_messages_in_a_row_are_both_answered_in_order(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)

    first = await visitor.send("Wann haben Sie offen?")
    second = await visitor.send("Wie ist Ihre Telefonnummer?")

    hours, phone = await visitor.answers(2)
    assert "0221" in phone.replace(" ", "") or "+49221" in phone.replace(" ", "")
    assert hours != phone
    assert (first["message"]["seq"], second["message"]["seq"]) < (2, 4)
    done = rows(
        "SELECT t.question_seq, t.status, m.text FROM turns t JOIN messages m ON m.id = t.answer_id"
        " WHERE t.workshop_id = %s ORDER BY m.seq",
        workshop.id,
    )
    assert done == [
        (first["message"]["seq"], "DONE", hours),
        (second["message"]["seq"], "DONE", phone),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("DE", "Größe, Maße & Straße – „Ölwechsel“ für 2 €? 🚗🔧"),
        ("EN", "Brakes squeal – “help” 🙏🏽"),
        ("TR", "Yağ değişimi ne kadar? Şanzıman, ığüşöç İĞÜŞÖÇ 🇹🇷"),
        ("PL", "Zażółć gęślą jaźń – ile kosztuje wymiana oleju? 👨‍👩‍👧‍👦"),
        ("DE", "Сколько стоит замена масла? كم سعر تغيير الزيت؟ 換油多少錢"),
        ("DE", "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}'; DROP TABLE leads; --"),
        ("DE", "zwei\nZeilen\r\nund Tab\tmit NUL\x00 und Steuerzeichen\x1b[31m"),
    ],
)
async def test_every_alphabet_and_markup_is_kept_as_it_was_typed(
    api: Api, workshop: TestWorkshop, language: str, text: str
) -> None:
    visitor = await begin(api, workshop, language=language)

    sent = await visitor.send(text)

    kept = text.replace("\r\n", "\n").replace("\x00", "").replace("\x1b", "")
    assert sent["errors"] == []
    assert sent["message"]["text"] == kept
    (answer,) = await visitor.answers()
    assert "<script" not in answer
    member = api.as_(workshop.owner)
    found = await member.one("{ conversations { edges { node { preview messageCount language } } } }")
    (edge,) = found["edges"]
    assert edge["node"]["language"] == language
    assert edge["node"]["messageCount"] == 2


async def test_half_a_character_is_a_clear_refusal_and_not_a_crash(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    response = await visitor.api._http.post(
        "/graphql",
        content=(
            b'{"query": "mutation ($id: ID!, $t: String!) { messageSend(conversationId: $id, input: {text: $t},'
            b' idempotencyKey: \\"halbes-zeichen\\") { message { text } errors { code } } }",'
            b' "variables": {"id": "' + visitor.conversation.encode() + b'", "t": "Hallo \\ud83d Welt"}}'
        ),
        headers={**visitor.who.values, "content-type": "application/json"},
    )

    assert response.status_code == 400
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["BAD_INPUT"]
    assert await visitor.lines() == []


async def test_where_a_conversation_began_is_kept_without_parameters(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(
        api,
        workshop,
        page="https://www.werkstatt.example/preise?name=Ada#oben",
        referrer="https://suche.example/?q=geheim",
        campaign="  herbst\n2026 ",
    )

    found = await api.as_(workshop.owner).one(
        "query ($id: ID!) { conversation(id: $id) { source { surface page referrer campaign } } }",
        id=visitor.conversation,
    )

    assert found["source"] == {
        "surface": "WIDGET",
        "page": "https://www.werkstatt.example/preise",
        "referrer": "https://suche.example/",
        "campaign": "herbst 2026",
    }


@pytest.mark.parametrize("page", ["javascript:alert(1)", "nichts", "https://", "file:///etc/passwd", "http://[::1"])
async def test_a_page_that_is_none_does_not_keep_a_visitor_from_chatting(
    api: Api, workshop: TestWorkshop, page: str
) -> None:
    visitor = await begin(api, workshop, page=page, referrer=page, campaign="x" * 1000)

    found = await api.as_(workshop.owner).one(
        "query ($id: ID!) { conversation(id: $id) { source { page referrer campaign } } }", id=visitor.conversation
    )

    assert found["source"] == {"page": None, "referrer": None, "campaign": "x" * 120}
