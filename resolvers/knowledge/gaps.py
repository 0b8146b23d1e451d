"""Gaps: kept when the assistant does not know or a member says it was wrong; turned into knowledge, or left alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.errors import DomainError, InvalidInput, NotFound, Rejected
from carbot.ids import new_id
from resolvers.catalogue import ServiceChanges, create_service, search_terms_of
from resolvers.knowledge.faq import FaqChanges, create_faq_entry
from resolvers.knowledge.privacy import as_compared, without_personal_data
from resolvers.values import Checks
from tenants.models.catalogue import Service
from tenants.models.chat import Author, Conversation, Message
from tenants.models.gaps import GapOrigin, GapResolution, GapStatus, KnowledgeGap
from tenants.models.knowledge import FaqEntry
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_SYNONYMS = 50
_LONGEST_SYNONYM = 80


class NotAnAnswer(DomainError):
    """Only what the assistant said can be marked as wrong."""

    code = "NOT_AN_ANSWER"


class GapIsSettled(DomainError):
    """Somebody has turned this gap into knowledge already."""

    code = "GAP_IS_SETTLED"


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """What a gap is turned into: exactly one of a new service, another name of a service, and an answer.

    The other name is the gap's question where none is given.
    """

    service: ServiceChanges | None = None
    synonym_of: UUID | None = None
    synonym: str | None = None
    faq: FaqChanges | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A gap with what it became."""

    gap: KnowledgeGap
    service: Service | None = None
    faq_entry: FaqEntry | None = None


async def note_gap(
    scope: Scope, conversation: Conversation, question: str, origin: GapOrigin, note: str | None = None
) -> None:
    """Count a question that was not answered, without what says who asked. Asked again, a resolved one is open again.

    What is asked in a conversation for tests is not kept.
    """
    kept = without_personal_data(question)
    folded = as_compared(kept)
    if not folded or conversation.is_test:
        return
    gaps = KnowledgeGap
    added = insert(gaps).values(
        id=new_id(),
        folded=folded,
        question=kept,
        language=conversation.language,
        origin=origin,
        note=note,
        first_seen_at=scope.now,
        last_seen_at=scope.now,
        conversation_id=conversation.id,
    )
    given = added.excluded
    is_back = gaps.status == GapStatus.RESOLVED
    await scope.execute(
        added.on_conflict_do_update(
            index_elements=["workshop_id", "folded"],
            set_={
                "count": gaps.count + 1,
                "last_seen_at": given.last_seen_at,
                "conversation_id": given.conversation_id,
                "origin": given.origin,
                "note": case((given.note.is_not(None), given.note), else_=gaps.note),
                "status": case((is_back, GapStatus.OPEN.value), else_=gaps.status),
                "settled_at": case((is_back, None), else_=gaps.settled_at),
                "settled_by": case((is_back, None), else_=gaps.settled_by),
                "resolution": case((is_back, None), else_=gaps.resolution),
            },
        )
    )


@use_case(Permission.CONVERSATIONS_WRITE)
async def mark_wrong(scope: Scope, message_id: UUID, note: str | None) -> Message:
    """Say that an answer of the assistant was wrong: its question becomes a gap, once. Raises NotFound, NotAnAnswer."""
    checks = Checks()
    remark = checks.text("note", note, most=500)
    checks.done()
    message = await scope.get(Message, message_id)
    if message.author is not Author.ASSISTANT:
        raise NotAnAnswer("id")
    conversation = await scope.get(Conversation, message.conversation_id)
    marked = await scope.execute(
        update(Message)
        .where(Message.id == message.id, Message.marked_wrong_at.is_(None))
        .values(marked_wrong_at=scope.now)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    if marked.first() is not None:
        question = await scope.first(
            select(Message)
            .where(
                Message.conversation_id == message.conversation_id,
                Message.seq < message.seq,
                Message.author == Author.VISITOR,
            )
            .order_by(Message.seq.desc())
            .limit(1)
        )
        if question is not None:
            await note_gap(scope, conversation, question.text, GapOrigin.MARKED_WRONG, remark)
        scope.audit("message.marked_wrong", message)
    return message


@use_case(Permission.KNOWLEDGE_WRITE)
async def resolve_gap(scope: Scope, gap_id: UUID, answer: GapAnswer) -> Settled:
    """Turn a gap into a service, another name of one, or an answer. Raises NotFound, Rejected, GapIsSettled."""
    checks = Checks("input")
    if sum(each is not None for each in (answer.service, answer.synonym_of, answer.faq)) != 1:
        checks.refuse("CHOOSE_ONE", "service")
    checks.done()
    gap = await scope.get(KnowledgeGap, gap_id, lock=True)
    if gap.status is GapStatus.RESOLVED:
        raise GapIsSettled("id")
    gap.status, gap.settled_at, gap.settled_by = GapStatus.RESOLVED, scope.now, scope.principal.member_name
    service, entry = None, None
    if answer.service is not None:
        gap.resolution = GapResolution.SERVICE
        with _below("service"):
            service = await create_service(scope, answer.service)
    elif answer.synonym_of is not None:
        gap.resolution = GapResolution.SYNONYM
        service = await add_synonym(scope, answer.synonym_of, answer.synonym or gap.question)
    elif answer.faq is not None:
        gap.resolution = GapResolution.FAQ
        with _below("faq"):
            entry = await create_faq_entry(scope, answer.faq)
    scope.audit("gap.resolved", gap, [gap.resolution.value.lower()] if gap.resolution else [])
    await scope.flush()
    return Settled(gap, service, entry)


@use_case(Permission.KNOWLEDGE_WRITE)
async def ignore_gap(scope: Scope, gap_id: UUID) -> KnowledgeGap:
    """Leave a question alone, however often it comes. Raises NotFound, GapIsSettled."""
    return await _settle(scope, gap_id, GapStatus.IGNORED)


@use_case(Permission.KNOWLEDGE_WRITE)
async def reopen_gap(scope: Scope, gap_id: UUID) -> KnowledgeGap:
    """Take up an ignored question again. Raises NotFound, GapIsSettled."""
    return await _settle(scope, gap_id, GapStatus.OPEN)


async def add_synonym(scope: Scope, service_id: UUID, name: str) -> Service:
    """Let visitors find a service by another name too, once. Raises NotFound, Rejected."""
    checks = Checks("input")
    synonym = checks.required("synonym", name, most=_LONGEST_SYNONYM)
    try:
        service = await scope.get(Service, service_id, lock=True)
    except NotFound as unknown:
        raise NotFound("input", "synonymOf") from unknown
    known = {as_compared(each) for each in (service.name, *service.synonyms)}
    if as_compared(synonym) not in known:
        if len(service.synonyms) >= _MOST_SYNONYMS:
            checks.refuse("TOO_MANY", "synonym", most=_MOST_SYNONYMS)
        checks.done()
        service.synonyms = [*service.synonyms, synonym]
        service.search_terms = await search_terms_of(scope, service)
        service.updated_at = scope.now
        scope.audit("service.updated", service, ["synonyms"])
    checks.done()
    await scope.flush()
    return service


@contextmanager
def _below(part: str) -> Iterator[None]:
    """What is refused within belongs to a part of the input."""
    try:
        yield
    except Rejected as refused:
        problems = [
            InvalidInput(each.code, "input", part, *each.path[1:], **dict(each.values)) for each in refused.problems
        ]
        raise Rejected(problems) from refused


async def _settle(scope: Scope, gap_id: UUID, status: GapStatus) -> KnowledgeGap:
    gap = await scope.get(KnowledgeGap, gap_id, lock=True)
    if gap.status is GapStatus.RESOLVED:
        raise GapIsSettled("id")
    is_settled = status is not GapStatus.OPEN
    gap.status = status
    gap.settled_at = scope.now if is_settled else None
    gap.settled_by = scope.principal.member_name if is_settled else None
    scope.audit(f"gap.{'ignored' if is_settled else 'reopened'}", gap)
    await scope.flush()
    return gap
