"""A change in mid-period credits what was not used and charges what remains, by the second and to the cent."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stripe import CardError, InvalidRequestError

from carbot.embedded.stripe.invoices.lines import prorated
from carbot.embedded.stripe.invoices.totals import shares
from tests.stripe_double.shop import BEGINNING, DAY, Shop

MONTH = 31 * DAY  # from 15 March to 15 April


def part(amount: int, left: int, whole: int = MONTH) -> int:
    """The share of an amount for the seconds that are left, rounded half up."""
    return int((Decimal(amount) * left / whole).quantize(Decimal(1), ROUND_HALF_UP))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(used=st.integers(1, MONTH - 1), old=st.integers(1, 9), new=st.integers(1, 9))
def test_an_upgrade_is_charged_at_once_with_the_right_share(shop: Shop, used: int, old: int, new: int) -> None:
    customer = shop.customer(test_clock=None)
    preview_of = shop.v1.invoices.create_preview
    now = shop.v1.products.create({"name": "now"}).created
    subscription = shop.subscribe(customer, items=[{"price": shop.small.id, "quantity": old}])
    item = subscription.items.data[0]
    start, end = item.current_period_start, item.current_period_end
    at = min(start + used, end - 1)
    change = {"items": [{"id": item.id, "price": shop.large.id, "quantity": new}]}

    preview = preview_of(
        {
            "subscription": subscription.id,
            "subscription_details": {**change, "proration_behavior": "always_invoice", "proration_date": at},
        }
    )

    credit, charge = (line.amount for line in preview.lines.data)
    assert start >= now
    assert credit == -part(3_000 * old, end - at, end - start)
    assert charge == part(7_000 * new, end - at, end - start)
    assert preview.total == credit + charge
    assert preview.amount_due == max(0, credit + charge)


@given(st.integers(0, 10**7), st.integers(1, 400 * DAY), st.data())
def test_the_shares_of_a_period_before_and_after_a_moment_differ_from_the_whole_by_a_cent_at_most(
    amount: int, length: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, length))

    after = prorated(amount, 0, length, at)

    assert 0 <= after <= amount
    assert abs(amount - after - prorated(amount, 0, length, length - at)) <= 1


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(0, 10**5), min_size=1, max_size=9).filter(any))
def test_a_total_split_by_weights_adds_up(total: int, weights: list[int]) -> None:
    assert sum(shares(total, weights)) == total


def test_an_upgrade_is_previewed_and_then_invoiced_alike(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), default_tax_rates=[shop.vat])
    shop.advance(days=10)
    item = subscription.items.data[0]
    change = {"items": [{"id": item.id, "price": shop.large.id}], "proration_behavior": "always_invoice"}
    preview = shop.v1.invoices.create_preview({"subscription": subscription.id, "subscription_details": change})

    changed = shop.v1.subscriptions.update(subscription.id, change)

    invoice = shop.latest(subscription)
    assert preview.id.startswith("upcoming_in_")
    assert [line.amount for line in invoice.lines.data] == [-part(3_000, 21 * DAY), part(7_000, 21 * DAY)]
    assert (invoice.status, invoice.billing_reason) == ("paid", "subscription_update")
    assert (invoice.total, invoice.amount_paid) == (preview.total, preview.amount_due)
    assert [line.amount for line in preview.lines.data] == [line.amount for line in invoice.lines.data]
    assert all(line.parent.subscription_item_details.proration for line in invoice.lines.data)
    assert changed.items.data[0].price.id == shop.large.id
    assert changed.items.data[0].current_period_end == item.current_period_end


def test_prorations_may_wait_for_the_next_invoice_or_not_be_made_at_all(shop: Shop) -> None:
    waiting, without = shop.subscribe(shop.customer()), shop.subscribe(shop.customer())
    shop.advance(days=10)

    for subscription, behaviour in ((waiting, "create_prorations"), (without, "none")):
        change = {"items": [{"id": subscription.items.data[0].id, "price": shop.large.id}]}
        shop.v1.subscriptions.update(subscription.id, {**change, "proration_behavior": behaviour})
    assert len(shop.invoices(waiting)) == 1
    upcoming = shop.v1.invoices.create_preview({"subscription": waiting.id})
    shop.advance(days=22)

    share = part(7_000, 21 * DAY) - part(3_000, 21 * DAY)
    assert upcoming.total == 7_000 + share
    assert shop.latest(waiting).total == 7_000 + share
    assert shop.latest(without).total == 7_000


def test_a_downgrade_at_once_leaves_credit_that_later_invoices_use(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer, shop.large)
    shop.advance(days=10)
    change = {"items": [{"id": subscription.items.data[0].id, "price": shop.small.id}]}

    shop.v1.subscriptions.update(subscription.id, {**change, "proration_behavior": "always_invoice"})

    credit = part(7_000, 21 * DAY) - part(3_000, 21 * DAY)
    invoice = shop.latest(subscription)
    assert (invoice.total, invoice.amount_due, invoice.status, invoice.ending_balance) == (-credit, 0, "paid", -credit)
    assert shop.v1.customers.retrieve(customer.id).balance == -credit
    shop.advance(days=22)
    renewed = shop.latest(subscription)
    assert (renewed.total, renewed.starting_balance, renewed.amount_paid) == (3_000, -credit, 3_000 - credit)
    assert shop.v1.customers.retrieve(customer.id).balance == 0
    entries = shop.v1.customers.balance_transactions.list(customer.id).data
    assert [entry.type for entry in entries] == ["applied_to_invoice", "unspent_receiver_credit"]


def test_a_change_of_the_interval_begins_a_new_period_and_is_charged_at_once(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    shop.advance(days=10)
    change = {"items": [{"id": subscription.items.data[0].id, "price": shop.small_yearly.id}]}

    changed = shop.v1.subscriptions.update(subscription.id, change)

    item = changed.items.data[0]
    assert item.current_period_start == BEGINNING + 10 * DAY == changed.billing_cycle_anchor
    assert item.current_period_end == BEGINNING + 375 * DAY
    invoice = shop.latest(subscription)
    assert (invoice.total, invoice.status) == (30_000 - part(3_000, 21 * DAY), "paid")


def test_the_cycle_may_begin_anew_on_demand(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    shop.advance(days=10)

    changed = shop.v1.subscriptions.update(subscription.id, {"billing_cycle_anchor": {"type": "now"}})

    assert changed.items.data[0].current_period_start == BEGINNING + 10 * DAY
    assert shop.latest(subscription).total == 3_000 - part(3_000, 21 * DAY)


def test_a_cycle_begun_anew_credits_once_however_the_change_is_told(shop: Shop) -> None:
    same, more = shop.subscribe(shop.customer()), shop.subscribe(shop.customer())
    shop.advance(days=10)

    for subscription, quantity in ((same, 1), (more, 2)):
        item = {"id": subscription.items.data[0].id, "quantity": quantity}
        shop.v1.subscriptions.update(subscription.id, {"items": [item], "billing_cycle_anchor": {"type": "now"}})

    assert shop.latest(same).total == 3_000 - part(3_000, 21 * DAY)
    assert shop.latest(more).total == 6_000 - part(3_000, 21 * DAY)


def test_items_are_added_and_taken_away_with_their_shares(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    extra = shop.price("White label", 10_000)
    shop.advance(days=10)

    added = shop.v1.subscription_items.create(
        {"subscription": subscription.id, "price": extra.id, "proration_behavior": "always_invoice"}
    )
    shop.advance(days=5)
    shop.v1.subscription_items.delete(added.id, {"proration_behavior": "always_invoice"})

    assert [invoice.total for invoice in shop.invoices(subscription)] == [
        -part(10_000, 16 * DAY),
        part(10_000, 21 * DAY),
        3_000,
    ]
    assert len(shop.subscription(subscription).items.data) == 1


def test_an_upgrade_the_bank_refuses_changes_nothing_when_asked_so(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.pays_with(customer.id, "pm_card_chargeCustomerFail")
    change = {"items": [{"id": subscription.items.data[0].id, "price": shop.large.id}]}
    how = {"proration_behavior": "always_invoice", "payment_behavior": "error_if_incomplete"}

    with pytest.raises(CardError) as refused:
        shop.v1.subscriptions.update(subscription.id, {**change, **how})

    assert (refused.value.code, refused.value.http_status) == ("card_declined", 402)
    assert shop.subscription(subscription).items.data[0].price.id == shop.small.id
    assert len(shop.invoices(subscription)) == 1


def test_a_price_or_item_that_is_not_there_is_refused_and_nothing_changes(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    item = subscription.items.data[0].id

    for wrong in (
        {"id": item, "price": "price_x"},
        {"id": "si_x"},
        {"price": shop.small.id},
        {"id": item, "deleted": True},
    ):
        with pytest.raises(InvalidRequestError):
            shop.v1.subscriptions.update(subscription.id, {"items": [wrong]})

    assert shop.subscription(subscription).to_dict() == subscription.to_dict()
