"""Words of time by language. Month names come from CLDR (Babel); these are what CLDR lacks.

Each entry is a regular expression over casefolded text, matched between word boundaries where the
script has blanks.
"""

from __future__ import annotations

NOW = {
    "en": r"now|currently|at present|at the moment|latest|most recent|these days|today|so far|still"
    r"|by now|up to now|right now|newest",
    "nl": r"nu|momenteel|op dit moment|thans|laatste nieuws|meest recente|nieuwste|vandaag|inmiddels"
    r"|tot nu toe|intussen|nog steeds|actuele?|tegenwoordig",
    "de": r"jetzt|derzeit|zurzeit|zur zeit|momentan|aktuelle?[nrs]?|gegenwärtig|heute|inzwischen"
    r"|mittlerweile|bisher|neueste[nrs]?|immer noch",
    "fr": r"maintenant|actuellement|en ce moment|à présent|aujourd['’]hui|désormais|jusqu['’]ici"
    r"|dernières? nouvelles?|encore|actuel(?:le)?s?",
    "es": r"ahora|actualmente|en este momento|hoy|por ahora|hasta ahora|todavía|últimas? noticias?"
    r"|actual(?:es)?|a día de hoy",
    "it": r"adesso|ora|attualmente|al momento|oggi|finora|ancora|ultime notizie|attuale",
    "pt": r"agora|atualmente|neste momento|hoje|até agora|ainda|últimas notícias|atual",
    "pl": r"teraz|obecnie|aktualnie|w tej chwili|dziś|dzisiaj|dotychczas|nadal|najnowsz\w+",
    "ru": r"сейчас|теперь|в настоящее время|на данный момент|сегодня|до сих пор|пока|ныне|последни[ех]",
    "uk": r"зараз|тепер|нині|наразі|на цей час|сьогодні|досі|поки що|останні",
    "ar": r"الآن|حاليا|حالياً|في الوقت الحالي|اليوم|حتى الآن|لا يزال|آخر",
    "zh": r"现在|目前|如今|当前|眼下|至今|最新|今天|現在|當前|仍然",
    "tr": r"şimdi|şu anda|şu an|halen|hâlâ|bugün|güncel|son durum|şimdiye kadar",
    "ja": r"今|現在|いま|最新|今日|まだ",
    "ko": r"지금|현재|최신|오늘|아직",
}

# Whole days before the day of asking: (first, last), counted back.
DAYS_BACK: dict[str, dict[str, tuple[int, int]]] = {
    "en": {r"the day before yesterday": (2, 2), r"yesterday": (1, 1), r"last night": (1, 0)},
    "nl": {r"eergisteren": (2, 2), r"gisteren(?:avond)?": (1, 1), r"vannacht": (1, 0)},
    "de": {r"vorgestern": (2, 2), r"gestern": (1, 1)},
    "fr": {r"avant-hier": (2, 2), r"hier": (1, 1)},
    "es": {r"anteayer|antes de ayer": (2, 2), r"ayer|anoche": (1, 1)},
    "it": {r"l['’]altro ieri": (2, 2), r"ieri": (1, 1)},
    "pt": {r"anteontem": (2, 2), r"ontem": (1, 1)},
    "pl": {r"przedwczoraj": (2, 2), r"wczoraj": (1, 1)},
    "ru": {r"позавчера": (2, 2), r"вчера": (1, 1)},
    "uk": {r"позавчора": (2, 2), r"вчора|учора": (1, 1)},
    "ar": {r"أول أمس": (2, 2), r"أمس|البارحة": (1, 1)},
    "zh": {r"前天": (2, 2), r"昨天|昨日|昨晚": (1, 1)},
    "tr": {r"önceki gün|evvelki gün": (2, 2), r"dün": (1, 1)},
    "ja": {r"一昨日|おととい": (2, 2), r"昨日|きのう": (1, 1)},
    "ko": {r"그저께": (2, 2), r"어제": (1, 1)},
}

# Words for the week, month and year before, and for this one.
_LAST = {
    "en": (r"last|past|previous", "week", "month", "year"),
    "nl": (r"vorige|afgelopen", "week", "maand", "jaar"),
    "de": (r"letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?", "woche", "monats?", "jahre?s?"),
    "it": (r"(?:la )?scors[ao]", "settimana", "mese", "anno"),
    "pl": (r"zeszł\w+|ubiegł\w+|poprzedni\w+", "tygodniu|tydzień", "miesiącu|miesiąc", "roku|rok"),
    "ru": (r"прошл\w+", "недел\\w+", "месяц\\w*", "год\\w*"),
    "uk": (r"минул\w+", "тижн\\w+|тиждень", "місяц\\w+", "ро[кц]\\w*|рік"),
    "tr": (r"geçen", "hafta", "ay", "yıl|sene"),
}
_THIS = {
    "en": (r"this", "week", "month", "year"),
    "nl": (r"deze|dit", "week", "maand", "jaar"),
    "de": (r"diese[nrsm]?", "woche", "monat", "jahr"),
    "fr": (r"cette|ce", "semaine", "mois", "année"),
    "es": (r"esta|este", "semana", "mes", "año"),
    "it": (r"questa|questo", "settimana", "mese", "anno"),
    "pt": (r"esta|este", "semana", "mês", "ano"),
    "pl": (r"tym", "tygodniu", "miesiącu", "roku"),
    "ru": (r"этой|этом|эту", "недел\\w+", "месяц\\w*", "год\\w*"),
    "uk": (r"цього|цьому", "тижн\\w+", "місяц\\w+", "ро[кц]\\w*"),
    "tr": (r"bu", "hafta", "ay", "yıl|sene"),
}
# In these the adjective follows, or one word says it all: (week, month, year).
_LAST_WHOLE = {
    "fr": (
        r"(?:la )?semaine (?:dernière|passée)",
        r"mois (?:dernier|passé)",
        r"an dernier|année dernière",
    ),
    "es": (r"(?:la )?semana pasada", r"mes pasado", r"año pasado"),
    "it": (r"settimana scorsa", r"mese scorso", r"anno scorso"),
    "pt": (r"semana passada", r"mês passado", r"ano passado"),
    "ar": (r"الأسبوع الماضي", r"الشهر الماضي", r"العام الماضي|السنة الماضية"),
    "zh": (r"上周|上星期|上个星期|上個星期", r"上个月|上月|上個月", r"去年"),
    "ja": (r"先週", r"先月", r"去年|昨年"),
    "ko": (r"지난주|지난 주", r"지난달|지난 달", r"작년|지난해"),
    "ru": (r"(?!)", r"(?!)", r"прошлогодн\w+"),
}
_THIS_WHOLE = {
    "ar": (r"هذا الأسبوع", r"هذا الشهر", r"هذا العام|هذه السنة"),
    "zh": (r"本周|这周|这个星期", r"本月|这个月", r"今年"),
    "ja": (r"今週", r"今月", r"今年"),
    "ko": (r"이번 주|이번주", r"이번 달|이번달", r"올해"),
}


def periods(language: str) -> dict[str, tuple[str, int]]:
    """Patterns of a language for periods: pattern -> (unit, how many units back)."""
    found: dict[str, tuple[str, int]] = {}
    units = ("week", "month", "year")
    for table, back in ((_LAST, 1), (_THIS, 0)):
        if words := table.get(language):
            for unit, noun in zip(units, words[1:], strict=True):
                found[rf"(?:{words[0]}) (?:{noun})"] = (unit, back)
    for whole, back in ((_LAST_WHOLE, 1), (_THIS_WHOLE, 0)):
        if patterns := whole.get(language):
            for unit, pattern in zip(units, patterns, strict=True):
                found[pattern] = (unit, back)
    return found


# What stands before a date from or up to which the asker means: (since, before).
SINCE_BEFORE = {
    "en": (r"since|after|starting", r"before|prior to|until|till|up to"),
    "nl": (r"sinds|na|vanaf", r"vóór|voor|voorafgaand aan|tot(?: aan| en met)?|t/m"),
    "de": (r"seit|nach|ab", r"vor|bis(?: zu[rm]?)?"),
    "fr": (r"depuis|après|dès|à partir d[eu]", r"avant|jusqu['’](?:à|en|aux?)"),
    "es": (r"desde|después del?|tras|a partir del?", r"antes del?|hasta"),
    "it": (
        r"(?:a partire )?da(?:l|lla|llo|i|gli|lle|ll['’])?|dopo",
        r"prima d(?:i|el|ella|ello|ei|elle|ell['’])|fino a(?:l|lla|llo|i|lle|ll['’])?|entro",
    ),
    "pt": (r"desde|(?:depois|a partir) d[eoa]s?|após", r"antes d[eoa]s?|até(?: aos?| à)?"),
    "pl": (r"od|po", r"przed|do"),
    "ru": (r"с|со|после|начиная с", r"до|перед"),
    "uk": (r"з|із|від|після|починаючи з", r"до|перед"),
    "ar": (r"منذ|بعد|اعتبارا من|ابتداء من", r"قبل|حتى"),
    "zh": (r"自从?|自從|从|從", r"直到|截至"),
    "ro": (r"de la|după|începând cu", r"înainte de|până (?:în|la|pe)"),
    "cs": (r"od|po", r"před|do"),
    "sv": (r"sedan|efter", r"före|innan|fram till"),
    "fa": (r"از|پس از|بعد از", r"پیش از|قبل از|تا"),
}
# Of these, what means a bound before an event: "с" before a person is "with", "voor" is mostly
# "for", "nach" and "vor" before a name are places.
SINCE_BEFORE_EVENT = {
    "en": (r"since|after", r"before|prior to|until"),
    "nl": (
        r"sinds|na",
        r"vóór|voorafgaand aan|tot aan|(?:kort|vlak|net|nog|dag|dagen|week|weken|maanden|jaar) voor",
    ),
    "de": (
        r"seit|nach(?=\s+(?:de[mnr]|sein|ihr|dies))",
        r"vor(?=\s+(?:de[mnr]|sein|ihr|dies))|bis zu[rm]?",
    ),
    "fr": (r"depuis|après", r"avant|jusqu['’]à"),
    "es": (r"desde|después de|tras", r"antes de|hasta"),
    "it": (r"dopo", r"prima d(?:i|el|ella|ello|ei|elle)"),
    "pt": (r"desde|depois d[eao]|após", r"antes d[eao]|até"),
    "pl": (r"po|od czasu", r"przed"),
    "ru": (r"после|со времени", r"до|перед"),
    "uk": (r"після|від часу", r"до|перед"),
    "ar": (r"منذ|بعد", r"قبل|حتى"),
}
# The same with the event's article in it.
SINCE_BEFORE_EVENT_ARTICLED = {
    "es": (r"después del", r"antes del"),
    "it": (r"(?!)", r"prima de(?:l|lla|llo|i|gli|lle|ll['’])"),
    "pt": (r"depois d[oa]s?", r"antes d[oa]s?"),
}
# What stands behind a date or an event instead.
SINCE_BEFORE_BEHIND = {
    "zh": (
        r"以来|以來|之后|之後|以后|以後|(?<![最今随隨然背先])[后後]",
        r"之前|以前|(?<![目此眼当當提面先])前",
    ),
    "ja": (r"以来|以降|の後|(?<![最今午背])後", r"の前|以前|(?<![名午手目人])前"),
    "ko": (r"이후|이래|후", r"이전|전"),
    "tr": (r"beri|sonra|bu yana", r"önce"),
}
# Behind a date only: "kadar" is "as much as" too.
SINCE_BEFORE_BEHIND_DATE = {
    "zh": (r"起(?![火诉訴飞飛草因源])", r"为止|為止"),
    "ja": (r"から", r"まで"),
    "ko": (r"부터", r"까지"),
    "tr": (r"itibaren", r"(?:ay\w+ )?(?:kadar|dek)"),
}
# In languages with articles an event is named with one: "since the summit", not "after all".
DETERMINERS = {
    "en": r"the|this|that|last|his|her|their|its",
    "nl": r"de|het|die|dat|deze|dit|zijn|haar|hun",
    "de": r"de[rmn]|das|die|diese[rmns]?|sein\w*|ihr\w*",
    "fr": r"le|la|les|l['’]|ce|cet|cette|ces|son|sa|ses|leurs?",
    "es": r"el|la|los|las|est[aeo]s?|esa?|su|sus",
    "it": r"il|lo|la|gli|le|i|l['’]|quest[aoe]|suo|sua",
    "pt": r"o|a|os|as|est[ae]|essa?|seu|sua",
}

# Before a year that is meant as one. What bounds a date may stand before a year too.
IN_YEAR = {
    "en": r"in|during",
    "nl": r"in|tijdens|begin|eind|medio",
    "de": r"in|im|anfang|mitte|ende",
    "fr": r"en|début|fin|courant",
    "es": r"en|durante",
    "it": r"nel|del|durante il",
    "pt": r"em|durante",
    "pl": r"w",
    "ru": r"в|за",
    "uk": r"у|в|за",
    "ar": r"في|خلال",
    "ro": r"în|din",
    "cs": r"v",
    "sv": r"under",
    "fa": r"در",
}
# Before the first of two years.
FROM_YEAR = {
    "en": r"from|between",
    "nl": r"van|tussen",
    "de": r"von|zwischen",
    "fr": r"de|entre",
    "es": r"de|entre",
    "it": r"tra|fra",
    "pt": r"de|entre",
    "pl": r"między|pomiędzy",
    "ru": r"между",
    "uk": r"між",
    "ar": r"من|بين",
    "ro": r"între",
    "cs": r"mezi",
    "sv": r"mellan",
    "fa": r"بین",
}
# What says "day" before a date.
DAY_BEFORE = {
    "fr": r"jour",
    "es": r"día",
    "it": r"giorno",
    "pt": r"dia",
    "ar": r"يوم|تاريخ",
}
# What says "year" before one, and behind one.
YEAR_BEFORE = {
    "en": r"year",
    "nl": r"jaar",
    "de": r"jahre?s?|anno",
    "fr": r"an(?:née)?",
    "es": r"año(?: de)?",
    "it": r"anno",
    "pt": r"ano(?: de)?",
    "pl": r"roku",
    "ar": r"ل?عام|سنة|العام",
    "ro": r"anul",
    "cs": r"ro(?:k|ce|ku)",
    "sv": r"år(?:et)?",
    "fa": r"سال",
}
YEAR_BEHIND = {
    "pl": r"\s*(?:rok\w*|r\.)",
    "ru": r"(?:-\w{1,2})?\s*(?:год\w*|г\.)",
    "uk": r"(?:-\w{1,2})?\s*(?:ро[кц]\w*|р\.)",
    "zh": r"\s*年",
    "ja": r"\s*年",
    "ko": r"\s*년",
    "tr": r"['’]\w{1,3}(?!\w)|(?=\s+(?:yıl|sene|önce|sonra))",
    # A year needs no other word; a number stands before a noun or an adjective.
    "de": r"(?=\s*[?.,;!]|\s*$|\s+(?:in|im|an|am|auf|aus|bei|beim|für|gegen|mit|über|um|von|vom|zu"
    r"|zum|zur|de[rmns]|die|das|ein\w*|ge\w+t)(?!\w))",
}
# Before what is counted a number is no year: "in 2024 cases".
COUNTED = {
    "en": r"(?-i:(?!(?:was|is|has|does|its|his|this|as|across|towards)(?!\w))[a-z]\w*s)|people|men|women|children",
    "nl": r"gevallen|mensen|personen|plaatsen|gemeenten|huizen|woningen|scholen|soldaten|dagen|uren"
    r"|uur|jaar|meter|euro|kilo\w*|\w{3,}ers",
    "de": r"(?-i:[A-ZÄÖÜ])\w+n|euro|meter",
    "fr": r"cas|gens|jours|ans|(?!après|alors|depuis|ailleurs|toujours|plusieurs|certains)\w{4,}s",
    "es": r"días|años|(?!antes|después|menos|entonces|muchos|varios|algunos)\w{4,}s",
    "it": r"casi|persone|luoghi|comuni|città|soldati|manifestanti|ore|giorni|anni|metri|euro",
    "pt": r"dias|anos|reais|(?!antes|depois|menos|muitos|vários|alguns)\w{4,}s",
    "pl": r"przypadk\w+|os[oó]b\w*|ludzi\w*|miejsc\w*|gmin\w*|miast\w*|żołnierz\w*|godzin\w*|dni"
    r"|lat\w*|metr\w*",
    "ru": r"случа\w+|человек\w*|люд\w+|мест\w*|город\w*|солдат\w*|час\w*|дн\w+|лет|метр\w*|раза?",
    "uk": r"випадк\w+|люд\w+|ос[оі]б\w*|місц\w*|міст\w*|солдат\w*|годин\w*|дн\w+|метр\w*|рази?",
    "ar": r"حال\w+|شخص\w*|مكان\w*|مدين\w+|جندي\w*|ساع\w+|يوم\w*|متر\w*",
    "ro": r"(?:de )?(?:cazuri|oameni|persoane|locuri|orașe|soldați|ore|zile|ani|metri|euro)",
    "cs": r"případ\w+|lid\w+|osob\w*|míst\w*|měst\w*|voják\w*|hodin\w*|dn\w+|let|metr\w*",
    "sv": r"fall|personer|människor|platser|kommuner|städer|soldater|timmar|dagar|år|meter|kronor",
}
