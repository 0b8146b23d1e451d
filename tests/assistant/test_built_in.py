"""The assistant without a model."""

from dataclasses import replace

import pytest

from bench.assistant.workshop import CONTACT, HOURS, NAME, Answer, Workshop, ask, heard
from resolvers.assistant import (
    Action,
    ActionKind,
    Author,
    Contact,
    Language,
    LeadDraft,
    Price,
    PriceKind,
    ServiceHit,
    Source,
    answer,
)
from resolvers.assistant.days import days_of

V, A = Author.VISITOR, Author.ASSISTANT
CALL = Action(ActionKind.CALL, number="+49 171 5550123")


async def said(
    text: str, *history: tuple[Author, str], language: Language = Language.DE, workshop: Workshop | None = None
) -> Answer:
    return await heard(answer(ask(text, *history, language=language), workshop or Workshop(), None))


def kinds(reply: Answer) -> list[ActionKind]:
    return [action.kind for action in reply.actions]


async def test_a_price_is_a_range_of_this_workshop_and_no_promise() -> None:
    reply = await said("Was kostet ein Ölwechsel?")

    assert "**Motorölwechsel inkl. Filter 5W-30** kostet bei uns voraussichtlich **89–199 €**" in reply.text
    assert "unverbindliche Kostenschätzung inkl. MwSt." in reply.text
    assert (reply.done.source, reply.done.guard_hits, reply.done.is_gap, reply.done.tokens_used) == (
        Source.BUILT_IN,
        0,
        False,
        0,
    )


@pytest.mark.parametrize(
    ("kind", "price", "expected"),
    [
        (
            PriceKind.FIXED,
            Price(129900, 129900),
            "kostet bei uns voraussichtlich **1.299 €**. Das ist eine unverbindliche",
        ),
        (PriceKind.RANGE, Price(8950, 19900), "**89,50–199 €**"),
        (PriceKind.FROM, Price(90000, 220000), "**ab 900 €**"),
        (PriceKind.FIXED, Price(0, 0), "**kostenlos**"),
        (PriceKind.FIXED, Price(9900, 9900, "CHF"), "**99 CHF**"),
    ],
)
async def test_every_kind_of_price_has_its_words(kind: PriceKind, price: Price, expected: str) -> None:
    workshop = Workshop([ServiceHit("1", "Keramikversiegelung", price=price, price_kind=kind)])

    reply = await said("Keramikversiegelung?", workshop=workshop)

    assert expected in reply.text
    assert reply.done.guard_hits == 0


async def test_a_price_on_request_shows_no_amount_and_offers_a_call() -> None:
    workshop = Workshop(
        [ServiceHit("1", "Komplettlackierung", price=Price(300000, 800000), price_kind=PriceKind.ON_REQUEST)]
    )

    reply = await said("Was kostet eine Komplettlackierung?", workshop=workshop)

    assert "auf Anfrage" in reply.text
    assert "€" not in reply.text
    assert reply.text.endswith("zurückrufen?")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("How much is an oil change?", Language.EN, "€89–199"),
        ("Yağ değişimi ne kadar?", Language.TR, "89–199 €"),
        ("Ile kosztuje wymiana oleju?", Language.PL, "89–199 €"),
    ],
)
async def test_the_answer_comes_in_the_language_of_the_message(text: str, language: Language, expected: str) -> None:
    reply = await said(text)

    assert reply.done.language is language
    assert expected in reply.text
    assert "Kostenschätzung" not in reply.text


async def test_a_name_or_one_foreign_word_does_not_change_the_language() -> None:
    assert (await said("oil change?", language=Language.TR)).done.language is Language.EN
    assert (await said("Ölwechsel?", language=Language.TR)).done.language is Language.TR
    assert (await said("Was kostet der Service am Smart?")).done.language is Language.DE


async def test_what_is_not_offered_is_said_honestly_and_noted_as_a_gap() -> None:
    reply = await said("Was kostet eine Folierung?")

    assert reply.text == "Das finde ich in unserer Preisliste nicht. Sollen wir Sie dazu zurückrufen?"
    assert reply.done.is_gap


async def test_a_follow_up_asks_about_the_service_spoken_of_before() -> None:
    reply = await said("Und was kostet das?", (V, "Machen Sie Keramikversiegelung?"), (A, "Ja."))

    assert "450–1.200 €" in reply.text


async def test_a_price_of_nothing_asks_which_service() -> None:
    assert (await said("Was kostet das?")).text == "Für welche Leistung möchten Sie den Preis wissen?"


async def test_another_service_in_a_follow_up_is_not_mistaken_for_the_first() -> None:
    reply = await said("Und was kostet Folierung?", (V, "Was kostet ein Ölwechsel?"), (A, "89–199 €"))

    assert reply.done.is_gap


async def test_opening_hours_show_the_week_the_holidays_and_now() -> None:
    reply = await said("Wann haben Sie geöffnet?")

    assert "- Montag–Freitag: 08:00–12:00, 13:00–17:30" in reply.text
    assert "- Sonntag: geschlossen" in reply.text
    assert "- Feiertag, geschlossen: 23.11.2026 (Betriebsfeiertag)" in reply.text
    assert "- Geschlossen: 01.12.2026 – 02.12.2026 (Inventur)" in reply.text
    assert reply.text.endswith("Ja, wir haben gerade geöffnet.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haben Sie am Samstag offen?", "Samstag (21.11.2026) haben wir **09:00–13:00 Uhr** geöffnet."),
        ("Haben Sie morgen auf?", "Morgen haben wir **08:00–12:00, 13:00–17:30 Uhr** geöffnet."),
        ("Sonntags geöffnet?", "Sonntag (22.11.2026) haben wir geschlossen."),
        ("Haben Sie am Montag geöffnet?", "Montag (23.11.2026) haben wir geschlossen (Betriebsfeiertag)."),
        ("Are you open on Saturday?", "Saturday (Nov 21, 2026) we are open **09:00–13:00**."),
    ],
)
async def test_a_day_is_answered_by_that_day(text: str, expected: str) -> None:
    assert (await said(text)).text == expected


async def test_a_day_alone_follows_up_on_the_hours_and_on_an_appointment() -> None:
    hours = await said("und am Samstag?", (V, "Wann haben Sie auf?"), (A, "…"))
    appointment = await said("am Samstag?", (V, "Ich brauche einen Termin"), (A, "…"))

    assert "09:00–13:00" in hours.text
    assert kinds(appointment) == [ActionKind.LEAD_FORM]
    assert appointment.actions[0].prefill is not None
    assert appointment.actions[0].prefill.preferred_time == "am Samstag?"


async def test_closed_now_says_when_it_opens_in_local_time() -> None:
    reply = await said("Haben Sie jetzt offen?", workshop=Workshop().closed())

    assert reply.text == "Im Moment haben wir geschlossen. Wir öffnen wieder am Dienstag (24.11.2026) um 08:00 Uhr."


async def test_hours_that_are_not_known_are_a_gap() -> None:
    empty = Workshop()
    empty.hours = replace(empty.hours, week=((),) * 7)

    reply = await said("Öffnungszeiten?", workshop=empty)

    assert reply.done.is_gap
    assert "08:00" not in reply.text


async def test_address_and_numbers_pass_the_guard() -> None:
    reply = await said("Wo sind Sie und wie ist die Telefonnummer?")

    assert "Venloer Str. 412, 50825 Köln" in reply.text
    assert "+49 221 9876543" in reply.text
    assert reply.done.guard_hits == 0


async def test_a_call_back_opens_the_form_with_what_was_said() -> None:
    workshop = Workshop()

    reply = await said(
        "Ich heiße Ada Yıldız, bitte rufen Sie mich zurück: 0221 1234567, ada@example.org", workshop=workshop
    )

    assert kinds(reply) == [ActionKind.LEAD_FORM]
    assert workshop.leads == [reply.actions[0].prefill]
    draft = workshop.leads[0]
    assert (draft.name, draft.phone, draft.email) == ("Ada Yıldız", "+492211234567", "ada@example.org")


async def test_yes_to_an_offer_opens_the_form_with_the_wish_before() -> None:
    workshop = Workshop()

    await said(
        "Ja bitte", (V, "Was kostet eine Folierung?"), (A, "Sollen wir Sie dazu zurückrufen?"), workshop=workshop
    )

    assert workshop.leads == [LeadDraft(wish="Was kostet eine Folierung?")]


@pytest.mark.parametrize(
    "text",
    [
        "Ich möchte mit einem Menschen sprechen",
        "Can I talk to a real person?",
        "Biriyle görüşmek istiyorum",
        "Chcę porozmawiać z człowiekiem",
    ],
)
async def test_a_human_is_called_when_wanted(text: str) -> None:
    workshop = Workshop()

    reply = await said(text, workshop=workshop)

    assert kinds(reply) == [ActionKind.HANDOVER]
    assert workshop.handovers == [text]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "Ich will einen Mitarbeiter sprechen",
            Language.DE,
            "Im Moment haben wir geschlossen. Wir melden uns am Dienstag ab 8 Uhr.",
        ),
        (
            "I want to talk to a human",
            Language.EN,
            "We are closed at the moment. We will get back to you on Tuesday from 08:00.",
        ),
    ],
)
async def test_a_handover_while_closed_says_so_and_when_somebody_answers(
    text: str, language: Language, told: str
) -> None:
    reply = await said(text, language=language, workshop=Workshop().closed())

    assert reply.text.endswith(told)


async def test_a_handover_where_nobody_has_said_when_it_opens_does_not_say_closed() -> None:
    closed = Workshop().closed()
    unknown = replace(closed, hours=replace(closed.hours, opens_next=None))

    reply = await said("Ich will einen Mitarbeiter sprechen", workshop=unknown)

    assert reply.text == "Ich habe dem Team Bescheid gegeben. Wir melden uns so bald wie möglich."


@pytest.mark.parametrize(
    "text",
    [
        "Kein Bremsdruck mehr, kann ich noch nach Hause fahren?",
        "Mein Bremspedal ist ganz weich",
        "Meine Bremsen funktionieren nicht",
        "Rote Öllampe leuchtet, was kostet das?",
        "Die Temperaturanzeige ist rot",
        "Es raucht aus der Motorhaube",
        "Mein Motor kocht",
        "Hochvolt-Warnung im Display",
        "Airbaglampe an nach Unfall",
        "My brakes don't work",
        "smoke from the engine",
        "red oil light",
        "Frenler tutmuyor",
        "Motordan duman çıkıyor",
        "Hamulce nie działają",
        "Dym spod maski",
        "Die rote Lampe leuchtet",
        "My oil light is on",
        "Kırmızı ikaz lambası yanıyor",
        "Czerwona kontrolka oleju",
    ],
)
async def test_danger_means_stop_and_call_and_nothing_else(text: str) -> None:
    reply = await said(text)

    assert reply.actions == (CALL,)
    assert "+49 171 5550123" in reply.text
    assert "€" not in reply.text
    assert reply.done.guard_hits == 0


@pytest.mark.parametrize(
    "text",
    ["Mein Auto braucht Öl", "Bremsen wechseln", "Klimaanlage riecht", "Roter Golf, Ölwechsel?", "red golf oil change"],
)
async def test_ordinary_wishes_are_no_danger(text: str) -> None:
    assert CALL not in (await said(text)).actions


async def test_danger_without_any_number_names_the_emergency_call() -> None:
    reply = await said("Es brennt!", workshop=Workshop(reachable_by=Contact(NAME)))

    assert "**112**" in reply.text
    assert reply.actions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Können Sie den Partikelfilter ausbauen?",
        "DPF off Programmierung",
        "AGR stilllegen",
        "Tacho zurückdrehen",
        "Can you roll back the odometer?",
        "Kilometre düşürme yapıyor musunuz",
        "Cofanie licznika",
        "Chiptuning ohne Eintragung",
    ],
)
async def test_what_is_forbidden_is_refused(text: str) -> None:
    reply = await said(text)

    assert reply.actions == ()
    assert any(word in reply.text for word in ("nicht zulässig", "not permitted", "izin verilmez", "niedozwolone"))


async def test_cleaning_a_particulate_filter_is_not_forbidden() -> None:
    assert "300–700 €" in (await said("Partikelfilter reinigen, was kostet das?")).text


async def test_a_breakdown_gets_the_breakdown_number() -> None:
    reply = await said("Mein Auto springt nicht an")

    assert reply.actions == (CALL,)


async def test_two_questions_get_two_answers() -> None:
    reply = await said("Was kostet ein Ölwechsel und wann haben Sie offen?")

    assert "89–199 €" in reply.text
    assert "Montag–Freitag" in reply.text


@pytest.mark.parametrize(
    ("text", "expected"), [("Hallo", "KI"), ("Are you a robot?", "an AI, not a person"), ("Kimsiniz?", "yapay zekâ")]
)
async def test_it_says_that_it_is_an_ai(text: str, expected: str) -> None:
    assert expected in (await said(text)).text


async def test_services_are_named_by_category() -> None:
    assert "- Inspektion & Wartung\n" in (await said("Was bieten Sie an?")).text


@pytest.mark.parametrize(
    "text", ["", "???", "🚗", "x" * 2000, "<script>alert(1)</script>", "1.299 €", "\x00", "ğüşıöç ąęłńóśźż"]
)
async def test_anything_gets_a_polite_answer(text: str) -> None:
    reply = await said(text)

    assert reply.text.strip()
    assert "<script" not in reply.text


async def test_thanks_and_goodbye() -> None:
    assert (await said("Vielen Dank!")).text.startswith("Sehr gern")
    assert (await said("Tschüss")).text.startswith("Auf Wiedersehen")


async def test_a_contact_without_data_is_a_gap() -> None:
    assert (await said("Adresse?", workshop=Workshop(reachable_by=Contact(CONTACT.workshop_name)))).done.is_gap


async def test_another_service_that_is_offered_is_answered_alone() -> None:
    reply = await said("Und was kostet der Räderwechsel?", (V, "Was kostet ein Ölwechsel?"), (A, "…"))

    assert "Räderwechsel" in reply.text
    assert "Motorölwechsel" not in reply.text


async def test_who_haggles_is_told_the_price_as_it_stands() -> None:
    reply = await said("Was kostet ein Ölwechsel, wenn ich bar zahle, mit Rabatt?")

    assert "**89–199 €**" in reply.text
    assert "nicht sicher sagen" not in reply.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was ist euer Stundensatz?", Language.DE),
        ("what is your hourly rate", Language.EN),
        ("saat ücretiniz ne kadar", Language.TR),
        ("jaka jest stawka za roboczogodzinę", Language.PL),
    ],
)
async def test_an_hour_of_work_has_no_price_in_the_list(text: str, language: Language) -> None:
    reply = await said(text, language=language)

    assert reply.done.is_gap
    assert "€" not in reply.text


@pytest.mark.parametrize(("text", "is_a_day"), [("Ölwechsel Megane 1.6", False), ("Ölwechsel am 1.6.", True)])
def test_the_size_of_an_engine_is_no_date(text: str, is_a_day: bool) -> None:
    assert bool(days_of(text, HOURS.today)) is is_a_day
