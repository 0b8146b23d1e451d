"""A partner as a caller: text where only partners may send it, its own budget, streams that end with the access."""

import asyncio

import httpx2
import pytest

from carbot.outside import Outside
from carbot.settings import DocumentPolicy, Settings
from tests.support.api import Api, Refused, TestWorkshop, make_workshop
from tests.support.instances import another_api
from tests.support.partners import REVOKE, bearer, credentials_token, own_program

LEADS = "{ leads(first: 1) { totalCount } }"
CHANGES = "subscription { leadChanged { kind } }"
PATIENCE_SECONDS = 30


async def test_in_production_partners_send_text_and_members_do_not(settings: Settings) -> None:
    async with another_api(settings) as (http, outside):
        workshop = await make_workshop(outside)
        program = await own_program(Api(http), workshop)
        token = (await credentials_token(http, program)).json()["access_token"]

    async with another_api(settings, documents=DocumentPolicy.PARTNERS) as (http, _):
        api = Api(http)
        answer = await api.as_(bearer(token)).one(LEADS)
        with pytest.raises(Refused) as refused:
            await api.as_(workshop.owner).run(LEADS)

    assert answer == {"totalCount": 0}
    assert refused.value.code == "UNKNOWN_DOCUMENT"


async def test_each_installation_has_a_budget_of_its_own(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, outside: Outside
) -> None:
    left = []
    for _ in range(2):
        program = await own_program(api, workshop)
        partner = api.as_(bearer((await credentials_token(http, program)).json()["access_token"]))
        await partner.run(LEADS)
        left.append(await partner.one("{ rateLimit { limit remaining } }"))

    assert left[0] == left[1]
    assert left[0]["limit"] == 300 * outside.settings.rate_limit_factor
    assert left[0]["remaining"] < left[0]["limit"]


async def test_a_partners_stream_ends_with_its_access(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    program = await own_program(api, workshop)
    partner = api.as_(bearer((await credentials_token(http, program)).json()["access_token"]))

    async with partner.stream(CHANGES) as events, asyncio.timeout(PATIENCE_SECONDS):
        await api.as_(workshop.owner).one(REVOKE, id=program["installation"]["id"])
        heard = [event async for event in events]

    assert heard == [] or "UNAUTHENTICATED" in str(heard)


async def test_a_partner_does_not_do_what_belongs_to_a_person(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    program = await own_program(api, workshop, "leads:read", "leads:write", "services:write", "conversations:read")
    partner = api.as_(bearer((await credentials_token(http, program)).json()["access_token"]))

    for document in (
        "{ members { name } }",
        "{ sessions { id } }",
        "{ auditEntries(first: 1) { totalCount } }",
        "{ clientKeys { key } }",
        "{ installations { id } }",
        'mutation { personUpdate(input: {name: "Eve"}) { errors { code } } }',
        'mutation { installationCreate(input: {name: "Eve", scopes: ["leads:read"]}) { secret } }',
        f'mutation {{ installationRevoke(id: "{program["installation"]["id"]}") {{ errors {{ code }} }} }}',
    ):
        with pytest.raises(Refused) as refused:
            await partner.run(document)
        assert refused.value.code == "FORBIDDEN", document
