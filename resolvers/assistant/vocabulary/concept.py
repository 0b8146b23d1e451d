"""What one thing of the trade is called, and what may be done with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing of the trade.

    `parents` are the wider things it belongs to: who asks for brakes means brake pads too. A restrictive concept in a
    service's name rules the service out for everybody who did not say it (an oil change for a motorcycle). `work`
    names the operations (operations.py) a service of that name is made of. An act is work by itself (an oil change, an
    inspection), so that no verb beside it says anything more.
    """

    name: str
    stems: tuple[str, ...]
    parents: tuple[str, ...] = ()
    is_restrictive: bool = False
    work: frozenset[str] = frozenset()
    is_act: bool = False


def concept(
    name: str, stems: str, parents: str = "", *, restrictive: bool = False, work: str = "", act: bool = False
) -> Concept:
    """A concept from its stems parted by "|", its parents and its work parted by blanks."""
    return Concept(name, tuple(stems.split("|")), tuple(parents.split()), restrictive, frozenset(work.split()), act)
