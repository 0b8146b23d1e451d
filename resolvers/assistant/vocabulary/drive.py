"""Engine, exhaust and transmission."""

from resolvers.assistant.vocabulary.concept import Concept, concept

CONCEPTS: tuple[Concept, ...] = (
    # Engine, timing, fuel, cooling, exhaust
    concept(
        "zylinderkopf",
        "zylinderkopf|head gasket|kopfdichtung|silindir kapa|uszczelka pod głowic|uszczelki pod głowic",
    ),
    concept("ventildeckel", "ventildeckel|valve cover"),
    concept("ventile", "ventile|ventilspiel|valves|valve clearance"),
    concept("ölwanne", "ölwanne|oil pan|oil sump|karter| miska olejow"),
    concept("motorlager", "motorlager|engine mount|motor takoz|poduszk"),
    concept(
        "keilriemen",
        "keilriemen|keilrippenriemen|rippenriemen|v belt|serpentine belt|v kayış|pasek klinow|paska klinow",
    ),
    concept("kurbelwelle", "kurbelwelle|crankshaft|krank mili"),
    concept("simmerring", "simmerring|dichtring"),
    concept(
        "motor",
        " motor | motors | austauschmotor|motorschaden|motorüberholung|engine replacement|new engine|"
        "replacement engine|silnik",
    ),
    concept(
        "zahnriemen",
        "zahnriemen|steuerriemen|timing belt|cambelt|cam belt|triger|pasek rozrządu|paska rozrządu|rozrząd",
    ),
    concept("nassriemen", "nassriemen|riemen im ölbad|zahnriemen im ölbad|wet belt", "zahnriemen"),
    concept(
        "steuerkette",
        "steuerkette|timing chain|eksantrik zincir|zamanlama zinciri|łańcuch rozrządu|łańcucha rozrządu",
    ),
    concept("kettenspanner", "kettenspanner|chain tensioner"),
    concept("nockenwelle", "nockenwelle|camshaft|eksantrik mili"),
    concept("steuerzeiten", "steuerzeiten|valve timing"),
    concept("wasserpumpe", "wasserpumpe|kühlmittelpumpe|water pump|devirdaim|su pompası|pompa wody|pompy wody"),
    concept("zündkerzen", "zündkerze|spark plug|buji|świec zapłon|świece zapłon"),
    concept(
        "kraftstofffilter",
        "kraftstofffilter|dieselfilter|benzinfilter|fuel filter|yakıt filtre|mazot filtre|filtr paliwa|filtra paliwa",
    ),
    concept("luftfilter", "luftfilter|air filter|hava filtre|filtr powietrza|filtra powietrza"),
    concept(
        "innenraumfilter",
        "innenraumfilter|pollenfilter|mikrofilter|cabin filter|pollen filter|polen filtre|filtr kabinow|"
        "filtra kabinow|pollen paket",
    ),
    concept("ölfilter", "ölfilter|oil filter|yağ filtre|filtr oleju|filtra oleju"),
    concept("injektor", "injektor|einspritzdüse|injector|enjektör|wtryskiwacz|wtrysk"),
    concept("hochdruckpumpe", "hochdruckpumpe|high pressure pump"),
    concept(
        "kraftstoffpumpe",
        "kraftstoffpumpe|benzinpumpe|dieselpumpe|fuel pump|yakıt pompa|pompa paliwa|pompy paliwa",
    ),
    concept("turbolader", "turbolader| turbo |turbocharger|turbosprężark|turbin"),
    concept("ansaugkanal", "ansaugkanal|ansaugbrücke|intake cleaning|walnuss|walnut"),
    concept(
        "falschgetankt",
        "falsch getankt|falschbetankung|falsch betankt|wrong fuel|misfuel|yanlış yakıt|złe paliwo|benzin statt diesel|"
        "diesel statt benzin",
        act=True,
    ),
    concept("thermostat", "thermostat|termostat"),
    concept("kühlerlüfter", "kühlerlüfter|lüftermotor|radiator fan|cooling fan"),
    concept("kühler", " kühler |wasserkühler|radiator| radyatör|chłodnic"),
    concept("kühlsystem", "kühlsystem|cooling system"),
    concept("kühlschlauch", "kühlmittelschlauch|kühlerschlauch|kühlwasserschlauch|coolant hose|radiator hose"),
    concept("co2test", "co2 test"),
    concept("ausgleichsbehälter", "ausgleichsbehälter|expansion tank"),
    concept("auspuff", "auspuff|schalldämpfer|exhaust|muffler|silencer|egzoz|wydech|tłumik"),
    concept("katalysator", "katalysator| kat |catalytic|katalitik|katalizator"),
    concept(
        "partikelfilter",
        "partikelfilter|rußfilter| dpf |particulate filter|partikül filtre|filtr cząstek|filtra cząstek",
    ),
    concept("agr", " agr| egr |abgasrückführ|egr valve"),
    concept("lambdasonde", "lambdasonde|lambda|oxygen sensor| oksijen sensör|sonda lambda|sondy lambda"),
    concept("nox", " nox"),
    # Transmission
    concept(
        "getriebe",
        "getriebe|gearbox|transmission|şanzıman|skrzyni biegów|skrzynia biegów",
        restrictive=True,
    ),
    concept("dsg", " dsg "),
    concept("automatik", "automatik|automatic gear|automatic transmission|otomatik|automatyczn"),
    concept("kupplung", " kupplung|clutch|debriyaj|sprzęgł"),
    concept("zweimassenschwungrad", "zweimassenschwungrad| zms |dual mass|flywheel|volan|koło dwumas|dwumasow"),
    concept("antriebswelle", "antriebswelle|drive shaft|driveshaft|aks mili|półoś"),
    concept("achsmanschette", "achsmanschette|cv boot"),
)
