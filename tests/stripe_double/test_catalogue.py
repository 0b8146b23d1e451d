"""Customers, tax ids, products, prices, tax rates, coupons."""

import pytest
from stripe import InvalidRequestError, StripeClient

from tests.stripe_double.shop import Shop


def test_a_customer_is_kept_changed_and_deleted(client: StripeClient) -> None:
    address = {"line1": "Werkstr. 1", "postal_code": "10115", "city": "Berlin", "country": "DE"}
    made = client.v1.customers.create(
        {"name": "Ada", "address": address, "preferred_locales": ["de"], "metadata": {"a": "1", "b": "2"}}
    )

    changed = client.v1.customers.update(
        made.id, {"name": "", "metadata": {"a": "", "c": "3"}, "tax_exempt": "reverse"}
    )

    assert made.id.startswith("cus_")
    assert made.livemode is False
    assert made.address.city == "Berlin"
    assert (changed.name, changed.tax_exempt, changed.preferred_locales) == (None, "reverse", ["de"])
    assert changed.metadata.to_dict() == {"b": "2", "c": "3"}
    assert client.v1.customers.delete(made.id).deleted
    with pytest.raises(InvalidRequestError):
        client.v1.customers.retrieve(made.id)


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        ("eu_vat", "DE000000000", "verified"),
        ("eu_vat", "ATU00000000", "verified"),
        ("eu_vat", "DE111111111", "unverified"),
        ("eu_vat", "DE222222222", "pending"),
        ("eu_vat", "ATU12345678", "verified"),
        ("ch_vat", "CHE-123.456.789 MWST", "unavailable"),
    ],
)
def test_the_register_answers_by_the_number(shop: Shop, kind: str, value: str, status: str) -> None:
    customer = shop.customer(None)

    made = shop.v1.customers.tax_ids.create(customer.id, {"type": kind, "value": value})

    assert made.verification is not None
    assert made.verification.status in ("pending", "unavailable")
    assert made.country == value[:2]
    kept = shop.v1.customers.tax_ids.retrieve(customer.id, made.id)
    assert kept.verification.status == status
    updated = status in ("verified", "unverified")
    assert shop.told("customer.tax_id") == ["customer.tax_id.created", *["customer.tax_id.updated"] * updated]
    assert [each.id for each in shop.v1.customers.tax_ids.list(customer.id).data] == [made.id]
    shop.v1.customers.tax_ids.delete(customer.id, made.id)
    assert shop.v1.customers.tax_ids.list(customer.id).data == []


@pytest.mark.parametrize(("kind", "value"), [("eu_vat", "12"), ("ch_vat", "CHE-12"), ("gb_vat", "GB1")])
def test_a_tax_id_of_another_shape_is_refused(shop: Shop, kind: str, value: str) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        shop.v1.customers.tax_ids.create(shop.customer(None).id, {"type": kind, "value": value})

    assert refused.value.code == "tax_id_invalid"


def test_a_price_is_found_by_its_lookup_key_which_may_move_to_another(shop: Shop) -> None:
    old = shop.price("Plan", 4_000, lookup_key="plan_month", nickname="Plan 2026")
    with pytest.raises(InvalidRequestError):
        shop.price("Plan", 4_500, lookup_key="plan_month")

    new = shop.price("Plan", 4_500, lookup_key="plan_month", transfer_lookup_key=True)

    found = shop.v1.prices.list({"lookup_keys": ["plan_month", "other"], "active": True, "expand": ["data.product"]})
    assert [price.id for price in found.data] == [new.id]
    assert found.data[0].product.name == "Plan"
    assert shop.v1.prices.retrieve(old.id).lookup_key is None
    assert (old.tax_behavior, old.nickname, old.recurring.interval) == ("exclusive", "Plan 2026", "month")


def test_a_retired_price_can_not_be_subscribed_to(shop: Shop) -> None:
    shop.v1.prices.update(shop.small.id, {"active": False})

    with pytest.raises(InvalidRequestError):
        shop.subscribe(shop.customer())


def test_a_tax_rate_is_renamed_and_retired(shop: Shop) -> None:
    rate = shop.v1.tax_rates.update(shop.vat, {"display_name": "VAT", "active": False})

    assert (rate.id[:4], rate.display_name, rate.percentage, rate.active) == ("txr_", "VAT", 19.0, False)
    assert shop.v1.tax_rates.list({"active": True}).data == []


def test_a_coupon_takes_off_once_or_for_some_months_and_only_so_often(shop: Shop) -> None:
    once = shop.v1.coupons.create({"amount_off": 500, "currency": "eur", "duration": "once", "max_redemptions": 1})
    months = shop.v1.coupons.create({"percent_off": 50, "duration": "repeating", "duration_in_months": 2})
    first = shop.subscribe(shop.customer(), discounts=[{"coupon": once.id}])
    second = shop.subscribe(shop.customer(), discounts=[{"coupon": months.id}])

    with pytest.raises(InvalidRequestError):
        shop.subscribe(shop.customer(), discounts=[{"coupon": once.id}])
    shop.advance(days=100)

    assert [invoice.total for invoice in shop.invoices(first)] == [3_000, 3_000, 3_000, 2_500]
    assert [invoice.total for invoice in shop.invoices(second)] == [3_000, 3_000, 1_500, 1_500]


def test_a_promotion_code_is_found_and_retired(client: StripeClient) -> None:
    coupon = client.v1.coupons.create({"percent_off": 10, "duration": "once"})
    code = client.v1.promotion_codes.create({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "HERBST"})

    client.v1.promotion_codes.update(code.id, {"active": False})

    found = client.v1.promotion_codes.list({"code": "HERBST", "expand": ["data.promotion.coupon"]}).data
    assert [(each.active, each.promotion.coupon.percent_off) for each in found] == [(False, 10.0)]
