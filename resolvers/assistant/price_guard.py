"""The price guard: no amount reaches the visitor that no tool result of this turn holds.

It works on whole sentences and list items (sentences.py) and decides without a model.
"""

import re
from collections.abc import Iterable

from resolvers.assistant.amounts import amounts_in, is_about_money, plain
from resolvers.assistant.tools import ServiceHit

_LIST_LINE = re.compile(r"\s*(?:[-•|]|\d{1,2}[.)]\s)")
_BULLET_STAR = re.compile(r"\s*\*\s")
_SHORTEST_KNOWN = 3


class PriceGuard:
    """Remembers what the tools of one turn have said and judges the answer by it; `hits` counts refusals."""

    def __init__(self) -> None:
        self.hits = 0
        self._allowed: set[tuple[int, str]] = set()
        self._known: list[str] = []
        self._is_price_list = False

    def hold(self, services: Iterable[ServiceHit]) -> None:
        """Allow the prices of services a tool has returned, and the numbers in their names and descriptions."""
        for service in services:
            if service.price is not None:
                self._allowed.add((service.price.min_cents, service.price.currency))
                self._allowed.add((service.price.max_cents, service.price.currency))
            self.quote(service.name, service.description or "", *service.translations.values())
            self.know(service.name)

    def quote(self, *texts: str) -> None:
        """Allow the amounts in texts of the workshop's own that a tool has returned."""
        for text in texts:
            is_list = False
            for line in (text, *text.splitlines()):
                self._allowed.update(
                    (amount.cents, amount.currency or "EUR")
                    for amount in amounts_in(plain(line), is_price_list=is_list)
                    if amount.cents is not None and amount.currency != "?"
                )
                is_list = is_list or (line.rstrip().endswith(":") and is_about_money(plain(line)))

    def know(self, *texts: str | None) -> None:
        """Let texts pass whose numbers are no prices: names of services, the address, telephone numbers."""
        for text in texts:
            known = plain(text or "").strip()
            if len(known) >= _SHORTEST_KNOWN and any(sign.isdigit() for sign in known) and not is_about_money(known):
                self._known.append(known)
        self._known.sort(key=len, reverse=True)

    def passes(self, unit: str) -> bool:
        """Whether a unit states no other amount than those held. Units must be asked about in their order."""
        text = plain(unit)
        for known in self._known:
            text = text.replace(known, " … ")
        amounts = amounts_in(text, is_price_list=self._is_price_list)
        self._notice_price_list(unit, text)
        allowed_cents = {cents for cents, _ in self._allowed}
        is_fine = all(
            (amount.cents, amount.currency) in self._allowed if amount.currency else amount.cents in allowed_cents
            for amount in amounts
        )
        self.hits += not is_fine
        return is_fine

    def _notice_price_list(self, unit: str, text: str) -> None:
        """A heading such as "Preise:" makes the bare numbers of the lines after it prices."""
        stripped = text.strip()
        if not stripped:
            return
        announces = is_about_money(text) and not stripped.endswith((".", "!")) and not re.search(r"\d", text)
        if announces:
            self._is_price_list = True
        elif not (_LIST_LINE.match(unit) or _BULLET_STAR.match(unit)):
            self._is_price_list = False
