"""Refunds and disputes."""

import pytest
from stripe import Charge, InvalidRequestError

from carbot.embedded.stripe.server import StripeDouble
from tests.stripe_double.shop import Shop


def charged(shop: Shop, method: str = "pm_card_visa") -> Charge:
    """A charge of the small plan."""
    shop.subscribe(shop.customer(method))
    return shop.v1.charges.list().data[0]


def test_a_charge_is_refunded_in_parts_and_never_more_than_it_was(shop: Shop) -> None:
    charge = charged(shop)

    part = shop.v1.refunds.create({"charge": charge.id, "amount": 1_000, "reason": "requested_by_customer"})
    with pytest.raises(InvalidRequestError):
        shop.v1.refunds.create({"charge": charge.id, "amount": 2_001})
    rest = shop.v1.refunds.create({"payment_intent": str(charge.payment_intent)})
    with pytest.raises(InvalidRequestError) as again:
        shop.v1.refunds.create({"charge": charge.id})

    assert (part.amount, rest.amount, rest.status) == (1_000, 2_000, "succeeded")
    assert again.value.code == "charge_already_refunded"
    kept = shop.v1.charges.retrieve(charge.id, {"expand": ["refunds"]})
    assert (kept.amount_refunded, kept.refunded) == (3_000, True)
    assert [refund.id for refund in kept.refunds.data] == [rest.id, part.id]
    assert [refund.id for refund in shop.v1.refunds.list({"charge": charge.id}).data] == [rest.id, part.id]
    assert shop.told("charge.refunded") == ["charge.refunded"] * 2


def test_what_did_not_succeed_is_not_refunded(shop: Shop) -> None:
    charge = charged(shop, "pm_card_chargeCustomerFail")

    with pytest.raises(InvalidRequestError) as refused:
        shop.v1.refunds.create({"charge": charge.id})

    assert refused.value.code == "charge_not_refundable"


def test_a_card_whose_holder_disputes_every_payment(shop: Shop) -> None:
    charge = charged(shop, "pm_card_createDispute")

    shop.advance(days=1)

    [dispute] = shop.v1.disputes.list({"charge": charge.id}).data
    assert (dispute.id[:3], dispute.status, dispute.reason) == ("du_", "needs_response", "fraudulent")
    assert shop.v1.charges.retrieve(charge.id).disputed
    with pytest.raises(InvalidRequestError):
        shop.v1.refunds.create({"charge": charge.id})


@pytest.mark.parametrize(("evidence", "outcome"), [("winning_evidence", "won"), ("losing_evidence", "lost")])
def test_a_dispute_is_answered_and_decided(double: StripeDouble, shop: Shop, evidence: str, outcome: str) -> None:
    dispute = double.dispute(charged(shop).id, "product_not_received")

    decided = shop.v1.disputes.update(dispute, {"evidence": {"uncategorized_text": evidence}})

    assert decided.status == outcome
    assert shop.told("charge.dispute")[-1] == "charge.dispute.closed"
    assert ("charge.dispute.funds_reinstated" in shop.told()) == (outcome == "won")
    with pytest.raises(InvalidRequestError):
        shop.v1.disputes.close(dispute)


def test_a_dispute_is_given_up(double: StripeDouble, shop: Shop) -> None:
    dispute = double.dispute(charged(shop).id)

    assert shop.v1.disputes.close(dispute).status == "lost"
