"""Body, glass, cleaning, papers, help on the road, and kinds of vehicles."""

from resolvers.assistant.vocabulary.concept import Concept, concept

CONCEPTS: tuple[Concept, ...] = (
    # Body, glass, cleaning
    concept("lackierung", "lackier| lack | paint| boya|lakierowan|lakier", work="paint", act=True),
    concept(
        "komplettlackierung",
        "komplettlackier|ganzlackier|full respray|respray|komple boya|lakierowanie całego",
        "lackierung",
    ),
    concept("spotlackierung", "spot lackier|spotlackier|spot repair|smart repair"),
    concept("stoßfänger", "stoßfänger|stoßstange|bumper|tampon|zderzak"),
    concept("tür", " tür | türen |car door| kapı|drzwi"),
    concept("kotflügel", "kotflügel|fender|çamurluk|błotnik"),
    concept("seitenwand", "seitenwand|quarter panel"),
    concept("motorhaube", "motorhaube|bonnet| kaput | maska | maski "),
    concept("rost", " rost| rust |pas sök|korozj| rdza|rdzy"),
    concept("unterbodenschutz", "unterboden|hohlraum|underbody|underseal|podwozi"),
    concept("unfallschaden", "unfall|accident|collision| kaza |powypadk|wypadk", act=True),
    concept("hagel", "hagel| hail |dolu hasar|gradobici"),
    concept("kostenvoranschlag", "kostenvoranschlag| kva |written quote|cost estimate|keşif|kosztorys", act=True),
    concept(
        "gutachten", "gutachten|schadengutacht|expert report|ekspertiz|ekspertyz|rzeczoznaw", work="test", act=True
    ),
    concept(
        "ersatzwagen",
        "ersatzwagen|ersatzauto|leihauto|"
        "leihwagen|ersatzfahrzeug|mietwagen|courtesy car|loan car|rental car|ikame araç|"
        "auto zastępcze|samochód zastępcz|auta zastępcz",
        act=True,
    ),
    concept("airbag", "airbag|gurtstraffer|hava yastığı|poduszka powietrzn"),
    concept("richtbank", "richtbank|rahmenricht"),
    concept(
        "steinschlag",
        "steinschlag|stone chip|chip repair|windscreen chip|windshield chip|taş izi|cam çatla|odprysk",
    ),
    concept(
        "frontscheibe",
        "frontscheibe|windschutzscheibe|autoglas|windscreen|windshield|ön cam|przednia szyb|szyba przedni|"
        "szyby przedniej|przedniej szyb",
    ),
    concept("seitenscheibe", "seitenscheibe|side window|yan cam|szyba boczn|szyby boczn"),
    concept("heckscheibe", "heckscheibe|rear window|arka cam|tylna szyb|szyba tyln|szyby tyln"),
    concept("tönung", "tönung|scheiben tönen|scheibentön|window tint|tinting|cam filmi|przyciemnian", act=True),
    concept(
        "scheibenwischer",
        "scheibenwischer|windshield wiper|windscreen wiper|wischerblätter|wischer|wiper|silecek|wycieraczk",
    ),
    concept("dellen", " delle| dent | dents |göçük|wgniece|wgniot"),
    concept("kratzer", "kratzer|scratch|çizik| rys | rysy |zarysowa"),
    concept(
        "felgen",
        "felgenreparatur|felge reparier|felgen reparier|bordstein|rim repair|alloy repair|wheel repair|"
        "alloy wheel| jant |jant tamir|jant düzelt|naprawa felg|prostowanie felg",
    ),
    concept(
        "innenreinigung",
        "innenraumreinig|innenreinig|innen reinig|interior clean|iç temizlik|czyszczenie wnętrza|sprzątanie wnętrza",
        work="clean",
        act=True,
    ),
    concept("aufbereitung", "aufbereit|detailing|car detailing|detaylı temizlik|kosmetyka", work="clean", act=True),
    concept("keramik", "keramik|ceramic|seramik|ceramiczn", act=True),
    concept("ozon", "ozon|ozone", act=True),
    concept("wäsche", "autowäsche|waschanlage|car wash|oto yıkama|myjni", work="clean", act=True),
    concept("folierung", "folierung|folieren|car wrap|wrapping|kaplama|oklejan", act=True),
    # Breakdown, papers, fleet
    concept("abschleppen", "abschlepp|tow truck|towing| tow |çekici|holowan|lawet|pomoc drogow", act=True),
    concept("starthilfe", "starthilfe|jump start|takviye|odpalenie z kabl", act=True),
    concept("holbring", "hol und bring|abholservice|pick up and|pickup service|collect my car", act=True),
    concept("fahrzeugöffnung", "fahrzeugöffnung|auto öffnen|ausgesperrt|locked out|otwarcie auta|otwieranie auta"),
    concept(
        "gebrauchtwagencheck",
        "gebrauchtwagencheck|gebrauchtwagen check|ankaufsuntersuch|kaufcheck|used car check|pre purchase|"
        "ikinci el kontrol|sprawdzenie auta przed zakupem|sprawdzenie używan",
        work="test",
        act=True,
    ),
    concept("fahrzeugbewertung", "fahrzeugbewert|wertgutacht|car valuation|wycena auta", work="test", act=True),
    concept("zulassung", "zulassung|anmeldung auto|car registration|rejestracja auta|rejestracja samoch", act=True),
    concept("leasingrückgabe", "leasingrückgabe|leasing rückgabe|lease return", restrictive=True),
    # Kinds of vehicles
    concept(
        "motorrad",
        "motorrad|motorbike|motorcycle| moto |motosiklet|motocykl| roller | mofa|harley|ducati|yamaha|kawasaki|vespa",
        restrictive=True,
    ),
    concept("transporter", "transporter| van |sprinter|minibüs|dostawcz|panelvan", restrictive=True),
    concept("anhänger", " anhänger|trailer |römork|przyczep", restrictive=True),
    concept("wohnmobil", "wohnmobil|wohnwagen|caravan|camper|motorhome|karavan|kamper", restrictive=True),
    concept("lkw", " lkw| truck|kamyon|ciężarów|traktor|trecker", restrictive=True),
    concept("fahrrad", "fahrrad|e bike|ebike|bicycle| bisiklet| rower", restrictive=True),
    concept("flotte", "flotte|fuhrpark|fleet| filo ", restrictive=True),
)
