"""What a widget says of its own accord, in every language: the greeting and that an AI answers (AI Act Art. 50)."""

from tenants.models.accounts import Language

GREETINGS = {
    Language.DE: "Guten Tag! Wie können wir Ihnen bei {workshop} helfen?",
    Language.EN: "Hello! How can we help you at {workshop}?",
    Language.TR: "Merhaba! {workshop} olarak size nasıl yardımcı olabiliriz?",
    Language.PL: "Dzień dobry! W czym możemy pomóc w {workshop}?",
}

DISCLOSURES = {
    Language.DE: "Hier antwortet eine KI. Mit „Mensch“ erreichen Sie jederzeit unser Team.",
    Language.EN: "An AI answers here. Choose “Human” to reach our team at any time.",
    Language.TR: "Burada bir yapay zekâ yanıt veriyor. “İnsan” ile istediğiniz zaman ekibimize ulaşabilirsiniz.",
    Language.PL: "Odpowiada tu sztuczna inteligencja. Przycisk „Człowiek” łączy z naszym zespołem.",
}
