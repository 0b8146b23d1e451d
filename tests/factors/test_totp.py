"""Codes of an app: the RFC's own vectors, and clocks that are a little off."""

from datetime import UTC, datetime, timedelta

import pytest

from resolvers.totp import address_of, code_at, matching_step, new_secret, qr_code, spelled, step_at

RFC_SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 2, 8, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    step = step_at(datetime.fromtimestamp(seconds, UTC))

    assert code_at(RFC_SECRET, step, digits=8) == code


@pytest.mark.parametrize(("seconds", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_of_the_period_before_or_after_is_taken_too(seconds: int, is_taken: bool) -> None:
    secret = new_secret()
    step = step_at(NOW + timedelta(seconds=seconds))

    assert matching_step(secret, code_at(secret, step), NOW) == (step if is_taken else None)


@pytest.mark.parametrize("code", ["", "0", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matching_step(new_secret(), code, NOW) is None


def test_an_app_reads_issuer_account_and_secret_from_the_address() -> None:
    address = address_of(RFC_SECRET, "ada+öl@werkstatt.example")

    assert address == (
        "otpauth://totp/CarBot%3Aada%2B%C3%B6l%40werkstatt.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CarBot"
    )
    assert spelled(RFC_SECRET) in address


def test_the_picture_is_an_image_without_scripts_and_links() -> None:
    picture = qr_code(address_of(RFC_SECRET, "ada@werkstatt.example"))

    assert picture.startswith("<svg")
    assert "<script" not in picture
    assert "href" not in picture
