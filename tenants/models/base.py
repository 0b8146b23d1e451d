"""What every table shares: naming, column types, and the tenancy class that decides its wall.

A table declares one of five classes; the catalog audit in tests/tenancy fails for a table without one:

    workshop      rows of one workshop, keyed by workshop_id
    organization  rows of one organization, keyed by organization_id
    account       rows of one person, keyed by account_id
    platform      operators and the system; nobody else reads
    reference     everybody reads, `carbot migrate` writes
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    DateTime,
    Enum,
    ForeignKeyConstraint,
    MetaData,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column, relationship

from carbot.ids import new_id, to_gid


class Tenancy(StrEnum):
    """The five kinds of wall."""

    WORKSHOP = "workshop"
    ORGANIZATION = "organization"
    ACCOUNT = "account"
    PLATFORM = "platform"
    REFERENCE = "reference"


class Base(DeclarativeBase):
    """The declarative base; a StrEnum becomes text with a CHECK, because enums are not leakproof under RLS."""

    metadata = MetaData(
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_ix",
            "uq": "%(table_name)s_%(column_0_N_name)s_uq",
            "ck": "%(table_name)s_%(constraint_name)s_ck",
            "fk": "%(table_name)s_%(column_0_N_name)s_fk",
            "pk": "%(table_name)s_pk",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
        dict[str, Any]: JSONB,
        list[dict[str, Any]]: JSONB,
    }

    __tenancy__: ClassVar[Tenancy]
    __tenant_key__: ClassVar[str]
    __prefix__: ClassVar[str] = ""
    __listed__: ClassVar[tuple[str, ...]] = ()
    """The columns a list reads of its rows, where whoever reads it may not see all of them."""

    @property
    def gid(self) -> str:
        """The id as clients see it: the kind's prefix and the key."""
        return to_gid(self.__prefix__, self.id)  # type: ignore[attr-defined]  # every model with a prefix has an id


def closed(values: type[StrEnum], **options: Any) -> Any:
    """A text column that takes the members of `values` only, by a CHECK; nullability follows the annotation."""
    return mapped_column(
        Enum(
            values,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda kind: [member.value for member in kind],
        ),
        **options,
    )


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """The CHECK that belongs to a `closed` column, in the words PostgreSQL stores."""
    members = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} IN ({members})", name=column)


def created() -> Mapped[datetime]:
    """When the row came to be, set by the database."""
    return mapped_column(DateTime(timezone=True), server_default=func.now())


_BOUND_WORKSHOP = text("(NULLIF(current_setting('app.workshop_id'::text, true), ''::text))::uuid")


class WorkshopOwned:
    """Mixin of a table whose rows belong to one workshop; primary key (workshop_id, id)."""

    __tenancy__ = Tenancy.WORKSHOP
    __tenant_key__ = "workshop_id"

    workshop_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, server_default=_BOUND_WORKSHOP, sort_order=-20)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id, insert_sentinel=True, sort_order=-10)


_BOUND_ORGANIZATION = text("(NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid")


class OrganizationOwned:
    """Mixin of a table whose rows belong to one organization; primary key (organization_id, id)."""

    __tenancy__ = Tenancy.ORGANIZATION
    __tenant_key__ = "organization_id"

    organization_id: Mapped[UUID] = mapped_column(
        Uuid(), primary_key=True, server_default=_BOUND_ORGANIZATION, sort_order=-20
    )
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id, insert_sentinel=True, sort_order=-10)


class AccountOwned:
    """Mixin of a table whose rows belong to one person."""

    __tenancy__: ClassVar[Tenancy] = Tenancy.ACCOUNT
    __tenant_key__: ClassVar[str] = "account_id"


class Platform:
    """Mixin of a table that only operators and the system reach."""

    __tenancy__ = Tenancy.PLATFORM
    __tenant_key__ = ""


class Reference:
    """Mixin of a table that everybody reads and only `carbot migrate` writes."""

    __tenancy__ = Tenancy.REFERENCE
    __tenant_key__ = ""


def told(expression: ColumnElement[Any]) -> Any:
    """A value that is told by other columns or rows: computed where it is asked for, not whenever a row is read."""
    return column_property(expression, deferred=True)


def owned_by_workshop() -> ForeignKeyConstraint:
    """The foreign key to the workshop; its rows go with it."""
    return ForeignKeyConstraint(["workshop_id"], ["workshops.id"], ondelete="CASCADE")


def owned_by_organization() -> ForeignKeyConstraint:
    """The foreign key to the organization; its rows go with it."""
    return ForeignKeyConstraint(["organization_id"], ["organizations.id"], ondelete="CASCADE")


def refers_to(table: str, column: str, *, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """A foreign key inside a tenant: it carries workshop_id, so that no reference crosses the wall.

    `SET NULL` blanks only the reference, never the workshop.
    """
    action = f"SET NULL ({column})" if ondelete == "SET NULL" else ondelete
    return ForeignKeyConstraint(["workshop_id", column], [f"{table}.workshop_id", f"{table}.id"], ondelete=action)


def belongs_to(reference: str, target: str) -> Any:
    """A reading relationship along `reference` ("Lead.conversation_id") to one row of `target`.

    Only that column is foreign, not workshop_id: un-setting it can never blank the primary key.
    """
    return relationship(
        target,
        primaryjoin=f"foreign({reference}) == remote({target}.id)",
        viewonly=True,
        lazy="raise",
        uselist=False,
    )


def has_many(reference: str, owner: str, *, order_by: str) -> Any:
    """A reading relationship to all rows whose `reference` ("LeadEvent.lead_id") names this `owner`, in one order."""
    return relationship(
        reference.partition(".")[0],
        primaryjoin=f"remote(foreign({reference})) == {owner}.id",
        viewonly=True,
        lazy="raise",
        uselist=True,
        order_by=order_by,
    )
