"""A worker dies in the middle of an import of thousands of rows: another one finishes it, as a whole and once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from subprocess import Popen

import psycopg

from tests.imports.conftest import APPLY, CREATE, READ, UNDO, Importer
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.instances import another_api
from tests.support.processes import kill, running
from tests.support.waiting import until

from .conftest import Deployment

LOST_AFTER = "PT2S"
ROWS = 5_000
PRICE_LIST = "\n".join(
    ["Kategorie;Leistung;Preis", *(f"Gruppe {n % 7};Leistung {n};{n % 900 + 1}-{n % 900 + 90}" for n in range(ROWS))]
)


@asynccontextmanager
async def importing(deployment: Deployment) -> AsyncIterator[tuple[Importer, TestWorkshop]]:
    """An owner who imports."""
    async with another_api(deployment.settings) as (http, outside):
        workshop = await make_workshop(outside)
        yield Importer(http, Api(http), workshop.owner), workshop


@contextmanager
def scheduler(deployment: Deployment, log: Path) -> Iterator[None]:
    """The relay, which misses jobs soon."""
    with running(["scheduler"], deployment.settings, log, CARBOT_JOB_LOST_AFTER=LOST_AFTER):
        yield


def worker(deployment: Deployment, log: Path) -> AbstractContextManager["Popen[bytes]"]:
    """A worker that may be killed."""
    return running(["worker"], deployment.settings, log, CARBOT_JOB_LOST_AFTER=LOST_AFTER)


def stored(deployment: Deployment, workshop: TestWorkshop) -> dict[str, int]:
    """How much of an import is there, each by what must not be there twice."""
    counted = {
        "services": "SELECT count(*) FROM services WHERE workshop_id = %s",
        "names": "SELECT count(DISTINCT sort_name) FROM services WHERE workshop_id = %s",
        "prices": "SELECT count(*) FROM service_prices WHERE workshop_id = %s",
        "categories": "SELECT count(*) FROM service_categories WHERE workshop_id = %s",
        "entries": "SELECT count(*) FROM audit_entries WHERE action = 'import.applied' AND workshop_id = %s",
    }
    return {name: deployment.rows(statement, workshop.id)[0][0] for name, statement in counted.items()}


@contextmanager
def held(deployment: Deployment, rows: str, *values: object) -> Iterator[None]:
    """Rows that nobody else changes meanwhile: whoever comes to them waits there."""
    with psycopg.connect(deployment.rows.url) as connection:
        connection.execute(f"SELECT 1 FROM {rows} FOR UPDATE", values)  # type: ignore[arg-type]  # a test's own text
        yield


NOTHING = {"services": 0, "names": 0, "prices": 0, "categories": 0, "entries": 0}
EVERYTHING = {"services": ROWS, "names": ROWS, "prices": ROWS, "categories": 7, "entries": 1}


async def test_a_worker_killed_while_it_writes_thousands_of_rows_is_replaced(
    deployment: Deployment, tmp_path: Path
) -> None:
    log = tmp_path / "processes.log"
    async with importing(deployment) as (owner, workshop):
        with scheduler(deployment, log):
            with worker(deployment, log) as killed:
                ready = await owner.bring(PRICE_LIST)
                late_row = "catalogue_import_rows WHERE workshop_id = %s AND number = %s"
                with held(deployment, late_row, workshop.id, ROWS // 2):
                    assert (await owner.api.one(APPLY, id=ready["id"]))["errors"] == []
                    await until(lambda: is_half_done(owner, ready["id"]))
                    kill(killed)
            interrupted = await owner.api.one(READ, id=ready["id"])
            after_the_kill = stored(deployment, workshop)

            with worker(deployment, log):
                done = await owner.settled(ready["id"])
                await until(lambda: nothing_waits(deployment))
        finished = stored(deployment, workshop)
        undone = await owner.api.one(UNDO, id=ready["id"])

    assert interrupted["status"] == "APPLYING"
    assert 0 < interrupted["progress"] < 100
    assert after_the_kill == NOTHING
    assert (done["status"], done["progress"], done["createCount"]) == ("DONE", 100, ROWS)
    assert finished == EVERYTHING
    assert undone == {"catalogueImport": {"status": "UNDONE", "keptCount": 0}, "errors": []}


async def test_a_worker_killed_while_it_reads_a_file_is_replaced(deployment: Deployment, tmp_path: Path) -> None:
    log = tmp_path / "processes.log"
    async with importing(deployment) as (owner, workshop):
        upload = (await owner.upload(PRICE_LIST.encode())).json()
        made = (await owner.api.one(CREATE, id=upload["id"]))["catalogueImport"]
        with scheduler(deployment, log):
            with (
                held(deployment, "catalogue_imports WHERE workshop_id = %s", workshop.id),
                worker(deployment, log) as killed,
            ):
                await until(lambda: is_claimed(deployment))
                kill(killed)
            interrupted = await owner.api.one(READ, id=made["id"])

            with worker(deployment, log):
                ready = await owner.settled(made["id"])
                await until(lambda: nothing_waits(deployment))
        staged = deployment.rows(
            "SELECT count(*), count(DISTINCT number) FROM catalogue_import_rows WHERE workshop_id = %s", workshop.id
        )

    assert (interrupted["status"], interrupted["rowCount"]) == ("READING", 0)
    assert (ready["status"], ready["rowCount"], ready["createCount"]) == ("READY", ROWS, ROWS)
    assert staged == [(ROWS, ROWS)]
    assert stored(deployment, workshop) == NOTHING


async def is_half_done(owner: Importer, import_id: str) -> bool:
    """Whether some rows were written and others were not."""
    return bool(0 < (await owner.api.one(READ, id=import_id))["progress"] < 100)


async def is_claimed(deployment: Deployment) -> bool:
    """Whether a worker is at the file."""
    return deployment.rows(
        "SELECT count(*) FROM outbox WHERE kind = 'CatalogueFileGiven' AND done_at IS NULL AND available_at > now()"
    ) == [(1,)]


async def nothing_waits(deployment: Deployment) -> bool:
    """Whether every job was done."""
    waiting = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND starts_with(kind, 'Catalogue')"
    return deployment.rows(waiting) == [(0,)]
