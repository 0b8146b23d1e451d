"""Sentences, markup, and what every service of a catalogue looks like past the guard."""

import pytest

from bench.assistant.workshop import CATALOGUE, HOURS, Workshop, ask, heard
from resolvers.assistant import Catalogue, Language, answer
from resolvers.assistant.days import days_of
from resolvers.assistant.detection import language_of
from resolvers.assistant.markup import Links, clean
from resolvers.assistant.sentences import Sentences
from resolvers.chat import known_services

LINKS = Links(("https://yilmaz.example/datenschutz", "https://yilmaz.example", None))


def units(*chunks: str) -> list[str]:
    sentences = Sentences()
    return [unit for chunk in chunks for unit in sentences.feed(chunk)] + sentences.finish()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guten Tag. Wie geht es?", ["Guten Tag. ", "Wie geht es?"]),
        ("Am 3. Oktober ist zu. Danach offen.", ["Am 3. Oktober ist zu. ", "Danach offen."]),
        ("Das kostet ca. 99 € inkl. Filter. Gern!", ["Das kostet ca. 99 € inkl. Filter. ", "Gern!"]),
        ("Wir haben:\n- Öl\n- Reifen\n\nGern!", ["Wir haben:\n", "- Öl\n", "- Reifen\n\n", "Gern!"]),
        ("Ein Satz\nüber zwei Zeilen.", ["Ein Satz\nüber zwei Zeilen."]),
        ("Preis 1.\n\n299 €", ["Preis 1.\n\n", "299 €"]),
        ("99\n\n€", ["99\n\n€"]),
        ("   ", []),
    ],
)
def test_text_is_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert units(text) == expected
    assert units(*text) == expected


def test_a_sentence_is_out_as_soon_as_the_next_word_is_known() -> None:
    sentences = Sentences()

    assert sentences.feed("Guten Tag. Wie") == []
    assert sentences.feed(" geht") == ["Guten Tag. "]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>fett</b>", "fett"),
        ("a <script src='x'>b", "a b"),
        ("<scr<script>ipt>x", "ipt>x"),
        ("&lt;img src=x onerror=1&gt;x", "x"),
        ("&amp;lt;b&amp;gt;x", "x"),
        ("<!-- weg -->da", "da"),
        ("3 < 4", "3 < 4"),
        ("[Datenschutz](https://yilmaz.example/datenschutz)", "[Datenschutz](https://yilmaz.example/datenschutz)"),
        ("[Seite](https://yilmaz.example/preise)", "[Seite](https://yilmaz.example/preise)"),
        ("[x](https://yilmaz.example.evil.example)", "x"),
        ("[x](https://yilmaz.example@evil.example/)", "x"),
        ("[x](javascript:alert(1))", "x)"),
        ("![bild](https://yilmaz.example/a.png)", "bild"),
        ("javascript:alert", ""),
        ("Siehe http://evil.example/a?b=c.", "Siehe ."),
        ("Siehe evil.com/angebot jetzt", "Siehe  jetzt"),
        ("[a]: https://evil.example", ""),
        ("info@yilmaz.de schreiben", "info@yilmaz.de schreiben"),
    ],
)
def test_only_light_markup_and_own_links_stay(text: str, expected: str) -> None:
    assert clean(text, LINKS) == expected


@pytest.mark.parametrize("language", list(Language))
async def test_every_service_can_be_quoted_in_every_language(language: Language) -> None:
    for service in CATALOGUE:
        reply = await heard(answer(ask(service.name, language=language), Workshop([service]), None))

        assert reply.done.guard_hits == 0, (service.name, reply.text)


def test_every_service_is_found_first_by_its_own_name() -> None:
    offers = Catalogue(CATALOGUE, known_services())
    lost = [service.name for service in CATALOGUE if offers.search(f"Was kostet {service.name}?")[:1] != [service]]

    assert lost == []


@pytest.mark.parametrize(
    ("text", "conversation", "expected"),
    [
        ("Merhaba, fiyat nedir?", Language.DE, Language.TR),
        ("Dzień dobry", Language.DE, Language.PL),
        ("Was kostet das?", Language.EN, Language.DE),
        ("ok", Language.TR, Language.TR),
        ("", Language.PL, Language.PL),
        ("Golf 7 TDI", Language.DE, Language.DE),
        ("Ja, bitte", Language.DE, Language.DE),
    ],
)
def test_the_language_changes_only_when_it_is_clear(text: str, conversation: Language, expected: Language) -> None:
    assert language_of(text, conversation) is expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("heute", 0),
        ("morgen", 1),
        ("übermorgen", 2),
        ("guten Morgen", None),
        ("am Montag", 4),
        ("cumartesi", 2),
        ("w piątek", 1),
        ("thursday", 0),
    ],
)
def test_days_are_understood(text: str, days: int | None) -> None:
    named = days_of(text, HOURS.today)

    assert [(day - HOURS.today).days for day in named] == ([] if days is None else [days])
