"""OpenTelemetry: errors as log records, sent by OTLP over HTTP in its JSON form; nothing of it is needed when unset."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from carbot.settings import Settings

_PATIENCE_SECONDS = 5
# https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
_SEVERITY = {"LOW": 13, "MEDIUM": 17, "HIGH": 18, "CRITICAL": 21}


class Described(Protocol):
    """What an error is, without values."""

    @property
    def fingerprint(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def stack(self) -> str: ...


class Met(Protocol):
    """An error as it was met."""

    @property
    def description(self) -> Described: ...
    @property
    def at(self) -> datetime: ...
    @property
    def release(self) -> str: ...
    @property
    def reference(self) -> str | None: ...
    @property
    def workshop_id(self) -> UUID | None: ...


def otlp_forward(settings: Settings) -> Callable[[Sequence[Met]], Awaitable[None]] | None:
    """What sends errors to the collector of the settings; None without one. Raises where it does not take them."""
    if settings.otlp_endpoint is None:
        return None
    address = f"{settings.otlp_endpoint.rstrip('/')}/v1/logs"

    async def forward(errors: Sequence[Met]) -> None:
        # Only who forwards pays for the client.
        import httpx2

        async with httpx2.AsyncClient(timeout=_PATIENCE_SECONDS) as client:
            (await client.post(address, json=_request(errors, settings.release))).raise_for_status()

    return forward


def _request(errors: Sequence[Met], release: str) -> dict[str, Any]:
    resource = _attributes({"service.name": "carbot", "service.version": release})
    records = [_record(each) for each in errors]
    scope = {"scope": {"name": "carbot.errors"}, "logRecords": records}
    return {"resourceLogs": [{"resource": {"attributes": resource}, "scopeLogs": [scope]}]}


def _record(error: Met) -> dict[str, Any]:
    described = error.description
    return {
        "timeUnixNano": str(int(error.at.timestamp() * 1_000_000) * 1_000),
        "severityNumber": _SEVERITY[str(described.severity)],
        "severityText": str(described.severity),
        "body": {"stringValue": described.title},
        "attributes": _attributes(
            {
                "exception.type": described.title.partition(":")[0],
                "exception.stacktrace": described.stack,
                "code.function.name": described.place,
                "carbot.category": str(described.category),
                "carbot.fingerprint": described.fingerprint,
                "carbot.reference": error.reference,
                "carbot.workshop": str(error.workshop_id) if error.workshop_id else None,
            }
        ),
    }


def _attributes(values: dict[str, str | None]) -> list[dict[str, Any]]:
    return [{"key": name, "value": {"stringValue": value}} for name, value in values.items() if value is not None]
