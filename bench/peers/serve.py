"""`python -m bench.peers.serve MODULE:NAME PORT`: one process of uvicorn with uvloop and httptools."""

import gc
import sys

import uvicorn
from uvicorn.importer import import_from_string


def main() -> None:
    """Serve until told to stop; what start-up made is left out of garbage collection, as in CarBot."""
    application = import_from_string(sys.argv[1])
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    uvicorn.run(
        application,
        host="127.0.0.1",
        port=int(sys.argv[2]),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        server_header=False,
    )


if __name__ == "__main__":
    main()
