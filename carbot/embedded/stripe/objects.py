"""Fields that never change here but are answered: Stripe's SDK has no attribute for what was not answered."""

import copy

from carbot.embedded.stripe.forms import Json

_EMPTY: dict[str, str] = {
    "billing_portal.session": "after_expiration customer_account",
    "charge": "application application_fee application_fee_amount authorization_code "
    "calculated_statement_descriptor failure_balance_transaction level3 on_behalf_of "
    "presentment_details radar_options receipt_number review shipping source source_transfer "
    "statement_descriptor statement_descriptor_suffix transfer transfer_data transfer_group",
    "checkout.session": "adaptive_pricing after_expiration allowed_payment_method_types branding_settings "
    "client_secret collected_information consent consent_collection currency_conversion "
    "customer_account excluded_payment_method_types integration_identifier invoice_creation "
    "managed_payments name_collection optional_items origin_context payment_intent payment_link "
    "payment_method_configuration_details permissions presentment_details recovered_from "
    "redirect_on_completion return_url saved_payment_method_options shipping_address_collection "
    "shipping_cost submit_type tax_id_collection wallet_options",
    "customer": "customer_account tax",
    "discount": "customer_account",
    "dispute": "intended_submission_method",
    "event": "account context",
    "invoice": "account_tax_ids amount_paid_off_stripe application custom_fields customer_account "
    "customer_shipping default_source effective_at footer from_invoice last_finalization_error "
    "latest_revision on_behalf_of receipt_number rendering shipping_cost shipping_details "
    "statement_descriptor threshold_reason webhooks_delivered_at",
    "invoiceitem": "customer_account frozen_fields invoicing_rules pricing proration_details quantity_decimal",
    "mandate": "on_behalf_of single_use",
    "payment_intent": "allowed_payment_method_types amount_details application application_fee_amount "
    "automatic_payment_methods customer_account excluded_payment_method_types hooks "
    "managed_payments on_behalf_of payment_details payment_method_configuration_details "
    "payment_record presentment_details review shipping source statement_descriptor "
    "statement_descriptor_suffix transfer_data transfer_group",
    "payment_method": "customer_account radar_options",
    "promotion_code": "customer_account",
    "refund": "customer customer_account description failure_balance_transaction failure_reason "
    "instructions_email next_action payment_method pending_reason presentment_details "
    "source_transfer_reversal transfer_reversal",
    "setup_intent": "allowed_payment_method_types application attach_to_self automatic_payment_methods "
    "customer_account description excluded_payment_method_types flow_directions latest_attempt "
    "managed_payments on_behalf_of payment_method_configuration_details single_use_mandate",
    "subscription": "application application_fee_percent billing_cycle_anchor_config billing_thresholds "
    "customer_account default_source managed_payments next_pending_invoice_item_invoice "
    "on_behalf_of pending_invoice_item_interval pending_update presentment_details "
    "transfer_data",
    "subscription_schedule": "customer_account",
    "tax_id": "customer_account",
}
_TAX_OFF = {"disabled_reason": None, "enabled": False, "liability": None}
_FIXED: dict[str, Json] = {
    "checkout.session": {
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "custom_fields": [],
        "custom_text": dict.fromkeys(("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")),
        "payment_method_options": {},
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "ui_mode": "hosted_page",
    },
    "invoice": {
        "amount_overpaid": 0,
        "amount_shipping": 0,
        "automatic_tax": {**_TAX_OFF, "provider": None, "status": None},
        "issuer": {"type": "self"},
        "payment_settings": dict.fromkeys(("default_mandate", "payment_method_options", "payment_method_types")),
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "total_pretax_credit_amounts": [],
    },
    "subscription": {
        "automatic_tax": _TAX_OFF,
        "billing_schedules": [],
        "invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}},
    },
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
    """Give an object the fields that are always the same, and take those Stripe does not answer."""
    kind = thing.get("object", "")
    for name in _EMPTY.get(kind, "").split():
        thing.setdefault(name, None)
    for name, value in _FIXED.get(kind, {}).items():
        thing.setdefault(name, copy.deepcopy(value))
    for name in _ABSENT.get(kind, "").split():
        thing.pop(name, None)
