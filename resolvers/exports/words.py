"""The words of exported files, by language."""

import json
from functools import cache
from pathlib import Path

from tenants.models.accounts import Language

_FOLDER = Path(__file__).parent / "texts"


@cache
def words(language: Language) -> dict[str, str]:
    """All words of one language."""
    found: dict[str, str] = json.loads((_FOLDER / f"{language.value.lower()}.json").read_text(encoding="utf-8"))
    return found
