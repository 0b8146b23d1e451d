"""The error log as processes write it: what an unexpected error is, and how it is counted without being in the way."""

from tenants.errors.description import Description, describe, reason_of
from tenants.errors.recorder import ErrorRecorder, Recorded
from tenants.errors.watch import report, watch, watch_workshop

__all__ = [
    "Description",
    "ErrorRecorder",
    "Recorded",
    "describe",
    "reason_of",
    "report",
    "watch",
    "watch_workshop",
]
