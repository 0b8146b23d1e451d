"""What a register of VAT ids does for us, and what it may say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class VatAnswer(StrEnum):
    """What the register says of a VAT id."""

    VALID = "VALID"
    INVALID = "INVALID"
    UNAVAILABLE = "UNAVAILABLE"


@dataclass(frozen=True, slots=True)
class VatCheck:
    """One check at `at`.

    Many states tell neither `name` nor `address`. `consultation_number` proves the check to a tax office; it is given
    for a valid id only, and only to a requester who has one. `reason` says why there is no answer, in VIES's own codes
    where it gave one; it holds no personal data.
    """

    answer: VatAnswer
    at: datetime
    name: str | None = None
    address: str | None = None
    consultation_number: str | None = None
    reason: str | None = None


class VatRegister(Protocol):
    """A register that knows which VAT ids of the EU exist today."""

    async def check(self, vat_id: str, requester: str | None) -> VatCheck:
        """Ask about an id of the EU; both ids are a prefix of two letters and the number, without anything between.

        Never raises for a register that fails, and never takes a failure for a "no": that is UNAVAILABLE.
        """
        ...
