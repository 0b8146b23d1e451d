"""Every refusal has its words in every language, with the values it is given."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from carbot.discovery import import_modules
from carbot.errors import DomainError, InvalidInput, Rejected
from resolvers.texts import message_for, messages
from tenants.models.accounts import Language

ROOT = Path(__file__).parents[2]
FALLBACK = "REFUSED"
# These choose their code where they are raised.
WITHOUT_CODE = (InvalidInput, Rejected)
# Whoever refuses with a code of its own, and the place of the code among what is given.
REFUSERS = {
    "InvalidInput": 0,
    "ImageRefused": 0,
    "refuse": 0,
    "FileRefused": 0,
    "CellRefused": 0,
    "Fault": 0,
    "_faulty": 1,
}
TOLD_WHAT_WAS_FOUND = ("CellRefused", "Fault", "_faulty")


def subclasses(base: type[DomainError]) -> Iterator[type[DomainError]]:
    """All refusals of the product, however deep."""
    for kind in base.__subclasses__():
        if kind.__module__.partition(".")[0] != "tests":
            yield kind
        yield from subclasses(kind)


@cache
def refusals() -> dict[str, list[set[str]]]:
    """Every code that can be raised, with the names of the values of each place that raises it."""
    for package in ("resolvers", "schema"):
        import_modules(package)
    codes = {kind.__name__: kind.code for kind in subclasses(DomainError) if kind not in WITHOUT_CODE}
    found: dict[str, list[set[str]]] = {code: [] for code in codes.values()}
    for package in ("resolvers", "schema", "carbot", "tenants", "workers"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                values = {keyword.arg for keyword in node.keywords if keyword.arg}
                if called in codes:
                    found[codes[called]].append(values)
                elif called in REFUSERS and len(node.args) > REFUSERS[called]:
                    reason = node.args[REFUSERS[called]]
                    if called in TOLD_WHAT_WAS_FOUND:
                        values.add("found")
                    if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                        found.setdefault(reason.value, []).append(values)
    return found


def placeholders(message: str) -> set[str]:
    """The values a message wants."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def test_the_refusals_of_the_product_are_found() -> None:
    assert {"NOT_FOUND", "TOO_LONG", "CONSENT_REQUIRED", "LEAD_IS_CLOSED", "INVALID_ORIGIN"} <= set(refusals())


@pytest.mark.parametrize("language", Language)
def test_every_refusal_has_a_message(language: Language) -> None:
    missing = set(refusals()) - set(messages(language))

    assert missing == set()
    assert all(message.strip() for message in messages(language).values())


@pytest.mark.parametrize("language", Language)
def test_every_message_belongs_to_a_refusal(language: Language) -> None:
    assert set(messages(language)) - set(refusals()) == {FALLBACK}


@pytest.mark.parametrize("language", Language)
def test_a_message_has_the_same_placeholders_in_every_language(language: Language) -> None:
    german = {code: placeholders(message) for code, message in messages(Language.DE).items()}

    assert {code: placeholders(message) for code, message in messages(language).items()} == german


def test_whoever_refuses_gives_what_the_message_wants() -> None:
    for code, places in refusals().items():
        wanted = placeholders(messages(Language.DE)[code])
        for given in places:
            assert wanted <= given, code


@pytest.mark.parametrize("language", Language)
def test_a_message_reads_without_a_placeholder_left(language: Language) -> None:
    for code, message in messages(language).items():
        values = dict.fromkeys(placeholders(message), 7)

        read = message_for(code, language, values)

        assert "{" not in read
        assert len(read) > 10


def test_the_languages_say_it_in_their_own_words() -> None:
    for code in messages(Language.DE):
        said = {messages(language)[code] for language in Language}
        assert len(said) == len(Language), code
