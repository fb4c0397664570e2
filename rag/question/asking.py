"""The words that ask, by language: who, what, when; whether a text asks at all, for a reason, or for
yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rag.patterns import NEVER, whole_words

ASKS = {
    "en": r"who|whom|whose|what|which|when|where|why|how",
    "nl": r"wie|wiens|wat|welke?|wanneer|hoe(?:veel|veelste|lang|ver|zeer|zo)?"
    r"|waar(?:aan|bij|door|heen|in|mee|na|om|op|over|tegen|toe|uit|van|vandaan|voor)?",
    "de": r"wer|wem|wen|wessen|was|welche\w*|wann|warum|wieso|weshalb|wie(?:viele?)?"
    r"|wo(?:r(?:an|auf|aus|in|über|um|unter)|bei|durch|für|gegen|her|hin|mit|nach|von|vor|zu)?",
    "fr": r"qui|que|quoi|quel(?:le)?s?|quand|où|pourquoi|comment|combien|qu['’]\w+",
    "es": r"quién(?:es)?|qué|cuál(?:es)?|cuándo|d?ónde|adónde|por qué|cómo|cuánt[oa]s?",
    "it": r"chi|che cosa|cosa|quale|quali|quando|dove|perché|come|quant[oaie]|qual",
    "pt": r"quem|o que|que|qual|quais|quando|onde|por que|porque|como|quant[oa]s?",
    "pl": r"kto|kogo|komu|kim|co|czego|czym|któr\w+|jaki\w*|jakie\w*|kiedy|gdzie|skąd|dokąd"
    r"|dlaczego|czemu|jak|ile|ilu",
    "ru": r"кто|кого|кому|кем|ком|что|чего|чему|чем|как\w*|когда|где|куда|откуда|почему|зачем"
    r"|скольк\w+|котор\w+|чей",
    "uk": r"хто|кого|кому|ким|що|чого|чим|як\w*|коли|де|куди|звідки|чому|навіщо|скільки|скількох"
    r"|котр\w+|чий",
    "ar": r"من|ما|ماذا|متى|أين|لماذا|كيف|كم|أي|أية|هل",
    "tr": r"kim\w*|ne|neden|niçin|niye|nerede|nereye|nereden|nasıl|kaç\w*|hangi\w*",
    "cs": r"kdo|koho|komu|kým|co|čeho|čemu|čím|kter\w+|jak(?:[ýáéou]|ou|ých|ým)?|kdy|kde|kam|odkud|proč|kolik\w*|čí",
    "sv": r"vem|vems|vad|vilke[nt]|vilka|när|vart?|varifrån|varför|hur",
    "da": r"hvem|hvis|hvad|hvilke[nt]?|hvornår|hvor(?:dan|for|hen|fra|når)?",
    "nb": r"hvem|hva|hvilke[nt]?|når|hvor(?:dan|for|hen|fra)?",
    "fi": r"kuka|ketkä|kenen|ketä|mikä|mitkä|mitä|minkä|milloin|koska|missä|mistä|mihin|minne|miksi"
    r"|miten|kuinka|paljonko|montako",
    "ro": r"cine|cui|ce|care|când|unde|de ce|cum|cât[ăe]?|câți",
    "hu": r"kik?|kinek|kit|mi|mit|mik|mikor|hol|hová|hova|honnan|miért|hogyan|hány\w*|mennyi\w*"
    r"|melyik\w*|milyen",
    "id": r"siapa(?:kah)?|apa(?:kah)?|kapan|di mana|ke mana|dari mana|mana|mengapa|kenapa|bagaimana|berapa",
    "vi": r"ai(?! cập)|gì|khi nào|ở đâu|tại sao|vì sao|thế nào|bao nhiêu|mấy",
    "af": r"wie|wat|watter|wanneer|waar(?:heen|om|mee|oor)?|hoekom|hoe(?:veel)?",
    "fa": r"چرا|چه|چی|کی|کجا|چگونه|چطور|چند|آیا|کدام",
}
"""By language, as one alternative of a regular expression each; languages that are written without
blanks have none.
"""

_WHY = {
    "en": r"why|how come|what (?:made|caused|led to)|what(?:['’]s| is| was) (?:behind|the (?:cause|reason))"
    r"|for what reason",
    "nl": r"waarom|hoezo|waardoor|waaraan (?:lag|ligt)|hoe (?:komt|kwam) het|wat (?:is|was) de (?:oorzaak|reden)"
    r"|om welke reden",
    "de": r"warum|wieso|weshalb|weswegen|wodurch|woran (?:lag|liegt)|was (?:ist|war) (?:die ursache|der grund)"
    r"|aus welchem grund",
    "fr": r"pourquoi|qu['’]est-ce qui (?:a|avait) (?:causé|entraîné|fait|provoqué)|quelle (?:est|était|fut) la (?:cause|raison)"
    r"|pour quelles? raisons?",
    "es": r"por qué|a qué se deb\w+|cuál (?:es|era|fue) la (?:causa|razón)|qué (?:causó|provocó)",
    "it": r"perché|qual (?:è|era|fu) (?:la causa|il motivo)|(?:che )?cosa ha (?:causato|provocato)"
    r"|per quale motivo",
    "pt": r"por que|por quê|porqu[eê]|qual (?:é|era|foi) (?:a causa|o motivo|a razão)|o que (?:causou|provocou)",
    "pl": r"dlaczego|czemu|z jakiego powodu|jaka (?:jest|była) przyczyna|co (?:było przyczyną|spowodowało)",
    "ru": r"почему|зачем|отчего|из-за чего|по какой причине|какова (?:была )?причина|что (?:стало причиной|вызвало)",
    "uk": r"чому|навіщо|через що|з якої причини|яка (?:була )?причина|що (?:стало причиною|спричинило)",
    "ar": r"لماذا|لِ?مَ|ما (?:ه[وي] )?(?:سبب|أسباب)",
    "tr": r"neden|nedeni ne(?:dir|ydi)?|niçin|niye|sebebi ne(?:dir|ydi)?",
}
_WHY_UNSPACED = {
    "zh": r"为什么|為什麼|为何|為何|为啥|原因(?:是|为)?(?:什么|何)|什么原因|怎么会",
    "ja": r"なぜ|何故|どうして|(?:原因|理由)は(?:何|[?？]|$)",
}

# Of languages in which such a question has a word that asks too, or looks like one that has.
_WHETHER = {
    "ar": r"[وف]?هل",
    "fa": r"آیا",
    "fr": r"^\W*est-ce",
    "tr": r"m[iıuü](?:y[dms]\w*|s[iıuü]n\w*|d[iıuü]r)?",
}
_WHETHER_CHINESE = re.compile(r"[吗嗎]|是否|有[没沒无無]有")
_ANYWHERE = {"tr", "fa", "vi"}  # languages in which a word that asks stands where its answer would
_FIRST_WORDS = 2  # "why", "in which", "and when"
_SENTENCE_END = re.compile(r"[.!?…]\s+")

_MARKS = ("?", "？", "؟")
_BEGINNING = "¿"
QUESTION_ENDS = tuple(f"{mark}{closing}" for mark in _MARKS for closing in ("", '"', "”", "»", "’"))
"""What a sentence that asks ends with."""
_CHINESE = re.compile(
    r"什么|什麼|谁|誰|哪|[几幾](?![十百千万萬亿億])|多少|多久|多大|为何|為何|怎|吗|嗎|呢|何时|何時|何处|是否|如何"
)


def asks(text: str, language: str) -> bool:
    """Whether a text is a question, and no headline or list of words to search for.

    Without a question mark it is one that asks openly, or begins as questions of yes or no do in
    languages that have such a beginning. What is in a language whose words are not known here is taken
    for one.
    """
    if any(mark in text for mark in (*_MARKS, _BEGINNING)):
        return True
    if language == "zh":
        return _CHINESE.search(text) is not None
    return language not in ASKS or _asks_whether(text, language) or _begins_asking(text, language)


def asks_openly(question: str, language: str) -> bool:
    """Whether a question asks who, what or when, as far as its words tell, and not yes or no.

    Never, where the words are not known here.
    """
    if language == "zh":
        return bool(_CHINESE.search(question)) and not _WHETHER_CHINESE.search(question)
    return not _asks_whether(question, language) and _begins_asking(question, language)


def _asks_whether(text: str, language: str) -> bool:
    words = whole_words(_WHETHER.get(language, NEVER), language)
    return re.search(words, text, re.IGNORECASE) is not None


def _begins_asking(text: str, language: str) -> bool:
    """Whether one of the first two words of a sentence asks: in most languages, one further on mostly
    stands in a clause of its own, as in "Did she know when they voted?".
    """
    return any(
        language in _ANYWHERE or len(sentence[: word.start()].split()) < _FIRST_WORDS
        for sentence in _SENTENCE_END.split(text)
        for word in words_that_ask(sentence, language)
    )


def asks_why(question: str, language: str) -> bool:
    """Whether a question asks for a reason."""
    unspaced = _WHY_UNSPACED.get(language)
    pattern = unspaced or whole_words(_WHY.get(language, NEVER), language)
    return re.search(pattern, question, re.IGNORECASE) is not None


def has_word_that_asks(text: str, language: str) -> bool:
    """Whether a text has a word that asks; never, in a language whose words are not known here."""
    return any(words_that_ask(text, language))


def words_that_ask(text: str, language: str) -> Iterator[re.Match[str]]:
    """The words of a text that ask; none, in a language whose words are not known here."""
    return _pattern(language).finditer(text)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(whole_words(ASKS.get(language, NEVER), language), re.IGNORECASE)
