"""Exports of the catalogue."""
