"""Replies by mail: to a visitor who is gone and left an address, once a burst, with a link back into the chat."""

from dataclasses import replace

import pytest

from carbot.clients.mail import Mail
from carbot.outside import Outside
from carbot.settings import Settings
from tests.support.api import Api, TestWorkshop, with_token
from tests.support.rows import Rows
from tests.support.visitors import LINES, SEND, Visitor, begin
from workers.core.broker import declare_actors, make_broker
from workers.core.jobs import perform

PAGE = "https://www.werkstatt.example/kontakt"


class Letterbox:
    """Keeps the mails it is given."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def send(self, mail: Mail) -> str:
        self.mails.append(mail)
        return f"kept-{len(self.mails)}"


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


class Desk:
    """A member who answers a visitor, and the worker that comes when mails are due."""

    def __init__(
        self, api: Api, workshop: TestWorkshop, rows: Rows, outside: Outside, settings: Settings, box: Letterbox
    ) -> None:
        self.member = api.as_(workshop.owner)
        self.workshop = workshop
        self.rows = rows
        self.outside = replace(outside, mailer=box)
        declare_actors(make_broker(settings), lambda: self.outside)

    async def say(self, visitor: Visitor, text: str, key: str) -> None:
        """Write a line."""
        sent = await self.member.one(SEND, id=visitor.conversation, text=text, key=key)
        assert sent["errors"] == []

    def leave(self, visitor: Visitor) -> None:
        """The visitor was last seen ten minutes ago."""
        self.rows(
            "UPDATE conversations SET visitor_seen_at = now() - interval '10 minutes' WHERE id = %s RETURNING id",
            visitor.key,
        )

    def due(self) -> list[tuple[str]]:
        """The jobs that wait to be done."""
        return self.rows(
            "SELECT id FROM outbox WHERE workshop_id = %s AND kind = 'ReplyMailDue' AND done_at IS NULL",
            self.workshop.id,
        )

    async def work(self) -> None:
        """Do what is due, as if the two minutes were over."""
        for (entry_id,) in self.due():
            self.rows(
                "UPDATE outbox SET dispatched_at = now(), available_at = now() WHERE id = %s RETURNING id", entry_id
            )
            await perform(self.outside, entry_id)


@pytest.fixture
def desk(
    api: Api, workshop: TestWorkshop, rows: Rows, outside: Outside, settings: Settings, letterbox: Letterbox
) -> Desk:
    return Desk(api, workshop, rows, outside, settings, letterbox)


async def gone_with_address(api: Api, desk: Desk, **source: str) -> Visitor:
    """A visitor who left an address and went."""
    visitor = await begin(api, desk.workshop, **source)
    submitted = await visitor.submit(email="ayse@kunde.example")
    assert submitted["errors"] == []
    desk.leave(visitor)
    return visitor


async def test_several_lines_are_one_mail_with_a_link_that_opens_the_conversation(
    api: Api, desk: Desk, letterbox: Letterbox
) -> None:
    visitor = await gone_with_address(api, desk, page=PAGE)

    await desk.say(visitor, "Ihr Wagen ist fertig.", "antwort-1")
    await desk.say(visitor, "Passt es um 17 Uhr?", "antwort-2")
    assert len(desk.due()) == 1
    await desk.work()

    (mail,) = letterbox.mails
    assert (mail.to, mail.language) == ("ayse@kunde.example", "de")
    assert "Ihr Wagen ist fertig." in mail.text
    assert "Passt es um 17 Uhr?" in mail.text
    link = next(word for word in mail.text.split() if "#carbot=" in word)
    page, _, opened = link.partition("#carbot=")
    conversation, _, token = opened.partition(".")
    assert (page, conversation) == (PAGE, visitor.conversation)
    back = api.as_(with_token(visitor.who, token))
    lines = await back.one(LINES, id=conversation)
    assert [edge["node"]["author"] for edge in lines["messages"]["edges"]] == ["MEMBER", "MEMBER"]
    assert desk.rows("SELECT count(*) FROM conversation_links WHERE token_hash = %s", token.encode()) == [(0,)]


async def test_the_next_burst_is_the_next_mail_and_repeats_nothing(api: Api, desk: Desk, letterbox: Letterbox) -> None:
    visitor = await gone_with_address(api, desk)

    await desk.say(visitor, "Erste Nachricht.", "antwort-1")
    await desk.work()
    await desk.say(visitor, "Zweite Nachricht.", "antwort-2")
    await desk.work()

    first, second = letterbox.mails
    assert "Erste Nachricht." in first.text
    assert "Erste Nachricht." not in second.text
    assert "Zweite Nachricht." in second.text


async def test_without_an_address_or_once_it_was_seen_nothing_is_mailed(
    api: Api, desk: Desk, letterbox: Letterbox
) -> None:
    stranger = await begin(api, desk.workshop)
    desk.leave(stranger)
    reader = await gone_with_address(api, desk)
    await desk.say(stranger, "Sind Sie noch da?", "antwort-1")
    await desk.say(reader, "Ihr Wagen ist fertig.", "antwort-2")
    desk.rows("UPDATE conversations SET visitor_seen_at = now() WHERE id = %s RETURNING id", reader.key)

    await desk.work()

    assert letterbox.mails == []
    assert desk.due() == []


async def test_who_was_here_a_moment_ago_is_given_two_minutes(api: Api, desk: Desk, letterbox: Letterbox) -> None:
    visitor = await gone_with_address(api, desk)
    desk.rows(
        "UPDATE conversations SET visitor_seen_at = now() - interval '1 second' WHERE id = %s RETURNING id", visitor.key
    )
    await desk.say(visitor, "Ihr Wagen ist fertig.", "antwort-1")

    (first,) = desk.due()
    await desk.work()

    assert letterbox.mails == []
    (second,) = desk.due()
    assert second != first


async def test_a_page_that_is_none_of_the_workshops_gets_no_token(
    api: Api, desk: Desk, letterbox: Letterbox, settings: Settings
) -> None:
    visitor = await gone_with_address(api, desk, page="https://boese.example/falle")

    await desk.say(visitor, "Ihr Wagen ist fertig.", "antwort-1")
    await desk.work()

    (mail,) = letterbox.mails
    assert "boese.example" not in mail.text + mail.html
    assert f"{settings.public_url}/chat/ck_" in mail.text


async def test_a_link_is_good_for_seven_days(api: Api, desk: Desk, letterbox: Letterbox) -> None:
    visitor = await gone_with_address(api, desk)
    await desk.say(visitor, "Ihr Wagen ist fertig.", "antwort-1")
    await desk.work()
    token = letterbox.mails[0].text.partition("#carbot=")[2].split()[0].partition(".")[2]
    back = api.as_(with_token(visitor.who, token))
    assert (await back.one(LINES, id=visitor.conversation))["messageCount"] == 1

    desk.rows(
        "UPDATE conversation_links SET expires_at = expires_at - interval '7 days' WHERE conversation_id = %s"
        " RETURNING id",
        visitor.key,
    )
    refused = (await back.send(LINES, id=visitor.conversation)).json()

    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
