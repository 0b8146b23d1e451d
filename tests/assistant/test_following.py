"""A few words more are about what was spoken of before."""

import pytest

from bench.assistant.workshop import Workshop, ask, heard, services_of
from resolvers.assistant import ActionKind, Author, Language, answer
from resolvers.assistant.following import continued, pairs, speaks_of_a_vehicle, taken_up

_LONG_LIST = services_of("price_list.csv")


async def said(language: Language, *lines: str) -> tuple[str, list[ActionKind]]:
    """The last answer of a conversation and what it does."""
    history: list[tuple[Author, str]] = []
    for line in lines:
        reply = await heard(answer(ask(line, *history, language=language), Workshop(_LONG_LIST), None))
        history += [(Author.VISITOR, line), (Author.ASSISTANT, reply.text)]
    return reply.text, [action.kind for action in reply.actions]


@pytest.mark.parametrize(
    ("earlier", "text", "together"),
    [
        ("Stoßdämpfer vorne", "und hinten?", "stossdampfer und hinten?"),
        ("kleine Inspektion", "und die große?", "inspektion und die große?"),
        ("HU Anhänger", "und fürs Auto?", "hu und fürs Auto?"),
        ("auspuff endtopf", "nicht der endtopf, der mittlere", "auspuff der mittlere"),
        ("exhaust back box", "sorry not the back box, the middle one", "exhaust the middle one"),
        ("arka susturucu", "arka değil, ortadaki", "susturucu ortadaki"),
        ("tłumik końcowy", "nie końcowy, środkowy", "tlumik srodkowy"),
    ],
)
def test_what_is_said_now_takes_back_what_it_excludes(earlier: str, text: str, together: str) -> None:
    assert taken_up(earlier, text) == together


def test_what_is_denied_without_an_alternative_changes_nothing() -> None:
    assert taken_up("bremsen vorne", "geht nicht") == "bremsen vorne geht nicht"


def test_only_a_side_alone_continues_a_question() -> None:
    assert continued("bremsbeläge vorne", "und hinten?") == "bremsbelage und hinten?"
    assert continued("bremsbeläge vorne", "und die Stoßdämpfer hinten?") is None


def test_single_words_of_before_are_joined_with_the_new_ones() -> None:
    assert list(pairs("Thermostat wechseln", "die Pumpe")) == [("thermostat", "thermostat die Pumpe")]


@pytest.mark.parametrize(
    ("text", "is_of_a_vehicle"), [("und fürs Auto?", True), ("and for a car?", True), ("und hinten?", False)]
)
def test_a_kind_of_vehicle_is_heard(text: str, is_of_a_vehicle: bool) -> None:
    assert speaks_of_a_vehicle(text) is is_of_a_vehicle


@pytest.mark.parametrize(
    ("language", "lines", "first"),
    [
        (Language.DE, ("was kostet eine batterie", "der hat start stopp"), "AGM/EFB-Batterie ersetzen inkl. Anlernen"),
        (Language.DE, ("HU für den Anhänger, Preis?", "und fürs Auto?"), "HU inkl. AU Pkw"),
        (Language.EN, ("an inspection? // the small one", "sorry not small, the big one"), "Große Inspektion"),
        (Language.DE, ("ölwechsel golf preis", "und wie lang dauert das?"), "Motorölwechsel inkl. Filter 5W-30"),
        (Language.PL, ("wymiana oleju golf", "a ile to potrwa"), "Motorölwechsel inkl. Filter 5W-30"),
        (Language.TR, ("golf yağ değişimi", "peki ne kadar sürer"), "Motorölwechsel inkl. Filter 5W-30"),
        (Language.EN, ("how much is a brake fluid change", "does it include vat"), "Bremsflüssigkeit wechseln"),
    ],
)
async def test_a_follow_up_is_answered_by_what_it_changes(
    language: Language, lines: tuple[str, ...], first: str
) -> None:
    text, _ = await said(language, *lines)

    assert first in text.splitlines()[0]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (Language.DE, ("ich bräuchte einen termin für die große inspektion", "dienstag vormittag würd mir passen")),
        (Language.TR, ("büyük bakım için randevu istiyorum", "salı sabahı bana uyar")),
        (Language.TR, ("klima gazı r134a kaça", "evet lütfen")),
        (Language.DE, ("tüv fällig", "wann geht das")),
    ],
)
async def test_a_day_or_a_yes_goes_on_with_the_appointment(language: Language, lines: tuple[str, ...]) -> None:
    text, does = await said(language, *lines)

    assert does == [ActionKind.LEAD_FORM]
    assert "€" not in text


async def test_a_day_after_hours_is_answered_by_the_hours_of_that_day() -> None:
    sunday, _ = await said(Language.EN, "are you open on saturday", "what about sundays")
    tomorrow, _ = await said(Language.EN, "is it open now", "and tomorrow")

    assert "Sunday" in sunday
    assert tomorrow.startswith("Tomorrow")


async def test_works_in_a_list_are_each_answered() -> None:
    text, _ = await said(Language.DE, "ölwechsel + tüv + räderwechsel zusammen, was macht das insgesamt?")

    assert all(name in text for name in ("Motorölwechsel", "HU inkl. AU Pkw", "Räderwechsel"))
