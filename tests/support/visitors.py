"""A visitor on a workshop's website, as the widget behaves for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.support.api import Api, Headers, TestWorkshop, with_token
from tests.support.waiting import until

ERRORS = "errors { code message path }"
START = f"""mutation ($input: ConversationStartInput!) {{ conversationStart(input: $input) {{
  visitorToken conversation {{ id language }} {ERRORS} }} }}"""
SEND = f"""mutation ($id: ID!, $text: String!, $key: String!) {{
  messageSend(conversationId: $id, input: {{text: $text}}, idempotencyKey: $key) {{
    message {{ id seq author text }} turn {{ id status }} {ERRORS} }} }}"""
FOLLOW = """subscription ($id: ID!, $after: Int) { conversationChanged(id: $id, afterSeq: $after) {
  kind seq message { seq author text } conversation { status isTakenOver }
  progress { turnId status offset text action prefill { phone } } } }"""
LINES = """query ($id: ID!) { conversation(id: $id) { status isAnswering isTakenOver messageCount
  messages(first: 100) { edges { node { seq author text memberName } } } } }"""
TURN = "query ($id: ID!) { turn(id: $id) { status text action message { seq author text } } }"
SUBMIT = f"""mutation ($input: LeadSubmitInput!, $key: String) {{ leadSubmit(input: $input, idempotencyKey: $key) {{
  lead {{ id createdAt }} {ERRORS} }} }}"""
CONSENT = {"isGiven": True, "textVersion": "2026-11", "language": "DE"}
_numbers = count(1)


@dataclass(frozen=True)
class Visitor:
    """Somebody who chats: the API as they call it, and their conversation."""

    api: Api
    who: Headers
    conversation: str

    @property
    def key(self) -> str:
        """The hexadecimal id of the conversation's row."""
        return self.conversation.rpartition("_")[2]

    async def send(self, text: str, key: str | None = None) -> dict[str, Any]:
        """Send a line: the whole payload."""
        sent: dict[str, Any] = await self.api.one(
            SEND, id=self.conversation, text=text, key=key or f"message-{next(_numbers)}"
        )
        return sent

    async def lines(self) -> list[dict[str, Any]]:
        """All lines of the conversation."""
        conversation = await self.api.one(LINES, id=self.conversation)
        return [edge["node"] for edge in conversation["messages"]["edges"]]

    async def answers(self, number: int = 1) -> list[str]:
        """The assistant's first answers, when there are so many and none is being made."""

        async def ready() -> list[str]:
            conversation = await self.api.one(LINES, id=self.conversation)
            nodes = [edge["node"] for edge in conversation["messages"]["edges"]]
            found = [node["text"] for node in nodes if node["author"] == "ASSISTANT"]
            return found if len(found) >= number and not conversation["isAnswering"] else []

        return await until(ready)

    async def submit(self, key: str | None = None, **changes: Any) -> dict[str, Any]:
        """Leave an enquiry: the whole payload."""
        lead = {
            "conversationId": self.conversation,
            "kind": "CALLBACK",
            "name": "Ayşe Kaya",
            "phone": "0171 2345678",
            "wish": "Ölwechsel am Golf",
            "consent": CONSENT,
            **changes,
        }
        done: dict[str, Any] = await self.api.one(SUBMIT, input=lead, key=key)
        return done

    @asynccontextmanager
    async def follow(self, after: int = 0) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The conversation's stream, change by change."""
        async with self.api.stream(FOLLOW, id=self.conversation, after=after) as events:
            yield (event["data"]["conversationChanged"] async for event in events)


async def begin(
    api: Api, workshop: TestWorkshop, *, language: str = "DE", who: Headers | None = None, **source: Any
) -> Visitor:
    """Open the widget and begin a conversation."""
    who = who or await workshop.visitor()
    given = {"language": language, "source": {"surface": "WIDGET", **source}}
    started = await api.as_(who).one(START, input=given)
    assert started["errors"] == []
    known = with_token(who, started["visitorToken"])
    return Visitor(api.as_(known, language=language.lower()), known, started["conversation"]["id"])
