"""Words that hold a question together and name nothing: function words, politeness, makes and models of cars."""

from resolvers.assistant.language import fold

STOPWORDS = frozenset(
    fold(
        "was wie viel wieviel kostet kosten teuer preis preise ist sind bei ihnen euch mein meine meinen meinem für "
        "fuer einen eine ein einer eines der die das den dem des ich brauche brauchen möchte moechte will kann "
        "können koennen sie mir bitte und oder mit ohne auch noch machen macht bieten anbieten haben habt gibt wann "
        "wo wer auto wagen pkw fahrzeug werkstatt wechseln wechsel ersetzen erneuern tauschen reparieren reparatur "
        "termin buchen dauert lange ungefähr circa hallo guten danke dringend leistung leistungen vw golf polo "
        "passat bmw audi mercedes opel astra corsa ford focus fiesta skoda octavia fabia seat leon toyota yaris "
        "renault clio peugeot citroen fiat hyundai kia mazda nissan volvo mini smart dacia honda benziner "
        "diesel baujahr liter heute morgen köln bremen berlin hamburg prüfen pruefen reinigen einstellen einbauen "
        "nachrüsten nachfüllen bestellen kaufen suche beim kunden mobile vor ort what how much does cost price the "
        "for your you can could want need would like have with and please car replace replacing replacement change "
        "changing repair service services appointment book there offer much many this that here about kadar fiyat "
        "fiyatı fiyati ücret ücreti için icin istiyorum araba arabam aracım var misiniz mısınız yapıyor musunuz "
        "nedir benim değişimi degisimi tamir tamiri değiştirmek ile kosztuje koszt cena wymiana wymianę naprawa "
        "proszę chcę chciałbym potrzebuję samochód samochodu auta państwo robicie macie mojego mojej dla oraz mam "
        "czy dobry dzień witam vehicle wollen soll muss müssen sagen wissen welche welchen etwas neue neuen neuer "
        "passt alles mehr weiter nicht kein keine "
        "stunde stunden tag tage monat paar stück euro arbeit arbeiten denn dann "
        "jetzt eigentlich also noch bisschen hingegen genau then exactly peki oyleyse wiec bunun buna stundensatz "
        "satz komplett vorne hinten inklusive montag montags dienstag dienstags mittwoch mittwochs "
        "donnerstag donnerstags freitag freitags samstag samstags sonntag sonntags wochenende monday tuesday "
        "wednesday thursday friday saturday sunday weekend pazartesi sali carsamba persembe cuma cumartesi pazar "
        "poniedzialek wtorek sroda czwartek piatek sobota sobote niedziela niedziele spass lager "
        "rader raeder rad kola wheels tekerlek"
    ).split()
)
"""What says nothing beside concepts of the trade, usual work and sides included."""

GLUE = (STOPWORDS - {"rader", "raeder", "rad", "kola", "wheels", "tekerlek"}) | frozenset(
    fold(
        "inkl incl inclusive im in an am auf aus bei zum zur vom von zu the a of to at by is are it my me we do per "
        "ve veya ile bir bu mi mu i w z na do od po za przy sie jest to ma mal so nur es er sie man uns unser unsere "
        "meinem meines ihrem ihrer ihre ihr seinem dieser diese dieses da ja nein mein meins nen ner ne n kann koennt "
        "konnt koennten konnten koennte konnte wuerde wurde gern gerne gerade schon seit gestern letzte woche immer "
        "wenn weil dass ob als wie um nach vor uber ueber unter gegen wieder ganz sehr zu viel leider vielleicht "
        "moin servus hey hi guten tag abend gruss grusse mfg danke vielen dank frage angebot kostenvoranschlag kriege "
        "kriegen bekomme bekommen machst macht mache lassen lasse geht gehts gehen musste mochten wunsche "
        "preislich ungefaehr etwa rund about roughly get got done make doing any some please hi hello thanks thank "
        "would like could should my your our their its i'm im ive i'd id whats what's hows was were been being am "
        "just only also too really know tell give me price cost charge quote estimate fee lutfen merhaba selam acaba "
        "bana bize sizde sizin bizim ne nasil hangi kac kadar olur olurmu lazim gerek gerekiyor gerekli yaptirmak "
        "yaptirmam istiyoruz isterim misiniz musunuz mudur midir ucretiniz fiyatiniz tutar tutuyor arabamin aracimin "
        "aracim aracimi arabami arabanin jaki jaka jakie jest ceny cene cennik kosztowac kosztowala bedzie potrzebny "
        "potrzebna chcialabym chcialbym chce prosze dzien dobry witam u pana panstwa was nas mnie mi moj moja moje "
        "moim mojej swoj robi robia zrobic zrobienie samochodzie auto auta aucie placi zaplace zaplacic po zl "
        "euro "
        "ok okay gut super prima arac araci araclar otomobil pojazd pojazdu samochody "
        "gunu gun gunler para paraya tane adet bi yerden yaparsiniz yapiyormusunuz biter bitti geliyo gidiyo "
        "aliyosunuz abi usta hocam ustam siz u r can could would whats wat cost costs ur gonna wanna please mate guys "
        "eich eure euer eurem unsern unserm hab habs habt hobts wos moechts moecht mecht jetz grad bloss scho net "
        "nimmer eur cent kaputt defekt defekte defekter hin hinuber broken bozuk bozuldu zepsuty zepsuta zepsute"
    ).split()
)
"""What says nothing beside the names of services."""
