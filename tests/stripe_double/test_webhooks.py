"""Events reach an endpoint signed, again and again until they are taken, in any order that is asked for."""

from collections.abc import Iterator

import httpx2
import pytest
from stripe import SignatureVerificationError, StripeClient, Webhook

from carbot.embedded.stripe.server import StripeDouble
from tests.stripe_double.receiver import Receiver, receiver
from tests.stripe_double.shop import DAY, Shop


@pytest.fixture
def endpoint(client: StripeClient) -> Iterator[Receiver]:
    """An endpoint of the account that gets everything."""
    with receiver() as made:
        created = client.v1.webhook_endpoints.create({"url": made.url, "enabled_events": ["*"]})
        made.secret = str(created.secret)
        assert "secret" not in client.v1.webhook_endpoints.retrieve(created.id).to_dict()
        yield made


def names(client: StripeClient, count: int) -> None:
    """Make some products, one event each."""
    for number in range(count):
        client.v1.products.create({"name": f"Nr. {number}"})


def test_every_event_arrives_signed_and_as_the_api_tells_it(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    customer = client.v1.customers.create({"email": "a@b.test", "metadata": {"organization": "7"}})
    client.v1.customers.update(customer.id, {"name": "Ada"})

    assert double.delivered()

    assert endpoint.types == ["customer.created", "customer.updated"]
    created, updated = endpoint.arrived
    assert created.data.object["metadata"].to_dict() == {"organization": "7"}
    assert updated.data.previous_attributes.to_dict() == {"name": None}
    assert created.api_version == "2026-10-28.endive"
    assert created.request is not None
    assert created.request.id == customer.last_response.request_id
    assert client.v1.events.retrieve(created.id).data.object.to_dict() == created.data.object.to_dict()
    assert [each.id for each in client.v1.events.list({"type": "customer.*"}).data] == endpoint.ids[::-1]
    assert client.v1.events.retrieve(created.id).pending_webhooks == 0


def test_a_body_or_a_secret_that_was_changed_is_found_out(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    names(client, 1)
    assert double.delivered()
    body, signature = endpoint.bodies[0], endpoint.signatures[0]

    for forged, secret in ((body.replace(b"Nr. 0", b"Nr. 1"), endpoint.secret), (body, "whsec_other")):
        with pytest.raises(SignatureVerificationError):
            Webhook.construct_event(forged, signature, secret)


def test_an_endpoint_that_fails_gets_the_event_again_until_it_takes_it(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    endpoint.answers = [500, 404]

    names(client, 1)

    assert double.delivered()
    assert len(endpoint.ids) == 3
    assert len(set(endpoint.ids)) == 1
    assert double.deliveries()[-1].attempts == [500, 404, 200]


def test_an_endpoint_that_does_not_answer_in_time_gets_the_event_again(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    endpoint.hang = 1.0

    names(client, 1)

    assert double.delivered()
    assert double.deliveries()[-1].attempts == ["ReadTimeout", 200]


def test_an_event_nobody_takes_is_given_up_and_can_be_sent_again(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    endpoint.answers = [500] * 4
    names(client, 1)
    assert double.delivered()
    given_up = double.deliveries()[-1]
    assert (given_up.status, len(given_up.attempts)) == ("failed", 4)

    double.resend(given_up.event)

    assert double.delivered()
    assert double.deliveries()[-1].status == "delivered"


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_held_back_comes_in_the_order_of_the_seed(
    client: StripeClient, double: StripeDouble, endpoint: Receiver, seed: int
) -> None:
    double.hold()
    names(client, 8)
    happened = [event.id for event in client.v1.events.list().data][::-1]
    assert endpoint.ids == []

    double.release(seed=seed, copies=2)
    assert double.delivered()
    first, endpoint.arrived = endpoint.ids, []
    double.hold()
    for id_ in happened:
        double.resend(id_)
    double.release(seed=seed, copies=2)
    assert double.delivered()

    assert sorted(first) == sorted(happened * 2)
    assert first != sorted(first, key=happened.index)
    assert endpoint.ids == first


def test_events_are_sent_several_times_on_demand(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    double.duplicate(3)

    names(client, 2)

    assert double.delivered()
    assert endpoint.types == ["product.created"] * 6
    assert len(set(endpoint.ids)) == 2


def test_an_endpoint_gets_only_what_it_asked_for(client: StripeClient, double: StripeDouble) -> None:
    with receiver() as picky:
        wanted = client.v1.webhook_endpoints.create({"url": picky.url, "enabled_events": ["customer.created"]})
        picky.secret = str(wanted.secret)
        names(client, 1)
        client.v1.customers.create({})
        assert double.delivered()
        client.v1.webhook_endpoints.update(wanted.id, {"disabled": True})
        client.v1.customers.create({})
        assert double.delivered()

        assert picky.types == ["customer.created"]


def test_the_door_controls_deliveries_over_http(client: StripeClient, double: StripeDouble, endpoint: Receiver) -> None:
    with httpx2.Client(base_url=f"{double.url}/_double/") as door:
        door.post("hold")
        names(client, 3)
        assert [each["status"] for each in door.get("deliveries").json()] == ["held"] * 3
        door.post("release", json={"seed": 3})
        assert door.post("delivered", json={"seconds": 5}).json() == {"result": True}
        assert door.post("nonsense").status_code == 404
        assert door.post("release", json={"what": 1}).status_code == 400

    assert len(endpoint.ids) == 3


def test_the_default_clock_is_advanced_for_everything_without_a_test_clock(
    client: StripeClient, double: StripeDouble, endpoint: Receiver
) -> None:
    begin = double.world.now()
    shop = Shop(client)
    customer = client.v1.customers.create({"email": "a@b.test"})
    shop.pays_with(customer.id, "pm_card_visa")
    subscription = shop.subscribe(customer, trial_end=begin + 14 * DAY)

    double.advance(15 * DAY)

    assert shop.subscription(subscription).status == "active"
    assert shop.latest(subscription).status == "paid"
    assert client.v1.products.create({"name": "later"}).created >= begin + 15 * DAY
    assert double.delivered()
    assert "customer.subscription.trial_will_end" in endpoint.types
