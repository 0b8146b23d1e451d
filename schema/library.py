"""Library: the usual services of the German market, to take over from."""

import strawberry
from strawberry import ID

from schema.core.connections import Connection
from schema.core.enums import describe_enum
from schema.core.nodes import Node
from schema.core.scalars import Money
from schema.engine.declarations import column, declared, every, listing, many, one
from tenants import models
from tenants.models.accounts import Language
from tenants.models.catalogue import CategoryIcon, CategoryKind, PriceKind
from tenants.models.vehicles import VehicleClass
from tenants.permissions import Permission

describe_enum(CategoryKind, "What the work of a category is.")
describe_enum(CategoryIcon, "The picture of a category.")
describe_enum(VehicleClass, "The class of a vehicle that prices differ by.")
describe_enum(PriceKind, "What a price means: one amount, a range, from an amount, or only after a look at the car.")


@declared(models.catalogue.LibraryCategory, requires=Permission.SERVICES_READ)
class LibraryCategory(Node):
    """A group of the library."""

    code: str = column("Names the group for programs.")
    name_de: str = column("Its German name.")
    name_en: str = column("Its English name.")
    name_tr: str = column("Its Turkish name.")
    name_pl: str = column("Its Polish name.")
    kind: CategoryKind = column("What the work of it is.")
    icon: CategoryIcon = column("Its picture.")
    position: int = column("Its place in the library.")


@declared(models.catalogue.LibraryServiceText)
class LibraryServiceText:
    """A suggestion in the words of one language."""

    language: Language = column("The language.")
    name: str = column("What it is called.")
    description: str | None = column("What is done; null where it was not written yet.")
    safety_note: str | None = column("What must not wait, or must not be done by oneself.")
    synonyms: list[str] = column("What people type for it, misspelt words among them.")


@declared(models.catalogue.LibraryService, requires=Permission.SERVICES_READ)
class LibraryService(Node):
    """A usual service of the German market with its price range."""

    name: str = column("What it is called.")
    category: LibraryCategory = one("Its group.")
    price_kind: PriceKind = column("How the amounts are to be read.")
    price_min: Money | None = column("The market's lower end.")
    price_max: Money | None = column("The market's upper end.")
    duration_min_minutes: int | None = column("The shortest time the work takes.")
    duration_max_minutes: int | None = column("The longest time the work takes.")
    is_fixed_price: bool = column("Whether it usually has one price; the range is the market's.")
    months: list[int] | None = column("The months it is asked for in, 1 to 12; null all year.")
    vehicle_classes: list[VehicleClass] | None = column("The vehicles it is for; null for passenger cars in general.")
    scales: bool = column("Whether factors of vehicle classes apply to it.")
    is_passthrough: bool = column("Whether it is the fee of another organisation, passed through.")
    texts: list[LibraryServiceText] = many("Its words in all languages.")
    is_adopted: bool = column("Whether the workshop has taken it over.")


@strawberry.input(description="Which services of the library.")
class LibraryServiceFilter:
    """All given conditions must hold."""

    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Of this group.")
    price_kind: list[PriceKind] | None = strawberry.field(
        default=strawberry.UNSET, description="Priced in one of these ways."
    )
    is_adopted: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Taken over by the workshop, or not."
    )
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="These words in names or synonyms of any language."
    )


@strawberry.type
class Query:
    """The library's part of the root."""

    library_categories: list[LibraryCategory] | None = every(
        models.catalogue.LibraryCategory,
        "The library's groups in order.",
        ordering="POSITION",
        requires=Permission.SERVICES_READ,
    )
    library_services: Connection[LibraryService] | None = listing(
        models.catalogue.LibraryService,
        "The library of usual services.",
        ordering="POSITION",
        filter_type=LibraryServiceFilter,
        page=50,
        requires=Permission.SERVICES_READ,
    )
