"""What the assistant says in German."""

from resolvers.assistant.phrases.wording import Wording

GERMAN = Wording(
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
    estimate="Das ist eine unverbindliche Kostenschätzung inkl. MwSt.",
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
    handover_open="Ich habe dem Team Bescheid gegeben. Ein Mensch meldet sich hier, sobald jemand frei ist.",
    handover_closed="Ich habe dem Team Bescheid gegeben. Gerade ist geschlossen; ein Mensch meldet sich, sobald wir "
    "wieder da sind.",
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
)
