"""Inspection, statutory tests and fluids."""

from resolvers.assistant.vocabulary.concept import Concept, concept

CONCEPTS: tuple[Concept, ...] = (
    # Inspection, statutory tests
    concept(
        "inspektion",
        "inspektion|kundendienst| wartung| service | servis | serwis | bakım|bakim|przegląd|car service|"
        "full service|inspection|inspection service",
        work="test",
        act=True,
    ),
    concept(
        "serviceanzeige",
        "serviceanzeige|service anzeige|serviceintervall|service reset|service zurück|serviceheft|service light",
        work="reset",
        act=True,
    ),
    concept("klein", " kleine | kleiner | small |küçük| mały | mała | minor "),
    concept("groß", " große | großer | large |büyük| duży | duża | major "),
    concept(
        "hu",
        " hu | hu au|hauptuntersuchung|tüv| tuv|dekra| mot |general inspection|muayene|przegląd techniczny|"
        "przeglądu technicznego|przegląd rejestracyjny|badanie techniczne|plakette|roadworthiness",
        work="test",
        act=True,
    ),
    concept(
        "au", " au |abgasuntersuchung|emission test|emissions test|egzoz muayene|analiza spalin", work="test", act=True
    ),
    concept(
        "vorabcheck",
        "vorabcheck|vorab check|hu vorcheck|pre check|pre inspection",
        restrictive=True,
        work="test",
        act=True,
    ),
    concept("nachprüfung", "nachprüfung|nachuntersuchung|retest|re test", restrictive=True, work="test", act=True),
    concept("gasprüfung", "gasprüfung|g 607|gas test", restrictive=True, work="test", act=True),
    concept("mangel", "mängel|beanstand|durchgefallen|durch gefallen|failed mot|kaldı muayene"),
    concept("uvv", " uvv", restrictive=True, work="test", act=True),
    concept("zwischencheck", "zwischencheck|sichtprüfung", work="test", act=True),
    concept("urlaubscheck", "urlaubscheck|holiday check|tatil kontrol|przed wakacjami", work="test", act=True),
    concept("wintercheck", "wintercheck|winter check|kış kontrol|przegląd zimowy", work="test", act=True),
    concept("frühjahrscheck", "frühjahrscheck|frühlingscheck|spring check", work="test", act=True),
    # Fluids
    concept(
        "ölwechsel",
        "ölwechsel|motoröl|ölservice| öl wechsel| wechsel öl|öl tausch|altöl|oil change|oil and filter|"
        "change oil|change the oil|change my oil|engine oil|oil service|oil replacement|yağ değişim|"
        "yağı değişim|yağ bakım|yağ değiştir|yağı değiştir|yağımı değiştir|motor yağ|wymiana oleju|"
        "wymianę oleju|wymiany oleju|wymienić olej|wymiana olej|zmiana oleju|olej silnikowy|olej wymien",
        "öl",
        work="change",
        act=True,
    ),
    concept("öl", " öl | oil | yağ | olej | oleju ", work="change"),
    concept(
        "getriebeöl",
        "getriebeöl|öl getriebe|gearbox oil|gear oil|transmission oil|transmission fluid|şanzıman yağ|"
        "olej skrzyni|oleju w skrzyni|olej w skrzyni|getriebeservice|getriebewartung",
        work="change",
        act=True,
    ),
    concept(
        "differenzial",
        "differenzial|differential|diferansiyel|dyferencjał|mechanizmu różnicowego",
        restrictive=True,
        work="change",
    ),
    concept("getriebespülung", "getriebespülung|getriebe spül|gearbox flush", "getriebeöl", work="clean", act=True),
    concept(
        "servoöl",
        "servoöl|lenköl|power steering fluid|direksiyon yağ|płyn wspomagania|płynu wspomagania",
        restrictive=True,
    ),
    concept(
        "bremsflüssigkeit",
        "bremsflüssigkeit|brake fluid|fren hidroli|fren sıvı|płyn hamulcowy|płynu hamulcowego",
        work="change",
    ),
    concept(
        "kühlmittel",
        "kühlmittel|kühlflüssigkeit|kühlwasser|frostschutz|coolant|antifreeze|antifriz|soğutma sıvı|"
        "płyn chłodnicz|płynu chłodnicz|płyn chłodzą",
        work="change",
    ),
    concept("adblue", "adblue|ad blue|harnstoff", work="fill"),
    concept("motorspülung", "motorspülung|engine flush", work="clean", act=True),
)
