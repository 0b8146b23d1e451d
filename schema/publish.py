"""Publishes the schema: what partners were promised is kept until it is broken on purpose.

`python -m schema.publish` makes today's SDL the promise; it refuses where that breaks the last one, unless `--break`.
"""

import sys
from pathlib import Path

from graphql import build_schema as read_schema
from graphql.utilities import BreakingChange, find_schema_changes

from schema.print import SDL

PUBLISHED = Path(__file__).parent / "published.graphql"


def breaks(published: str, current: str) -> list[str]:
    """What a client of the published SDL could stumble over in the current one, a sentence each."""
    changes = find_schema_changes(read_schema(published), read_schema(current))
    return sorted(change.description for change in changes if isinstance(change, BreakingChange))


def main(arguments: list[str]) -> int:
    """0 when today's SDL is the promise now, 1 when it would break the last one."""
    current = SDL.read_text(encoding="utf-8")
    broken = breaks(PUBLISHED.read_text(encoding="utf-8"), current) if PUBLISHED.exists() else []
    if broken and "--break" not in arguments:
        sys.stderr.write("This breaks what was published:\n" + "".join(f"- {line}\n" for line in broken))
        return 1
    PUBLISHED.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
