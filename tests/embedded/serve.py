"""A program for tests: runs both servers on a directory's data, says so in a line of JSON, ends with its input.

`python -m tests.embedded.serve VAR` keeps the data where a checkout whose `var/` is VAR would.
"""

import json
import sys
from pathlib import Path

from carbot.embedded import places
from carbot.embedded.accounts import server_account
from carbot.embedded.postgres import postgres
from carbot.embedded.valkey import valkey
from carbot.errors import StartupError


def main() -> None:
    """Serve until standard input ends; a refusal goes to standard error."""
    var = Path(sys.argv[1])
    try:
        home = places.data_home(var, server_account(var / "postgres"))
        with postgres(home / "postgres") as database, valkey(home / "valkey") as queue:
            processes = [database.process.pid, queue.process.pid]
            said = {"database": database.url, "queue": queue.url, "processes": processes, "home": str(home)}
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()
            sys.stdin.read()
    except StartupError as refusal:
        sys.exit(str(refusal))


main()
