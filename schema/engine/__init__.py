"""Declared types: what a field is, said once, beside the executor that reads it."""
