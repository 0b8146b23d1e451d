"""What a vehicle needs, when it must be inspected, what a season asks for: by both brains, at this workshop."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from bench.assistant.cases import MORE_TUNING, TUNING
from bench.assistant.workshop import Answer, Workshop, ask, heard, services_of
from carbot.clients.llm import ToolCall
from resolvers.assistant import Author, Language, Passage, PassageKind, ServiceHit, answer
from resolvers.assistant.markup import Links
from resolvers.assistant.phrases import wording
from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.release import Release
from resolvers.assistant.toolbox import Toolbox
from resolvers.assistant.upkeep import ask_of
from resolvers.vehicles import recommendations

V, A = Author.VISITOR, Author.ASSISTANT
OFFERED = services_of("price_list.csv")
REASONS = tomllib.loads((Path(recommendations.__file__).parent / "data" / "reasons.toml").read_text(encoding="utf-8"))
GOLF = "Was steht bei meinem Golf 7 TDI, BJ 2015, 140.000 km an?"


async def said(
    text: str,
    *history: tuple[Author, str],
    language: Language = Language.DE,
    offered: tuple[ServiceHit, ...] = OFFERED,
) -> Answer:
    return await heard(answer(ask(text, *history, language=language), Workshop(offered), None))


def price_of(name: str) -> ServiceHit:
    return next(each for each in OFFERED if each.name == name)


async def test_the_most_urgent_comes_first_with_its_reason_and_this_workshops_price() -> None:
    reply = await said(GOLF)

    heading, first, *_ = reply.text.splitlines()
    assert heading == "Das könnte bei diesem Fahrzeug anstehen:"
    assert first.startswith("- **Zahnriemen + Wasserpumpe**: 473–767 €. Laut vielen Herstellern")
    assert "- **Räderwechsel (4 Kompletträder)**: 37,90 €. Es wird Zeit für Winterräder" in reply.text
    assert reply.text.endswith("unverbindliche Kostenschätzung inkl. MwSt. Möchten Sie einen Termin anfragen?")
    assert (reply.done.guard_hits, reply.done.is_gap, reply.actions) == (0, False, ())


async def test_what_this_workshop_does_not_offer_is_named_without_a_price() -> None:
    offered = tuple(each for each in OFFERED if each.name != "Zahnriemen + Wasserpumpe")

    reply = await said(GOLF, offered=offered)

    assert reply.text.splitlines()[1].startswith("- Laut vielen Herstellern wird ein Zahnriemen")
    assert "473" not in reply.text
    assert reply.done.guard_hits == 0


@pytest.mark.parametrize(
    ("text", "language", "heading", "reason"),
    [
        ("What is due on my 2016 Corsa petrol with 60,000 miles?", "EN", "This may be due", "It is time for winter"),
        (
            "Arabamın hangi bakımları gerekiyor? Golf 2015 dizel 140.000 km",
            "TR",
            "Bu araçta zamanı gelmiş",
            "triger kayışı",
        ),
        (
            "Co trzeba zrobić przy Golfie 2015 diesel, przebieg 140 000 km?",
            "PL",
            "Przy tym pojeździe",
            "pasek rozrządu",
        ),
        ("Jakie serwisy czekają mnie przy Corsie 2016 benzyna, 90 000 km?", "PL", "Przy tym pojeździe", "Koła"),
    ],
)
async def test_it_is_told_in_the_visitors_language(text: str, language: str, heading: str, reason: str) -> None:
    reply = await said(text, language=Language(language))

    assert reply.text.startswith(heading)
    assert reason.casefold() in reply.text.casefold()
    assert (reply.done.language, reply.done.guard_hits) == (Language(language), 0)


async def test_what_is_missing_is_asked_for_and_the_facts_alone_answer_it() -> None:
    first = await said("Was steht bei meinem Golf an?")
    history = ((V, "Was steht bei meinem Golf an?"), (A, first.text))

    partly = await said("Ist ein Diesel von 2015", *history)
    whole = await said("2015, Diesel, 140000", *history)

    assert first.text.endswith(
        "Dafür fehlt mir noch: die Motorart (Benzin, Diesel oder Elektro), das Jahr der Erstzulassung, der "
        "Kilometerstand."
    )
    assert "Für Genaueres fehlt mir noch: der Kilometerstand." in partly.text
    assert whole.text == (await said(GOLF)).text


async def test_a_question_of_another_kind_is_not_taken_for_the_facts() -> None:
    first = await said("Was steht bei meinem Golf an?")

    reply = await said("Wann habt ihr geöffnet?", (V, "Was steht bei meinem Golf an?"), (A, first.text))

    assert "Unsere Öffnungszeiten" in reply.text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "wann muss ich zum TÜV, Erstzulassung 03/2021",
            "DE",
            "ist die nächste bis zum **31.03.2028** fällig; genau zeigt es die Plakette",
        ),
        ("Bis wann muss ich zur HU? EZ 03/2024", "DE", "ist bis zum **31.03.2027** fällig."),
        ("Wann ist mein TÜV fällig? Letzter war 05/2024", "DE", "war bis zum **31.05.2026** fällig"),
        ("When is my TÜV due? First registered March 2024", "EN", "is due by **Mar 31, 2027**"),
        ("Muayene ne zaman? İlk tescil 03/2024", "TR", "son günü **31 Mar 2027**"),
        ("Kiedy mam zrobić przegląd techniczny? Pierwsza rejestracja 03/2024", "PL", "do **31 mar 2027**"),
    ],
)
async def test_the_inspection_is_told_by_the_law_with_this_workshops_price(
    text: str, language: str, expected: str
) -> None:
    reply = await said(text, language=Language(language))

    assert expected in reply.text
    assert "148.90" in reply.text.replace(",", ".")
    assert reply.done.guard_hits == 0


async def test_the_month_is_asked_for_and_answers_alone() -> None:
    question = "Wann muss ich zum TÜV?"
    first = await said(question)

    reply = await said("03/2024", (V, question), (A, first.text))

    assert "Monat und Jahr der Erstzulassung" in first.text
    assert "**31.03.2027**" in reply.text


async def test_the_weight_of_a_lorry_is_not_guessed() -> None:
    reply = await said("Wann muss mein LKW zum TÜV, Erstzulassung 03/2021?")

    assert "hängt die Frist vom Gewicht ab" in reply.text


@pytest.mark.parametrize(
    ("text", "language", "heading"),
    [
        ("Was sollte ich vor dem Winter machen lassen?", "DE", "Für den Winter bieten wir:"),
        ("Was empfehlt ihr fürs Auto im Sommer?", "DE", "Für den Sommer bieten wir:"),
        ("What should I have done before winter?", "EN", "For the winter we offer:"),
        ("Kıştan önce ne yaptırmalıyım?", "TR", "Kış için sunduklarımız:"),
        ("Co warto zrobić przed zimą?", "PL", "Na zimę oferujemy:"),
    ],
)
async def test_a_season_is_answered_by_what_this_workshop_offers_for_it(text: str, language: str, heading: str) -> None:
    reply = await said(text, language=Language(language))

    names = [line.split("**")[1] for line in reply.text.splitlines() if line.startswith("- **")]
    assert reply.text.startswith(heading)
    assert 1 <= len(names) <= 6
    assert set(names) <= {each.name for each in OFFERED}
    assert reply.done.guard_hits == 0


async def test_a_season_nothing_is_offered_for_is_a_gap() -> None:
    reply = await said("Was sollte ich vor dem Winter machen lassen?", offered=())

    assert reply.text.startswith("Eigens für den Winter finde ich nichts")
    assert reply.done.is_gap


async def test_what_the_workshop_has_written_about_it_goes_first() -> None:
    question = "Was sollte ich vor dem Winter machen lassen?"
    own = Passage("faq_1", PassageKind.FAQ, question, "Den Wintercheck, bis Ende Oktober.")

    reply = await heard(answer(ask(question), Workshop(OFFERED, faq={question: own}), None))

    assert (reply.text, reply.done.sources) == (own.text, (own,))


@pytest.mark.parametrize(
    "text",
    [
        "tüv fällig was kostet das",
        "Was kostet der Wintercheck?",
        "Wann macht ihr TÜV?",
        "Wann ist der TÜV bei euch im Haus?",
        "Was steht im Angebot?",
        "Meine Bremsen quietschen, was muss da gemacht werden?",
        "Habt ihr im Winter samstags offen?",
        "When do you open?",
        "Muayene yapıyor musunuz?",
        "Kiedy robicie przeglądy?",
    ],
)
def test_questions_about_the_workshop_or_a_price_are_none_about_upkeep(text: str) -> None:
    assert ask_of(ask(text), wording(Language.DE)) is None


def test_no_question_of_the_evaluation_is_mistaken() -> None:
    questions = [case.question for corpus in (TUNING, MORE_TUNING) for case in corpus.cases]

    assert [text for text in questions if ask_of(ask(text), wording(Language.DE)) is not None] == []


@pytest.mark.parametrize("language", Language)
def test_every_reason_passes_the_guard_beside_a_price(language: Language) -> None:
    held_back = []
    for key, reasons in REASONS.items():
        reason = reasons[language.value.lower()].replace("{date}", "31.03.2028")
        guard = PriceGuard()
        guard.hold([price_of("Zahnriemen + Wasserpumpe")])
        line = f"- **Zahnriemen + Wasserpumpe**: 473–767 €. {reason}"
        shown = "".join(Release(guard, Links(()), "…").whole(line))
        held_back += [key] if guard.hits or shown != line else []

    assert held_back == []


@pytest.fixture
def toolbox() -> Toolbox:
    return Toolbox(Workshop(OFFERED), Language.DE, today=date(2026, 11, 19))


async def used(toolbox: Toolbox, name: str, **arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(await toolbox.run(ToolCall("1", name, json.dumps(arguments))))
    return found


async def test_a_model_gets_needs_with_reason_and_price(toolbox: Toolbox) -> None:
    found = await used(toolbox, "recommend_services", vehicle="Golf 7 TDI, BJ 2015")

    first, *_ = found["recommendations"]  # type: ignore[misc]
    assert first["urgency"] == "SOON"
    assert first["reason"].startswith("Laut vielen Herstellern wird ein Zahnriemen")
    assert (first["service"]["name"], first["service"]["price_incl_vat"]) == ("Zahnriemen + Wasserpumpe", "473–767 €")
    assert found["unsaid"] == ["MILEAGE"]


async def test_a_model_gets_the_date_of_the_inspection_or_what_to_ask_for(toolbox: Toolbox) -> None:
    counted = await used(toolbox, "inspection_due", vehicle="EZ 03/2021")
    unknown = await used(toolbox, "inspection_due", vehicle="Golf")

    assert (counted["due_on"], counted["first_due_on"]) == ("2028-03-31", "2024-03-31")
    assert "Only if every test since was in time" in str(counted["note"])
    assert unknown == {"due_on": None, "note": "Ask for month and year of first registration or of the last test."}


async def test_a_model_gets_a_seasons_services_and_knows_the_four_seasons_only(toolbox: Toolbox) -> None:
    found = await used(toolbox, "seasonal_services", season="WINTER")
    wrong = await used(toolbox, "seasonal_services", season="CARNIVAL")

    assert "Batterietest" in [each["name"] for each in found["services"]]  # type: ignore[attr-defined]
    assert wrong["error"] == "The arguments do not fit the schema."
