"""The assistant: answers a workshop's visitors from what the workshop has said about itself.

Pure logic over `Tools` and an optional language model: no database, no web, no queue.
"""

from resolvers.assistant.answers import answer
from resolvers.assistant.conversation import (
    Action,
    ActionKind,
    Author,
    Budget,
    Done,
    Piece,
    Question,
    Source,
    Text,
)
from resolvers.assistant.language import Language
from resolvers.assistant.matching import Catalogue
from resolvers.assistant.tools import (
    Closure,
    Contact,
    Duration,
    HandoverOutcome,
    Holiday,
    Hours,
    Interval,
    LeadDraft,
    LeadOutcome,
    Passage,
    PassageKind,
    Price,
    PriceKind,
    Quote,
    ServiceHit,
    Tools,
)

__all__ = [
    "Action",
    "ActionKind",
    "Author",
    "Budget",
    "Catalogue",
    "Closure",
    "Contact",
    "Done",
    "Duration",
    "HandoverOutcome",
    "Holiday",
    "Hours",
    "Interval",
    "Language",
    "LeadDraft",
    "LeadOutcome",
    "Passage",
    "PassageKind",
    "Piece",
    "Price",
    "PriceKind",
    "Question",
    "Quote",
    "ServiceHit",
    "Source",
    "Text",
    "Tools",
    "answer",
]
