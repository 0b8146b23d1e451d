"""CarBot's processes as they run in production, to be killed in the middle of their work."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from carbot.settings import Settings

_ROOT = Path(__file__).parents[2]


def environment(settings: Settings, **changes: str) -> dict[str, str]:
    """What a process with these settings is told."""
    assert settings.smtp_url is not None
    seconds = {
        "TURN_LEASE": settings.turn_lease,
        "RELAY_POLL": settings.relay_poll,
        "SWEEP_INTERVAL": settings.sweep_interval,
        "FIGURES_INTERVAL": settings.figures_interval,
        "JOB_LOST_AFTER": settings.job_lost_after,
        "SUBSCRIPTION_CHECK": settings.subscription_check,
    }
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "PYTHONPATH": str(_ROOT),
        "CARBOT_PROFILE": "test",
        "CARBOT_DOCUMENTS": "any",
        "CARBOT_RATE_LIMIT_FACTOR": "1000",
        "CARBOT_PUBLIC_URL": settings.public_url,
        "CARBOT_PORT": str(settings.port),
        "CARBOT_SMTP_URL": settings.smtp_url.get_secret_value(),
        "CARBOT_VIES_URL": settings.vies_url,
        "CARBOT_VAR_DIR": str(settings.var_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        **{f"CARBOT_{name}": f"PT{value.total_seconds()}S" for name, value in seconds.items()},
        **changes,
    }


@contextmanager
def running(
    command: Sequence[str], settings: Settings, log: Path, **changes: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """`carbot …` in a process of its own, which is gone at the end."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "carbot", *command],
            env=environment(settings, **changes),
            cwd=_ROOT,
            stdout=output,
            stderr=output,
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End it without a chance to clean up."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait(10)
