"""The wording of the mails, one JSON file per language, all with the same keys."""

import json
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["de", "en", "tr", "pl"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS = Path(__file__).parent / "texts"


def language_of(code: str) -> Language:
    """The language of a code in either case (`DE`, `de`). Raises ValueError for one we do not speak."""
    for language in LANGUAGES:
        if language == code.lower():
            return language
    raise ValueError(f"There are no mails in {code!r}.")


class Phrases:
    """The phrases of one language, by `part.name`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._phrases = phrases(language)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its placeholders filled. Raises KeyError for an unknown key or a missing value."""
        return self._phrases[key].format(**values)


@cache
def phrases(language: Language) -> dict[str, str]:
    """Every phrase of the language as written, placeholders open."""
    parts: dict[str, dict[str, str]] = json.loads((_TEXTS / f"{language}.json").read_text("utf-8"))
    return {f"{part}.{name}": phrase for part, named in parts.items() for name, phrase in named.items()}
