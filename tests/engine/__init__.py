"""The engine from inside: plans, the fallback, and what happens when the database refuses."""
