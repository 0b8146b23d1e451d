"""What a request is refused with, in Stripe's words: a status and an `error` object."""

from typing import Any

from carbot.embedded.stripe.ids import random_text


class Fault(Exception):
    """A refusal: its HTTP status and what stands in `error`."""

    def __init__(self, status: int, type_: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.status = status
        self.error: dict[str, Any] = {"type": type_, "message": message}
        self.error.update({name: value for name, value in details.items() if value is not None})
        if code := self.error.get("code"):
            self.error["doc_url"] = f"https://stripe.com/docs/error-codes/{str(code).replace('_', '-')}"

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        return {"error": self.error}


def invalid(message: str, param: str | None = None, code: str | None = None) -> Fault:
    """A request that cannot be done as it was asked (400)."""
    return Fault(400, "invalid_request_error", message, param=param, code=code)


def required(param: str) -> Fault:
    """A parameter that must be given (400)."""
    return invalid(f"Missing required param: {param}.", param, "parameter_missing")


def unknown_parameter(param: str) -> Fault:
    """A parameter the operation does not have, or the double does not know (400)."""
    return invalid(f"Received unknown parameter: {param}", param, "parameter_unknown")


def missing(kind: str, id_: str, param: str = "id") -> Fault:
    """An object that is not there: 404 as the address, 400 as a parameter."""
    word = kind.rpartition(".")[2].replace("_", " ")
    word = {"customer": "customer", "payment_method": "PaymentMethod"}.get(kind, word)
    details = {"param": param, "code": "resource_missing"}
    return Fault(404 if param == "id" else 400, "invalid_request_error", f"No such {word}: '{id_}'", **details)


def declined(code: str, decline_code: str | None, message: str, **details: Any) -> Fault:
    """A payment that the bank refuses (402)."""
    return Fault(402, "card_error", message, code=code, decline_code=decline_code, charge=None, **details)


def not_confirmed() -> Fault:
    """The holder of a card did not confirm it to the bank (402)."""
    return declined("authentication_failure", None, "We are unable to authenticate your payment method.")


def in_flight() -> Fault:
    """Another request with this idempotency key is being worked on (409)."""
    return Fault(
        409,
        "idempotency_error",
        "There is currently another in-progress request using this Stripe-Idempotency-Key.",
        code="idempotency_key_in_use",
    )


def key_reused() -> Fault:
    """The idempotency key was used for something else (400)."""
    return Fault(
        400,
        "idempotency_error",
        "Keys for idempotent requests can only be used with the same parameters they were first used with. "
        "Try using a key other than the first one if you meant to execute a different request.",
    )


def rate_limited() -> Fault:
    """Too many requests (429)."""
    return Fault(429, "invalid_request_error", "Request rate limit exceeded.", code="rate_limit")


def unauthorized() -> Fault:
    """No usable key (401)."""
    return Fault(401, "invalid_request_error", "Invalid API Key provided: use one that begins with sk_test_.")


def broken(status: int, code: str | None = None) -> Fault:
    """Stripe itself is in trouble (5xx)."""
    return Fault(status, "api_error", f"An error occurred at Stripe. (request {random_text(6)})", code=code)
