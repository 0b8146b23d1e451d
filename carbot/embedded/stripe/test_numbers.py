"""How Stripe's test numbers behave: cards, their tokens, and IBANs.

A number that is not listed behaves well, as long as its check digits are right.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What happens to an account's payments.

    `refused_at` is when the bank says no: "attach" (never usable), "charge" (attaches, then every payment fails) or
    "settlement" (accepted first, fails days later). `authentication` is "never", "once" (then it may be charged in the
    holder's absence) or "always". `dispute` is the reason the holder gives once money has moved.
    """

    refused_at: str | None = None
    code: str = "card_declined"
    decline_code: str | None = "generic_decline"
    authentication: str = "never"
    dispute: str | None = None


GOOD = Behaviour()
CARDS: dict[str, Behaviour] = {
    "4242424242424242": GOOD,
    "5555555555554444": GOOD,
    "378282246310005": GOOD,
    "4000002760000016": GOOD,
    "4000000000000002": Behaviour("attach"),
    "4000000000009995": Behaviour("attach", decline_code="insufficient_funds"),
    "4000000000009987": Behaviour("attach", decline_code="lost_card"),
    "4000000000009979": Behaviour("attach", decline_code="stolen_card"),
    "4000000000000069": Behaviour("attach", "expired_card", None),
    "4000000000000127": Behaviour("attach", "incorrect_cvc", None),
    "4000000000000119": Behaviour("attach", "processing_error", None),
    "4000000000000341": Behaviour("charge"),
    "4000002500003155": Behaviour(authentication="once"),
    "4000000000003220": Behaviour(authentication="once"),
    "4000002760003184": Behaviour(authentication="always"),
    "4000000000000259": Behaviour(dispute="fraudulent"),
    "4000000000002685": Behaviour(dispute="product_not_received"),
}
TOKENS: dict[str, str] = {
    "visa": "4242424242424242",
    "mastercard": "5555555555554444",
    "amex": "378282246310005",
    "de": "4000002760000016",
    "chargeDeclined": "4000000000000002",
    "chargeDeclinedInsufficientFunds": "4000000000009995",
    "visa_chargeDeclined": "4000000000000002",
    "visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "chargeDeclinedExpiredCard": "4000000000000069",
    "chargeDeclinedIncorrectCvc": "4000000000000127",
    "chargeDeclinedProcessingError": "4000000000000119",
    "chargeCustomerFail": "4000000000000341",
    "authenticationRequired": "4000002760003184",
    "authenticationRequiredOnSetup": "4000002500003155",
    "threeDSecure2Required": "4000000000003220",
    "createDispute": "4000000000000259",
    "createDisputeProductNotReceived": "4000000000002685",
}
IBANS: dict[str, Behaviour] = {
    "DE89370400440532013000": GOOD,
    "DE62370400440532013001": Behaviour("settlement", "payment_intent_payment_attempt_failed", "insufficient_funds"),
    "DE35370400440532013002": Behaviour(dispute="debit_not_authorized"),
    "AT611904300234573201": GOOD,
    "AT861904300235473202": Behaviour("settlement", "payment_intent_payment_attempt_failed", "insufficient_funds"),
    "AT591904300235473203": Behaviour(dispute="debit_not_authorized"),
}
_BRANDS = {"4": "visa", "5": "mastercard", "3": "amex", "2": "mastercard", "6": "discover"}


def behaviour(number: str) -> Behaviour:
    """How the account behind a number behaves."""
    return CARDS.get(number) or IBANS.get(number) or GOOD


def brand(number: str) -> str:
    """A card's brand."""
    return _BRANDS.get(number[:1], "unknown")


def luhn(number: str) -> bool:
    """Whether a card number's check digit is right."""
    if not number.isdigit() or not 12 <= len(number) <= 19:
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def iban_checks(iban: str) -> bool:
    """Whether an IBAN's check digits are right."""
    if not 15 <= len(iban) <= 34 or not iban.isalnum() or not iban[:2].isalpha():
        return False
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 == 1
