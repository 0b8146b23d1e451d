"""Structured logs: one JSON object a line, events with fields, no personal data."""

import json
import logging
import sys
from typing import Any

import structlog
from structlog.typing import Processor

_ENCODER = json.JSONEncoder(ensure_ascii=False, default=repr)


def configure_logging() -> None:
    """Send everything, our events and the libraries' warnings, to standard output as JSON."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(serializer=_line)],
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processor=structlog.processors.JSONRenderer(serializer=_line)
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _line(event: Any, **_: Any) -> str:
    return _ENCODER.encode(event)
