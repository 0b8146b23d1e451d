"""The rules of OAuth 2 by Authlib, applied to facts that were read before: it decides, and writes nothing.

The protocol's library is synchronous and knows no transactions. So what it may ask for is read first, its verdict is a
wish, and whoever asked carries the wish out, or says that it came too late (`too_late`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import (
    AuthorizationServer,
    ClientMixin,
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Error,
    OAuth2Payload,
    OAuth2Request,
    grants,
)
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint

from resolvers.partners import ACCESS_LIFE, Bearing
from tenants.models.partners import PartnerTokenKind

CLIENT_AUTH = ["client_secret_basic", "client_secret_post", "none"]
GRANT_TYPES = ["authorization_code", "client_credentials", "refresh_token"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be answered, once what is wished for was done."""

    status: int
    body: Any
    headers: Mapping[str, str]
    wish: str | None = None
    """A type of grant, or `revoke`; None where nothing is to be done."""
    scopes: Sequence[str] = ()

    @property
    def location(self) -> str | None:
        """Where the browser is sent."""
        return self.headers.get("Location")


@dataclass(frozen=True, slots=True)
class Code:
    """What the protocol must know of a code."""

    redirect_uri: str
    scopes: Sequence[str]
    code_challenge: str
    code_challenge_method: str = "S256"

    def get_redirect_uri(self) -> str:
        """The address the code was sent to."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """What it grants."""
        return " ".join(self.scopes)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read for one request. What belongs to another client is not among it."""

    client_id: str | None = None
    is_confidential: bool = True
    is_proven: bool = False
    scopes: Sequence[str] = ()
    """What the client may ask for: an app's own, or those of the installation it acts for."""
    redirect_uris: Sequence[str] = ()
    is_installed: bool = False
    acts_alone: bool = False
    """A program of the workshop's own, which nobody can consent to."""
    code: Code | None = None
    token: Bearing | None = None


class _Client(ClientMixin):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def get_client_id(self) -> str:
        return self.facts.client_id or ""

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str | None) -> str | None:
        wanted = (scope or "").split() or list(self.facts.scopes)
        return " ".join(wanted) if set(wanted) <= set(self.facts.scopes) else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.facts.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return self.facts.is_proven

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return (method == "none") is not self.facts.is_confidential

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        if grant_type == "client_credentials":
            return self.facts.is_confidential
        return not self.facts.acts_alone


class _Payload(OAuth2Payload):
    def __init__(self, values: Sequence[tuple[str, str]]) -> None:
        self._lists: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in values:
            self._lists[name].append(value)

    @property
    def data(self) -> dict[str, str]:
        return {name: values[0] for name, values in self._lists.items()}

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        return self._lists


class _Request(OAuth2Request):
    def __init__(self, method: str, uri: str, values: Sequence[tuple[str, str]], authorization: str | None) -> None:
        super().__init__(method, uri, headers={"Authorization": authorization} if authorization else {})
        self.payload = _Payload(values)

    @property
    def args(self) -> dict[str, str]:
        return self.payload.data

    @property
    def form(self) -> dict[str, str]:
        return self.payload.data


class _S256(CodeChallenge):
    """PKCE for everybody, and never in the clear."""

    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        payload = grant.request.payload
        if not payload.data.get("code_challenge") or payload.data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE is required: send 'code_challenge' with the method S256.")
        super().validate_code_challenge(grant, redirect_uri)


class _CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTH
    server: "Protocol"

    def generate_authorization_code(self) -> str:
        return self.server.code

    def save_authorization_code(self, code: str, request: Any) -> None:
        """It was stored with the consent."""

    def query_authorization_code(self, code: str, client: Any) -> Code | None:
        return self.server.facts.code

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """It is spent when the wish is carried out."""

    def authenticate_user(self, authorization_code: Code) -> Facts:
        return self.server.facts


class _CredentialsGrant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTH[:2]
    server: "Protocol"

    def validate_requested_scope(self) -> None:
        if not self.server.facts.is_installed:
            raise InvalidGrantError("The app is not installed there: say where with 'installation'.")
        if self.request.client.get_allowed_scope(self.request.payload.scope) is None:
            raise InvalidScopeError()


class _RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTH
    INCLUDE_NEW_REFRESH_TOKEN = True
    server: "Protocol"

    def authenticate_refresh_token(self, refresh_token: str) -> Any:
        token = self.server.facts.token
        return _Refresh(token) if token is not None and token.kind is PartnerTokenKind.REFRESH else None

    def authenticate_user(self, refresh_token: Any) -> Facts:
        return self.server.facts

    def revoke_old_credential(self, refresh_token: Any) -> None:
        """It is spent when the wish is carried out."""


@dataclass(frozen=True, slots=True)
class _Refresh:
    bearing: Bearing

    def check_client(self, client: Any) -> bool:
        return True

    def get_scope(self) -> str:
        return " ".join(self.bearing.scopes)


class _Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = CLIENT_AUTH
    server: "Protocol"

    def create_endpoint_response(self, request: Any) -> tuple[int, Any, Any]:
        self.authenticate_endpoint_client(request)
        self.check_params(request, request.client)
        if self.server.facts.token is not None:
            self.server.wish = "revoke"
        return 200, {}, []


class _Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = CLIENT_AUTH[:2]
    server: "Protocol"

    def create_endpoint_response(self, request: Any) -> tuple[int, Any, Any]:
        self.authenticate_endpoint_client(request)
        self.check_params(request, request.client)
        facts = self.server.facts
        token = facts.token
        if token is None or token.has_ended:
            return 200, {"active": False}, []
        return (
            200,
            {
                "active": True,
                "client_id": facts.client_id,
                "scope": " ".join(token.scopes),
                "token_type": "Bearer" if token.kind is PartnerTokenKind.ACCESS else "refresh_token",
                "iat": int(token.created_at.timestamp()),
                "exp": int(token.expires_at.timestamp()),
            },
            [],
        )


class Protocol(AuthorizationServer):
    """The server of one request."""

    def __init__(self, facts: Facts, *, code: str = "") -> None:
        super().__init__()
        self.facts = facts
        self.code = code
        self.wish: str | None = None
        self.granted: Sequence[str] = ()
        self.register_grant(_CodeGrant, [_S256(required=True)])
        self.register_grant(_CredentialsGrant)
        self.register_grant(_RefreshGrant)
        self.register_endpoint(_Revocation)
        self.register_endpoint(_Introspection)

    def query_client(self, client_id: str) -> _Client | None:
        """The client of the request, if it is known."""
        return _Client(self.facts) if client_id == self.facts.client_id else None

    def generate_token(self, grant_type: str, client: Any, user: Any = None, scope: Any = None, **_: Any) -> Any:
        """The answer without the tokens, which are made when the wish is carried out."""
        self.granted = client.get_allowed_scope(scope).split() if grant_type == "client_credentials" else scope.split()
        return {
            "token_type": "Bearer",
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "scope": " ".join(self.granted),
        }

    def save_token(self, token: Any, request: Any) -> None:
        """Wish for tokens to be made."""
        self.wish = request.payload.grant_type

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        """Requests are made here already."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Verdict:
        """A verdict of what the protocol answers; an error wishes for nothing."""
        said = {**dict(headers), "Cache-Control": "no-store", "Pragma": "no-cache"}
        wish = self.wish if status < 400 else None
        return Verdict(status, body, said, wish, self.granted)


def token_verdict(
    facts: Facts, uri: str, form: Sequence[tuple[str, str]], authorization: str | None, *, endpoint: str = "token"
) -> Verdict:
    """What a request to one of the endpoints for programs deserves: `token`, `revocation` or `introspection`."""
    server = Protocol(facts)
    try:
        request = _Request("POST", uri, form, authorization)
        if any(len(values) > 1 for values in request.payload.datalist.values()):
            raise InvalidRequestError("A parameter was given more than once.")
        if authorization and "client_secret" in request.form:
            raise InvalidRequestError("Prove who is asking in one way only.")
        verdict: Verdict = (
            server.create_token_response(request)
            if endpoint == "token"
            else server.create_endpoint_response(endpoint, request)
        )
    except OAuth2Error as error:
        verdict = server.handle_response(*error())
    except ValueError:
        # The library does not take an error's text with characters of the request it may not repeat.
        verdict = server.handle_response(*InvalidRequestError()())
    if verdict.body.get("error") == "invalid_client":
        # The same for an unknown client and for a wrong secret.
        said = {**verdict.headers, "WWW-Authenticate": 'Basic realm="CarBot"'}
        return Verdict(401, {"error": "invalid_client"}, said)
    return verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for consent that is well formed, and what is asked for."""

    redirect_uri: str
    scopes: Sequence[str]
    challenge: str


def consent_asked(facts: Facts, uri: str, query: Sequence[tuple[str, str]], *, issuer: str) -> Asked | Verdict:
    """What a browser brings to the consent page, or why it is turned away: back to the app only where that is safe."""
    server = Protocol(facts)
    try:
        request = _Request("GET", uri, query, None)
        grant = server.get_consent_grant(request)
    except OAuth2Error as error:
        return _from_here(server.handle_response(*error()), issuer)
    except ValueError:
        return server.handle_response(*InvalidRequestError()())
    return Asked(grant.redirect_uri, request.scope.split(), request.payload.data["code_challenge"])


def consent_verdict(
    facts: Facts, uri: str, query: Sequence[tuple[str, str]], *, code: str | None, issuer: str
) -> Verdict:
    """Where the browser goes after the decision: with the code when consent was given, else with its refusal."""
    server = Protocol(facts, code=code or "")
    request = _Request("POST", uri, query, None)
    grant = server.get_authorization_grant(request)
    answer = server.create_authorization_response(request, facts if code else None, grant=grant)
    return _from_here(answer, issuer)


def _from_here(verdict: Verdict, issuer: str) -> Verdict:
    """The app can tell that the answer is from here (RFC 9207)."""
    if verdict.location is None:
        return verdict
    location = add_params_to_uri(verdict.location, [("iss", issuer)])
    return replace(verdict, headers={**verdict.headers, "Location": location})


def too_late() -> Verdict:
    """The wish could not be carried out any more."""
    return Protocol(Facts()).handle_response(*InvalidGrantError()())
