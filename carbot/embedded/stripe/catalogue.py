"""Products and prices: what is sold, found again by its lookup key."""

from decimal import Decimal

from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import (
    Json,
    decimal,
    flag,
    listed,
    mapping,
    merge_metadata,
    needed,
    number,
    one_of,
    text,
)
from carbot.embedded.stripe.pagination import PARAMETERS, created_within, page
from carbot.embedded.stripe.rendering import embeds, includes, render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import World

_PRODUCT = "name description active metadata statement_descriptor unit_label tax_code url default_price"
_PRICE_FILTERS = "active product currency type lookup_keys recurring"

readable("product", "/v1/products", "active")


@operation("POST", "/v1/products", f"{_PRODUCT} id type")
def create_product(world: World, call: Call) -> Json:
    """A new product."""
    needed(call.params, "name")
    wanted = text(call.params, "id")
    if wanted and wanted in world.store.table("product"):
        raise invalid("Product already exists.", "id", "resource_already_exists")
    product = world.new(
        "product",
        id=wanted,
        active=True,
        default_price=None,
        description=None,
        images=[],
        marketing_features=[],
        metadata={},
        name="",
        package_dimensions=None,
        shippable=None,
        statement_descriptor=None,
        tax_code=None,
        type="service",
        unit_label=None,
        updated=world.now(),
        url=None,
    )
    _apply_product(product, call.params)
    world.emit("product.created", product)
    return render(world, product)


@operation("POST", "/v1/products/{id}", _PRODUCT)
def update_product(world: World, call: Call) -> Json:
    """Change a product."""
    product = world.get("product", call.id)
    with world.changing(product, "product.updated"):
        _apply_product(product, call.params)
        product["updated"] = world.now()
    return render(world, product)


def _apply_product(product: Json, params: Json) -> None:
    for name in ("name", "description", "statement_descriptor", "unit_label", "tax_code", "url", "default_price"):
        if name in params:
            product[name] = text(params, name)
    product["active"] = flag(params, "active", product["active"])
    product["metadata"] = merge_metadata(product["metadata"], params)


@operation(
    "POST",
    "/v1/prices",
    "currency product product_data unit_amount unit_amount_decimal recurring lookup_key transfer_lookup_key nickname "
    "tax_behavior active metadata billing_scheme tiers tiers_mode transform_quantity",
)
def create_price(world: World, call: Call) -> Json:
    """A new price; its amount never changes."""
    params = call.params
    currency = needed(params, "currency").lower()
    product = text(params, "product")
    tiers = [_tier(tier) for tier in listed(params, "tiers")]
    amount = decimal(params, "unit_amount_decimal")
    if amount is None and (whole := number(params, "unit_amount")) is not None:
        amount = Decimal(whole)
    if amount is None and not tiers:
        raise required("unit_amount")
    recurring = _recurring(world, mapping(params, "recurring"))
    key = text(params, "lookup_key")
    _free_lookup_key(world, key, transfer=flag(params, "transfer_lookup_key"))
    if product is None:
        named = {"name": needed(mapping(params, "product_data"), "name")}
        product = str(create_product(world, Call(named))["id"])
    else:
        world.get("product", product, "product")
    price = world.new(
        "price",
        _tiers=tiers,
        active=flag(params, "active", True),
        billing_scheme="tiered" if tiers else "per_unit",
        currency=currency,
        custom_unit_amount=None,
        lookup_key=key,
        metadata=merge_metadata({}, params),
        nickname=text(params, "nickname"),
        product=product,
        recurring=recurring,
        tax_behavior=one_of(params, "tax_behavior", "exclusive inclusive unspecified", "unspecified"),
        tiers_mode=one_of(params, "tiers_mode", "graduated volume", "graduated" if tiers else None),
        transform_quantity=None,
        type="recurring" if recurring else "one_time",
        unit_amount=int(amount) if amount is not None and amount == int(amount) else None,
        unit_amount_decimal=str(amount) if amount is not None else None,
    )
    world.emit("price.created", price)
    return render(world, price)


@operation("POST", "/v1/prices/{id}", "active metadata nickname tax_behavior lookup_key transfer_lookup_key")
def update_price(world: World, call: Call) -> Json:
    """Change what a price is called, or retire it."""
    price = world.get("price", call.id)
    with world.changing(price, "price.updated"):
        if "lookup_key" in call.params:
            key = text(call.params, "lookup_key")
            if key != price["lookup_key"]:
                _free_lookup_key(world, key, transfer=flag(call.params, "transfer_lookup_key"))
            price["lookup_key"] = key
        if "nickname" in call.params:
            price["nickname"] = text(call.params, "nickname")
        price["active"] = flag(call.params, "active", price["active"])
        price["metadata"] = merge_metadata(price["metadata"], call.params)
    return render(world, price)


@operation("GET", "/v1/prices", f"{PARAMETERS} created {_PRICE_FILTERS}")
def list_prices(world: World, call: Call) -> Json:
    """Prices, also by several lookup keys."""
    keys = listed(call.params, "lookup_keys")
    wanted: Json = {name: text(call.params, name) for name in ("product", "currency", "type") if name in call.params}
    if "active" in call.params:
        wanted["active"] = flag(call.params, "active")
    prices = [
        price for price in reversed(list(world.store.of("price", **wanted))) if not keys or price["lookup_key"] in keys
    ]
    answer = page(created_within(prices, call.params), call.params, "/v1/prices")
    answer["data"] = [render(world, price) for price in answer["data"]]
    return answer


@operation("GET", "/v1/prices/{id}")
def retrieve_price(world: World, call: Call) -> Json:
    """One price."""
    return render(world, world.get("price", call.id))


def _recurring(world: World, params: Json) -> Json | None:
    if not params:
        return None
    interval = one_of(params, "interval", "day week month year")
    if interval is None:
        raise required("recurring[interval]")
    usage = one_of(params, "usage_type", "licensed metered", "licensed")
    meter = text(params, "meter")
    if meter:
        world.get("billing.meter", meter, "recurring[meter]")
    if usage == "metered" and not meter:
        raise invalid("A metered price must name its meter.", "recurring[meter]", "parameter_missing")
    return {
        "interval": interval,
        "interval_count": number(params, "interval_count", 1),
        "meter": meter,
        "trial_period_days": None,
        "usage_type": usage,
    }


def _tier(params: Json) -> Json:
    up_to = needed(params, "up_to")
    return {
        "flat_amount": number(params, "flat_amount"),
        "flat_amount_decimal": text(params, "flat_amount_decimal") or text(params, "flat_amount"),
        "unit_amount": number(params, "unit_amount"),
        "unit_amount_decimal": text(params, "unit_amount_decimal") or text(params, "unit_amount"),
        "up_to": None if up_to == "inf" else number(params, "up_to"),
    }


def _free_lookup_key(world: World, key: str | None, *, transfer: bool) -> None:
    holder = next(world.store.of("price", lookup_key=key), None) if key else None
    if holder is None:
        return
    if not transfer:
        raise invalid(
            f"A price (`{holder['id']}`) already uses that lookup key. Pass `transfer_lookup_key=true` to transfer it.",
            "lookup_key",
        )
    with world.changing(holder, "price.updated"):
        holder["lookup_key"] = None


@includes("price", "tiers")
def _tiers(world: World, price: Json) -> object:
    kept = world.get("price", price["id"])["_tiers"]
    return [dict(tier) for tier in kept] or None


@embeds("product")
def _defaults(world: World, product: Json) -> None:
    product.setdefault("tax_details", None)
