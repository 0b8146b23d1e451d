"""Payment methods: cards and SEPA debits, made from test numbers or tokens, attached to customers."""

import hashlib

from carbot.embedded.stripe.errors import Fault, declined, invalid, missing, required
from carbot.embedded.stripe.forms import Json, address, mapping, merge_metadata, needed, number, text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.test_numbers import TOKENS, Behaviour, behaviour, brand, iban_checks, luhn
from carbot.embedded.stripe.world import World

_TOKEN = "pm_card_"  # noqa: S105  # the beginning of Stripe's test tokens
_MESSAGES = {
    "card_declined": "Your card was declined.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
    "payment_intent_payment_attempt_failed": "The payment failed.",
}

readable("payment_method", "/v1/payment_methods", "customer type")


@operation("POST", "/v1/payment_methods", "type card sepa_debit billing_details metadata allow_redisplay customer")
def create(world: World, call: Call) -> Json:
    """A new payment method of nobody yet."""
    params = call.params
    kind = needed(params, "type")
    if kind == "card":
        method = new_card(world, mapping(params, "card"), mapping(params, "billing_details"))
    elif kind == "sepa_debit":
        details = mapping(params, "billing_details")
        for name in ("name", "email"):
            if not text(details, name):
                raise required(f"billing_details[{name}]")
        method = new_sepa(world, needed(mapping(params, "sepa_debit"), "iban"), details)
    else:
        raise invalid(f"Payment method type {kind} is not known to the double.", "type")
    method["metadata"] = merge_metadata({}, params)
    return render(world, method)


def new_card(world: World, card: Json, billing: Json) -> Json:
    """A card by its number or token."""
    token = text(card, "token")
    digits = TOKENS.get(token.removeprefix("tok_"), "") if token else needed(card, "number").replace(" ", "")
    month, year = number(card, "exp_month", 12) or 0, number(card, "exp_year", 2034) or 0
    if not luhn(digits):
        raise declined("incorrect_number", None, "Your card number is incorrect.", param="number")
    if not 1 <= month <= 12:
        raise declined("invalid_expiry_month", None, "Your card's expiration month is invalid.", param="exp_month")
    if (year, month) < tuple(map(int, world.clock.now().strftime("%Y %m").split())):
        raise declined("invalid_expiry_year", None, "Your card's expiration year is invalid.", param="exp_year")
    return _new(
        world,
        "card",
        digits,
        billing,
        {
            "brand": brand(digits),
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "unchecked"},
            "country": "DE",
            "display_brand": brand(digits),
            "exp_month": month,
            "exp_year": year,
            "fingerprint": _fingerprint(digits),
            "funding": "credit",
            "generated_from": None,
            "last4": digits[-4:],
            "networks": {"available": [brand(digits)], "preferred": None},
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
    )


def new_sepa(world: World, iban: str, billing: Json) -> Json:
    """A bank account by its IBAN."""
    iban = iban.replace(" ", "").upper()
    if not iban_checks(iban):
        raise invalid("The IBAN you provided is invalid.", "sepa_debit[iban]", "invalid_bank_account_iban")
    details = {
        "bank_code": iban[4:12],
        "branch_code": None,
        "country": iban[:2],
        "fingerprint": _fingerprint(iban),
        "generated_from": {"charge": None, "setup_attempt": None},
        "last4": iban[-4:],
    }
    return _new(world, "sepa_debit", iban, billing, details)


def _new(world: World, kind: str, number_: str, billing: Json, details: Json) -> Json:
    method = world.new(
        "payment_method",
        _authenticated=False,
        _mandate=None,
        _number=number_,
        allow_redisplay="unspecified",
        billing_details={
            "address": address(mapping(billing, "address")),
            "email": text(billing, "email"),
            "name": text(billing, "name"),
            "phone": text(billing, "phone"),
            "tax_id": None,
        },
        customer=None,
        metadata={},
        type=kind,
    )
    method[kind] = details
    return method


def _fingerprint(number_: str) -> str:
    return hashlib.sha256(number_.encode()).hexdigest()[:16]


@operation("POST", "/v1/payment_methods/{id}/attach", "customer")
def attach(world: World, call: Call) -> Json:
    """Give a payment method to a customer; its bank may refuse."""
    customer = world.get("customer", needed(call.params, "customer"), "customer")
    return render(world, attach_method(world, call.id, customer))


def attach_method(world: World, id_: str, customer: Json) -> Json:
    """Give a payment method (or what a test token stands for) to a customer. Refuses what the bank refuses."""
    method = _from_token(world, id_) if id_.startswith(_TOKEN) else world.get("payment_method", id_)
    if method["customer"] == customer["id"]:
        return method
    if method["customer"] is not None:
        raise invalid("The payment method you provided has already been attached to a customer.", "payment_method")
    manner = behaviour(method["_number"])
    if manner.refused_at == "attach":
        raise refusal(manner)
    with world.changing(method, "payment_method.attached"):
        method["customer"] = customer["id"]
    return method


def refusal(manner: Behaviour, **details: object) -> Fault:
    """The fault of a bank that says no."""
    return declined(manner.code, manner.decline_code, _MESSAGES[manner.code], **details)


def _from_token(world: World, token: str) -> Json:
    digits = TOKENS.get(token.removeprefix(_TOKEN))
    if digits is None:
        raise missing("payment_method", token)
    return new_card(world, {"number": digits}, {})


@operation("POST", "/v1/payment_methods/{id}/detach")
def detach(world: World, call: Call) -> Json:
    """Take a payment method from its customer; its mandate ends, and nothing is paid with it any more."""
    method = world.get("payment_method", call.id)
    owner = method["customer"]
    if owner is None:
        raise invalid("The payment method you provided is not attached to a customer so detachment is impossible.")
    customer = world.get("customer", owner)
    with world.changing(method, "payment_method.detached"):
        method["customer"] = None
    if method["_mandate"]:
        mandate = world.get("mandate", method["_mandate"])
        with world.changing(mandate, "mandate.updated"):
            mandate["status"] = "inactive"
    if customer["invoice_settings"]["default_payment_method"] == method["id"]:
        with world.changing(customer, "customer.updated"):
            customer["invoice_settings"]["default_payment_method"] = None
    for subscription in list(world.store.of("subscription", default_payment_method=method["id"])):
        with world.changing(subscription, "customer.subscription.updated"):
            subscription["default_payment_method"] = None
    return render(world, method)


@operation("POST", "/v1/payment_methods/{id}", "billing_details card metadata allow_redisplay")
def update(world: World, call: Call) -> Json:
    """Change a card's expiry or the address of its holder."""
    method = world.get("payment_method", call.id)
    if method["customer"] is None:
        raise invalid("You must save this PaymentMethod to a customer before you can update it.")
    billing, card = mapping(call.params, "billing_details"), mapping(call.params, "card")
    with world.changing(method, "payment_method.updated"):
        for name in ("name", "email", "phone"):
            if name in billing:
                method["billing_details"][name] = text(billing, name)
        if "address" in billing:
            method["billing_details"]["address"] = address(mapping(billing, "address"))
        for name in ("exp_month", "exp_year"):
            if name in card and method["type"] == "card":
                method["card"][name] = number(card, name)
        method["metadata"] = merge_metadata(method["metadata"], call.params)
    return render(world, method)


@operation("GET", "/v1/mandates/{id}")
def retrieve_mandate(world: World, call: Call) -> Json:
    """The permission to debit."""
    return render(world, world.get("mandate", call.id))


def mandate_of(world: World, method: Json) -> str | None:
    """The mandate of a SEPA debit, given when it is first used or set up; cards need none."""
    if method["type"] != "sepa_debit":
        return None
    if method["_mandate"] is None:
        reference = hashlib.sha256(method["id"].encode()).hexdigest()[:16].upper()
        mandate = world.new(
            "mandate",
            world.clock_of(method),
            _customer=method["customer"],
            customer_acceptance={
                "accepted_at": world.now_of(method),
                "type": "online",
                "online": {"ip_address": "127.0.0.1", "user_agent": "browser"},
            },
            multi_use={"amount": None, "currency": None},
            payment_method=method["id"],
            payment_method_details={
                "type": "sepa_debit",
                "sepa_debit": {"reference": reference, "url": f"{world.url}/mandates/{reference}"},
            },
            status="active",
            type="multi_use",
        )
        method["_mandate"] = mandate["id"]
    found: str = method["_mandate"]
    return found
