"""The four languages of the assistant, telling them apart, and folding text so that spelling matters less."""

import re
import unicodedata
from enum import StrEnum


class Language(StrEnum):
    """A language the assistant answers in."""

    DE = "DE"
    EN = "EN"
    TR = "TR"
    PL = "PL"


_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "’": "'", "‘": "'", "`": "'"})
_UMLAUTS = {"ä": "(?:a|ae)", "ö": "(?:o|oe)", "ü": "(?:u|ue)"}
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ı": "i", "ł": "l", "ß": "ss"})


def _word_list(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKERS: dict[Language, frozenset[str]] = {
    Language.DE: _word_list(
        "der die das den dem ein eine einen einer ist sind ich wir ihr sie mein meine meinen mir mich was wie wann "
        "wo wer kostet kosten teuer haben habe habt hat nicht und oder auch bitte danke hallo moin guten morgen für "
        "fur fuer mit bei von zum zur auf noch heute offen geöffnet geoffnet können konnen kann brauche brauch "
        "möchte moechte mochte gibt uhr öffnungszeiten offnungszeiten samstag sonntag montag dienstag mittwoch "
        "donnerstag freitag termin rückruf wechseln wechsel auto werkstatt adresse rufen macht machen ihre ihnen "
        "euch dringend schon denn mal"
    ),
    Language.EN: _word_list(
        "the a an is are i i'm we you your my me what how when where who which much many does do did have has need "
        "want would could can please thanks thank hello hi hey good for with of to and or at on open opening hours "
        "price cost costs change brakes brake oil today tomorrow saturday sunday monday call back phone number "
        "address car speak brakes tyre tyres tire smoke started won't don't work works working inspection someone "
        "human appointment book it this that there any replace get tell from"
    ),
    Language.TR: _word_list(
        "ne kadar fiyat fiyati ucret ucreti bir bu su ve ile icin var mi mu yok merhaba selam gunaydin tesekkurler "
        "tesekkur ederim lutfen nasil nerede neredesiniz saat saatleri acik kapali bugun yarin cumartesi pazar "
        "pazartesi arayin arar misiniz istiyorum isterim lazim gerekiyor degisimi yag araba aracim arabam randevu "
        "telefon adres insan biriyle gorusmek fren frenler frenlerim tutmuyor duman calismiyor bakim lastik "
        "degistirmek yapay musun kaldim yolda aku motor'dan kac kaca tutar yapiyor musunuz siz ben benim calisma "
        "olur mudur kim kimsin kimsiniz"
    ),
    Language.PL: _word_list(
        "ile kosztuje koszt cena ceny jest sa co jak gdzie kiedy kto czy nie tak mam macie mozna moge prosze "
        "dziekuje dzien dobry czesc witam i oraz lub dla na w z do od po dzis dzisiaj jutro sobota sobote niedziela "
        "niedziele poniedzialek otwarte czynne godziny otwarcia wymiana wymiane oleju klockow chce chcialbym "
        "chcialabym potrzebuje hamulce dzialaja hamulcow klocki opon opony przeglad dym awaria odpala umowic wizyte "
        "termin telefon adres oddzwonic samochod auto moj moje moja panstwo robicie zadzwonic"
    ),
}


def fold(text: str) -> str:
    """Lower case without diacritics: `Ölwechsel` → `olwechsel`, `Yağ` → `yag`, `Weiß` → `weiss`."""
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return "".join(each for each in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(each))


def folded_pattern(pattern: str) -> str:
    """A regular expression for folded text: umlauts match both as `o` and as `oe`."""
    pattern = "".join(_UMLAUTS.get(each, each) for each in pattern).translate(_PLAIN)
    return "".join(each for each in unicodedata.normalize("NFD", pattern) if not unicodedata.combining(each))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", fold(text))


def language_of(text: str, conversation: Language) -> Language:
    """The message's own language when it is clearly another of the four than the conversation's, else the latter."""
    said = words(text)
    scores = {language: sum(word in markers for word in said) for language, markers in _MARKERS.items()}
    best = max(scores, key=lambda language: (scores[language], language is conversation))
    is_clear = scores[best] >= scores[conversation] + 2 or (scores[best] > 0 and scores[conversation] == 0)
    return best if is_clear else conversation
