"""The tools as a model sees them: their schemas, the check of its arguments, and the results as JSON."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from carbot.clients.llm import ToolCall, ToolDefinition
from resolvers.assistant import upkeep
from resolvers.assistant.citations import Citations
from resolvers.assistant.conversation import Action, ActionKind
from resolvers.assistant.language import Language
from resolvers.assistant.money import price_range
from resolvers.assistant.tools import LeadDraft, PriceKind, ServiceHit, Tools
from resolvers.assistant.upkeep import Season

_LONGEST_QUERY = 200
_LONGEST_FIELD = 500
_BY_WEIGHT = "The weight of such a vehicle decides. Point to the sticker on its rear number plate."
_WITHOUT_MONTH = "Ask for month and year of first registration or of the last test."
_COUNTED = "Only if every test since was in time; the sticker on the rear number plate shows it exactly. Say so."


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Nothing(_Arguments):
    pass


class _Search(_Arguments):
    query: str


class _Knowledge(_Arguments):
    query: str


class _Quote(_Arguments):
    service_id: str
    vehicle: str | None = None


class _Vehicle(_Arguments):
    vehicle: str


class _Season(_Arguments):
    season: Literal["WINTER", "SPRING", "SUMMER", "AUTUMN"]


class _Lead(_Arguments):
    name: str | None
    phone: str | None
    email: str | None
    wish: str | None
    preferred_time: str | None


class _Handover(_Arguments):
    reason: str


_DESCRIPTIONS: dict[str, tuple[type[_Arguments], str]] = {
    "search_services": (
        _Search,
        "Find services of this workshop with their prices. Ask with the visitor's own words for the work.",
    ),
    "quote_price": (
        _Quote,
        "The price of one service by the id that search_services returned, for the vehicle the visitor has told of.",
    ),
    "recommend_services": (
        _Vehicle,
        "What a vehicle may need now, with the reason and this workshop's price. Give all the visitor has said of it, "
        "in their words: model, engine, year or month of first registration, mileage, last inspections. Ask the "
        "visitor for what comes back as unsaid.",
    ),
    "inspection_due": (
        _Vehicle,
        "When a vehicle must go to the German roadworthiness test (HU, TÜV), from the month of first registration or "
        "of the last test, in the visitor's words. Never work such a date out yourself.",
    ),
    "seasonal_services": (_Season, "The services of this workshop for a season, with prices."),
    "search_knowledge": (
        _Knowledge,
        "Find what the workshop has written for visitors: answers to frequent questions, terms, how things are done. "
        "End each sentence that rests on a passage with its id in brackets, like [k1].",
    ),
    "opening_hours": (_Nothing, "Opening hours of the week, closures, public holidays, and whether it is open now."),
    "contact": (_Nothing, "Address, telephone, breakdown number and e-mail of the workshop."),
    "create_lead": (
        _Lead,
        "Open the enquiry form on the visitor's screen, prefilled: for an appointment or a call back. Nothing is "
        "stored before the visitor consents there.",
    ),
    "handover": (
        _Handover,
        "Call a person of the workshop into this conversation: on the visitor's wish, or when you cannot help.",
    ),
}

DEFINITIONS: tuple[ToolDefinition, ...] = tuple(
    ToolDefinition(name, description, {**arguments.model_json_schema(), "required": list(arguments.model_fields)})
    for name, (arguments, description) in _DESCRIPTIONS.items()
)


class Toolbox:
    """Runs a model's tool calls; garbage comes back to the model as an error, never as an exception.

    `actions` collects what the visitor's screen is to do; `has_found` says whether any tool knew something.
    """

    def __init__(
        self, tools: Tools, language: Language, citations: Citations | None = None, *, today: date | None = None
    ) -> None:
        self.actions: list[Action] = []
        self.has_searched_in_vain = False
        self.has_found = False
        self._tools = tools
        self._language = language
        self._citations = citations or Citations()
        self._today = today or datetime.now(UTC).date()
        self._runs: dict[str, Callable[[Any], Awaitable[Any]]] = {
            "search_services": self._search,
            "quote_price": self._quote,
            "recommend_services": self._recommend,
            "inspection_due": self._inspection,
            "seasonal_services": self._seasonal,
            "search_knowledge": self._knowledge,
            "opening_hours": self._hours,
            "contact": self._contact,
            "create_lead": self._lead,
            "handover": self._hand_over,
        }

    async def run(self, call: ToolCall) -> str:
        """The result of one call as JSON in which no sign can open or close a fence."""
        known = _DESCRIPTIONS.get(call.name)
        if known is None:
            return _json({"error": "There is no such tool."})
        try:
            arguments = known[0].model_validate_json(call.arguments or "{}")
        except ValidationError as fault:
            return _json(
                {
                    "error": "The arguments do not fit the schema.",
                    "details": [each["msg"] for each in fault.errors()][:5],
                }
            )
        return _json(await self._runs[call.name](arguments))

    async def _search(self, arguments: _Search) -> Any:
        hits = await self._tools.search_services(arguments.query[:_LONGEST_QUERY])
        self._note(bool(hits))
        if not hits:
            return {"services": [], "note": "The workshop lists no such service. Do not guess; offer a call back."}
        return {"services": [self._service(hit) for hit in hits]}

    async def _quote(self, arguments: _Quote) -> Any:
        quotes = await self._tools.quote_prices([arguments.service_id], (arguments.vehicle or "")[:_LONGEST_QUERY])
        self._note(bool(quotes))
        if not quotes:
            return {"error": "Unknown service id."}
        (quote,) = quotes
        return {
            **self._service(quote.service),
            "legal_note": quote.note,
            "for_vehicle_class": quote.vehicle_class,
            "depends_on_vehicle": quote.depends_on_vehicle,
        }

    async def _recommend(self, arguments: _Vehicle) -> Any:
        needed = await upkeep.needs(self._tools, arguments.vehicle[:_LONGEST_FIELD], self._today, self._language)
        self._note(bool(needed.needs or needed.unsaid))
        return {
            "recommendations": [
                {
                    "reason": need.reason,
                    "urgency": need.urgency,
                    "due_on": need.due_on,
                    "service": self._service(quote.service) if quote is not None else None,
                }
                for need, quote in needed.needs
            ],
            "unsaid": needed.unsaid,
        }

    async def _inspection(self, arguments: _Vehicle) -> Any:
        inspected = await upkeep.inspection(self._tools, arguments.vehicle[:_LONGEST_FIELD], self._today)
        self.has_found = True
        found, quote = inspected.inspection, inspected.quote
        if found is None:
            return {"due_on": None, "note": _BY_WEIGHT if inspected.is_heavy else _WITHOUT_MONTH}
        return {
            "due_on": found.due_on,
            "is_overdue": found.is_overdue,
            "first_due_on": found.first_due_on,
            "note": _COUNTED if found.first_due_on is not None else None,
            "service": self._service(quote.service) if quote is not None else None,
        }

    async def _seasonal(self, arguments: _Season) -> Any:
        found = await upkeep.seasonal_services(self._tools, Season(arguments.season), "")
        self._note(bool(found.quotes))
        return {"services": [self._service(quote.service) for quote in found.quotes]}

    async def _knowledge(self, arguments: _Knowledge) -> Any:
        passages = await self._tools.search_knowledge(arguments.query[:_LONGEST_QUERY])
        self._note(bool(passages))
        if not passages:
            return {"passages": [], "note": "The workshop has written nothing about it. Do not guess."}
        return {
            "passages": [
                {"id": self._citations.show(each), "title": each.title, "text": each.text} for each in passages
            ]
        }

    async def _hours(self, _: _Nothing) -> Any:
        self.has_found = True
        return asdict(await self._tools.opening_hours())

    async def _contact(self, _: _Nothing) -> Any:
        self.has_found = True
        return asdict(await self._tools.contact())

    async def _lead(self, arguments: _Lead) -> Any:
        self.has_found = True
        values = {
            name: value.strip()[:_LONGEST_FIELD] or None for name, value in arguments.model_dump().items() if value
        }
        outcome = await self._tools.create_lead(LeadDraft(**values))
        self.actions.append(Action(ActionKind.LEAD_FORM, prefill=outcome.draft))
        return {"form": "open on the visitor's screen; ask them to complete it and consent there"}

    async def _hand_over(self, arguments: _Handover) -> Any:
        self.has_found = True
        outcome = await self._tools.handover(arguments.reason[:_LONGEST_FIELD])
        self.actions.append(Action(ActionKind.HANDOVER))
        return {"workshop_told": True, "is_open_now": outcome.is_open_now}

    def _note(self, found: bool) -> None:
        self.has_found = self.has_found or found
        self.has_searched_in_vain = self.has_searched_in_vain or not found

    def _service(self, hit: ServiceHit) -> dict[str, Any]:
        has_price = hit.price is not None and hit.price_kind is not PriceKind.ON_REQUEST
        return {
            "id": hit.id,
            "name": hit.name,
            "category": hit.category,
            "description": hit.description_in(self._language),
            "price_kind": hit.price_kind,
            "price_incl_vat": price_range(hit.price, self._language) if hit.price and has_price else None,
            "hours": [hit.duration.min_hours, hit.duration.max_hours] if hit.duration else None,
        }


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_plain_value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _plain_value(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
