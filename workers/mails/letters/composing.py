"""Composing: what a mail says, by the kind of its values; the modules beside this one register theirs."""

from functools import singledispatch

from workers.mails.blocks import (
    Letter,
)
from workers.mails.phrases import Phrases


@singledispatch
def compose(values: object, say: Phrases) -> Letter:
    """The letter for the values of any kind."""
    raise TypeError(f"{type(values).__name__} is no kind of mail.")
