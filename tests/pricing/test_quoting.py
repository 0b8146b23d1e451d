"""The arithmetic of quotes: by example, and for any catalogue and any rules."""

import random
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbot.ids import new_id
from resolvers.pricing import Priced, Quote, Rule, quote
from resolvers.pricing.quoting import VAT_PERMILLE
from resolvers.pricing.seasons import holds_on
from tenants.models.catalogue import PriceKind
from tenants.models.prices import PriceRuleKind
from tenants.models.vehicles import VehicleClass
from tenants.models.workshops import Country

SERVICE, CATEGORY, OTHER = new_id(), new_id(), new_id()
TODAY = date(2026, 11, 21)
CONFIRMED = datetime(2026, 11, 1, 9, tzinfo=UTC)


def service(low: int | None = 10_000, high: int | None = None, **changes: Any) -> Priced:
    """A service at a price; with one amount it is fixed."""
    kind = PriceKind.ON_REQUEST if low is None else PriceKind.RANGE if high else PriceKind.FIXED
    given = {"price_kind": kind, "price_min": low, "price_max": high or low, "price_confirmed_at": CONFIRMED}
    return Priced(**{"id": SERVICE, "name": "Ölwechsel", "category_id": CATEGORY, **given, **changes})


def rule(kind: str, *amounts: int | None, **changes: Any) -> Rule:
    """A rule with its values."""
    values: dict[str, Any] = {
        "OVERRIDE": lambda low, high=None: {"price_min": low, "price_max": high},
        "FACTOR": lambda permille: {"factor_permille": permille},
        "SURCHARGE": lambda cents: {"surcharge": cents},
    }[kind](*amounts)
    return Rule(**{"id": new_id(), "label": kind.title(), "kind": PriceRuleKind(kind), **values, **changes})


def asked(priced: Priced, *rules: Rule, vehicle: VehicleClass | None = None, on: date = TODAY, vat: int = 190) -> Quote:
    """The quote in question."""
    return quote(priced, rules, vehicle, on, vat)


def amounts(found: Quote) -> tuple[int | None, int | None]:
    """Its lower and upper end."""
    return found.price_min, found.price_max


def test_without_rules_it_is_the_catalogues_price() -> None:
    found = asked(service(10_000, 13_000))

    assert (found.price_kind, *amounts(found)) == (PriceKind.RANGE, 10_000, 13_000)
    assert found.applied == ()


@pytest.mark.parametrize(
    ("low", "permille", "expected"),
    [
        (10_000, 1150, 11_500),
        (8_900, 900, 8_000),  # 80,10 is nearer to 80
        (8_950, 1000, 9_000),  # half up to whole euros
        (8_949, 1000, 8_900),
        (50, 800, 40),  # what costs something never becomes free
        (0, 1800, 0),
    ],
)
def test_a_factor_is_rounded_half_up_to_whole_euros(low: int, permille: int, expected: int) -> None:
    assert amounts(asked(service(low), rule("FACTOR", permille))) == (expected, expected)


def test_a_surcharge_is_added_to_the_cent_after_the_factors() -> None:
    found = asked(service(10_000), rule("SURCHARGE", 495), rule("FACTOR", 1150))

    assert amounts(found) == (11_995, 11_995)
    assert [(step.rule.kind, step.price_min) for step in found.applied] == [("FACTOR", 11_500), ("SURCHARGE", 11_995)]


def test_a_class_and_a_season_both_count_and_are_rounded_once() -> None:
    suv = rule("FACTOR", 1400, vehicle_class=VehicleClass.SUV)
    autumn = rule("FACTOR", 1115, category_id=CATEGORY, season_start="10-01", season_end="12-15")

    assert amounts(asked(service(9_900), suv, autumn, vehicle=VehicleClass.SUV)) == (15_500, 15_500)  # 154.539
    assert amounts(asked(service(9_900), suv, autumn)) == (11_000, 11_000)
    july = asked(service(9_900), suv, autumn, vehicle=VehicleClass.SUV, on=date(2026, 7, 1))
    assert amounts(july) == (13_900, 13_900)


def test_an_explicit_price_of_a_class_silences_the_factor_of_the_class() -> None:
    suv = {"vehicle_class": VehicleClass.SUV}
    rules = [rule("FACTOR", 1400, **suv), rule("OVERRIDE", 12_000, 15_000, service_id=SERVICE, **suv)]

    found = asked(service(10_000), *rules, rule("FACTOR", 1100), vehicle=VehicleClass.SUV)

    assert (found.price_kind, *amounts(found)) == (PriceKind.RANGE, 13_200, 16_500)
    assert amounts(asked(service(10_000), *rules)) == (10_000, 10_000)


def test_an_explicit_price_of_a_season_silences_the_factor_of_the_season() -> None:
    season = {"season_start": "11-01", "season_end": "02-28"}

    found = asked(service(10_000), rule("OVERRIDE", 8_000, 8_000, **season), rule("FACTOR", 1200, **season))

    assert amounts(found) == (8_000, 8_000)


def test_an_override_prices_what_is_on_request_and_without_an_upper_end_it_is_from() -> None:
    on_request = service(None)

    assert asked(on_request, rule("FACTOR", 1400), rule("SURCHARGE", 500)).price_kind is PriceKind.ON_REQUEST
    assert amounts(asked(on_request, rule("SURCHARGE", 500))) == (None, None)
    found = asked(on_request, rule("OVERRIDE", 50_000, service_id=SERVICE), rule("SURCHARGE", 500))
    assert (found.price_kind, *amounts(found)) == (PriceKind.FROM, 50_500, None)


def test_rules_for_others_do_not_count() -> None:
    others = [
        rule("OVERRIDE", 1, 1, service_id=OTHER),
        rule("FACTOR", 5000, category_id=OTHER),
        rule("SURCHARGE", 999, vehicle_class=VehicleClass.TRUCK),
    ]

    assert amounts(asked(service(10_000), *others, vehicle=VehicleClass.SMALL)) == (10_000, 10_000)


def test_fees_and_storage_know_no_class_factors_and_a_fee_no_factor_at_all() -> None:
    rules = [rule("FACTOR", 1800, vehicle_class=VehicleClass.LUXURY), rule("FACTOR", 1100)]

    storage = asked(service(5_000, scales=False), *rules, vehicle=VehicleClass.LUXURY)
    fee = asked(service(15_000, scales=False, is_passthrough=True), *rules, vehicle=VehicleClass.LUXURY)

    assert amounts(storage) == (5_500, 5_500)
    assert amounts(fee) == (15_000, 15_000)
    assert (fee.tax_min, fee.is_binding) == (None, False)


@pytest.mark.parametrize(
    ("priced", "rules", "vehicle", "is_binding"),
    [
        (service(10_000), [], None, True),
        (service(10_000, price_confirmed_at=None), [], None, False),
        (service(10_000, 12_000), [], None, False),
        (service(10_000), [("FACTOR", 1400, VehicleClass.SUV)], None, False),
        (service(10_000), [("FACTOR", 1400, VehicleClass.SUV)], VehicleClass.SMALL, True),
        (service(10_000, scales=False), [("FACTOR", 1400, VehicleClass.SUV)], None, True),
        (service(10_000, is_passthrough=True), [], None, False),
    ],
)
def test_only_one_confirmed_price_that_no_unknown_car_changes_is_binding(
    priced: Priced, rules: list[tuple[str, int, VehicleClass]], vehicle: VehicleClass | None, is_binding: bool
) -> None:
    made = [rule(kind, value, vehicle_class=each) for kind, value, each in rules]

    found = asked(priced, *made, vehicle=vehicle)

    assert found.is_binding is is_binding
    assert found.depends_on_vehicle is (vehicle is None and bool(rules) and priced.scales)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2026, 11, 1), True), (date(2027, 1, 1), True), (date(2028, 2, 29), True), (date(2026, 3, 1), False)],
)
def test_a_season_goes_over_new_year(day: date, holds: bool) -> None:
    assert holds_on(rule("SURCHARGE", 1, season_start="11-01", season_end="02-29"), day) is holds


@pytest.mark.parametrize(("country", "net", "vat"), [("DE", 10_000, 1_900), ("AT", 9_917, 1_983), ("CH", 11_008, 892)])
def test_tax_is_that_of_the_country(country: str, net: int, vat: int) -> None:
    tax = asked(service(11_900), vat=VAT_PERMILLE[Country(country)]).tax_min

    assert tax is not None
    assert (tax.gross, tax.net, tax.vat) == (11_900, net, vat)


cents = st.integers(0, 10_000_000)
classes = st.sampled_from([None, *VehicleClass])
seasons = st.sampled_from(
    [
        {},
        {},
        {"season_start": "10-01", "season_end": "04-30"},
        {"season_start": "11-21", "season_end": "11-21"},
        {"season_start": "05-01", "season_end": "06-30"},
        {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 12, 1)},
        {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 1, 1)},
    ]
)
targets = st.sampled_from([{}, {"service_id": SERVICE}, {"category_id": CATEGORY}, {"service_id": OTHER}])


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule a workshop may make."""
    kind = draw(st.sampled_from(list(PriceRuleKind)))
    values: tuple[int | None, ...]
    if kind is PriceRuleKind.OVERRIDE:
        low = draw(cents)
        values = (low, draw(st.none() | st.integers(low, 10_000_000)))
    else:
        values = (draw(st.integers(1, 10_000)),)
    key = UUID(int=draw(st.integers(0, 2**64)))
    return rule(kind.value, *values, id=key, vehicle_class=draw(classes), **draw(seasons), **draw(targets))


@st.composite
def services(draw: st.DrawFn) -> Priced:
    """Any service of a catalogue."""
    kind = draw(st.sampled_from(list(PriceKind)))
    low = None if kind is PriceKind.ON_REQUEST else draw(cents)
    high = None if low is None else draw(st.integers(low, 10_000_000))
    if kind is PriceKind.FIXED:
        high = low
    if kind is PriceKind.FROM and draw(st.booleans()):
        high = None
    fields = {name: draw(st.booleans()) for name in ("scales", "is_passthrough")}
    return service(low, price_kind=kind, price_min=low, price_max=high, **fields)


@settings(max_examples=400, derandomize=True, database=None)
@given(priced=services(), made=st.lists(rules(), max_size=8), vehicle=classes, vat=st.sampled_from([190, 200, 81]))
def test_any_quote_is_a_price(priced: Priced, made: list[Rule], vehicle: VehicleClass | None, vat: int) -> None:
    found = asked(priced, *made, vehicle=vehicle, vat=vat)

    assert (found.price_min is None) is (found.price_kind is PriceKind.ON_REQUEST)
    if found.price_min is not None:
        assert found.price_min >= 0
        assert found.price_max is None or found.price_min <= found.price_max
        assert found.price_kind is not PriceKind.FIXED or found.price_min == found.price_max
    for step in found.applied:
        assert step.price_max is None or 0 <= step.price_min <= step.price_max
    if found.applied:
        assert (found.applied[-1].price_min, found.applied[-1].price_max) == amounts(found)
    for tax in (found.tax_min, found.tax_max):
        if tax is not None:
            assert (tax.net + tax.vat, tax.net >= 0, tax.vat >= 0) == (tax.gross, True, True)


@settings(max_examples=200, derandomize=True, database=None)
@given(priced=services(), made=st.lists(rules(), max_size=8), vehicle=classes, seed=st.integers())
def test_the_order_of_rules_makes_no_difference(
    priced: Priced, made: list[Rule], vehicle: VehicleClass | None, seed: int
) -> None:
    # Two rules of one id do not exist.
    made = list({each.id: each for each in made}.values())
    mixed = random.Random(seed).sample(made, len(made))

    assert asked(priced, *mixed, vehicle=vehicle) == asked(priced, *made, vehicle=vehicle)


@settings(max_examples=300, derandomize=True, database=None)
@given(one=rules(), other=rules(), vehicle=classes)
def test_the_more_specific_override_wins(one: Rule, other: Rule, vehicle: VehicleClass | None) -> None:
    fitting = [
        each
        for each in (one, other)
        if each.kind is PriceRuleKind.OVERRIDE
        and each.service_id in (None, SERVICE)
        and each.vehicle_class in (None, vehicle)
        and holds_on(each, TODAY)
    ]

    found = asked(service(), one, other, vehicle=vehicle)

    overriding = [step.rule for step in found.applied if step.rule.kind is PriceRuleKind.OVERRIDE]
    assert len(overriding) == min(1, len(fitting))
    for winner in overriding:
        assert all(winner.specificity >= each.specificity for each in fitting)


@settings(max_examples=300, derandomize=True, database=None)
@given(made=st.lists(rules(), max_size=8), vehicle=classes, kind=st.sampled_from(["FACTOR", "SURCHARGE"]))
def test_of_factors_and_surcharges_at_most_one_counts_with_a_class_and_one_without(
    made: list[Rule], vehicle: VehicleClass | None, kind: str
) -> None:
    found = asked(service(), *made, vehicle=vehicle)

    applied = [step.rule.vehicle_class is None for step in found.applied if step.rule.kind.value == kind]
    assert len(applied) == len(set(applied))
