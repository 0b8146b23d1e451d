"""Pricing: what a service costs for a vehicle on a day, and the rules that say so."""

from resolvers.pricing.quoting import Applied, Priced, Quote, Rule, Tax, quote
from resolvers.pricing.reading import priced_where, quotable, quotable_by_id, quote_of
from resolvers.pricing.rules import (
    PriceRuleChanges,
    PriceRuleOverlaps,
    create_price_rule,
    delete_price_rule,
    propose_price_rules,
    update_price_rule,
)

__all__ = [
    "Applied",
    "PriceRuleChanges",
    "PriceRuleOverlaps",
    "Priced",
    "Quote",
    "Rule",
    "Tax",
    "create_price_rule",
    "delete_price_rule",
    "priced_where",
    "propose_price_rules",
    "quotable",
    "quotable_by_id",
    "quote",
    "quote_of",
    "update_price_rule",
]
