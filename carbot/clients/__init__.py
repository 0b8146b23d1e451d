"""Clients of the systems outside: a Protocol each, and adapters that alone know a vendor's library."""
