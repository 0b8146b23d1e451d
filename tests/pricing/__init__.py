"""Pricing: quotes, rules and who may ask."""
