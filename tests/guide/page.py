"""A guide's examples, as they stand on its page, and how an answer is held against the one that is shown."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"\$([A-Z_]+)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
_ANYTHING = "$…"


@dataclass
class Example:
    """A document, who sends it, and what is shown to come back: an answer, or events where it subscribes."""

    document: str
    caller: str
    in_background: bool
    variables: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    file: tuple[str, str] | None = None
    """Name and content of a file that is uploaded before."""

    @property
    def name(self) -> str:
        """The operation's name on the page."""
        return self.document.split("(")[0].split("{")[0].split()[-1]


def examples(page: Path) -> Iterator[Example]:
    """The page's examples in order. Fails where a part stands alone or an example shows no answer."""
    current: Example | None = None
    file: tuple[str, str] | None = None
    for language, words, body in _FENCE.findall(page.read_text("utf-8")):
        match language, words.split():
            case "graphql", [caller, *rest]:
                if current is not None:
                    yield _complete(current)
                current = Example(body.strip(), caller, rest == ["background"], file=file)
                file = None
            case "csv", [name]:
                file = (name, body)
            case "json", [part]:
                assert current is not None, "variables and answers follow a document"
                assert part in ("variables", "answer", "events"), part
                setattr(current, part, json.loads(body))
    assert current is not None, "the page has no examples"
    yield _complete(current)


def shell_lines(page: Path) -> str:
    """All lines of the page that are for a shell."""
    return "\n".join(body for language, words, body in _FENCE.findall(page.read_text("utf-8")) if language == "sh")


def _complete(example: Example) -> Example:
    is_stream = example.document.startswith("subscription")
    assert bool(example.events) == is_stream, f"{example.name}: a subscription shows events"
    assert (example.answer is None) == is_stream, f"{example.name}: an operation shows its answer"
    return example


class Names:
    """The values behind the page's names, taken from answers and put into variables."""

    def __init__(self, **known: str) -> None:
        self.known = known

    def fill(self, value: Any) -> Any:
        """The value with every name replaced by what it stands for. Fails for one no answer has given."""
        match value:
            case dict():
                return {key: self.fill(each) for key, each in value.items()}
            case list():
                return [self.fill(each) for each in value]
            case str() if named := _NAME.fullmatch(value):
                assert named[1] in self.known, f"{value} is used before an answer gave it"
                return self.known[named[1]]
        return value

    def differences(self, shown: Any, given: Any, path: str = "answer") -> list[str]:
        """Where an answer is not what is shown: same keys, same lengths, same values.

        A name takes the value where it stands first and must be the same ever after; a moment stands for any moment.
        """
        match shown, given:
            case "$…", _:
                return []
            case [only], list() if only == _ANYTHING:
                return [] if given else [f"{path} is empty"]
            case dict(), dict() if shown.keys() == given.keys():
                return [each for key in shown for each in self.differences(shown[key], given[key], f"{path}.{key}")]
            case list(), list() if len(shown) == len(given):
                pairs = enumerate(zip(shown, given, strict=True))
                return [each for n, (one, other) in pairs for each in self.differences(one, other, f"{path}[{n}]")]
            case str(), str() if named := _NAME.fullmatch(shown):
                expected = self.known.setdefault(named[1], given)
                return [] if expected == given else [f"{path}: {shown} was {expected!r} and is {given!r}"]
            case str(), str() if _MOMENT.fullmatch(shown) and _MOMENT.fullmatch(given):
                return []
        return [] if shown == given else [f"{path}: the page shows {shown!r}, the answer is {given!r}"]
