"""What people are told when something is refused, in every language."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tenants.models.accounts import Language

_FOLDER = Path(__file__).parent


@cache
def messages(language: Language) -> dict[str, str]:
    """All messages of one language by code."""
    found: dict[str, str] = json.loads((_FOLDER / f"{language.value.lower()}.json").read_text(encoding="utf-8"))
    return found


def message_for(code: str, language: Language, values: Mapping[str, object]) -> str:
    """The message of a code with its values filled in; an unknown code reads as a general refusal."""
    known = messages(language)
    return known.get(code, known["REFUSED"]).format_map({key: str(value) for key, value in values.items()})
