"""A visitor's enquiry: only with consent to the text that is shown now, only with a way to answer, kept once."""

import asyncio
from typing import Any

import pytest

from tests.support.api import Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows
from tests.support.visitors import CONSENT, begin
from tests.support.waiting import until

from .documents import read

NO_CONSENT = {
    "DE": "Bitte stimmen Sie der Speicherung Ihrer Angaben zu. Ohne Ihre Einwilligung speichern wir nichts.",
    "EN": "Please agree to your details being stored. Without your consent we store nothing.",
}


@pytest.mark.parametrize(
    "consent",
    [{"isGiven": False}, {"textVersion": "2020-01"}, {"textVersion": ""}, {"textVersion": "2026-11 "}],
    ids=["not given", "an old text", "no text", "nearly the text"],
)
@pytest.mark.parametrize("language", ["DE", "EN"])
async def test_without_consent_to_the_text_of_today_nothing_is_stored(
    api: Api, workshop: TestWorkshop, rows: Rows, consent: dict[str, Any], language: str
) -> None:
    visitor = await begin(api, workshop, language=language)

    answer = await visitor.submit("consent-key-1", consent={**CONSENT, **consent})

    assert answer == {
        "lead": None,
        "errors": [{"code": "CONSENT_REQUIRED", "message": NO_CONSENT[language], "path": ["input", "consent"]}],
    }
    assert [rows.count(table, workshop.id) for table in ("leads", "consents", "lead_events")] == [0, 0, 0]
    assert rows("SELECT count(*) FROM outbox WHERE workshop_id = %s AND kind LIKE 'Lead%%'", workshop.id) == [(0,)]


PHONE = "Bitte prüfen Sie die Telefonnummer, am besten mit Vorwahl: 0221 123456."
EMAIL = "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de."
EMPTY = "Bitte füllen Sie dieses Feld aus."
CONTACT = "Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an, damit wir antworten können."


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"phone": None}, [("CONTACT_REQUIRED", CONTACT, "phone")]),
        ({"phone": " ", "email": ""}, [("CONTACT_REQUIRED", CONTACT, "phone")]),
        ({"phone": "12"}, [("INVALID_PHONE", PHONE, "phone")]),
        ({"phone": "ruf mich an"}, [("INVALID_PHONE", PHONE, "phone")]),
        ({"phone": "+49 221 1234567 ; drop table"}, [("INVALID_PHONE", PHONE, "phone")]),
        ({"email": "ada@"}, [("INVALID_EMAIL", EMAIL, "email")]),
        ({"email": "ada@kunde.example\r\nBcc: alle@kunde.example"}, [("INVALID_EMAIL", EMAIL, "email")]),
        ({"name": " \t"}, [("REQUIRED", EMPTY, "name")]),
        ({"name": "x" * 121}, [("TOO_LONG", "Bitte kürzen Sie auf höchstens 120 Zeichen.", "name")]),
        ({"wish": "x" * 2001}, [("TOO_LONG", "Bitte kürzen Sie auf höchstens 2000 Zeichen.", "wish")]),
        (
            {"preferredTime": "x" * 201},
            [("TOO_LONG", "Bitte kürzen Sie auf höchstens 200 Zeichen.", "preferredTime")],
        ),
        (
            {"name": "", "phone": "1", "email": "x"},
            [("REQUIRED", EMPTY, "name"), ("INVALID_PHONE", PHONE, "phone"), ("INVALID_EMAIL", EMAIL, "email")],
        ),
    ],
)
async def test_a_fault_is_named_and_nothing_is_stored(
    api: Api, workshop: TestWorkshop, rows: Rows, changes: dict[str, Any], errors: list[tuple[str, str, str]]
) -> None:
    visitor = await begin(api, workshop)

    answer = await visitor.submit(**changes)

    assert answer == {
        "lead": None,
        "errors": [{"code": code, "message": message, "path": ["input", field]} for code, message, field in errors],
    }
    assert [rows.count(table, workshop.id) for table in ("leads", "consents")] == [0, 0]


async def test_the_consent_is_kept_with_its_words_language_and_time(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop, language="TR")
    shown = await visitor.api.one("{ widget { consent { version language text } } }")

    await visitor.submit(consent={"isGiven": True, "textVersion": shown["consent"]["version"], "language": "TR"})

    assert shown["consent"]["language"] == "TR"
    assert workshop.name in shown["consent"]["text"]
    assert "werkstatt.example/datenschutz" in shown["consent"]["text"]
    ((version, text, language, is_fresh),) = rows(
        """SELECT text_version, text, language, given_at > now() - interval '1 minute'
        FROM consents WHERE workshop_id = %s""",
        workshop.id,
    )
    assert (version, text, language, is_fresh) == ("2026-11", shown["consent"]["text"], "TR", True)


async def test_the_second_click_makes_no_second_lead(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)

    answers = await asyncio.gather(*(visitor.submit("der-selbe-klick") for _ in range(4)))

    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["errors"] == []
    assert [rows.count(table, workshop.id) for table in ("leads", "consents")] == [1, 1]


async def test_two_visitors_with_the_same_key_do_not_meet(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    first, second = await begin(api, workshop), await begin(api, workshop)

    one, two = await first.submit("lead-key-1"), await second.submit("lead-key-1", name="Jemand anderes")

    assert one["errors"] == two["errors"] == []
    assert one["lead"]["id"] != two["lead"]["id"]
    assert rows.count("leads", workshop.id) == 2


@pytest.mark.parametrize("key", ["", "kurz", "x" * 65, "mit\x00null-zeichen"])
async def test_a_useless_idempotency_key_is_refused(api: Api, workshop: TestWorkshop, rows: Rows, key: str) -> None:
    visitor = await begin(api, workshop)

    answer = await visitor.submit(key)

    assert answer["lead"] is None
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [
        ("INVALID_IDEMPOTENCY_KEY", ["idempotencyKey"])
    ]
    assert rows.count("leads", workshop.id) == 0


async def test_an_enquiry_from_another_conversation_is_not_taken(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    visitor, neighbour = await begin(api, workshop), await begin(api, workshop)
    stranger = await begin(api, other_workshop)

    for foreign in (neighbour.conversation, stranger.conversation, "conversation_" + "0" * 32, "Unsinn"):
        answer = await visitor.submit(conversationId=foreign)

        assert [error["code"] for error in answer["errors"]] == ["NOT_FOUND"]
    assert rows.count("leads", workshop.id) == rows.count("leads", other_workshop.id) == 0


async def test_markup_emoji_and_alphabets_arrive_as_text_and_escaped_in_the_mail(
    api: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    visitor = await begin(api, workshop)
    name = "<img src=x onerror=alert(1)> Çağrı Łukasz Иван 🚗"
    wish = "<script>alert('wish')</script>\n\"Zahnriemen\" & 'Wasserpumpe'"

    answer = await visitor.submit(name=name, wish=wish, preferredTime="<b>morgen</b>")

    lead = await read(api.as_(workshop.owner), answer["lead"]["id"])
    assert lead["contactDetails"]["name"] == name
    assert lead["wish"] == wish
    (mail,) = await mailbox.wait_for(workshop.owner.email)
    assert "<script" not in mail.html
    assert "<img src=x" not in mail.html
    assert "<b>morgen" not in mail.html
    assert "&lt;script&gt;alert(" in mail.html
    assert wish.splitlines()[0] in mail.text


async def test_what_follows_from_an_enquiry_stands_in_its_timeline(
    api: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    visitor = await begin(api, workshop, page="https://www.werkstatt.example/preise", campaign="herbst")
    address = f"kunde.{workshop.id.hex[-8:]}@kunde.example"
    await visitor.send("Was kostet ein Ölwechsel? Es ist dringend!")
    await visitor.answers()

    submitted = await visitor.submit(
        kind="APPOINTMENT", email=address, wish="Ölwechsel und Bremsen prüfen", preferredTime="morgen früh"
    )

    await mailbox.wait_for(workshop.owner.email)
    await mailbox.wait_for(address)
    owner = api.as_(workshop.owner)

    async def complete() -> dict[str, Any] | None:
        found = await read(owner, submitted["lead"]["id"])
        return found if len(found["events"]) == 3 else None

    lead = await until(complete)
    points = {reason["code"]: reason["points"] for reason in lead["scoreReasons"]}
    assert points == {
        "HAS_PHONE": 25,
        "HAS_EMAIL": 10,
        "WISH_IS_SPECIFIC": 15,
        "WANTS_APPOINTMENT": 15,
        "URGENT": 10,
    }
    assert lead["score"] == 20 + sum(points.values())
    assert (lead["status"], lead["origin"], lead["isUnread"]) == ("NEW", "VISITOR", True)
    assert lead["source"] == {
        "surface": "WIDGET",
        "page": "https://www.werkstatt.example/preise",
        "referrer": None,
        "campaign": "herbst",
    }
    assert sorted((event["kind"], event["detail"]) for event in lead["events"]) == [
        ("CONFIRMATION_SENT", None),
        ("CREATED", None),
        ("NOTICE_SENT", workshop.owner.email),
    ]
    assert {event["actorName"] for event in lead["events"]} == {None}


async def test_everybody_who_gets_notices_gets_one_mail(api: Api, workshop: TestWorkshop, mailbox: Mailbox) -> None:
    tail = workshop.id.hex[-8:]
    others = [f"meister.{tail}@werkstatt.example", f"buero.{tail}@werkstatt.example"]
    await api.as_(workshop.owner).one(
        "mutation ($to: [EmailAddress!]) { workshopUpdate(input: {noticeEmails: $to}) { errors { code } } }", to=others
    )
    visitor = await begin(api, workshop)

    await visitor.submit()

    for address in others:
        await mailbox.wait_for(address)
    assert [len(mailbox.all_to(address)) for address in others] == [1, 1]
    assert mailbox.all_to(workshop.owner.email) == []


async def test_an_enquiry_that_sells_something_scores_low(api: Api, workshop: TestWorkshop, background: None) -> None:
    visitor = await begin(api, workshop)

    submitted = await visitor.submit(kind="QUESTION", wish="Top SEO Backlinks: https://a.example https://b.example")

    async def scored() -> dict[str, Any] | None:
        lead = await read(api.as_(workshop.owner), submitted["lead"]["id"])
        return lead if lead["scoreReasons"] else None

    lead = await until(scored)
    assert {"code": "LOOKS_LIKE_SPAM", "points": -60} in lead["scoreReasons"]
    assert lead["score"] == 0
