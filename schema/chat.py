"""Chat: conversations, messages, answers being made, and the widget that holds them."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from resolvers import chat
from schema.core.connections import Connection
from schema.core.context import Context, Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.core.scalars import Url
from schema.engine.declarations import (
    Argument,
    by_id,
    column,
    declared,
    document,
    embedded,
    listing,
    many,
    one,
    row,
)
from tenants import models
from tenants.models.accounts import Language
from tenants.models.chat import (
    Author,
    ConversationOutcome,
    ConversationStatus,
    Rating,
    Surface,
    TurnAction,
    TurnStatus,
)
from tenants.models.workshops import WidgetPosition
from tenants.permissions import Permission
from tenants.principal import PrincipalKind
from tenants.usage import KeyUse

if TYPE_CHECKING:
    from schema.blocks import VisitorBlock
    from schema.leads import Lead

describe_enum(Surface, "Where an enquiry came in.")
describe_enum(Author, "Who wrote a message.")
describe_enum(ConversationStatus, "Whether anybody has to do something about a conversation.")
describe_enum(ConversationOutcome, "What came of a conversation so far; the first that holds.")
describe_enum(TurnStatus, "How far an answer is; all but PENDING and STREAMING are final.")
describe_enum(Rating, "What a visitor thought of a conversation.")
describe_enum(TurnAction, "What is offered beside an answer's text.")


class ConversationOrder(Enum):
    """Named orderings of the model."""

    LATEST_MESSAGE = "LATEST_MESSAGE"
    NEWEST = "NEWEST"
    OLDEST = "OLDEST"


describe_enum(ConversationOrder, "Orders of the list of conversations.")


@declared()
class Source:
    """Where an enquiry came in."""

    surface: Surface = column("The kind of place.")
    page: Url | None = column("The page it began on, without parameters.")
    referrer: Url | None = column("The page before that, without parameters.")
    campaign: str | None = column("The campaign named in the page's address.")


@declared()
class AnswerPassage:
    """A piece of the workshop's knowledge that an answer was made from."""

    id: ID = column("The id of the answer or the passage; it may be gone meanwhile.")
    title: str = column("The question, or the document's title.")


@declared(models.chat.Message, requires=Permission.CHAT_READ)
class Message(Node):
    """One line of a conversation."""

    seq: int = column("Its number in the conversation, from 1.")
    author: Author = column("Who wrote it.")
    text: str = column("What was written; light Markdown from the assistant, plain text from people.")
    member_name: str | None = column("Which member wrote it.")
    sent_at: datetime = column("When.")
    sources: list[AnswerPassage] | None = document(
        "What of the workshop's knowledge the assistant used for it.", requires=Permission.CONVERSATIONS_READ
    )
    source_titles: list[str] = column("The titles of what of the workshop's knowledge was used for it.")
    marked_wrong_at: datetime | None = column(
        "When a member said that the answer was wrong.", requires=Permission.CONVERSATIONS_READ
    )


@declared()
class LeadPrefill:
    """What the visitor has said already, to fill the form with; nothing of it is stored before consent."""

    name: str | None = column("The name.")
    phone: str | None = column("The phone number as written.")
    email: str | None = column("The e-mail address as written.")
    wish: str | None = column("What the visitor wants.")


@declared(models.chat.Turn, requires=Permission.CHAT_READ)
class Turn(Node):
    """One answer being made, or made."""

    status: TurnStatus = column("How far it is.")
    text: str = column("What was said so far.")
    action: TurnAction | None = column("What is offered beside the text.")
    message: Message | None = one("The finished answer.")
    prefill: LeadPrefill | None = document("What to fill the form with.")
    source_titles: list[str] = column("The titles of what of the workshop's knowledge was used.")


@strawberry.input(description="Which lines of a conversation.")
class MessageFilter:
    """All given conditions must hold."""

    author: list[Author] | None = strawberry.field(default=strawberry.UNSET, description="Written by one of these.")
    sent_from: datetime | None = strawberry.field(default=strawberry.UNSET, description="Sent then or later.")
    sent_to: datetime | None = strawberry.field(default=strawberry.UNSET, description="Sent before.")
    text: str | None = strawberry.field(default=strawberry.UNSET, description="These words in it.")


@declared(models.chat.Conversation, requires=Permission.CHAT_READ)
class Conversation(Node):
    """A chat between one visitor and the workshop."""

    status: ConversationStatus = column("Whether anybody has to do something.")
    outcome: ConversationOutcome | None = column(
        "What came of it so far, counted within ten seconds.", requires=Permission.CONVERSATIONS_READ
    )
    language: Language = column("The language it is held in.")
    source: Source = embedded("Where it began.")
    started_at: datetime = column("When it began.")
    last_message_at: datetime = column("When the last message came.")
    message_count: int = column("How many messages it has.")
    preview: str | None = column("The beginning of the last message.")
    is_answering: bool = column("Whether an answer is being made.")
    is_taken_over: bool = column("Whether a member answers and the assistant keeps silent.")
    taken_over_by: str | None = column("Which member answers.")
    rating: Rating | None = column("What the visitor thought of it.")
    rating_comment: str | None = column("What the visitor said about that.")
    labels: list[str] | None = column("What members have put on it.", requires=Permission.CONVERSATIONS_READ)
    visitor_seen_at: datetime | None = column(
        "When the visitor last looked at it, give or take half a minute.", requires=Permission.CONVERSATIONS_READ
    )
    has_address: bool | None = column(
        "Whether what a member writes can be mailed to a visitor who is gone: they left an address with consent.",
        requires=Permission.CONVERSATIONS_READ,
    )
    tokens: int | None = column("What it has used of the model.", requires=Permission.CONVERSATIONS_READ)
    messages: Connection[Message] = listing(
        models.chat.Message,
        "The lines, oldest first.",
        ordering="SEQUENCE",
        filter_type=MessageFilter,
        attribute="messages",
        from_end=True,
    )
    leads: list[Annotated["Lead", strawberry.lazy("schema.leads")]] | None = many(
        "The enquiries that came of it.", requires=Permission.LEADS_READ
    )
    active_turn: Turn | None = one("The answer being made.")
    is_test: bool = column("Whether it was begun with a key for tests.")
    blocks: list[Annotated["VisitorBlock", strawberry.lazy("schema.blocks")]] | None = many(
        "The block of its visitor, while there is one.", requires=Permission.CONVERSATIONS_READ
    )


@strawberry.type(description="What a visitor agrees to before contact data are stored.")
class ConsentText:
    """Send `version` and `language` back with the consent."""

    version: str = strawberry.field(description="Which version of the text this is.")
    language: Language = strawberry.field(description="The language of the text.")
    text: str = strawberry.field(description="The words, naming workshop and privacy policy.")


@strawberry.type(description="What a widget shows before anything is typed, in one language.")
class Widget:
    """All a visitor may know of a workshop without asking."""

    workshop_name: str = strawberry.field(description="The workshop.")
    language: Language = strawberry.field(description="The language of the texts here.")
    languages: list[Language] = strawberry.field(description="The languages there are.")
    greeting: str = strawberry.field(description="The first line.")
    disclosure: str = strawberry.field(description="Says that an AI answers (AI Act Art. 50).")
    accent_color: str = strawberry.field(description="The colour of button and header.")
    position: WidgetPosition = strawberry.field(description="The corner of the button.")
    avatar_text: str | None = strawberry.field(description="Initials or an emoji to show for the assistant.")
    avatar_path: str | None = strawberry.field(
        description="The picture to show for it otherwise, as the path of an SVG of 24 by 24; without it, CarBot's."
    )
    quick_replies: list[str] = strawberry.field(description="Questions that a click asks.")
    is_open_now: bool = strawberry.field(description="Whether the workshop is open.")
    phone: str | None = strawberry.field(description="The number for customers, as people there write it.")
    breakdown_phone: str | None = strawberry.field(description="The number for breakdowns, written likewise.")
    privacy_policy_url: Url | None = strawberry.field(description="The privacy policy.")
    consent: ConsentText = strawberry.field(description="What to agree to before leaving contact data.")


@strawberry.input(description="Which conversations.")
class ConversationFilter:
    """All given conditions must hold."""

    status: list[ConversationStatus] | None = strawberry.field(default=strawberry.UNSET, description="One of these.")
    outcome: list[ConversationOutcome] | None = strawberry.field(
        default=strawberry.UNSET, description="One of these came of it so far."
    )
    surface: list[Surface] | None = strawberry.field(
        default=strawberry.UNSET, description="Begun at one of these places."
    )
    is_taken_over: bool | None = strawberry.field(
        default=strawberry.UNSET, description="A member answers, or the assistant does."
    )
    started_from: datetime | None = strawberry.field(default=strawberry.UNSET, description="Begun then or later.")
    started_to: datetime | None = strawberry.field(default=strawberry.UNSET, description="Begun before.")
    last_message_from: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="The last message came then or later."
    )
    last_message_to: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="The last message came before."
    )
    label: str | None = strawberry.field(default=strawberry.UNSET, description="It carries this label.")
    rating: list[Rating] | None = strawberry.field(
        default=strawberry.UNSET, description="The visitor thought one of these."
    )
    has_lead: bool | None = strawberry.field(default=strawberry.UNSET, description="Became an enquiry, or did not.")
    language: Language | None = strawberry.field(default=strawberry.UNSET, description="Held in this language.")
    text: str | None = strawberry.field(default=strawberry.UNSET, description="Somebody wrote these words.")


@strawberry.input(description="Where a conversation begins.")
class SourceInput:
    """Addresses are kept without their parameters."""

    surface: Surface = strawberry.field(description="The kind of place.")
    page: Url | None = strawberry.field(default=None, description="The page.")
    referrer: Url | None = strawberry.field(default=None, description="The page before it.")
    campaign: str | None = strawberry.field(default=None, description="The campaign named in the address.")


@strawberry.input(description="A new conversation.")
class ConversationStartInput:
    """Language and source."""

    language: Language = strawberry.field(description="The visitor's language.")
    source: SourceInput = strawberry.field(description="Where it begins.")


@strawberry.input(description="A line to send.")
class MessageSendInput:
    """Plain text."""

    text: str = strawberry.field(description="1 to 2,000 characters.")


@strawberry.type
class Query:
    """The chat's part of the root."""

    conversation: Conversation | None = by_id(
        models.chat.Conversation,
        "One conversation; a visitor sees only the own one.",
        requires=Permission.CHAT_READ,
    )
    conversations: Connection[Conversation] | None = listing(
        models.chat.Conversation,
        "The workshop's conversations.",
        orderings=ConversationOrder,
        ordering="LATEST_MESSAGE",
        filter_type=ConversationFilter,
        requires=Permission.CONVERSATIONS_READ,
    )
    turn: Turn | None = by_id(
        models.chat.Turn, "One answer, for where nothing can stream.", requires=Permission.CHAT_READ
    )

    widget: Widget | None = row(
        lambda language: chat.widget_facts(),
        "What the widget of the request's client key shows. Reading it counts as a sighting of the key.",
        arguments={
            "language": Argument(Language | None, "The language of the texts; without it, the request's.", None)
        },
        finish=lambda facts, context, language: _widget(facts, context, language or context.caller.language),
        requires=Permission.WIDGET_USE,
    )


def _widget(facts: Mapping[str, Any], context: Context, language: Language) -> chat.WidgetView:
    """The widget's texts and looks in a language; the key was seen."""
    count_use(context, KeyUse.OPENS)
    return chat.widget_view(facts, language)


def count_use(context: Context, use: KeyUse) -> None:
    """Count one use of the request's client key."""
    principal = context.principal
    if principal.client_key_id and principal.workshop_id:
        context.outside.usage.count(principal.workshop_id, principal.client_key_id, use, origin=context.caller.origin)


@strawberry.type
class Mutation:
    """The chat's part of the root."""

    @mutation(
        chat.start_conversation,
        "Begin a conversation. The token opens this conversation and nothing else.",
        limit=RateClass.CHAT,
        needs_proof=True,
        conversation=Conversation,
        visitor_token=str,
    )
    async def conversation_start(self, info: Info, input: ConversationStartInput) -> Any:
        context: Context = info.context
        conversation, token = await chat.start_conversation(
            context.scope, chat.ConversationStart(language=input.language, **vars(input.source))
        )
        count_use(context, KeyUse.CONVERSATIONS)
        context.enter_conversation(conversation.id)
        return {"conversation": conversation, "visitor_token": token}

    @mutation(
        chat.send_message,
        "Send a line. For a visitor the assistant answers it in a turn; for a member it ends the assistant's part.",
        limit=RateClass.CHAT,
        message=Message,
        turn=Turn,
    )
    async def message_send(self, info: Info, conversation_id: ID, input: MessageSendInput, idempotency_key: str) -> Any:
        context: Context = info.context
        key = key_of(models.chat.Conversation, conversation_id)
        if context.principal.kind is not PrincipalKind.VISITOR:
            sent = await chat.send_as_member(context.scope, key, input.text, idempotency_key)
            return {"message": sent, "turn": None}
        writing = await chat.send_message(
            context.scope, key, input.text, idempotency_key, start_turn=context.start_turn
        )
        count_use(context, KeyUse.MESSAGES)
        return writing

    @mutation(chat.stop_turn, "Stop an answer; what was said stays.", turn=Turn)
    async def turn_stop(self, info: Info, id: ID) -> Any:
        return await chat.stop_turn(info.context.scope, key_of(models.chat.Turn, id))

    @mutation(
        chat.request_handover,
        "Ask for a person; the promise says when one answers.",
        limit=RateClass.CHAT,
        conversation=Conversation,
        promise=str,
    )
    async def handover_request(self, info: Info, conversation_id: ID) -> Any:
        context: Context = info.context
        conversation = await chat.request_handover(context.scope, key_of(models.chat.Conversation, conversation_id))
        return {
            "conversation": conversation,
            "promise": await chat.promise_of(context.scope, context.caller.language),
        }

    @mutation(chat.take_over, "Answer a conversation oneself from now on.", conversation=Conversation)
    async def conversation_take_over(self, info: Info, id: ID) -> Any:
        return await chat.take_over(info.context.scope, key_of(models.chat.Conversation, id))

    @mutation(chat.hand_back, "Let the assistant answer again.", conversation=Conversation)
    async def conversation_hand_back(self, info: Info, id: ID) -> Any:
        return await chat.hand_back(info.context.scope, key_of(models.chat.Conversation, id))

    @mutation(chat.close_conversation, "Close a conversation.", conversation=Conversation)
    async def conversation_close(self, info: Info, id: ID) -> Any:
        return await chat.close_conversation(info.context.scope, key_of(models.chat.Conversation, id))

    @mutation(chat.delete_conversation, "Delete a conversation with its messages; its leads stay.", deleted_id=ID)
    async def conversation_delete(self, info: Info, id: ID) -> Any:
        deleted = await chat.delete_conversation(info.context.scope, key_of(models.chat.Conversation, id))
        return deleted.gid
