"""The letter that brings what people of a workshop wrote to a visitor who was gone."""

from collections.abc import Iterator

from babel.dates import get_timezone

from workers.mails import kinds
from workers.mails.blocks import Block, Button, Letter, Paragraph, Small, Transcript, Utterance
from workers.mails.letters.composing import compose
from workers.mails.letters.wording import greeting, lasting, moment, one_line
from workers.mails.phrases import Phrases


@compose.register
def _member_reply(values: kinds.MemberReply, say: Phrases) -> Letter:
    workshop = one_line(values.workshop_name)
    return Letter(
        subject=say("member_reply.subject", workshop=workshop),
        preview=say("member_reply.preview"),
        title=say("member_reply.title", workshop=workshop),
        reason=say("member_reply.reason", workshop=workshop),
        blocks=tuple(_blocks(values, workshop, say)),
    )


def _blocks(values: kinds.MemberReply, workshop: str, say: Phrases) -> Iterator[Block]:
    yield Paragraph(greeting(values.name, say))
    yield Paragraph(say("member_reply.intro", workshop=workshop))
    zone = get_timezone(values.timezone)
    yield Transcript(
        tuple(
            Utterance(
                author=one_line(name) or workshop, at=moment(line.at, zone, say), text=line.text, is_visitor=False
            )
            for line, name in zip(values.lines, values.member_names, strict=True)
        )
    )
    if values.chat_url:
        yield Button(say("member_reply.button"), values.chat_url)
        yield Small(say("member_reply.valid", time=lasting(values.valid_days, "day", say)))
