"""Sums of products of page sizes: written once for a document, worked out for each request's variables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import Undefined

LONGEST_PAGE = 100
_LARGEST = 10**9
_ONE = -1


@dataclass(frozen=True, slots=True)
class Line:
    """A sum that needs variables, by its place in the program."""

    place: int


@dataclass(frozen=True, slots=True)
class Pages:
    """How many entries there are: the most any of the variables says, `fixed` included, else `otherwise`.

    Each variable comes with what stands for it when it is not given.
    """

    variables: tuple[tuple[str, Any], ...]
    fixed: int | None
    otherwise: int

    def count(self, given: Mapping[str, Any]) -> int:
        """The number of entries under these variables."""
        most = self.fixed
        for name, default in self.variables:
            size = entries(given.get(name, default))
            if size is not None and (most is None or size > most):
                most = size
        return self.otherwise if most is None else most


Amount: TypeAlias = int | Line
Times: TypeAlias = int | Pages


def entries(value: Any) -> int | None:
    """How many entries an argument of this value asks for, at most what a page can hold; None where it says nothing."""
    if value is None or value is Undefined:
        return None
    if isinstance(value, list | tuple):
        return min(len(value), LONGEST_PAGE)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 1
    if value <= 0:
        return 0
    return int(value) if value < LONGEST_PAGE else LONGEST_PAGE


@dataclass(slots=True)
class Program:
    """Lines in an order in which each follows those it uses, so that all are worked out in one go."""

    pages: list[Pages] = field(default_factory=list)
    lines: list[tuple[int, tuple[tuple[int, int, int], ...]]] = field(default_factory=list)

    def work_out(self, amount: Amount, variables: Mapping[str, Any]) -> int:
        """The value of an amount under these variables."""
        if isinstance(amount, int):
            return min(amount, _LARGEST)
        sizes = [pages.count(variables) for pages in self.pages]
        sizes.append(1)
        values = [0] * len(self.lines)
        values.append(1)
        for place, (total, terms) in enumerate(self.lines):
            for factor, page, line in terms:
                total += factor * sizes[page] * values[line]  # the line's own constant begins the sum
            values[place] = min(total, _LARGEST)
        return values[amount.place]


@dataclass(slots=True)
class Sum:
    """A sum being written."""

    program: Program
    constant: int = 0
    terms: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, amount: Amount, times: Times = 1) -> None:
        """Add an amount so many times."""
        if isinstance(amount, int) and isinstance(times, int):
            self.constant = min(self.constant + amount * times, _LARGEST)
        elif amount != 0:
            factor, page, line = 1, _ONE, _ONE
            if isinstance(amount, int):
                factor = amount
            else:
                line = amount.place
            if isinstance(times, int):
                factor *= times
            else:
                page = len(self.program.pages)
                self.program.pages.append(times)
            self.terms.append((factor, page, line))

    def done(self) -> Amount:
        """The sum as an amount that others can be made of."""
        if not self.terms:
            return self.constant
        self.program.lines.append((self.constant, tuple(self.terms)))
        return Line(len(self.program.lines) - 1)
