"""Electrics, lights, air conditioning and what is added to a car."""

from resolvers.assistant.vocabulary.concept import Concept, concept

CONCEPTS: tuple[Concept, ...] = (
    # Electrics, lights, electronics
    concept(
        "batterietest",
        "batterietest|batterie test|batterie prüf|battery test|battery check|akü test|akü kontrol|test akumulatora",
        "batterie",
        work="test",
        act=True,
    ),
    concept("batterie", "batterie|battery| akü|akumulator"),
    concept("agm", " agm| efb|start stop|startstop|start-stop"),
    concept("lichtmaschine", "lichtmaschine| generator |alternator|alternatör|şarj dinamo"),
    concept("anlasser", "anlasser|starter motor|starter | marş|rozrusznik"),
    concept("ruhestrom", "ruhestrom|parasitic drain|battery drain"),
    concept("fensterheber", "fensterheber|window regulator|electric window|cam kriko|podnośnik szyb"),
    concept("zentralverriegelung", "zentralverriegel|central locking|merkezi kilit|centralny zamek"),
    concept(
        "glühlampe",
        "glühlampe|glühbirne| birne | lampe wechsel|abblendlicht|fernlicht|standlicht|bremslicht|"
        "light bulb| bulb|brake light|ampul|żarówk",
    ),
    concept(
        "scheinwerfereinstellung",
        "scheinwerfer einstell|scheinwerfereinstell|licht einstell|headlight adjust|far ayar|ustawienie świateł",
        "scheinwerfer",
        work="adjust",
        act=True,
    ),
    concept(
        "scheinwerferpolitur",
        "scheinwerfer polier|scheinwerferpolitur|headlight polish|headlight restor|far parlat|"
        "polerowanie lamp|polerowanie reflektor",
        "scheinwerfer",
    ),
    concept("scheinwerfer", "scheinwerfer|headlight|headlamp| farlar|reflektor"),
    concept("lichttest", "lichttest|licht test|light test"),
    concept("xenon", "xenon|ksenon"),
    concept("rückleuchte", "rückleuchte|rücklicht|tail light|taillight|stop lamba|lampa tylna"),
    concept(
        "fehlerspeicher",
        "fehlerspeicher|fehler auslesen|fehlercode|auslesen|motorkontroll|motorleuchte|obd |error code|"
        "fault code|engine light|diagnostic|diagnose|arıza kod|arıza tespit|odczyt błęd|kod błęd|kody błęd|"
        "diagnostyk|komputer|motorlampe| warnleuchte| warnlampe|motor lampe|motorwarn|motorsymbol|motorstörung|"
        "check engine|motor arıza|"
        "arıza lamba",
        work="test reset",
        act=True,
    ),
    concept("fehlersuche", "fehlersuche|troubleshoot|fault finding|szukanie usterk", work="test", act=True),
    concept("steuergerät", "steuergerät|control unit| ecu "),
    concept("kamera", "frontkamera|kamerakalib| kamera kalibrieren| kamera kalibrierung|camera calib|kalibracja kamer"),
    concept("radar", "radar"),
    concept("parksensor", "parksensor|parking sensor|park sensör|czujnik parkow|czujniki parkow"),
    concept(
        "schlüssel",
        "schlüssel nach|autoschlüssel|fahrzeugschlüssel|zündschlüssel|schlüssel verlor| schlüssel |car key|"
        "spare key|anahtar|kluczyk",
    ),
    # Air conditioning
    concept(
        "klimaservice",
        "klimaservice|klimawartung|klima service|klimaanlage füll|klimaanlage befüll|klima füll|"
        "klima auffüll|klimacheck|klimaanlagenservice|klimaanlage wart|klimaanlage service|a c service|"
        "ac service|air con service|aircon service|air conditioning service|air con recharge|recharge|regas|"
        "klima gaz|klima bakım|serwis klimatyzacji|nabicie|nabij|napełnianie klimatyzacj",
        "klima",
        work="fill test",
        act=True,
    ),
    concept(
        "klimadesinfektion",
        "klimaanlage desinf|klima desinf|klimadesinf|desinfektion|klima temizl|odgrzybianie|dezynfekcj",
        "klima",
        work="clean",
        act=True,
    ),
    concept(
        "klimakompressor",
        "klimakompressor|kompressor|klima kompresör|sprężark|ac compressor|compressor",
    ),
    concept("klimakondensator", "klimakondensator|kondensator|condenser"),
    concept("klima", "klima|air con|aircon|air conditioning| a c | ac |klimatyzac"),
    concept("kälte", " kühlt | kalt |warme luft|warm air|not cold|not cooling|soğutmuyor|chłodzi"),
    concept("geruch", "stink|riech|müff|muff|geruch| smell| kok|śmierd|zapach"),
    concept("r134a", "r134a"),
    concept("r1234yf", "r1234yf"),
    concept("gebläse", "gebläse|blower motor"),
    concept(
        "standheizung",
        "standheizung|parking heater|auxiliary heater|park ısıtıcı|webasto|ogrzewanie postojowe",
    ),
    concept("sitzheizung", "sitzheizung|heated seat|seat heating|koltuk ısıtma|podgrzewane fotel"),
    concept("heizung", "heizung| heater |kalorifer|ogrzewani"),
    # Electric cars
    concept(
        "elektro",
        " e auto| elektroauto| tesla | id3 | id 3 | id4 | id 4 | zoe | ioniq | taycan | e golf | e up |"
        "hochvolt| hv |elektrofahrzeug|electric car| ev |elektrikli ara|elektryczn|hybrid|hybryd",
        restrictive=True,
    ),
    concept("soh", " soh |batteriezertifikat|battery health", "batterie"),
    concept("ladebuchse", "ladebuchse|charging port"),
    concept("bordlader", "on board lader|onboard lader|on board charger|onboard charger"),
    # Retrofit
    concept("anhängerkupplung", "anhängerkupplung| ahk |tow bar|towbar|trailer hitch|çeki demiri|hak holown"),
    concept(
        "rückfahrkamera",
        "rückfahrkamera|reversing camera|backup camera|rear camera|geri görüş|kamera cofania|kamery cofania",
    ),
    concept("einparkhilfe", "einparkhilfe|park pilot|parking aid"),
    concept("radio", " radio|carplay|android auto|dab+|teyp"),
    concept("dashcam", "dashcam|dash cam|araç kamera|wideorejestrator"),
    concept("marderschutz", "marderschutz|marten|kuny|na kun"),
    concept("chiptuning", "chiptuning|leistungssteiger|tuning|remap"),
)
