"""What a provider of sign-ins does for us, and what it may say."""

from dataclasses import dataclass
from typing import Protocol

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from carbot.errors import CarbotError
from carbot.ids import new_token


class ProviderUnavailable(CarbotError):
    """The provider does not answer, or answers what cannot be read; trying again later may help."""


class ProviderRefused(CarbotError):
    """The provider does not vouch for the person, or what it says does not belong to this attempt."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt is recognised by: in the address, in the signed answer, and when the code is spent."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def begin(cls) -> "Attempt":
        """A new attempt that nobody can guess."""
        return cls(new_token(), new_token(), new_token())

    @property
    def challenge(self) -> str:
        """The verifier's hash (PKCE, S256), told before the verifier is."""
        challenge: str = create_s256_code_challenge(self.verifier)
        return challenge


@dataclass(frozen=True, slots=True)
class ForeignPerson:
    """Whom a provider vouches for. The subject is the person's for ever, the address only if it was verified there."""

    issuer: str
    subject: str
    provider_name: str
    email: str | None
    is_email_verified: bool


class OidcProvider(Protocol):
    """A provider as the sign-in page offers it."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    async def address(self, attempt: Attempt, redirect_uri: str) -> str:
        """Where the browser goes. Raises ProviderUnavailable."""
        ...

    async def redeem(self, code: str, attempt: Attempt, redirect_uri: str) -> ForeignPerson:
        """Whom the code that came back is of. Raises ProviderRefused, ProviderUnavailable."""
        ...
