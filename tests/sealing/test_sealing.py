"""Sealed values: nothing in clear, bound to their row, and readable after the secret was rotated."""

import pytest
from pydantic import SecretStr

from carbot.configuration import listing
from carbot.ids import new_id
from carbot.sealing import SealBroken, Sealer
from carbot.settings import Profile, Settings

OLD, NEW = "o" * 40, "n" * 40
PLAIN = b"a secret of somebody's"
ROW = new_id()


def sealer(secret: str, *old: str) -> Sealer:
    """A process with this secret key, and those it was before."""
    return Sealer(
        Settings(profile=Profile.TEST, secret_key=SecretStr(secret), secret_keys_old=tuple(map(SecretStr, old)))
    )


def test_what_was_sealed_is_opened_where_it_belongs() -> None:
    sealed = sealer(NEW).seal(PLAIN, "factors", "secret", ROW)

    assert sealer(NEW).open(sealed, "factors", "secret", ROW) == PLAIN
    assert PLAIN not in sealed


def test_the_same_value_never_looks_the_same() -> None:
    ours = sealer(NEW)

    assert ours.seal(PLAIN, "factors", "secret", ROW) != ours.seal(PLAIN, "factors", "secret", ROW)


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [("others", "secret", ROW), ("factors", "other", ROW), ("factors", "secret", new_id())],
    ids=["table", "column", "row"],
)
def test_a_value_that_was_moved_is_not_opened(table: str, column: str, row: object) -> None:
    sealed = sealer(NEW).seal(PLAIN, "factors", "secret", ROW)

    with pytest.raises(SealBroken):
        sealer(NEW).open(sealed, table, column, row)  # type: ignore[arg-type]


def test_a_value_with_one_bit_changed_is_not_opened() -> None:
    sealed = sealer(NEW).seal(PLAIN, "factors", "secret", ROW)

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            sealer(NEW).open(bytes(changed), "factors", "secret", ROW)


@pytest.mark.parametrize("length", [0, 1, 5, 16, 17, 30])
def test_a_value_that_was_cut_is_not_opened(length: int) -> None:
    sealed = sealer(NEW).seal(PLAIN, "factors", "secret", ROW)

    with pytest.raises(SealBroken):
        sealer(NEW).open(sealed[:length], "factors", "secret", ROW)


def test_after_a_rotation_old_values_are_opened_and_known_as_old() -> None:
    sealed = sealer(OLD).seal(PLAIN, "factors", "secret", ROW)
    rotated = sealer(NEW, OLD)

    assert rotated.open(sealed, "factors", "secret", ROW) == PLAIN
    assert not rotated.is_current(sealed)
    assert rotated.is_current(rotated.seal(PLAIN, "factors", "secret", ROW))


def test_without_the_old_secret_an_old_value_stays_shut() -> None:
    sealed = sealer(OLD).seal(PLAIN, "factors", "secret", ROW)

    with pytest.raises(SealBroken, match="CARBOT_SECRET_KEYS_OLD"):
        sealer(NEW).open(sealed, "factors", "secret", ROW)


def test_old_secrets_are_read_from_the_environment_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARBOT_SECRET_KEYS_OLD", f"{OLD} {NEW}")

    settings = Settings(profile=Profile.TEST)

    assert [each.get_secret_value() for each in settings.secret_keys_old] == [OLD, NEW]
    assert OLD not in listing(settings)
    assert "CARBOT_SECRET_KEYS_OLD=******** ********" in listing(settings)
