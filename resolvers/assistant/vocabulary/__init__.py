"""The words of the trade: what drivers say in four languages, and the concept each of them means.

A concept is named by its German term. A stem is found anywhere in a word (German compounds), unless it is written with
a leading or trailing blank, which ties it to a word's start or end.
"""

from resolvers.assistant.vocabulary import body, chassis, drive, equipment, upkeep
from resolvers.assistant.vocabulary.concept import Concept

__all__ = ["CONCEPTS", "EITHER", "MERGED", "PAIRS", "SIDES", "Concept"]

CONCEPTS: tuple[Concept, ...] = (
    *upkeep.CONCEPTS,
    *drive.CONCEPTS,
    *chassis.CONCEPTS,
    *equipment.CONCEPTS,
    *body.CONCEPTS,
)

PAIRS: tuple[tuple[str, str], ...] = (("klein", "groß"), ("vorne", "hinten"), ("r134a", "r1234yf"))
"""Concepts that exclude one another: who asks for the one is not shown the other."""

SIDES = frozenset({"klein", "groß", "vorne", "hinten", "automatik", "dsg", "r134a", "r1234yf", "agm", "au"})
"""Concepts that only narrow another one down and are no service by themselves."""

MERGED: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"getriebe", "ölwechsel"}), "getriebeöl"),
    (frozenset({"getriebe", "öl"}), "getriebeöl"),
    (frozenset({"dsg", "ölwechsel"}), "getriebeöl dsg"),
    (frozenset({"dsg", "öl"}), "getriebeöl dsg"),
    (frozenset({"dsg", "inspektion"}), "getriebeöl dsg"),
    (frozenset({"getriebe", "getriebeöl"}), "getriebeöl"),
    (frozenset({"getriebe", "inspektion"}), "getriebeöl"),
    (frozenset({"klima", "geruch"}), "klimadesinfektion"),
    (frozenset({"klima", "inspektion"}), "klimaservice"),
    (frozenset({"klima", "kälte"}), "klimaservice"),
    (frozenset({"reifen", "loch"}), "reifenreparatur"),
    (frozenset({"reifen", "reifenreparatur"}), "reifenreparatur"),
    (frozenset({"reifen", "einlagerung"}), "einlagerung"),
    (frozenset({"reifen", "auswuchten"}), "auswuchten"),
    (frozenset({"bremsbeläge", "scheiben"}), "bremsbeläge bremsscheiben"),
    (frozenset({"bremse", "scheiben"}), "bremsscheiben"),
    (frozenset({"lenkrad", "vibration"}), "auswuchten"),
)
"""Words that mean something else together (the names parted by blanks) than each of them alone."""

EITHER: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "winterreifen|sommerreifen|winter tyre|winter tire|summer tyre|summer tire|kış lastiği|yaz lastiği|"
        "kışlık lastik|opony zimow|opon zimow|opony letni|opon letni|opony na zim|auf winter|auf sommer",
        ("räderwechsel", "reifenwechsel"),
    ),
)
"""What drivers say for either of two services."""
