"""What the workshops of the golden database offer and have written down."""

from collections.abc import Iterator
from datetime import date, time

from tenants.models.accounts import Language
from tenants.models.base import Base
from tenants.models.catalogue import PriceKind, Service, ServiceCategory
from tenants.models.gaps import GapOrigin, GapStatus, KnowledgeGap
from tenants.models.images import Image, ImageFormat
from tenants.models.knowledge import Document, DocumentPassage, FaqEntry
from tenants.models.workshops import Closure, OpeningInterval, Weekday
from tests.golden.marks import key, moment


def catalogue(at: int) -> Iterator[Base]:
    """Hours, closures, categories and services."""
    yield OpeningInterval(
        id=key("interval", 1, at=at), weekday=Weekday.MONDAY, opens_at=time(8), closes_at=time(12, 30), position=1
    )
    yield OpeningInterval(
        id=key("interval", 2, at=at), weekday=Weekday.MONDAY, opens_at=time(13, 15), closes_at=time(17), position=2
    )
    # Whatever the day, it is closed.
    yield Closure(id=key("closure", 1, at=at), starts_on=date(2000, 1, 1), ends_on=date(2999, 12, 31), reason="Umbau")
    yield Closure(id=key("closure", 2, at=at), starts_on=date(2027, 8, 2), ends_on=date(2027, 8, 20), reason=None)
    for number, name in enumerate(("Öl", "Reifen", "Unfall"), start=1):
        yield ServiceCategory(
            id=key("category", number, at=at), name=name, sort_name=name.lower().replace("ö", "oe"), position=number
        )
    prices: list[tuple[int, str, PriceKind, int | None, int | None, bool]] = [
        (1, "Ölwechsel", PriceKind.FIXED, 9900, 9900, True),
        (1, "Inspektion", PriceKind.RANGE, 14900, 34900, True),
        (2, "Radwechsel", PriceKind.FROM, 3900, None, True),
        (2, "Auswuchten", PriceKind.ON_REQUEST, None, None, False),
    ]
    for number, (category, name, kind, low, high, is_active) in enumerate(prices, start=1):
        yield Service(
            id=key("service", number, at=at),
            category_id=key("category", category, at=at),
            category_position=category,
            name=name,
            sort_name=name.lower().replace("ö", "oe"),
            description="mit Filter" if number == 1 else None,
            translations=[{"language": "PL", "text": 'z "filtrem"'}] if number < 3 else [],
            price_kind=kind,
            price_min=low,
            price_max=high,
            duration_min_minutes=30 if number == 1 else None,
            is_active=is_active,
            created_at=moment(number),
            updated_at=moment(10 - number, 5000),
        )
    # A picture of one service, and the logo.
    for number, pictured in enumerate((key("service", 1, at=at), None), start=1):
        yield Image(
            id=key("image", number, at=at),
            service_id=pictured,
            format=ImageFormat.PNG,
            width=3,
            height=2,
            content=b"\x89PNG",
        )


def knowledge(at: int) -> Iterator[Base]:
    """Answers, documents and open questions, and a picture."""
    for number, (question, answer, language) in enumerate(
        [
            ("Gibt es einen Ersatzwagen?", "Ja, für **25 €** am Tag.", None),
            ("Do you speak English?", "Yes.", Language.EN),
        ],
        start=1,
    ):
        yield FaqEntry(
            id=key("faq", number, at=at),
            question=question,
            answer=answer,
            language=language,
            phrasings=["Bekomme ich einen Leihwagen?"] if number == 1 else [],
            is_active=number == 1,
            position=number,
            created_at=moment(500),
            updated_at=moment(500 + number),
        )
    document = key("document", 1, at=at)
    yield Document(id=document, title="Räderhotel", file_name="raeder.txt", length=40, created_at=moment(510))
    for number in (1, 2):
        yield DocumentPassage(
            id=key("passage", number, at=at),
            document_id=document,
            position=number,
            title="Räderhotel",
            text=f"Abschnitt {number}: Wir lagern Räder ein.",
        )
    for number, (status, origin) in enumerate(
        [(GapStatus.OPEN, GapOrigin.UNANSWERED), (GapStatus.IGNORED, GapOrigin.MARKED_WRONG)], start=1
    ):
        yield KnowledgeGap(
            id=key("gap", number, at=at),
            folded=f"frage {number}",
            question=f"Frage {number}?",
            language=Language.DE,
            origin=origin,
            note="Umgezogen." if number == 2 else None,
            count=3 - number,
            first_seen_at=moment(520),
            last_seen_at=moment(520 + number),
            conversation_id=key("conversation", 1, at=at) if number == 1 else None,
            status=status,
            settled_at=moment(530) if number == 2 else None,
            settled_by="Owner 1" if number == 2 else None,
        )
