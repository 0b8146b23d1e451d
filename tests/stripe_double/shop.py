"""What most tests need: two plans, a tax rate, and customers who live by a test clock."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from stripe import Customer, Event, Invoice, Price, StripeClient, Subscription

DAY = 86_400
BEGINNING = int(datetime(2026, 3, 15, 10, tzinfo=UTC).timestamp())


class Shop:
    """Sells a small plan and a large one by the month, the small one also by the year."""

    def __init__(self, client: StripeClient, begin: int = BEGINNING) -> None:
        self.client = client
        self.v1 = client.v1
        self.clock = self.v1.test_helpers.test_clocks.create({"frozen_time": begin}).id

    @cached_property
    def small(self) -> Price:
        """The small plan by the month."""
        return self.price("Small", 3_000, lookup_key="small_month")

    @cached_property
    def large(self) -> Price:
        """The large plan by the month."""
        return self.price("Large", 7_000, lookup_key="large_month")

    @cached_property
    def small_yearly(self) -> Price:
        """The small plan by the year."""
        return self.price("Small", 30_000, "year", lookup_key="small_year")

    @cached_property
    def vat(self) -> str:
        """A tax of 19 %."""
        return self.v1.tax_rates.create({"display_name": "USt", "percentage": 19, "inclusive": False}).id

    def price(self, name: str, amount: int, interval: str = "month", **fields: Any) -> Price:
        """A price of a product of its own."""
        product = self.v1.products.create({"name": name})
        return self.v1.prices.create(
            {
                "currency": "eur",
                "product": product.id,
                "unit_amount": amount,
                "recurring": {"interval": interval},
                "tax_behavior": "exclusive",
                **fields,
            }
        )

    def customer(self, method: str | None = "pm_card_visa", **fields: Any) -> Customer:
        """A customer on the clock, with a default payment method by its token or id."""
        customer = self.v1.customers.create(
            {"email": "halter@werkstatt.test", "name": "Werkstatt Ada", "test_clock": self.clock, **fields}
        )
        return self.pays_with(customer.id, method) if method else customer

    def pays_with(self, customer: str, method: str) -> Customer:
        """Attach a payment method and make it the default."""
        attached = self.v1.payment_methods.attach(method, {"customer": customer})
        settings: Any = {"invoice_settings": {"default_payment_method": attached.id}}
        return self.v1.customers.update(customer, settings)

    def sepa(self, iban: str) -> str:
        """A bank account's id."""
        details: Any = {
            "type": "sepa_debit",
            "sepa_debit": {"iban": iban},
            "billing_details": {"name": "Werkstatt Ada", "email": "halter@werkstatt.test"},
        }
        return self.v1.payment_methods.create(details).id

    def subscribe(self, customer: Customer, price: Price | None = None, **fields: Any) -> Subscription:
        """A subscription to a price, the small plan by default."""
        items = [{"price": (price or self.small).id}]
        return self.v1.subscriptions.create({"customer": customer.id, "items": items, **fields})

    @property
    def now(self) -> int:
        """The clock's present second."""
        return self.v1.test_helpers.test_clocks.retrieve(self.clock).frozen_time

    def advance(self, *, days: float = 0, to: int | None = None) -> None:
        """Let time pass."""
        target = to if to is not None else self.now + int(days * DAY)
        assert self.v1.test_helpers.test_clocks.advance(self.clock, {"frozen_time": target}).status == "advancing"
        assert self.v1.test_helpers.test_clocks.retrieve(self.clock).status == "ready"

    def subscription(self, subscription: Subscription) -> Subscription:
        """The subscription as it is now."""
        return self.v1.subscriptions.retrieve(subscription.id)

    def invoices(self, subscription: Subscription) -> list[Invoice]:
        """Its invoices, newest first."""
        return self.v1.invoices.list({"subscription": subscription.id, "limit": 100}).data

    def latest(self, subscription: Subscription) -> Invoice:
        """Its newest invoice."""
        return self.invoices(subscription)[0]

    def events(self, *types: str) -> list[Event]:
        """Everything that happened, oldest first, on request of some types."""
        wanted: Any = {"limit": 100, **({"types": list(types)} if types else {})}
        return list(self.v1.events.list(wanted).auto_paging_iter())[::-1]

    def told(self, prefix: str = "") -> list[str]:
        """The types of what happened, oldest first."""
        return [event.type for event in self.events() if event.type.startswith(prefix)]
