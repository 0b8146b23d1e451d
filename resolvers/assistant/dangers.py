"""The words by which danger is named, in German, English, Turkish and Polish: what fails, burns, leaks or comes off.

Better a warning too many than one too few; yet who asks what new brake pads cost is in no danger.
"""

DANGERS: tuple[str, ...] = (
    r"brems(?:e|en)\b (?:\S+ ){0,4}(?:nix|nichts)\b|(?:\böl|\böldruck|kühlmittel|kühlwasser|"
    r"temperatur)[ -]?(?:warn)?(?:lampe|leuchte|symbol)\b(?! (?:\S+ ){0,4}(?:gelb|orange))",
    r"\boil pressure\b|arac?b?\w* (?:\S+ ){0,2}yaniyor|wyciek\w* plynu hamulc",
    r"\b(?:kein(?:en|e)?|ohne|wenig) bremsdruck|bremsversagen|bremsen? (?:\S+ ){0,3}(?:versag|ausgefall|"
    r"funktionier\w* nicht|geh\w* nicht|greif\w* nicht|brems\w* nicht|reagier\w* nicht)|(?:hält|"
    r"bleibt) (?:\S+ ){0,2}nicht (?:mehr )?(?:an|stehen)\b|kein(?:en)? öldruck|öldruck (?:\S+ ){0,2}(?:niedrig|weg|"
    r"fehlt)|brems(?:wirkung|kraft\b|warn|kontroll)|bremsen? (?:\S+ ){0,3}(?:fallen aus|fällt aus|weg$|kaum)|"
    r"abgas\w* (?:im|in) (?:innenraum|auto)|\w*pedal (?:\w+ ){0,6}(?:durch|weich|leere|schwammig|boden)|(?:tritt|"
    r"trete|fällt|geht) (?:\S+ ){0,4}ins leere|bremst (?:\w+ ){0,2}nicht|nicht (?:mehr )?(?:richtig )?brems(?:t|"
    r"en)\b|bremsflüssigkeit (?:\S+ ){0,3}(?:läuft|leer|verlier|ausgelaufen|tropft)|"
    r"verlier\w* (?:\S+ ){0,2}bremsflüssigkeit",
    r"(?:lenkung|lenkrad) (?:\S+ ){0,3}(?:blockier|ausgefall|versag|klemmt|reagiert nicht|nicht (?:mehr )?(?:dreh|"
    r"lenk))|(?:gas\w*|pedal) (?:\S+ ){0,2}(?:klemm|häng)|\brad (?:\S+ ){0,3}(?:locker|lose|ab\b|abgefall|verloren)|"
    r"radmutter\w* (?:\w+ ){0,3}(?:locker|lose|fehl)|(?:locker|lose)\w* (?:rad\b|radmutter|radschraub)",
    r"steering (?:\S+ ){0,3}(?:lock|fail|jam|stuck)|(?:wheel|lug nut)\w* (?:\S+ ){0,3}(?:loose|came off|fell off)|"
    r"(?:gas pedal|accelerator|throttle) (?:\S+ ){0,2}(?:stuck|jam)|direksiyon (?:\S+ ){0,2}(?:kilit|tutmuyor)|"
    r"kierownic\w* (?:\S+ ){0,2}(?:zablok|nie dzial)|kolo (?:\S+ ){0,2}(?:odpad|luzn|odkreca)|"
    r"tekerlek (?:\S+ ){0,2}(?:cikti|gevse)",
    r"(?:riech\w*|stink\w*|geruch) (?:\S+ ){0,4}(?:benzin|diesel|kraftstoff|sprit|verbrannt)|(?:benzin|kraftstoff|"
    r"sprit|diesel)(?:geruch|gestank| (?:\S+ ){0,3}(?:läuft aus|tropft|ausgelaufen|riech|stink))|"
    r"verlier\w* (?:\w+ ){0,2}(?:benzin|kraftstoff|sprit|diesel)\b|nach (?:benzin|sprit|verbrannt\w*)\b",
    r"smell\w* (?:of |like )?(?:\S+ )?(?:fuel|petrol|gas|burn)|(?:fuel|petrol|gas|burn\w*) smell|leaking (?:fuel|"
    r"petrol)|(?:fuel|petrol) leak|benzin koku|yakit koku|benzin sizdir|yanik koku|(?:czuc|zapach|"
    r"smierdzi) (?:\w+ ){0,2}(?:benzyn|paliw|spaleni)",
    r"\bverletzt|\binjured|\byarali|\brann[yaie]\b",
    r"brakes? (?:\S+ ){0,3}(?:fail|not work|don'?t work|doesn'?t work|aren'?t working|stopped working|are gone|"
    r"is gone)|(?:won'?t|doesn'?t|does not|will not) stop\b|no oil pressure|low oil pressure|no brakes?\b|"
    r"brake failure|(?:losing|leaking) brake fluid|brake fluid (?:\S+ ){0,2}leak|"
    r"\bpedal (?:\S+ ){0,4}(?:to the floor|soft|spongy)|brakes? (?:\S+ ){0,3}(?:soft|spongy)|brakes? (?:do|does|"
    r"did) not work|can'?t brake",
    r"fren\w* (?:\S+ ){0,2}(?:tutmuyor|calismiyor|bosald|bosa)|fren patla|hamulc\w* (?:\S+ ){0,2}nie dzial|"
    r"nie dzialaj\w* hamulc|nie mam hamulc|brak hamulc|hamulec wpada|plyn hamulcow\w* (?:\S+ ){0,2}(?:cieknie|"
    r"wycieka)|frenim yok|hamulec (?:\S+ ){0,2}(?:nie dzial|wpada|miekk)|pedal hamulca",
    r"\brot\w* (?:\S+ ){0,2}(?:öllampe|ölkanne|ölleuchte|ölkontroll|öldruck|temperatur|kühlmittel|warn|lampe|leuchte|"
    r"kontroll)\w*|(?:öldruck|öllampe|ölkanne|ölleuchte|ölkontroll|temperatur|kühlmittel|"
    r"warn)\w* (?!(?:\S+ ){0,4}(?:gelb|orange))(?:\S+ ){0,4}(?:rot|leuchtet|blinkt|rote[nrm]?)\b",
    r"\bred (?:\S+ ){0,2}(?:light|lamp|warning|symbol|gauge)|(?:temperature|warning|coolant|oil light|"
    r"oil lamp)\w* (?:\S+ ){0,4}\bred\b|oil pressure (?:light|lamp|warning)|\boil (?:light|lamp) (?:is )?(?:on|came)",
    r"kirmizi (?:\S+ ){0,2}(?:isik|lamba|uyari|ikaz)|(?:yag|hararet)\w* (?:\S+ ){0,3}(?:kirmizi|yaniyor|yandi)|"
    r"czerwon\w* (?:\S+ ){0,2}(?:kontrol|lamp)|(?:kontrolka|lampka) (?:\S+ ){0,4}(?:olej\w*|temperatur\w*|czerwon)",
    r"\büberhitz\w*|\bim roten\b|roten bereich|in the red\b|(?:motor|wasser|temperatur) (?:\S+ ){0,4}(?:heiss|kocht)|"
    r"brandger|brandgest|verschmort|boil(?:ing|s)\b|motor\w* (?:\S+ ){0,2}isin(?:di|iyor)|\bflammen?\b|\bflames?\b|"
    r"\balev|\bplomien|\bpozar|\bogien\b|engine (?:\S+ ){0,4}(?:too )?hot\b|su kaynat|kayniyor|"
    r"hararet (?:\S+ ){0,2}(?:yuksel|kirmizi)|\bgotuje\b|\b(?:motor|kühl\w+|wasser|er|auto) (?:\S+ ){0,2}kocht\b|"
    r"overheat\w*|hararet yap|przegrz\w*|\bgotuje sie",
    r"\brauch\b|\braucht\b|\bqualm\w*|\bfeuer\b|"
    r"(?<!lampe )(?<!leuchte )(?<!licht )(?<!birne )(?<!kontrolle )\bbrennt\b(?! (?:nicht|nich|nimmer|gelb|orange|"
    r"auf|dauernd|ständig))|\bsmok(?:e|ing)\b|\bon fire\b|\bdumani?\b|\bduman\w*|\byaniyor arab\w*|\bdymi\w*|\bdym\b|"
    r"\bpali sie",
    r"(?:hochvolt|\bhv\b|hochspannung|high.?voltage|yüksek gerilim|wysokie\w* napiec)\w*.{0,40}(?:warn|fehler|meld|"
    r"störung|leucht|error|uyari|ostrze|blad)|(?:warn\w*|fehler|warning).{0,25}(?:hochvolt|\bhv\b|high.?voltage)",
    r"airbag\w*.{0,40}(?:unfall|crash|accident|zusammensto|kaza|wypad)|(?:unfall|crash|accident|kaza|"
    r"wypad).{0,40}airbag",
    # A brake that is trodden on in vain.
    r"\b(?:fuss)?brems(?:e|en|pedal)\b (?:\S+ ){0,6}(?:(?:kaum|fast) (?:noch )?(?:was|etwas|nix|nichts|nicht|"
    r"wirkung)|pumpen|weich|weicher|schwamm\w*|mehrmals|rollt|hält (?:\S+ ){0,2}(?:nicht|nimmer)|"
    r"steht (?:\S+ ){0,2}(?:nicht|nich|nimmer))\b|\bpedal (?:\S+ ){0,5}(?:butter|kaum|rollt)\b|"
    r"bremsen? (?:\S+ ){0,4}pumpen\b|pumpen\b.{0,25}brems|(?:wagen|auto|"
    r"er) (?:\S+ ){0,2}rollt (?:\S+ ){0,6}(?:bremse\b|pedal\b)",
    r"\bbrakes?(?: pedal)?\b(?! (?:pads?|discs?|disks?|lights?|lamps?|servo|drums?|vacuum)\b) (?:\S+ ){0,5}(?:hardly|"
    r"barely|mushy|squishy|butter|nothing happens|sinks?|sinking|keeps? (?:going|rolling)|rolls? on)\b|\b(?:have|"
    r"need|had|got) to pump (?:the |my )?(?:brakes?|pedal)|\bpumping the (?:brakes?|pedal)|(?:keeps? (?:going|"
    r"rolling)|rolls? on|(?:hardly|barely) (?:stops?|slows?)) (?:\S+ ){0,5}brak\w*|\bpedal (?:\S+ ){0,4}(?:sinks?|"
    r"butter)\b",
    r"(?<!el )\bfren(?:e|i|im|in|de|ler\w*| pedal\w*)?\b (?:\S+ ){0,5}(?:hiç (?:\S+ ){0,2}tut\w*|zor (?:tut|dur)\w*|"
    r"pompala\w*|sünger|yumuşa\w*|boşluğa|durmuyor|durmaz|tutmaz|dibe)|ayak freni (?:\S+ ){0,3}(?:yumuşa\w*|tutm\w*)|"
    r"pompala\w* (?:\S+ ){0,2}fren",
    r"\b(?:hamulec|hamulce|hamulca|hamulcow|nozny|pedał (?!sprz)) ?(?:\S+ ){0,5}(?:prawie nic|nic sie nie dzieje|"
    r"ledwo|miekk\w*|gąbk\w*|maśle|nie staje|nie hamuje|jedzie dalej|dalej jedzie|toczy)|"
    r"pompow\w* (?:\S+ ){0,2}(?:hamul|pedal)\w*|hamul\w* (?:\S+ ){0,3}pompow\w*",
    # A wheel that cannot be steered by, or comes off.
    r"(?:nicht|nich|nimmer|kaum) (?:mehr )?(?:richtig )?(?:lenken|steuern)\b|\blenk(?:ung|rad)\b (?:\S+ ){0,3}(?:tot|"
    r"ausgefallen)\b|(?:plötzlich|auf einmal|während der fahrt) (?:\S+ ){0,5}lenk(?:ung|rad)\b|\blenk(?:ung|"
    r"rad)\b (?:\S+ ){0,3}(?:plötzlich|auf einmal)\b",
    r"(?:can'?t|cannot|unable to|lost|no) (?:\S+ ){0,2}(?:steer|steering)\b(?! (?:wheel|lock|rack))|"
    r"\bsteering (?:\S+ ){0,3}(?:sticking|sticks|went (?:\S+ )?(?:heavy|stiff)|gone heavy)|"
    r"suddenly (?:\S+ ){0,4}steering\b",
    r"direksiyon\w* (?:\S+ ){0,3}(?:çevirem\w*|döndürem\w*|kitlen\w*|birden (?:\S+ ){0,3}(?:ağır|sert)\w*)|"
    r"virajda (?:\S+ ){0,2}direksiyon\w* takıl\w*|birden (?:\S+ ){0,2}direksiyon\w* (?:\S+ ){0,2}(?:ağır|sert|kilit|"
    r"kitle)\w*|kierownic\w* (?:\S+ ){0,4}(?:zacina|zaciel\w*|przestal\w* skrec\w*|nagle (?:\S+ ){0,3}(?:ciezk|"
    r"twardo)\w*)|nie (?:mog[eę]|moglem|moglam) (?:\S+ ){0,2}skrec\w*",
    r"\b(?:\w*rad|räder|reifen)\b (?:\S+ ){0,8}(?:abfällt|abfliegt|abzufallen)\b|(?:radwechsel|räderwechsel|"
    r"reifenwechsel|reifen gewechselt|räder gewechselt)\b.{0,40}(?:wackel|eier|schlacker|klacker)\w*|(?:wackel|eier|"
    r"schlacker|klacker)\w* (?:\S+ ){0,4}nach (?:\S+ ){0,2}(?:rad|räder|reifen)wechsel",
    r"\bwheel (?:\S+ ){0,6}(?:(?:coming|falling|fall|fly|flying) off|about to come off)|"
    r"\bwheels? (?:\S+ ){0,2}wobbl\w* .{0,40}(?:changed|swap\w*|fitted)",
    r"\b(?:teker|lasti)\w* (?:\S+ ){0,5}(?:çıkacak|düşecek|kopacak|fırlayacak) gibi|\bkoł[oa] (?:\S+ ){0,6}(?:odpaść|"
    r"odpadnie|odleci|odlecieć)",
    r"\breifen\w* (?:\S+ ){0,6}(?:beule|blase|draht)\w*.{0,40}(?:autobahn|gefährlich|sicher|fahren)|(?:beule|"
    r"blase) (?:\S+ ){0,4}reifen\w*.{0,40}(?:autobahn|gefährlich|sicher|fahren)|\b(?:bulge|"
    r"bubble)\b.{0,40}(?:motorway|safe|dangerous|drive)|\blasti\w* (?:\S+ ){0,4}(?:balon|şişlik|"
    r"yumurta).{0,40}(?:otoban|otoyol|tehlike|yola)|(?:bąbel|bula|guz|"
    r"wybrzuszen)\w* (?:\S+ ){0,4}opon\w*.{0,40}(?:autostrad|bezpieczn|groźn|jecha|jeźdz)",
    # Steam, sparks, what melts, and a needle at the end of its scale.
    r"\bes dampft\b|\bdampft (?:\S+ ){0,3}(?:vorn\w*|raus|haube|motor\w*|kühler)|(?:kühler|"
    r"haube) (?:\S+ ){0,3}dampft\b|\bdampf\b (?:\S+ ){0,4}(?:haube|motor\w*|kühler|kommt|steigt)|"
    r"\bfunken\b (?:\S+ ){0,3}(?:\w*schlag\w*|flieg\w*|\w*sprüh\w*|unter|vorn\w*)|\bschmort\b|\bkokel\w*|(?:plastik|"
    r"kabel) (?:\S+ ){0,2}schmilzt|angebrannt",
    r"\bsteam(?:ing)?\b(?! clean).{0,25}(?:front|hood|bonnet|engine|radiator|everywhere)|(?:front|radiator|"
    r"engine) (?:\S+ ){0,2}steaming|\bsparks\b(?! (?:plugs?|along))|(?:plastic|wir\w+|cables?|rubber|"
    r"something) (?:\S+ ){0,2}melting|melting (?:plastic|wir\w+|cables?|rubber)|something (?:is |s )?burning|"
    r"burn(?:ing|t) (?:\S+ )?(?:plastic|rubber|wir\w+|electric\w*)|\b(?:stink|stank|reek)\w* (?:of |"
    r"like )?(?:\S+ )?(?:fuel|petrol|gas|gasoline|diesel)\b|electrical fire",
    r"\bbuhar (?:\S+ )?(?:çık|gel|fışkır)\w*|\bkıvılcım (?:\S+ ){0,2}(?:gör|çık)\w*|(?:plastik|"
    r"kablo)\w* (?:\S+ ){0,2}(?:eriyor|eridi|yanıyor|yandı)|yanık (?:plastik|lastik|kablo|elektrik)\w* koku\w*|"
    r"yanmış (?:\S+ ){0,2}kok\w*",
    r"\bpara (?:leci|bucha|wali|spod)\b|\b(?:leci|bucha|wali) (?:\S+ ){0,2}para\b|\biskry pod mask\w*|(?:lec|"
    r"wid)\w* (?:\S+ )?iskry\b|\btopi\w* (?:się|plastik|gum\w*)|\btopion\w* plastik\w*|\btli się|spaleniz\w* (?:z|w|"
    r"spod)\b|(?:kable|instalacja) (?:\S+ ){0,2}(?:pali|topi)\w* si[eę]|\bzagotowal\w*",
    r"\b(?:nadel|zeiger|temperatur\w*|anzeige) (?:\S+ ){0,4}(?:am anschlag|ganz oben|ganz rechts)|\b(?:needle|gauge|"
    r"temp(?:erature)?) (?:\S+ ){0,5}(?:maxed|maximum|pinned|at (?:the )?top|all the way|on h\b|off the scale)|"
    r"\b(?:ibre|hararet|gösterge)\w* (?:\S+ ){0,3}(?:son(?:una|da|unda)\b|son çizgi|tepede|en üst|dayan)\w*|"
    r"\b(?:wskazów|strzałk|temperatur)\w* (?:\S+ ){0,4}(?:maks\w*|na końcu|do końca|na czerwon\w*|do oporu)",
    # What must not run out, or be breathed.
    r"\b(?:benzin|sprit|kraftstoff|diesel)(?:lache|pfütze)|\b(?:lache|pfütze) (?:\S+ ){0,2}(?:benzin|sprit|"
    r"kraftstoff|bremsflüss\w*)|\bbremsfl\w* (?:\S+ ){0,4}(?:läuft|pfütze|überall)|"
    r"\babgase?\b (?:\S+ ){0,6}(?:schlecht|übel|schwindl\w*)",
    r"\bbrake fluid (?:\S+ ){0,3}(?:all over|everywhere|pouring|dripping|puddle)|\b(?:petrol|gasoline|"
    r"fuel) (?:\S+ ){0,2}(?:dripping|pouring|running out|puddle)|\bpuddle of (?:\S+ )?(?:petrol|fuel|gasoline|brake)|"
    r"\b(?:fumes|exhaust)\b.{0,40}(?:dizzy|sick|headache|nause\w*)|carbon monoxide",
    r"fren hidroli\w* (?:\S+ ){0,3}(?:akıyor|damlıyor|sızıyor|kaçırıyor)|\b(?:benzin|mazot|"
    r"yakıt)\w* (?:\S+ ){0,2}(?:damlıyor|akıyor|akıtıyor|birikint\w*|birik\w*)|\begzoz\w*.{0,40}(?:başım|midem)\b",
    r"(?:kapie|cieknie|wycieka|leje się) (?:\S+ ){0,2}(?:benzyn|paliw|płyn hamulc)\w*|(?:benzyn|paliw|"
    r"płyn hamulcow)\w* (?:\S+ ){0,2}(?:kapie|cieknie|leje|wycieka)\b|kałuż\w* (?:benzyn|paliw|płynu hamulc)\w*|"
    r"śmierdzi (?:\S+ ){0,2}(?:benzyn|paliw)\w*|spalin\w*.{0,40}(?:głow[aęyi]|niedobrze|słabo)\b|\bczad\b",
    # The car goes by itself; a red lamp.
    r"\bgaz pedal\w* (?:\S+ ){0,2}takıl\w*|\bgaz (?:\S+ )?zaci\w*|\bzaci\w* (?:\S+ ){0,2}(?:gaz|pedał gazu)\b|"
    r"\b(?:leuchtet|blinkt) (?:was|etwas|irgendwas|da was) rot\w*|\brotes? (?:\S+ ){0,2}(?:kanne|kännchen)\b|"
    r"(?:von allein\w*|von selbst|von selber) (?:\S+ ){0,2}gas\b|\baccelerat\w* (?:\S+ ){0,2}(?:itself|own)\b|"
    r"kendi kendine hızlan\w*|\bsam\w* przyspiesz\w*",
)
"""Regular expressions over folded text without marks (intents.py)."""
