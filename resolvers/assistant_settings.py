"""The assistant's settings: tone, languages, instructions, and when a person is called."""

from collections.abc import Iterable
from typing import TypedDict

from sqlalchemy import select

from resolvers.values import Checks
from tenants.models.accounts import Language
from tenants.models.assistant import AssistantSettings, Tone
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

LONGEST_INSTRUCTIONS = 2000
_MOST_KEYWORDS = 20
_LONGEST_KEYWORD = 40
_MOST_GAPS = 9


class HandoverChanges(TypedDict, total=False):
    """An absent key, or None, leaves alone."""

    after_gaps: int | None
    keywords: list[str] | None
    only_when_open: bool | None


class AssistantChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears the instructions and leaves everything else alone."""

    tone: Tone | None
    languages: list[Language] | None
    instructions: str | None
    handover: HandoverChanges | None


@use_case(Permission.WIDGET_WRITE)
async def update_assistant(scope: Scope, changes: AssistantChanges) -> AssistantSettings:
    """Change how the assistant speaks and when it calls a person. Raises Rejected."""
    settings = await scope.first(select(AssistantSettings).with_for_update())
    assert settings is not None, "registration makes the assistant's settings"
    checks = Checks("input")
    languages = changes.get("languages")
    if languages is not None and not languages:
        checks.refuse("REQUIRED", "languages")
    instructions = settings.instructions
    if "instructions" in changes:
        instructions = checks.text("instructions", changes["instructions"], most=LONGEST_INSTRUCTIONS)
    handover = changes.get("handover") or {}
    gaps = handover.get("after_gaps")
    if gaps is not None and not 0 <= gaps <= _MOST_GAPS:
        checks.refuse("OUT_OF_RANGE", "handover", least=0, most=_MOST_GAPS)
    keywords = handover.get("keywords")
    cleaned = None if keywords is None else _keywords(checks, keywords)
    checks.done()
    settings.tone = changes.get("tone") or settings.tone
    if languages:
        settings.languages = [language for language in Language if language in languages]
    settings.instructions = instructions
    if gaps is not None:
        settings.handover_after_gaps = gaps
    if cleaned is not None:
        settings.handover_keywords = cleaned
    only_when_open = handover.get("only_when_open")
    if only_when_open is not None:
        settings.handover_only_when_open = only_when_open
    scope.audit("assistant.updated", settings, list(changes))
    await scope.flush()
    return settings


def _keywords(checks: Checks, given: Iterable[str]) -> list[str]:
    """Words a visitor may say, each once."""
    found: dict[str, str] = {}
    for keyword in given:
        if text := checks.line("handover", keyword, most=_LONGEST_KEYWORD):
            found.setdefault(text.casefold(), text)
    if len(found) > _MOST_KEYWORDS:
        checks.refuse("TOO_MANY", "handover", most=_MOST_KEYWORDS)
    return list(found.values())
