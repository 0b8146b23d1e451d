"""The workshop's own services that recommendations mean: those it took over from the library and offers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Select, func, literal, select

from carbot.ids import to_gid
from resolvers.vehicles.recommendations import LibraryService, known_services
from tenants.models.catalogue import Service


def offered_services() -> Select[*tuple[Any, ...]]:
    """One row with all of them: a list of id, name and id of the library's service, or null."""
    entry = func.json_build_object("id", Service.id, "name", Service.name, "library", Service.library_service_id)
    wanted = [library_id(each) for each in known_services()]
    return select(func.json_agg(entry).label("services")).where(
        Service.is_active, Service.library_service_id.in_(wanted)
    )


def nothing() -> Select[int]:
    """One row without anything of use: what is asked is answered without the database."""
    return select(literal(1).label("one"))


def library_id(service: LibraryService) -> UUID:
    """The id of a service of the library, which is made of its category and its name."""
    return uuid5(NAMESPACE_URL, f"carbot:service:{service.category}/{service.name}")


def by_library_service(services: Iterable[Mapping[str, Any]] | None) -> dict[UUID, dict[str, str]]:
    """The offered services with their public ids, by the library's service they came from; the first by name wins."""
    found: dict[UUID, dict[str, str]] = {}
    for each in sorted(services or (), key=lambda each: (each["name"], each["id"])):
        service = {"id": to_gid(Service.__prefix__, UUID(each["id"])), "name": each["name"]}
        found.setdefault(UUID(each["library"]), service)
    return found
