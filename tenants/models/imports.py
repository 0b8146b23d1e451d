"""Imports: a file of services on its way into the catalogue, its rows, and what they replaced."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, String, Uuid, literal, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop, refers_to
from tenants.models.ordering import Ordering, descending

UNDO_LIFE = timedelta(days=7)


class ImportStatus(StrEnum):
    """How far an import is."""

    READING = "READING"
    READY = "READY"
    APPLYING = "APPLYING"
    DONE = "DONE"
    FAILED = "FAILED"
    UNDONE = "UNDONE"


class OnDuplicate(StrEnum):
    """What becomes of a row whose service is in the catalogue already."""

    UPDATE = "UPDATE"
    SKIP = "SKIP"


class ImportField(StrEnum):
    """What a column of a file can hold."""

    CATEGORY = "CATEGORY"
    NAME = "NAME"
    DESCRIPTION = "DESCRIPTION"
    PRICE = "PRICE"
    PRICE_KIND = "PRICE_KIND"
    PRICE_MIN = "PRICE_MIN"
    PRICE_MAX = "PRICE_MAX"
    DURATION = "DURATION"
    DURATION_MIN = "DURATION_MIN"
    DURATION_MAX = "DURATION_MAX"
    IS_ACTIVE = "IS_ACTIVE"
    SYNONYMS = "SYNONYMS"
    IS_SHOWN_IN_CHAT = "IS_SHOWN_IN_CHAT"
    IS_SHOWN_ON_PAGES = "IS_SHOWN_ON_PAGES"


class RowAction(StrEnum):
    """What becomes of a row."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    SKIP = "SKIP"
    FAULTY = "FAULTY"


class CatalogueImport(WorkshopOwned, Base):
    """One file. `preview` and `faults` hold its first rows and faults; `failure` says why nothing came of it.

    `kept_count` says, after it was undone, of how many services somebody had changed them since: those stayed.
    """

    __tablename__ = "catalogue_imports"
    __prefix__ = "import"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("uploads", "upload_id", ondelete="SET NULL"),
        one_of("language", Language),
        one_of("status", ImportStatus),
        one_of("on_duplicate", OnDuplicate),
        CheckConstraint("progress >= 0 AND progress <= 100", name="progress_is_a_percentage"),
        Index("catalogue_imports_workshop_id_created_at_id_ix", "workshop_id", "created_at", "id"),
        Index("catalogue_imports_workshop_id_upload_id_ix", "workshop_id", "upload_id"),
        Index("catalogue_imports_created_at_ix", "created_at"),
    )

    upload_id: Mapped[UUID | None]
    file_name: Mapped[str] = mapped_column(String(200))
    member_name: Mapped[str | None] = mapped_column(String(120))
    language: Mapped[Language] = closed(Language)
    status: Mapped[ImportStatus] = closed(ImportStatus, server_default="READING")
    on_duplicate: Mapped[OnDuplicate] = closed(OnDuplicate, server_default="UPDATE")
    columns: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    preview: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"), deferred=True)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"), deferred=True)
    failure: Mapped[dict[str, Any] | None]
    made_categories: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    row_count: Mapped[int] = mapped_column(server_default=text("0"))
    create_count: Mapped[int] = mapped_column(server_default=text("0"))
    update_count: Mapped[int] = mapped_column(server_default=text("0"))
    skip_count: Mapped[int] = mapped_column(server_default=text("0"))
    faulty_count: Mapped[int] = mapped_column(server_default=text("0"))
    kept_count: Mapped[int | None]
    progress: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime] = created()
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}

    @hybrid_property
    def failure_code(self) -> str | None:
        """Which refusal it was."""
        return None if self.failure is None else str(self.failure["code"])

    @failure_code.inplace.expression
    @classmethod
    def _failure_code(cls) -> ColumnElement[Any]:
        return cls.failure.op("->>")("code")

    @hybrid_property
    def undo_until(self) -> datetime | None:
        """Until when it can be undone; null where it is not applied."""
        return None if self.applied_at is None else self.applied_at + UNDO_LIFE

    @undo_until.inplace.expression
    @classmethod
    def _undo_until(cls) -> ColumnElement[Any]:
        return cls.applied_at + literal(UNDO_LIFE)


class CatalogueImportRow(WorkshopOwned, Base):
    """A row of the file: its cells, what they were read as, and once applied the service with what it was `before`."""

    __tablename__ = "catalogue_import_rows"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("catalogue_imports", "import_id"),
        one_of("action", RowAction),
        Index("catalogue_import_rows_import_uq", "workshop_id", "import_id", "number", unique=True),
        Index("catalogue_import_rows_created_at_ix", "created_at"),
    )

    import_id: Mapped[UUID]
    number: Mapped[int]
    cells: Mapped[list[Any]] = mapped_column(JSONB)
    action: Mapped[RowAction] = closed(RowAction)
    values: Mapped[dict[str, Any]]
    service_id: Mapped[UUID | None] = mapped_column(Uuid())
    before: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = created()
