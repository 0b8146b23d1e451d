"""How many connections a contestant's pool has: the same for all."""

import os


def pool_size() -> int:
    """The size the harness gives in POOL."""
    return int(os.environ["POOL"])
