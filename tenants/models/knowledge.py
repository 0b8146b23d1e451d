"""Knowledge: what a workshop has written down for the assistant, as questions with answers and as documents."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Float,
    Index,
    Select,
    String,
    Text,
    Uuid,
    column,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import (
    Base,
    WorkshopOwned,
    belongs_to,
    closed,
    created,
    has_many,
    one_of,
    owned_by_workshop,
    refers_to,
    told,
)
from tenants.models.filters import bound
from tenants.models.ordering import Ordering, ascending, descending
from tenants.models.search import found_by, words_index


class FaqEntry(WorkshopOwned, Base):
    """A question visitors ask, with the workshop's answer; without a language it is for all of them.

    `phrasings` are other ways to ask the same. What is not active is told to nobody.
    """

    __tablename__ = "faq_entries"
    __prefix__ = "faq"
    __table_args__ = (
        owned_by_workshop(),
        one_of("language", Language),
        words_index("faq_entries", "question::text", "answer", more="phrasings"),
        Index("faq_entries_workshop_id_position_id_ix", "workshop_id", "position", "id"),
        Index("faq_entries_workshop_id_updated_at_id_ix", "workshop_id", "updated_at", "id"),
    )

    question: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text())
    language: Mapped[Language | None] = closed(Language)
    phrasings: Mapped[list[str]] = mapped_column(ARRAY(Text()), server_default=text("'{}'::text[]"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    position: Mapped[int]
    created_at: Mapped[datetime] = created()
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    orderings: ClassVar[dict[str, Ordering]] = {
        "POSITION": ascending("position"),
        "RECENTLY_CHANGED": descending("updated_at"),
    }

    @classmethod
    def filter_is_active(cls, value: Any) -> ColumnElement[bool]:
        """Entries visitors are told, or those they are not."""
        return cls.is_active == bound(value, Boolean())

    @classmethod
    def filter_language(cls, value: Any) -> ColumnElement[bool]:
        """Entries for visitors of this language, those for all included."""
        return or_(cls.language.is_(None), cls.language == bound(value, cls.language.type))

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Entries in whose question, answer or phrasings every one of these words is found."""
        return cls.id.in_(found_by("faq_entries", value))


class Document(WorkshopOwned, Base):
    """A text of the workshop, cut into passages; it does not change, only go."""

    __tablename__ = "documents"
    __prefix__ = "document"
    __table_args__ = (
        owned_by_workshop(),
        Index("documents_workshop_id_created_at_id_ix", "workshop_id", "created_at", "id"),
    )

    title: Mapped[str] = mapped_column(String(160))
    file_name: Mapped[str | None] = mapped_column(String(160))
    length: Mapped[int]
    created_at: Mapped[datetime] = created()

    passages = has_many("DocumentPassage.document_id", "Document", order_by="DocumentPassage.position")

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}


class DocumentPassage(WorkshopOwned, Base):
    """A piece of a document, small enough to be an answer's source; `position` counts from 1.

    It carries the document's title, so that one index finds it by both.
    """

    __tablename__ = "document_passages"
    __prefix__ = "passage"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("documents", "document_id"),
        words_index("document_passages", "title::text", "text"),
        Index(
            "document_passages_workshop_id_document_id_position_uq",
            "workshop_id",
            "document_id",
            "position",
            unique=True,
        ),
    )

    document_id: Mapped[UUID]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text())

    document = belongs_to("DocumentPassage.document_id", "Document")

    orderings: ClassVar[dict[str, Ordering]] = {"POSITION": ascending("position", is_unique=True)}


Document.passage_count = told(
    select(func.count())
    .select_from(DocumentPassage)
    .where(DocumentPassage.workshop_id == Document.workshop_id, DocumentPassage.document_id == Document.id)
    .correlate_except(DocumentPassage)
    .scalar_subquery()
)


def found_knowledge(words: str, language: Language, most: int) -> Select[Any]:
    """(kind, id, score) of the caller's passages and active answers that hold any of the words, best first.

    A word weighs the more the fewer of them hold it.
    """
    found = func.lookup.knowledge_with(words, language.value, most).table_valued(
        column("kind", Text()), column("id", Uuid()), column("score", Float()), name="found"
    )
    return select(found.c.kind, found.c.id, found.c.score).order_by(found.c.score.desc(), found.c.id)
