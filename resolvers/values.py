"""Values people type: made clean or refused, all faults of an input together."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from carbot.errors import InvalidInput, Rejected
from tenants.models.workshops import Country

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\ufeff]")
_FOLDED = str.maketrans(dict(zip("äöüßıł", ("ae", "oe", "ue", "ss", "i", "l"), strict=True)))
_SUBDOMAINS = re.compile(r"([a-z0-9_-]+\.)+")
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")


def folded_address(given: str) -> str:
    """An e-mail address as accounts hold it; empty for what is none."""
    return Checks().email("email", given, required=False) or ""


class Checks:
    """Cleans the fields of one input and remembers what is wrong; `done` raises Rejected with all of it.

    Every method returns the clean value, or an empty one after noting the fault.
    """

    def __init__(self, *path: str) -> None:
        self._path = path
        self._problems: list[InvalidInput] = []

    def refuse(self, reason: str, field: str, **values: object) -> None:
        """Note a fault of a field."""
        self._problems.append(InvalidInput(reason, *self._path, field, **values))

    def below(self, field: str) -> "Checks":
        """Checks of what lies below a field; their faults count as these."""
        inner = Checks(*self._path, field)
        inner._problems = self._problems
        return inner

    @property
    def problems(self) -> Sequence[InvalidInput]:
        """What is wrong so far."""
        return tuple(self._problems)

    def done(self) -> None:
        """Raise Rejected when anything was wrong."""
        if self._problems:
            raise Rejected(self._problems)

    def required(self, field: str, value: str | None, *, most: int = 120) -> str:
        """One line of text that must be there."""
        text = self.line(field, value, most=most)
        if not text and not self._has(field):
            self.refuse("REQUIRED", field)
        return text or ""

    def line(self, field: str, value: str | None, *, most: int = 120) -> str | None:
        """One line of text, or None when it is empty."""
        text = " ".join(clean(value or "").split())
        return self._fits(field, text, most)

    def text(self, field: str, value: str | None, *, most: int = 2000) -> str | None:
        """Several lines of text, or None when it is empty."""
        return self._fits(field, clean(value or "").strip(), most)

    def email(self, field: str, value: str | None, *, required: bool = True) -> str | None:
        """An e-mail address, folded to lower case (RFC 5321 lets the local part differ; nobody's mail does)."""
        text = (value or "").strip()
        if not text:
            if required:
                self.refuse("REQUIRED", field)
            return None
        try:
            return validate_email(text, check_deliverability=False).normalized.lower()
        except EmailNotValidError:
            self.refuse("INVALID_EMAIL", field)
            return None

    def phone(self, field: str, value: str | None, country: Country) -> str | None:
        """A phone number in E.164, read as one of `country` when it has no international prefix."""
        text = (value or "").strip()
        if not text:
            return None
        try:
            number = phonenumbers.parse(text, country.value)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
            self.refuse("INVALID_PHONE", field)
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def url(self, field: str, value: str | None) -> str | None:
        """An http or https address; without a scheme it gets https."""
        text = (value or "").strip()
        if not text:
            return None
        parts = _split(text if "://" in text else f"https://{text}")
        if parts is None or len(text) > 500:
            self.refuse("INVALID_URL", field)
            return None
        return parts

    def origins(self, field: str, values: Sequence[str]) -> list[str]:
        """Origins a widget may speak from: https://example.de, https://*.example.de, or http on this machine."""
        found = list(dict.fromkeys(origin for value in values if (origin := self._origin(field, value))))
        if not found and not self._has(field):
            self.refuse("REQUIRED", field)
        if len(found) > 20:
            self.refuse("TOO_MANY", field, most=20)
        return found

    def _origin(self, field: str, value: str) -> str | None:
        text = value.strip().rstrip("/").lower()
        if not text:
            return None
        scheme, _, rest = (text if "://" in text else f"https://{text}").partition("://")
        host, _, port = rest.partition(":")
        named = host.removeprefix("*.")
        is_local = host in _LOCAL_HOSTS
        valid = (
            scheme in ("https", "http")
            and (scheme == "https" or is_local)
            and (is_local or (_HOST.match(_ascii_host(named)) is not None and "." in named))
            and (not port or (port.isdigit() and 0 < int(port) < 65536))
        )
        if not valid:
            self.refuse("INVALID_ORIGIN", field, origin=value.strip()[:100])
            return None
        ascii_host = ("*." if host.startswith("*.") else "") + (host if is_local else _ascii_host(named))
        default = (scheme, port) in (("https", "443"), ("http", "80"))
        return f"{scheme}://{ascii_host}" + (f":{port}" if port and not default else "")

    def _fits(self, field: str, text: str, most: int) -> str | None:
        if len(text) > most:
            self.refuse("TOO_LONG", field, most=most)
            return None
        return text or None

    def _has(self, field: str) -> bool:
        return any(problem.path == (*self._path, field) for problem in self._problems)


def clean(text: str) -> str:
    """Text without control characters and in composed form; HTML stays text, it is escaped where it is shown."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


def idempotency_key(key: str) -> str:
    """A key that tells a second click from a second wish: 8 to 64 printable characters. Raises InvalidInput."""
    if not 8 <= len(key) <= 64 or not key.isprintable():
        raise InvalidInput("INVALID_IDEMPOTENCY_KEY", "idempotencyKey", least=8, most=64)
    return key


def readable_phone(number: str | None, country: Country) -> str | None:
    """An E.164 number as people of the country write it: national at home, international otherwise."""
    if number is None:
        return None
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    is_home = phonenumbers.region_code_for_number(parsed) == country.value
    style = phonenumbers.PhoneNumberFormat.NATIONAL if is_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def sort_name(name: str) -> str:
    """The form names are ordered by: German as in a phone book (DIN 5007-2), the rest without accents."""
    german = name.lower().translate(_FOLDED)
    return "".join(c for c in unicodedata.normalize("NFKD", german) if not unicodedata.combining(c))[:120]


def page_address(value: str | None) -> str | None:
    """A page's address worth keeping: http(s), without fragment and without parameters, which may name a person."""
    return _split(value.strip(), keep_query=False) if value else None


def origin_allowed(origin: str, allowed: Sequence[str]) -> bool:
    """Whether a browser's Origin header is one of the allowed ones; `*.` stands for one or more subdomain labels."""
    folded = origin.lower()
    scheme, _, host = folded.partition("://")
    for candidate in allowed:
        allowed_scheme, _, allowed_host = candidate.partition("://")
        parent, is_wildcard = allowed_host.removeprefix("*."), allowed_host.startswith("*.")
        if not is_wildcard and folded == candidate:
            return True
        is_below = scheme == allowed_scheme and host.endswith(f".{parent}")
        if is_wildcard and is_below and _SUBDOMAINS.fullmatch(host.removesuffix(parent)):
            return True
    return False


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""


def _split(text: str, *, keep_query: bool = True) -> str | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # raises for a port that is none
    except ValueError:
        return None
    host = _ascii_host(parts.hostname or "")
    if parts.scheme not in ("http", "https") or not host or parts.username or _CONTROL.search(text) or " " in text:
        return None
    if not _HOST.match(host) and f"[{parts.hostname}]" not in _LOCAL_HOSTS:
        return None
    kept = parts._replace(fragment="", query=parts.query if keep_query else "")
    return urlunsplit(kept)[:500]
