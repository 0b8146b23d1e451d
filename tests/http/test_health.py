"""Health: alive is not the same as able to work."""

from urllib.parse import urlsplit, urlunsplit

import httpx2

from carbot.embedded.processes import free_port
from carbot.settings import Settings
from tests.support.instances import another_api


async def test_a_healthy_process_is_ready(http: httpx2.AsyncClient, settings: Settings) -> None:
    ready = await http.get("/health")

    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "release": settings.release})


async def test_without_its_database_a_process_is_alive_not_ready_and_says_so_to_callers(settings: Settings) -> None:
    address = urlsplit(settings.database_url)
    away = urlunsplit(address._replace(netloc=f"carbot_owner@{address.hostname}:{free_port()}"))

    async with another_api(settings, database_url=away) as (http, _):
        live, ready = await http.get("/health/live"), await http.get("/health/ready")
        asked = await http.post(
            "/graphql",
            json={"query": "{ viewer { kind } }"},
            headers={"cookie": "carbot_session=x", "x-carbot-csrf": "1"},
        )

    assert live.status_code == 200
    assert (ready.status_code, ready.json()) == (503, {"status": "unavailable"})
    assert asked.status_code == 503
    assert asked.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
