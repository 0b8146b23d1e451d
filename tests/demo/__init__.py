"""The demo workshop, as the demo makes it."""
