"""Brakes, suspension, wheels and tyres."""

from resolvers.assistant.vocabulary.concept import Concept, concept

CONCEPTS: tuple[Concept, ...] = (
    # Brakes
    concept("bremse", "brems|brake| fren|hamulc|hamulec"),
    concept(
        "bremsbeläge",
        "bremsbel|klotz |klötze|brake pads| pads |bremsbacken| beläge|belag|brake pad|brake shoe|balata|"
        "klocki hamulcowe|klocków hamulcowych|klocki|klocków",
        "bremse",
    ),
    concept(
        "bremsscheiben",
        "bremsscheib|brake disc|brake disk| rotors | discs | disks |fren disk|tarcze hamulcowe|tarcz hamulcowych|"
        " tarcze| tarcz ",
        "bremse",
    ),
    concept("trommelbremse", "trommelbremse|bremstrommel|drum brake|kampana|bębn", "bremse"),
    concept("bremssattel", "bremssattel|caliper|kaliper|zacisk"),
    concept(
        "bremsleitung",
        "bremsleitung|bremsschlauch|brake line|brake hose|fren hortum|przewód hamul|przewody hamul",
    ),
    concept(
        "handbremse",
        "handbremse|feststellbremse|parkbremse|hand brake|handbrake|parking brake|el fren|hamulec ręczny|"
        "hamulca ręcznego",
    ),
    concept("bremskraftverstärker", "bremskraftverst|brake booster"),
    concept(
        "vorne",
        " vorn| vorder| front | ön fren| ön balata| ön disk| ön amort|balatası ön |balata ön |fren ön |disk ön |"
        " przedni| przód| przodu ",
    ),
    concept("hinten", " hinten| hinter| rear |arka |tylne|tylny| tył"),
    # Suspension, alignment
    concept("stoßdämpfer", "stoßdämpfer|shock absorber|shocks|amortisör|amortyzator"),
    concept("feder", "fahrwerksfeder|federbruch| feder | federn |suspension spring|coil spring|helezon|sprężyn"),
    concept("querlenker", "querlenker|control arm|salıncak|wahacz"),
    concept(
        "koppelstangen",
        "koppelstange|stabilisator|drop link|sway bar|z rot|łącznik stabilizatora|łączniki stabilizatora",
    ),
    concept("radlager", "radlager|wheel bearing|teker rulman|łożysk"),
    concept("spurstange", "spurstange|tie rod|rot başı|drążk"),
    concept("luftfeder", "luftfeder|air suspension|air spring"),
    concept(
        "achsvermessung",
        "achsvermess|achs vermess|spureinstell|spur einstell|vermessung|wheel alignment|alignment|rot ayar|"
        "rot balans|geometri|zbieżno|spurvermess|spur vermess|spur mess|zieht nach|zieht rechts|zieht links|pulls to|"
        "sağa çek|sola çek|ściąga na",
    ),
    concept("tieferlegung", "tieferleg|lowering"),
    concept("lenkwinkelsensor", "lenkwinkel|steering angle"),
    concept("lenkrad", "lenkrad|steering wheel|direksiyon simidi|kierownic"),
    concept("lenkung", "lenkgetriebe|servolenkung|steering rack|power steering|direksiyon kutu|przekładni kierown"),
    # Wheels and tyres: complete wheels are not tyres on rims
    concept(
        "räderwechsel",
        "räderwechsel|radwechsel|räder wechsel|räder umstecken|räder tausch|umsteckservice|winterräder|"
        "sommerräder|kompletträder|wheel change|wheel swap|change wheels|swap wheels|change the wheels|"
        "swap my wheels|changing wheels|tekerlek değişim|komple tekerlek|wymiana kół|wymianę kół|wymienić koła|"
        "przekładka kół|przełożenie kół|zmiana kół",
        work="replace",
        act=True,
    ),
    concept(
        "reifenwechsel",
        "reifenwechsel|reifen wechsel|reifen ersetzen|reifen aufziehen|reifen ummontieren|reifenmontage|"
        "neue reifen|tyre change|tire change|change tyres|change tires|new tyres|new tires|tyre fitting|"
        "tire fitting|lastik değiş|wymiana opon|wymianę opon|wymienić opony|zmiana opon|zmiany opon",
        "reifen",
        work="replace install",
    ),
    concept("auswuchten", "wucht|wheel balanc|balans ayar|wyważ", work="balance", act=True),
    concept(
        "einlagerung",
        "einlager| lagert | lagern |reifenhotel|räderhotel|tyre storage|tire storage|wheel storage|tyre hotel|"
        "lastik otel|lastik sakla|przechowywan|przechowani",
        work="store",
        act=True,
    ),
    concept(
        "rdks",
        "rdks|reifendruck|tpms|tyre pressure|tire pressure|lastik basınç|czujnik ciśnienia|ciśnienie w opon",
    ),
    concept(
        "reifenreparatur",
        "reifenreparatur|reifen reparier|reifen flicken|puncture repair|tyre repair|tire repair|lastik tamir|"
        "naprawa opony|przebita opona",
        work="repair",
        act=True,
    ),
    concept("reifenpanne", "reifenpanne|plattfuß", work="repair"),
    concept("reifen", "reifen| tyre| tire| lastik| opon"),
    concept(
        "loch",
        " loch | nagel |flicken|flick | platt | platte | platten | platter |puncture| hole | nail | flat |"
        "patla|dziur|przebit| gwóźdź ",
    ),
    concept("scheiben", " scheiben "),
    concept("vibration", "zitter|vibrier|flatter| wackel|vibrat| shak|titri|drga|bicie "),
)
