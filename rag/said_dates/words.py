"""Words of dates by language, beside the names of the months, which CLDR (Babel) has.

Each entry is a regular expression, matched without regard to case.
"""

from __future__ import annotations

# Regions with month names of their own.
LOCALES = {
    "ar": ("ar", "ar_SY", "ar_MA", "ar_DZ"),
    "de": ("de", "de_AT"),
    "en": ("en", "en_GB"),
}

# The months as they stand after "in", January first, where CLDR lacks that case.
LOCATIVE_MONTHS = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku "
    "listopadzie grudniu",
    "el": "Ιανουάριο Φεβρουάριο Μάρτιο Απρίλιο Μάιο Ιούνιο Ιούλιο Αύγουστο Σεπτέμβριο Οκτώβριο "
    "Νοέμβριο Δεκέμβριο",
    "fi": "tammikuussa helmikuussa maaliskuussa huhtikuussa toukokuussa kesäkuussa heinäkuussa "
    "elokuussa syyskuussa lokakuussa marraskuussa joulukuussa",
    "cs": "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
}

# Months by number whose names are ordinary words too: may, march.
MONTHS_THAT_ARE_WORDS = {
    "en": {3, 5},
    "tr": {1},
    "uk": {2},
    "ar": {3, 8},
    "fa": {5},
    "ro": {5},
}
# Names that are, where another name of the month is none: Nissan, (Theresa) May. Abbreviations need
# a point or a year: "2 set" in tennis, "sept 13".
NAMES_THAT_ARE_WORDS = {
    "ar": {"نيسان", "ماي"},
    "it": {"set", "mar"},
    "es": {"mar"},
    "pt": {"set", "mar"},
    "fr": {"sept"},
    "cs": {"pro", "led", "dub"},
    "tr": {"ara"},
}

# What makes the name of a month a month where no day and no year stands beside it.
BEFORE_MONTH = {
    "en": r"in|since|after|before|during|until|till|through|including|between|mid"
    r"|(?<!the |his |her |its |our )(?<!their )last|month of|(?:beginning|start|middle|end) of",
    "nl": r"in|sinds|voor|vóór|na|tot|tot en met|t/m|vanaf|tussen|rond|begin|half|medio|eind"
    r"|vorige|afgelopen|maand",
    "de": r"im|in|seit|vor|nach|bis|einschließlich|ab|zwischen|anfang|mitte|ende"
    r"|letzten|vorigen|vergangenen|monat",
    "fr": r"en|depuis|avant|après|dès|entre|jusqu['’]en|début|mi|fin|courant|mois de|mois d['’]",
    "es": r"en|desde|hasta|tras|durante|entre|(?:antes|después|mes|principios|mediados|finales) de"
    r"|pasado",
    "it": r"a|ad|in|da|dopo|fino a|entro|tra|fra|prima di|mese di|inizio|metà|fine|scorso",
    "pt": r"em|desde|até|após|durante|entre|(?:antes|depois|mês|início|meados|fi[mn]|final) de"
    r"|passado",
    "pl": r"w|we|od|do|po|przed|między|początku|połowie|końcu|zeszłym|ubiegłym|miesiącu",
    "ru": r"в|с|со|до|после|перед|к|между|начале|середине|конце|прошлого|прошлом|минувшего|месяце",
    "uk": r"у|в|з|із|від|до|після|перед|між|початку|середині|кінці|наприкінці|минулого|місяці",
    "cs": r"v|ve|od|do|po|před|mezi|začátkem|polovině|koncem|měsíci",
    "ro": r"în|din|după|până în|înainte de|între|luna|începutul lui|sfârșitul lui",
    "sv": r"i|sedan|före|efter|till|från|under|mellan|början av|mitten av|slutet av|förra",
    "tr": r"geçen",
    "ar": r"في|شهر|لشهر|منذ|خلال|حتى|قبل|بعد|بين|مطلع|أوائل|أواخر|بداية|منتصف|نهاية",
    "fa": r"ماه|اوایل|اواسط|اواخر",
}
# The same, where the name is written as the language writes its months: "of March", "a sort of
# march", "de mars", "les images de Mars".
BEFORE_MONTH_AS_WRITTEN = {
    "en": r"of|from|by|last|early|late|half",
    "nl": r"van|uit",
    "de": r"des|vom|von|aus dem",
    "fr": r"de|d['’]|du",
    "es": r"de",
    "it": r"di|d['’]|dal",
    "pt": r"de",
    "sv": r"av",
    # In these the name tells, behind any word.
    **dict.fromkeys(("nb", "da", "fi", "el", "hu", "id", "af"), r"\S+"),
}
AFTER_MONTH = {"tr": r"['’]\w|\s+ayı"}
# The same, where the name is no other word; in Arabic and Hindi nothing need stand there: the storms
# of January are "storms January".
AFTER_MONTH_THAT_IS_NO_WORD = {"tr": r"[dt][ae]n?(?!\w)", "ar": "", "hi": ""}
# Where a month may have an ending without an apostrophe.
MONTH_ENDINGS = {"tr": r"[dt][ae]n?"}

# What must follow such a name: "în mai multe orașe" is in several towns.
AFTER_MONTH_THAT_IS_A_WORD = {
    "ro": r"\s*(?:[?!.,;:)–-]|\Z)|\s+(?:\d|(?:a|am|au|s-a|s-au|la|în|din|pe|cu|de|și|este|sunt|era"
    r"|erau|anul)(?!\w))",
}
# What may not stand behind a month in Chinese or Japanese: the third Monday, the October Revolution, the
# Decembrists, Mayday (a band), Mayflower, rain of early summer.
NOT_BEHIND_HAN_MONTH = r"(?!曜|요일|革命|党人|黨人|王朝|天(?![气氣])|花|雨)"
# What must stand before a day and such a name in small letters, where no comma and no year stands
# behind it: "on 12 may", not "how may 12 countries".
BEFORE_DAY = {
    "en": r"(?:on|by|from|to|since|after|before|until|till|through|between)(?: the)?",
}

# Between the two ends of a range. Where a date stands on either side, no language mistakes
# another's.
_TO = (
    r"[-–—~〜～]|to|until|till|through|and|tot(?: en met| aan)?|t/m|en|bis(?: zu[rm]?)?|und"
    r"|au|à|et|jusqu['’](?:au?|à|en)|al?|hasta|y|e|ed|fino al?|all['’]|ao|até(?: ao?)?|do|i|oraz"
    r"|по|до|и|та|і|й|až|ile|ve|['’]?[dt][ae]n|إلى|الى|حتى|و|تا|till|och|til|og"
    r"|până(?: la| în| pe)?|și|la|至|到|和|与|と|から|부터|과|와"
)
_ARTICLES = (
    r"the|on|in|de[nmr]?|het|op|am|le|la|el|il|o|os|dia|día|em|en|a|ende?|eind|mid|fin|final de"
    r"|в|у|w|يوم|شهر"
)
RANGE = rf",?\s*(?:{_TO})(?:\s*(?:(?:{_ARTICLES})(?!\w)|l['’]))*\s*"

# The day before yesterday, yesterday, today, tomorrow.
RELATIVE_DAYS = {
    "en": (r"the day before yesterday", r"yesterday", r"today", r"tomorrow"),
    "nl": (
        r"eergisteren",
        r"gisteren(?:avond)?|gisteravond|gistermiddag|gisterochtend",
        r"vandaag",
        r"morgen",
    ),
    "de": (r"vorgestern", r"gestern", r"heute", r"morgen"),
    "fr": (r"avant-hier", r"hier", r"aujourd['’]hui", r"demain"),
    "es": (r"anteayer|antes de ayer", r"ayer|anoche", r"hoy", r"mañana"),
    "it": (r"l['’]altro ieri", r"ieri", r"oggi", r"domani"),
    "pt": (r"anteontem", r"ontem", r"hoje", r"amanhã"),
    "pl": (r"przedwczoraj", r"wczoraj", r"dziś|dzisiaj", r"jutro"),
    "ru": (r"позавчера", r"вчера", r"сегодня", r"завтра"),
    "uk": (r"позавчора", r"вчора|учора", r"сьогодні", r"завтра"),
    "ar": (r"أول أمس", r"أمس|البارحة", r"اليوم", r"غدًا|غدا"),
    "zh": (r"前天", r"昨天|昨日|昨晚", r"今天|今日", r"明天|明日"),
    "tr": (r"önceki gün|evvelki gün", r"dün(?:kü)?", r"bugün", r"yarın"),
    "ja": (r"一昨日|おととい", r"昨日|きのう", r"今日|本日", r"明日"),
    "ko": (r"그저께", r"어제", r"오늘", r"내일"),
}
# The part of today of which there is news.
EARLIER_TODAY = {
    "en": r"this morning|this afternoon",
    "nl": r"vanmorgen|vanochtend|vanmiddag",
    "de": r"heute (?:morgen|früh|vormittag|mittag)",
    "fr": r"ce matin",
    "es": r"esta mañana",
    "it": r"stamattina|stamani|stamane",
    "pt": r"esta manhã|hoje de manhã",
    "pl": r"(?:dziś|dzisiaj) rano",
    "ru": r"сегодня утром",
    "uk": r"сьогодні (?:вранці|зранку)",
    "ar": r"صباح اليوم|هذا الصباح",
    "zh": r"今早|今晨|今天(?:早上|上午|早晨)",
    "tr": r"bu sabah",
    "ja": r"今朝",
    "ko": r"오늘 ?아침",
}
