"""The story of a visitor over the API: a question, a priced answer, an enquiry with consent, two mails."""

from tests.support.api import Api, TestWorkshop, with_token
from tests.support.mailbox import Mailbox

START = """mutation ($input: ConversationStartInput!) {
  conversationStart(input: $input) { visitorToken conversation { id language } errors { code message path } } }"""
SEND = """mutation ($id: ID!, $text: String!, $key: String!) {
  messageSend(conversationId: $id, input: {text: $text}, idempotencyKey: $key) {
    message { id seq author text } turn { id status } errors { code message path } } }"""
FOLLOW = """subscription ($id: ID!, $after: Int) { conversationChanged(id: $id, afterSeq: $after) {
  seq message { seq author text } progress { turnId status offset text action prefill { phone } } } }"""
SUBMIT = """mutation ($input: LeadSubmitInput!, $key: String) { leadSubmit(input: $input, idempotencyKey: $key) {
  lead { id createdAt } errors { code message path } } }"""
SERVICE = """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) {
  service { id name category { name } priceMin priceMax } errors { code path } } }"""


async def begin(api: Api, workshop: TestWorkshop) -> tuple[Api, str]:
    """A conversation of a new visitor: the API as that visitor, and the conversation's id."""
    visitor = await workshop.visitor()
    source = {"surface": "WIDGET", "page": "https://www.werkstatt.example/?x=1", "campaign": "herbst"}
    started = await api.as_(visitor).one(START, input={"language": "DE", "source": source})
    assert started["errors"] == []
    return api.as_(with_token(visitor, started["visitorToken"])), started["conversation"]["id"]


async def ask(visitor: Api, conversation: str, text: str, key: str, after: int = 0) -> dict[str, object]:
    """Send a message and follow the stream until the answer stands."""
    async with visitor.stream(FOLLOW, id=conversation, after=after) as events:
        sent = await visitor.one(SEND, id=conversation, text=text, key=key)
        assert sent["errors"] == []
        async for event in events:
            change = event["data"]["conversationChanged"]
            if change["message"] and change["message"]["author"] == "ASSISTANT":
                return change["message"]  # type: ignore[no-any-return]
    raise AssertionError("no answer came")


async def test_a_visitor_gets_this_workshops_price_and_leaves_an_enquiry(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    owner = api.as_(workshop.owner)
    service = {
        "name": "Motorölwechsel inkl. Filter 5W-30",
        "categoryName": "Öl & Flüssigkeiten",
        "priceKind": "RANGE",
        "priceMin": 9900,
        "priceMax": 18900,
    }
    assert (await owner.one(SERVICE, input=service))["errors"] == []
    visitor, conversation = await begin(api, workshop)

    answer = await ask(visitor, conversation, "Was kostet ein Ölwechsel?", "question-1")

    assert "99–189 €" in str(answer["text"])

    address = f"besucher.{workshop.id.hex[-8:]}@kunde.example"
    lead = {
        "conversationId": conversation,
        "kind": "CALLBACK",
        "name": "Ayşe Kaya",
        "phone": "0171 2345678",
        "email": address,
        "wish": "Ölwechsel am Golf",
        "consent": {"isGiven": True, "textVersion": "2026-11", "language": "DE"},
    }
    first = await visitor.one(SUBMIT, input=lead, key="lead-key-1")
    again = await visitor.one(SUBMIT, input=lead, key="lead-key-1")
    assert first["errors"] == []
    assert first == again

    (notice,) = await mailbox.wait_for(workshop.owner.email)
    (confirmation,) = await mailbox.wait_for(address)
    assert "Ayşe Kaya" in notice.subject
    assert "Was kostet ein Ölwechsel?" in (notice.text or "")
    assert workshop.name in (confirmation.text or "")

    leads = (
        "{ leads { totalCount edges { node { id score contactDetails { name phone } source { campaign page } } } } }"
    )
    mine = await owner.one(leads)
    assert mine["totalCount"] == 1
    (edge,) = mine["edges"]
    assert edge["node"]["contactDetails"] == {"name": "Ayşe Kaya", "phone": "+491712345678"}
    assert edge["node"]["source"] == {"campaign": "herbst", "page": "https://www.werkstatt.example/"}
    assert edge["node"]["score"] > 50
    theirs = await api.as_(other_workshop.owner).run(
        "query ($id: ID!) { leads { totalCount } lead(id: $id) { id } node(id: $id) { id } }", id=first["lead"]["id"]
    )
    assert theirs == {"leads": {"totalCount": 0}, "lead": None, "node": None}
