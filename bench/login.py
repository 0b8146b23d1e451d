"""`./dev bench login`: whether time tells who has an account. Wrong passwords for people of every kind, interleaved."""

import json
import sys
from collections.abc import Callable
from http.client import HTTPConnection
from statistics import median
from time import perf_counter

import psycopg

from bench import data
from bench.contestants import FRONT_DOOR, running
from bench.stage import Stage, stage
from carbot.embedded.places import var_directory
from carbot.errors import StartupError

TRIES = 200
MOST_APART = 0.010
_WARM_UP = 10
_SIGN_IN = "mutation ($input: SessionStartInput!) { sessionStart(input: $input) { errors { code } } }"
_EXPECTED = {"sessionStart": {"errors": [{"code": "WRONG_CREDENTIALS"}]}}
PEOPLE: dict[str, Callable[[int], str]] = {
    "known": lambda number: f"member{number % 100 + 1}@werkstatt.example",
    "unknown": lambda number: f"nobody{number}@werkstatt.example",
    "not confirmed": lambda number: f"new{number % 20}@werkstatt.example",
    "second factor": lambda number: f"careful{number % 20}@werkstatt.example",
}
"""The address of the so many-th try, by kind of person."""


def main() -> int:
    """Measure and print; the exit code is 2 where medians are further apart than ten milliseconds."""
    try:
        with stage(var_directory()) as made:
            medians = measure(made)
    except StartupError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    apart = max(medians.values()) - min(medians.values())
    print(f"{TRIES} wrong passwords each, one after the other; median milliseconds from request to answer")
    for kind, seconds in medians.items():
        print(f"{kind:>16}  {seconds * 1000:7.2f}")
    print(f"{'furthest apart':>16}  {apart * 1000:7.2f}  (at most {MOST_APART * 1000:.0f})")
    return 2 if apart > MOST_APART else 0


def measure(made: Stage) -> dict[str, float]:
    """The median seconds of a try, by kind of person. Raises StartupError."""
    made.build(data.SMALL)
    scene = made.copy(data.SMALL)
    with psycopg.connect(scene.admin_url) as connection:
        connection.execute(_MORE_PEOPLE)
    took: dict[str, list[float]] = {kind: [] for kind in PEOPLE}
    with running(FRONT_DOOR.called("login"), scene.ground) as server:
        connection_to_it = HTTPConnection("localhost", server.port, timeout=20)
        for number in range(TRIES + _WARM_UP):
            for kind, address in PEOPLE.items():
                seconds = _try(connection_to_it, address(number))
                if number >= _WARM_UP:
                    took[kind].append(seconds)
        connection_to_it.close()
    return {kind: median(each) for kind, each in took.items()}


def _try(connection: HTTPConnection, address: str) -> float:
    """The seconds one wrong password takes. Raises StartupError for another answer than to any wrong password."""
    variables = {"input": {"email": address, "password": "a password that is wrong"}}
    body = json.dumps({"query": _SIGN_IN, "variables": variables})
    began = perf_counter()
    connection.request("POST", "/graphql", body, {"content-type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    seconds = perf_counter() - began
    if answer.get("data") != _EXPECTED:
        raise StartupError(f"A wrong password for {address} was answered with {answer}.")
    return seconds


_MORE_PEOPLE = """
    WITH more AS (
        INSERT INTO accounts (id, email, name, language, password_hash, email_confirmed_at, accepted_terms_version,
                              accepted_processing_version, accepted_at)
        SELECT gen_random_uuid(), kind || n || '@werkstatt.example', kind, 'DE', password_hash,
               CASE kind WHEN 'careful' THEN now() END, '2026-11', '2026-11', now()
        FROM (VALUES ('new'), ('careful')) kinds (kind), generate_series(0, 19) n,
             (SELECT password_hash FROM accounts LIMIT 1) known
        RETURNING id, name)
    INSERT INTO totp_factors (account_id, sealed_secret, enabled_at)
    SELECT id, 'never opened here', now() FROM more WHERE name = 'careful'
"""
