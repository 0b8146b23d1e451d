"""Events: what happened, with the object as it was then."""

import fnmatch

from carbot.embedded.stripe.forms import Json, listed, text
from carbot.embedded.stripe.pagination import PARAMETERS, created_within, page
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation
from carbot.embedded.stripe.world import World


@operation("GET", "/v1/events", f"{PARAMETERS} created type types delivery_success")
def list_(world: World, call: Call) -> Json:
    """Events, newest first, on request of some types (`invoice.*` is one)."""
    one = text(call.params, "type")
    types = listed(call.params, "types") or ([one] if one else [])
    found = [
        event
        for event in reversed(world.store.all("event"))
        if not types or any(fnmatch.fnmatchcase(event["type"], type_) for type_ in types)
    ]
    answer = page(created_within(found, call.params), call.params, "/v1/events")
    answer["data"] = [render(world, event) for event in answer["data"]]
    return answer


@operation("GET", "/v1/events/{id}")
def retrieve(world: World, call: Call) -> Json:
    """One event."""
    return render(world, world.get("event", call.id))
