"""What the profile `production` refuses to start with, and what it takes."""

import pytest

from carbot.production import objections
from carbot.settings import Profile, Settings
from tests.embedded.test_configuration import carbot

SECRET = "4k8Zr0pQmX2vWb7LsYtNc5HdJg9EuAfR"
SAFE = {
    "CARBOT_SECRET_KEY": SECRET,
    "CARBOT_PUBLIC_URL": "https://app.carbot.example",
    "DATABASE_URL": "postgresql://carbot_owner:secret@db.example/carbot?sslmode=verify-full",
    "REDIS_URL": "rediss://:secret@queue.example:6380/0",
}


def said_of(**changed: str) -> list[str]:
    names = {"DATABASE_URL": "database_url", "REDIS_URL": "redis_url", "DATABASE_REPLICA_URL": "database_replica_url"}
    values = {
        names.get(name, name.removeprefix("CARBOT_").lower()): value for name, value in {**SAFE, **changed}.items()
    }
    return list(objections(Settings(profile=Profile.TEST, **values)))


def test_a_safe_production_starts() -> None:
    done = carbot("version", CARBOT_PROFILE="production", **SAFE)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CARBOT_SECRET_KEY", ""),
        ("CARBOT_SECRET_KEY", "development-only-secret-development-only"),
        ("CARBOT_SECRET_KEY", SECRET[:31]),
        ("CARBOT_SECRET_KEY", "abcabcabc" * 10),
        ("CARBOT_PUBLIC_URL", "http://app.carbot.example"),
        ("DATABASE_URL", "postgresql://carbot_owner:secret@db.example/carbot"),
        ("DATABASE_URL", "postgresql://carbot_owner:secret@db.example/carbot?sslmode=prefer"),
        ("DATABASE_URL", "postgresql://carbot_owner:secret@127.0.0.1,db.example/carbot"),
        ("DATABASE_URL", "postgresql://carbot_owner:secret@/carbot?host=db.example"),
        ("DATABASE_REPLICA_URL", "postgresql://carbot_owner:secret@replica.example/carbot"),
        ("REDIS_URL", "redis://:secret@queue.example:6379/0"),
        ("REDIS_URL", "redis://localhost.example:6379/0"),
        ("CARBOT_VIES_URL", "http://vies.example/rest-api"),
    ],
)
def test_an_unsafe_production_does_not_start_and_says_what_to_do(name: str, value: str) -> None:
    assert [sentence.split()[0] for sentence in said_of(**{name: value})] == [name]


def test_what_is_unsafe_ends_the_command_with_one_sentence() -> None:
    done = carbot("api", CARBOT_PROFILE="production", **{**SAFE, "REDIS_URL": "redis://:secret@queue.example/0"})

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "REDIS_URL must start with rediss://, or its host be one of CARBOT_PRIVATE_HOSTS.\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://carbot_owner:secret@127.0.0.1:5432/carbot"),
        ("DATABASE_URL", "postgresql://carbot_owner:secret@[::1]:5432/carbot"),
        ("DATABASE_URL", "postgresql://carbot_owner@/carbot?host=/var/run/postgresql"),
        ("DATABASE_URL", "postgresql://carbot_owner:secret@db.example/carbot?sslmode=require"),
        ("REDIS_URL", "redis://localhost:6379/0"),
        ("REDIS_URL", "unix:///run/valkey.sock"),
    ],
)
def test_what_nobody_can_read_along_needs_no_more(name: str, value: str) -> None:
    assert said_of(**{name: value}) == []


def test_a_private_network_is_named_host_by_host() -> None:
    open_urls = {"DATABASE_URL": "postgresql://carbot_owner:secret@postgres/carbot", "REDIS_URL": "redis://valkey/0"}

    assert said_of(**open_urls, CARBOT_PRIVATE_HOSTS="postgres, valkey") == []
    assert [sentence.split()[0] for sentence in said_of(**open_urls, CARBOT_PRIVATE_HOSTS="postgres")] == ["REDIS_URL"]
