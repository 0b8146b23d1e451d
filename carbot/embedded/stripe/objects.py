"""Fields that Stripe answers although they are empty: its SDK has no attribute for what was not answered."""

from carbot.embedded.stripe.forms import Json

_EMPTY: dict[str, str] = {
    "billing_portal.session": "after_expiration customer_account",
    "charge": "application application_fee application_fee_amount authorization_code calculated_statement_descriptor "
    "failure_balance_transaction level3 on_behalf_of presentment_details radar_options receipt_number review shipping "
    "source source_transfer statement_descriptor statement_descriptor_suffix transfer transfer_data transfer_group",
    "checkout.session": "allowed_payment_method_types branding_settings customer_account excluded_payment_method_types "
    "integration_identifier managed_payments name_collection optional_items origin_context permissions "
    "presentment_details redirect_on_completion return_url tax_id_collection wallet_options",
    "customer": "customer_account tax",
    "discount": "customer_account",
    "dispute": "intended_submission_method",
    "event": "account context",
    "invoice": "amount_paid_off_stripe customer_account",
    "invoiceitem": "customer_account frozen_fields invoicing_rules pricing proration_details quantity_decimal",
    "mandate": "on_behalf_of single_use",
    "payment_intent": "allowed_payment_method_types amount_details application application_fee_amount customer_account "
    "excluded_payment_method_types hooks managed_payments on_behalf_of payment_details "
    "payment_method_configuration_details payment_record presentment_details review shipping source "
    "statement_descriptor statement_descriptor_suffix transfer_data transfer_group",
    "payment_method": "customer_account radar_options",
    "promotion_code": "customer_account",
    "refund": "customer customer_account description failure_balance_transaction failure_reason instructions_email "
    "next_action payment_method pending_reason presentment_details source_transfer_reversal transfer_reversal",
    "setup_intent": "allowed_payment_method_types attach_to_self customer_account excluded_payment_method_types "
    "flow_directions managed_payments on_behalf_of payment_method_configuration_details",
    "subscription": "customer_account managed_payments presentment_details",
    "subscription_schedule": "customer_account",
    "tax_id": "customer_account",
}
_ABSENT: dict[str, str] = {
    "checkout.session": "test_clock",
    "discount": "created livemode",
    "invoiceitem": "created",
    "mandate": "created",
    "refund": "livemode",
    "subscription_item": "livemode",
}


def complete(thing: Json) -> None:
    """Give an object the fields Stripe answers empty, and take those it does not answer."""
    kind = thing.get("object", "")
    for name in _EMPTY.get(kind, "").split():
        thing.setdefault(name, None)
    for name in _ABSENT.get(kind, "").split():
        thing.pop(name, None)
