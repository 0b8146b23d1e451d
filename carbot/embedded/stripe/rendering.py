"""Objects as they are answered: without what is ours, with what Stripe puts inside, expanded where that is asked."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.objects import complete

if TYPE_CHECKING:
    from carbot.embedded.stripe.world import World

Embed = Callable[["World", Json], None]
Include = Callable[["World", Json], Any]
_EMBEDS: dict[str, list[Embed]] = {}
_INCLUDES: dict[tuple[str, str], Include] = {}
_DEEPEST = 4


def embeds(kind: str) -> Callable[[Embed], Embed]:
    """What a kind always holds: the function puts it into the copy that is answered."""

    def register(embed: Embed) -> Embed:
        _EMBEDS.setdefault(kind, []).append(embed)
        return embed

    return register


def includes(kind: str, name: str) -> Callable[[Include], Include]:
    """What a kind holds only when asked to expand `name`."""

    def register(include: Include) -> Include:
        _INCLUDES[kind, name] = include
        return include

    return register


def render(world: World, thing: Json) -> Json:
    """A copy of an object to be answered."""
    answer = copy.deepcopy(thing)
    for embed in _EMBEDS.get(thing.get("object", ""), ()):
        embed(world, answer)
    complete(answer)
    return {name: value for name, value in answer.items() if not name.startswith("_")}


def expand(world: World, answer: Json, paths: list[str]) -> Json:
    """Put objects where their ids stand, along each path."""
    for path in paths:
        parts = path.split(".")
        if len([part for part in parts if part != "data"]) > _DEEPEST:
            raise invalid("You cannot expand more than 4 levels of a property", "expand")
        _expand(world, answer, parts, path)
    return answer


def _expand(world: World, node: Any, parts: list[str], path: str) -> None:
    if not parts or node is None:
        return
    if isinstance(node, list):
        for each in node:
            _expand(world, each, parts, path)
        return
    if not isinstance(node, dict):
        raise _unexpandable(path)
    name, *rest = parts
    if node.get(name) is None and (include := _INCLUDES.get((node.get("object", ""), name))):
        node[name] = include(world, node)
    elif name not in node:
        raise _unexpandable(path)
    elif isinstance(node[name], str):
        node[name] = _object(world, node[name], path)
    elif isinstance(node[name], list):
        node[name] = [_object(world, each, path) if isinstance(each, str) else each for each in node[name]]
    _expand(world, node[name], rest, path)


def _object(world: World, id_: str, path: str) -> Json:
    thing = world.store.find(id_)
    if thing is None:
        raise _unexpandable(path)
    return render(world, thing)


def _unexpandable(path: str) -> Exception:
    return invalid(f"This property cannot be expanded ({path}).", "expand")
