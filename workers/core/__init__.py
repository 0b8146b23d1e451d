"""The machinery of the queue: broker, relay, and the rules by which a job is done exactly once."""
