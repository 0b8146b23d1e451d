"""Lists as Stripe pages them: newest first, a cursor is an object's id."""

from collections.abc import Iterable

from carbot.embedded.stripe.errors import invalid, missing
from carbot.embedded.stripe.forms import Json, number, text

LIMIT = 10
MOST = 100
PARAMETERS = "limit starting_after ending_before"


def listing(data: list[Json], url: str, *, has_more: bool = False) -> Json:
    """A list object."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def page(newest_first: Iterable[Json], params: Json, url: str) -> Json:
    """The part of a list a request asks for."""
    things = list(newest_first)
    limit = number(params, "limit", LIMIT)
    if limit is None or not 1 <= limit <= MOST:
        raise invalid(f"Invalid limit: must be between 1 and {MOST}", "limit", "parameter_invalid_integer")
    after, before = text(params, "starting_after"), text(params, "ending_before")
    if after and before:
        raise invalid("You may only specify one of these parameters: ending_before, starting_after.", "starting_after")
    if before:
        until = _position(things, before, "ending_before")
        begin = max(0, until - limit)
        return listing(things[begin:until], url, has_more=begin > 0)
    begin = _position(things, after, "starting_after") + 1 if after else 0
    return listing(things[begin : begin + limit], url, has_more=begin + limit < len(things))


def created_within(things: Iterable[Json], params: Json) -> Iterable[Json]:
    """Those created in the bounds a request names (`created`, or `created[gte]` and the like)."""
    wanted = params.get("created")
    if wanted is None:
        return things
    bounds = wanted if isinstance(wanted, dict) else {"gte": wanted, "lte": wanted}
    low = max(number(bounds, "gte", 0) or 0, (number(bounds, "gt", -1) or 0) + 1 if "gt" in bounds else 0)
    high = number(bounds, "lte") if "lte" in bounds else None
    if "lt" in bounds:
        high = (number(bounds, "lt") or 0) - 1
    return [thing for thing in things if thing["created"] >= low and (high is None or thing["created"] <= high)]


def _position(things: list[Json], id_: str, param: str) -> int:
    for position, thing in enumerate(things):
        if thing["id"] == id_:
            return position
    raise missing("object", id_, param)
