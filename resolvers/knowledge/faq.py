"""Answers a workshop gives to what visitors often ask."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from sqlalchemy import func, select

from carbot.ids import new_id
from resolvers.values import Checks
from tenants.models.accounts import Language
from tenants.models.knowledge import FaqEntry
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

MOST_ENTRIES = 500
_LONGEST_QUESTION = 300
_LONGEST_ANSWER = 2000
_MOST_PHRASINGS = 20


class FaqChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears."""

    question: str | None
    answer: str | None
    language: Language | None
    phrasings: Sequence[str] | None
    is_active: bool | None
    position: int | None


@use_case(Permission.KNOWLEDGE_WRITE)
async def create_faq_entry(scope: Scope, changes: FaqChanges) -> FaqEntry:
    """Add an answer behind the others. Raises Rejected, also where there are 500 already."""
    entry = FaqEntry(id=new_id(), phrasings=[], is_active=True, updated_at=scope.now)
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"faq:{scope.workshop_id}", 0))))
    there, last = (await scope.execute(select(func.count(), func.max(FaqEntry.position)))).one()
    checks = Checks("input")
    if there >= MOST_ENTRIES:
        checks.refuse("TOO_MANY", "question", most=MOST_ENTRIES)
        checks.done()
    entry.position = (last or 0) + 1
    _apply(entry, changes)
    scope.add(entry)
    scope.audit("faq.created", entry, list(changes))
    await scope.flush()
    return entry


@use_case(Permission.KNOWLEDGE_WRITE)
async def update_faq_entry(scope: Scope, entry_id: UUID, changes: FaqChanges) -> FaqEntry:
    """Change an answer. Raises NotFound, Rejected."""
    entry = await scope.get(FaqEntry, entry_id, lock=True)
    _apply(entry, changes)
    entry.updated_at = scope.now
    scope.audit("faq.updated", entry, list(changes))
    await scope.flush()
    return entry


@use_case(Permission.KNOWLEDGE_WRITE)
async def delete_faq_entry(scope: Scope, entry_id: UUID) -> FaqEntry:
    """Remove an answer. Raises NotFound."""
    entry = await scope.get(FaqEntry, entry_id)
    scope.audit("faq.deleted", entry)
    await scope.delete(entry)
    return entry


def _apply(entry: FaqEntry, changes: FaqChanges) -> None:
    checks = Checks("input")
    if "question" in changes or not entry.question:
        entry.question = checks.required("question", changes.get("question"), most=_LONGEST_QUESTION)
    if "answer" in changes or not entry.answer:
        given = checks.text("answer", changes.get("answer"), most=_LONGEST_ANSWER)
        if given is None and len(changes.get("answer") or "") <= _LONGEST_ANSWER:
            checks.refuse("REQUIRED", "answer")
        entry.answer = given or ""
    if "phrasings" in changes:
        asked = list(changes["phrasings"] or ())
        if len(asked) > _MOST_PHRASINGS:
            checks.refuse("TOO_MANY", "phrasings", most=_MOST_PHRASINGS)
        written = [checks.line("phrasings", each, most=_LONGEST_QUESTION) for each in asked[:_MOST_PHRASINGS]]
        entry.phrasings = list(dict.fromkeys(each for each in written if each))
    checks.done()
    if "language" in changes:
        entry.language = changes["language"]
    if changes.get("is_active") is not None:
        entry.is_active = bool(changes["is_active"])
    position = changes.get("position")
    if position is not None:
        entry.position = max(0, min(position, 1_000_000))
