"""`carbot config` and what is said about settings that cannot be."""

import os
import subprocess
import sys

from carbot import configuration
from carbot.settings import Settings
from tests.embedded.machine import CHECKOUT

SECRET = "a-secret-that-nobody-may-ever-read-in-a-listing"


def carbot(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CARBOT_")}
    return subprocess.run(
        [sys.executable, "-m", "carbot", *arguments],
        cwd=CHECKOUT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_config_lists_every_setting_without_secrets() -> None:
    done = carbot(
        "config",
        CARBOT_SECRET_KEY=SECRET,
        CARBOT_SMTP_URL=f"smtp://user:{SECRET}@mail.example",
        OPENAI_API_KEY=SECRET,
        DATABASE_URL=f"postgresql://carbot_owner:{SECRET}@db.example/carbot",
        REDIS_URL=f"redis://:{SECRET}@queue.example/0",
        CARBOT_PRIVATE_HOSTS="db.example, queue.example",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert SECRET not in done.stdout
    assert "DATABASE_URL=postgresql://carbot_owner:********@db.example/carbot\n" in done.stdout
    assert "CARBOT_SECRET_KEY=********\n" in done.stdout
    assert done.stdout.count("\n# ") + 1 == len(Settings.model_fields)


def test_what_config_prints_can_be_read_back() -> None:
    settings = Settings(secret_key=SECRET)
    lines = [line for line in configuration.listing(settings).splitlines() if line and not line.startswith("#")]
    environment = dict(line.split("=", 1) for line in lines)
    kept = {name: value for name, value in environment.items() if value and "*" not in value}

    done = carbot("config", **kept, CARBOT_SECRET_KEY=SECRET)

    assert done.stdout == configuration.listing(settings)


def test_a_production_without_a_secret_does_not_start() -> None:
    done = carbot("api")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CARBOT_SECRET_KEY is missing or shorter than 32 characters: set a long random value.\n"


def test_a_wrong_value_is_named_by_its_variable() -> None:
    done = carbot("config", CARBOT_SECRET_KEY=SECRET, CARBOT_PORT="eight")

    assert done.returncode == 1
    assert done.stderr.startswith("CARBOT_PORT is wrong: ")
    assert done.stderr.count("\n") == 1


def test_provisioning_needs_the_url_of_an_administrator() -> None:
    done = carbot("provision", CARBOT_SECRET_KEY=SECRET, CARBOT_DATABASE_ADMIN_URL="")

    assert done.returncode == 1
    assert done.stderr.startswith("CARBOT_DATABASE_ADMIN_URL is missing: ")
