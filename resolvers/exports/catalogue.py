"""The catalogue to be taken along: a link for ten minutes, and the file when it is fetched."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from carbot.errors import DomainError
from carbot.ids import new_id, new_token, token_hash
from resolvers.exports.listing import Entry, Listing
from resolvers.exports.printing import print_listing
from resolvers.exports.tables import write_csv, write_workbook
from resolvers.exports.words import words
from resolvers.images import logo_of
from tenants.models.accounts import Language
from tenants.models.catalogue import Service, ServiceCategory
from tenants.models.downloads import Download, ExportFormat
from tenants.models.images import ImageFormat
from tenants.models.workshops import WidgetSettings, Workshop
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

LIFE = timedelta(minutes=10)
_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.PDF: "application/pdf",
}
_WRITERS = {ExportFormat.CSV: write_csv, ExportFormat.XLSX: write_workbook, ExportFormat.PDF: print_listing}


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A file that is still to be made; `make` takes a second or two and belongs beside the event loop."""

    format: ExportFormat
    listing: Listing

    @property
    def media_type(self) -> str:
        """What the file is."""
        return _MEDIA_TYPES[self.format]

    @property
    def name(self) -> str:
        """What it is called when it is saved."""
        called = words(self.listing.language)["file"]
        return f"{called}-{self.listing.made_on.isoformat()}.{self.format.value.lower()}"

    def make(self) -> bytes:
        """The file."""
        return _WRITERS[self.format](self.listing)


class DownloadIsOver(DomainError):
    """A link leads nowhere: its ten minutes are over, or it never was one."""

    code = "DOWNLOAD_IS_OVER"


@use_case(Permission.SERVICES_EXPORT)
async def create_export(scope: Scope, format: ExportFormat, language: Language) -> tuple[str, datetime]:
    """A token the catalogue may be fetched with, and until when."""
    token = new_token()
    expires_at = scope.now + LIFE
    scope.add(
        Download(id=new_id(), token_hash=token_hash(token), format=format, language=language, expires_at=expires_at)
    )
    scope.audit("catalogue.exported", None, [format.value.lower()])
    await scope.flush()
    return token, expires_at


@use_case(Permission.SERVICES_EXPORT)
async def open_download(scope: Scope, download_id: UUID) -> CatalogueFile:
    """What a link leads to, as the catalogue is now. Raises NotFound."""
    download = await scope.get(Download, download_id)
    workshop = await scope.get(Workshop, scope.workshop_id)
    looks = (await scope.all(select(WidgetSettings)))[0]
    found = await scope.execute(
        select(Service, ServiceCategory.name)
        .join(ServiceCategory, ServiceCategory.id == Service.category_id)
        .order_by(Service.category_position, ServiceCategory.sort_name, Service.position, Service.sort_name, Service.id)
    )
    entries = [
        Entry(
            category=category,
            name=service.name,
            description=_description(service, download),
            synonyms=service.synonyms,
            price_kind=service.price_kind,
            price_min=service.price_min,
            price_max=service.price_max,
            duration_min=service.duration_min_minutes,
            duration_max=service.duration_max_minutes,
            is_active=service.is_active,
            is_shown_in_chat=service.is_shown_in_chat,
            is_shown_on_pages=service.is_shown_on_pages,
        )
        for service, category in found
    ]
    logo = await logo_of(scope) if download.format is ExportFormat.PDF else None
    return CatalogueFile(
        download.format, _listing(workshop, looks, logo, entries, download.language, _today(scope, workshop))
    )


def _description(service: Service, download: Download) -> str:
    """On paper in the reader's language; in a table in German, so that an import finds what it knows."""
    written = {each["language"]: each["text"] for each in service.translations}
    is_printed = download.format is ExportFormat.PDF
    return (written.get(download.language.value) if is_printed else None) or service.description or ""


def _listing(
    workshop: Workshop,
    looks: WidgetSettings,
    logo: tuple[ImageFormat, bytes] | None,
    entries: list[Entry],
    language: Language,
    today: date,
) -> Listing:
    place = " ".join(part for part in (workshop.postal_code, workshop.city) if part)
    return Listing(
        workshop=workshop.name,
        address=", ".join(part for part in (workshop.street, place) if part),
        phone=workshop.phone or "",
        email=workshop.email or "",
        accent=looks.accent_color,
        logo=logo,
        country=workshop.country,
        currency=workshop.currency,
        language=language,
        made_on=today,
        entries=entries,
    )


def _today(scope: Scope, workshop: Workshop) -> date:
    return scope.now.astimezone(ZoneInfo(workshop.time_zone)).date()
