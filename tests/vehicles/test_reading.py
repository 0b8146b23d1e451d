"""What is read of a vehicle in what people write, and what must not be taken for one."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.vehicles import VehicleFacts, models, vehicle_from_text
from tenants.models.vehicles import Fuel, VehicleClass

DATA = Path(models.__file__).parent / "data"


def facts(
    make: str | None = None,
    model: str | None = None,
    vehicle_class: str | None = None,
    fuel: str | None = None,
    year: int | None = None,
    km: int | None = None,
) -> VehicleFacts:
    return VehicleFacts(
        make,
        model,
        VehicleClass(vehicle_class) if vehicle_class else None,
        Fuel(fuel) if fuel else None,
        year,
        km,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Golf 7", facts("Volkswagen", "Golf", "COMPACT")),
        ("Was kostet ein Ölwechsel beim Golf?", facts("Volkswagen", "Golf", "COMPACT")),
        ("Golf 7 TDI, Bj. 2016, 120tkm", facts("Volkswagen", "Golf", "COMPACT", "DIESEL", 2016, 120_000)),
        ("Diesel, Bj. 2016, 120tkm", facts(fuel="DIESEL", year=2016, km=120_000)),
        ("Ich fahre einen 3er BMW", facts("BMW", "3er", "MIDSIZE")),
        ("BMW 320d touring 2014", facts("BMW", "3er", "MIDSIZE", "DIESEL", 2014)),
        ("BMW 5er Plug-in Hybrid", facts("BMW", "5er", "UPPER", "PLUGIN_HYBRID")),
        ("C-Klasse C220 CDI EZ 03/2012", facts("Mercedes-Benz", "C-Klasse", "MIDSIZE", "DIESEL", 2012)),
        ("Mercedes A 180", facts("Mercedes-Benz", "A-Klasse", "COMPACT")),
        ("Corsa D 1.2 Bj 09", facts("Opel", "Corsa", "SMALL", year=2009)),
        ("Sprinter 313 CDI", facts("Mercedes-Benz", "Sprinter", "VAN", "DIESEL")),
        ("Audi A3, 98.500 km gelaufen", facts("Audi", "A3", "COMPACT", km=98_500)),
        ("Kilometerstand: 87.300", facts(km=87_300)),
        ("Seat Leon 2015", facts("Seat", "Leon", "COMPACT", year=2015)),
        ("mein Leon braucht neue Bremsen", facts("Seat", "Leon", "COMPACT")),
        ("VW up", facts("Volkswagen", "up!", "MICRO")),
        ("VW up!", facts("Volkswagen", "up!", "MICRO")),
        ("Ford Ka", facts("Ford", "Ka", "MICRO")),
        ("Ford", facts("Ford")),
        ("smart fortwo", facts("Smart", "fortwo", "MICRO")),
        ("mein Smart ist Bj 2010", facts("Smart", year=2010)),
        ("Marco Polo", facts("Mercedes-Benz", "Marco Polo", "MOTORHOME")),
        ("Peugeot 206", facts("Peugeot", "206", "SMALL")),
        ("mazda3 2019", facts("Mazda", "3", "COMPACT", year=2019)),
        ("Golf7 GTI", facts("Volkswagen", "Golf", "COMPACT", "PETROL")),
        ("Kia cee'd", facts("Kia", "Ceed", "COMPACT")),
        ("e-Golf", facts("Volkswagen", "e-Golf", "ELECTRIC", "ELECTRIC")),
        ("Fiat 500", facts("Fiat", "500", "MICRO")),
        ("Fiat 500e", facts("Fiat", "500e", "ELECTRIC", "ELECTRIC")),
        ("Motorrad BMW R1200GS", facts("BMW", "R 1200 GS", "MOTORCYCLE")),
        ("MAN TGX", facts("MAN", "TGX", "TRUCK")),
        ("My Mini Cooper S 2012, 90k miles", facts("Mini", "Cooper", "SMALL", year=2012, km=144_840)),
        ("Renault Clio 75,000 miles petrol", facts("Renault", "Clio", "SMALL", "PETROL", km=120_700)),
        ("diesel, 2016, 120k miles", facts(fuel="DIESEL", year=2016, km=193_120)),
        ("my car is electric", facts(vehicle_class="ELECTRIC", fuel="ELECTRIC")),
        ("Golf'ümün yağ değişimi ne kadar", facts("Volkswagen", "Golf", "COMPACT")),
        ("Passatım dizel 2018 model 120 bin km", facts("Volkswagen", "Passat", "MIDSIZE", "DIESEL", 2018, 120_000)),
        ("LPG'li Egea 2020", facts("Fiat", "Egea", "COMPACT", "LPG", 2020)),
        ("elektrikli aracım var", facts(vehicle_class="ELECTRIC", fuel="ELECTRIC")),
        (
            "passat 2.0 tdi rocznik 2016 przebieg 150 tys km",
            facts("Volkswagen", "Passat", "MIDSIZE", "DIESEL", 2016, 150_000),
        ),
        ("do Golfa z 2012 roku", facts("Volkswagen", "Golf", "COMPACT", year=2012)),
        ("ile za wymianę oleju do Opla Astry", facts("Opel", "Astra", "COMPACT")),
        ("samochód dostawczy, dizel", facts(vehicle_class="VAN", fuel="DIESEL")),
        ("Merzedes E 220 d", facts("Mercedes-Benz", "E-Klasse", "UPPER", "DIESEL")),
        ("Volkswagn Passat", facts("Volkswagen", "Passat", "MIDSIZE")),
        ("Golf 4 1.9tdi", facts("Volkswagen", "Golf", "COMPACT", "DIESEL")),
        ("Golf TGI", facts("Volkswagen", "Golf", "COMPACT", "CNG")),
        ("Passat GTE", facts("Volkswagen", "Passat", "MIDSIZE", "PLUGIN_HYBRID")),
        ("BMW X3 xDrive20d", facts("BMW", "X3", "SUV", "DIESEL")),
        ("E220d", facts("Mercedes-Benz", "E-Klasse", "UPPER", "DIESEL")),
        ("I have an electric Hyundai Kona", facts("Hyundai", "Kona", "ELECTRIC", "ELECTRIC")),
        ("timing belt for 2012 VW Passat diesel", facts("Volkswagen", "Passat", "MIDSIZE", "DIESEL", 2012)),
        ("Ich bin Leon Müller und habe einen Polo", facts("Volkswagen", "Polo", "SMALL")),
        ("Mam Skodę Octavię z 2013 roku", facts("Skoda", "Octavia", "COMPACT", year=2013)),
        ("Ford Focus'um var, fren balatası", facts("Ford", "Focus", "COMPACT")),
        ("Škoda Octavia Combi", facts("Skoda", "Octavia", "COMPACT")),
    ],
)
def test_a_vehicle_is_read_in_four_languages(text: str, expected: VehicleFacts) -> None:
    assert vehicle_from_text(text) == expected


@pytest.mark.parametrize(
    ("text", "vehicle_class"),
    [
        ("Kleinwagen", "SMALL"),
        ("mein SUV", "SUV"),
        ("für einen Transporter", "VAN"),
        ("Motorrad", "MOTORCYCLE"),
        ("Wohnmobil", "MOTORHOME"),
        ("Wohnmobil auf Ducato", "MOTORHOME"),
        ("Anhänger", "TRAILER"),
        ("LKW", "TRUCK"),
        ("obere Mittelklasse", "UPPER"),
        ("E-Auto", "ELECTRIC"),
        ("elektrischer SUV, also Elektroauto", "ELECTRIC"),
        ("small car", "SMALL"),
        ("motorbike", "MOTORCYCLE"),
        ("kamyonum", "TRUCK"),
        ("motosikletim", "MOTORCYCLE"),
        ("przyczepa", "TRAILER"),
        ("dostawczak", "VAN"),
        ("Golf als Transporter umgebaut", "VAN"),
    ],
)
def test_words_for_the_class_win(text: str, vehicle_class: str) -> None:
    assert vehicle_from_text(text).vehicle_class == vehicle_class


@pytest.mark.parametrize(
    "text",
    [
        "Wir gehen am Samstag Golf spielen",
        "Golfplatz",
        "what's up",
        "Can I pick up my car?",
        "smart repair",
        "Was kostet Smart Repair?",
        "Mini-Inspektion",
        "eine Mini Inspektion bitte",
        "Polo-Shirt",
        "Ich heiße Leon",
        "Leon hat gesagt, ihr habt offen",
        "Ka",
        "Was kann man da tun?",
        "my seat heating is broken",
        "the seat belt is stuck",
        "Januar",
        "Auf der A7 liegen geblieben",
        "Das Formular auf A4 Papier",
        "das kostet 206 Euro",
        "it costs a 200 euro",
        "Anhängerkupplung nachrüsten",
        "tow truck",
        "trailer hitch",
        "Benzin statt Diesel getankt",
        "Inspektion alle 30.000 km",
        "HU bis 05/2027",
        "Termin am 12.03.2026",
        "ich bin mit 30 km/h gefahren",
        "mit 30 bin ich gekommen",
        "Urlaub auf Ibiza",
        "mein Hobby",
        "the other one",
        "please note this",
        "Ranger",
        "im Frühling, spring 2026 termin",
        "elektrische Fensterheber defekt",
        "elektrikli cam çalışmıyor",
        "elektryczne szyby nie działają",
        "Guten Tag, was kosten Bremsen?",
        "120 bin TL çok pahalı",
        "Herr Karl hat angerufen",
        "Adam",
        "",
    ],
)
def test_other_words_are_no_vehicle(text: str) -> None:
    assert vehicle_from_text(text) == VehicleFacts()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Golf oder Polo?", facts("Volkswagen")),
        ("Sprinter und Vito", facts("Mercedes-Benz", None, "VAN")),
        ("VW Golf oder Audi A3?", facts()),
        ("Ist ein SUV teurer als ein Kleinwagen?", facts()),
        ("Megane E-Tech Hybrid", facts("Renault", "Megane E-Tech", None, "HYBRID")),
        ("electric window fault in my Golf", facts("Volkswagen", "Golf", "COMPACT")),
        ("Golf falsch getankt, Benzin statt Diesel", facts("Volkswagen", "Golf", "COMPACT")),
    ],
)
def test_what_is_said_twice_over_is_not_guessed(text: str, expected: VehicleFacts) -> None:
    assert vehicle_from_text(text) == expected


@pytest.mark.parametrize(
    ("text", "make"),
    [
        ("Merzedes", "Mercedes-Benz"),
        ("Mercdes", "Mercedes-Benz"),
        ("Renaut", "Renault"),
        ("Hyundia", "Hyundai"),
        ("Mitsubischi", "Mitsubishi"),
        ("Porche", "Porsche"),
        ("Toyotta", "Toyota"),
        ("Scoda", "Skoda"),
        ("Peugeut", "Peugeot"),
        ("Luxus", None),
        ("Hunde", None),
        ("Januar", None),
    ],
)
def test_makes_are_known_with_typing_mistakes(text: str, make: str | None) -> None:
    assert vehicle_from_text(text).make == make


def test_every_model_of_the_table_is_found_by_its_make_and_each_of_its_aliases() -> None:
    with (DATA / "models.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    for row in rows:
        for alias in row["aliases"].split(","):
            name = alias.lstrip("?!")
            found = vehicle_from_text(f"{row['make']} {name}")
            assert (found.make, found.model, found.vehicle_class) == (row["make"], row["model"], row["class"]), alias

    assert len(rows) >= 350
    assert len({row["make"] for row in rows}) >= 50


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = vehicle_from_text(text)

    assert found.mileage_km is None or 500 <= found.mileage_km <= 1_500_000
    assert found.first_registration is None or 1950 <= found.first_registration <= 2039
