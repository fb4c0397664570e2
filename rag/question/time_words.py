"""Words of time by language. Month names come from CLDR (Babel); these are what CLDR lacks.

Each entry is a regular expression, matched without regard to case, between word boundaries where the
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

# Whose day was yesterday or is today.
LAST_NIGHT = {
    "en": r"last night",
    "nl": r"vannacht",
    "de": r"letzte nacht|heute nacht",
    "fr": r"(?:la nuit dernière|cette nuit)",
    "it": r"stanotte|la notte scorsa",
    "pl": r"(?:zeszłej|ubiegłej|minionej) nocy",
    "ru": r"(?:этой|прошлой|минувшей) ночью",
    "uk": r"(?:цієї|минулої) ночі",
    "ar": r"الليلة الماضية",
    "tr": r"dün gece",
}
# What asks what happened; beside "today" it means that day.
HAPPENED = {
    "en": r"happened|occurred|took place",
    "nl": r"gebeurd|gebeurde|voorgevallen",
    "de": r"passiert|passierte|geschah|geschehen|ereignet(?:e)?",
    "fr": r"s['’]est-il passé|s['’]est passé|est-il arrivé|est arrivé|s['’]est(?:-il)? produit",
    "es": r"pasó|ha pasado|ocurrió|ha ocurrido|sucedió|ha sucedido",
    "it": r"è successo|è accaduto|è avvenuto|accadde",
    "pt": r"aconteceu|ocorreu",
    "pl": r"stało|wydarzyło|zdarzyło",
    "ru": r"случилось|произошло",
    "uk": r"сталося|трапилося|відбулося",
    "ar": r"(?<!\w)(?:ماذا|الذي|ما) (?:حدث|جرى|حصل|وقع)(?!\w)",
    "zh": r"发生了|發生了|出了什么事|出了什麼事",
    "tr": r"ne oldu|neler oldu|ne yaşandı|neler yaşandı",
    "ja": r"何が(?:起きた|起こった|あった|ありました|起きました)",
    "ko": r"무슨 일이 (?:있었|일어났)",
}

# What shows that a question is in the past.
PAST_TENSE = {
    "en": r"did|was|were|had|\w{3,}ed|won|lost|said|told|left|fell|broke|took|made|got|became|gave|went"
    r"|came|met|shot|struck|sank|ran|held|began|led",
    "nl": r"was|waren|werd|werden|had|hadden|heeft|hebben|gebeurde|zei|deed|ging|kwam|ge\w{3,}d",
    "de": r"war|waren|wurden?|hat|haben|hatten?|sagte|geschah|passierte|ge\w{3,}(?:t|en)",
    "fr": r"a|ont|était|étaient|avait|avaient|s['’]est|se sont|est-il arrivé|\w+-t-(?:il|elle|on)",
    "es": r"\w+(?:ó|aron|ieron)|fue|dijo|hizo|hubo|ha|han|había|era",
    "it": r"ha|hanno|è (?:stat|success|accadut|avvenut|mort)[oa]|era|fu|disse",
    "pt": r"\w+(?:ou|eu|iu|aram|eram|iram)|foi|disse|fez|houve|era",
    "pl": r"\w+(?:ł|ła|ło|li|ły)",
    "ru": r"\w+(?:л|ла|ло|ли|лся|лась|лось|лись)",
    "uk": r"\w+(?:ла|ло|ли|вся|лася|лося|лися)|був|сказав",
    "ar": r"(?<!\w)(?:ماذا|الذي|ما|من) (?:حدث|جرى|حصل|وقع|قال|فاز|قتل|كان)\w*",
    "zh": r"了|过(?!去)",
    "tr": r"\w+[dt][ıiuü](?:lar|ler)?",
    "ja": r"た(?:[か？?]|\Z)|ました",
    "ko": r"[았었였했]",
}

# What shows that what is asked about may lie ahead, whatever else is in the past: "what did she say
# must be paid by Monday?".
AHEAD = {
    "en": r"(?-i:will|\AWill)|must|shall|should|would|(?:is|are) to be"
    r"|(?:has|have|needs?|expected|supposed) to",
    "nl": r"moet(?:en)?|zal|zullen|zou(?:den)?",
    "de": r"muss|müssen|soll(?:en|te|ten)?|wird|werde|würden?",
    "fr": r"doi(?:t|vent)|devr(?:a|ont|ait|aient)|faut|faudra|sera|seront|va|vont",
    "es": r"deben?|deberán?|tienen? que|hay que|será|serán|habrá|van? a",
    "it": r"deve|devono|dovrà|dovranno|bisogna|sarà|saranno",
    "pt": r"devem?|deverá|deverão|t[eê]m que|será|serão|haverá|vai|vão",
    "pl": r"musi|muszą|ma być|mają być|będzie|będą|należy|powin\w+",
    "ru": r"долж(?:ен|на|но|ны)|нужно|надо|следует|будет|будут",
    "uk": r"мусить|мусять|має|мають|треба|потрібно|буде|будуть",
    "ar": r"يجب|ينبغي|سوف",
    "zh": r"必须|必須|应当|應當|预计|預計",
    "tr": r"gerek(?:iyor|en)?|\w+[ae]c[ae][kğ]\w*",
    "ja": r"なければ|べき|予定",
    "ko": r"해야|예정",
}

# Words for the week, month and year before, and for this one.
_LAST = {
    # The last week of a campaign is none of ours.
    "en": (
        r"last|past|previous",
        r"week(?! (?:of|before|in office)\b)",
        r"month(?! (?:of|before|in office)\b)",
        r"year(?! (?:of|before|in office)\b)",
    ),
    "nl": (r"vorige?|afgelopen|verleden|voorbije", "week", "maand", "jaar"),
    # The years of "the last years" are several.
    "de": (r"letzte[nrsm]?|vorige[nrsm]?|vergangene[nrsm]?", "woche", "monats?", "jahr(?:es)?"),
    "es": (r"pasad[oa]", "semana", "mes", "año"),
    "it": (r"scors[ao]", "settimana", "mese", "anno"),
    "pt": (r"passad[oa]", "semana", "mês", "ano"),
    "pl": (
        r"(?:zeszł|ubiegł|minion|poprzedni)(?:y|ym|ego|emu|a|ą|ej|e|i|im|iego|iemu)?",
        "tygodni(?:u|a)|tydzień",
        "miesiąc(?:u|a)?",
        "roku?",
    ),
    "ru": (
        r"(?:прошл|минувш)(?:ый|ий|ая|ого|его|ой|ей|ому|ему|ом|ем|ым|им|ую)",
        "недел[яиеюь]\\w*",
        "месяц(?:а|у|ем|е)?",
        "год(?:а|у|ом|е)?",
    ),
    "uk": (
        r"(?:минул|попередн)(?:ий|ій|ого|ього|ому|ьому|им|ім|а|я|ої|ьої|у|ю|ою)",
        "тижн[яюі]\\w*|тиждень",
        "місяц[ьяюі]\\w*",
        "рок(?:у|ом)|році|рік",
    ),
    "tr": (
        r"geçen|geçtiğimiz",
        "hafta(?:ki|n[ıi]n|dan)?",
        "ay(?:ki|ın|dan)?",
        "(?:yıl|sene)(?:ki|[ıi]n|n[ıi]n|[dt][ae]n)?",
    ),
}
_THIS = {
    "en": (r"this", "week", "month", "year"),
    "nl": (r"deze|dit", "week", "maand", "jaar"),
    "de": (r"diese[nrsm]?", "woche", "monats?", "jahr(?:es)?"),
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
    "de": (r"vorwoche", r"vormonats?", r"vorjahr(?:es)?"),
    # A month may have passed ("passé") in prison.
    "fr": (
        r"semaine dernière|la semaine passée",
        r"mois dernier|(?:le|du|au) mois passé",
        r"an dernier|année dernière|l['’]an passé|l['’]année passée",
    ),
    "es": (r"semana pasada", r"(?<!un )mes pasado", r"(?<!un )año pasado"),
    "it": (
        r"settimana scorsa|(?:la|della|nella) settimana passata",
        r"mese scorso|(?:il|del|nel) mese passato",
        r"anno scorso|(?:l['’]|dell['’]|nell['’])anno passato",
    ),
    "pt": (r"semana passada", r"(?<!um )mês passado", r"(?<!um )ano passado"),
    "ru": (r"(?!)", r"(?!)", r"прошлогодн\w+"),
    "uk": (r"(?!)", r"(?!)", r"торік|торішн\w+"),
    "pl": (r"zeszłotygodniow\w+", r"(?!)", r"zeszłoroczn\w+|ubiegłoroczn\w+"),
    "ar": (
        r"الأسبوع (?:الماضي|المنصرم|الفائت)",
        r"الشهر (?:الماضي|المنصرم|الفائت)",
        r"العام (?:الماضي|المنصرم|الفائت)|السنة (?:الماضية|المنصرمة|الفائتة)",
    ),
    "zh": (r"上周|上週|上星期|上个星期|上個星期", r"上个月|上月|上個月", r"去年"),
    "ja": (r"先週", r"先月", r"去年|昨年"),
    "ko": (r"지난주|지난 주", r"지난달|지난 달", r"작년|지난해|지난 해"),
    "ro": (r"săptămâna trecută", r"luna trecută", r"anul trecut"),
    "cs": (r"minul(?:ý|ého|ém) týd(?:en|ne|nu)", r"minul(?:ý|ého|ém) měsíce?", r"loni|vloni"),
    "sv": (r"förra veckan", r"förra månaden", r"förra året|i fjol"),
    "fa": (r"هفته گذشته", r"ماه گذشته", r"سال گذشته|پارسال"),
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


# What stands before a date from or up to which the asker means: (since, after, before, until). Since a
# date begins with it, after it the day behind. Until a day ends before it, until a month or a year
# with it.
BOUNDS = {
    "en": (r"since|starting", r"after", r"before|prior to", r"until|till|up to"),
    "nl": (
        r"sinds|vanaf",
        r"na",
        r"vóór|voorafgaand aan|(?:kort|vlak|net) voor",
        r"tot(?: aan)?",
    ),
    "de": (r"seit|ab", r"nach", r"vor", r"(?!)"),
    "fr": (r"depuis|dès|à partir d[eu]", r"après", r"avant", r"jusqu['’](?:à|aux?)"),
    "es": (r"desde|a partir del?", r"después del?|tras", r"antes del?", r"hasta"),
    "it": (
        r"(?:a partire )?da(?:l|lla|llo|i|gli|lle|ll['’])?",
        r"dopo",
        r"prima d(?:i|el|ella|ello|ei|elle|ell['’])",
        r"fino a(?:l|lla|llo|i|lle|ll['’])?",
    ),
    "pt": (
        r"desde|a partir d[eoa]s?",
        r"depois d[eoa]s?|após",
        r"antes d[eoa]s?",
        r"até(?: aos?| à)?",
    ),
    "pl": (r"od", r"po", r"przed", r"(?!)"),
    "ru": (r"с|со|начиная с", r"после", r"до|перед", r"вплоть до"),
    "uk": (r"з|із|від|починаючи з", r"після", r"до|перед", r"аж до"),
    "ar": (r"منذ|اعتبارا من|ابتداء من", r"بعد", r"قبل", r"حتى"),
    "zh": (r"自从?|自從|从|從", r"(?!)", r"(?!)", r"直到"),
    "ro": (r"de la|începând cu", r"după", r"înainte de", r"până (?:în|la|pe)"),
    "cs": (r"od", r"po", r"před", r"do"),
    "sv": (r"sedan", r"efter", r"före|innan", r"fram till"),
    "fa": (r"از", r"پس از|بعد از", r"پیش از|قبل از", r"تا"),
}
# What stands before the last day that is meant. German "bis", Polish "do" and Chinese "截至" mean that day
# too, as Dutch "tot" does not.
THROUGH = {
    "en": r"through|(?:up to|until) and including|(?:up to|until|till|through|by) the end of"
    r"|by|as (?:of|at)",
    "nl": r"tot en met|t/m|tot (?:het )?einde?(?: van)?|tegen(?: eind)?|uiterlijk(?: op)?",
    "de": r"bis(?: einschlie(?:ß|ss)lich| spätestens)?(?: ende| zu[rm]?)?|spätestens(?: am| zum)?"
    r"|stand",
    "fr": r"jusqu['’](?:en|à la fin d[eu]|à fin)|d['’]ici(?: [aà]u?)?(?: (?:la )?fin(?: d[eu])?)?"
    r"|(?:à la|en) date du",
    "es": r"hasta (?:finales|fines|el final) del?|a fecha del?|a más tardar",
    "it": r"fino a tutto(?: il)?|entro(?: (?:la )?fine d(?:i|el))?|alla data del",
    "pt": r"até (?:ao )?(?:final|fim) d[eo]|à data de|o mais tardar",
    "pl": r"do(?: końca)?|(?:według stanu|stan) na",
    "ru": r"по|до конца|по состоянию на|ко?",
    "uk": r"по|до кінця|станом на",
    "ar": r"حتى نهاية|بحلول",
    "zh": r"截[至止]到?",
    "ro": r"până la sfârșitul(?: lui)?",
    "cs": r"do konce",
    "sv": r"till och med|t\.?o\.?m\.?",
    "fa": r"تا پایان",
}
# The same before a day, where it is asked how many there were: "combien de morts au 23 novembre". Else it
# is on that day, or to it: "reporté au 23 novembre".
AS_OF_DAY = {
    "nl": r"hoeveel(?!\w).* per",
    "de": r"wie ?viele?(?!\w).* per",
    "fr": r"combien(?!\w).* au",
    "es": r"cu[aá]nt[oa]s(?!\w).* al",
    "it": r"quant[ie](?!\w).* al(?:l['’])?",
    "ru": r"сколько(?!\w).* на",
    "uk": r"скільки(?!\w).* на",
}
# Of these, what means a bound before an event: "с" before a person is "with", "voor" is mostly
# "for", "nach" and "vor" before a name are places.
SINCE_BEFORE_EVENT = {
    "en": (r"since|after", r"before|prior to|until"),
    "nl": (
        r"sinds|na",
        r"vóór|voorafgaand aan|tot aan|(?:nog|week|weken|maanden|jaar) voor",
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
# What is asked of the moments before an event is told by the reports of the event.
JUST_BEFORE_EVENT = {
    "en": r"(?:just|shortly|right|immediately|(?:moment|second|minute|hour|day|night|evening)s?) before",
    "nl": r"(?:kort|vlak|net|pal|onmiddellijk|seconden|minuten|uur|uren|dag|dagen|avond|nacht) vóór",
    "de": r"(?:kurz|unmittelbar|direkt|knapp|sekunden?|minuten?|stunden?|tage?|abend|nacht) vor",
    "fr": r"(?:juste|peu|secondes?|minutes?|heures?|jours?) avant",
    "es": r"(?:justo|poco|momentos|segundos?|minutos?|horas?|días?) antes",
    "it": r"(?:poco|subito|appena|second[oi]|minut[oi]|or[ae]|giorn[oi]) prima",
    "pt": r"(?:pouco|logo|imediatamente|segundos?|minutos?|horas?|dias?) antes",
    "pl": r"(?:tuż|krótko|bezpośrednio|sekund\w*|minut\w*|godzin\w*|dni|dzień) przed",
    "ru": r"(?:незадолго|непосредственно|секунд\w*|минут\w*|час(?:а|ов)?|день|дня|дней) (?:до|перед)",
    "uk": r"(?:незадовго|безпосередньо|якраз|секунд\w*|хвилин\w*|годин\w*|день|дні|днів) (?:до|перед)",
    "zh": r"前(?:不久|夕|[几幾一两兩二三\d]+(?:秒|分|[个個]?小[时時]|天))",
    "tr": r"(?:hemen|(?:az|kısa süre|saniye|dakika|saat|gün)) önce",
}
# Words for a bound before an event with its article in them.
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
# Of these, what means the time after a date, without it.
AFTER_BEHIND_DATE = {
    "zh": r"之后|之後|[后後]",
    "ja": r"の後|後",
    "ko": r"(?<!이)후",
    "tr": r"sonra",
}
# Behind a date only, (since, until, through): "kadar" is "as much as" too.
BOUNDS_BEHIND_DATE = {
    "zh": (r"起(?![火诉訴飞飛草因源])", r"(?!)", r"为止|為止"),
    "ja": (r"から", r"(?!)", r"まで|時点|現在"),
    "ko": (r"부터", r"(?!)", r"까지|기준|현재"),
    "tr": (r"itibaren", r"(?:ay\w+ )?(?:kadar|dek)", r"itibar[ıi]yla"),
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

# What says "day" before a date.
DAY_BEFORE = {
    "fr": r"jour",
    "es": r"día",
    "it": r"giorno",
    "pt": r"dia",
    "ar": r"يوم|تاريخ",
}
# What says "year" before one.
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
