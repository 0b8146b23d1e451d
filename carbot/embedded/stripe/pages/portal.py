"""The page to look after a subscription on."""

from starlette.responses import RedirectResponse, Response

from carbot.embedded.stripe.errors import Fault, missing, not_confirmed
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.pages.forms import contact, method_from, typed
from carbot.embedded.stripe.pages.render import explain, language_of, show
from carbot.embedded.stripe.pages.request import Page
from carbot.embedded.stripe.payment_methods import attach_method, mandate_of
from carbot.embedded.stripe.setup_intents import confirm_setup, new_setup
from carbot.embedded.stripe.subscriptions import updates
from carbot.embedded.stripe.subscriptions.endings import end_now
from carbot.embedded.stripe.subscriptions.items import items_of, period_end
from carbot.embedded.stripe.test_numbers import behaviour
from carbot.embedded.stripe.world import World

_KINDS = ["card", "sepa_debit"]


def portal_page(page: Page) -> Response:
    """Show subscription, payment method and invoices; change the payment method, cancel, resume."""
    world = page.world
    session = next(world.store.of("billing_portal.session", _secret=page.id), None)
    if session is None:
        raise missing("billing_portal.session", page.id)
    customer = world.get("customer", session["customer"])
    language = language_of(page.request, session["locale"])
    try:
        if page.action == "method":
            return _save(page, customer, language)
        if page.action in ("confirm", "refuse"):
            return _answered(page, customer)
        if page.action in ("cancel", "resume"):
            _end(page, session, ending=page.action == "cancel")
            return RedirectResponse(str(page.request.url), 303)
    except Fault as fault:
        return _show(page, session, customer, language, fault)
    return _show(page, session, customer, language)


def _save(page: Page, customer: Json, language: str) -> Response:
    method = method_from(page.world, page.form, contact(page.form, customer), _KINDS)
    if behaviour(method["_number"]).authentication != "never":
        return show("bank.html", language, method=method["id"], link=str(page.request.url))
    return _use(page, customer, method)


def _answered(page: Page, customer: Json) -> Response:
    if page.action == "refuse":
        raise not_confirmed()
    return _use(page, customer, page.world.get("payment_method", typed(page.form, "payment_method")))


def _use(page: Page, customer: Json, method: Json) -> Response:
    world = page.world
    attach_method(world, method["id"], customer)
    setup = new_setup(world, customer)
    confirm_setup(world, setup, method, accepted=True)
    mandate_of(world, method)
    with world.changing(customer, "customer.updated"):
        customer["invoice_settings"]["default_payment_method"] = method["id"]
    for subscription in _running(world, customer):
        with world.changing(subscription, "customer.subscription.updated"):
            subscription["default_payment_method"] = method["id"]
    url = str(page.request.url).partition("?")[0]
    return RedirectResponse(f"{url}?saved=1", 303)


def _end(page: Page, session: Json, *, ending: bool) -> None:
    world = page.world
    offer = world.get("billing_portal.configuration", session["configuration"])["features"]["subscription_cancel"]
    subscription = world.get("subscription", typed(page.form, "subscription"), "subscription")
    if subscription["customer"] != session["customer"] or not offer["enabled"]:
        raise missing("subscription", subscription["id"], "subscription")
    if ending and offer["mode"] == "immediately":
        end_now(world, subscription, "cancellation_requested")
    else:
        updates.update(world, subscription, {"cancel_at_period_end": "true" if ending else "false"})


def _running(world: World, customer: Json) -> list[Json]:
    return [each for each in world.store.of("subscription", customer=customer["id"]) if each["ended_at"] is None]


def _show(page: Page, session: Json, customer: Json, language: str, fault: Fault | None = None) -> Response:
    world = page.world
    configuration = world.get("billing_portal.configuration", session["configuration"])
    subscriptions = []
    for each in _running(world, customer):
        prices = [world.get("price", item["price"]) for item in items_of(world, each)]
        names = [world.get("product", price["product"])["name"] for price in prices]
        end = period_end(world, each)
        subscriptions.append({**each, "names": ", ".join(names), "until": each["cancel_at"] or end})
    chosen = customer["invoice_settings"]["default_payment_method"]
    methods = [each["default_payment_method"] for each in subscriptions if each["default_payment_method"]]
    method = world.store.table("payment_method").get((methods or [chosen])[0] or "")
    return show(
        "portal.html",
        language,
        fault.status if fault else 200,
        session=session,
        customer=customer,
        subscriptions=subscriptions,
        may_cancel=configuration["features"]["subscription_cancel"]["enabled"],
        method=method,
        last4=method[method["type"]]["last4"] if method else None,
        invoices=[
            each
            for each in reversed(list(world.store.of("invoice", customer=customer["id"])))
            if each["status"] != "draft"
        ],
        kinds=_KINDS,
        chosen=typed(page.form, "method") or "card",
        form=page.form,
        known=customer,
        saved="saved" in page.request.query_params,
        error=explain(fault, language),
    )
