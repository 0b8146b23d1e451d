"""Checkout sessions: a page where a customer subscribes, or makes a payment method ready."""

from collections.abc import Iterator
from functools import partial

from carbot.embedded.stripe.agenda import Due, source, things
from carbot.embedded.stripe.coupons import code_of, find_code, try_out
from carbot.embedded.stripe.customers import blank
from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, flag, listed, mapping, merge_metadata, needed, number, one_of, text
from carbot.embedded.stripe.invoices.drafts import build
from carbot.embedded.stripe.invoices.lines import is_metered, price_amount
from carbot.embedded.stripe.pagination import PARAMETERS, listing, page
from carbot.embedded.stripe.rendering import includes, render
from carbot.embedded.stripe.routes import Call, operation
from carbot.embedded.stripe.subscriptions.billing import advance_lines
from carbot.embedded.stripe.subscriptions.items import check_price, first_period
from carbot.embedded.stripe.world import DAY, World

_SHORTEST, _LONGEST = 30 * 60, DAY
_KINDS = "card sepa_debit"


@operation(
    "POST",
    "/v1/checkout/sessions",
    "mode ui_mode customer customer_email client_reference_id payment_method_types line_items subscription_data "
    "allow_promotion_codes discounts success_url cancel_url expires_at locale metadata billing_address_collection "
    "customer_update payment_method_collection tax_id_collection automatic_tax setup_intent_data currency custom_text "
    "saved_payment_method_options submit_type payment_method_options",
)
def create(world: World, call: Call) -> Json:
    """A new session; its `url` is the page."""
    params = call.params
    mode = one_of(params, "mode", "subscription setup")
    if mode is None:
        raise required("mode")
    for name in ("automatic_tax", "tax_id_collection"):
        if flag(mapping(params, name), "enabled"):
            raise invalid(f"The double does not do {name}.", f"{name}[enabled]")
    id_ = text(params, "customer")
    customer = world.get("customer", id_, "customer") if id_ else None
    clock = customer["test_clock"] if customer else None
    now = world.now(clock)
    expires, kinds = _expiry(params, now), _kinds(params)
    data = _subscription_data(world, params, now) if mode == "subscription" else {}
    items = [_item(world, each, place) for place, each in enumerate(listed(params, "line_items"))]
    if mode == "subscription" and not items:
        raise required("line_items")
    session = world.new(
        "checkout.session",
        clock,
        _code=None,
        _discounts=listed(params, "discounts"),
        _items=items,
        _subscription_data=data,
        allow_promotion_codes=flag(params, "allow_promotion_codes"),
        amount_subtotal=None,
        amount_total=None,
        billing_address_collection=one_of(params, "billing_address_collection", "auto required"),
        cancel_url=text(params, "cancel_url"),
        client_reference_id=text(params, "client_reference_id"),
        currency="eur",
        customer=id_,
        customer_creation=None if id_ else "always",
        customer_details=_details(customer) if customer else None,
        customer_email=text(params, "customer_email"),
        discounts=[],
        expires_at=expires,
        invoice=None,
        locale=text(params, "locale"),
        metadata=merge_metadata({}, params),
        mode=mode,
        payment_method_collection="always" if mode == "subscription" else None,
        payment_method_types=kinds,
        payment_status="unpaid" if mode == "subscription" else "no_payment_required",
        setup_intent=None,
        status="open",
        subscription=None,
        success_url=needed(params, "success_url"),
        test_clock=clock,
        total_details=None,
        url=None,
    )
    session["url"] = f"{world.url}/c/pay/{session['id']}"
    if mode == "subscription":
        add_up(world, session)
    return render(world, session)


def _expiry(params: Json, now: int) -> int:
    expires = number(params, "expires_at", now + _LONGEST) or now + _LONGEST
    if not now + _SHORTEST <= expires <= now + _LONGEST:
        raise invalid("The `expires_at` timestamp must be between 30 minutes and 24 hours from now.", "expires_at")
    return expires


def _kinds(params: Json) -> list[str]:
    kinds: list[str] = listed(params, "payment_method_types") or _KINDS.split()
    if unknown := [kind for kind in kinds if kind not in _KINDS.split()]:
        raise invalid(f"Invalid payment_method_types: {unknown[0]}", "payment_method_types")
    return kinds


def _details(customer: Json) -> Json:
    return {
        "address": customer["address"],
        "business_name": customer["business_name"],
        "email": customer["email"],
        "individual_name": customer["individual_name"],
        "name": customer["name"],
        "phone": customer["phone"],
        "tax_exempt": customer["tax_exempt"],
        "tax_ids": None,
    }


def _item(world: World, params: Json, place: int) -> Json:
    where = f"line_items[{place}]"
    price = world.get("price", needed(params, "price"), f"{where}[price]")
    check_price(price, f"{where}[price]")
    metered = is_metered(price)
    quantity = number(params, "quantity")
    if not metered and quantity is None:
        raise required(f"{where}[quantity]")
    if metered and quantity is not None:
        raise invalid("Quantity should not be specified where usage_type is `metered`.", f"{where}[quantity]")
    rates = listed(params, "tax_rates")
    for rate in rates:
        world.get("tax_rate", rate, f"{where}[tax_rates]")
    return {"price": price["id"], "quantity": None if metered else quantity, "tax_rates": rates, "metadata": {}}


def _subscription_data(world: World, params: Json, now: int) -> Json:
    data = mapping(params, "subscription_data")
    if (end := number(data, "trial_end")) is not None and end < now + 2 * DAY:
        raise invalid("The `trial_end` date has to be at least 2 days in the future.", "subscription_data[trial_end]")
    for rate in listed(data, "default_tax_rates"):
        world.get("tax_rate", rate, "subscription_data[default_tax_rates]")
    return data


def add_up(world: World, session: Json) -> None:
    """What the session's first invoice comes to."""
    invoice = first_invoice(world, session)
    session.update(amount_subtotal=invoice["subtotal"], amount_total=invoice["total"])
    session["currency"] = invoice["currency"]
    session["total_details"] = {
        "amount_discount": sum(each["amount"] for each in invoice["total_discount_amounts"]),
        "amount_shipping": 0,
        "amount_tax": sum(each["amount"] for each in invoice["total_taxes"]),
    }


def first_invoice(world: World, session: Json) -> Json:
    """The session's first invoice, as it would be; nobody keeps it."""
    customer = world.store.table("customer").get(session["customer"] or "")
    if customer is None:
        customer = blank(world)
        world.store.remove(customer)
    data = session["_subscription_data"]
    now = world.now(session["test_clock"])
    subscription = {
        "id": None,
        "customer": customer["id"],
        "currency": None,
        "metadata": {},
        "discounts": [],
        "default_tax_rates": listed(data, "default_tax_rates"),
    }
    items = []
    for each in session["_items"]:
        start, end = first_period(world.get("price", each["price"]), now, now)
        period = {"current_period_start": start, "current_period_end": end}
        items.append({**each, "id": None, "subscription": None, **period})
    lines = advance_lines(world, subscription, items)
    if text(data, "trial_end") or text(data, "trial_period_days"):
        for line in lines:
            line.update(amount=0, subtotal=0)
    tried = [try_out(world, each, customer["id"]) for each in session["_discounts"]]
    ids = [each["id"] for each in tried]
    try:
        return build(world, {**customer, "balance": 0}, subscription, lines, "upcoming", discounts=ids)
    finally:
        for each in tried:
            world.store.remove(each)


def redeem_code(world: World, session: Json, typed: str) -> None:
    """Note the promotion code a customer typed. Refuses one that does not hold."""
    promotion = find_code(world, typed, session["customer"])
    session["_code"] = code_of(promotion)
    session["_discounts"] = [{"promotion_code": promotion["id"]}]
    session["discounts"] = [{"coupon": promotion["promotion"]["coupon"], "promotion_code": promotion["id"]}]
    add_up(world, session)


@operation("GET", "/v1/checkout/sessions", f"{PARAMETERS} created customer subscription status payment_intent")
def list_(world: World, call: Call) -> Json:
    """Sessions, newest first."""
    names = ("customer", "subscription", "status")
    found = [
        session
        for session in reversed(world.store.all("checkout.session"))
        if all(session[name] == call.params[name] for name in names if name in call.params)
    ]
    answer = page(found, call.params, "/v1/checkout/sessions")
    answer["data"] = [render(world, session) for session in answer["data"]]
    return answer


@operation("GET", "/v1/checkout/sessions/{id}")
def retrieve(world: World, call: Call) -> Json:
    """One session."""
    return render(world, world.get("checkout.session", call.id))


@operation("POST", "/v1/checkout/sessions/{id}", "metadata")
def update(world: World, call: Call) -> Json:
    """Change a session's metadata."""
    session = world.get("checkout.session", call.id)
    session["metadata"] = merge_metadata(session["metadata"], call.params)
    return render(world, session)


@operation("POST", "/v1/checkout/sessions/{id}/expire")
def expire(world: World, call: Call) -> Json:
    """Close a session nobody has paid."""
    session = world.get("checkout.session", call.id)
    if session["status"] != "open":
        raise invalid(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {session["status"]}.',
            "session",
        )
    close(world, session)
    return render(world, session)


def close(world: World, session: Json) -> None:
    """Nobody can pay on a session any more."""
    session.update(status="expired", url=None)
    world.emit("checkout.session.expired", session)


@source
def due(world: World, clock: str | None, customer: str | None) -> Iterator[Due]:
    """Sessions whose time is over."""
    for session in things(world, "checkout.session", clock, customer):
        if session["status"] == "open":
            yield Due(session["expires_at"], 0, session["customer"] or session["id"], partial(close, world, session))


@operation("GET", "/v1/checkout/sessions/{id}/line_items", PARAMETERS)
def line_items(world: World, call: Call) -> Json:
    """What a session sells."""
    session = world.get("checkout.session", call.id)
    return page(_lines(world, session), call.params, f"/v1/checkout/sessions/{call.id}/line_items")


def _lines(world: World, session: Json) -> list[Json]:
    found: list[Json] = []
    for each in session["_items"]:
        price = world.get("price", each["price"])
        amount = 0 if is_metered(price) else price_amount(price, each["quantity"] or 0)
        found.append(
            {
                "id": f"li_{session['id'][-12:]}{len(found)}",
                "object": "item",
                "amount_discount": 0,
                "amount_subtotal": amount,
                "amount_tax": 0,
                "amount_total": amount,
                "currency": price["currency"],
                "description": world.get("product", price["product"])["name"],
                "price": render(world, price),
                "quantity": each["quantity"],
            }
        )
    return found


@includes("checkout.session", "line_items")
def _include_lines(world: World, session: Json) -> object:
    kept = world.get("checkout.session", session["id"])
    return listing(_lines(world, kept), f"/v1/checkout/sessions/{session['id']}/line_items")
