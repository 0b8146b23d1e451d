"""GraphQL over HTTP: the audits of the graphql-http package, all of them."""

import asyncio
import json
from pathlib import Path
from typing import Any

from tests.protocol.conftest import NODE

AUDITS = 61


async def audited(clients: Path, url: str) -> list[dict[str, Any]]:
    """The results of all audits."""
    process = await asyncio.create_subprocess_exec(
        NODE, "audits.mjs", url, cwd=clients, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    results: list[dict[str, Any]] = json.loads(output)
    return results


async def test_all_audits_pass(clients: Path, api_url: str) -> None:
    results = await audited(clients, f"{api_url}/graphql")

    failed = [
        f"{each['id']} {each['name']}: {each['reason']} {each['answer']}" for each in results if each["status"] != "ok"
    ]
    assert failed == []
    assert len(results) == len({each["id"] for each in results}) == AUDITS
