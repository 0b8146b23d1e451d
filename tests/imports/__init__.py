"""Imports of services."""
