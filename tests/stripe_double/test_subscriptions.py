"""Subscriptions that are ended, resumed, paused, and changed at the end of their period."""

from typing import Any

import pytest
from stripe import InvalidRequestError

from tests.stripe_double.shop import BEGINNING, DAY, Shop

MONTH = 31 * DAY  # from 15 March to 15 April


def test_an_end_at_the_period_can_be_taken_back_until_it_has_come(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())

    ending = shop.v1.subscriptions.update(
        subscription.id,
        {"cancel_at_period_end": True, "cancellation_details": {"feedback": "too_expensive", "comment": "Zu teuer"}},
    )
    resumed = shop.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": False})
    shop.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    shop.advance(days=32)

    assert (ending.cancel_at, ending.canceled_at, ending.status) == (BEGINNING + MONTH, BEGINNING, "active")
    assert ending.cancellation_details.feedback == "too_expensive"
    assert (resumed.cancel_at, resumed.canceled_at, resumed.cancel_at_period_end) == (None, None, False)
    ended = shop.subscription(subscription)
    assert (ended.status, ended.ended_at) == ("canceled", BEGINNING + MONTH)
    assert len(shop.invoices(subscription)) == 1
    with pytest.raises(InvalidRequestError):
        shop.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": False})


def test_an_end_at_once_may_credit_the_rest(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.advance(days=1)

    ended = shop.v1.subscriptions.cancel(subscription.id, {"prorate": True, "invoice_now": True})

    assert ended.status == "canceled"
    assert shop.told("customer.subscription")[-1] == "customer.subscription.deleted"
    assert shop.latest(subscription).total == -round(3_000 * 30 / 31)
    assert shop.v1.customers.retrieve(customer.id).balance == -round(3_000 * 30 / 31)
    assert shop.v1.subscriptions.list({"customer": customer.id}).data == []
    assert len(shop.v1.subscriptions.list({"customer": customer.id, "status": "all"}).data) == 1
    with pytest.raises(InvalidRequestError) as again:
        shop.v1.subscriptions.cancel(subscription.id)
    assert again.value.http_status == 404


def test_an_end_at_a_moment_of_choice(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), cancel_at=BEGINNING + 5 * DAY)

    shop.advance(days=6)

    assert shop.subscription(subscription).ended_at == BEGINNING + 5 * DAY


@pytest.mark.parametrize(
    ("behaviour", "status"), [("keep_as_draft", "draft"), ("void", "void"), ("mark_uncollectible", "uncollectible")]
)
def test_collection_is_paused_and_comes_back_by_itself(shop: Shop, behaviour: str, status: str) -> None:
    subscription = shop.subscribe(shop.customer())
    paused: Any = {"pause_collection": {"behavior": behaviour, "resumes_at": BEGINNING + 40 * DAY}}
    shop.v1.subscriptions.update(subscription.id, paused)

    shop.advance(days=32)
    assert (shop.latest(subscription).status, shop.subscription(subscription).status) == (status, "active")
    shop.advance(days=32)

    assert shop.subscription(subscription).pause_collection is None
    assert shop.latest(subscription).status == "paid"


def test_a_subscription_is_paused_and_resumed_by_hand(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())

    paused = shop.v1.subscriptions.pause(subscription.id, {"type": "subscription"})
    shop.advance(days=60)
    assert len(shop.invoices(subscription)) == 1
    resumed = shop.v1.subscriptions.resume(subscription.id)

    assert paused.status_details.paused.subscription.type == "pause_requested"
    assert (resumed.status, resumed.items.data[0].current_period_start) == ("active", BEGINNING + 60 * DAY)


def test_a_downgrade_at_the_end_of_the_period_is_a_schedule(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), shop.large)
    schedule = shop.v1.subscription_schedules.create({"from_subscription": subscription.id})
    first = schedule.phases[0]
    phases: Any = [
        {"items": [{"price": shop.large.id}], "start_date": first.start_date, "end_date": first.end_date},
        {"items": [{"price": shop.small.id}], "duration": {"interval": "month"}, "proration_behavior": "none"},
    ]

    planned = shop.v1.subscription_schedules.update(schedule.id, {"phases": phases, "end_behavior": "release"})

    assert [phase.start_date for phase in planned.phases] == [BEGINNING, BEGINNING + MONTH]
    assert shop.subscription(subscription).schedule == schedule.id
    with pytest.raises(InvalidRequestError):
        shop.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    shop.advance(days=30)
    assert shop.subscription(subscription).items.data[0].price.id == shop.large.id
    shop.advance(days=2)
    changed = shop.subscription(subscription)
    assert [item.price.id for item in changed.items.data] == [shop.small.id]
    assert (shop.latest(subscription).total, shop.latest(subscription).status) == (3_000, "paid")
    shop.advance(days=31)
    assert shop.subscription(subscription).schedule is None
    over = shop.v1.subscription_schedules.retrieve(schedule.id)
    assert (over.status, over.released_subscription) == ("released", subscription.id)
    assert shop.told("subscription_schedule") == [
        "subscription_schedule.created",
        "subscription_schedule.updated",
        "subscription_schedule.updated",
        "subscription_schedule.released",
    ]


def test_a_schedule_changes_from_the_year_to_the_month(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), shop.small_yearly)
    schedule = shop.v1.subscription_schedules.create({"from_subscription": subscription.id})
    first = schedule.phases[0]
    phases: Any = [
        {"items": [{"price": shop.small_yearly.id}], "start_date": first.start_date, "end_date": first.end_date},
        {"items": [{"price": shop.large.id}]},
    ]
    shop.v1.subscription_schedules.update(schedule.id, {"phases": phases})

    shop.advance(days=366)

    item = shop.subscription(subscription).items.data[0]
    assert (item.price.id, item.current_period_start) == (shop.large.id, BEGINNING + 365 * DAY)
    assert [invoice.total for invoice in shop.invoices(subscription)] == [7_000, 30_000]


def test_a_schedule_changes_from_the_month_to_a_whole_year(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())
    schedule = shop.v1.subscription_schedules.create({"from_subscription": subscription.id})
    first = schedule.phases[0]
    phases: Any = [
        {"items": [{"price": shop.small.id}], "start_date": first.start_date, "end_date": first.end_date},
        {"items": [{"price": shop.small_yearly.id}]},
    ]
    shop.v1.subscription_schedules.update(schedule.id, {"phases": phases})

    shop.advance(days=32)

    item = shop.subscription(subscription).items.data[0]
    assert (item.current_period_start, item.current_period_end) == (BEGINNING + MONTH, BEGINNING + MONTH + 365 * DAY)


def test_a_plan_changed_in_its_trial_stays_in_the_trial(shop: Shop) -> None:
    end = BEGINNING + 14 * DAY
    subscription = shop.subscribe(shop.customer(), trial_end=end)
    extra = shop.price("White label", 1_000, "year")
    item = subscription.items.data[0].id

    wanted: Any = {"items": [{"id": item, "price": shop.small_yearly.id}, {"price": extra.id}]}
    changed = shop.v1.subscriptions.update(subscription.id, wanted)

    assert changed.status == "trialing"
    assert {each.current_period_end for each in changed.items.data} == {end}
    assert len(shop.invoices(subscription)) == 1
    shop.advance(days=15)
    assert shop.latest(subscription).total == 31_000
    assert {each.current_period_end for each in shop.subscription(subscription).items.data} == {end + 365 * DAY}


def test_usage_keeps_its_month_when_the_plan_changes_to_the_year(shop: Shop) -> None:
    meter: Any = {"display_name": "Calls", "event_name": "calls", "default_aggregation": {"formula": "sum"}}
    recurring = {"interval": "month", "usage_type": "metered", "meter": shop.v1.billing.meters.create(meter).id}
    calls = shop.price("Calls", 2, recurring=recurring)
    customer = shop.customer()
    subscription = shop.subscribe(customer, items=[{"price": shop.small.id}, {"price": calls.id}])
    shop.advance(days=10)
    wanted: Any = {"items": [{"id": subscription.items.data[0].id, "price": shop.small_yearly.id}]}

    shop.v1.subscriptions.update(subscription.id, wanted)
    payload = {"stripe_customer_id": customer.id, "value": "50"}
    shop.v1.billing.meter_events.create({"event_name": "calls", "payload": payload})
    shop.advance(to=BEGINNING + MONTH + DAY)

    assert [line.amount for line in shop.latest(subscription).lines.data] == [100]
    shop.advance(to=BEGINNING + 375 * DAY + 7_200)
    plan, usage = shop.subscription(subscription).items.data
    assert (plan.current_period_start, plan.current_period_end) == (BEGINNING + 375 * DAY, BEGINNING + 741 * DAY)
    assert usage.current_period_end - usage.current_period_start <= 31 * DAY


def test_a_schedule_is_released_or_canceled(shop: Shop) -> None:
    kept, ended = shop.subscribe(shop.customer()), shop.subscribe(shop.customer())
    one = shop.v1.subscription_schedules.create({"from_subscription": kept.id})
    two = shop.v1.subscription_schedules.create({"from_subscription": ended.id})

    released = shop.v1.subscription_schedules.release(one.id)
    canceled = shop.v1.subscription_schedules.cancel(two.id)

    assert (released.status, canceled.status) == ("released", "canceled")
    assert (shop.subscription(kept).status, shop.subscription(ended).status) == ("active", "canceled")
    with pytest.raises(InvalidRequestError):
        shop.v1.subscription_schedules.release(one.id)


def test_a_trial_ends_early_on_demand_and_is_paid(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), trial_end=BEGINNING + 14 * DAY)
    shop.advance(days=3)

    running = shop.v1.subscriptions.update(subscription.id, {"trial_end": "now"})

    assert (running.status, running.billing_cycle_anchor) == ("active", BEGINNING + 3 * DAY)
    assert (shop.latest(subscription).total, shop.latest(subscription).status) == (3_000, "paid")


def test_a_cycle_that_begins_later_charges_the_days_before_it(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), billing_cycle_anchor=BEGINNING + 17 * DAY)

    assert subscription.items.data[0].current_period_end == BEGINNING + 17 * DAY
    assert shop.latest(subscription).total == round(3_000 * 17 / 31)
    shop.advance(days=18)
    assert shop.latest(subscription).total == 3_000


def test_what_one_subscribes_to_is_tried_without_subscribing(shop: Shop) -> None:
    customer = shop.customer(None)
    details: Any = {"items": [{"price": shop.small.id, "quantity": 2}], "default_tax_rates": [shop.vat]}

    preview = shop.v1.invoices.create_preview({"customer": customer.id, "subscription_details": details})

    assert (preview.subtotal, preview.total) == (6_000, 7_140)
    assert shop.v1.subscriptions.list({"customer": customer.id}).data == []
