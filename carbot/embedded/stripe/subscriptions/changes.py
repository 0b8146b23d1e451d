"""Changes of a running subscription: its items, its cycle, its end."""

import copy
from dataclasses import dataclass, field

from carbot.embedded.stripe.errors import invalid, missing
from carbot.embedded.stripe.forms import Json, flag, listed, merge_metadata, number, text
from carbot.embedded.stripe.invoices.lines import is_metered
from carbot.embedded.stripe.subscriptions.items import add_item, check_price, items_of, period_end, read_item
from carbot.embedded.stripe.subscriptions.periods import after
from carbot.embedded.stripe.subscriptions.prorations import remaining, unused
from carbot.embedded.stripe.world import World


@dataclass
class Change:
    """What a change of items comes to, before it is done.

    `kept` are all items afterwards (a new one has no id yet), `entries` what is credited and charged for the current
    period, `restarted` the items whose period begins anew and is charged in full; nothing is
    charged for a subscription that is not `running`.
    """

    kept: list[Json] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    entries: list[Json] = field(default_factory=list)
    restarted: list[Json] = field(default_factory=list)
    running: bool = True


def plan(world: World, subscription: Json, params: Json, at: int, *, prorate: bool, restart: bool = False) -> Change:
    """Work out a change of items. Refuses items and prices that are not there.

    `restart` begins all periods anew, which also ends a trial.
    """
    change = Change(kept=[copy.deepcopy(item) for item in items_of(world, subscription)])
    trial = subscription["status"] == "trialing"
    change.running = subscription["status"] not in ("paused", "incomplete") and (restart or not trial)
    prorate = prorate and not trial and change.running
    credited: set[str] = set()
    for place, wanted in enumerate(listed(params, "items")):
        where = f"items[{place}]"
        id_ = text(wanted, "id")
        if id_ is None:
            _add(world, subscription, change, wanted, at, where, prorate=prorate)
            continue
        item = next((each for each in change.kept if each["id"] == id_), None)
        if item is None:
            raise missing("subscription_item", id_, f"{where}[id]")
        if _alter(world, subscription, change, item, wanted, at, where, prorate=prorate):
            credited.add(id_)
    if restart and change.running:
        for item in change.kept:
            if item not in change.restarted:
                if prorate and item["id"] and item["id"] not in credited:
                    change.entries += unused(world, subscription, item, at)
                change.entries = [each for each in change.entries if not _charges(each, item)]
                _restart(world, change, item, at)
    if not change.kept:
        raise invalid("A subscription must have at least one active item.", "items")
    return change


def _charges(entry: Json, item: Json) -> bool:
    same = entry["_subscription_item"] == (item["id"] or None) and entry["_price"] == item["price"]
    return bool(same and entry["amount"] >= 0)


def _add(world: World, subscription: Json, change: Change, wanted: Json, at: int, where: str, *, prorate: bool) -> None:
    new = read_item(world, wanted, where)
    if any(item["price"] == new["price"] for item in change.kept):
        raise invalid("Cannot add multiple subscription items with the same price.", where)
    recurring = world.get("price", new["price"])["recurring"]
    end = None
    for item in change.kept:
        theirs = world.get("price", item["price"])["recurring"]
        if _cycle(theirs) == _cycle(recurring):
            end = item["current_period_end"]
            begin = item["current_period_start"]
    item = {**new, "id": "", "object": "subscription_item", "subscription": subscription["id"], "_anchor": None}
    if end is None and change.kept and not change.running:
        begin, end = change.kept[0]["current_period_start"], change.kept[0]["current_period_end"]
    if end is None:
        _restart(world, change, item, at)
    else:
        item["current_period_start"], item["current_period_end"] = begin, end
        if prorate:
            change.entries += remaining(world, subscription, item, at)
    change.kept.append(item)


def _alter(
    world: World, subscription: Json, change: Change, item: Json, wanted: Json, at: int, where: str, *, prorate: bool
) -> bool:
    before = copy.deepcopy(item)
    if flag(wanted, "deleted"):
        change.kept.remove(item)
        change.deleted.append(item["id"])
        if prorate:
            change.entries += unused(world, subscription, before, at)
        return True
    if price := text(wanted, "price"):
        check_price(world.get("price", price, f"{where}[price]"), f"{where}[price]")
        if any(other["price"] == price for other in change.kept if other is not item):
            raise invalid("Cannot add multiple subscription items with the same price.", where)
        item["price"] = price
    metered = is_metered(world.get("price", item["price"]))
    item["quantity"] = (
        None if metered else number(wanted, "quantity", 1 if item["quantity"] is None else item["quantity"])
    )
    if "tax_rates" in wanted:
        item["tax_rates"] = listed(wanted, "tax_rates")
    item["metadata"] = merge_metadata(item["metadata"], wanted)
    if (before["price"], before["quantity"]) == (item["price"], item["quantity"]):
        return False
    old = world.get("price", before["price"])["recurring"]
    new = world.get("price", item["price"])["recurring"]
    if prorate:
        change.entries += unused(world, subscription, before, at)
    if _cycle(old) != _cycle(new) and change.running:
        _restart(world, change, item, at)
    elif prorate:
        change.entries += remaining(world, subscription, item, at)
    return True


def _restart(world: World, change: Change, item: Json, at: int) -> None:
    recurring = world.get("price", item["price"])["recurring"]
    item["_anchor"] = item["current_period_start"] = at
    item["current_period_end"] = after(at, recurring["interval"], recurring["interval_count"])
    change.restarted.append(item)


def _cycle(recurring: Json) -> tuple[str, int]:
    return recurring["interval"], recurring["interval_count"]


def apply(world: World, subscription: Json, change: Change) -> None:
    """Do a planned change of items; new items get their ids."""
    for id_ in change.deleted:
        world.store.remove(world.get("subscription_item", id_))
    for item in change.kept:
        if item["id"]:
            item["billed_until"] = item["current_period_end"]
            world.get("subscription_item", item["id"]).update(item)
        else:
            period = (item["current_period_start"], item["current_period_end"])
            item["id"] = add_item(world, subscription, item, period)["id"]
    for entry in change.entries:
        if entry["_subscription_item"] is None:
            same = [item["id"] for item in change.kept if item["price"] == entry["_price"]]
            entry["_subscription_item"] = same[0] if same else None


def set_end(world: World, subscription: Json, params: Json) -> None:
    """When the subscription is to end by itself, or that it is not."""
    now = world.now_of(subscription)
    if "cancel_at_period_end" in params:
        ending = flag(params, "cancel_at_period_end")
        subscription["cancel_at_period_end"] = ending
        subscription["cancel_at"] = period_end(world, subscription) if ending else None
    elif "cancel_at" in params:
        subscription["cancel_at_period_end"] = False
        moment = text(params, "cancel_at")
        if moment in ("max_period_end", "max_billed_until"):
            subscription["cancel_at"] = period_end(world, subscription)
        elif moment == "min_period_end":
            ends = [item["current_period_end"] for item in items_of(world, subscription)]
            subscription["cancel_at"] = min(ends)
        else:
            subscription["cancel_at"] = number(params, "cancel_at")
        if subscription["cancel_at"] is not None and subscription["cancel_at"] <= now:
            raise invalid("cancel_at must be in the future.", "cancel_at")
    else:
        return
    ending = subscription["cancel_at"] is not None
    subscription["canceled_at"] = now if ending else None
    subscription["cancellation_details"]["reason"] = "cancellation_requested" if ending else None
