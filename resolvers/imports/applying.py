"""Applying: the rows of an import become services, all of them or none; and are taken back."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, func, select, update

from carbot.ids import new_id
from resolvers.catalogue import category_named, one_at_a_time, terms_of
from resolvers.imports.deciding import Decision, decide
from resolvers.imports.rows import WRITTEN
from resolvers.imports.staging import read_catalogue, staged_rows
from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind, Service, ServiceCategory
from tenants.models.imports import CatalogueImport, CatalogueImportRow, ImportStatus, RowAction
from tenants.models.prices import ServicePrice
from tenants.models.workshops import Workshop
from tenants.outbox import ChangeKind, Topic
from tenants.recordsets import insert_all, pairs, recordset
from tenants.scope import Scope

_BATCH = 500
_KEPT = (*WRITTEN, "category_id", "category_position", "price_confirmed_at")
_DEFAULTS = dict.fromkeys(WRITTEN) | {
    "price_kind": PriceKind.ON_REQUEST,
    "synonyms": [],
    "is_active": True,
    "is_shown_in_chat": True,
    "is_shown_on_pages": True,
}
_WITHOUT_CATEGORY = {Language.DE: "Sonstiges", Language.EN: "Other", Language.TR: "Diğer", Language.PL: "Inne"}
_SERVICES: Any = Service.__table__
_ROWS: Any = CatalogueImportRow.__table__

_Row = TypeVar("_Row")

Tell = Callable[[int], Awaitable[None]]


async def apply_rows(scope: Scope, import_id: UUID, tell: Tell) -> None:
    """Write the rows into the catalogue as it is now. `tell` hears how far it is, in per cent.

    The import itself is touched last: whoever tells others how far it is writes into it meanwhile.
    """
    await one_at_a_time(scope)
    found = await scope.get(CatalogueImport, import_id)
    if found.status is not ImportStatus.APPLYING:
        return
    rows = await staged_rows(scope, import_id)
    decisions = decide(rows, await read_catalogue(scope), found.on_duplicate)
    categories, made = await _categories(scope, decisions)
    created = [d for d in decisions if d.action is RowAction.CREATE]
    updated = [d for d in decisions if d.action is RowAction.UPDATE]
    done = 0
    ends = await _ends(scope)
    for batch in _batches(created):
        await _create(scope, import_id, batch, categories, ends)
        done += len(batch)
        await tell(99 * done // len(decisions))
    for batch in _batches(updated):
        await _update(scope, import_id, batch)
        done += len(batch)
        await tell(99 * done // len(decisions))
    found = await scope.get(CatalogueImport, import_id, lock=True)
    found.status, found.progress, found.applied_at = ImportStatus.DONE, 100, scope.now
    found.create_count, found.update_count = len(created), len(updated)
    found.skip_count = len(decisions) - len(created) - len(updated)
    found.made_categories = [{"id": str(category_id)} for category_id in made]
    scope.audit("import.applied", found)
    scope.announce(Topic.IMPORT, found.id, ChangeKind.UPDATED)
    await scope.flush()


async def take_back(scope: Scope, found: CatalogueImport) -> int:
    """Undo what an import did to services that nobody changed since; how many it left as they are now."""
    await one_at_a_time(scope)
    rows = CatalogueImportRow
    applied = await scope.execute(
        select(
            rows.service_id,
            rows.before,
            rows.values["service"].has_key("price_kind"),
            Service.updated_at == found.applied_at,
        )
        .outerjoin(Service, Service.id == rows.service_id)
        .where(rows.import_id == found.id, rows.service_id.is_not(None))
    )
    told = applied.all()
    ours = [(service_id, before) for service_id, before, _, is_ours in told if is_ours]
    priced = {service_id for service_id, _, has_price, is_ours in told if has_price and is_ours}
    created = [service_id for service_id, before in ours if before is None]
    updated = [(service_id, before) for service_id, before in ours if before is not None]
    for start in range(0, len(created), _BATCH):
        await scope.execute(delete(Service).where(Service.id.in_(created[start : start + _BATCH])))
    for batch in _batches(sorted(updated, key=lambda each: sorted(each[1]))):
        # What was written down before an update knows fewer columns.
        for names, alike in groupby(batch, key=lambda each: sorted(each[1])):
            old = [{"id": service_id, **before} for service_id, before in alike]
            await _change(scope, names, old)
            await _note_prices(scope, [service for service in old if service["id"] in priced])
    made = [UUID(category["id"]) for category in found.made_categories]
    is_empty = ~select(Service.id).where(Service.category_id == ServiceCategory.id).exists()
    await scope.execute(delete(ServiceCategory).where(ServiceCategory.id.in_(made), is_empty))
    return found.create_count + found.update_count - len(ours)


async def _categories(
    scope: Scope, decisions: Sequence[Decision]
) -> tuple[dict[str | None, tuple[UUID, int]], list[UUID]]:
    """Id and place of every category that rows name, and which of them were made; rows may name none."""
    workshop = await scope.get(Workshop, scope.workshop_id)
    wanted = {d.row.category for d in decisions if d.action is RowAction.CREATE}
    known = {key for (key,) in (await scope.execute(select(ServiceCategory.id)))}
    found: dict[str | None, tuple[UUID, int]] = {}
    for name in sorted(wanted, key=lambda each: each or ""):
        called = name or _WITHOUT_CATEGORY[workshop.language]
        category = await category_named(scope, called)
        found[name] = (category.id, category.position)
    return found, [category_id for category_id, _ in found.values() if category_id not in known]


async def _ends(scope: Scope) -> Counter[UUID]:
    """The last place that is taken in each category."""
    last = select(Service.category_id, func.max(Service.position)).group_by(Service.category_id)
    return Counter(dict((await scope.execute(last)).tuples().all()))


async def _create(
    scope: Scope,
    import_id: UUID,
    batch: Sequence[Decision],
    categories: dict[str | None, tuple[UUID, int]],
    ends: Counter[UUID],
) -> None:
    """New services stand at the end of their category, in the order of the file."""
    created, staged = [], []
    for decision in batch:
        service_id = new_id()
        category_id, position = categories[decision.row.category]
        ends[category_id] += 1
        synonyms: Sequence[str] = decision.row.values.get("synonyms", ())
        created.append(
            {
                "workshop_id": scope.workshop_id,
                "id": service_id,
                "category_id": category_id,
                "category_position": position,
                "position": ends[category_id],
                "search_terms": " ".join(synonyms),
                "created_at": scope.now,
                "updated_at": scope.now,
                "price_confirmed_at": scope.now if "price_kind" in decision.row.values else None,
                **_DEFAULTS,
                **decision.row.values,
            }
        )
        staged.append((decision.row.number, service_id))
    await scope.execute(insert_all(Service, created))
    await _note_prices(scope, created)
    await _note_services(scope, import_id, staged)


async def _update(scope: Scope, import_id: UUID, batch: Sequence[Decision]) -> None:
    staged = [(decision.row.number, decision.service_id) for decision in batch]
    await _note_services(scope, import_id, staged)
    old = [part for name in _KEPT for part in (name, getattr(Service, name))]
    before = select(func.jsonb_build_object(*old)).where(Service.id == CatalogueImportRow.service_id).scalar_subquery()
    numbers = [number for number, _ in staged]
    await scope.execute(
        update(_ROWS).where(_ROWS.c.import_id == import_id, _ROWS.c.number.in_(numbers)).values(before=before)
    )
    # Rows say different things: each kind of row is a statement of its own.
    by_columns = sorted(batch, key=lambda decision: sorted(decision.row.values))
    for names, alike in groupby(by_columns, key=lambda decision: sorted(decision.row.values)):
        rows = [{"id": d.service_id, **d.row.values} for d in alike]
        await _change(scope, names, rows, confirms="price_kind" in names)
        if "price_kind" in names:
            await _note_prices(scope, rows)


async def _note_prices(scope: Scope, services: Sequence[Mapping[str, Any]]) -> None:
    """Write down that services have these prices from now on."""
    if not services:
        return
    prices = [
        {
            "workshop_id": scope.workshop_id,
            "id": new_id(),
            "service_id": service["id"],
            "valid_from": scope.now,
            "price_kind": service["price_kind"],
            "price_min": service["price_min"],
            "price_max": service["price_max"],
            "member_name": scope.principal.member_name,
        }
        for service in services
    ]
    await scope.execute(insert_all(ServicePrice, prices))


async def _change(
    scope: Scope, names: Sequence[str], rows: Sequence[Mapping[str, Any]], *, confirms: bool = False
) -> None:
    """Give services new values; they all count as changed now, and their prices as confirmed if so said."""
    given = recordset(Service, rows, ["id", *names])
    changes: dict[str, Any] = {name: given.c[name] for name in names} | {"updated_at": scope.now}
    if confirms:
        changes["price_confirmed_at"] = scope.now
    if "synonyms" in names:
        changes["search_terms"] = terms_of(given.c.synonyms, _SERVICES.c.library_service_id)
    await scope.execute(update(_SERVICES).where(_SERVICES.c.id == given.c.id).values(changes))


async def _note_services(scope: Scope, import_id: UUID, staged: Sequence[tuple[int, UUID | None]]) -> None:
    """Write down which service a row became."""
    told = pairs([number for number, _ in staged], [service_id for _, service_id in staged])
    await scope.execute(
        update(_ROWS)
        .where(_ROWS.c.import_id == import_id, _ROWS.c.number == told.c.number)
        .values(service_id=told.c.id)
    )


def _batches(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]
