"""The words by which a question leans on what was said before, by language.

All tables hold alternatives of regular expressions, matched without regard to case.
"""

from __future__ import annotations

# Words at the start that go on from what was said, or correct it. A bare "no" also begins "No
# confidence vote in ...".
_STOP = r"(?=\s*(?:[,.!;:–—]|$))"
OPENERS = {
    "en": rf"no{_STOP}|not that|i mean|i meant|and|but|so|or|then|also|what about|how about|why not"
    r"|which one|since when|from when",
    "nl": rf"nee{_STOP}|niet die|ik bedoel|en|maar|dus|of|dan|ook|hoezo|sinds wanneer",
    "de": rf"nein{_STOP}|nicht d\w+|ich meine|und|aber|also|oder|dann|auch|wieso denn|seit wann",
    "fr": rf"non{_STOP}|je veux dire|et|mais|donc|alors|ou|aussi|depuis quand",
    "es": rf"no{_STOP}|me refiero|y|e|pero|entonces|o|también|desde cuándo",
    "it": rf"no{_STOP}|intendo|ed?|ma|allora|quindi|o|anche|da quando",
    "pt": rf"não{_STOP}|quero dizer|e|mas|então|ou|também|desde quando",
    "pl": rf"nie{_STOP}|chodzi mi|a|i|ale|więc|czyli|też|od kiedy",
    "ru": rf"нет{_STOP}|не тот|я имею в виду|а|и|но|так|то есть|тогда|с каких пор",
    "uk": rf"ні{_STOP}|не той|я маю на увазі|а|і|й|та|але|отже|тоді|відколи",
    "ar": rf"لا{_STOP}|أقصد|لكن|إذن|ثم|ماذا عن|و(?:ماذا|ما|من|متى|أين|لماذا|كيف|كم|هل|في|عن|إلى|على)",
    "zh": r"不是|不[,，]|我是说|那|而|还有|所以|但是|可是",
    "tr": rf"hayır{_STOP}|demek istediğim|peki|ya|ve|ama|o zaman",
}
# Spans of time: "this week" is no word of the conversation.
_SPANS = {
    "en": r"(?:very |past |coming )?(?:week|weekend|month|year|morning|afternoon|evening|night|day"
    r"|spring|summer|autumn|fall|winter|season|quarter|decade|century|time)",
    "nl": r"(?:week|weekend|maand|jaar|ochtend|middag|avond|nacht|dagen|lente|zomer|herfst|winter"
    r"|seizoen|eeuw|keer)",
    "de": r"(?:wochen?|wochenende|monats?|jahre?s?|morgen|abend|tage?n?|sommer|herbst|winter"
    r"|frühling|saison|mal)",
    "fr": r"(?:semaine|week-end|mois|année|an|matin|soir|nuit|jours?|été|hiver|automne|printemps"
    r"|saison|fois)",
    "es": r"(?:semana|mes|año|mañana|tarde|noche|días?|verano|invierno|otoño|primavera|temporada"
    r"|vez)",
    "it": r"(?:settimana|mese|anno|mattina|sera|notte|giorni|estate|inverno|autunno|primavera"
    r"|stagione|volta)",
    "pt": r"(?:semana|mês|ano|manhã|tarde|noite|dias|verão|inverno|outono|primavera|temporada|vez)",
    "pl": r"(?:tydzie\w+|tygod\w+|miesiąc\w*|rok\w*|dni\w*|lata|zim\w+|wiosn\w+|sezon\w*)",
    "ru": r"(?:недел\w+|месяц\w*|год\w*|утр\w+|вечер\w*|дн\w+|лет\w*|зим\w+|сезон\w*|раз)",
    "uk": r"(?:тижн\w+|тижд\w+|місяц\w+|ро[кц]\w+|ранк\w+|вечор\w*|дн\w+|літ\w+|зим\w+|сезон\w*)",
    "ar": r"(?:الأسبوع|الشهر|العام|السنة|اليوم|الصباح|المساء|الصيف|الشتاء|الأيام)",
    "zh": r"(?:个?(?:周|星期|月|年|季)|一年|天|几)",
    "tr": r"(?:hafta|ay|yıl|sene|sabah|akşam|gece|gün|yaz|kış|sezon|kez|defa)",
}
NO_SPAN = {language: rf"(?!\s*{spans}(?!\w))" for language, spans in _SPANS.items()}
NO_SPAN["zh"] = rf"(?!{_SPANS['zh']})"
# Words that stand for something said before. Those that are articles, conjunctions, prepositions or
# parts of a question's own grammar as well count only where they cannot be that.
_AFTER = {  # behind which "that" is neither a conjunction nor a relative pronoun
    "en": r"(?:is|was|does|did|do|will|would|could|can|has|about|after|before|of|from|by|for|with|to"
    r"|than|like|since|at|on|why|how)",
    "nl": r"(?:is|was|waren|van|met|voor|door|over|na|op|bij|om|hoe|waarom|kan|gaat|wordt|betekent)",
}
PRONOUNS = {
    "en": r"he|she|they|him|her|them|his|hers|its|their|theirs|else|exactly|again"
    r"|it(?!\s+(?:true|possible|likely|legal|safe|takes?)(?!\w))"
    rf"|(?:this|these|those){NO_SPAN['en']}|{_AFTER['en']}\s+that"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )there(?!\s+(?:is|are|was|were|been))"
    r"|the (?:same|others?)|(?:this|that|the other) one",
    "nl": r"hij|zij|ze|hem|haar|hun|hen|het(?=\W*$)|daar|daarvan|daarmee|ermee|erna|erover|daarna"
    rf"|precies|de anderen?|{_AFTER['nl']}\s+(?:dat|dit|die|deze){NO_SPAN['nl']}",
    "de": r"er|sie|(?<!gab )(?<!gibt )(?<!geht )(?<!ging )es|ihn|ihm|ihr|ihnen|seine\w*"
    rf"|sein(?=\s+\w+\s+\w)|ihre\w*|das(?=\W*$)|(?:dies\w*|jene\w*){NO_SPAN['de']}|dort|davon|damit"
    r"|darüber|danach|dabei|genau|(?:der|die|das) anderen?",
    # A pronoun behind its verb repeats a noun before it: "le ministre a-t-il démissionné ?"
    "fr": r"(?<!-)(?:ils?|elles?)|^(?:(?!(?<!\w)(?:les?|la|l['’]|une?|des|du|aux?|ces?|cette)(?!\w)).)*"
    r"-(?:ils?|elles?)|lui|leurs?|son|sa|ses|cela|ça|celui|celle|ceux|exactement"
    rf"|(?<!-)(?:ce|cette|ces)(?!\s+qu[ei'’]){NO_SPAN['fr']}|l['’]autre|les autres",
    "es": r"él|ella|ellos|ellas|lo(?!\s+que)|les?|sus?|esto|eso|allí|exactamente|entonces"
    rf"|(?:est[ea]|es[ea]|es[oa]s){NO_SPAN['es']}|el otro|la otra|los otros|las otras",
    "it": r"lui|lei|loro|suo|sua|suoi|sue|ciò|lì|l['’]altr[oa]|gli altri|le altre"
    rf"|(?:quest[oa]|quell[oa]){NO_SPAN['it']}",
    "pt": r"eles?|elas?|lhes?|seus?|suas?|isto|isso|lá|[oa]s? outr[oa]s?"
    rf"|(?:n?est[ea]|n?ess[ea]){NO_SPAN['pt']}",
    "pl": r"on|ona|ono|oni|one|go|jego|jej|ich|mu|im|tam|dokładnie|to(?=\W*$)"
    rf"|(?:ten|ta|tego|tej){NO_SPAN['pl']}",
    "ru": r"он|она|оно|они|его|её|ее|их|ему|ей|им|ним|ней|там|тогда|это(?=\W*$)"
    rf"|(?:этот|эта|этого|этой|тот|та|того|той){NO_SPAN['ru']}",
    "uk": r"він|вона|воно|вони|його|її|їх|їй|йому|їм|там|саме|це(?=\W*$)"
    rf"|(?:цей|ця|цього|цієї|той|того|тієї){NO_SPAN['uk']}",
    "ar": r"هو|هي|هم|ذلك|تلك|هناك|أولئك|منه|منها|عنه|عنها|فيه|فيها|له|لها|الآخر"
    rf"|(?:هذا|هذه){NO_SPAN['ar']}",
    "zh": rf"他|她|它|(?<!应)该|(?<![因如彼])此(?!外)|(?:这|這){NO_SPAN['zh']}",
    "ko": r"그(?:는|가|의|를|에게|녀\w*|들\w*|것\w*|때\w*)?|이(?:것|분|들)\w*|거기\w*|그곳\w*",
    "tr": rf"o|onu|ona|onun|onlar|bunu|bunun|şu|orada|tam olarak|bu{NO_SPAN['tr']}",
}

# Articles that say which one is meant: "the mayor" without a name is one that was spoken of.
DEFINITE = {
    "en": "the",
    "nl": "de|het",
    "de": "der|die|das|den|dem|des|zum|zur|im|am|vom|beim",
    "fr": "les?|la|du|des|aux?",
    "es": "el|la|los|las|del|al",
    "it": "il|lo|la|i|gli|le|del(?:l[aoe])?|dei|degli|al(?:l[aoe])?",
    "pt": "os?|as?|d[oa]s?|aos?|n[oa]s?",
}

# Words that place something in time, or begin a question of yes or no: what has one does not only
# change what was asked about.
WHEN = {
    "en": r"then|since|before|after\w*|later|earlier|next|previous|last|ago|following|week|month|year|day"
    r"|is|are|was|were|did|does|do|has|have|had|will|would|can|could",
    "nl": r"toen|dan|sinds\w*|daarna|daarvoor|ervoor|erna|later|eerder|volgend\w*|vorig\w*|week|maand|jaar"
    r"|is|zijn|was|waren|heeft|hebben|had|wordt|werd|zal|kan",
    "de": r"dann|seit\w*|danach|davor|vorher|später|früher|nächst\w*|vorig\w*|letzt\w*|woche|monat|jahr\w*"
    r"|ist|sind|war|waren|hat|haben|hatte|wird|wurde|kann",
    "fr": r"ensuite|depuis|après|avant|plus tard|suivant\w*|précédent\w*|dernière?s?|semaine|mois|an|année"
    r"|est\w*|sont|était|a|ont|avait|va|peut",
    "es": r"entonces|desde|después|antes|luego|siguiente|anterior|pasad[oa]|semana|mes|año"
    r"|es|son|fue|está|hay|ha|han|había|va|puede",
    "it": r"allora|da|dopo|prima|poi|successiv[oa]|precedente|scors[oa]|settimana|mese|anno"
    r"|è|sono|era|ha|hanno|aveva|va|può",
    "pt": r"então|desde|depois|antes|seguinte|anterior|passad[oa]|semana|mês|ano"
    r"|é|são|foi|está|há|tem|têm|tinha|vai|pode",
    "pl": r"potem|od|później|przedtem|wcześniej|następn\w*|poprzedni\w*|zeszł\w*|tydzień|miesiąc|rok\w*"
    r"|czy|jest|są|był\w*|ma",
    "ru": r"потом|после|затем|раньше|позже|следующ\w*|предыдущ\w*|прошл\w*|недел\w*|месяц\w*|год\w*|ли",
    "uk": r"потім|після|згодом|раніше|пізніше|наступн\w*|попередн\w*|минул\w*|тиж\w*|місяц\w*|рок\w*|рік|чи",
    "ar": r"بعد\w*|قبل\w*|منذ|التالي\w*|السابق\w*|الماضي\w*|الأسبوع|الشهر|العام|السنة|هل",
    "zh": r"后|後|前|以来|之|上|下|年|月|周|吗|嗎",
    "tr": r"sonra\w*|önce\w*|beri|gelecek|geçen|hafta|ay|yıl|mi|mı|mu|mü",
}

# What is said to be polite, or yes, no or well to an answer; longer phrases before what they begin with.
COURTESIES = {
    "en": r"many thanks|thank you(?: (?:so|very) much)?|thanks(?: (?:a lot|so much|again))?"
    r"|for (?:that|the answer|your help)|all right|alright|ok(?:ay)?|i see|got it|understood|good"
    r"(?: (?:morning|afternoon|evening|day|night))?|great|perfect|yes|no|hello|hi|hey|(?:good)?bye",
    "nl": r"(?:hartelijk )?dank(?: ?je| ?u)?(?: ?wel)?|bedankt|ok[eé]|duidelijk|begrepen|goed(?: zo)?"
    r"|prima|ja|nee|hallo|hoi|goede(?:morgen|middag|n?avond)|tot ziens",
    "de": r"(?:vielen|herzlichen|besten) dank|danke(?:schön| schön| sehr| dir| ihnen)?|alles klar|gut"
    r"|verstanden|prima|nein|guten (?:morgen|tag|abend)|auf wiedersehen|tschüss",
    "fr": r"merci(?: (?:beaucoup|bien))?|d['’]accord|très bien|parfait|compris|oui|non|bonjour|bonsoir"
    r"|salut|au revoir",
    "es": r"(?:muchas )?gracias|de acuerdo|muy bien|perfecto|entendido|sí|si|hola"
    r"|buen[oa]s (?:días|tardes|noches)|adiós",
    "it": r"(?:molte )?grazie(?: mille)?|va bene|d['’]accordo|perfetto|capito|sì|ciao|buongiorno"
    r"|buonasera|arrivederci",
    "pt": r"(?:muito )?obrigad[oa]|está bem|tudo bem|perfeito|entendi|não|olá"
    r"|bo(?:m dia|a tarde|a noite)|adeus",
    "pl": r"(?:bardzo )?dzięk(?:uję|i)(?: bardzo)?|dobrze|jasne|rozumiem|tak|nie|cześć|dzień dobry"
    r"|dobry wieczór|do widzenia",
    "ru": r"(?:большое )?спасибо(?: большое)?|хорошо|понятно|ясно|ок(?:ей)?|да|нет|привет"
    r"|здравствуйте|добр(?:ый день|ое утро|ый вечер)|до свидания",
    "uk": r"(?:щиро )?дякую|добре|гаразд|зрозуміло|так|ні|вітаю|добр(?:ий день|ого ранку|ий вечір)"
    r"|до побачення",
    "ar": r"شكرً?ا(?: جزيلً?ا)?|حسنً?ا|تمام|فهمت|نعم|لا|مرحبً?ا|أهلً?ا|السلام عليكم|صباح الخير|مساء الخير",
    "zh": r"谢谢[你您]?|謝謝[你您]?|多谢|好的|好吧|好|明白了|知道了|是的|不是|[你您]好|再见",
    "tr": r"(?:çok )?teşekkür(?:ler| ederim)|sağ ?ol(?:un)?|tamam|anladım|evet|hayır|merhaba|günaydın"
    r"|iyi (?:günler|akşamlar)",
    "ja": r"(?:どうも)?ありがとう(?:ございま(?:す|した))?|了解(?:です|しました)?|わかりました|はい|いいえ"
    r"|こんにちは|こんばんは|おはようございます",
}
