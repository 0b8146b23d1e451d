"""What visitors have been seen to write: whole messages as examples of what they want, in four languages.

wishes/<language>.toml     messages by what is wanted
services/<category>.toml   messages by the service of the library they are about, by its German name
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def wishes() -> Mapping[str, Sequence[str]]:
    """Messages of all languages by what is wanted."""
    examples: dict[str, list[str]] = {}
    for file in sorted((_FOLDER / "wishes").glob("*.toml")):
        for wish, texts in _read(file).items():
            examples.setdefault(wish, []).extend(texts)
    return examples


def messages(language: str) -> Sequence[str]:
    """The messages of one language, whatever is wanted."""
    return [text for texts in _read(_FOLDER / "wishes" / f"{language}.toml").values() for text in texts]


def services() -> Mapping[tuple[str, str], Sequence[str]]:
    """Messages of all languages by the category's code and the German name of the service they are about."""
    return {
        (file.stem, name): [text for texts in by_language.values() for text in texts]
        for file in sorted((_FOLDER / "services").glob("*.toml"))
        for name, by_language in _read(file).items()
    }


def _read(file: Path) -> Mapping[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
