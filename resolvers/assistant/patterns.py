"""The words by which visitors say what they want, in German, English, Turkish and Polish."""

from enum import StrEnum

from resolvers.assistant.dangers import DANGERS


class Intent(StrEnum):
    """A wish the assistant knows; the order is that of their weight."""

    SAFETY = "safety"
    ILLEGAL = "illegal"
    COMPLAINT = "complaint"
    HUMAN = "human"
    BREAKDOWN = "breakdown"
    UPKEEP = "upkeep"
    LEAD = "lead"
    PRICE = "price"
    HOURS = "hours"
    CONTACT = "contact"
    SERVICES = "services"
    TERMS = "terms"
    WHO = "who"
    OFF_TOPIC = "off topic"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    GREETING = "greeting"


PATTERNS: dict[Intent, tuple[str, ...]] = {
    Intent.SAFETY: DANGERS,
    Intent.ILLEGAL: (
        r"(?:\bdpf\b|partikelfilter|rußfilter|\bagr\b|\begr\b|\bkat\b|katalysator|adblue|"
        r"\bscr\b).{0,40}(?:ausbau(?!\w* und (?:reinig|säuber|ersetz|erneuer))|entfern|stilllegen|stillegen|"
        r"rausprogrammier|rausnehm|raus\b|deaktivier|abschalt|ausprogrammier|\boff\b|totleg|verschließ|"
        r"\bblank(?:ing)? off\b|leerräum|leer ?mach|leer räum|wegprogramm|remov|delet|disabl|iptal|sök|usun|wycie|"
        r"wylacz|wyprogram|zaslep|kapat|köret|leer ?mach|wegprogramm)",
        r"(?:partikül|partikul|katalit|egzoz filtre)\w*.{0,30}(?:iptal|sok)|(?:remov|delet|disabl|iptal|usun|wycie|"
        r"wylacz|entfern|stilllegen)\w* .{0,30}(?:\bdpf\b|partikelfilter|\bagr\b|\begr\b|adblue|particulate|"
        r"catalytic|\bkat\b)",
        r"(?:tacho|kilometerstand|kilometerzähler|\bkm.?stand)\w*.{0,40}(?:zurück|manipul|änder|verstell|runter|"
        r"korrig|drehen)|\b(?:kilometer|km)\b.{0,25}(?:nach unten|runter|zurück)(?:setz|dreh|schraub|stell)?\w*",
        r"(?:odometer|mileage)\b.{0,20}(?:roll|reduc|adjust|clock|wound|correct)|(?:chang|roll|reduc|adjust|"
        r"correct)\w* (?:back )?(?:the |my )?(?:odometer|mileage)|(?:licznik|przebieg)\w*.{0,30}(?:cof|skrec|zmien|"
        r"korekt)|(?:kilometre|gösterge|sayac)\w*.{0,20}(?:düşür|geri al|oyna)",
        r"(?:zurückdrehen|roll back|clock|cofn\w*|cofanie|skrec\w*|geri al\w*).{0,30}(?:tacho|kilometer|odometer|"
        r"mileage|licznik|kilometre)",
        r"(?:ohne|without|olmadan|bez) (?:\S+ ){0,2}(?:tüv|eintragung|zulassung|gutachten|genehmigung|approval|"
        r"\babe\b|onay|homologac\w*|rejestrac\w*).{0,60}(?:tuning|tieferleg|chip|auspuff|umbau)|(?:tuning|"
        r"tieferleg\w*|chip\w*|umbau|leistungssteiger\w*).{0,60}(?:ohne|without|olmadan|bez) (?:\S+ ){0,2}(?:tüv|"
        r"eintragung|zulassung|gutachten|genehmigung|approval|\babe\b|onay|homologac)|(?:plakette|"
        r"tüv) (?:\w+ ){0,3}(?:kaufen|fälschen|ohne prüfung)",
    ),
    Intent.HUMAN: (
        r"\bis my (?:\S+ ){1,5}(?:done|ready|finished)\b|\bhazır mı\b|(?:gotow[aey]|zrobion[aey])(?: juz)?\??$|"
        r"\bju[zż] gotow",
        r"(?:ihr habt|sie haben|habt ihr|haben sie) (?:mir |uns |mein\w* )?(?:\S+ ){0,4}(?:schramm|kratzer|delle|"
        r"beule|schaden|fleck)\w*",
        r"\b(?:mensch|mitarbeiter|meister|kollege|jemand\w*|person|team|chef|"
        r"echte\w* person)\w*\b.{0,30}\b(?:sprechen|reden|schreiben|verbinden|chatten|kontakt)|\b(?:sprechen|reden|"
        r"verbinden|chatten)\b.{0,30}\b(?:mensch|mitarbeiter|meister|jemand|person|chef)|\b(?:richtigen|"
        r"echten) menschen|keine? (?:ki|bot|roboter)\b|\bverbind\w* (?:sie )?mich\b.{0,30}(?:mensch|mitarbeiter|"
        r"meister|jemand|chef|team|werkstatt)|(?:mensch|mitarbeiter)\w* (?:bitte|her)\b|(?:mensch|"
        r"mitarbeiter)\w* verbinden",
        r"\breklamation|reklamier|\bbeschwer|unzufrieden|enttäuscht|\bfrechheit|unverschämt|\bpfusch|(?:ihr habt|"
        r"sie haben|habt ihr|haben sie) (?:mir )?(?:\S+ ){0,3}(?:zerkratzt|beschädigt|kaputt|verpfuscht|vergessen|"
        r"verdellt)|nach (?:eur|ihr)e[rmn] (?:\S+ )?\w+.{0,40}(?:immer noch|wieder|leck|kaputt|klapper|quietsch|"
        r"vibrier|verlier|defekt|geht nicht|schlimmer)|(?:seit|nach) (?:ich|wir) bei (?:euch|ihnen)|"
        r"rechnung (?:\S+ ){0,3}(?:stimmt|falsch|zu hoch|fehler)|falsch abgerechnet|geld zurück",
        r"\b(?:ist|wird|sind|steht) (?:\S+ ){0,5}(?:fertig|abholbereit)\b|wann .{0,40}(?:abholen|fertig)\b|"
        r"stand (?:der|meiner) reparatur|wie weit seid ihr|(?:räder|reifen|auto|wagen|schlüssel|"
        r"rechnung) (?:\S+ ){0,3}abholen\b|\btermin\w*.{0,40}(?:absag|verschieb|verleg|stornier|umbuch|änder)|"
        r"(?:absag|verschieb|verleg|stornier|umbuch)\w*.{0,40}\btermin",
        r"\bcomplain|you (?:\S+ )?(?:scratched|damaged|broke|ruined|forgot)|not (?:happy|satisfied)|unhappy|"
        r"dissatisf|(?:is|when) (?:\S+ ){0,3}(?:car|vehicle) (?:\S+ ){0,2}(?:ready|done|finished)|pick up my car|"
        r"(?:cancel|reschedul|postpone|move|change) (?:my |the )?(?:\S+ )?appointment|refund|(?:invoice|"
        r"bill) is wrong",
        r"\bşikayet|memnun (?:değil|kalma)|çizdiniz|hasar verdiniz|bozdunuz|(?:araba|araç|"
        r"arac)\w* (?:ne zaman )?hazır|randevu\w* (?:\S+ )?(?:iptal|ertele|değiştir)|para\w* iade|fatura\w* yanlış",
        r"\breklamac|\bskarg|niezadowol|porysowal|uszkodzili|zepsuliscie|(?:auto|samochod) (?:\S+ ){0,2}(?:gotow)|"
        r"(?:odwol|przeloz|przesun|anul)\w* (?:\S+ ){0,2}(?:wizyt|termin)|zwrot pieniedzy|faktura (?:\S+ )?(?:bled|"
        r"zl)",
        r"\b(?:speak|talk|chat|connect)\w*\b.{0,25}\b(?:human|person|someone|somebody|people|staff|agent|mechanic|"
        r"employee|team)|\breal (?:person|human)|human please",
        r"\b(?:insan|yetkili|biri|birisi|çalışan|usta|müşteri temsilci)\w*\b.{0,25}\b(?:görüş|konuş|bağla|aktar|"
        r"yaz)\w*",
        r"\b(?:człowiek|pracownik|kimś|konsultant|mechanik|osob)\w*\b.{0,25}\b(?:rozmaw|porozmaw|polacz|mowic)\w*|"
        r"\b(?:rozmaw|porozmaw|polacz)\w*\b.{0,25}\b(?:człowiek|pracownik|kims|konsultant|mechanik|osob)",
    ),
    Intent.BREAKDOWN: (
        r"\bplatten\b.{0,40}(?:autobahn|landstraße|straße|unterwegs|hilfe|ersatzrad)|(?:autobahn|landstraße|"
        r"unterwegs).{0,40}\bplatten\b|\bflat (?:tyre|tire)\b.{0,40}(?:motorway|road|stuck|help)|lastiğ\w* patla\w*|"
        r"złapał\w* gum\w*",
        r"\b(?:nen|einen|n) platten\b",
        r"\bpanne\w*|liegen ?geblieben|stehen ?geblieben|springt (?:\S+ ){0,3}nich\w*(?: mehr)? an\b|abschlepp\w*|"
        r"pannendienst|pannenhilfe|notruf|notdienst|\bfährt nicht mehr|reifen (?:\S+ ){0,2}geplatzt|"
        r"geplatzter reifen|\bsteh\w* (?:\S+ ){0,6}(?:straßenrand|autobahn|standstreifen|pannenstreifen|landstra)|"
        r"bleibt? (?:\S+ ){0,3}liegen\b|\bstarthilfe bitte|brauch\w* starthilfe|geht (?:\S+ ){0,2}(?:nicht|nich|"
        r"nimmer) (?:mehr )?an$",
        r"\bbroke(?:n)? down|break ?down|won'?t start|does ?n'?t start|not starting|\btow(?:ed|ing|\b)(?! ?bar)|"
        r"roadside|stranded",
        r"\byolda kald\w*|\bçalışmıyor arab|araba\w* çalışmıyor|\bmarş basmıyor|çekici|arıza hattı|yol yardım",
        r"\bawari[aieę]\w*|nie odpala|nie zapala|lawet\w*|holowan\w*|pomoc drogow\w*|stoje na drodze|zepsu\w* sie",
    ),
    Intent.LEAD: (
        r"\bgive me a (?:ring|call|bell)|\b(?:phone|ring) me\b|(?:phone|ring|call) (?:me|us) back|\bappointm\w*|"
        r"\bfree (?:day|spot|date)",
        r"\btelefon et\w*|(?:araba|arac)\w* (?:\S+ )?bırak\w*|boş (?:gün|saat|randevu)\w*|müsait (?:gün|saat)\w*|"
        r"niech (?:\S+ ){0,4}zadzwoni|\bzadzwoni[cć]?\b.{0,20}(?:prosz|mnie|bo\b)",
        r"\btermin\w*|\brückruf\w*|zurück ?ruf\w*|\bruf\w* (?:sie )?mich\b|anruf\w*.{0,15}\bmich\b|"
        r"mich.{0,15}\banruf\w*|\bbuchen|vorbei(?:kommen|bringen|schauen)|\banfrage stellen|melden sie sich|(?:kann|"
        r"könnte|darf|möchte|will|würde) ich (?:\S+ ){0,8}(?:kommen|bringen|abgeben|vorfahren)\b|\bich (?:möchte|"
        r"will|würde|muss|wollte) (?:\S+ ){0,8}(?:kommen|bringen|abgeben)\b|(?:habt|haben|hätte\w*|hat) (?:ihr|"
        r"sie)? ?(?:\S+ ){0,6}(?:zeit|frei|platz|kapazität\w*)\b|wann (?:\S+ ){0,3}(?:zeit|frei)\b|wann (?:geht|"
        r"ginge|passt) (?:das|es)\b|\bfreien? (?:platz|tag)|\bdran ?kommen|ruf\w* (?:\S+ ){0,3}(?:durch|an)\b",
        r"\bappointment|\bcall ?back|\bcall me|\bring me|\bbook(?:ing)?\b|\bcontact me|get back to me|\bslots?\b|"
        r"(?:can|could|may|shall) i (?:come|bring|drop)|(?:come|drop) (?:by|in|off|over)\b|availab\w*|(?:have|"
        r"got) (?:\S+ ){0,2}time\b",
        r"\brandevu\w*|geri ara\w*|beni ara\w*|\barar mısınız|\barayın\b|gelebilir|getirebilir|getirsem|gelsem|"
        r"ne zaman (?:\S+ )?(?:gel|müsait)|müsait misin|boş yer",
        r"\btermin\w*|\bumów\w*|\bwizyt\w*|oddzwo\w*|zadzwo\w*.{0,20}(?:do mnie|mi\b)|\bzarezerw\w*|przyjech\w*|"
        r"podjech\w*|przywiez\w*|wolny termin|prosze o telefon",
    ),
    Intent.PRICE: (
        r"\bkost\w*|\bprei[s]\w*|mehrwertsteuer|\bmwst\b|\bteuer\b|\bwas nehm\w*|\bgebühr\w*|was zahl\w*|wieviel|"
        r"wie viel|\bdauert\b|\bdauer\b",
        r"\bcosts?\b|\bprices?\b|\bvat\b|\bpricing|how much|\bcharge\b|\bexpensive|\bquote\b|\bfees?\b|how (?:long|"
        r"many hours) (?:does|do|will|would|is)|\btakes? (?:how )?long",
        r"\bfiyat\w*|\bücret\w*|\bkdv\b|ne kadar|kaça(?! kadar)\b|kaç (?:para|lira|euro|avro)|\btutar\w*|kaç saat|"
        r"ne kadar (?:\S+ )?sür\w*|kaç (?:gün|dakika)\b",
        r"\bkosztuj\w*|\bkoszt\w*|\bcen[aeyę]\b|\bcennik\w*|\bile (?:place|zaplac|bierz|to|trwa|za|wynies|wyjdzie|"
        r"cos|taki)\w*|po ile|(?:jak )?długo (?:to |się )?(?:po)?trwa|ile (?:to |się )?(?:po)?trwa|ile czasu",
    ),
    Intent.HOURS: (
        r"\b(?:um|ab|bis) (?:wieviel|wie viel|wann|welcher) uhr|\bwie lange? (?:kann|könn|darf)\w* (?:ich|man|"
        r"wir) (?:\S+ ){0,3}(?:kommen|abgeben|abholen|vorbei)",
        r"\b(?:what|wat) time (?:do|does|are|r|can|u)\b|\b(?:til|till|until) when\b|\bshut\b (?:on|over|between|at|"
        r"for)|\bis the shop (?:shut|open|closed)|\b(?:between|over) (?:xmas|christmas)",
        r"\bkaçta (?:aç|kapat|gel)\w*|en erken kaç\w*|\bo kt[oó]rej\b|\b(?:otwieraci|zamykaci)\w*|do kt[oó]rej|"
        r"zwischen den (?:jahren|feiertagen)",
        r"öffnungszeit\w*|\bgeöffnet|(?<!fenster )(?<!tur )(?<!rechnung )(?<!haube )\boffen\b(?! (?:rechnung|stell))|"
        r"mittagspause|wann (?:öffn|schließ)\w*|(?:öffne|schließe)(?:t|n) (?:ihr|sie)\b|\bgeschlossen\b|\b(?:habt|"
        r"haben|hat|habts|seid|sind|ist|macht|machen|wann)\b(?: \S+){0,6} (?:auf|zu)(?=$| (?:heute|morgen|übermorgen|"
        r"jetzt|\w*tags?|am|an|um|bis|von|ab|oder|und|bitte)\b)|\b(?:heute|morgen|jetzt|noch|auch|lange|\w+tags?|"
        r"sa) auf$|\b(?:bis wann|ab wann|wann|wie lange?) (?:\S+ )?(?:seid|sind|ist|arbeitet|habt|haben|hat) (?:ihr|"
        r"sie|jemand|wer|man|noch|die werkstatt)\b(?! (?:\S+ )*(?:zeit|frei|fertig))|\b(?:seid|sind) (?:ihr|"
        r"sie) (?:\S+ ){0,4}da\b|\b(?:jemand|wer) (?:\S+ )?da\b|arbeitet ihr (?:auch )?(?:am|sa|so)\w*",
        r"\b(?:are|r) (?:you|u|ya|they) (?:\S+ ){0,2}open\b|\bopen (?:on|today|tomorrow|now|till|until|at|this|"
        r"for)\b|\b(?:you|u|guys) (?:still )?open\b(?! (?:the|my|a|an|it|up)\b)|when .{0,15}\bopen\b|\bopening|"
        r"^open\b|\b(?:are|r) (?:you|u) (?:\S+ ){0,2}closed\b|(?:do|when|time) (?:\S+ ){0,2}(?:you|u) close\b|"
        r"\bclosing time|(?:opening|business|working|your|shop) hours|^hours",
        r"\b(?:some|any)(?:one|body) (?:still|else )?(?:\S+ ){0,2}(?:there|in|around) (?:at|by|after|when|till|until|"
        r"now)\b|\b(?:some|any)(?:one|body) still (?:there|in|around)|(?:still|will) (?:\S+ ){0,2}be (?:some|"
        r"any)(?:one|body)\b|(?:birileri|biri|kimse) (?:var|olur|kal)\w* (?:\S+ ){0,2}(?:hala|daha)\b|\b(?:hala|"
        r"daha) (?:\S+ )?(?:kimse|biri|birileri|orada|orda)|jeszcze (?:ktoś|jesteście)|(?:ktoś|kogoś) jeszcze|"
        r"noch (?:wer|jemand|einer|irgendwer) (?:\S+ ){0,3}(?:da|bei euch|bei ihnen|vor ort|in der werkstatt)\b",
        r"\baçık(?! kal)\w*|\bkapalı\w*|çalışma saat\w*|kaça kadar|kaçta\b|\bmesai",
        r"\bgodzin\w* (?:otwar|prac)\w*|\botwar(?:t|ci)\w*|\bczynn\w*|\bzamkni\w*|do której|od której|jakie godziny|"
        r"w jakich godzinach",
    ),
    Intent.CONTACT: (
        r"\badresse|\banschrift|welche[rn]? stra(?:ss|ß)e|\bwo (?:sind|seid|befind|find|liegt)\w*|"
        r"\bwo ist (?:\S+ )?(?:die |eure |ihre )?(?:werkstatt|laden)|wie (?:komme?|finde?) ich (?:zu|hin|euch|sie)|"
        r"\bwhatsapp|\banfahrt|(?<!am )(?<!per )(?<!ubers )\btelefon\w*|\be-?mail\b|\bmailadresse|\bnummer\b|"
        r"\bkontakt\w*|erreich\w*|\bstandort|\bwo genau",
        r"\baddress|\bwhere (?:are|r|is|can|do)\b|(?<!on the )(?<!over the )(?<!by )\bphone\b|"
        r"(?<!on the )(?<!over the )(?<!by )\btelephone|"
        r"(?<!\ba )(?<!any )(?<!some )(?<!me number )\bnumber\b(?! plate)|\bcontact\b|\blocat\w*|\bdirections|"
        r"\breach you",
        r"\badres\w*|nerede\w*|\btelefon(?!da\b)\w*|\biletişim|\bnumara\w*|\bkonum\w*|\be-?posta",
        r"\badres\w*|\bgdzie\b(?! indziej)|(?<!przez )\btelefon\w*|\bkontakt\w*|\bnumer\w*|\bdojazd\w*|\bdojechac|"
        r"\bmail\w*",
    ),
    Intent.SERVICES: (
        r"\bleistung\w*|was (?:bieten|bietet|machen|macht|könnt|können) (?:sie|ihr)\b|\bangebot\w*|"
        r"welche (?:arbeiten|services|reparaturen)|was alles",
        r"\bwhat (?:do|can|services|else).{0,12}\b(?:you )?(?:offer|do|provide|repair|fix)\b|\bservices\b|"
        r"\bwhat kind of",
        r"\bhizmet\w*|neler yap\w*|ne yapıyorsunuz",
        r"\busług\w*|co (?:robicie|oferujecie|naprawiacie)|\boferta|\bzakres\b|\boferuje\w*",
    ),
    Intent.TERMS: (
        r"\b(?:mit|per|auf|ec|kredit|giro) ?\w* ?(?:karte|kreditkarte|ec|paypal|rechnung|raten|bar)\b|karten?zahl|"
        r"\bratenzahl|\bin raten|finanzier|\bpaypal|apple pay|\bbar (?:zahl|bezahl)|(?:be)?zahlungs(?:art|mittel|"
        r"weise)|garantie|gewährleist|stundensatz|stundenlohn|stundenverrechnung\w*|rabatt|skonto|prozente|nachlass",
        r"(?:eigene|selbst|selber|mitgebracht|eigenes)\w*.{0,30}(?:teil|öl|reifen|beläge|scheiben|mitbring|gekauft|"
        r"bestellt|besorg)|mitgebracht|mitbring|versicher|\bkasko|teilkasko|vollkasko|abtretung|\b(?:azubi|"
        r"ausbildung|praktik|bewerb|stellenangebot|jobs?\b|mitarbeiter sucht)|(?:bei euch|bei ihnen|vor ort|"
        r"solange) (?:\S+ )?wart|kann (?:ich|man) (?:\S+ ){0,2}warten\b|wartezimmer|wartebereich|\bwlan|\bparken\b|"
        r"parkplatz|gebrauchtwagen (?:\S+ ){0,2}verkauf|auto (?:\S+ )?(?:ankauf|verkaufen|kaufen)|verkauft ihr|ankauf",
        r"\b(?:by|with|accept|take) (?:\S+ )?(?:card|cards|cash|paypal|credit)|instal?ments|financ|warrant|guarantee|"
        r"discount|(?:hourly|labou?r) (?:rate|charge|price)|insuranc|my own (?:parts|oil|tyres|tires)|bring my own|"
        r"can i wait|wait (?:there|here)|hiring|vacanc|apprentic",
        r"kart\w* öde|saat(?:lik)? ücret\w*|işçilik ücret\w*|kredi kart|taksit|garanti|indirim|sigorta|kasko|"
        r"kendi parça|parça\w* (?:ben )?getir|iş ilan|eleman",
        r"\bkarta\b|\bkarte\b|roboczogodz\w*|stawk\w* (?:\S+ ){0,2}godzin\w*|kartą|gotówk|na raty|ratach|gwarancj|"
        r"rabat|zniżk|ubezpiecz|\bac\b.{0,10}polis|własn\w* częś|swoje częś|praca u|zatrudni",
    ),
    Intent.WHO: (
        r"\bmensch\w* oder .{0,25}(?:computer|maschine|roboter|bot|ki|automat)\b|(?:computer|maschine|roboter|bot|ki|"
        r"automat)\w* oder .{0,20}mensch",
        r"(?:human|person) or (?:a |an )?(?:bot|machine|computer|robot|ai)\b|(?:bot|machine|computer|robot|"
        r"ai) or (?:a |an )?(?:real )?(?:human|person)|insan mı|człowiek\w* czy .{0,15}(?:bot|automat|maszyn|"
        r"komputer)\w*|(?:bot|automat|maszyn|komputer)\w* czy .{0,15}człowiek",
        r"(?:mit|ist|eine[rm]?|ner|nem) (?:\S+ )?(?:ki|bot|roboter|chatbot)\b|\bwer (?:bist|sind)\b|\b(?:bist|"
        r"sind) (?:du|sie) (?:\S+ ){0,2}(?:ki|bot|roboter|mensch|computer|echt\w*)|\bchatbot|"
        r"\bkünstliche intelligenz|was bist du",
        r"\bwho are you|\bare you (?:\S+ ){0,2}(?:ai|bot|robot|human|real|machine|person)|\bwhat are you\b|chatgpt",
        r"\bkimsin\w*|\bsiz kim|\brobot mu|\byapay zek\w*|\binsan mısınız|bot mu",
        r"\bkim (?:jestes|pan|pani)|\bczy (?:to |jestes |rozmawiam z )?(?:\S+ ){0,2}(?:bot\w*|robot\w*|sztuczn\w*|"
        r"czlowiek\w*|ai)\b",
    ),
    Intent.OFF_TOPIC: (
        r"(?:kunden|customers?|müşteri\w*|klient\w*)\b.{0,40}(?:namen?|liste|daten|adressen|names?|list|data|isim\w*|"
        r"dane|nazwisk\w*)\b|(?:halter|besitzer|owner|sahib\w*|właściciel\w*)\b.{0,40}(?:kennzeichen|number plate|"
        r"plaka\w*|rejestr\w*|telefon\w*)|(?:kennzeichen|number plate|plaka\w*|rejestr\w*)\b.{0,40}(?:halter|"
        r"besitzer|owner|sahib\w*|właściciel\w*|namen?)|\bczyje\b.{0,15}auto",
        r"wiederhole\w*|\brepeat (?:everything|all|the|word|your)|\boutput (?:everything|all|the|your)|\btekrarla\w*|"
        r"\bpowtórz\w*|datenbank\w*|\bdatabase|veri ?taban\w*|bazy? danych|\bbomben?\b|\bbombs?\b|\bbomb[aęy]\b|"
        r"\bwaffen?\b|\bweapons?\b|\bdrogen\b|\bdrugs\b|cover letter|\btarifi(?:ni)?\b|\bals admin|\bprogramist\w*|"
        r"\bklucz api",
        r"ignorier\w*|\bvergiss (?:alles|alle|deine|die|was)|missachte|\banweisung(?:en)?\b|\bprompts?\b|jailbreak|"
        r"\bdu bist (?:jetzt|nun|ab jetzt|ab sofort|nicht mehr|kein)|\btu so\b|rollenspiel|\brolle (?:von|eines|als)|"
        r"entwicklermodus|\bgedicht\w*|\bwitz(?:e|ig\w*)?\b|hausaufgabe\w*|\baufsatz\b|\bübersetz\w*|quellcode|"
        r"\bpython\b|javascript|\bsql\b|\bhauptstadt\b|\bwetter\b|bundeskanzler|präsident|\bpolitik\w*|\brezept\w*|"
        r"horoskop|sternzeichen|\bbitcoin\w*|\baktien?\b|fußball|bundesliga|\blieblings\w*|\bheirate\w*|"
        r"\bschreib\w* (?:mir )?(?:ein|eine|einen) (?:\w+ )?(?:lied|text|brief|geschichte|code|programm|bewerbung)",
        r"\bignore (?:all|any|previous|your|the|every)|\bdisregard|\bforget (?:all|your|everything|previous|what)|"
        r"\binstructions?\b|\byou are now|\bfrom now on you|\bpretend|\bact as\b|role ?play|developer mode|\bpoem|"
        r"\bjokes?\b|homework|\bessay|\btranslate|\bcapital of|\bweather\b|\bpresident\b|\bpolitic\w*|\brecipe|"
        r"horoscope|\bstocks?\b|\bfootball|\bwho won|\byour (?:rules|prompt|secrets?)|\bapi ?keys?|"
        r"\bwrite (?:me )?(?:a |some )?(?:\w+ )?(?:code|script|story|song|email|letter|program)|\bpasswo?r[dt]s?\b",
        r"talimat\w*|komutlar\w*|yok say|görmezden gel|\bunut\b|gibi davran|rol yap|\bşiir\w*|\bfıkra\w*|ödev\w*|"
        r"\bçevir(?:ir|isi)?\b|kod yaz|başkent\w*|hava (?:nasıl|durumu)|cumhurbaşkan\w*|siyaset\w*|yemek tarif\w*|"
        r"\bburc\w*|\bhisse|\bfutbol|\bmaçı?\b|\bşifre\w*|\bartık (?:sen|bir)\b",
        r"zignoruj|ignoruj|zapomnij|\binstrukcj\w*|\bpolecenia\b|jeste[sś] teraz|\budawaj|wciel si|tryb dewelop|"
        r"\bwiersz\w*|\bdowcip\w*|\bżart\w*|prac\w+ domow|wypracowan\w*|przetłumacz|napisz (?:mi )?(?:kod|program|"
        r"opowiad\w*|list|piosenk\w*)|\bstolic\w*|\bpogod\w*|prezydent\w*|polityk\w*|przepis na|\bakcj[ei]\b|"
        r"\bmecz\w*|\bpiłk\w*|\bhasł\w*|horoskop\w*",
    ),
    Intent.THANKS: (
        r"\bdank\w*|\bthank\w*|\bteşekkür\w*|\bsağ ?ol\w*|\bdzięk\w*|\bmerci\b|\bthx\b|\bcheers\b|^\W*(?:nein|nee?|"
        r"nö|no|nope|hayır|yok|nie)\b(?:\W+\w+){0,2}\W*$",
    ),
    Intent.GOODBYE: (
        r"\bnarazie\b|mi[lł]ego dnia|do zobaczenia|have a (?:nice|good) (?:day|one|evening)|\bsee (?:you|ya)\b|"
        r"schönen (?:tag|abend|feierabend)(?: noch)?\W*$|\bbis (?:dann|bald)\W*$|iyi çalışmalar",
        r"\btschüss?\w*|\btsch?au\b|\btschö\b|\btschuess|auf wiedersehen|\bciao\b|\bgood ?bye|\bbye\b|görüşürüz|"
        r"hoşça ?kal\w*|do widzenia|na razie|\bpa pa\b",
    ),
    Intent.GREETING: (
        r"^\W*(?:hallo|hi|hey|moin|servus|grüß gott|gruess gott|guten (?:tag|morgen|abend)|hello|good (?:morning|"
        r"afternoon|evening|day)|merhaba|selam\w*|kolay gelsin|günaydın|iyi (?:günler|akşamlar)|dzień dobry|cześć|"
        r"witam|hej|dobry wieczór)\b|^\W*wie geht|^\W*how are you|^\W*nasılsın|^\W*jak się masz",
    ),
}
"""Regular expressions over folded text without marks (intents.py), one string a language and a group of wishes."""
