"""A provider's answer is believed only when everything in it is right; one that fails is left alone."""

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx2
import pytest
from joserfc import jwk
from pydantic import ValidationError

from carbot.clients.oidc import Attempt, ProviderRefused
from carbot.clients.oidc.discovery import read_discovery
from carbot.clients.oidc.provider import Registered, RemoteProvider
from carbot.settings import Profile, Settings
from tests.support.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider
from tests.support.stopwatch import Stopwatch

from .conftest import Visitor, problem


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another attempt's"},
        {"nonce": ""},
        {"aud": ["somebody else"]},
        {"aud": ["somebody else", "carbot"], "azp": "somebody else"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 7200},
        {"nbf": int(time.time()) + 7200},
        {"sub": ""},
        {"sub": 7},
        {"at_hash": "bm90IHRoZSBoYXNo"},
    ],
    ids=lambda claims: "-".join(f"{name}" for name in claims),
)
async def test_an_answer_with_a_wrong_claim_signs_nobody_in(
    visitor: Visitor, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims

    assert problem(await visitor.sign_in()) == "SIGN_IN_EXPIRED"
    assert not visitor.is_signed_in


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_an_answer_nobody_but_the_provider_could_have_signed_is_asked_for(
    visitor: Visitor, provider: Provider, algorithm: str
) -> None:
    provider.algorithm = algorithm

    assert problem(await visitor.sign_in()) in ("SIGN_IN_EXPIRED", "SIGN_IN_UNAVAILABLE")
    assert not visitor.is_signed_in


async def test_an_answer_signed_with_a_key_the_provider_does_not_show_is_refused(
    visitor: Visitor, provider: Provider
) -> None:
    provider.signs_with = jwk.RSAKey.generate_key(2048, auto_kid=True)

    assert problem(await visitor.sign_in()) == "SIGN_IN_EXPIRED"


async def test_discovery_and_keys_are_asked_for_once(visitor: Visitor, provider: Provider) -> None:
    for _ in range(3):
        await visitor.sign_in()

    assert provider.asked.count("/.well-known/openid-configuration") == 1
    assert provider.asked.count("/keys") == 1


async def test_new_keys_are_asked_for_when_one_is_used(provider: Provider) -> None:
    provider.redirect_uri = "http://localhost/callback"
    registered = Registered("other", "Beispiel", provider.issuer, CLIENT_ID, CLIENT_SECRET)
    ours = RemoteProvider(registered, timeout=20.0, keys_every=0.0)
    found = []

    async with httpx2.AsyncClient() as browser:
        for _ in range(2):
            attempt = Attempt.begin()
            answer = await browser.get(await ours.address(attempt, provider.redirect_uri))
            code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
            found.append(await ours.redeem(code, attempt, provider.redirect_uri))
            provider.rotate()

    assert {person.subject for person in found} == {provider.person["sub"]}
    assert provider.asked.count("/keys") == 2


async def test_a_code_is_of_no_use_without_the_verifier(provider: Provider) -> None:
    provider.redirect_uri = "http://localhost/callback"
    ours = RemoteProvider(Registered("other", "Beispiel", provider.issuer, CLIENT_ID, CLIENT_SECRET), timeout=20.0)
    attempt = Attempt.begin()

    async with httpx2.AsyncClient() as browser:
        answer = await browser.get(await ours.address(attempt, provider.redirect_uri))
    code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    with pytest.raises(ProviderRefused):
        await ours.redeem(code, replace(attempt, verifier=Attempt.begin().verifier), provider.redirect_uri)


async def test_a_provider_that_speaks_for_another_issuer_is_not_used(visitor: Visitor, provider: Provider) -> None:
    provider.document = {"issuer": "https://accounts.google.com"}

    assert problem(await visitor.leave()) == "SIGN_IN_UNAVAILABLE"


async def test_a_provider_that_wants_the_secret_in_clear_is_not_used(visitor: Visitor, provider: Provider) -> None:
    provider.document = {"token_endpoint": "http://provider.example/token"}

    assert problem(await visitor.leave()) == "SIGN_IN_UNAVAILABLE"


async def test_a_provider_that_is_down_is_told_calmly(visitor: Visitor, provider: Provider) -> None:
    back = await visitor.authorize(await visitor.leave())
    provider.status = 503

    assert problem(await visitor.come_back(back)) == "SIGN_IN_UNAVAILABLE"
    assert not visitor.is_signed_in


@pytest.mark.parametrize("patience", [timedelta(seconds=5)])
async def test_nobody_waits_for_a_slow_provider_longer_than_the_settings_say(
    visitor: Visitor, provider: Provider, patience: timedelta
) -> None:
    back = await visitor.authorize(await visitor.leave())
    provider.delay = 20.0
    asked = Stopwatch()

    assert problem(await visitor.come_back(back)) == "SIGN_IN_UNAVAILABLE"

    assert asked.seconds < patience.total_seconds() + 2.0


async def test_after_five_failures_in_a_row_the_provider_is_left_alone(visitor: Visitor, provider: Provider) -> None:
    provider.status = 500
    for _ in range(5):
        assert problem(await visitor.leave()) == "SIGN_IN_UNAVAILABLE"
    asked = len(provider.asked)

    assert problem(await visitor.leave()) == "SIGN_IN_UNAVAILABLE"

    assert len(provider.asked) == asked


@pytest.mark.parametrize(
    "half",
    [
        {"oidc_google_client_id": "x"},
        {"oidc_microsoft_client_secret": "x"},
        {"oidc_client_id": "x", "oidc_client_secret": "y"},
        {"oidc_issuer": "https://login.example"},
        {"oidc_issuer": "http://login.example", "oidc_client_id": "x", "oidc_client_secret": "y"},
    ],
)
def test_a_provider_that_is_half_set_up_stops_the_start(half: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings(profile=Profile.TEST, **half)


def test_microsofts_issuer_for_everybody_is_that_of_the_persons_tenant() -> None:
    base = "https://login.microsoftonline.com"
    document = {
        "issuer": f"{base}/{{tenantid}}/v2.0",
        "authorization_endpoint": f"{base}/common/oauth2/v2.0/authorize",
        "token_endpoint": f"{base}/common/oauth2/v2.0/token",
        "jwks_uri": f"{base}/common/discovery/v2.0/keys",
    }
    tenant = uuid4()

    discovery = read_discovery(document, f"{base}/common/v2.0")

    assert discovery.issuer_of({"tid": str(tenant)}) == f"{base}/{tenant}/v2.0"
    for told in ({}, {"tid": "evil.example/x"}):
        with pytest.raises(ValueError):
            discovery.issuer_of(told)
