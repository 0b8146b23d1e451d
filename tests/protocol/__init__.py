"""Protocols: what the reference clients and the audits of other people say to our edge."""
