"""The workshop's rules for calling a person into a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolvers.assistant.language import fold
from tenants.models.assistant import AssistantSettings
from tenants.models.chat import TurnAction


@dataclass(frozen=True, slots=True)
class HandoverRules:
    """When a person is called: after so many questions in vain (0: never), at these words, and at which hours."""

    after_gaps: int = 3
    keywords: Sequence[str] = ()
    only_when_open: bool = False

    @classmethod
    def of(cls, settings: AssistantSettings | None) -> "HandoverRules":
        """The rules of a workshop."""
        if settings is None:
            return cls()
        return cls(settings.handover_after_gaps, tuple(settings.handover_keywords), settings.handover_only_when_open)

    def action(
        self, made: TurnAction | None, asked: str, *, gaps: int, is_gap: bool, is_open: bool
    ) -> TurnAction | None:
        """What is offered beside an answer that came with `made`; `gaps` counts the questions in vain, this one too.

        What the answer itself offers stands, but for a person where nobody is there: then a call back.
        """
        is_wanted = self._names(asked) or (is_gap and 0 < self.after_gaps <= gaps)
        action = made or (TurnAction.HANDOVER if is_wanted else None)
        if action is TurnAction.HANDOVER and self.only_when_open and not is_open:
            return TurnAction.LEAD_FORM
        return action

    def _names(self, asked: str) -> bool:
        said = fold(asked)
        return any(fold(keyword) in said for keyword in self.keywords)
