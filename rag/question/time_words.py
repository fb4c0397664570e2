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


# What stands before a date, or an event, from or up to which the asker means: (since, before).
SINCE_BEFORE = {
    "en": (r"since|after", r"before|prior to|until"),
    "nl": (r"sinds|na", r"vóór|voor|voorafgaand aan|tot aan"),
    "de": (r"seit|nach", r"vor|bis zu[rm]?"),
    "fr": (r"depuis|après", r"avant|jusqu['’]à"),
    "es": (r"desde|después de|tras", r"antes de|hasta"),
    "it": (r"da(?:l|lla|llo|i)?|dopo", r"prima di|prima del(?:la)?|fino a"),
    "pt": (r"desde|depois d[eao]|após", r"antes d[eao]|até"),
    "pl": (r"od|po", r"przed|do"),
    "ru": (r"с|со|после", r"до|перед"),
    "uk": (r"з|із|після", r"до|перед"),
    "ar": (r"منذ|بعد", r"قبل|حتى"),
}
# Of these, what means a bound before an event too: "с" before a person is "with", "voor" is mostly
# "for", "nach" and "vor" before a name are places.
SINCE_BEFORE_EVENT = SINCE_BEFORE | {
    "nl": (
        r"sinds|na",
        r"vóór|voorafgaand aan|tot aan|(?:kort|vlak|net|nog|dag|dagen|week|weken|maanden|jaar) voor",
    ),
    "de": (
        r"seit|nach(?=\s+(?:de[mnr]|sein|ihr|dies))",
        r"vor(?=\s+(?:de[mnr]|sein|ihr|dies))|bis zu[rm]?",
    ),
    "it": (r"dopo", r"prima d(?:i|el|ella|ello|ei|elle)"),
    "pl": (r"po|od czasu", r"przed"),
    "ru": (r"после|со времени", r"до|перед"),
    "uk": (r"після|від часу", r"до|перед"),
}
# What stands behind the event instead.
SINCE_BEFORE_BEHIND = {
    "zh": (
        r"以来|以來|之后|之後|以后|以後|(?<![最今随隨然背先])[后後]",
        r"之前|以前|(?<![目此眼当當提面先])前",
    ),
    "ja": (r"以来|以降|の後|(?<![最今午背])後", r"の前|以前|(?<![名午手目人])前"),
    "ko": (r"이후|이래|후", r"이전|전"),
    "tr": (r"beri|sonra|bu yana", r"önce"),
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

# The months after "in", January first: CLDR has the nominative and the genitive only.
LOCATIVE_MONTHS = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku "
    "listopadzie grudniu",
    "cs": "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
}
