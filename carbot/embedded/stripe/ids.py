"""Ids as Stripe makes them: a prefix that tells the kind, then letters and digits nobody guesses."""

import secrets
import string

_LETTERS = string.ascii_letters + string.digits
_LENGTH = 24
PREFIXES = {
    "billing.meter": "mtr_",
    "billing.meter_event": "mtre_",
    "billing.meter_event_summary": "mtrusg_",
    "billing_portal.configuration": "bpc_",
    "billing_portal.session": "bps_",
    "charge": "ch_",
    "checkout.session": "cs_test_",
    "coupon": "",
    "customer": "cus_",
    "customer_balance_transaction": "cbtxn_",
    "discount": "di_",
    "dispute": "du_",
    "event": "evt_",
    "invoice": "in_",
    "invoice_payment": "inpay_",
    "invoiceitem": "ii_",
    "item": "li_",
    "line_item": "il_",
    "mandate": "mandate_",
    "payment_intent": "pi_",
    "payment_method": "pm_",
    "price": "price_",
    "product": "prod_",
    "promotion_code": "promo_",
    "refund": "re_",
    "setup_intent": "seti_",
    "subscription": "sub_",
    "subscription_item": "si_",
    "subscription_schedule": "sub_sched_",
    "tax_id": "txi_",
    "tax_rate": "txr_",
    "test_helpers.test_clock": "clock_",
    "webhook_endpoint": "we_",
}
_BY_LENGTH = sorted(((prefix, kind) for kind, prefix in PREFIXES.items() if prefix), key=lambda pair: -len(pair[0]))


def new_id(kind: str) -> str:
    """A new id of an object of this kind."""
    return PREFIXES[kind] + random_text(_LENGTH if PREFIXES[kind] else 8)


def random_text(length: int) -> str:
    """Letters and digits, for ids and secrets."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def kind_of(id_: str) -> str | None:
    """The kind an id belongs to by its prefix; None when no prefix tells it."""
    return next((kind for prefix, kind in _BY_LENGTH if id_.startswith(prefix)), None)
