"""The mails CarBot sends: what each says, in four languages, and how it looks."""

from workers.mails import actors

__all__ = ["actors"]
