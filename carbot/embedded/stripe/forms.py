"""Stripe's form encoding (`items[0][price]=…`) as nested values, and how single values are read from it."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from carbot.embedded.stripe.errors import invalid, required

Json = dict[str, Any]
_PART = re.compile(r"\[([^\[\]]*)\]")
_DEEPEST = 12
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")


def decode(pairs: Iterable[tuple[str, str]]) -> Json:
    """The nested values of a form; consecutive numbers as keys make a list."""
    root: Json = {}
    for key, value in pairs:
        name, bracket, rest = key.partition("[")
        parts = [name, *_PART.findall(bracket + rest)]
        if len(parts) > _DEEPEST:
            raise invalid("The parameters are nested too deeply.", name)
        _put(root, parts, value)
    return {name: _listed(value) for name, value in root.items()}


def _put(node: Json, parts: list[str], value: str) -> None:
    *above, last = parts
    for part in above:
        below = node.setdefault(part or str(len(node)), {})
        if not isinstance(below, dict):
            raise invalid("Invalid hash", parts[0])
        node = below
    node[last or str(len(node))] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    below = {name: _listed(part) for name, part in value.items()}
    if below and all(name.isdigit() for name in below):
        return [below[name] for name in sorted(below, key=int)]
    return below


def text(params: Json, name: str, default: str | None = None) -> str | None:
    """A text; empty means none."""
    value = params.get(name, default)
    if value is not None and not isinstance(value, str):
        raise invalid(f"Invalid string: {value}", name)
    return value or None


def needed(params: Json, name: str) -> str:
    """A text that must be there."""
    value = text(params, name)
    if value is None:
        raise required(name)
    return value


def number(params: Json, name: str, default: int | None = None) -> int | None:
    """A whole number; empty means none."""
    value = params.get(name)
    if value is None:
        return default
    if value == "":
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise invalid(f"Invalid integer: {value}", name, "parameter_invalid_integer") from None


def decimal(params: Json, name: str) -> Decimal | None:
    """A decimal number; empty means none."""
    value = params.get(name)
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise invalid(f"Invalid decimal: {value}", name) from None


def flag(params: Json, name: str, default: bool = False) -> bool:
    """Yes or no."""
    value = params.get(name)
    if value is None:
        return default
    if value not in ("true", "false"):
        raise invalid(f"Invalid boolean: {value}", name)
    return bool(value == "true")


def mapping(params: Json, name: str) -> Json:
    """Values by name; empty when not given."""
    value = params.get(name)
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise invalid("Invalid object", name)
    return value


def listed(params: Json, name: str) -> list[Any]:
    """Several values; none when not given."""
    value = params.get(name)
    if value in (None, ""):
        return []
    if not isinstance(value, list):
        raise invalid("Invalid array", name)
    return value


def one_of(params: Json, name: str, allowed: str, default: str | None = None) -> str | None:
    """One of several words, separated by blanks in `allowed`."""
    value = text(params, name, default)
    if value is not None and value not in allowed.split():
        raise invalid(f"Invalid {name}: must be one of {', '.join(allowed.split())}", name)
    return value


def merge_metadata(present: Json, params: Json) -> Json:
    """Metadata after a change: an empty value removes its key, an empty whole removes all."""
    if params.get("metadata") == "":
        return {}
    after = {**present, **{name: str(value) for name, value in mapping(params, "metadata").items()}}
    return {name: value for name, value in after.items() if value != ""}


def address(params: Json) -> Json | None:
    """A postal address, None when nothing of it is given."""
    found = {name: text(params, name) for name in _ADDRESS}
    return found if any(found.values()) else None
