"""Tells which changes of the SDL would break a client, against the committed one or the revision that is named."""

import subprocess
import sys

from graphql import build_schema as parse_schema
from graphql.utilities import find_breaking_changes

from schema.root import build_schema


def breaking_changes(revision: str) -> list[str]:
    """One line per change that breaks; empty where the revision has no SDL."""
    shown = subprocess.run(  # noqa: S603  # a revision of our own
        ["git", "show", f"{revision}:schema/schema.graphql"],  # noqa: S607  # git is on PATH in a checkout
        capture_output=True,
        text=True,
        check=False,
    )
    if shown.returncode != 0:
        return []
    before, after = parse_schema(shown.stdout), parse_schema(build_schema().as_str())
    return sorted(change.description for change in find_breaking_changes(before, after))


def main(arguments: list[str]) -> int:
    """Print the report; it does not fail yet, because clients of ours are built from the same commit."""
    found = breaking_changes(arguments[0] if arguments else "HEAD")
    for line in found:
        sys.stdout.write(f"breaking: {line}\n")
    sys.stdout.write(f"{len(found)} breaking changes of the SDL\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
