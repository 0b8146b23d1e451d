"""Meters: events that count usage, and what they sum up to."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, mapping, needed, number, one_of, text
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.pagination import PARAMETERS, page
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import DAY, World

_OLDEST = 35 * DAY
_FUTURE = 5 * 60
_WINDOWS = {"hour": 3_600, "day": DAY}

readable("billing.meter", "/v1/billing/meters", "status")


@operation(
    "POST",
    "/v1/billing/meters",
    "display_name event_name default_aggregation customer_mapping value_settings event_time_window",
)
def create(world: World, call: Call) -> Json:
    """A new meter."""
    params = call.params
    name = needed(params, "event_name")
    if next(world.store.of("billing.meter", event_name=name, status="active"), None):
        raise invalid(f"There's already an active meter with event name {name}.", "event_name")
    aggregation = one_of(mapping(params, "default_aggregation"), "formula", "count last sum")
    if aggregation is None:
        raise required("default_aggregation[formula]")
    customer_key = text(mapping(params, "customer_mapping"), "event_payload_key") or "stripe_customer_id"
    meter = world.new(
        "billing.meter",
        customer_mapping={"event_payload_key": customer_key, "type": "by_id"},
        default_aggregation={"formula": aggregation},
        display_name=needed(params, "display_name"),
        event_name=name,
        event_time_window=one_of(params, "event_time_window", "day hour"),
        status="active",
        status_transitions={"deactivated_at": None},
        updated=world.now(),
        value_settings={"event_payload_key": text(mapping(params, "value_settings"), "event_payload_key") or "value"},
    )
    world.emit("billing.meter.created", meter)
    return render(world, meter)


@operation("POST", "/v1/billing/meters/{id}", "display_name")
def update(world: World, call: Call) -> Json:
    """Rename a meter."""
    meter = world.get("billing.meter", call.id)
    with world.changing(meter, "billing.meter.updated"):
        meter["display_name"] = text(call.params, "display_name") or meter["display_name"]
    return render(world, meter)


@operation("POST", "/v1/billing/meters/{id}/deactivate")
def deactivate(world: World, call: Call) -> Json:
    """Take no more events."""
    return _switch(world, call.id, "inactive", "billing.meter.deactivated")


@operation("POST", "/v1/billing/meters/{id}/reactivate")
def reactivate(world: World, call: Call) -> Json:
    """Take events again."""
    return _switch(world, call.id, "active", "billing.meter.reactivated")


def _switch(world: World, id_: str, status: str, event: str) -> Json:
    meter = world.get("billing.meter", id_)
    with world.changing(meter, event):
        meter["status"] = status
        meter["status_transitions"]["deactivated_at"] = world.now() if status == "inactive" else None
    return render(world, meter)


@operation("POST", "/v1/billing/meter_events", "event_name payload identifier timestamp")
def record(world: World, call: Call) -> Json:
    """Count usage. The same identifier within a day is refused, so that a repetition counts once."""
    params = call.params
    name = needed(params, "event_name")
    meter = next(world.store.of("billing.meter", event_name=name, status="active"), None)
    if meter is None:
        raise invalid(f"No active meter found for event name: {name}", "event_name", "resource_missing")
    payload = mapping(params, "payload")
    customer = _customer(world, meter, payload)
    now = world.now(customer["test_clock"])
    at = number(params, "timestamp", now) or now
    if not now - _OLDEST <= at <= now + _FUTURE:
        raise invalid(
            "The timestamp must be within the past 35 calendar days and at most 5 minutes in the future.", "timestamp"
        )
    identifier = text(params, "identifier") or random_text(32)
    for earlier in world.store.of("billing.meter_event", identifier=identifier):
        if now - earlier["created"] < DAY:
            raise invalid(
                f"An event already exists with identifier {identifier}.", "identifier", "resource_already_exists"
            )
    event = world.new(
        "billing.meter_event",
        customer["test_clock"],
        _customer=customer["id"],
        _meter=meter["id"],
        _value=str(_value(meter, payload)),
        event_name=name,
        identifier=identifier,
        payload=payload,
        timestamp=at,
    )
    answer = render(world, event)
    del answer["id"]
    return answer


def _customer(world: World, meter: Json, payload: Json) -> Json:
    key = meter["customer_mapping"]["event_payload_key"]
    id_ = text(payload, key)
    customer = world.store.table("customer").get(id_ or "")
    if customer is None:
        raise invalid(f"No customer found in the payload's `{key}`.", f"payload[{key}]", "resource_missing")
    return customer


def _value(meter: Json, payload: Json) -> Decimal:
    if meter["default_aggregation"]["formula"] == "count":
        return Decimal(1)
    key = meter["value_settings"]["event_payload_key"]
    try:
        value = Decimal(str(payload.get(key)))
    except InvalidOperation:
        raise invalid(f"The payload's `{key}` must be a number.", f"payload[{key}]") from None
    if value != value.to_integral_value():
        raise invalid(f"The payload's `{key}` must be a whole number.", f"payload[{key}]")
    return value


def usage(world: World, meter: str, customer: str, start: int, end: int) -> int:
    """What a customer used from `start` to before `end`."""
    formula = world.get("billing.meter", meter)["default_aggregation"]["formula"]
    values = [int(event["_value"]) for event in _events(world, meter, customer, start, end)]
    if formula == "last":
        return values[-1] if values else 0
    return sum(values)


def _events(world: World, meter: str, customer: str, start: int, end: int) -> Iterator[Json]:
    events = world.store.of("billing.meter_event", _meter=meter, _customer=customer)
    return iter(sorted((event for event in events if start <= event["timestamp"] < end), key=lambda e: e["timestamp"]))


@operation(
    "GET",
    "/v1/billing/meters/{id}/event_summaries",
    f"{PARAMETERS} customer start_time end_time value_grouping_window",
)
def summaries(world: World, call: Call) -> Json:
    """What a customer used in a time, on request by hour or day."""
    params = call.params
    meter = world.get("billing.meter", call.id)
    customer = world.get("customer", needed(params, "customer"), "customer")
    start, end = number(params, "start_time"), number(params, "end_time")
    if start is None or end is None or start >= end:
        raise invalid("start_time must be before end_time.", "start_time")
    width = _WINDOWS.get(one_of(params, "value_grouping_window", "day hour") or "", end - start)
    found = []
    for begin in range(start, end, width):
        until = min(begin + width, end)
        value = usage(world, meter["id"], customer["id"], begin, until)
        if value or width == end - start:
            found.append(
                {
                    "id": f"mtrusg_{meter['id'][4:]}{customer['id'][4:10]}{begin}",
                    "object": "billing.meter_event_summary",
                    "aggregated_value": float(value),
                    "end_time": until,
                    "livemode": False,
                    "meter": meter["id"],
                    "start_time": begin,
                }
            )
    return page(reversed(found), params, f"/v1/billing/meters/{meter['id']}/event_summaries")
