"""What the assistant says of what a vehicle needs. Nobody is addressed here: one form does for every tone."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UpkeepWording:
    """Sentences about upkeep, inspections and seasons; braces name what is filled in.

    `unsaid` names what nobody has said yet, by the keys of resolvers.vehicles.upkeep.Unsaid; `seasons` as they stand
    after "for".
    """

    heading: str
    nothing: str
    ask: str
    ask_more: str
    unsaid: Mapping[str, str]
    inspection: str
    inspection_overdue: str
    inspection_counted: str
    inspection_ask: str
    inspection_unknown: str
    season_heading: str
    season_empty: str
    seasons: Mapping[str, str]


GERMAN_UPKEEP = UpkeepWording(
    heading="Das könnte bei diesem Fahrzeug anstehen:",
    nothing="Nach diesen Angaben steht nichts Bestimmtes an. Maßgeblich ist der Serviceplan im Serviceheft.",
    ask="Was ansteht, hängt vom Fahrzeug ab. Dafür fehlt mir noch: {what}.",
    ask_more="Für Genaueres fehlt mir noch: {what}.",
    unsaid={
        "MODEL": "das Modell und die Motorart",
        "FUEL": "die Motorart (Benzin, Diesel oder Elektro)",
        "YEAR": "das Jahr der Erstzulassung",
        "MILEAGE": "der Kilometerstand",
    },
    inspection="Die nächste Hauptuntersuchung (TÜV) ist bis zum **{day}** fällig.",
    inspection_overdue="Die Hauptuntersuchung (TÜV) war bis zum **{day}** fällig und sollte bald nachgeholt werden.",
    inspection_counted="Die erste Hauptuntersuchung (TÜV) war bis zum {first} fällig. Wurde seitdem jede rechtzeitig "
    "gemacht, ist die nächste bis zum **{day}** fällig; genau zeigt es die Plakette am hinteren Kennzeichen.",
    inspection_ask="Für den Termin der Hauptuntersuchung (TÜV) fehlt mir noch: Monat und Jahr der Erstzulassung oder "
    "der letzten Untersuchung. Auch die Plakette am hinteren Kennzeichen zeigt ihn.",
    inspection_unknown="Bei schweren Fahrzeugen hängt die Frist vom Gewicht ab. Genau zeigt es die Plakette am "
    "hinteren Kennzeichen.",
    season_heading="Für {season} bieten wir:",
    season_empty="Eigens für {season} finde ich nichts in unserer Preisliste.",
    seasons={"WINTER": "den Winter", "SPRING": "das Frühjahr", "SUMMER": "den Sommer", "AUTUMN": "den Herbst"},
)

ENGLISH_UPKEEP = UpkeepWording(
    heading="This may be due on this vehicle:",
    nothing="From what I know, nothing in particular is due. The service plan in the service record decides.",
    ask="What is due depends on the vehicle. I still need: {what}.",
    ask_more="I can be more exact with: {what}.",
    unsaid={
        "MODEL": "the model and what it runs on",
        "FUEL": "what it runs on (petrol, diesel or electricity)",
        "YEAR": "the year of first registration",
        "MILEAGE": "the mileage",
    },
    inspection="The next German roadworthiness test (HU, “TÜV”) is due by **{day}**.",
    inspection_overdue="The German roadworthiness test (HU, “TÜV”) was due by **{day}** and should be done soon.",
    inspection_counted="The first German roadworthiness test (HU, “TÜV”) was due by {first}. If every one since was in "
    "time, the next is due by **{day}**; the sticker on the rear number plate shows it exactly.",
    inspection_ask="For the date of the roadworthiness test (HU, “TÜV”) I still need: month and year of the first "
    "registration or of the last test. The sticker on the rear number plate shows it too.",
    inspection_unknown="For heavy vehicles the period depends on the weight. The sticker on the rear number plate "
    "shows it exactly.",
    season_heading="For {season} we offer:",
    season_empty="I find nothing made for {season} in our price list.",
    seasons={"WINTER": "the winter", "SPRING": "the spring", "SUMMER": "the summer", "AUTUMN": "the autumn"},
)

TURKISH_UPKEEP = UpkeepWording(
    heading="Bu araçta zamanı gelmiş olabilecekler:",
    nothing="Bu bilgilere göre belirli bir işlem görünmüyor. Belirleyici olan servis defterindeki bakım planıdır.",
    ask="Nelerin gerektiği araca bağlıdır. Bunun için eksik olan: {what}.",
    ask_more="Daha kesin bilgi için eksik olan: {what}.",
    unsaid={
        "MODEL": "model ve yakıt türü",
        "FUEL": "yakıt türü (benzin, dizel veya elektrik)",
        "YEAR": "ilk tescil yılı",
        "MILEAGE": "kilometre",
    },
    inspection="Bir sonraki araç muayenesinin (HU, TÜV) son günü **{day}**.",
    inspection_overdue="Araç muayenesinin (HU, TÜV) son günü **{day}** idi; en kısa zamanda yapılması gerekir.",
    inspection_counted="İlk araç muayenesinin (HU, TÜV) son günü {first} idi. O zamandan beri hepsi zamanında "
    "yapıldıysa, bir sonrakinin son günü **{day}**; kesin tarihi arka plakadaki etiket gösterir.",
    inspection_ask="Araç muayenesinin (HU, TÜV) tarihi için eksik olan: ilk tescilin veya son muayenenin ayı ve yılı. "
    "Tarihi arka plakadaki etiket de gösterir.",
    inspection_unknown="Ağır araçlarda süre ağırlığa bağlıdır. Kesin tarihi arka plakadaki etiket gösterir.",
    season_heading="{season} için sunduklarımız:",
    season_empty="Fiyat listemizde özellikle {season} için bir şey bulamıyorum.",
    seasons={"WINTER": "Kış", "SPRING": "İlkbahar", "SUMMER": "Yaz", "AUTUMN": "Sonbahar"},
)

POLISH_UPKEEP = UpkeepWording(
    heading="Przy tym pojeździe może być pora na:",
    nothing="Z tych danych nic konkretnego nie wynika. Decyduje plan serwisowy w książce serwisowej.",
    ask="To zależy od pojazdu. Brakuje mi jeszcze: {what}.",
    ask_more="Dokładniej powiem, znając: {what}.",
    unsaid={
        "MODEL": "model i rodzaj napędu",
        "FUEL": "rodzaj napędu (benzyna, diesel czy prąd)",
        "YEAR": "rok pierwszej rejestracji",
        "MILEAGE": "przebieg",
    },
    inspection="Następne badanie techniczne (HU, TÜV) należy wykonać do **{day}**.",
    inspection_overdue="Badanie techniczne (HU, TÜV) należało wykonać do **{day}**; trzeba to jak najszybciej "
    "nadrobić.",
    inspection_counted="Pierwsze badanie techniczne (HU, TÜV) przypadało do {first}. Jeśli każde kolejne wykonano w "
    "terminie, następne przypada do **{day}**; dokładnie pokazuje to naklejka na tylnej tablicy.",
    inspection_ask="Do terminu badania technicznego (HU, TÜV) brakuje mi jeszcze: miesiąc i rok pierwszej rejestracji "
    "albo ostatniego badania. Termin pokazuje też naklejka na tylnej tablicy.",
    inspection_unknown="Przy ciężkich pojazdach termin zależy od masy. Dokładnie pokazuje go naklejka na tylnej "
    "tablicy.",
    season_heading="Na {season} oferujemy:",
    season_empty="Specjalnie na {season} nie mam nic w cenniku.",
    seasons={"WINTER": "zimę", "SPRING": "wiosnę", "SUMMER": "lato", "AUTUMN": "jesień"},
)
