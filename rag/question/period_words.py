"""Words by language for the periods that a question counts back from the moment of asking, and for
the parts of a year.

Each entry is a regular expression, matched without regard to case.
"""

from __future__ import annotations

# Hour, day, week, month, year, as they stand behind a number.
UNITS = {
    "en": ("hours?", "days?", "weeks?", "months?", "years?"),
    "nl": ("uur|uren", "dag(?:en)?", "we(?:ek|ken)", "maand(?:en)?", "jaar|jaren"),
    "de": ("stunden?", "tag(?:en?)?", "wochen?", "monat(?:en?)?", "jahr(?:en?)?"),
    "fr": ("heures?", "jours?", "semaines?", "mois", "ans?|années?"),
    "es": ("horas?", "días?", "semanas?", "mes(?:es)?", "años?"),
    "it": ("or[ae]", "giorn[oi]", "settiman[ae]", "mes[ei]", "ann[oi]"),
    "pt": ("horas?", "dias?", "semanas?", "m[êe]s(?:es)?", "anos?"),
    "pl": (
        "godzin(?:y|ę|ach)?",
        "dni|dnia|dzień|dniach",
        "tygodni(?:e|a|u|ach)?|tydzień",
        "miesi(?:ąc|ące|ąca|ącu|ęcy|ącach)",
        "lat(?:a|ach)?|roku?",
    ),
    "ru": (
        "час(?:а|ов)?",
        "д(?:ень|ня|ней)|сут(?:ки|ок)",
        "недел(?:я|и|ь|ю)",
        "месяц(?:а|ев)?",
        "года?|лет",
    ),
    "uk": (
        "годин(?:и|у)?",
        "д(?:ень|ні|нів)|доб(?:у|и)?",
        "тиж(?:день|ні|нів)",
        "місяц(?:і|я|ів)|місяць",
        "ро(?:ки|ку|ків)|рік",
    ),
    "ar": (
        "(?:ال)?ساع(?:ة|ات)",
        "(?:ال)?(?:يوم(?:ا|اً|ًا)?|أيام)",
        "(?:ال)?(?:أسبوع(?:ا|اً|ًا)?|أسابيع)",
        "(?:ال)?(?:شهر(?:ا|اً|ًا)?|أشهر|شهور)",
        "(?:ال)?(?:عام(?:ا|اً|ًا)?|سنة|أعوام|سنوات|سنين)",
    ),
    "zh": (
        "[个個]?(?:小[时時]|鐘頭|钟头)",
        "天|日",
        "[周週]|[个個]?(?:星期|礼拜|禮拜)",
        "[个個]月",
        "年",
    ),
    "tr": ("saat", "gün", "hafta", "ay", "yıl|sene"),
    "ja": ("時間", "日間?", "週間", "[かヶカケ]月間?", "年間?"),
    "ko": ("시간", "일", "주일?", "개월|달", "년"),
}
# One of them, where no number is said: a week ago.
ONE = {
    "en": r"an?|one",
    "nl": r"een|één|'n",
    "de": r"eine[mnr]?",
    "fr": r"une?",
    "es": r"una?",
    "it": r"un[oa]?|un['’]",
    "pt": r"uma?",
    "pl": r"jeden|jedną|jednego",
    "ru": r"один|одну",
    "uk": r"один|одну",
    "zh": r"一",
    "tr": r"bir",
    "ja": r"一",
    "ko": r"한|일",
}
# Two of them in one word, by unit.
DUALS = {
    "ar": (
        "(?:ال)?ساعتين",
        "(?:ال)?يومين",
        "(?:ال)?أسبوعين",
        "(?:ال)?شهرين",
        "(?:ال)?(?:عامين|سنتين)",
    ),
}
# So many units back; {n} stands for the number with its unit.
AGO = {
    "en": r"{n} ago",
    "nl": r"{n} (?:geleden|terug)",
    "de": r"vor {n}",
    "fr": r"il y a {n}",
    "es": r"hace {n}",
    "it": r"{n} fa",
    "pt": r"há {n}(?: atrás)?|{n} atrás",
    "pl": r"{n} temu",
    "ru": r"{n} (?:тому )?назад",
    "uk": r"{n} (?:тому|назад)",
    "ar": r"(?:قبل|منذ) {n}",
    "zh": r"{n}(?:之前|以前|前)",
    "tr": r"{n} önce",
    "ja": r"{n}前",
    "ko": r"{n} ?전",
}
# The units before the moment of asking, and up to it.
PAST = {
    "en": r"(?:the |these |this )?(?:last|past) {n}",
    "nl": r"(?:afgelopen|laatste|voorbije) {n}",
    "de": r"(?:letzten|vergangenen) {n}",
    "fr": r"{n_last}|derni(?:er|ère)s {n}|{n} (?:passé|écoulé)e?s",
    "es": r"últim[oa]s {n}|{n_last}",
    "it": r"ultim[ie] {n}|{n_last}",
    "pt": r"últim[oa]s {n}|{n_last}",
    "pl": r"ostatni(?:e|ch) {n}",
    "ru": r"последни[ех] {n}",
    "uk": r"останні(?:х)? {n}",
    "ar": r"آخر {n}|{unit} {count} (?:الماضية|الأخيرة|المنصرمة)|{n} (?:الماضي(?:ة|ين|تين)?|الأخير(?:ة|ين|تين)?|المنصرم(?:ة|ين)?)",
    "zh": r"(?:过去|過去|最近|近|这|這)的?{n}(?!年?代)",
    "tr": r"(?:son|geçen|geçtiğimiz) {n}\w{0,5}",
    "ja": r"(?:過去|最近|この|ここ){n}",
    "ko": r"(?:지난|최근) ?{n}",
}
# The same of one unit: {one} is its name.
PAST_ONE = {
    "en": r"(?:in|over|during|within|for) the (?:last|past) {one}",
    "nl": r"(?:de|het) (?:afgelopen|voorbije) {one}",
    "fr": r"(?:au cours|lors) d(?:e la|u) derni(?:er|ère) {one}",
    "es": r"en (?:la|el) últim[oa] {one}",
    "it": r"nell['’]ultim[oa] {one}",
    "pt": r"n[oa] últim[oa] {one}",
    "pl": r"(?:w ostatnim|przez ostatni) {one}",
    "ru": r"за последн(?:юю|ий) {one}",
    "uk": r"за останн(?:ю|ій) {one}",
}
AGO_ONE = {
    "pl": r"{one} temu",
    "ru": r"{one} (?:тому )?назад",
    "uk": r"{one} (?:тому|назад)",
    "ar": r"قبل {one}(?=\s*(?:[؟?،.!]|\Z))",
}
# One unit without a number.
SINGULAR = {
    "en": ("hour", "day", "week", "month", "year"),
    "nl": ("uur", "dag", "week", "maand", "jaar"),
    "fr": ("heure", "jour", "semaine", "mois", "an|année"),
    "es": ("hora", "día", "semana", "mes", "año"),
    "it": ("ora", "giorno", "settimana", "mese", "anno"),
    "pt": ("hora", "dia", "semana", "m[êe]s", "ano"),
    "pl": ("godzin(?:ę|ie)", "dzień|dniu", "tydzień|tygodniu", "miesiąc|miesiącu", "rok|roku"),
    "ru": ("час", "день|сутки", "неделю", "месяц", "год"),
    "uk": ("годину", "день|добу", "тиждень", "місяць", "рік"),
    "ar": ("ساعة", "يوم", "أسبوع", "شهر", "عام|سنة"),
}
# The adjective between the number and its unit: les trois derniers jours.
LAST_BETWEEN = {
    "fr": r"derni(?:er|ère)s",
    "es": r"últim[oa]s",
    "it": r"ultim[ie]",
    "pt": r"últim[oa]s",
}
# What makes them units of something else: the last week of the campaign.
OF_SOMETHING = {
    "en": r"of|before|until|in office|left|to go|remaining",
    "nl": r"van|voor|vóór|tot",
    "de": r"des|der|von|vom|vor|bis",
    "fr": r"d[eu]|des|d['’]\w+|avant",
    "es": r"del?|antes",
    "it": r"d(?:i|el|ella|ello|ei|egli|elle)|d(?:ell)?['’]\w+|prima",
    "pt": r"d[eoa]s?|antes",
    "pl": r"przed|do",
    "ru": r"до|перед",
    "uk": r"до|перед",
    "ar": r"من|قبل",
}
# The same before them.
WHOSE = {
    "en": ("his ", "her ", "their ", "its ", "our ", "my ", "your ", "'s ", "’s ", "s' ", "s’ "),
    "nl": ("zijn ", "haar ", "hun ", "onze ", "mijn "),
    "de": ("seinen ", "ihren ", "unseren ", "seine ", "ihre "),
    "fr": ("ses ", "leurs ", "nos ", "mes ", "vos "),
    "es": ("sus ", "mis ", "nuestros ", "nuestras "),
    "it": ("suoi ", "sue ", "loro ", "nostri ", "nostre "),
    "pt": ("seus ", "suas ", "nossos ", "nossas "),
    "pl": ("jego ", "jej ", "ich ", "swoje ", "swoich "),
    "ru": ("его ", "её ", "ее ", "их ", "свои ", "своих "),
    "uk": ("його ", "її ", "їхні ", "свої ", "своїх "),
}

PART_OF_DAY = {
    "en": r"(?: (?:morning|afternoon|evening|night))?(?! (?:morning|afternoon|evening|night)s)",
    "nl": r"(?:ochtend|morgen|middag|avond|nacht)?",
    "de": r"(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?",
    "fr": r"(?: (?:matin|soir|après-midi))?",
    "it": r"(?: (?:mattina|pomeriggio|sera|notte))?",
}
# The last such day before the moment of asking, {day} being its name.
LAST_WEEKDAY = {
    "en": r"(?:last|this past) {day}",
    "nl": r"(?:vorige|afgelopen|jongstleden) {day}|{day} jongstleden",
    "de": r"(?:letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?) {day}",
    "fr": r"{day} (?:dernier|passé)",
    "es": r"{day} pasado|pasado {day}",
    "it": r"{day} scors[oa]|scors[oa] {day}",
    "pt": r"{day} passad[oa]|(?:passad|últim)[oa] {day}",
    "pl": r"(?:zeszł|ubiegł|minion|ostatni|poprzedni)(?:y|ą|ego|ej|i|iego|ią)? {day}",
    "ru": r"(?:прошл|минувш|последн)(?:ый|ий|ую|юю|ее|ое) {day}",
    "uk": r"(?:минул|останн)(?:ий|ій|у|ю|ого|ьої|ої) {day}",
    "ar": r"{day} (?:الماضي(?:ة)?|المنصرم|الفائت)",
    "tr": r"(?:geçen|geçtiğimiz) {day}",
    "ko": r"지난 ?{day}",
}
# The last such day, or today.
ON_WEEKDAY = {
    "en": r"on {day}",
    "nl": r"op {day}",
    "de": r"am {day}",
    "fr": r"ce {day}",
    "es": r"(?:el|este) {day}(?! que viene| próximo)",
    "it": r"quest[oa] {day}",
    "pt": r"n(?:a|o|est[ae]) {day}(?! que vem)",
    "pl": r"w(?:e| ten| tę)? {day}",
    "ru": r"во? {day}(?! обитания)",
    "uk": r"[ву] {day}",
    "ar": r"يوم {day}",
    "zh": r"(?<![每下隔两兩几幾数數一二三四五六七八九十\d])(?:本|这|這)?{day}(?![次个個届屆期年遍回])",
    # Pazar is a market too.
    "tr": r"{day} günü|(?<!her )(?<!gelecek )(?<!önümüzdeki )(?!pazar(?!tesi)){day}"
    r"(?=\s+(?:ne|neler|kim|kimler|kaç|nerede|nasıl|neden|niye|hangi)(?!\w))",
    "ja": r"(?<![毎来]週)(?<![毎来]週の)(?<!毎){day}",
    "ko": r"(?<!매주 )(?<!다음 주 ){day}(?:에|날)",
}
# What may not stand before such a day where it has no preposition: then it is another, all of them, or a
# name.
NOT_BEFORE_WEEKDAY = {
    "en": r"the|an?|every|each|any|one|that|next|coming|following|on|of|for|to|from|with|(?<=\s)(?:and|or)"
    r"|is|are|was|were|black|good|ash|holy|palm|easter|cyber|super|bloody|fat|shrove|maundy",
    "nl": r"de|het|een|elke|iedere|die|volgende|komende|aanstaande|van|voor|op|(?<=\s)(?:en|of)|is \w+\W*\Z"
    r"|goede|witte|zwarte|stille",
    "de": r"de[rnms]|das|die|eine[mnrs]?|jede[nrms]?|nächste[nrms]?|kommende[nrms]?|am|vom|zum|an|von|für"
    r"|(?<=\s)(?:und|oder)|(?:ist|heißt) \w+\W*\Z|schwarze[nrm]?|blaue[nrm]?",
    "fr": r"les?|du|un|chaque|de|au|(?<=\s)(?:et|ou|à)|est \w+\W*\Z",
    "it": r"il|la|di|del|ogni|una?|dal?|al?|(?<=\s)(?:e|o)|è \w+\W*\Z",
}
# Where they are written like names.
WEEKDAYS_HAVE_CAPITALS = frozenset({"en", "de"})
# The weekend before this one, or the last that is over; the last that has begun.
WEEKENDS = {
    "en": (r"(?:last|past|previous) weekend", r"(?:this|over the|at the|during the) weekend"),
    "nl": (
        r"(?:vorig|afgelopen|voorbije?) (?:weekend|weekeinde)",
        r"(?:dit|in het|van het) (?:weekend|weekeinde)",
    ),
    "de": (
        r"(?:letzte[ns]|vorige[ns]|vergangene[ns]) wochenende",
        r"(?:am|dieses|an diesem) wochenende",
    ),
    "fr": (
        r"(?:week-?end|fin de semaine) (?:derni(?:er|ère)|passée?)",
        r"ce week-?end|cette fin de semaine",
    ),
    "es": (r"fin de semana pasado|pasado fin de semana", r"(?:este|el) fin de semana"),
    "it": (
        r"scorso (?:fine settimana|week-?end)|(?:fine settimana|week-?end) scorso",
        r"(?:questo|nel) (?:fine settimana|week-?end)",
    ),
    "pt": (
        r"fi[mn][ -]de[ -]semana passado|(?:último|passado) fi[mn][ -]de[ -]semana",
        r"(?:este|neste|no) fi[mn][ -]de[ -]semana",
    ),
    "pl": (r"(?:zeszły|ubiegły|miniony|ostatni) weekend", r"(?:w|w ten) weekend"),
    "ru": (
        r"(?:в|за) (?:прошлые|минувшие|прошедшие) выходные"
        r"|на (?:прошлых|минувших|прошедших|прошлой неделе в) выходных",
        r"(?:в|за) эти выходные|на этих выходных|в выходные|на выходных",
    ),
    "uk": (
        r"(?:минулі|минулих|минулими) вихідн(?:і|их|ими)",
        r"(?:ці|цих|цими) вихідн(?:і|их|ими)|у вихідні|на вихідних",
    ),
    "ar": (
        r"(?:عطلة )?نهاية الأسبوع (?:الماضي(?:ة)?|المنصرم(?:ة)?)",
        r"(?:عطلة )?نهاية (?:هذا الأسبوع|الأسبوع (?:هذه|هذا|الحالي|الجاري))"
        r"|في عطلة نهاية الأسبوع",
    ),
    "zh": (r"上(?:个|個)?(?:周末|週末)", r"(?:本|这个?|這個?)(?:周末|週末)"),
    "tr": (r"(?:geçen|geçtiğimiz) hafta sonu\w*", r"(?:bu )?hafta sonu\w*"),
    "ja": (r"先週末|先週の週末", r"今週末|この週末"),
    "ko": (r"지난 ?주말", r"이번 ?주말"),
}

# Spring, summer, autumn, winter.
SEASONS = {
    "en": (
        "spring",
        "summer",
        "autumn|(?:(?<=the )|(?<=in )|(?<=since )|(?<=this )|(?<=last )|(?<=after )|(?<=by )"
        "|(?<=before )|(?<=until ))fall(?! in| of (?!(?:19|20)))",
        "winter",
    ),
    "nl": ("lente|voorjaar", "zomer", "herfst|najaar", "winter"),
    "de": ("frühling|frühjahrs?", "sommers?", "herbst(?:es)?", "winters?"),
    "fr": (
        "printemps",
        "(?:(?<=l['’])|(?<=d['’])|(?<=cet )|(?<=en ))été",
        "automne",
        "hiver",
    ),
    "es": ("(?-i:primavera)", "verano", "otoño", "invierno"),
    "it": ("(?-i:primavera)", "estate", "autunno", "inverno"),
    "pt": ("(?-i:primavera)", "verão", "outono", "inverno"),
    "pl": (
        "wiosn[aęyą]|wiośnie|wiosną",
        "lat(?:em|o)|lecie|(?:(?<=tego )|(?<=zeszłego )|(?<=ubiegłego )|(?<=minionego ))lata",
        "jesieni?(?:ą)?",
        "zim[aęyą]|zimie",
    ),
    "ru": (
        "весн(?:ой|ы|у|а|е)",
        "лет(?:ом|о|ние месяцы)|лета(?! \\d{1,3}\\b)",
        "осень?ю?|осени",
        "зим(?:ой|ы|у|а|е)",
    ),
    "uk": (
        "навесні|весн(?:ою|и|у|а)",
        "влітку|літ(?:о|а|ом)",
        "восени|осінь|осен[іи]",
        "[ув]зимку|зим(?:ою|и|у|а)",
    ),
    "ar": ("ربيع|الربيع", "صيف|الصيف", "خريف|الخريف", "شتاء|الشتاء"),
    "zh": (
        "春(?:天|季)?(?!节|節|晚|运|運)",
        "夏(?:天|季)?",
        "秋(?:天|季)?",
        "冬(?:天|季)?(?!奥|奧)",
    ),
    "tr": (
        "(?:ilk)?bahar(?:ın?d?a?)?",
        "yaz(?:ın?d?a?)?",
        "(?:sonbahar|güz)(?:ın?d?a?)?",
        "kış(?:ın?d?a?)?",
    ),
    "ja": ("春", "夏", "秋", "冬"),
    "ko": ("봄", "여름", "가을", "겨울"),
}
# The one of this year, and the last that is over, {season} being its name.
THIS_SEASON = {
    "en": r"this {season}",
    "nl": r"(?:deze|dit) {season}",
    "de": r"(?:diese[nrms]?|in diesem) {season}",
    "fr": r"ce(?:t|tte)? {season}",
    "es": r"est[ae] {season}",
    "it": r"quest(?:[oa] |['’]){season}",
    "pt": r"(?:n?est[ae]) {season}",
    "pl": r"(?:tego|tej) {season}",
    "ru": r"эт(?:им|ой) {season}",
    "uk": r"ц(?:ього|ієї) {season}",
    "ar": r"هذا {season}",
    "zh": r"(?:今年|今|这个?|這個?){season}",
    "tr": r"bu {season}",
    "ja": r"(?:今年の|今|この){season}",
    "ko": r"(?:이번|올) ?{season}",
}
LAST_SEASON = {
    "en": r"(?:last|past) {season}",
    "nl": r"(?:vorige?|afgelopen|voorbije) {season}",
    "de": r"(?:letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?) {season}",
    "fr": r"{season} (?:dernier|passé)",
    "es": r"{season} pasad[oa]|pasad[oa] {season}",
    "it": r"{season} scors[oa]|scors[oa] {season}",
    "pt": r"{season} passad[oa]|passad[oa] {season}",
    "pl": r"(?:zeszł|ubiegł|minion)(?:ego|ej) {season}",
    "ru": r"(?:прошл|минувш)(?:ым|им|ой|ей) {season}",
    "uk": r"минул(?:ого|ої) {season}",
    "ar": r"{season} الماضي",
    "tr": r"(?:geçen|geçtiğimiz) {season}",
    "ko": r"지난 ?{season}",
}

# First to fourth before "quarter"; in Arabic behind it.
_ORDINALS = {
    "en": ("first|1st", "second|2nd", "third|3rd", "fourth|4th"),
    "nl": ("eerste|1e", "tweede|2e", "derde|3e", "vierde|4e"),
    "de": (
        r"erste[nsmr]?|1\.",
        r"zweite[nsmr]?|2\.",
        r"dritte[nsmr]?|3\.",
        r"vierte[nsmr]?|4\.",
    ),
    "fr": ("premi(?:er|ère)|1er", "deuxième|seconde?|2e", "troisième|3e", "quatrième|4e"),
    "es": ("primera?|1er", "segund[oa]|2º", "tercer|3er", "cuarto|4º"),
    "it": ("prim[oa]|1º", "second[oa]|2º", "terzo|3º", "quarto|4º"),
    "pt": ("primeir[oa]|1º", "segund[oa]|2º", "terceiro|3º", "quarto|4º"),
    "pl": (
        r"pierwsz(?:y|ym|ego|a|ej|ą|e)|I|1\.",
        r"drug(?:i|im|iego|a|iej|ą|ie)|II|2\.",
        r"trzeci(?:m|ego)?|III|3\.",
        r"czwart(?:y|ym|ego)|IV|4\.",
    ),
    "ru": (
        "перв(?:ый|ом|ого|ая|ой|ую|ое)|I|1-[мй]",
        "втор(?:ой|ом|ого|ая|ую|ое)|II|2-[мй]",
        "трет(?:ий|ьем|ьего)|III|3-[мй]",
        "четв[её]рт(?:ый|ом|ого)|IV|4-[мй]",
    ),
    "uk": (
        "перш(?:ий|ому|ого|а|ій|у|ої|е)|I|1-[йм]у?",
        "друг(?:ий|ому|ого|а|ій|у|ої|е)|II|2-[йм]у?",
        "трет(?:ій|ьому|ього)|III|3-[йм]у?",
        "четверт(?:ий|ому|ого)|IV|4-[йм]у?",
    ),
    "ar": ("الأول", "الثاني", "الثالث", "الرابع"),
    "zh": ("第?一|第?1", "第?二|第?2", "第?三|第?3", "第?四|第?4"),
    "tr": ("birinci|ilk|1\\.", "ikinci|2\\.", "üçüncü|3\\.", "dördüncü|son|4\\."),
    "ja": ("第1|第一", "第2|第二", "第3|第三", "第4|第四"),
    "ko": ("1", "2", "3", "4"),
}
_QUARTER = {
    "en": "quarter",
    "nl": "kwartaal",
    "de": "quartals?",
    "fr": "trimestre",
    "es": "trimestre",
    "it": "trimestre",
    "pt": "trimestre",
    "pl": "kwarta(?:ł|le|łu)|kw\\.",
    "ru": "квартал(?:е|а)?|кв\\.",
    "uk": "квартал(?:і|у)?|кв\\.",
    "ar": "الربع",
    "zh": "季度",
    "tr": "çeyre(?:k|ği)\\w*",
    "ja": "四半期",
    "ko": "분기",
}
_HALF = {
    "en": "half",
    "nl": "helft|halfjaar",
    "de": "hälfte|halbjahre?s?|jahreshälfte",
    "fr": "semestre|moitié",
    "es": "semestre|mitad",
    "it": "semestre|metà",
    "pt": "semestre|metade",
    "pl": "połow(?:a|ie|y|ę)|półrocz(?:e|u|a)",
    "ru": "половин(?:а|е|ы|у)|полугоди(?:е|и|я)",
    "uk": "половин(?:а|і|и|у)|півріччі|півріччя",
    "ar": "النصف",
    "tr": "yarı\\w*",
}
_HALF_WHOLE = {
    "zh": ("上半年", "下半年"),
    "ja": ("上半期|前半", "下半期|後半"),
    "ko": ("상반기", "하반기"),
}
# The beginning, the middle and the end of a year.
_EDGES = {
    "en": (
        "early(?: in)?|(?:beginning|start) of",
        "mid-?|middle of",
        "late(?: in)?|end of",
    ),
    "nl": ("begin(?: van)?", "medio|halverwege|midden", "eind(?: van)?|einde van"),
    "de": ("anfang|beginn(?: des jahres)?", "mitte", "ende"),
    "fr": ("début(?: de)?", "mi-|milieu(?: de)?", "fin(?: de)?"),
    "es": (
        "(?:principios|comienzos|inicios) de",
        "mediados de",
        "(?:finales|fines) de",
    ),
    "it": ("inizio(?: del)?|inizi del", "metà(?: del)?", "fine(?: del)?"),
    "pt": ("(?:início|inícios|começo) de", "meados de", "(?:fim|fins|final|finais) de"),
    "pl": ("początku|początek", "połowie", "końcu|koniec|pod koniec"),
    "ru": ("начал[еоу]", "середин[еу]", "конц[еу]|конец"),
    "uk": ("початку|початок", "середин[іу]", "кінці|кінець|наприкінці"),
    "ar": ("مطلع|أوائل|بداية", "منتصف|أواسط", "أواخر|نهاية"),
    "zh": ("年?初", "年?中(?=[旬期，。？、?,]|\\Z)", "年?[底末]"),
    "tr": ("baş(?:ı|ında)", "orta(?:sı|sında)", "son(?:u|unda)"),
    "ja": ("年?初め|年?初頭", "年?半ば", "年?末"),
    "ko": ("초", "중반", "말"),
}
# Between such a part and its year.
OF_YEAR = {
    "en": r"of|of the year|in",
    "nl": r"van|van het jaar|in",
    "de": r"des|des jahres|von|im jahre?",
    "fr": r"de|d['’]|de l['’]|de l['’]année",
    "es": r"de|del|del año|de este",
    "it": r"del|dell['’]|di|dell['’]anno|de",
    "pt": r"de|d[oe]|do ano(?: de)?",
    "ar": r"من|من عام|من العام|عام|من سنة",
}
# Where the year stands first: what is between it and the part.
YEAR_FIRST = {
    "zh": r"年?的?",
    "ja": r"(?:年の?)?",
    "ko": r"(?:년)?",
    "tr": r"(?:['’]\w{1,3}| yılı(?:nın)?|nın|ın)?",
}


def parts_of_year(language: str) -> dict[str, tuple[str, int, int]]:
    """The parts of a year: name -> (pattern, first month, how many months). Quarters are ``q1`` to
    ``q4``, halves ``h1`` and ``h2``.
    """
    found: dict[str, tuple[str, int, int]] = {}
    noun = _QUARTER.get(language)
    ordinals = _ORDINALS.get(language, ())
    for place, ordinal in enumerate(ordinals):
        words = rf"{noun} (?:{ordinal})" if language == "ar" else rf"(?:{ordinal})\s*(?:{noun})"
        found[f"q{place + 1}"] = (rf"{words}|Q{place + 1}", 1 + 3 * place, 3)
    halves = _HALF_WHOLE.get(language) or tuple(
        rf"{_HALF[language]} (?:{ordinal})"
        if language == "ar"
        else rf"(?:{ordinal}) (?:{_HALF[language]})"
        for ordinal in (ordinals[:2] if language in _HALF else ())
    )
    for place, half in enumerate(halves):
        found[f"h{place + 1}"] = (half + rf"|H{place + 1}", 1 + 6 * place, 6)
    for (name, first, months), edge in zip(
        (("early", 1, 3), ("mid", 5, 4), ("late", 10, 3)), _EDGES.get(language, ()), strict=False
    ):
        found[name] = (edge, first, months)
    for name, season, first in zip(
        ("spring", "summer", "autumn", "winter"),
        SEASONS.get(language, ()),
        (3, 6, 9, 12),
        strict=False,
    ):
        found[name] = (season, first, 3)
    return found
