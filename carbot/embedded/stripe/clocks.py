"""Test clocks: time that is advanced by hand for the customers that live by it."""

from carbot.embedded.stripe.agenda import run_until
from carbot.embedded.stripe.errors import Fault, invalid
from carbot.embedded.stripe.forms import Json, number, text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import DAY, World

_KIND = "test_helpers.test_clock"
_PATH = "/v1/test_helpers/test_clocks"

readable(_KIND, _PATH)


@operation("POST", _PATH, "frozen_time name")
def create(world: World, call: Call) -> Json:
    """A new test clock, standing at a second."""
    frozen = number(call.params, "frozen_time")
    if frozen is None:
        raise invalid("Missing required param: frozen_time.", "frozen_time", "parameter_missing")
    clock = world.new(
        _KIND,
        deletes_after=world.now() + 30 * DAY,
        frozen_time=frozen,
        name=text(call.params, "name"),
        status="ready",
        status_details={},
    )
    world.emit("test_helpers.test_clock.created", clock)
    return render(world, clock)


@operation("POST", _PATH + "/{id}/advance", "frozen_time")
def advance(world: World, call: Call) -> Json:
    """Let time pass; the answer says it is being done, the next look that it is."""
    clock = world.get(_KIND, call.id)
    target = number(call.params, "frozen_time")
    if target is None or target <= clock["frozen_time"]:
        raise invalid("The new frozen time must be after the clock's present one.", "frozen_time")
    if clock["status"] != "ready":
        raise Fault(429, "invalid_request_error", "The test clock is being advanced.", code="test_clock_advancing")
    clock.update(status="advancing", status_details={"advancing": {"target_frozen_time": target}})
    world.emit("test_helpers.test_clock.advancing", clock)
    answer = render(world, clock)
    run_until(world, clock["id"], target)
    clock.update(status="ready", status_details={})
    world.emit("test_helpers.test_clock.ready", clock)
    return answer


@operation("DELETE", _PATH + "/{id}")
def delete(world: World, call: Call) -> Json:
    """Forget a clock and the customers that live by it."""
    clock = world.get(_KIND, call.id)
    for customer in list(world.store.of("customer", test_clock=clock["id"])):
        for kind in ("subscription", "invoice"):
            for thing in list(world.store.of(kind, customer=customer["id"])):
                world.store.remove(thing)
        world.store.remove(customer)
    world.store.remove(clock)
    return {"id": clock["id"], "object": _KIND, "deleted": True}
