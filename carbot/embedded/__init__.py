"""The servers of a checkout: PostgreSQL, Valkey, the mail sink and a workshop's website to try the widget on."""
