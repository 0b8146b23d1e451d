"""What each kind of mail says: from its values to blocks, in the recipient's language."""

from workers.mails.letters import accounts, leads, platform, replies  # noqa: F401  # they register what they compose
from workers.mails.letters.composing import compose

__all__ = ["compose"]
