"""Stories in time: a trial becomes paid, a payment fails and is tried again, a debit fails late."""

from datetime import UTC, datetime

import pytest

from carbot.embedded.stripe.server import StripeDouble
from tests.stripe_double.shop import BEGINNING, DAY, Shop


def second(*parts: int) -> int:
    """A moment's second."""
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def test_a_trial_becomes_a_paid_subscription_and_renews(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer, trial_end=BEGINNING + 14 * DAY, default_tax_rates=[shop.vat])
    assert subscription.status == "trialing"
    assert shop.latest(subscription).amount_due == 0

    shop.advance(days=11)
    assert "customer.subscription.trial_will_end" in shop.told()
    shop.advance(days=3.1)

    running = shop.subscription(subscription)
    assert running.status == "active"
    item = running.items.data[0]
    assert (item.current_period_start, item.current_period_end) == (second(2026, 3, 29, 10), second(2026, 4, 29, 10))
    invoice = shop.latest(subscription)
    assert (invoice.status, invoice.subtotal, invoice.total, invoice.amount_paid) == ("paid", 3_000, 3_570, 3_570)
    assert invoice.billing_reason == "subscription_cycle"
    shop.advance(to=second(2026, 6, 28))
    assert [each.total for each in shop.invoices(subscription)] == [3_570, 3_570, 3_570, 0]


def test_a_draft_waits_an_hour_before_its_money_is_asked_for(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())

    shop.advance(to=second(2026, 4, 15, 10, 30))
    draft = shop.latest(subscription)
    shop.advance(to=second(2026, 4, 15, 11))

    assert (draft.status, draft.number, draft.automatically_finalizes_at) == ("draft", None, second(2026, 4, 15, 11))
    assert (shop.latest(subscription).id, shop.latest(subscription).status) == (draft.id, "paid")


def test_a_period_that_began_on_the_31st_ends_on_the_last_day_and_comes_back(shop: Shop) -> None:
    shop.advance(to=second(2026, 3, 31, 12))
    subscription = shop.subscribe(shop.customer())
    ends = []

    for _ in range(3):
        end = shop.subscription(subscription).items.data[0].current_period_end
        ends.append(datetime.fromtimestamp(end, UTC).strftime("%m-%d"))
        shop.advance(to=end + 7_200)

    assert ends == ["04-30", "05-31", "06-30"]


def test_a_failed_payment_is_tried_after_1_3_and_5_days_and_then_the_subscription_ends(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.pays_with(customer.id, "pm_card_chargeCustomerFail")
    shop.advance(to=second(2026, 4, 15, 11))
    invoice = shop.latest(subscription)
    failed = second(2026, 4, 15, 11)

    assert shop.subscription(subscription).status == "past_due"
    assert (invoice.status, invoice.attempt_count, invoice.next_payment_attempt) == ("open", 1, failed + DAY)
    attempts = []
    for days in (1, 3, 5):
        shop.advance(to=failed + days * DAY)
        invoice = shop.latest(subscription)
        attempts.append((invoice.attempt_count, invoice.next_payment_attempt))

    assert attempts == [(2, failed + 3 * DAY), (3, failed + 5 * DAY), (4, None)]
    ended = shop.subscription(subscription)
    assert (ended.status, ended.ended_at) == ("canceled", failed + 5 * DAY)
    assert ended.cancellation_details is not None
    assert ended.cancellation_details.reason == "payment_failed"
    assert shop.told().count("invoice.payment_failed") == 4
    assert shop.told()[-2:] == ["customer.subscription.deleted", "test_helpers.test_clock.ready"]


@pytest.mark.parametrize("outcome", ["unpaid", "past_due"])
def test_the_owner_chooses_what_becomes_of_a_subscription_nobody_pays(
    double: StripeDouble, shop: Shop, outcome: str
) -> None:
    double.world.settings.after_retries = outcome
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.pays_with(customer.id, "pm_card_chargeCustomerFail")

    shop.advance(days=40)

    assert shop.subscription(subscription).status == outcome


def test_a_paid_retry_makes_an_overdue_subscription_active_again(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.pays_with(customer.id, "pm_card_chargeCustomerFail")
    shop.advance(to=second(2026, 4, 15, 12))
    assert shop.subscription(subscription).status == "past_due"

    shop.pays_with(customer.id, "pm_card_mastercard")
    shop.advance(days=1)

    assert shop.subscription(subscription).status == "active"
    assert shop.latest(subscription).status == "paid"


def test_a_sepa_debit_is_under_way_and_then_paid(shop: Shop) -> None:
    customer = shop.customer(shop.sepa("DE89370400440532013000"))

    subscription = shop.subscribe(customer)

    assert subscription.status == "active"
    invoice = shop.v1.invoices.retrieve(
        shop.latest(subscription).id, {"expand": ["payments.data.payment.payment_intent"]}
    )
    assert invoice.status == "open"
    intent = invoice.payments.data[0].payment.payment_intent
    assert intent.status == "processing"
    charge = shop.v1.charges.retrieve(intent.latest_charge)
    assert charge.status == "pending"
    mandate = shop.v1.mandates.retrieve(charge.payment_method_details.sepa_debit.mandate)
    assert mandate.status == "active"
    shop.advance(days=5)
    assert shop.latest(subscription).status == "paid"
    assert shop.subscription(subscription).status == "active"


def test_a_sepa_debit_that_fails_late_makes_the_subscription_overdue(shop: Shop) -> None:
    customer = shop.customer(shop.sepa("DE62370400440532013001"))
    subscription = shop.subscribe(customer)
    assert subscription.status == "active"

    shop.advance(days=5)

    assert shop.subscription(subscription).status == "past_due"
    invoice = shop.latest(subscription)
    assert (invoice.status, invoice.next_payment_attempt) == ("open", BEGINNING + 6 * DAY)
    shop.advance(days=60)
    assert (shop.subscription(subscription).status, shop.latest(subscription).attempt_count) == ("canceled", 4)
    failures = ("charge.failed", "payment_intent.payment_failed", "invoice.payment_failed")
    assert [name for name in shop.told() if name in failures] == list(failures) * 4


def test_a_disputed_sepa_debit_is_lost_at_once(shop: Shop) -> None:
    customer = shop.customer(shop.sepa("DE35370400440532013002"))
    subscription = shop.subscribe(customer)

    shop.advance(days=5)

    assert shop.latest(subscription).status == "paid"
    dispute = shop.v1.disputes.list().data[0]
    assert (dispute.status, dispute.reason, dispute.amount) == ("lost", "debit_not_authorized", 3_000)
    assert shop.told("charge.dispute")[-1] == "charge.dispute.closed"


@pytest.mark.parametrize(
    ("manner", "status"), [("cancel", "canceled"), ("pause", "paused"), ("create_invoice", "past_due")]
)
def test_what_happens_when_a_trial_ends_without_a_payment_method(shop: Shop, manner: str, status: str) -> None:
    customer = shop.customer(None)
    settings = {"end_behavior": {"missing_payment_method": manner}}
    subscription = shop.subscribe(customer, trial_end=BEGINNING + 14 * DAY, trial_settings=settings)

    shop.advance(days=14.1)

    assert shop.subscription(subscription).status == status


def test_a_paused_trial_is_resumed_and_paid(shop: Shop) -> None:
    customer = shop.customer(None)
    settings = {"end_behavior": {"missing_payment_method": "pause"}}
    subscription = shop.subscribe(customer, trial_end=BEGINNING + 14 * DAY, trial_settings=settings)
    shop.advance(days=20)
    shop.pays_with(customer.id, "pm_card_visa")

    resumed = shop.v1.subscriptions.resume(subscription.id, {"billing_cycle_anchor": {"type": "now"}})

    assert resumed.status == "active"
    assert resumed.items.data[0].current_period_start == BEGINNING + 20 * DAY
    assert "customer.subscription.paused" in shop.told()
    assert "customer.subscription.resumed" in shop.told()


def test_a_first_payment_that_is_never_made_expires_after_23_hours(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer("pm_card_chargeCustomerFail"))
    assert subscription.status == "incomplete"

    shop.advance(days=1)

    assert shop.subscription(subscription).status == "incomplete_expired"
    assert shop.latest(subscription).status == "void"


def test_time_never_runs_backwards_without_a_test_clock(double: StripeDouble, shop: Shop) -> None:
    begin = double.world.now()
    customer = shop.customer(test_clock=None)
    shop.pays_with(customer.id, shop.sepa("DE62370400440532013001"))
    shop.subscribe(customer)

    for _ in range(6):
        double.advance(4 * DAY)

    moments = [event.created for event in shop.events() if event.created >= begin]
    assert moments[-1] - moments[0] > 15 * DAY
    assert moments == sorted(moments)
