"""The servers of a checkout: PostgreSQL, Valkey, the mail sink, a double of Stripe and a workshop's website."""
