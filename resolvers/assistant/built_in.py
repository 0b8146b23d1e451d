"""The built-in assistant: answers by rule from the workshop's own data, honest where it has none."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from resolvers.assistant import days, intents, schedule, upkeep
from resolvers.assistant.aliases import says_the_same, telling
from resolvers.assistant.conversation import Action, ActionKind, Author, Question, Reply
from resolvers.assistant.following import continued, pairs, speaks_of_a_vehicle, taken_up
from resolvers.assistant.intents import Intent
from resolvers.assistant.language import Language
from resolvers.assistant.matching import has_clear_best, is_of_the_trade, is_specific
from resolvers.assistant.phrases import Wording, wording
from resolvers.assistant.prices import prices_in_words
from resolvers.assistant.tools import Quote, ServiceHit, Tools

_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE})
_GOES_WITH_MORE = frozenset({Intent.PRICE, Intent.GREETING})
_BY_ITSELF = _SMALL_TALK | {Intent.OFF_TOPIC}
_ALONE = frozenset({Intent.SAFETY, Intent.ILLEGAL, Intent.COMPLAINT, Intent.HUMAN})
_MAY_BE_MISTAKEN = frozenset({Intent.COMPLAINT, Intent.HUMAN})
_MAY_BE_WRITTEN_DOWN = frozenset({Intent.SERVICES, Intent.TERMS, Intent.PRICE, Intent.CONTACT, Intent.UPKEEP})
_BESIDE_THE_POINT = frozenset({Intent.CONTACT, Intent.LEAD, Intent.SERVICES, Intent.TERMS, Intent.WHO})
_OF_WHOLE_MESSAGES = frozenset({Intent.OFF_TOPIC, Intent.TERMS})
_SHOWN_CATEGORIES = 8
_LOOK_BACK = 4
_MOST_WISHES = 2
_SHORT_GREETING = 6
_FEW_WORDS = 3
_MANY_WORDS = 8
_MOST_TAKEN_UP = 2


async def reply(question: Question, tools: Tools, language: Language) -> Reply:
    """Answer a question by rule."""
    turn = _Turn(question, tools, language)
    wishes = await turn.wishes()
    is_open = not turn.hits or turn.is_about_terms
    if is_open and _MAY_BE_WRITTEN_DOWN.issuperset(wishes) and (known := await tools.faq_answer(question.text)):
        return Reply(known.text, sources=(known,))
    answers = [await turn.answers[wish]() for wish in wishes]
    if not answers:
        return turn.unknown()
    return Reply(
        "\n\n".join(answer.text for answer in answers),
        [action for answer in answers for action in answer.actions],
        all(answer.is_gap for answer in answers),
    )


class _Turn:
    def __init__(self, question: Question, tools: Tools, language: Language) -> None:
        self.question = question
        self.tools = tools
        self.say: Wording = wording(language, is_informal=question.is_informal)
        self.asked = question.text
        self.hits: Sequence[ServiceHit] = ()
        self.is_about_terms = False
        self.answers: dict[Intent, Callable[[], Awaitable[Reply]]] = {
            Intent.SAFETY: self.safety,
            Intent.ILLEGAL: self.illegal,
            Intent.COMPLAINT: self.complaint,
            Intent.HUMAN: self.human,
            Intent.BREAKDOWN: self.breakdown,
            Intent.UPKEEP: self.upkeep,
            Intent.PRICE: self.price,
            Intent.LEAD: self.lead,
            Intent.HOURS: self.hours,
            Intent.CONTACT: self.contact,
            Intent.SERVICES: self.services,
            Intent.TERMS: self.terms,
            Intent.WHO: self.who,
            Intent.OFF_TOPIC: self.off_topic,
            Intent.GREETING: self.greeting,
            Intent.THANKS: self.thanks,
            Intent.GOODBYE: self.goodbye,
        }

    async def wishes(self) -> list[Intent]:
        """What to answer, at most two things, in the order of answering."""
        text = self.question.text
        named = self._named()
        alone = [wish for wish in named if wish in _ALONE]
        is_upkeep = self._asks_about_upkeep(named)
        if alone and not (is_upkeep and _MAY_BE_MISTAKEN.issuperset(alone) and not intents.calls_for_people(text)):
            return alone[:1]
        if is_upkeep:
            return [Intent.UPKEEP]
        wishes = [wish for wish in named if wish not in _BY_ITSELF]
        if (
            named
            and _SMALL_TALK.issuperset(named)
            and intents.is_surely(text, _SMALL_TALK)
            and not is_of_the_trade(text)
        ):
            return named[:1]
        if Intent.OFF_TOPIC in named and _BESIDE_THE_POINT.issuperset(wishes) and not is_of_the_trade(text):
            return [Intent.OFF_TOPIC]
        before = " ".join(reversed(self.question.earlier[:_MOST_TAKEN_UP]))
        self.asked = continued(before, text) or text
        self.hits = await self.tools.search_services(self.asked) if is_specific(self.asked) else ()
        await self._take_up_what_was_said(named)
        self.is_about_terms = Intent.TERMS in intents.intents_of(text)
        if self.hits and Intent.TERMS in wishes and Intent.TERMS not in intents.named_in(text):
            # What is offered as a service (a car meanwhile) has its price, and what it takes.
            wishes = list(dict.fromkeys(Intent.PRICE if wish is Intent.TERMS else wish for wish in wishes))
        if Intent.PRICE in wishes and Intent.TERMS in wishes:
            # Who haggles is told the price as it stands; an hour of work has none in the list.
            is_about_price = bool(self.hits) and is_of_the_trade(text) and intents.haggles(text)
            if is_about_price or not is_of_the_trade(text):
                wishes.remove(Intent.TERMS if is_about_price else Intent.PRICE)
        if self.hits and says_the_same(text, (self.hits[0].name,)) and not intents.named_in(text):
            wishes = [Intent.PRICE]
        if not wishes:
            wishes = self._implied()
        elif wishes == [Intent.HOURS] and self.hits and is_of_the_trade(text):
            is_named = Intent.HOURS in intents.named_in(text) or bool(days.days_of(text, self.question.now.date()))
            wishes = [Intent.PRICE, Intent.HOURS] if is_named else [Intent.PRICE]
        if wishes:
            order = list(self.answers)
            return sorted(wishes[:_MOST_WISHES], key=order.index)
        is_all = len(text.split()) <= _SHORT_GREETING or not is_specific(text) or intents.surest(text) in _SMALL_TALK
        return [wish for wish in named if wish in _SMALL_TALK][:1] if is_all else []

    def _asks_about_upkeep(self, named: Sequence[Intent]) -> bool:
        ask = upkeep.ask_of(self.question, self.say)
        return ask is not None and not (ask is upkeep.Ask.SEASON and Intent.HOURS in named)

    async def _take_up_what_was_said(self, named: Sequence[Intent]) -> None:
        """A few words more ("and with the water pump?") are about what was spoken of before."""
        text = self.question.text
        spoken = [each for each in self.question.earlier[:_LOOK_BACK] if is_specific(each)][:_MOST_TAKEN_UP]
        is_vague = not is_of_the_trade(text)
        is_more = intents.goes_on(text) or is_vague
        few = _MANY_WORDS if is_more else _FEW_WORDS
        is_other = not _GOES_WITH_MORE.issuperset(named) and not self._was_asked(self.say.which_vehicle)
        if self.asked != text or not spoken or is_other or intents.is_yes(text):
            return
        if not 0 < len(telling(text)) <= few and not speaks_of_a_vehicle(text):
            return
        before = " ".join(reversed(spoken))
        asked = taken_up(before, text)
        together = await self.tools.search_services(asked)
        known = list(await self.tools.search_services(before, 1))
        is_same = together[:1] == known
        other = await self._narrowed_down(before, known) if is_more and (is_same or not together) else None
        if other is not None:
            self.asked, self.hits = other
            return
        if not together:
            return
        if together[0] in self.hits or (is_vague and self.hits) or (not is_same and (is_more or not self.hits)):
            self.asked, self.hits = asked, together

    async def _narrowed_down(self, before: str, known: Sequence[ServiceHit]) -> tuple[str, Sequence[ServiceHit]] | None:
        """What the new words make of single words of what was said before, where that is something else."""
        found: dict[str, tuple[str, Sequence[ServiceHit]]] = {}
        votes: Counter[str] = Counter()
        for word, asked in pairs(before, self.question.text):
            hits = await self.tools.search_services(asked)
            if hits and (hits[:1] == known or hits[:1] != list(await self.tools.search_services(word, 1))):
                votes[hits[0].id] += 1
                found.setdefault(hits[0].id, (asked, hits))
        best = next((service_id for service_id, _ in votes.most_common(1)), None)
        return found[best] if best is not None and all(each.id != best for each in known) else None

    def _named(self) -> list[Intent]:
        """What the words name; who leaves a number wants to be called, and does not ask for ours."""
        text = self.question.text
        named: list[Intent] = list(intents.intents_of(text))
        if named == [Intent.HOURS] and len(text.split()) <= _FEW_WORDS and self._wanted_before() is Intent.LEAD:
            # A day alone is about what was spoken of before.
            return [Intent.LEAD]
        if self.question.earlier and (intents.goes_on(text) or len(text.split()) <= 2 * _FEW_WORDS):
            # A few words more are about what was spoken of: examples of whole messages say little of them.
            said = intents.named_in(text)
            of_whole = _OF_WHOLE_MESSAGES | _SMALL_TALK if intents.goes_on(text) else _OF_WHOLE_MESSAGES
            named = [wish for wish in named if wish in said or intents.is_surely(text, {wish} - of_whole)]
            named = named or said
        draft = intents.draft_from(text)
        if draft.phone or draft.email:
            named = [wish for wish in Intent if wish is Intent.LEAD or (wish in named and wish is not Intent.CONTACT)]
        if Intent.LEAD in named and Intent.CONTACT in named and not intents.asks_where(text):
            named.remove(Intent.CONTACT)
        elif Intent.LEAD in named and Intent.CONTACT in named and Intent.LEAD not in intents.named_in(text):
            named.remove(Intent.LEAD)
        if Intent.SERVICES in named and is_of_the_trade(text):
            # An offer for something is wanted, not the list of all things.
            named[named.index(Intent.SERVICES)] = Intent.PRICE
        return list(dict.fromkeys(named))

    def _implied(self) -> list[Intent]:
        text = self.question.text
        is_about_a_day = bool(days.days_of(text, self.question.now.date()))
        before = self._wanted_before()
        if is_about_a_day and before in {Intent.LEAD, Intent.HOURS} and not is_of_the_trade(text):
            return [before]
        if self.hits:
            return (
                [Intent.PRICE, Intent.HOURS]
                if is_about_a_day and intents.may_be(text, Intent.HOURS)
                else [Intent.PRICE]
            )
        if intents.is_yes(text) and self._was_offered():
            return [Intent.LEAD]
        if is_specific(text):
            return []
        if is_about_a_day:
            return [Intent.HOURS]
        is_taken_up = intents.goes_on(text) or self._was_asked(self.say.which_vehicle)
        return [Intent.PRICE] if is_taken_up and self.question.earlier else []

    def _wanted_before(self) -> Intent | None:
        """What was wanted last, an appointment before all else."""
        said = (intents.intents_of(each) for each in self.question.earlier[:_LOOK_BACK])
        wishes = next(filter(None, said), ())
        return Intent.LEAD if Intent.LEAD in wishes else next(iter(wishes), None)

    def _was_offered(self) -> bool:
        """Whether the last thing said was a question of ours, to which "yes" is an answer."""
        last = next(
            ((author, text) for author, text in reversed(self.question.history) if author is not Author.SYSTEM), None
        )
        return last is not None and last[0] is Author.ASSISTANT and last[1].rstrip().endswith("?")

    def _was_asked(self, what: str) -> bool:
        """Whether our last words asked this."""
        return any(author is Author.ASSISTANT and what in text for author, text in self.question.history[-1:])

    async def safety(self) -> Reply:
        contact = await self.tools.contact()
        number = contact.breakdown_number or contact.phone
        fire = [self.say.safety_fire] if intents.speaks_of_fire(self.question.text) else []
        if intents.speaks_of_the_hurt(self.question.text):
            fire.append(self.say.safety_injured)
        if number is None:
            return Reply(" ".join([self.say.safety, *fire, self.say.safety_no_number]))
        text = " ".join([self.say.safety, *fire, self.say.safety_call.format(number=number)])
        return Reply(text, [Action(ActionKind.CALL, number=number)])

    async def illegal(self) -> Reply:
        return Reply(self.say.illegal)

    async def human(self) -> Reply:
        await self.tools.handover(self.question.text)
        text = schedule.handover_in_words(await self.tools.opening_hours(), self.say)
        return Reply(text, [Action(ActionKind.HANDOVER)])

    async def complaint(self) -> Reply:
        told = await self.human()
        return replace(told, text=f"{self.say.sorry} {told.text}")

    async def breakdown(self) -> Reply:
        contact = await self.tools.contact()
        number = contact.breakdown_number or contact.phone
        if number is None:
            return Reply(self.say.breakdown_unknown)
        return Reply(self.say.breakdown.format(number=number), [Action(ActionKind.CALL, number=number)])

    async def upkeep(self) -> Reply:
        ask = upkeep.ask_of(self.question, self.say)
        assert ask is not None, "it was asked about"
        return await upkeep.reply(ask, self.question, self.tools, self.say)

    async def lead(self) -> Reply:
        draft = intents.draft_from(self.question.text)
        if not is_specific(self.question.text) or intents.is_yes(self.question.text):
            # "Yes, please": the wish is what was spoken of before.
            before = next((each for each in self.question.earlier[:_LOOK_BACK] if is_specific(each)), None)
            draft = replace(draft, wish=before or draft.wish)
        if days.days_of(self.question.text, self.question.now.date()):
            draft = replace(draft, preferred_time=self.question.text.strip()[:120])
        outcome = await self.tools.create_lead(draft)
        return Reply(self.say.lead_form, [Action(ActionKind.LEAD_FORM, prefill=outcome.draft)])

    async def price(self) -> Reply:
        hits = self.hits
        if not hits and not is_specific(self.question.text):
            hits = await self._spoken_of_before()
            if not hits and not any(is_specific(each) for each in self.question.earlier[:1]):
                return Reply(self.say.price_which)
        if not hits:
            return self.not_listed()
        is_first_meant = has_clear_best(self.asked, hits)
        said = " . ".join([self.question.text, *self.question.earlier[:_LOOK_BACK]])
        quotes = {quote.service.id: quote for quote in await self.tools.quote_prices([hit.id for hit in hits], said)}
        shown = [quotes.get(hit.id, Quote(hit)) for hit in hits]
        return Reply(prices_in_words(shown, self.say, is_first_meant=is_first_meant))

    async def _spoken_of_before(self) -> Sequence[ServiceHit]:
        for earlier in self.question.earlier[:_LOOK_BACK]:
            if is_specific(earlier) and (hits := await self.tools.search_services(earlier)):
                self.asked = earlier
                return hits
        return ()

    async def hours(self) -> Reply:
        hours = await self.tools.opening_hours()
        if not schedule.is_known(hours):
            return Reply(f"{self.say.hours_unknown} {self.say.offer_callback}", is_gap=True)
        named = days.days_of(self.question.text, hours.today)
        asks_about_now = intents.asks_about_now(self.question.text)
        if named and not (named == (hours.today,) and asks_about_now):
            called = days.weekdays_of(self.question.text, hours.today)
            said = [schedule.day_in_words(hours, day, self.say, is_by_name=day in called) for day in named]
            return Reply(" ".join(said))
        status = schedule.status_in_words(hours, self.say)
        if asks_about_now:
            return Reply(
                f"{status} {schedule.day_in_words(hours, hours.today, self.say)}" if hours.is_open_now else status
            )
        return Reply(f"{schedule.week_in_words(hours, self.say)}\n\n{status}")

    async def contact(self) -> Reply:
        contact = await self.tools.contact()
        known = (
            (self.say.address, "address", contact.address),
            (self.say.phone, "phone", contact.phone),
            (self.say.email, "email", contact.email),
        )
        sentences = [sentence.format(**{name: value}) for sentence, name, value in known if value]
        if not sentences:
            return Reply(f"{self.say.contact_unknown} {self.say.offer_callback}", is_gap=True)
        return Reply(" ".join(sentences))

    async def services(self) -> Reply:
        if self.hits:
            return await self.price()
        services = await self.tools.list_services()
        categories = list(dict.fromkeys(service.category or service.name for service in services))[:_SHOWN_CATEGORIES]
        if not categories:
            return Reply(f"{self.say.services_empty} {self.say.offer_callback}", is_gap=True)
        return Reply(
            "\n".join([self.say.services_heading, *(f"- {category}" for category in categories)])
            + f"\n\n{self.say.price_which}"
        )

    async def who(self) -> Reply:
        return Reply(self.say.who.format(workshop=self.question.workshop_name))

    async def off_topic(self) -> Reply:
        return Reply(self.say.declined)

    async def greeting(self) -> Reply:
        return Reply(self.say.greeting.format(workshop=self.question.workshop_name))

    async def thanks(self) -> Reply:
        return Reply(self.say.thanks)

    async def goodbye(self) -> Reply:
        return Reply(self.say.goodbye)

    async def terms(self) -> Reply:
        return self.unknown()

    def not_listed(self) -> Reply:
        return Reply(f"{self.say.not_listed} {self.say.offer_callback}", is_gap=True)

    def unknown(self) -> Reply:
        if is_of_the_trade(self.question.text) and Intent.TERMS not in intents.intents_of(self.question.text):
            return self.not_listed()
        return Reply(f"{self.say.unknown} {self.say.offer_callback}", is_gap=True)
