"""Knowledge: answers and documents the assistant may quote, how they are found, and the gaps in them."""

from resolvers.knowledge.documents import DocumentDraft, add_document, delete_document
from resolvers.knowledge.faq import FaqChanges, create_faq_entry, delete_faq_entry, update_faq_entry
from resolvers.knowledge.gaps import (
    GapAnswer,
    GapIsSettled,
    NotAnAnswer,
    Settled,
    ignore_gap,
    mark_wrong,
    note_gap,
    reopen_gap,
    resolve_gap,
)
from resolvers.knowledge.retrieval import answer_among, faq_answer, few_answers, search_knowledge

__all__ = [
    "DocumentDraft",
    "FaqChanges",
    "GapAnswer",
    "GapIsSettled",
    "NotAnAnswer",
    "Settled",
    "add_document",
    "answer_among",
    "create_faq_entry",
    "delete_document",
    "delete_faq_entry",
    "faq_answer",
    "few_answers",
    "ignore_gap",
    "mark_wrong",
    "note_gap",
    "reopen_gap",
    "resolve_gap",
    "search_knowledge",
    "update_faq_entry",
]
