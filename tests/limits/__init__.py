"""Limits: what one operation may ask for, and how often anybody may ask."""
