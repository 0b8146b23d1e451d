"""The assistant: how it speaks, when it calls a person, and a trial that shows how an answer was made."""

from collections.abc import Mapping
from typing import Any

import strawberry

from carbot.clients.limits import RateClass
from resolvers import assistant_settings, chat
from schema import chat as _chat  # noqa: F401  # describes the enums of conversations
from schema import workshops as _workshops  # noqa: F401  # and that of languages
from schema.core.context import Context, Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, present
from schema.engine.declarations import column, declared, embedded, own, row
from tenants import models
from tenants.models.accounts import Language
from tenants.models.assistant import Tone
from tenants.models.chat import AnswerSource, Author, TurnAction
from tenants.permissions import Permission

describe_enum(Tone, "How the assistant addresses visitors.")
describe_enum(AnswerSource, "Who made an answer.")


@declared()
class HandoverRules:
    """When a person is called into a conversation, beside the visitor's own wish."""

    after_gaps: int = column("After so many questions without an answer; 0 for never.", attribute="handover_after_gaps")
    keywords: list[str] = column("When the visitor says one of these.", attribute="handover_keywords")
    only_when_open: bool = column(
        "Only while the workshop is open; otherwise the form for a call back is offered.",
        attribute="handover_only_when_open",
    )


@declared(models.assistant.AssistantSettings, requires=Permission.WORKSHOP_READ)
class Assistant(Node):
    """How the workshop's assistant speaks and when it calls a person."""

    tone: Tone = column("How it addresses visitors.")
    languages: list[Language] = column("The languages it offers.")
    instructions: str | None = column("What else it is told about the workshop; it never lifts the price guard.")
    handover: HandoverRules = embedded("When it calls a person.")


@strawberry.input(description="When a person is called; an absent field stays.")
class HandoverRulesInput:
    """See HandoverRules."""

    after_gaps: int | None = strawberry.field(
        default=strawberry.UNSET, description="After so many questions without an answer, 0 to 9; 0 for never."
    )
    keywords: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Words of the visitor, at most 20 with 40 characters each."
    )
    only_when_open: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Only while the workshop is open."
    )


@strawberry.input(description="Changes of the assistant; an absent field stays.")
class AssistantUpdateInput:
    """See Assistant for the fields."""

    tone: Tone | None = strawberry.field(default=strawberry.UNSET, description="How it addresses visitors.")
    languages: list[Language] | None = strawberry.field(
        default=strawberry.UNSET, description="The languages it offers, at least one."
    )
    instructions: str | None = strawberry.field(
        default=strawberry.UNSET, description="At most 2,000 characters; null clears."
    )
    handover: HandoverRulesInput | None = strawberry.field(
        default=strawberry.UNSET, description="When it calls a person."
    )


@strawberry.input(description="One line of a conversation that is tried.")
class TrialLineInput:
    """Oldest first."""

    author: Author = strawberry.field(description="Who said it.")
    text: str = strawberry.field(description="What was said.")


@strawberry.input(description="A question to try.")
class AssistantTestInput:
    """Nothing of it is stored."""

    text: str = strawberry.field(description="The question, 1 to 2,000 characters.")
    language: Language | None = strawberry.field(
        default=None, description="The language of the widget; without it, the workshop's."
    )
    history: list[TrialLineInput] = strawberry.field(
        default_factory=list, description="What was said before, at most 20 lines."
    )


@strawberry.type(description="One look at the workshop's data while the answer was made.")
class TrialTool:
    """What was asked and what came of it."""

    name: str = strawberry.field(description="Which tool.")
    arguments: str = strawberry.field(description="What it was asked, as JSON.")
    result: str = strawberry.field(description="What it found, in short.")


@strawberry.type(description="An answer as a visitor would get it, and how it came about.")
class AssistantTrial:
    """Nothing of it is stored."""

    text: str = strawberry.field(description="The answer.")
    answered_by: AnswerSource = strawberry.field(description="Who made it.")
    action: TurnAction | None = strawberry.field(description="What would be offered beside the text.")
    sources: list[str] = strawberry.field(description="What the answer rests on: services and texts of the workshop.")
    tools: list[TrialTool] = strawberry.field(description="What was looked up, in order.")
    guarded: int = strawberry.field(description="How many sentences with an amount the price guard held back.")
    is_gap: bool = strawberry.field(description="Whether the question could not be answered.")
    tokens: int = strawberry.field(description="What it has used of the model.")


@strawberry.type(description="What the assistant uses of the model; the built-in one uses nothing.")
class AssistantUsage:
    """Past a budget the built-in assistant answers."""

    tokens_today: int = strawberry.field(description="Tokens of the workshop's conversations and trials today (UTC).")
    daily_tokens: int = strawberry.field(description="How many there may be in a day.")
    conversation_tokens: int = strawberry.field(description="How many a conversation may use.")
    token_price: int = strawberry.field(description="What a million tokens cost, in cents; 0 where nobody has said.")


@strawberry.type
class Query:
    """The assistant's part of the root."""

    assistant: Assistant | None = own(
        models.assistant.AssistantSettings, "How the assistant speaks.", requires=Permission.WORKSHOP_READ
    )
    assistant_usage: AssistantUsage | None = row(
        lambda: chat.tokens_today(),
        "What the workshop's assistant uses of the model.",
        finish=lambda facts, context: _usage(facts, context),
        requires=Permission.CONVERSATIONS_READ,
    )


def _usage(facts: Mapping[str, Any], context: Context) -> AssistantUsage:
    settings = context.outside.settings
    return AssistantUsage(
        tokens_today=facts["tokens"],
        daily_tokens=settings.workshop_daily_tokens,
        conversation_tokens=settings.conversation_tokens,
        token_price=settings.llm_token_price,
    )


@strawberry.type
class Mutation:
    """The assistant's part of the root."""

    @mutation(assistant_settings.update_assistant, "Change how the assistant speaks.", assistant=Assistant)
    async def assistant_update(self, info: Info, input: AssistantUpdateInput) -> Any:
        changes: Any = present(input)
        if changes.get("handover"):
            changes["handover"] = present(changes["handover"])
        return await assistant_settings.update_assistant(info.context.scope, changes)

    @mutation(
        chat.try_assistant,
        "Ask the assistant as a visitor would. Nothing said is stored; tokens count in the workshop's day.",
        limit=RateClass.CHAT,
        trial=AssistantTrial,
    )
    async def assistant_test(self, info: Info, input: AssistantTestInput) -> Any:
        context: Context = info.context
        history = [(line.author, line.text) for line in input.history]
        return await chat.try_assistant(
            context.scope,
            input.text,
            history,
            input.language,
            model=context.outside.model,
            daily_tokens=context.outside.settings.workshop_daily_tokens,
        )
