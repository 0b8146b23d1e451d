"""`python -m carbot`: the same as the `carbot` command."""

import sys

from carbot.cli import main

sys.exit(main())
