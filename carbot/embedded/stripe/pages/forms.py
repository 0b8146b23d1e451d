"""What a customer typed into a page's form: a payment method, and where they are."""

import re

from starlette.datastructures import FormData

from carbot.embedded.stripe.errors import Fault, declined, required
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.payment_methods import new_card, new_sepa
from carbot.embedded.stripe.world import World

_EXPIRY = re.compile(r"(\d{1,2})\s*/?\s*(\d{2}|\d{4})")
_ADDRESS = ("line1", "postal_code", "city", "country")


def typed(form: FormData, name: str) -> str:
    """A field's text, empty when it is not there."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def contact(form: FormData, present: Json) -> Json:
    """Name, e-mail and address: as typed, else as they are known."""
    address = {name: typed(form, name) or None for name in _ADDRESS}
    if address["country"]:
        address["country"] = address["country"].upper()
    return {
        "name": typed(form, "name") or present.get("name"),
        "email": typed(form, "email") or present.get("email"),
        "address": {**address, "line2": None, "state": None} if any(address.values()) else present.get("address"),
    }


def method_from(world: World, form: FormData, person: Json, kinds: list[str]) -> Json:
    """The payment method that was typed. Refuses numbers that cannot be."""
    kind = typed(form, "method") or kinds[0]
    if not typed(form, "card_number") and typed(form, "iban"):
        kind = "sepa_debit"  # who gives an IBAN means it
    if kind not in kinds:
        raise Fault(400, "invalid_request_error", "This payment method is not offered.")
    billing = {name: value for name, value in person.items() if value}
    if kind == "sepa_debit":
        if not person["name"] or not person["email"]:
            raise required("name")
        return new_sepa(world, typed(form, "iban"), billing)
    expiry = _EXPIRY.fullmatch(typed(form, "card_expiry"))
    if expiry is None:
        raise declined("invalid_expiry_year", None, "Your card's expiration date is incomplete.")
    month, year = int(expiry[1]), int(expiry[2])
    number = typed(form, "card_number").replace(" ", "")
    card = {"number": number or "0", "exp_month": str(month), "exp_year": str(year + 2000 if year < 100 else year)}
    return new_card(world, card, billing)
