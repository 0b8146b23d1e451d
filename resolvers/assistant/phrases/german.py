"""What the assistant says in German."""

from dataclasses import replace

from resolvers.assistant.language import Language
from resolvers.assistant.phrases.upkeep import GERMAN_UPKEEP
from resolvers.assistant.phrases.wording import Wording

GERMAN = Wording(
    language=Language.DE,
    greeting="Guten Tag, ich bin der digitale Serviceberater (KI) von {workshop}. Wie kann ich Ihnen helfen?",
    who="Ich bin der digitale Serviceberater von {workshop}: eine KI, kein Mensch. Ich nenne Preise, Leistungen und "
    "Öffnungszeiten. "
    "Auf Wunsch verbinde ich Sie mit dem Team.",
    thanks="Sehr gern! Melden Sie sich jederzeit, wenn Sie noch etwas wissen möchten.",
    goodbye="Auf Wiedersehen und gute Fahrt!",
    price_one="**{service}** kostet bei uns voraussichtlich **{price}**.",
    price_from="**{service}** gibt es bei uns **ab {price}**; der genaue Preis hängt von Ihrem Fahrzeug ab.",
    price_free="**{service}** ist bei uns **kostenlos**.",
    price_request="**{service}** bieten wir an; den Preis nennen wir Ihnen auf Anfrage, denn dafür müssen wir Ihr "
    "Fahrzeug kennen.",
    price_which="Für welche Leistung möchten Sie den Preis wissen?",
    price_heading="Dazu passen bei uns:",
    price_also="Außerdem möglich:",
    line_range="**{service}**: {price}",
    line_from="**{service}**: ab {price}",
    line_free="**{service}**: kostenlos",
    line_request="**{service}**: Preis auf Anfrage",
    duration="Das dauert etwa {hours} Std.",
    duration_short="Das dauert etwa {minutes} Minuten.",
    estimate="Das ist eine unverbindliche Kostenschätzung inkl. MwSt.",
    for_vehicle="Gerechnet für: {vehicle}.",
    which_vehicle="Der Preis hängt vom Fahrzeug ab: Welches Modell fahren Sie?",
    vehicle_classes={
        "MICRO": "Kleinstwagen",
        "SMALL": "Kleinwagen",
        "COMPACT": "Kompaktklasse",
        "MIDSIZE": "Mittelklasse",
        "UPPER": "Oberklasse",
        "SUV": "SUV",
        "VAN": "Transporter",
        "LUXURY": "Luxus- oder Sportwagen",
        "ELECTRIC": "Elektroauto",
        "MOTORCYCLE": "Motorrad",
        "MOTORHOME": "Wohnmobil",
        "TRAILER": "Anhänger",
        "TRUCK": "LKW",
    },
    offer_appointment="Möchten Sie einen Termin anfragen?",
    offer_callback="Sollen wir Sie dazu zurückrufen?",
    services_heading="Wir bieten zum Beispiel:",
    services_empty="Eine Liste unserer Leistungen liegt mir nicht vor.",
    hours_heading="Unsere Öffnungszeiten:",
    hours_unknown="Unsere Öffnungszeiten liegen mir leider nicht vor.",
    hours_day="{day} haben wir **{times} Uhr** geöffnet.",
    hours_day_closed="{day} haben wir geschlossen.",
    hours_closed_because="{day} haben wir geschlossen ({reason}).",
    open_now="Ja, wir haben gerade geöffnet.",
    closed_now="Im Moment haben wir geschlossen.",
    opens_next="Wir öffnen wieder am {day} um {time} Uhr.",
    hours_closure="Geschlossen: {days}",
    hours_holiday="Feiertag, geschlossen: {days}",
    closed="geschlossen",
    today="Heute",
    tomorrow="Morgen",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    address="Sie finden uns hier: **{address}**.",
    phone="Telefonisch erreichen Sie uns unter **{phone}**.",
    email="E-Mail: {email}.",
    contact_unknown="Diese Angabe liegt mir leider nicht vor.",
    breakdown="Unsere Pannennummer: **{number}**. Bitte sichern Sie zuerst sich und Ihr Fahrzeug ab.",
    breakdown_unknown="Bitte sichern Sie zuerst sich und Ihr Fahrzeug ab und rufen Sie Ihren Pannendienst; bei "
    "Gefahr wählen Sie 112.",
    lead_form="Gern. Ich habe Ihnen das Formular geöffnet: Bitte ergänzen Sie Ihre Angaben und stimmen Sie zu, dann "
    "melden wir uns bei Ihnen.",
    sorry="Das tut mir leid.",
    handover_open="Ich habe dem Team Bescheid gegeben. Ein Mensch meldet sich hier, sobald jemand frei ist.",
    handover_told="Ich habe dem Team Bescheid gegeben.",
    promises=(
        "Wir melden uns in Kürze.",
        "Wir melden uns heute ab {time} Uhr.",
        "Wir melden uns morgen ab {time} Uhr.",
        "Wir melden uns am {day} ab {time} Uhr.",
        "Wir melden uns am {date} ab {time} Uhr.",
        "Wir melden uns so bald wie möglich.",
    ),
    safety="**Bitte fahren Sie nicht weiter.** Halten Sie an einer sicheren Stelle, stellen Sie den Motor ab und "
    "schalten Sie die Warnblinker ein.",
    safety_fire="Bei Rauch oder Feuer: Steigen Sie aus, halten Sie Abstand und wählen Sie **112**.",
    safety_injured="Ist jemand verletzt, wählen Sie zuerst **112**.",
    safety_call="Rufen Sie uns jetzt an: **{number}**.",
    safety_no_number="Rufen Sie jetzt einen Pannendienst; bei Gefahr wählen Sie **112**.",
    illegal="Dabei können wir Ihnen nicht helfen: Das ist nicht zulässig, und die Betriebserlaubnis kann erlöschen. "
    "Für eine zulässige Lösung beraten wir Sie gern persönlich.",
    declined="Dabei kann ich nicht helfen: Ich bin für Fragen rund um Ihr Fahrzeug und unsere Werkstatt da. "
    "Was möchten Sie dazu wissen?",
    unknown="Das kann ich Ihnen leider nicht sicher sagen.",
    not_listed="Das finde ich in unserer Preisliste nicht.",
    price_guarded="Den genauen Preis nennt Ihnen gern unser Team persönlich.",
    resumed="Noch einmal kurz und sicher:",
    interrupted="Meine Antwort wurde leider unterbrochen. Sollen wir Sie dazu zurückrufen?",
    until="bis",
    upkeep=GERMAN_UPKEEP,
)

INFORMAL_GERMAN = replace(
    GERMAN,
    greeting="Hallo, ich bin der digitale Serviceberater (KI) von {workshop}. Wie kann ich dir helfen?",
    who="Ich bin der digitale Serviceberater von {workshop}: eine KI, kein Mensch. Ich nenne Preise, Leistungen und "
    "Öffnungszeiten. "
    "Auf Wunsch verbinde ich dich mit dem Team.",
    thanks="Sehr gern! Melde dich jederzeit, wenn du noch etwas wissen möchtest.",
    goodbye="Tschüss und gute Fahrt!",
    price_from="**{service}** gibt es bei uns **ab {price}**; der genaue Preis hängt von deinem Fahrzeug ab.",
    price_request="**{service}** bieten wir an; den Preis nennen wir dir auf Anfrage, denn dafür müssen wir dein "
    "Fahrzeug kennen.",
    price_which="Für welche Leistung möchtest du den Preis wissen?",
    which_vehicle="Der Preis hängt vom Fahrzeug ab: Welches Modell fährst du?",
    offer_appointment="Möchtest du einen Termin anfragen?",
    offer_callback="Sollen wir dich dazu zurückrufen?",
    address="Du findest uns hier: **{address}**.",
    phone="Telefonisch erreichst du uns unter **{phone}**.",
    breakdown="Unsere Pannennummer: **{number}**. Bitte sichere zuerst dich und dein Fahrzeug ab.",
    breakdown_unknown="Bitte sichere zuerst dich und dein Fahrzeug ab und ruf deinen Pannendienst; bei Gefahr wähle "
    "112.",
    lead_form="Gern. Ich habe dir das Formular geöffnet: Bitte ergänze deine Angaben und stimme zu, dann melden wir "
    "uns bei dir.",
    safety="**Bitte fahr nicht weiter.** Halte an einer sicheren Stelle, stell den Motor ab und schalte die "
    "Warnblinker ein.",
    safety_fire="Bei Rauch oder Feuer: Steig aus, halte Abstand und wähle **112**.",
    safety_injured="Ist jemand verletzt, wähle zuerst **112**.",
    safety_call="Ruf uns jetzt an: **{number}**.",
    safety_no_number="Ruf jetzt einen Pannendienst; bei Gefahr wähle **112**.",
    illegal="Dabei können wir dir nicht helfen: Das ist nicht zulässig, und die Betriebserlaubnis kann erlöschen. "
    "Für eine zulässige Lösung beraten wir dich gern persönlich.",
    declined="Dabei kann ich nicht helfen: Ich bin für Fragen rund um dein Fahrzeug und unsere Werkstatt da. "
    "Was möchtest du dazu wissen?",
    unknown="Das kann ich dir leider nicht sicher sagen.",
    price_guarded="Den genauen Preis nennt dir gern unser Team persönlich.",
    interrupted="Meine Antwort wurde leider unterbrochen. Sollen wir dich dazu zurückrufen?",
)
"""With "du"."""
