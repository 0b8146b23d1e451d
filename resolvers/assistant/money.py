"""Prices and durations in words, as the four languages write them."""

from resolvers.assistant.language import Language
from resolvers.assistant.tools import Price

_SYMBOLS = {"EUR": "€", "CHF": "CHF"}
_THOUSANDS = {Language.DE: ".", Language.EN: ",", Language.TR: ".", Language.PL: "\N{NO-BREAK SPACE}"}
_DECIMAL = {Language.DE: ",", Language.EN: ".", Language.TR: ",", Language.PL: ","}


def number(cents: int, language: Language) -> str:
    """An amount without its currency: `1.299` or `89,50`; cents only where there are some."""
    whole, rest = divmod(cents, 100)
    text = f"{whole:,}".replace(",", _THOUSANDS[language])
    return f"{text}{_DECIMAL[language]}{rest:02}" if rest else text


def amount(cents: int, currency: str, language: Language) -> str:
    """An amount with its currency: `1.299 €`, in English `€1,299`."""
    return _with_symbol(number(cents, language), currency, language)


def price_range(price: Price, language: Language) -> str:
    """`89–199 €`, or one amount when both ends are the same."""
    if price.min_cents == price.max_cents:
        return amount(price.min_cents, price.currency, language)
    ends = f"{number(price.min_cents, language)}–{number(price.max_cents, language)}"
    return _with_symbol(ends, price.currency, language)


def hours(value: float, language: Language) -> str:
    """A number of hours with at most one decimal: `0,5` or `2`."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", _DECIMAL[language])


def _with_symbol(text: str, currency: str, language: Language) -> str:
    symbol = _SYMBOLS.get(currency, currency)
    if language is Language.EN and symbol == "€":
        return f"€{text}"
    return f"{text} {symbol}"
