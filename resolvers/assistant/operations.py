"""What is to be done with a part: replacing it is another service than checking, cleaning or adjusting it."""

import re

from resolvers.assistant.language import folded_pattern

_SAID: tuple[tuple[str, str], ...] = (
    ("replace change", r"wechsel|tausch|ersetz|erneuer|replac|\bchang|swap|degis|wymian|wymien|zmian"),
    (
        "replace change install",
        r"\bneu\b(?! (?:einstell|justier|kalibr|bezieh|lackier))|\bneue[mnrs]?\b|\bnew\b|\byeni\b|\bnow[yaeao]\b",
    ),
    (
        "replace install",
        r"einbau|eingebaut|verbau|montier|anbau|aufzieh|\bziehen\b|\bmount|\binstall|\bfit(?:ted|ting)?\b|taktir|zamontow|montaz",
    ),
    ("install", r"nachrüst|retrofit"),
    ("repair replace", r"reparier|reparatur|instandsetz|\bfix\b|repair|tamir|napraw|\bricht(?:en|et)\b|geradebieg"),
    (
        "seal replace",
        r"verlier|undicht|läuft aus|ausgelaufen|\bleck|tropf|abdicht|\bleak|kacir|akit|sizdir|cieknie|wyciek",
    ),
    ("overhaul", r"überhol|generalüber|restaur|overhaul|rebuil|revizyon|regenerac|remont"),
    (
        "test",
        r"prüf|test(?:en|et|s)?\b|\btest|check|kontroll|untersuch|nachseh|nachschau|anschau|anguck|inspect|"
        r"sprawdz|kontrol(?:u|ow)|muayene",
    ),
    ("clean", r"reinig|säuber|putz|clean|temizl|czyszcz|wyczysc|desinf|durchspül|\bspül"),
    ("adjust", r"einstell|nachstell|verstell|justier|adjust|\bayar|ustaw|regul"),
    ("bleed", r"entlüft|\bbleed|odpowietrz|hava(?:si)? al"),
    ("fill", r"füll|top(?:ping)? up|\brefill|doldur|dolum|dolac|dolew|uzupeln"),
    ("charge", r"\b(?:auf)?laden\b|aufladen|\bcharging\b|recharg|sarj et|ladowan|naladow"),
    ("weld", r"schweiß|\bweld|kaynak|spawa"),
    ("polish", r"polier|politur|polish|poler|parlat"),
    ("calibrate", r"kalibr|calibr"),
    ("program", r"anlern|codier|programm?ier|update|coding|kodow"),
    ("reset", r"zurücksetz|zurückstell|reset|sifirla|kasow"),
    ("remove", r"ausbau|entfern|abbau|remov|sokme|sokul|wymontow|usun"),
    (
        "buy",
        r"kauf|\bbuy|\bsell|\bsale\b|satin al|satiyor|satilik|kupic|kupn|sprzeda|bestell|"
        r"auf lager|vorrätig|in stock|stokta|na stanie",
    ),
)
_COMPILED = tuple((frozenset(names.split()), re.compile(folded_pattern(pattern))) for names, pattern in _SAID)
_OFFERED = tuple((names.split()[0], pattern) for (names, _), (_, pattern) in zip(_SAID, _COMPILED, strict=True))
_OF_A_PART = frozenset({"replace", "repair"})


def asked(folded: str) -> frozenset[str]:
    """The operations that would serve what a question says is to be done; empty when it does not say."""
    return frozenset().union(*(names for names, pattern in _COMPILED if pattern.search(folded)))


def verb_in(word: str) -> tuple[str, int, int] | None:
    """What a single folded word does, with where in the word that is said; None for a word that does nothing."""
    for name, pattern in _OFFERED:
        found = pattern.search(word)
        if found is not None:
            return name, found.start(), found.end()
    return None


def offered(folded: str, *, is_retrofit: bool) -> frozenset[str]:
    """The operations a service does by its own words; else the mending of a part."""
    said = frozenset(name for name, pattern in _OFFERED if pattern.search(folded))
    return said or (frozenset({"install"}) if is_retrofit else _OF_A_PART)
