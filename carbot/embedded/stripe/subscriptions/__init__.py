"""Subscriptions: how they begin, change, renew and end."""
