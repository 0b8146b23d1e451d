"""A question finds the services it means, in four languages, and none rather than a wrong one."""

import pytest

from bench.assistant.workshop import CATALOGUE
from resolvers.assistant import Catalogue, ServiceHit
from resolvers.chat import known_services

OFFERS = Catalogue(CATALOGUE, known_services())
OIL = "Motorölwechsel inkl. Filter 5W-30"
HU = "HU inkl. AU Pkw (Gebühr der Prüforganisation, durchlaufend)"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Was kostet ein Ölwechsel?", OIL),
        ("oelwechsel", OIL),
        ("Ölweksel", OIL),
        ("How much is an oil change?", OIL),
        ("can you change my oil", OIL),
        ("Yağ değişimi ne kadar?", OIL),
        ("Ile kosztuje wymiana oleju?", OIL),
        ("Ölwechsel fürs Motorrad", "Ölwechsel Motorrad"),
        ("Getriebeölwechsel", "Getriebeöl wechseln (Schaltgetriebe)"),
        ("TÜV fällig", HU),
        ("HU/AU", HU),
        ("Hauptuntersuchung", HU),
        ("MOT test", HU),
        ("araç muayenesi", HU),
        ("przegląd techniczny", HU),
        ("HU Nachprüfung", "HU-Nachprüfung (Gebühr)"),
        ("große Inspektion", "Große Inspektion nach Herstellervorgabe"),
        ("Inspektoin", "Kleine Inspektion mit Ölwechsel"),
        ("full service", "Große Inspektion nach Herstellervorgabe"),
        ("Bremsbeläge vorne", "Bremsbeläge vorne"),
        ("Bremsklötze", "Bremsbeläge vorne"),
        ("brake pads", "Bremsbeläge vorne"),
        ("fren balatası", "Bremsbeläge vorne"),
        ("wymiana klocków hamulcowych", "Bremsbeläge vorne"),
        ("Bremsscheiben hinten", "Bremsscheiben + Beläge hinten"),
        ("brake fluid", "Bremsflüssigkeit wechseln"),
        ("Räderwechsel", "Räderwechsel (4 Kompletträder)"),
        ("wheel change", "Räderwechsel (4 Kompletträder)"),
        ("wymiana kół", "Räderwechsel (4 Kompletträder)"),
        ("Reifenwechsel", "Reifenwechsel auf Felge 4 × bis 17 Zoll inkl. Wuchten"),
        ("tyre change", "Reifenwechsel auf Felge 4 × bis 17 Zoll inkl. Wuchten"),
        ("lastik değişimi", "Reifenwechsel auf Felge 4 × bis 17 Zoll inkl. Wuchten"),
        ("Zahnriemenwechsel", "Zahnriemen ersetzen"),
        ("timing belt", "Zahnriemen ersetzen"),
        ("triger kayışı", "Zahnriemen ersetzen"),
        ("pasek rozrządu", "Zahnriemen ersetzen"),
        ("Keilriemen", "Keilrippenriemen + Spannrolle"),
        ("clutch", "Kupplung komplett ersetzen"),
        ("Klimaanlage befüllen", "Klimaservice R134a (bis 500 g)"),
        ("klima gazı", "Klimaservice R134a (bis 500 g)"),
        ("Klimaservice R1234yf", "Klimaservice R1234yf (bis 500 g)"),
        ("battery check", "Batterietest"),
        ("Starterbatterie", "Starterbatterie ersetzen (Standard)"),
        ("DPF reinigen", "Dieselpartikelfilter reinigen"),
        ("Windschutzscheibe tauschen", "Frontscheibe ersetzen (ohne Kamera)"),
        ("Stoßstange lackieren", "Stoßfänger lackieren"),
        ("Motorkontrollleuchte leuchtet", "Fehlerspeicher auslesen"),
        ("wheel alignment", "Achsvermessung (nur messen)"),
        ("tow bar", "Anhängerkupplung starr inkl. E-Satz"),
        ("abschleppen", "Abschleppen bis 10 km"),
        ("Bremsen am Motorrad", "Bremsbeläge vorne (2 Scheiben)"),
        ("Klimaanlage kühlt nicht", "Klimaservice R134a (bis 500 g)"),
        ("motor yağı değişimi", OIL),
        ("windshield wipers", "Scheibenwischer ersetzen (Paar)"),
        ("Reifenwechsel 18 Zoll", "Reifenwechsel 18–20 Zoll inkl. Wuchten"),
        ("Ozonbehandlung", "Ozonbehandlung (Geruch)"),
        ("Zahnriemen am Transporter", "Zahnriemen Transporter"),
        ("Stoßdämpfer hinten", "Stoßdämpfer hinten (Paar)"),
    ],
)
def test_a_question_finds_its_service_first(query: str, first: str) -> None:
    assert [hit.name for hit in OFFERS.search(query)][:1] == [first]


@pytest.mark.parametrize(
    "query",
    [
        "Was kostet eine Folierung?",
        "Chiptuning",
        "Ölstand prüfen",
        "Datenschutz",
        "Parkplatz",
        "Lenkradheizung nachrüsten",
        "Sitzheizung reparieren",
        "Bremskraftverstärker tauschen",
        "Kupplungsseil",
        "Umweltplakette",
        "Autowäsche",
        "Hundewäsche",
        "Schiebedach reparieren",
        "Servolenkung reparieren",
        "car wrapping",
        "Pizza bestellen",
        "Haarschnitt",
        "Wie ist das Wetter in Köln?",
        "Do you speak English?",
        "Wann haben Sie geöffnet?",
        "Kann mich jemand zurückrufen?",
        "Was kostet eine Stunde Arbeit?",
        "",
        "???",
        "🚗🔧",
    ],
)
def test_what_is_not_offered_finds_nothing(query: str) -> None:
    assert OFFERS.search(query) == []


def test_wheels_are_not_tyres() -> None:
    only_wheels = [hit for hit in CATALOGUE if hit.name.startswith("Räderwechsel")]
    only_tyres = [hit for hit in CATALOGUE if hit.name.startswith("Reifenwechsel auf Felge")]

    assert Catalogue(only_wheels, known_services()).search("Reifenwechsel") == []
    assert Catalogue(only_tyres, known_services()).search("Räderwechsel") == []
    assert Catalogue(only_wheels, known_services()).search("Winterreifen drauf") == only_wheels
    assert Catalogue(only_tyres, known_services()).search("Winterreifen drauf") == only_tyres


def test_an_inspection_is_not_the_statutory_test() -> None:
    names = [hit.name for hit in OFFERS.search("Inspektion")]

    assert set(names[:2]) == {"Kleine Inspektion mit Ölwechsel", "Große Inspektion nach Herstellervorgabe"}
    assert not any("HU" in name for name in names)


def test_two_services_in_one_question_are_both_found() -> None:
    names = [hit.name for hit in OFFERS.search("Ölwechsel und Bremsbeläge vorne")]

    assert any("Ölwechsel" in name or "ölwechsel" in name for name in names[:2])
    assert any("Bremsbeläge vorne" in name for name in names[:2])


def test_services_for_other_vehicles_stay_out() -> None:
    names = {hit.name for hit in OFFERS.search("Ölwechsel")} | {hit.name for hit in OFFERS.search("Bremsbeläge")}

    assert not {name for name in names if "Motorrad" in name or "DSG" in name or "2 Scheiben" in name}


def test_a_workshops_own_word_is_found() -> None:
    own = ServiceHit("1", "Waschbärabwehr montieren")

    assert Catalogue([own]).search("Waschbärabwehr") == [own]
    assert Catalogue([own]).search("Biberabwehr") == []
