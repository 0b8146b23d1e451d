"""How a subscription may be paid, and what happens when its trial ends without a payment method."""

from carbot.embedded.stripe.errors import required
from carbot.embedded.stripe.forms import Json, listed, mapping, one_of


def payment_settings(params: Json, present: Json | None = None) -> Json:
    """How a subscription may be paid, after what a request says of it."""
    settings = dict(
        present or {"payment_method_options": None, "payment_method_types": None, "save_default_payment_method": "off"}
    )
    wanted = mapping(params, "payment_settings")
    if "payment_method_types" in wanted:
        settings["payment_method_types"] = listed(wanted, "payment_method_types") or None
    if "save_default_payment_method" in wanted:
        settings["save_default_payment_method"] = one_of(wanted, "save_default_payment_method", "off on_subscription")
    return settings


def trial_settings(params: Json, present: Json | None = None) -> Json:
    """What happens when a trial ends without a payment method."""
    wanted = mapping(mapping(params, "trial_settings"), "end_behavior")
    if not wanted:
        return present or {"end_behavior": {"billing_cycle_anchor": None, "missing_payment_method": "create_invoice"}}
    missing = one_of(wanted, "missing_payment_method", "cancel create_invoice pause")
    if missing is None:
        raise required("trial_settings[end_behavior][missing_payment_method]")
    return {"end_behavior": {"billing_cycle_anchor": None, "missing_payment_method": missing}}
