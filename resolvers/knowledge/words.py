"""The words of a question that say what it is about, and what about it is asked."""

import re
from dataclasses import dataclass
from functools import lru_cache

from resolvers.assistant.language import fold

_STOPWORDS = frozenset(
    fold(
        # German
        "ich du er sie es wir ihr mich mir dich dir uns euch ihnen ihm ihn mein meine meinen meinem meiner meines dein "
        "deine ihre ihren ihrem ihrer unser unsere euer eure der die das den dem des ein eine einen einem einer eines "
        "und oder aber auch noch nur schon mal denn dann doch so zu zum zur in im am an auf aus bei beim von vom bis "
        "nach mit für fuer um über ueber als wie was wer welche welcher welches ist sind war bin bist sein haben habt "
        "hat habe hätte haette gibt geben kann können koennen könnte koennte darf dürfen duerfen muss müssen muessen "
        "möchte moechte will wollen soll sollte würde wuerde werden wird man machen macht bieten bietet anbieten "
        "bekomme bekommen bekommt bitte danke hallo guten tag morgen abend gerne eigentlich etwas da dort hier wenn "
        "ob dass eure euren damit dabei dafür dafuer davon bezüglich bezueglich frage fragen wissen sagen vielleicht "
        "auto wagen pkw kfz fahrzeug werkstatt "
        # English
        "i you he she it we they me my your yours our us their the a an and or but also too only just at by for from "
        "in into of on to with about as is are am was be been do does did done have has had can could may might must "
        "shall should will would there this that these those what which who please thanks thank hello hi any some get "
        "got offer offers want like need if so car vehicle workshop garage know tell "
        # Turkish
        "ben sen o biz siz onlar bana sana bize size benim senin bizim sizin bir bu şu ve veya ile için de da mi mı mu "
        "mü misiniz mısınız musunuz müsünüz var ne acaba lütfen merhaba teşekkürler olarak gibi ama çok daha hangi "
        "istiyorum isterim edebilir alabilir miyim mıyım araba arabam aracım araç servis veriyor verir yapıyor yapar "
        "sunuyor "
        # Polish
        "ja ty on ona my wy oni mi mnie mój moja moje mojego mojej państwo państwa pan pani wasz wasza i a oraz lub "
        "ale też także tylko już w we na do od z ze za po przy dla o czy jest są być mam macie ma mieć można mogę "
        "może chcę chciałbym chciałabym proszę dzień dobry dziękuję ten ta to te się jaki jaka jakie który która "
        "samochód samochodu auto auta warsztat warsztacie"
    ).split()
)
_ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "price",
            r"kost(?!enlos)|preis|teuer|gebuhr|how much|\bprice|\bcosts?\b|fiyat|ucret(?!siz)|kac para|\bcen[aey]\b"
            r"|koszt",
        ),
        ("duration", r"\bdauer|wie lange|how long|ne kadar sur|jak dlugo|\btrwa"),
        ("when", r"\bwann\b|\bwhen\b|ne zaman|\bkiedy\b|uhrzeit|what time|saat kac"),
        ("where", r"\bwo\b|wohin|\bwhere\b|nere(?:de|ye)|\bgdzie\b"),
        ("not", r"\bohne\b|\bnicht\b|\bkein|without|\bnot\b|n't\b|\bbez\b|\bnie\b|degil|\byok\b|[a-z]{3,}s[iu]z\b"),
    )
)
_OF_ASPECTS = frozenset(
    fold(
        "kostet kosten preis preise teuer gebuhr gebuhren price prices cost costs much how fiyat fiyati ucret "
        "ucreti kac para cena ceny koszt kosztuje ile dauert dauer lange long kadar suru surer jak dlugo trwa wann "
        "when zaman kiedy wo where nerede gdzie ohne nicht kein keine keinen without not bez nie degil yok"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about (`words`, folded, in their order) and what of it is asked (`aspects`)."""

    words: tuple[str, ...]
    aspects: frozenset[str]


@lru_cache(maxsize=4096)
def asked(text: str) -> Asked:
    """Read a question."""
    folded = fold(text)
    aspects = frozenset(name for name, pattern in _ASPECTS if pattern.search(folded))
    words = [word for word in tokens(folded) if word not in _STOPWORDS and word not in _OF_ASPECTS and len(word) > 1]
    return Asked(tuple(dict.fromkeys(words)), aspects)


def wanted(text: str, most: int) -> str:
    """The words to search for, those of an aspect too: the longest of them, as one text."""
    words = [word for word in dict.fromkeys(tokens(fold(text))) if word not in _STOPWORDS and len(word) > 1]
    kept = set(sorted(words, key=len, reverse=True)[:most])
    return " ".join(word for word in words if word in kept)


def tokens(folded: str) -> list[str]:
    """The words and numbers of a folded text."""
    return re.findall(r"[a-z0-9]+", folded)
