"""Writes the SDL that is committed, or with --check says whether it is up to date."""

import sys
from pathlib import Path

from schema.root import build_schema

SDL = Path(__file__).parent / "schema.graphql"


def main(arguments: list[str]) -> int:
    """0 when the file is up to date or was written, 1 when --check finds it is not."""
    printed = build_schema().as_str() + "\n"
    if "--check" in arguments:
        if SDL.exists() and SDL.read_text(encoding="utf-8") == printed:
            return 0
        sys.stderr.write("schema/schema.graphql is out of date: run ./dev generate\n")
        return 1
    SDL.write_text(printed, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
