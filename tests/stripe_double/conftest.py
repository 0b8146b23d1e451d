"""An account of its own for every test, and a shop in it."""

from collections.abc import Iterator

import pytest
from stripe import StripeClient

from carbot.embedded.stripe.server import StripeDouble, stripe_double
from carbot.embedded.stripe.world import Settings
from tests.stripe_double.shop import Shop


@pytest.fixture(scope="session")
def running_double() -> Iterator[StripeDouble]:
    """One server for all tests; it gives up on a webhook after four attempts."""
    with stripe_double(retry_delays=(0.02, 0.02, 0.02), timeout=0.8) as running:
        yield running


@pytest.fixture
def double(running_double: StripeDouble) -> StripeDouble:
    """An account in which nothing has happened yet."""
    running_double.reset()
    running_double.world.settings = Settings()
    return running_double


@pytest.fixture
def client(double: StripeDouble) -> StripeClient:
    """Stripe's own SDK, as it comes."""
    return StripeClient("sk_test_123", base_addresses={"api": double.url}, max_network_retries=0)


@pytest.fixture
def shop(client: StripeClient) -> Shop:
    """Prices and a customer on a test clock."""
    return Shop(client)
