"""Who owns what: scope, sessions, row-level security, principals, permissions, outbox, audit and the models."""
