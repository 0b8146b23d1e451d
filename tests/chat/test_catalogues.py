"""The catalogue as the assistant searches it: made once per change, however many visitors ask at that moment."""

import asyncio

from carbot.settings import Settings
from carbot.wiring import connect
from resolvers.assistant import Catalogue
from resolvers.chat.catalogues import catalogue_of
from resolvers.chat.tools import Known
from tenants.principal import workshop_system
from tenants.roles import DatabaseRole
from tenants.scope import Scope
from tests.support.api import Api, TestWorkshop

SERVICE = (
    """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) { service { id } errors { code } } }"""
)


async def test_many_visitors_at_once_make_a_catalogue_ready_once_and_keep_no_connection(
    api: Api, workshop: TestWorkshop, settings: Settings
) -> None:
    oil = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 9900}
    outside = connect(settings.model_copy(update={"database_pool": 1}))
    principal = workshop_system(workshop.id, role=DatabaseRole.API)

    async def prepared() -> Catalogue:
        scope = Scope(outside.database, principal, outside.clock)
        async with scope.step() as step:
            known = await Known.read(step)
        return await catalogue_of(scope, known.catalogue)

    async def ask() -> list[int]:
        return [id(found) for found in await asyncio.gather(*(prepared() for _ in range(20)))]

    before = await ask()
    await api.as_(workshop.owner).one(SERVICE, input=oil)
    after = await ask()
    found = await prepared()
    await outside.database.close()

    assert len({*before}) == len({*after}) == 1
    assert before[0] != after[0] == id(found)
    assert [service.name for service in found.services] == ["Ölwechsel"]
