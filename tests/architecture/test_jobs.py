"""Every job has somebody who does it."""

import dataclasses
from uuid import UUID

import pytest

from carbot.discovery import import_modules
from carbot.ids import new_id
from tenants.outbox import Job
from workers.core.jobs import HANDLERS, Handler

for _package in ("resolvers", "workers"):
    import_modules(_package)
JOBS = sorted(
    (kind for kind in Job.registry.values() if kind.__module__.partition(".")[0] != "tests"),
    key=lambda kind: kind.__name__,
)


def test_every_job_has_a_handler_and_every_handler_a_job() -> None:
    assert set(HANDLERS) == {kind.__name__ for kind in JOBS}
    assert len(JOBS) >= 5


def test_no_two_jobs_share_a_name() -> None:
    kinds = [kind for kind in Job.__subclasses__() if kind.__module__.partition(".")[0] != "tests"]
    # A dataclass with slots replaces the class it decorates; both have one full name.
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in kinds}

    assert len(names) == len({name.rpartition(".")[2] for name in names})


@pytest.mark.parametrize("kind", JOBS, ids=lambda kind: kind.__name__)
def test_a_job_carries_ids_and_plain_values_and_survives_the_outbox(kind: type[Job]) -> None:
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]  # every job is a dataclass
    values = {field.name: new_id() if field.type in (UUID, UUID | None) else "plain" for field in fields}

    job = kind(**values)

    assert {field.type for field in fields} <= {UUID, UUID | None, str, str | None, int}
    assert kind.from_payload(job.to_payload()) == job


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS)
def test_a_handler_has_a_time_limit_and_a_docstring(handler: Handler) -> None:
    run, limit = handler.run, handler.time_limit

    assert 0 < limit.total_seconds() <= 600
    assert (run.__doc__ or "").strip()
