"""How a workshop's assistant speaks and when it calls a person; and the links that lead back into a conversation."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Enum, Index, LargeBinary, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop, refers_to


class Tone(StrEnum):
    """How the assistant addresses visitors, in languages that make the difference."""

    FORMAL = "FORMAL"
    INFORMAL = "INFORMAL"


class AssistantSettings(WorkshopOwned, Base):
    """How the assistant speaks and when it calls a person; one row a workshop, made at registration.

    `trial_tokens` are what trials have used of the model on `trial_day` (UTC).
    """

    __tablename__ = "assistant_settings"
    __mapper_args__ = {"eager_defaults": False}  # registration inserts and may not read
    __prefix__ = "assistant"
    __table_args__ = (
        owned_by_workshop(),
        one_of("tone", Tone),
        Index("assistant_settings_workshop_id_uq", "workshop_id", unique=True),
        CheckConstraint("cardinality(languages) > 0", name="languages"),
        CheckConstraint("handover_after_gaps BETWEEN 0 AND 9", name="handover_after_gaps"),
    )

    tone: Mapped[Tone] = closed(Tone, server_default=Tone.FORMAL.value)
    languages: Mapped[list[Language]] = mapped_column(
        ARRAY(Enum(Language, native_enum=False, create_constraint=False, length=2)),
        server_default=text("'{DE,EN,TR,PL}'"),
    )
    instructions: Mapped[str | None] = mapped_column(Text())
    handover_after_gaps: Mapped[int] = mapped_column(server_default=text("3"))
    handover_keywords: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=text("'{}'"))
    handover_only_when_open: Mapped[bool] = mapped_column(server_default=text("false"))
    trial_day: Mapped[date | None]
    trial_tokens: Mapped[int] = mapped_column(server_default=text("0"))


class ConversationLink(WorkshopOwned, Base):
    """A link of a mail that opens one conversation again; only the hash of its token is stored."""

    __tablename__ = "conversation_links"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id"),
        Index("conversation_links_token_hash_ix", "token_hash"),
        Index("conversation_links_workshop_id_conversation_id_ix", "workshop_id", "conversation_id"),
    )

    conversation_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime] = created()
