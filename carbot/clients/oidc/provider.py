"""A provider reached over HTTP: what it says of itself and its keys are remembered, its answers are checked."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from carbot.clients.llm.breaker import Breaker
from carbot.clients.oidc.contract import Attempt, ForeignPerson, ProviderRefused, ProviderUnavailable
from carbot.clients.oidc.discovery import Discovery, read_discovery

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Signatures by a key only the provider has; neither `none` nor a shared secret."""
_REMEMBER_SECONDS = 3600.0
_KEYS_EVERY = 30.0
_LEEWAY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Registered:
    """A provider we are registered with."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str


class RemoteProvider:
    """One provider. It has `timeout` seconds for each step of a sign-in, and is left alone after failures in a row.

    Its keys are asked for again when an answer is signed with one that is new, but not more often than `keys_every`
    seconds: who sends nonsense shall not make us ask.
    """

    def __init__(self, registered: Registered, *, timeout: float, keys_every: float = _KEYS_EVERY) -> None:
        self._registered = registered
        self._timeout = timeout
        self._keys_every = keys_every
        self._tls = httpx2.create_ssl_context()
        self._breaker = Breaker()
        self._discovery: tuple[float, Discovery] | None = None
        self._keys: tuple[float, KeySet] | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return self._registered.name

    async def address(self, attempt: Attempt, redirect_uri: str) -> str:
        """Where the browser goes. Raises ProviderUnavailable."""
        async with self._calling() as client:
            discovery = await self._discover(client)
        address: str = prepare_grant_uri(
            discovery.authorization_endpoint,
            client_id=self._registered.client_id,
            response_type="code",
            redirect_uri=redirect_uri,
            scope="openid email",
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=attempt.challenge,
            code_challenge_method="S256",
        )
        return address

    async def redeem(self, code: str, attempt: Attempt, redirect_uri: str) -> ForeignPerson:
        """Whom the code is of. Raises ProviderRefused, ProviderUnavailable."""
        async with self._calling() as client:
            discovery = await self._discover(client)
            spent = await client.post(
                discovery.token_endpoint,
                data={
                    "grant_type": "authorization_code",
                    "code": code,
                    "redirect_uri": redirect_uri,
                    "client_id": self._registered.client_id,
                    "client_secret": self._registered.client_secret,
                    "code_verifier": attempt.verifier,
                },
            )
            if spent.is_client_error:
                raise ProviderRefused(f"{self.name} did not take the code ({spent.status_code}).")
            tokens = _object(spent)
            claims = await self._claims(client, discovery, tokens, attempt)
            if not claims.get("email") and discovery.userinfo_endpoint:
                bearer = {"authorization": f"Bearer {tokens.get('access_token', '')}"}
                more = _object(await client.get(discovery.userinfo_endpoint, headers=bearer))
                if more.get("sub") == claims["sub"]:
                    claims = {**more, **claims}
        email = claims.get("email")
        return ForeignPerson(
            issuer=claims["iss"],
            subject=claims["sub"],
            provider_name=self.name,
            email=email if isinstance(email, str) and email else None,
            # Microsoft says by xms_edov whether the address's domain is known to be the owner's.
            is_email_verified=claims.get("email_verified") is True or claims.get("xms_edov") in (True, 1, "1"),
        )

    async def _claims(
        self, client: httpx2.AsyncClient, discovery: Discovery, tokens: Mapping[str, Any], attempt: Attempt
    ) -> Mapping[str, Any]:
        """What the signed answer says, once signature, issuer, audience, time and nonce are right."""
        try:
            token = await self._verified(client, discovery, str(tokens.get("id_token", "")))
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": discovery.issuer_of(token.claims)},
                    "aud": {"essential": True, "value": self._registered.client_id},
                    "nonce": {"essential": True, "value": attempt.nonce},
                },
                params={
                    "nonce": attempt.nonce,
                    "client_id": self._registered.client_id,
                    "access_token": tokens.get("access_token"),
                },
            )
            claims.validate(now=int(time.time()), leeway=_LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderRefused(f"{self.name}'s answer is not good ({type(error).__name__}).") from error
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise ProviderRefused(f"{self.name}'s answer names nobody.")
        return dict(claims)

    async def _verified(self, client: httpx2.AsyncClient, discovery: Discovery, text: str) -> jwt.Token:
        """The token, its signature checked; keys are asked for again when it was signed with one that is new."""
        keys = await self._key_set(client, discovery, _REMEMBER_SECONDS)
        try:
            return jwt.decode(text, keys, algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            newer = await self._key_set(client, discovery, self._keys_every)
            if newer is keys:
                raise
        return jwt.decode(text, newer, algorithms=_ALGORITHMS)

    async def _discover(self, client: httpx2.AsyncClient) -> Discovery:
        if self._discovery is None or time.monotonic() - self._discovery[0] > _REMEMBER_SECONDS:
            issuer = self._registered.issuer
            answer = await client.get(f"{issuer}/.well-known/openid-configuration")
            self._discovery = time.monotonic(), read_discovery(_object(answer), issuer)
        return self._discovery[1]

    async def _key_set(self, client: httpx2.AsyncClient, discovery: Discovery, at_most: float) -> KeySet:
        """The provider's keys, not older than so many seconds."""
        if self._keys is None or time.monotonic() - self._keys[0] > at_most:
            found: Any = _object(await client.get(discovery.jwks_uri))
            try:
                self._keys = time.monotonic(), KeySet.import_key_set(found)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise ProviderUnavailable(f"{self.name}'s keys cannot be read.") from error
        return self._keys[1]

    def _client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(verify=self._tls, timeout=self._timeout)

    @asynccontextmanager
    async def _calling(self) -> AsyncIterator[httpx2.AsyncClient]:
        """A client for one step, which must end in time. Raises ProviderUnavailable."""
        if self._breaker.is_open:
            raise ProviderUnavailable(f"{self.name} has failed several times and is left alone for a while.")
        try:
            async with (
                asyncio.timeout(self._timeout),
                httpx2.AsyncClient(verify=self._tls, timeout=None) as client,
            ):  # the whole step has one
                yield client
        except (httpx2.TransportError, TimeoutError) as fault:
            self._breaker.fail()
            raise ProviderUnavailable(f"{self.name} cannot be reached ({type(fault).__name__}).") from fault
        except ProviderUnavailable:
            self._breaker.fail()
            raise
        self._breaker.succeed()


def _object(answer: httpx2.Response) -> dict[str, Any]:
    """The answer's JSON object. Raises ProviderUnavailable."""
    try:
        content = answer.json() if answer.is_success else None
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise ProviderUnavailable(f"{answer.url.host} answered {answer.status_code} without what was asked for.")
    return content
