"""The visitor's token opens one conversation, for a while, with the key it was begun with, and nothing else."""

import pytest

from tests.support.api import Api, Headers, Refused, TestWorkshop, with_token
from tests.support.rows import Rows
from tests.support.visitors import LINES, SEND, TURN, Visitor, begin


async def test_an_expired_token_says_what_to_do(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)
    rows("UPDATE conversations SET token_expires_at = now() - interval '1 second' WHERE workshop_id = %s", workshop.id)

    with pytest.raises(Refused) as refused:
        await visitor.send("Hallo?")

    assert refused.value.code == "UNAUTHENTICATED"
    assert "begin a new conversation" in refused.value.errors[0]["message"]
    assert rows.count("messages", workshop.id) == 0


async def test_a_token_does_not_open_another_conversation(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)
    neighbour = await begin(api, workshop)
    await neighbour.send("Nur für mich")
    await neighbour.answers()

    seen = await visitor.api.one(LINES, id=neighbour.conversation)
    sent = await visitor.api.one(SEND, id=neighbour.conversation, text="Ich bin auch da", key="fremd-fremd")

    assert seen is None
    assert [error["code"] for error in sent["errors"]] == ["NOT_FOUND"]
    ((turn,),) = rows("SELECT id FROM turns WHERE workshop_id = %s", workshop.id)
    assert await visitor.api.one(TURN, id=f"turn_{turn.hex}") is None
    assert len(await neighbour.lines()) == 2


async def test_a_token_does_not_work_with_another_workshops_key(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    visitor = await begin(api, workshop)
    token = visitor.who.values["authorization"].removeprefix("Bearer ")
    mixed = with_token(await other_workshop.visitor(), token)

    with pytest.raises(Refused) as refused:
        await api.as_(mixed).one(LINES, id=visitor.conversation)

    assert refused.value.code == "UNAUTHENTICATED"


async def test_without_a_token_there_is_no_conversation_to_read(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    stranger = Headers({name: value for name, value in visitor.who.values.items() if name != "authorization"})

    response = await api.as_(stranger).send(LINES, id=visitor.conversation)

    assert response.json()["data"] == {"conversation": None}
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 5000, "ü"])
async def test_an_invented_token_is_refused(api: Api, workshop: TestWorkshop, token: str) -> None:
    visitor = await begin(api, workshop)
    values = {**visitor.who.values, "authorization": f"Bearer {token}".encode()}

    with pytest.raises(Refused) as refused:
        await api.as_(Headers(values)).one(LINES, id=visitor.conversation)  # type: ignore[arg-type]

    assert refused.value.code == "UNAUTHENTICATED"


async def test_a_visitor_sees_nothing_of_the_dashboard(api: Api, workshop: TestWorkshop) -> None:
    visitor: Visitor = await begin(api, workshop)
    await visitor.submit()
    fields = [
        "leads { totalCount }",
        "conversations { totalCount }",
        "clientKeys { key }",
        "members { email }",
        "services { totalCount }",
        "workshop { noticeEmails }",
        "widgetSettings { accentColor }",
    ]

    for field in fields:
        response = (await visitor.api.send(f"{{ {field} }}")).json()

        assert set(response["data"].values()) == {None}, field
        assert response["errors"][0]["extensions"]["code"] == "FORBIDDEN", field
