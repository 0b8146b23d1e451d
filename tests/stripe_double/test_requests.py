"""Requests: keys, idempotency, errors, lists and trouble, as Stripe's SDK sees them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from stripe import (
    APIConnectionError,
    APIError,
    AuthenticationError,
    HTTPXClient,
    IdempotencyError,
    InvalidRequestError,
    RateLimitError,
    RequestsClient,
    StripeClient,
)

from carbot.embedded.stripe.faults import Trouble
from carbot.embedded.stripe.server import StripeDouble
from tests.stripe_double.shop import Shop


def raw(double: StripeDouble, path: str, *, key: str, **form: str) -> httpx2.Response:
    """A request without the SDK, to see headers and conflicts."""
    headers = {"Authorization": "Bearer sk_test_1", "Idempotency-Key": key, "Stripe-Version": "2026-10-28.endive"}
    return httpx2.post(double.url + path, data=form, headers=headers)


def test_the_same_key_and_body_get_the_same_answer(client: StripeClient) -> None:
    first = client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "once"})

    again = client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "once"})

    assert again.to_dict() == first.to_dict()
    assert len(client.v1.customers.list().data) == 1


def test_the_same_key_with_another_body_is_refused(client: StripeClient) -> None:
    client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "once"})

    with pytest.raises(IdempotencyError) as refused:
        client.v1.customers.create({"name": "Grace"}, {"idempotency_key": "once"})

    assert refused.value.http_status == 400


def test_headers_tell_of_a_replay_and_of_the_first_request(double: StripeDouble) -> None:
    first = raw(double, "/v1/customers", key="k", name="Ada")
    again = raw(double, "/v1/customers", key="k", name="Ada")

    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["original-request"] == first.headers["request-id"] != again.headers["request-id"]
    assert first.headers["stripe-version"] == "2026-10-28.endive"


def test_a_key_whose_request_is_still_being_worked_on_is_a_conflict(double: StripeDouble) -> None:
    double.fail(Trouble(hang=1.0))

    with ThreadPoolExecutor(4) as many:
        answers = list(many.map(lambda _: raw(double, "/v1/customers", key="k", name="Ada"), range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    conflict = next(answer for answer in answers if answer.status_code == 409).json()["error"]
    assert (conflict["type"], conflict["code"]) == ("idempotency_error", "idempotency_key_in_use")
    assert raw(double, "/v1/customers", key="k", name="Ada").headers["idempotent-replayed"] == "true"


def test_a_refused_request_frees_its_key(client: StripeClient) -> None:
    with pytest.raises(InvalidRequestError):
        client.v1.products.create({}, {"idempotency_key": "k"})

    assert client.v1.products.create({"name": "x"}, {"idempotency_key": "k"}).name == "x"


def test_a_lost_answer_is_found_again_by_its_key(double: StripeDouble) -> None:
    double.fail(Trouble(status=500, takes_effect=True))
    client = StripeClient("sk_test_1", base_addresses={"api": double.url}, max_network_retries=1)

    made = client.v1.customers.create({"name": "Ada"})

    assert [customer.id for customer in client.v1.customers.list().data] == [made.id]


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble(status=500), APIError),
        (Trouble(status=503), APIError),
        (Trouble(status=429), RateLimitError),
        (Trouble(status=400, code="lock_timeout"), InvalidRequestError),
    ],
)
def test_requests_fail_as_ordered_and_then_no_more(
    client: StripeClient, double: StripeDouble, trouble: Trouble, error: type[Exception]
) -> None:
    double.fail(trouble)

    with pytest.raises(error):
        client.v1.customers.create({})

    assert client.v1.customers.list().data == []
    client.v1.customers.create({})


def test_the_door_orders_trouble_for_several_requests(client: StripeClient, double: StripeDouble) -> None:
    httpx2.post(f"{double.url}/_double/fail", json={"requests": 2, "status": 502})

    for _ in range(2):
        with pytest.raises(APIError):
            client.v1.customers.list()

    assert client.v1.customers.list().data == []


def test_trouble_may_concern_some_addresses_only(client: StripeClient, double: StripeDouble) -> None:
    double.fail(Trouble(status=500, path="/v1/checkout"))

    client.v1.customers.create({})

    with pytest.raises(APIError):
        client.v1.checkout.sessions.list()


def test_a_request_that_hangs_times_out_at_the_client(double: StripeDouble) -> None:
    double.fail(Trouble(hang=2))
    http = RequestsClient(timeout=0.2)
    client = StripeClient("sk_test_1", base_addresses={"api": double.url}, http_client=http, max_network_retries=0)

    with pytest.raises(APIConnectionError):
        client.v1.customers.list()
    http.close()


def test_everything_is_refused_while_stripe_is_down(client: StripeClient, double: StripeDouble) -> None:
    double.go_down()
    with pytest.raises(APIError) as refused:
        client.v1.customers.list()
    double.heal()

    assert refused.value.http_status == 503
    assert client.v1.customers.list().data == []


@pytest.mark.parametrize("key", ["sk_live_1", "pk_test_1"])
def test_only_secret_test_keys_are_accepted(double: StripeDouble, key: str) -> None:
    with pytest.raises(AuthenticationError):
        StripeClient(key, base_addresses={"api": double.url}).v1.customers.list()


def test_errors_say_what_was_wrong(client: StripeClient) -> None:
    with pytest.raises(InvalidRequestError) as unknown:
        client.v1.customers.create({"nmae": "Ada"})
    with pytest.raises(InvalidRequestError) as gone:
        client.v1.customers.retrieve("cus_nobody")
    with pytest.raises(InvalidRequestError) as of_nobody:
        client.v1.subscriptions.create({"customer": "cus_nobody", "items": []})
    with pytest.raises(InvalidRequestError) as nowhere:
        client.v1.quotes.list()
    with pytest.raises(InvalidRequestError) as unexpandable:
        client.v1.customers.create({"expand": ["shoes"]})

    assert (unknown.value.code, unknown.value.param) == ("parameter_unknown", "nmae")
    assert (gone.value.http_status, gone.value.code) == (404, "resource_missing")
    assert gone.value.user_message == "No such customer: 'cus_nobody'"
    assert (of_nobody.value.http_status, of_nobody.value.param) == (400, "customer")
    assert nowhere.value.http_status == 404
    assert "cannot be expanded" in str(unexpandable.value)


def test_lists_are_paged_forwards_backwards_and_automatically(client: StripeClient) -> None:
    made = [client.v1.products.create({"name": f"Nr. {number}"}).id for number in range(7)][::-1]

    first = client.v1.products.list({"limit": 3})
    second = client.v1.products.list({"limit": 3, "starting_after": first.data[-1].id})
    back = client.v1.products.list({"limit": 3, "ending_before": second.data[0].id})

    assert [product.id for product in first.data] == made[:3]
    assert (first.has_more, second.has_more) == (True, True)
    assert [product.id for product in second.data] == made[3:6]
    assert [product.id for product in back.data] == made[:3]
    assert [product.id for product in client.v1.products.list({"limit": 2}).auto_paging_iter()] == made
    backwards = client.v1.products.list({"limit": 2, "ending_before": made[-1]}).auto_paging_iter()
    assert [product.id for product in backwards] == made[-2::-1]
    for wrong in ({"limit": 0}, {"limit": 101}, {"starting_after": "prod_x"}):
        with pytest.raises(InvalidRequestError):
            client.v1.products.list(wrong)


def test_lists_are_bounded_by_time(shop: Shop) -> None:
    early = shop.customer(None)
    shop.advance(days=2)
    late = shop.customer(None)

    def found(**bounds: int) -> list[str]:
        return [customer.id for customer in shop.v1.customers.list({"created": bounds}).data]

    assert found(gt=early.created) == [late.id]
    assert found(lt=late.created) == [early.id]
    assert found(gte=early.created, lte=late.created) == [late.id, early.id]


@pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")  # what the SDK does to httpx
async def test_the_asynchronous_methods_work_alike(double: StripeDouble) -> None:
    http = HTTPXClient()
    client = StripeClient("sk_test_1", base_addresses={"api": double.url}, http_client=http)

    made = await asyncio.gather(*(client.v1.customers.create_async({"name": str(n)}) for n in range(5)))

    listed: Any = await client.v1.customers.list_async({"limit": 2})
    names = {customer.name async for customer in listed.auto_paging_iter()}
    assert names == {customer.name for customer in made}
    await http.close_async()
