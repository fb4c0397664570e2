"""Whether a question asks how many or how much: the figures that later reports revise."""

from __future__ import annotations

import re
from functools import cache

from rag.patterns import whole_words
from rag.question.parts import parts
from rag.question.query import Query

# A word that says a number only counts where the question is what that number is: "why did the number
# of dead rise?" is for no count.
_COUNTS = {
    "en": r"how (?:many|much|high)|what(?:['’]s| is| was| are| were) (?:now )?the (?:\w+ ){0,2}"
    r"(?:(?:death )?toll(?! (?:road|bridge|booth|gate))|number of)",
    "nl": r"hoeveel|hoe hoog|wat (?:is|was|zijn|waren|werd) (?:nu )?het (?:\w+ ){0,2}"
    r"(?:dodental|slachtoffertal|aantal)",
    "de": r"wie ?viele?|wie hoch|(?:was|wie) (?:ist|war|lautet) (?:jetzt )?die (?:\w+ ){0,2}"
    r"(?:opfer|todes|toten|an)?zahl",
    "fr": r"combien|quel(?:le)?s? (?:est|était|sont|étaient) (?:désormais |maintenant )?(?:le|la) "
    r"(?:\w+ ){0,2}(?:nombre|bilan(?! (?:carbone|comptable|financier|politique|économique"
    r"|d[eu] (?:\w+ )?(?:mandat|président\w*|gouvernement|quinquennat|ministre|maire))))",
    "es": r"(?<!en )(?<!unos )(?<!unas )cu[aá]nt[oa]s?|cu[aá]l (?:es|era|fue) (?:ahora )?el "
    r"(?:\w+ ){0,2}(?:n[uú]mero de(?! tel[eé]fono)|(?:saldo|balance) (?:mortal|de (?:muert|v[ií]ctim)\w+))",
    "it": r"quant[oaie]|qual (?:è|era|fu) (?:ora )?il (?:\w+ ){0,2}"
    r"(?:numero de?[il]\w*(?! telefono)|bilancio (?:\w+ )?(?:delle vittime|dei morti))",
    "pt": r"quant[oa]s?|qual (?:é|era|foi) (?:agora )?o (?:\w+ ){0,2}"
    r"(?:número d[eoa]s?(?! tele)|balanço d[eoa]s? (?:mort|vítim)\w+)",
    "pl": r"ile|ilu|iloma|jak[ai] (?:jest|była?) (?:\w+ ){0,2}(?:liczba|bilans ofiar)",
    "ru": r"скольк\w+|как(?:ово|ов|ая|ой|ое) (?:\w+ ){0,3}(?:количество|число (?!сегодня|месяца)\w+)",
    "uk": r"скільк\w+|як[аеи]й? (?:\w+ ){0,3}(?:кількість|число \w+)",
    "tr": r"kaç(?:a|ı|ını|ının|ar)?|ne kadar|(?:sayısı|can kaybı) (?:\w+ ){0,2}ne(?:dir|ydi)?",
    "ar": r"(?<!\d )كم|ما (?:ه[وي] )?(?:عدد|حصيلة)",
    "sv": r"hur (?:många|mycket|högt?)|(?:vad|vilket|vilken) (?:är|var|blev) (?:\w+ ){0,2}"
    r"(?:dödssiffran|dödstalet|dödsantalet|antalet)",
    "da": r"hvor (?:mange|meget|højt?)|hvad (?:er|var|blev) (?:\w+ ){0,2}(?:dødstallet|antallet)",
    "nb": r"hvor (?:mange|mye|høyt?)|hva (?:er|var|ble) (?:\w+ ){0,2}(?:dødstallet|antallet|tallet på)",
    "fi": r"(?:kuinka|miten) (?:mon(?:i|en|ta|ella|elle|essa|elta)|paljon)|montako|moniko|monenko"
    r"|paljonko|mikä (?:on|oli) (?:\w+ ){0,3}(?:määrä|lukumäärä|uhriluku|kuolonluku)",
    "cs": r"kolik(?:a|rát)?|jak[ýá] (?:je|byla?) (?:\w+ ){0,2}(?:počet|bilance obětí)",
    "ro": r"c[âa]t(?:ă|e|i)?(?! (?:de (?!mul[tț])|și ))|c[âa][țţ]i|care (?:este|e|era|a fost) "
    r"(?:\w+ ){0,2}(?:numărul|bilan[țţ]ul)",
    "hu": r"hány(?:an|at|nak|ból|szor|ra|ban)?|mennyi(?:en|t|be|ért|vel)?|mi az? (?:\w+ ){0,2}száma",
    "vi": r"bao nhiêu|mấy(?! (?:giờ|\w+ (?:qua|nay|trước|gần|vừa|tới)))",
    "fa": r"(?<!هر )چند(?! \w+ (?:پیش|قبل|گذشته|اخیر|آینده))|چ(?:ه ?)?قدر|چه (?:تعداد|مقدار|شمار)"
    r"|(?:تعداد|شمار)(?: \S+){1,4} چیست",
    "id": r"(?<!jam )(?<!pukul )(?<!tanggal )berapa(?:kah)?|apa (?:jumlah|angka kematian)",
    "af": r"hoeveel|hoe hoog|wat (?:is|was) die (?:\w+ ){0,2}(?:dodetal|sterftesyfer|aantal|getal)",
}
_UNSPACED = {
    "zh": r"多少|几(?!乎|内亚|[年天个].?前)|幾(?!乎|內亞|[年天個].?前)|人[数數](?:是|有|为|為|[?？]|$)",
    "ja": r"何(?:人|名|件|台|本|個|枚|歳|万|億|千|百|度|回|円)|いくつ|いくら|ど[のれ][くぐ]らい"
    r"|(?:死|傷|犠牲|不明|被災)者の?数は(?:[?？]|$)",
    "th": r"กี่|เท่าไ(?:ร|หร่)",
    "ko": r"(?<!몇)몇(?!몇| ?(?:시(?!간)|월|[년달주] ?전))|얼마(?!나 (?!많|되|들))"
    r"|(?:사망|희생|부상|실종)자 ?수[는은]?\s*(?:[?？]|$)",
}


def asks_for_count(question: str, language: str) -> bool:
    """Whether a question in a language (ISO 639-1 code) asks how many or how much."""
    pattern = _pattern(language)
    return pattern is not None and pattern.search(question) is not None


def asks_for_latest_count(query: Query) -> bool:
    """Whether a question asks how many or how much as of then, or up to a date: "before 15 May".

    Not "how many were there in May?", nor "how many were missed at first, and how many were found?",
    which compares two reports.
    """
    question, language = query.question, query.language
    return (
        (query.time.is_up_to_a_date or not query.time.looks_back)
        and asks_for_count(question, language)
        and not parts(question, language)
    )


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language in _UNSPACED:
        return re.compile(_UNSPACED[language])
    if language not in _COUNTS:
        return None
    return re.compile(whole_words(_COUNTS[language], language), re.IGNORECASE)
