"""What a widget says of its own accord: the greeting, that an AI answers (AI Act Art. 50), questions; its pictures."""

from tenants.models.accounts import Language
from tenants.models.workshops import WidgetIcon

GREETINGS = {
    Language.DE: "Guten Tag! Wie können wir Ihnen bei {workshop} helfen?",
    Language.EN: "Hello! How can we help you at {workshop}?",
    Language.TR: "Merhaba! {workshop} olarak size nasıl yardımcı olabiliriz?",
    Language.PL: "Dzień dobry! W czym możemy pomóc w {workshop}?",
}

INFORMAL_GREETINGS = GREETINGS | {
    Language.DE: "Hallo! Wie können wir dir bei {workshop} helfen?",
    Language.TR: "Merhaba! {workshop} olarak sana nasıl yardımcı olabiliriz?",
    Language.PL: "Cześć! W czym możemy Ci pomóc w {workshop}?",
}

QUICK_REPLIES = {
    Language.DE: ("Was kostet ein Ölwechsel?", "Wann haben Sie geöffnet?"),
    Language.EN: ("How much is an oil change?", "When are you open?"),
    Language.TR: ("Yağ değişimi ne kadar?", "Ne zaman açıksınız?"),
    Language.PL: ("Ile kosztuje wymiana oleju?", "Kiedy jest otwarte?"),
}

DISCLOSURES = {
    Language.DE: "Hier antwortet eine KI. Mit „Mensch“ erreichen Sie jederzeit unser Team.",
    Language.EN: "An AI answers here. Choose “Human” to reach our team at any time.",
    Language.TR: "Burada bir yapay zekâ yanıt veriyor. “İnsan” ile istediğiniz zaman ekibimize ulaşabilirsiniz.",
    Language.PL: "Odpowiada tu sztuczna inteligencja. Przycisk „Człowiek” łączy z naszym zespołem.",
}

ICON_PATHS: dict[WidgetIcon, str | None] = {
    WidgetIcon.CARBOT: None,
    WidgetIcon.CAR: "M3 17v-4l2-2 2-5h10l2 5 2 2v4H3Zm2-6h14M6 17v2m12-2v2M7 14h1m8 0h1",
    WidgetIcon.WRENCH: "M15 6a4 4 0 0 0-5 5l-6 6 3 3 6-6a4 4 0 0 0 5-5l-3 3-3-3Z",
    WidgetIcon.GEAR: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-12v3m0 12v3M3 12h3m12 0h3M6 6l2 2m8 8 2 2M6 18l2-2m8-8 2-2",
    WidgetIcon.PERSON: "M12 11a4 4 0 0 0 0-8 4 4 0 0 0 0 8ZM4 21c0-8 16-8 16 0",
}
"""Paths of SVGs of 24 by 24, drawn as lines."""
