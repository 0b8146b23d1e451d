"""The queue edge: Dramatiq actors, one module per noun, and what sends them their work."""
