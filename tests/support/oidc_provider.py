"""An OpenID Connect provider of our own, built with Authlib's server: discovery, authorize, token, keys, userinfo.

It signs in whoever is set as its person without asking. Each of its faults is a knob.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.models import ClientMixin
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.core.models import AuthorizationCodeMixin
from joserfc import jwk
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from carbot.ids import new_token
from tests.support.instances import listener, port_of, serving

CLIENT_ID, CLIENT_SECRET = "carbot", "a secret between the two"


@dataclass
class Provider:
    """What the provider does and for whom; a test turns the knobs."""

    issuer: str
    redirect_uri: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    """What the signed answer says instead; None leaves a claim out."""
    algorithm: str = "RS256"
    document: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    delay: float = 0.0
    puts_email_in_userinfo_only: bool = False
    asked: list[str] = field(default_factory=list)
    keys: list[jwk.RSAKey] = field(default_factory=lambda: [_new_key()])
    signs_with: jwk.RSAKey | None = None
    codes: dict[str, "Code"] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    def rotate(self) -> None:
        """Sign with a new key from now on; the old one is gone."""
        self.keys = [_new_key()]


def _new_key() -> jwk.RSAKey:
    return jwk.RSAKey.generate_key(2048, auto_kid=True)


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that was given out."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str | None
    challenge: str
    method: str
    person: dict[str, Any]

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())


class _Client(ClientMixin):
    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return self._provider.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self._provider.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class _Request(OAuth2Request):
    def __init__(self, method: str, uri: str, given: dict[str, str], headers: Mapping[str, str]) -> None:
        # The library takes no plain http, and this provider is on this machine only.
        super().__init__(method, uri.replace("http://", "https://", 1), headers=dict(headers))
        self.payload = BasicOAuth2Payload(given)
        self._given = given

    @property
    def args(self) -> dict[str, str]:
        return self._given

    @property
    def form(self) -> dict[str, str]:
        return self._given


class _Server(AuthorizationServer):
    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider
        self.register_token_generator("default", BearerTokenGenerator(lambda **_: new_token()))
        self.register_grant(_CodeGrant, [_Pkce(required=True), _Tokens(provider)])

    def query_client(self, client_id: str) -> _Client | None:
        return _Client(self.provider) if client_id == CLIENT_ID else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        self.provider.tokens[token["access_token"]] = request.user

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        text = json.dumps(body) if isinstance(body, dict) else body
        return Response(text, status, dict(headers))


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar[list[str]] = ["client_secret_post"]

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        given = request.payload.data
        self.server.provider.codes[code] = Code(
            code,
            given["redirect_uri"],
            request.scope,
            given.get("nonce"),
            given.get("code_challenge", ""),
            given.get("code_challenge_method", ""),
            dict(request.user),
        )

    def query_authorization_code(self, code: str, client: _Client) -> Code | None:
        found: Code | None = self.server.provider.codes.get(code)
        return found

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del self.server.provider.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
        return authorization_code.person


class _Pkce(CodeChallenge):
    def get_authorization_code_challenge(self, authorization_code: Code) -> str:
        return authorization_code.challenge

    def get_authorization_code_challenge_method(self, authorization_code: Code) -> str:
        return authorization_code.method


class _Tokens(OpenIDCode):
    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self._provider = provider

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return any(code.nonce == nonce for code in self._provider.codes.values())

    def get_client_algorithm(self, client: _Client) -> str:
        return self._provider.algorithm

    def get_client_claims(self, client: _Client) -> dict[str, Any]:
        return {"iss": self._provider.issuer, "aud": [CLIENT_ID]}

    def resolve_client_private_key(self, client: _Client) -> Any:
        if self._provider.algorithm.startswith("HS"):
            return jwk.OctKey.import_key(CLIENT_SECRET)
        return self._provider.signs_with or self._provider.keys[0]

    def get_encode_header(self, client: _Client) -> dict[str, str]:
        return {"alg": self._provider.algorithm, "kid": str(self._provider.keys[0].kid)}

    def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
        told = {"sub": user["sub"]} if self._provider.puts_email_in_userinfo_only else dict(user)
        return UserInfo({**told, **self._provider.claims})


@asynccontextmanager
async def oidc_provider() -> AsyncIterator[Provider]:
    """A provider that serves on a port of its own."""
    listening = listener()
    provider = Provider(f"http://localhost:{port_of(listening)}")
    async with serving(_application(provider), listening):
        yield provider


def _application(provider: Provider) -> Starlette:
    server = _Server(provider)

    async def discovery(request: Request) -> Response:
        document = {
            "issuer": provider.issuer,
            "authorization_endpoint": f"{provider.issuer}/authorize",
            "token_endpoint": f"{provider.issuer}/token",
            "jwks_uri": f"{provider.issuer}/keys",
            "userinfo_endpoint": f"{provider.issuer}/userinfo",
        }
        return JSONResponse({**document, **provider.document}, provider.status)

    async def keys(request: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False) for key in provider.keys]})

    async def authorize(request: Request) -> Response:
        wanted = _Request("GET", str(request.url), dict(request.query_params), request.headers)
        grant = server.get_authorization_grant(wanted)
        answer: Response = server.create_authorization_response(wanted, provider.person or None, grant)
        return answer

    async def token(request: Request) -> Response:
        await asyncio.sleep(provider.delay)
        if provider.status != 200:
            return Response("busy", provider.status)
        given = dict(parse_qsl((await request.body()).decode()))
        answer: Response = server.create_token_response(_Request("POST", str(request.url), given, request.headers))
        return answer

    async def userinfo(request: Request) -> Response:
        person = provider.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        return JSONResponse(person or {}, 200 if person else 401)

    def heard(handler: Any) -> Any:
        async def answer(request: Request) -> Response:
            provider.asked.append(request.url.path)
            answered: Response = await handler(request)
            return answered

        return answer

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", heard(discovery)),
            Route("/keys", heard(keys)),
            Route("/authorize", heard(authorize)),
            Route("/token", heard(token), methods=["POST"]),
            Route("/userinfo", heard(userinfo)),
        ]
    )
