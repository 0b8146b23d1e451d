"""The sentences of the assistant, as one type: a language that lacks one does not pass the type check."""

from collections.abc import Mapping
from dataclasses import dataclass

from resolvers.assistant.language import Language
from resolvers.assistant.phrases.upkeep import UpkeepWording


@dataclass(frozen=True, slots=True)
class Wording:
    """Every sentence the built-in assistant says, in one language and tone; braces name what is filled in.

    `promises` tell when the workshop gets back to somebody: open now, later today, tomorrow, on a day of this week, on
    a later day, and where nobody has said.
    """

    language: Language
    greeting: str
    who: str
    thanks: str
    goodbye: str
    price_one: str
    price_from: str
    price_free: str
    price_request: str
    price_which: str
    price_heading: str
    price_also: str
    line_range: str
    line_from: str
    line_free: str
    line_request: str
    duration: str
    duration_short: str
    estimate: str
    for_vehicle: str
    which_vehicle: str
    vehicle_classes: Mapping[str, str]
    offer_appointment: str
    offer_callback: str
    services_heading: str
    services_empty: str
    hours_heading: str
    hours_unknown: str
    hours_day: str
    hours_day_closed: str
    hours_closed_because: str
    open_now: str
    closed_now: str
    opens_next: str
    hours_closure: str
    hours_holiday: str
    closed: str
    today: str
    tomorrow: str
    weekdays: tuple[str, ...]
    address: str
    phone: str
    email: str
    contact_unknown: str
    breakdown: str
    breakdown_unknown: str
    lead_form: str
    sorry: str
    handover_open: str
    handover_told: str
    promises: tuple[str, str, str, str, str, str]
    safety: str
    safety_fire: str
    safety_injured: str
    safety_call: str
    safety_no_number: str
    illegal: str
    declined: str
    unknown: str
    not_listed: str
    price_guarded: str
    resumed: str
    interrupted: str
    until: str
    upkeep: UpkeepWording
