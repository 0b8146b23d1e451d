"""Every way in does the same work: one argon2 computation, whoever is known and whatever is wrong."""

from collections import Counter
from typing import Any

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from tests.accounts.documents import ASK_RESET, REGISTER, RESET, SIGN_IN, registration
from tests.support.api import PASSWORD, Api, TestWorkshop

from .documents import VERIFY, begin, enable, next_code_of


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts what the library computes."""
    counts: Counter[str] = Counter()

    def counting(name: str) -> None:
        real = getattr(Argon2Hasher, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            counts[name] += 1
            return real(*arguments, **options)

        monkeypatch.setattr(Argon2Hasher, name, counted)

    counting("verify")
    counting("hash")
    return counts


async def test_every_sign_in_verifies_one_password(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, computed: Counter[str]
) -> None:
    unconfirmed = f"neu.{workshop.owner.email}"
    await api.one(REGISTER, input=registration(unconfirmed))
    await enable(api, other_workshop.owner)
    # The first unknown person has the hash made that all of them are compared with.
    await api.one(SIGN_IN, input={"email": f"erster.{unconfirmed}", "password": PASSWORD})
    ways = {
        "right": (workshop.owner.email, PASSWORD),
        "wrong": (workshop.owner.email, "ein falsches Passwort"),
        "unknown": (f"niemand.{unconfirmed}", PASSWORD),
        "no address": ("keine Adresse", PASSWORD),
        "not confirmed": (unconfirmed, PASSWORD),
        "not confirmed and wrong": (unconfirmed, "ein falsches Passwort"),
        "second factor": (other_workshop.owner.email, PASSWORD),
        "second factor and wrong": (other_workshop.owner.email, "ein falsches Passwort"),
    }

    found = {}
    for way, (email, password) in ways.items():
        computed.clear()
        await api.one(SIGN_IN, input={"email": email, "password": password})
        found[way] = dict(computed)

    assert found == {key: {"verify": 1} for key in ways}


async def test_registering_and_resetting_hash_one_password(
    api: Api, workshop: TestWorkshop, computed: Counter[str]
) -> None:
    new = f"neu.{workshop.owner.email}"
    ways = {
        "new": (REGISTER, {"input": registration(new)}),
        "known and not confirmed": (REGISTER, {"input": registration(new)}),
        "known": (REGISTER, {"input": registration(workshop.owner.email)}),
        "link that never was": (RESET, {"token": "x" * 43, "password": "ein ganz anderes Passwort"}),
    }

    found = {}
    for way, (document, variables) in ways.items():
        computed.clear()
        await api.one(document, **variables)
        found[way] = dict(computed)

    assert found == {key: {"hash": 1} for key in ways}


async def test_asking_for_a_link_and_the_second_step_compute_nothing(
    api: Api, workshop: TestWorkshop, computed: Counter[str]
) -> None:
    secret, _ = await enable(api, workshop.owner)
    token = (await begin(api, workshop.owner.email))["secondFactor"]["token"]
    computed.clear()

    await api.one(ASK_RESET, email=workshop.owner.email)
    await api.one(ASK_RESET, email=f"niemand.{workshop.owner.email}")
    await api.one(VERIFY, input={"token": token, "code": next_code_of(secret)})

    assert dict(computed) == {}
