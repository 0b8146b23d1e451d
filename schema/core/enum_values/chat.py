"""The meanings of enums of conversations, answers and how the assistant looks and speaks."""

MEANINGS: dict[str, dict[str, str]] = {
    "AnswerSource": {
        "MODEL": "The language model.",
        "BUILT_IN": "CarBot's own rules.",
    },
    "Author": {
        "VISITOR": "The person on the website.",
        "ASSISTANT": "CarBot.",
        "MEMBER": "A person of the workshop.",
        "SYSTEM": "A note about the conversation itself.",
    },
    "ConversationOrder": {
        "LATEST_MESSAGE": "The one with the latest message first.",
        "NEWEST": "The one begun last first.",
        "OLDEST": "Begun first, first.",
    },
    "ConversationOutcome": {
        "LEAD": "The visitor left an enquiry.",
        "HANDED_OVER": "A person was wanted or came in.",
        "GAP": "Something that was asked could not be answered.",
        "ANSWERED": "All that was asked was answered.",
        "ABANDONED": "Nothing was answered, or the offered form was left empty.",
    },
    "ConversationStatus": {
        "OPEN": "Nobody has to do anything now.",
        "NEEDS_HUMAN": "The visitor waits for a person.",
        "CLOSED": "Nothing is left to do; a new message opens it again.",
    },
    "Rating": {
        "UP": "It helped.",
        "DOWN": "It did not.",
    },
    "Surface": {
        "WIDGET": "The chat on the workshop's website.",
        "LANDING_PAGE": "The workshop's page at CarBot.",
        "WEBSITE": "A form on the workshop's website.",
        "DEMO": "A demonstration.",
        "PHONE": "By phone or at the counter.",
    },
    "Tone": {
        "FORMAL": "“Sie”, siz, Pan/Pani.",
        "INFORMAL": "“Du”, sen, ty.",
    },
    "TurnAction": {
        "LEAD_FORM": "The form for contact data.",
        "HANDOVER": "A person of the workshop.",
        "CALL": "A call, because it is urgent.",
    },
    "TurnStatus": {
        "PENDING": "It waits for its turn.",
        "STREAMING": "It is being said.",
        "DONE": "It is complete.",
        "STOPPED": "The visitor stopped it; what was said stays.",
        "FAILED": "It could not be made; the visitor may ask again.",
        "TAKEN_OVER": "A member answers instead.",
    },
    "WidgetIcon": {
        "CARBOT": "CarBot's mark.",
        "CAR": "A car.",
        "WRENCH": "A wrench.",
        "GEAR": "A gear.",
        "PERSON": "A person.",
    },
    "WidgetPosition": {"BOTTOM_RIGHT": "At the bottom right.", "BOTTOM_LEFT": "At the bottom left."},
}
