"""What a widget says of its own accord: the greeting, that an AI answers (AI Act Art. 50), questions; its pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tenants.models.accounts import Language
from tenants.models.workshops import WidgetIcon


@dataclass(frozen=True, slots=True)
class WidgetTexts:
    """The texts of one language and tone; the greeting names the {workshop}."""

    greeting: str
    quick_replies: tuple[str, ...]
    disclosure: str


_TEXTS: Mapping[Language, WidgetTexts] = {
    Language.DE: WidgetTexts(
        greeting="Guten Tag! Wie können wir Ihnen bei {workshop} helfen?",
        quick_replies=("Was kostet ein Ölwechsel?", "Wann haben Sie geöffnet?"),
        disclosure="Hier antwortet eine KI. Mit „Mensch“ erreichen Sie jederzeit unser Team.",
    ),
    Language.EN: WidgetTexts(
        greeting="Hello! How can we help you at {workshop}?",
        quick_replies=("How much is an oil change?", "When are you open?"),
        disclosure="An AI answers here. Choose “Human” to reach our team at any time.",
    ),
    Language.TR: WidgetTexts(
        greeting="Merhaba! {workshop} olarak size nasıl yardımcı olabiliriz?",
        quick_replies=("Yağ değişimi ne kadar?", "Ne zaman açıksınız?"),
        disclosure="Burada bir yapay zekâ yanıt veriyor. “İnsan” ile istediğiniz zaman ekibimize ulaşabilirsiniz.",
    ),
    Language.PL: WidgetTexts(
        greeting="Dzień dobry! W czym możemy pomóc w {workshop}?",
        quick_replies=("Ile kosztuje wymiana oleju?", "Kiedy jest otwarte?"),
        disclosure="Odpowiada tu sztuczna inteligencja. Przycisk „Człowiek” łączy z naszym zespołem.",
    ),
}
_INFORMAL: Mapping[Language, WidgetTexts] = {
    **_TEXTS,
    Language.DE: WidgetTexts(
        greeting="Hallo! Wie können wir dir bei {workshop} helfen?",
        quick_replies=("Was kostet ein Ölwechsel?", "Wann habt ihr geöffnet?"),
        disclosure="Hier antwortet eine KI. Mit „Mensch“ erreichst du jederzeit unser Team.",
    ),
    Language.TR: replace(
        _TEXTS[Language.TR],
        greeting="Merhaba! {workshop} olarak sana nasıl yardımcı olabiliriz?",
        disclosure="Burada bir yapay zekâ yanıt veriyor. “İnsan” ile istediğin zaman ekibimize ulaşabilirsin.",
    ),
    Language.PL: replace(_TEXTS[Language.PL], greeting="Cześć! W czym możemy Ci pomóc w {workshop}?"),
}

ICON_PATHS: dict[WidgetIcon, str | None] = {
    WidgetIcon.CARBOT: None,
    WidgetIcon.CAR: "M3 17v-4l2-2 2-5h10l2 5 2 2v4H3Zm2-6h14M6 17v2m12-2v2M7 14h1m8 0h1",
    WidgetIcon.WRENCH: "M15 6a4 4 0 0 0-5 5l-6 6 3 3 6-6a4 4 0 0 0 5-5l-3 3-3-3Z",
    WidgetIcon.GEAR: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-12v3m0 12v3M3 12h3m12 0h3M6 6l2 2m8 8 2 2M6 18l2-2m8-8 2-2",
    WidgetIcon.PERSON: "M12 11a4 4 0 0 0 0-8 4 4 0 0 0 0 8ZM4 21c0-8 16-8 16 0",
}
"""Paths of SVGs of 24 by 24, drawn as lines."""


def widget_texts(language: Language, *, is_informal: bool) -> WidgetTexts:
    """What the widget says where the workshop has not written its own."""
    return (_INFORMAL if is_informal else _TEXTS)[language]
