"""Words beside a number that make it a year, or a count, by language.

Each entry is a regular expression, matched without regard to case.
"""

from __future__ import annotations

# Before a year that is meant as one, unless what is counted stands behind it.
IN_YEAR = {
    "en": r"in|during",
    "nl": r"in|tijdens|begin|eind|medio",
    "de": r"im jahre?|anfang|mitte|ende",
    "fr": r"en|début|fin|courant",
    "es": r"en|durante",
    "it": r"nel(?:l['’])?|del(?:l['’])?|durante il",
    "pt": r"em|durante",
    "ar": r"في|خلال",
    "ro": r"în|din",
    "sv": r"under",
    "fa": r"در",
}
# Before a year or before any number: what follows must show that nothing is counted. In German a
# year needs no word at all; that it is one shows after an event.
IN_YEAR_OR_COUNT = {
    "de": r"in|\w*wahl(?:en)?|wm|em|\w*meisterschaft(?:en)?|olympia\w*|spielen?"
    r"|haushalt|sommer|winter|frühjahr|frühling|herbst|geschah|passierte|ereignete sich|wurde",
    "pl": r"w",
    "ru": r"в|за",
    "uk": r"у|в|за",
    "cs": r"v",
}
# What bounds a date too, but before a bare number a count.
BEFORE_COUNT = {
    "en": r"up to|by",
    "nl": r"tegen",
    "de": r"bis zu[rm]?",
    "fr": r"jusqu['’]à",
    "it": r"(?:a partire )?da|fino a|prima di|entro",
    "ru": r"по|ко?",
    "uk": r"по",
}
# Before the first of two years.
FROM_YEAR = {
    "en": r"from|between",
    "nl": r"van|tussen",
    "de": r"von|zwischen",
    "fr": r"de|entre",
    "es": r"de|entre",
    "it": r"tra|fra|dal",
    "pt": r"de|entre",
    "pl": r"między|pomiędzy|od",
    "ru": r"между|с|со",
    "uk": r"між|з|із|від",
    "ar": r"من|بين",
    "ro": r"între",
    "cs": r"mezi|od",
    "sv": r"mellan",
    "fa": r"بین|از",
}
YEAR_BEHIND = {
    "de": r"(?=\s+(?:passiert|geschehen)(?!\w))",
    "pl": r"\s*(?:rok\w*|r\.)",
    "ru": r"(?:-\w{1,2})?\s*(?:год\w*|г\.)",
    # "Років" counts years.
    "uk": r"(?:-\w{1,2})?\s*(?:рік(?!\w)|ро[кц](?!ів(?!\w))\w*|р\.)",
    "zh": r"\s*年",
    "ja": r"\s*年",
    "ko": r"\s*년",
    # "2000'e kadar asker" is up to 2000 soldiers, "2000 yıl" that many years.
    "tr": r"['’]\w{1,3}(?!\w)(?!\s+(?:fazla|çok|az|yakın|aşkın)(?!\w)"
    r"|\s+(?:kadar|dek)\s+(?!ne|kim|nasıl|hangi|kaç|niye)\w)"
    r"|(?=\s+(?:yıl[ıi]|senesi|önce|sonra))",
}
DECADE_BEFORE = {
    "en": r"the decade of",
    "nl": r"de jaren",
    "fr": r"(?:les|des) années",
    "es": r"los años|la década de",
    "it": r"(?:gli|negli|degli|dagli) anni",
    "pt": r"(?:os|nos|dos) anos|a década de|na década de",
    "pl": r"(?:lata|latach)",
    "ro": r"anii",
    "fa": r"دهه",
}
DECADE_BEHIND = {
    "en": r"['’]?s(?!\w)",
    "de": r"er(?:[\s-]?jahren?)?(?!\w)",
    "ru": r"-(?:е|х|ые|ых|ми)(?:\s*(?:год\w*|гг\.))?(?!\w)",
    "uk": r"-(?:ті|і|их|х|ми)(?:\s*(?:ро[кц]\w*|рр\.))?(?!\w)",
    "zh": r"\s*年代",
    "ja": r"\s*年代",
    "ko": r"\s*년대",
    "tr": r"['’](?:l[ae]r\w*|l[ıi]\s+(?:yıl|sene)\w*)",
    "sv": r"-tal\w*",
}
# Behind a year, in plain prose: prepositions, conjunctions, verbs to be and to have. No "of": "up to
# 2000 of the jobs". "And" is in each, for "and why?".
BEHIND_YEAR = {
    "en": r"and|in|on|at|by|for|with|from|until|when|while|because|but|was|were|is|are|has|have|had"
    r"|did|does|do|who|what|how|why|where|which|the",
    "nl": r"en|in|op|bij|met|voor|door|over|toen|terwijl|omdat|maar|was|waren|is|zijn|werd|werden|gebeurd|veranderd|gedaan|de|het",
    "de": r"und|in|im|an|am|auf|aus|bei|beim|für|gegen|mit|über|um|zum|zur|als|während|weil|aber"
    r"|war|waren|ist|sind|wurde|wurden|hat|haben|die|das|ein|eine|einen|ge\w+t|verändert|passiert|geschehen",
    "fr": r"et|en|à|au|aux|dans|contre|chez|par|pour|avec|sur|quand|lorsque|mais|était|est|sont|la|le|les",
    "es": r"y|en|a|al|por|para|con|cuando|mientras|pero|era|es|fue|son|el|la|los|las",
    "it": r"e|in|a|al|alla|per|con|quando|mentre|ma|era|è|fu|sono|il|la|lo|gli|le",
    "pt": r"e|em|no|na|nos|nas|para|com|por|quando|enquanto|mas|era|é|foi|são|o|a|os|as",
    "pl": r"i|w|we|na|z|ze|dla|przez|gdy|kiedy|ale|był|była|było|były|jest|są",
    "ru": r"и|в|во|на|с|со|для|по|из|когда|пока|но|был|была|было|были",
    "uk": r"і|й|та|у|в|на|з|із|для|по|коли|поки|але|був|була|було|були",
    "ar": r"و|في|على|إلى|عن|عندما|لكن|كان|كانت|هو|هي",
    "ro": r"și|în|la|pe|cu|pentru|când|dar|a|au|este|sunt|era|erau",
    "cs": r"a|v|ve|na|s|se|pro|když|ale|byl|byla|bylo|byly|je|jsou",
    "sv": r"och|i|på|med|för|när|medan|men|var|är|har|hade",
    "fa": r"و|در|به|با|برای|که|اما|بود|است",
}
# What goes on about a count: "up to 2000 and more".
MORE = r"more|over|meer|mehr|plus|más|più|oltre|mais|więcej|более|больше|більше|أكثر|mai mult\w*|více|mer"
# What may stand between a count and what is counted.
NEW_OR_OTHER = (
    r"(?:(?:new|other|different|nieuwe|andere|verschillende|nouve\w+|autres|différent\w*|nuev[oa]s"
    r"|otr[oa]s|nuov[ei]|altr[ei]|nov[oa]s|outr[oa]s|nya|andra)\s+)?"
)
# What is counted: "in 2024 cases".
COUNTED = {
    "en": r"cases|people|persons|men|women|children|soldiers|troops|homes|houses|households|villages"
    r"|towns|cities|places|schools|hospitals|companies|shops|hours|days|weeks|months|years|minutes"
    r"|metres|meters|kilomet(?:re|er)s|miles|dollars|euros|pounds|tests|interviews",
    "nl": r"gevallen|mensen|personen|plaatsen|gemeenten|huizen|woningen|scholen|soldaten|dagen|uren"
    r"|uur|jaar|meter|euro|kilo\w*|huishoudens|winkels|bedrijven|steden|dorpen",
    "fr": r"cas|gens|personnes|soldats|communes|villes|villages|écoles|lieux|endroits|foyers"
    r"|logements|maisons|entreprises|magasins|heures|jours|semaines|ans|mètres|kilomètres|euros",
    "es": r"casos|personas|soldados|municipios|ciudades|pueblos|escuelas|lugares|hogares|viviendas"
    r"|casas|empresas|tiendas|horas|días|semanas|años|metros|kilómetros|euros|dólares",
    "it": r"casi|persone|luoghi|comuni|città|soldati|manifestanti|ore|giorni|anni|metri|euro|scuole"
    r"|case|famiglie|aziende|negozi",
    "pt": r"casos|pessoas|soldados|municípios|cidades|aldeias|escolas|lugares|lares|casas|empresas"
    r"|lojas|horas|dias|semanas|anos|metros|quilómetros|euros|reais|dólares",
    "ar": r"حال\w+|شخص\w*|مكان\w*|مدين\w+|جندي\w*|ساع\w+|يوم\w*|متر\w*|دولار\w*|مدرس\w+|منزل\w*",
    "ro": r"(?:de )?(?:cazuri|oameni|persoane|locuri|orașe|soldați|ore|zile|ani|metri|euro)",
    "sv": r"fall|personer|människor|platser|kommuner|städer|soldater|timmar|dagar|år|meter|kronor",
    "fa": r"مورد|نفر|شهر|روستا|ساعت|روز|متر|سرباز|خانه",
}
# The same in articles alone: in questions of these languages a year has other words beside it.
COUNTED_IN_TEXTS = {
    "de": r"menschen|personen|fälle\w?|einwohner\w*|bewohner\w*|soldaten|häusern?|haushalten?|wohnungen"
    r"|gebäuden?|schulen|firmen|betrieben?|geschäften?|städten?|gemeinden|dörfern?|toten?|verletzten?"
    r"|beschäftigten?|mitarbeiter\w*|schülern?|kilometern?|metern?|tonnen|hektar|euro|dollar|stunden"
    r"|tagen?|wochen|monaten?|jahren?|autos|fahrzeugen?",
    "pl": r"os(?:ób|oby)|ludzi|mieszkańców|przypadk\w+|domów|mieszkań|gospodarstw|szkół|firm|żołnierzy"
    r"|pracowników|uczniów|miast|wsi|kilometrów|km|metrów|ton|hektarów|euro|dolarów|złotych|godzin"
    r"|dni|tygodni|miesięcy|lat|aut|samochodów|zabitych|rannych",
    "ru": r"человек\w*|люд(?:ей|ям|ьми)|жител\w+|случа\w+|дом(?:а|ов|ах)|квартир\w*|семей|школ\w*"
    r"|компани\w+|предприяти\w+|город(?:ов|ах)|с[её]л|деревень|солдат\w*|сотрудник\w+|работник\w+"
    r"|погибш\w+|раненых|километр\w*|км|метр\w*|тонн\w*|гектар\w*|га|евро|доллар\w*|рубл\w+"
    r"|час(?:а|ов)|дн(?:я|ей)|недель|месяцев|лет|машин\w*",
    "uk": r"ос(?:іб|оби)|людей|людям|жител\w+|мешканц\w+|випадк\w+|будинк\w+|квартир\w*|родин\w*|сімей"
    r"|шкіл|компані\w+|підприємств\w*|міст|сіл|солдат\w*|військових|працівник\w+|загибл\w+"
    r"|поранених|кілометр\w*|км|метр\w*|тонн?\w*|гектар\w*|га|євро|долар\w*|грив\w+|годин\w*"
    r"|дн(?:я|ів)|тижнів|місяців|років|машин\w*|автомобіл\w+",
    "tr": r"kişi\w*|insan\w*|asker\w*|hane\w*|konut\w*|bina\w*|okul\w*|işçi\w*|öğrenci\w*|köy\w*"
    r"|kilometre\w*|metre\w*|ton|hektar\w*|euro|avro|dolar\w*|lira\w*|saat|gün|hafta|yıl(?![ıi])"
    r"|araç|araba",
    "cs": r"lidí|osob|případů|domů|bytů|domácností|škol|firem|měst|obcí|vojáků|zaměstnanců|kilometrů"
    r"|metrů|tun|hektarů|eur|dolarů|korun|hodin|dní|týdnů|měsíců|let|aut|mrtvých|zraněných",
}
# The same right behind the figures, where the language has words for it that go there: 2000人.
COUNTERS = {
    "zh": r"\s?[多余餘]?(?:[人名个個位户戶家间間所座栋棟幢辆輛台架艘吨噸米元块塊次件起例场場张張份条條只隻头頭匹棵亩畝"
    r"倍种種天秒岁歲万萬亿億千]|公[里斤顷頃]|平方|[美欧歐日]元|英[镑鎊]|小[时時]|分[钟鐘])",
    "ja": r"\s?(?:[人名個戸棟軒台両隻機頭匹羽本枚冊件校社店円倍歳席票発食万億]|[世所か箇ヶカ][帯所]|トン|キロ|メートル"
    r"|ヘクタール|平方|ドル|ユーロ|時間|日間|分間)",
    "ko": r"여?\s?명|여?(?:개|가구|채|척|마리|건|곳|원|달러|유로|톤|킬로|미터|헥타르|시간|배|억|만|석|표)",
}
# The same in every language: 2000 km, 2000m.
UNITS = r"\s?(?:[kcm]m|kg|ha|[kmg]w|[kmgt]wh)[²2]?(?!\w)|[mtgl](?![\w'’])"
