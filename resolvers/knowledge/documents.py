"""Documents of a workshop, cut into passages that are short enough to be quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, insert, select

from carbot.ids import new_id
from resolvers.values import Checks
from tenants.models.knowledge import Document, DocumentPassage
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

MOST_DOCUMENTS = 100
LONGEST_DOCUMENT = 200_000
LONGEST_PASSAGE = 800
_FILE = re.compile(r".+\.(?:txt|md)$", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A document as it is given: pasted, or the text of a .txt or .md file of this name."""

    title: str
    text: str
    file_name: str | None = None


@use_case(Permission.KNOWLEDGE_WRITE)
async def add_document(scope: Scope, draft: DocumentDraft) -> Document:
    """Keep a document, cut into passages. Raises Rejected: no text, too long, not .txt or .md, 100 there already."""
    checks = Checks("input")
    title = checks.required("title", draft.title, most=160)
    body = checks.text("text", draft.text, most=LONGEST_DOCUMENT)
    if body is None and len(draft.text) <= LONGEST_DOCUMENT:
        checks.refuse("REQUIRED", "text")
    file_name = checks.line("fileName", draft.file_name, most=160)
    if file_name and not _FILE.match(file_name):
        checks.refuse("INVALID_TEXT_FILE", "fileName")
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"documents:{scope.workshop_id}", 0))))
    there = (await scope.execute(select(func.count()).select_from(Document))).scalar_one()
    if there >= MOST_DOCUMENTS:
        checks.refuse("TOO_MANY", "title", most=MOST_DOCUMENTS)
    checks.done()
    body = body or ""
    document = scope.add(
        Document(id=new_id(), title=title, file_name=file_name, length=len(body), created_at=scope.now)
    )
    await scope.flush()
    passages = [
        {"id": new_id(), "document_id": document.id, "position": number, "title": title, "text": text}
        for number, text in enumerate(passages_of(body), 1)
    ]
    await scope.execute(insert(DocumentPassage), passages)
    scope.audit("document.created", document)
    return document


@use_case(Permission.KNOWLEDGE_WRITE)
async def delete_document(scope: Scope, document_id: UUID) -> Document:
    """Remove a document with its passages. Raises NotFound."""
    document = await scope.get(Document, document_id)
    scope.audit("document.deleted", document)
    await scope.delete(document)
    return document


def passages_of(body: str) -> Iterator[str]:
    """The text in pieces of at most 800 signs: paragraphs, put together while they fit; long ones by sentence."""
    kept = ""
    for piece in _pieces(body):
        joined = f"{kept}\n\n{piece}" if kept else piece
        if len(joined) > LONGEST_PASSAGE:
            yield kept
            joined = piece
        kept = joined
    if kept:
        yield kept


def _pieces(body: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.split(body):
        text = paragraph.strip()
        if len(text) <= LONGEST_PASSAGE:
            if text:
                yield text
            continue
        kept = ""
        for sentence in _SENTENCE.split(text):
            for start in range(0, len(sentence), LONGEST_PASSAGE):
                part = sentence[start : start + LONGEST_PASSAGE].strip()
                if kept and len(kept) + 1 + len(part) > LONGEST_PASSAGE:
                    yield kept
                    kept = part
                else:
                    kept = f"{kept} {part}".strip()
        if kept:
            yield kept
