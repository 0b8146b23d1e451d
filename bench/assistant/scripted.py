"""A model by script: it does what models do, the wrong with the right, so that what guards them is measured."""

import json
import re
from collections.abc import AsyncIterator, Sequence

from carbot.clients.llm import (
    ChatMessage,
    Delta,
    Ending,
    Finished,
    Role,
    TextDelta,
    ToolCall,
    ToolDefinition,
)

_ASKED = re.compile(r"<visitor>(.*)</visitor>", re.DOTALL)
_INVENTED = " Bei anderen kostet das 49,50 €, für Sie also 39 €."


class ScriptedModel:
    """Searches with the visitor's words and says the first three services it found with their prices.

    Every third time it adds an amount nobody gave it. Deterministic: the same questions get the same answers.
    """

    def __init__(self) -> None:
        self._answers = 0

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], max_tokens: int
    ) -> AsyncIterator[Delta]:
        """One part of an answer: the call, then what came of it."""
        last = messages[-1]
        if last.role is not Role.TOOL:
            asked = _ASKED.search(last.text)
            yield ToolCall("search", "search_services", json.dumps({"query": asked[1] if asked else last.text}))
            yield Finished(Ending.COMPLETE)
            return
        self._answers += 1
        for part in re.findall(r"\S+\s*", self._said(json.loads(last.text))):
            yield TextDelta(part)
        yield Finished(Ending.COMPLETE)

    async def aclose(self) -> None:
        """Nothing is held."""

    def _said(self, found: dict[str, list[dict[str, str]]]) -> str:
        services = found.get("services", [])[:3]
        lines = [f"- **{each['name']}**: {each['price_incl_vat'] or 'Preis auf Anfrage'}" for each in services]
        text = "\n".join(["Dazu passt bei uns:", *lines]) if lines else "Das finde ich in unserer Preisliste nicht."
        return text + (_INVENTED if self._answers % 3 == 0 else "")
