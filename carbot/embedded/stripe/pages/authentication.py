"""What holders of accounts confirm: the bank's question about a card, and the mandate of a debit."""

from starlette.responses import Response

from carbot.embedded.stripe.errors import missing
from carbot.embedded.stripe.invoices.collection import after_attempt
from carbot.embedded.stripe.pages.render import language_of, show
from carbot.embedded.stripe.pages.request import Page
from carbot.embedded.stripe.payment_intents import authenticate
from carbot.embedded.stripe.setup_intents import confirm_setup


def authentication_page(page: Page) -> Response:
    """Ask, and act on the answer."""
    world, language = page.world, language_of(page.request)
    for_setup = page.id.startswith("seti_")
    intent = world.get("setup_intent" if for_setup else "payment_intent", page.id)
    if page.action in ("confirm", "refuse") and intent["status"] == "requires_action":
        accepted = page.action == "confirm"
        if for_setup:
            method = world.get("payment_method", intent["payment_method"])
            confirm_setup(world, intent, method, accepted=accepted)
        else:
            result = authenticate(world, intent, accepted=accepted)
            after_attempt(world, world.get("invoice", intent["_invoice"]), result, by_hand=True)
    if intent["status"] != "requires_action":
        return show("message.html", language, message="answered", link=None)
    return show("bank.html", language, method=intent["payment_method"], link=None)


def mandate_page(page: Page) -> Response:
    """What a customer allowed with a bank account."""
    for mandate in page.world.store.all("mandate"):
        if mandate["payment_method_details"]["sepa_debit"]["reference"] == page.id:
            return show("mandate.html", language_of(page.request), mandate=mandate, reference=page.id)
    raise missing("mandate", page.id)
