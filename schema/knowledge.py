"""Knowledge: answers and documents of the workshop, which the assistant may quote."""

from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry import ID

from resolvers import knowledge
from schema.core.connections import Connection
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, present
from schema.engine.declarations import by_id, column, declared, listing
from tenants import models
from tenants.models.accounts import Language
from tenants.permissions import Permission


class FaqOrder(Enum):
    """Named orderings of the model."""

    POSITION = "POSITION"
    RECENTLY_CHANGED = "RECENTLY_CHANGED"


describe_enum(FaqOrder, "Orders of the list of answers.")


@declared(models.knowledge.FaqEntry, requires=Permission.KNOWLEDGE_READ)
class FaqEntry(Node):
    """A question visitors ask, with the workshop's answer; the assistant gives it word for word."""

    question: str = column("The question.")
    answer: str = column("The answer, for visitors; light Markdown.")
    language: Language | None = column("Which visitors it is for; null for all.")
    phrasings: list[str] = column("Other ways to ask the same.")
    is_active: bool = column("Whether visitors are told.")
    position: int = column("Its place in the list, small first.")
    updated_at: datetime = column("When it was changed last.")


@declared(models.knowledge.DocumentPassage, requires=Permission.KNOWLEDGE_READ)
class DocumentPassage(Node):
    """A piece of a document, short enough to be quoted."""

    position: int = column("Its place in the document, from 1.")
    title: str = column("The document's title.")
    text: str = column("The words.")


@declared(models.knowledge.Document, requires=Permission.KNOWLEDGE_READ)
class Document(Node):
    """A text the assistant may quote from."""

    title: str = column("What it is called; visitors see it as a source.")
    file_name: str | None = column("The file it came from; null where it was pasted.")
    length: int = column("How many signs it has.")
    passage_count: int = column("Into how many passages it was cut.")
    created_at: datetime = column("When it was added.")
    passages: Connection[DocumentPassage] = listing(
        models.knowledge.DocumentPassage, "Its passages in order.", ordering="POSITION", attribute="passages"
    )


@strawberry.input(description="Which answers.")
class FaqFilter:
    """All given conditions must hold."""

    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Told to visitors, or not.")
    language: Language | None = strawberry.field(
        default=strawberry.UNSET, description="For visitors of this language, those for all included."
    )
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="These words in question, answer or phrasings."
    )


@strawberry.input(description="A new answer.")
class FaqEntryCreateInput:
    """It goes behind the others; there are 500 at most."""

    question: str = strawberry.field(description="The question, at most 300 characters.")
    answer: str = strawberry.field(description="The answer, at most 2000 characters.")
    language: Language | None = strawberry.field(default=strawberry.UNSET, description="For whom; null for all.")
    phrasings: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Other ways to ask the same, at most 20."
    )
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Tell visitors; so by default.")


@strawberry.input(description="Changes of an answer; an absent field stays.")
class FaqEntryUpdateInput:
    """See FaqEntryCreateInput for the fields."""

    question: str | None = strawberry.field(default=strawberry.UNSET, description="The question.")
    answer: str | None = strawberry.field(default=strawberry.UNSET, description="The answer.")
    language: Language | None = strawberry.field(default=strawberry.UNSET, description="For whom; null for all.")
    phrasings: list[str] | None = strawberry.field(default=strawberry.UNSET, description="Other ways to ask the same.")
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Tell visitors.")
    position: int | None = strawberry.field(default=strawberry.UNSET, description="Its place, small first.")


@strawberry.input(description="A new document, pasted or read from a text file.")
class DocumentCreateInput:
    """There are 100 at most."""

    title: str = strawberry.field(description="What it is called; visitors see it as a source.")
    text: str = strawberry.field(description="The words, at most 200,000 characters; plain text or Markdown.")
    file_name: str | None = strawberry.field(
        default=strawberry.UNSET, description="The name of the .txt or .md file the text was read from."
    )


@strawberry.type
class Query:
    """The knowledge's part of the root."""

    faq_entries: Connection[FaqEntry] | None = listing(
        models.knowledge.FaqEntry,
        "The workshop's answers.",
        orderings=FaqOrder,
        ordering="POSITION",
        filter_type=FaqFilter,
        page=50,
        requires=Permission.KNOWLEDGE_READ,
    )
    documents: Connection[Document] | None = listing(
        models.knowledge.Document,
        "The workshop's documents, the newest first.",
        ordering="NEWEST",
        requires=Permission.KNOWLEDGE_READ,
    )
    document: Document | None = by_id(models.knowledge.Document, "One document.", requires=Permission.KNOWLEDGE_READ)


@strawberry.type
class Mutation:
    """The knowledge's part of the root."""

    @mutation(knowledge.create_faq_entry, "Add an answer.", faq_entry=FaqEntry)
    async def faq_entry_create(self, info: Info, input: FaqEntryCreateInput) -> Any:
        return await knowledge.create_faq_entry(info.context.scope, as_changes(input))

    @mutation(knowledge.update_faq_entry, "Change an answer.", faq_entry=FaqEntry)
    async def faq_entry_update(self, info: Info, id: ID, input: FaqEntryUpdateInput) -> Any:
        key = key_of(models.knowledge.FaqEntry, id)
        return await knowledge.update_faq_entry(info.context.scope, key, as_changes(input))

    @mutation(knowledge.delete_faq_entry, "Remove an answer.", deleted_id=ID)
    async def faq_entry_delete(self, info: Info, id: ID) -> Any:
        key = key_of(models.knowledge.FaqEntry, id)
        return (await knowledge.delete_faq_entry(info.context.scope, key)).gid

    @mutation(knowledge.add_document, "Add a document.", document=Document)
    async def document_create(self, info: Info, input: DocumentCreateInput) -> Any:
        return await knowledge.add_document(info.context.scope, knowledge.DocumentDraft(**present(input)))

    @mutation(knowledge.delete_document, "Remove a document with its passages.", deleted_id=ID)
    async def document_delete(self, info: Info, id: ID) -> Any:
        key = key_of(models.knowledge.Document, id)
        return (await knowledge.delete_document(info.context.scope, key)).gid


def as_changes(given: FaqEntryCreateInput | FaqEntryUpdateInput) -> Any:
    """What of an answer was sent, for the use cases."""
    return present(given)
