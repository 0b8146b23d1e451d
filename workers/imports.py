"""Imports: files of services are read, checked and written into the catalogue."""

import asyncio
from datetime import timedelta

from carbot.errors import CarbotError
from resolvers import imports
from resolvers.imports import CatalogueFileGiven, CatalogueImportConfirmed, CatalogueMappingChanged
from tenants.jobs import AlreadyDone
from tenants.models.errors import ErrorSeverity
from workers.core.jobs import Work, handles

_WITHIN = timedelta(minutes=3)


@handles(CatalogueFileGiven, waits=True, within=_WITHIN)
async def catalogue_file_given(work: Work, job: CatalogueFileGiven) -> None:
    """Read and check. Twice is once: what was kept is kept only while the import waits for it."""
    await _check(work, job)


@handles(CatalogueMappingChanged, waits=True, within=_WITHIN)
async def catalogue_mapping_changed(work: Work, job: CatalogueMappingChanged) -> None:
    """Check again. Twice is once: the rows are checked as they are mapped now."""
    await _check(work, job)


@handles(CatalogueImportConfirmed, waits=True, within=_WITHIN)
async def catalogue_import_confirmed(work: Work, job: CatalogueImportConfirmed) -> None:
    """Write the rows in one transaction. Twice is once: it is marked done in the same one."""

    async def tell(progress: int) -> None:
        async with work.step() as scope:
            await imports.tell_progress(scope, job.import_id, progress)

    try:
        async with work.finish() as scope:
            await imports.apply_staged(scope, job.import_id, tell)
    except (AlreadyDone, CarbotError):
        raise
    except Exception as error:
        # What the database refuses it refuses the next time too: somebody waits for an answer.
        work.outside.errors.record(error, "job CatalogueImportConfirmed", severity=ErrorSeverity.MEDIUM)
        async with work.finish() as scope:
            await imports.fail_import(scope, job.import_id)


async def _check(work: Work, job: CatalogueFileGiven | CatalogueMappingChanged) -> None:
    async with work.step() as scope:
        unchecked = await imports.open_import(scope, job.import_id)
    checked = await asyncio.to_thread(unchecked.check)
    async with work.finish() as scope:
        await imports.keep_checked(scope, job.import_id, unchecked, checked)
