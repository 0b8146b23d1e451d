"""The settings in words: the listing of `carbot config`, and what to say about a wrong value."""

import re
from collections.abc import Iterator
from datetime import timedelta

from pydantic import AliasChoices, SecretStr, TypeAdapter, ValidationError

from carbot.settings import Settings

_MASK = "********"
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/]*@")


def listing(settings: Settings) -> str:
    """Every setting with its variable, value and description, in the form of an environment file; no secrets."""
    return "\n".join(_entries(settings))


def complaint(refusal: ValidationError) -> str:
    """One sentence about the first thing that is wrong."""
    fault = refusal.errors(include_input=False)[0]
    said = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:
        return said
    name = str(fault["loc"][0])
    return f"{_variable(name) if name in Settings.model_fields else name} is wrong: {said}."


def _entries(settings: Settings) -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        yield f"# {field.description}\n{_variable(name)}={_shown(getattr(settings, name))}\n"


def _shown(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return _MASK
    if isinstance(value, tuple):
        return " ".join(_MASK for _ in value)
    if isinstance(value, timedelta):
        return TypeAdapter(timedelta).dump_python(value, mode="json")
    return _PASSWORD.sub(rf"\1:{_MASK}@", str(value))


def _variable(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"CARBOT_{name.upper()}"
