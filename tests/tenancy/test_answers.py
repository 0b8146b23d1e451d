"""Every root field, asked for everything it can tell, answers every caller: with what is there or with a refusal."""

import httpx2
import pytest
from graphql import GraphQLField

from carbot.ids import new_id
from tests.support.api import ORIGIN, Headers, make_person
from tests.tenancy.furnish import Furnished
from tests.tenancy.operations import ordinary, roots

FIELDS = [root for root in roots() if root[0] != "subscription"]
REFUSALS = {"FORBIDDEN", "UNAUTHENTICATED"}


@pytest.mark.parametrize(("operation", "name", "field"), FIELDS, ids=[f"{kind}.{name}" for kind, name, _ in FIELDS])
async def test_no_field_breaks_for_a_member_a_person_a_visitor_a_widget_or_nobody(
    http: httpx2.AsyncClient, furnished: Furnished, operation: str, name: str, field: GraphQLField
) -> None:
    nobodys = {prefix: f"{prefix}_{new_id().hex}" for prefix in ("librarycategory", "libraryservice")}
    asked = ordinary(operation, name, field, {**furnished.ids(), **nobodys})
    widget = Headers({"x-carbot-client-key": furnished.key, "origin": ORIGIN})
    person = await make_person(furnished.workshop.outside)

    for who in (Headers(), widget, furnished.visitor, person, furnished.owner):
        body = {"query": asked.document, "variables": asked.variables}
        response = await http.post("/graphql", json=body, headers=who.values)

        answer = response.json()
        assert response.status_code == 200, answer
        assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= REFUSALS, answer
        assert (name in answer["data"]) if answer.get("data") else answer["errors"]
