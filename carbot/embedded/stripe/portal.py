"""Portal sessions: a page where a customer looks after payment method, invoices and the subscription's end."""

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, flag, mapping, merge_metadata, needed, text
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import World

readable("billing_portal.configuration", "/v1/billing_portal/configurations", "active is_default")


@operation(
    "POST", "/v1/billing_portal/configurations", "features business_profile default_return_url metadata name login_page"
)
def create_configuration(world: World, call: Call) -> Json:
    """What a portal offers; the double's page heeds cancellation and its mode."""
    params = call.params
    configuration = _configuration(world)
    _apply(configuration, params)
    configuration["default_return_url"] = text(params, "default_return_url")
    configuration["metadata"] = merge_metadata({}, params)
    return render(world, configuration)


@operation(
    "POST", "/v1/billing_portal/configurations/{id}", "features active metadata business_profile default_return_url"
)
def update_configuration(world: World, call: Call) -> Json:
    """Change what a portal offers."""
    configuration = world.get("billing_portal.configuration", call.id)
    _apply(configuration, call.params)
    configuration["active"] = flag(call.params, "active", configuration["active"])
    configuration["metadata"] = merge_metadata(configuration["metadata"], call.params)
    return render(world, configuration)


def _configuration(world: World, *, default: bool = False) -> Json:
    return world.new(
        "billing_portal.configuration",
        active=True,
        application=None,
        business_profile={"headline": None, "privacy_policy_url": None, "terms_of_service_url": None},
        default_return_url=None,
        features={
            "customer_update": {"allowed_updates": [], "enabled": False},
            "invoice_history": {"enabled": True},
            "payment_method_update": {"enabled": True, "payment_method_configuration": None},
            "subscription_cancel": {
                "cancellation_reason": {"enabled": False, "options": []},
                "enabled": True,
                "mode": "at_period_end",
                "proration_behavior": "none",
            },
            "subscription_update": {"enabled": False, "default_allowed_updates": [], "proration_behavior": "none"},
        },
        is_default=default,
        login_page={"enabled": False, "url": None},
        metadata={},
        name=None,
        updated=world.now(),
    )


def _apply(configuration: Json, params: Json) -> None:
    wanted = mapping(params, "features")
    for name, feature in configuration["features"].items():
        told = mapping(wanted, name)
        if "enabled" in told:
            feature["enabled"] = flag(told, "enabled")
        if "mode" in told and "mode" in feature:
            feature["mode"] = text(told, "mode")


@operation("POST", "/v1/billing_portal/sessions", "customer return_url configuration locale flow_data")
def create(world: World, call: Call) -> Json:
    """A new session; its `url` is the page."""
    params = call.params
    customer = world.get("customer", needed(params, "customer"), "customer")
    chosen = text(params, "configuration")
    flow = text(mapping(params, "flow_data"), "type")
    if flow not in (None, "payment_method_update", "subscription_cancel"):
        raise invalid(f"The flow {flow} is not known to the double.", "flow_data[type]")
    configuration = world.get("billing_portal.configuration", chosen, "configuration") if chosen else _default(world)
    session = world.new(
        "billing_portal.session",
        customer["test_clock"],
        _secret=random_text(32),
        configuration=configuration["id"],
        customer=customer["id"],
        flow={"type": flow, "after_completion": {"type": "portal_homepage"}} if flow else None,
        locale=text(params, "locale"),
        on_behalf_of=None,
        return_url=text(params, "return_url") or configuration["default_return_url"],
        url=None,
    )
    session["url"] = f"{world.url}/p/session/{session['_secret']}"
    world.emit("billing_portal.session.created", session)
    return render(world, session)


def _default(world: World) -> Json:
    kept = next(world.store.of("billing_portal.configuration", is_default=True), None)
    return kept or _configuration(world, default=True)
