"""Upkeep: questions about what a vehicle needs, when it must be inspected and what a season asks for, answered."""

from resolvers.assistant.upkeep.asking import Inspected, Needed, SeasonalServices, inspection, needs, seasonal_services
from resolvers.assistant.upkeep.questions import Ask, Season
from resolvers.assistant.upkeep.replying import ask_of, reply

__all__ = [
    "Ask",
    "Inspected",
    "Needed",
    "Season",
    "SeasonalServices",
    "ask_of",
    "inspection",
    "needs",
    "reply",
    "seasonal_services",
]
