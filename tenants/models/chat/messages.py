"""Messages: the lines of a conversation."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop, refers_to
from tenants.models.filters import MOMENT, among, bound
from tenants.models.ordering import Ordering, ascending
from tenants.models.search import holds, words_index


class Author(StrEnum):
    """Who wrote a message."""

    VISITOR = "VISITOR"
    ASSISTANT = "ASSISTANT"
    MEMBER = "MEMBER"
    SYSTEM = "SYSTEM"


class Message(WorkshopOwned, Base):
    """One line of a conversation; `seq` counts from 1 within it. Partitioned by id, which carries the time.

    A line that a visitor writes is indexed for searches with the workshop's next answer (`is_indexed`), so that sending
    it is not slowed down; until then a search reads the line itself.
    """

    __tablename__ = "messages"
    __prefix__ = "message"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id"),
        one_of("author", Author),
        Index("messages_workshop_id_conversation_id_seq_id_ix", "workshop_id", "conversation_id", "seq", "id"),
        words_index("messages", "text", where="is_indexed"),
        Index(
            "messages_workshop_id_id_waiting_ix",
            "workshop_id",
            "id",
            postgresql_where=sql("NOT is_indexed"),
        ),
        {"postgresql_partition_by": "RANGE (id)"},
    )

    conversation_id: Mapped[UUID]
    seq: Mapped[int]
    author: Mapped[Author] = closed(Author)
    text: Mapped[str] = mapped_column(Text())
    member_name: Mapped[str | None] = mapped_column(String(120))
    idempotency_key: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime] = created()
    is_indexed: Mapped[bool] = mapped_column(server_default=sql("(CURRENT_USER <> 'carbot_visitor'::name)"))
    marked_wrong_at: Mapped[datetime | None]

    orderings: ClassVar[dict[str, Ordering]] = {"SEQUENCE": ascending("seq", is_unique=True)}

    @classmethod
    def filter_author(cls, values: Any) -> ColumnElement[bool]:
        """Messages of one of these authors."""
        return among(cls.author, values)

    @classmethod
    def filter_sent_from(cls, value: Any) -> ColumnElement[bool]:
        """Messages sent at this moment or later."""
        return cls.sent_at >= bound(value, MOMENT)

    @classmethod
    def filter_sent_to(cls, value: Any) -> ColumnElement[bool]:
        """Messages sent before this moment."""
        return cls.sent_at < bound(value, MOMENT)

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Messages in which every one of these words is found."""
        return holds(cls.text, value)
