"""A question in a conversation: whether it leans on the turns before, and on which words of them.

Without a language model a question is not rewritten: the words it leans on are put in front of it,
and retrieval lets them count less than the question's own (`rag.retrieval`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rag.records import History

# Words at the start that go on from what was said, or correct it.
_OPENERS = {
    "en": r"no|not that|i mean|i meant|and|but|so|or|then|also|what about|how about|why not|which one|since when|from when",
    "nl": r"nee|niet die|ik bedoel|en|maar|dus|of|dan|ook|en hoe zit het met|hoezo|sinds wanneer",
    "de": r"nein|nicht d\w+|ich meine|und|aber|also|oder|dann|auch|wieso denn|seit wann",
    "fr": r"non|je veux dire|et|mais|donc|alors|ou|aussi|depuis quand",
    "es": r"no|me refiero|y|e|pero|entonces|o|también|desde cuándo",
    "it": r"no|intendo|e|ed|ma|allora|quindi|o|anche|da quando",
    "pt": r"não|quero dizer|e|mas|então|ou|também|desde quando",
    "pl": r"nie|chodzi mi|a|i|ale|więc|czyli|też|od kiedy",
    "ru": r"нет|не тот|я имею в виду|а|и|но|так|то есть|тогда|с каких пор",
    "uk": r"ні|не той|я маю на увазі|а|і|й|та|але|отже|тоді|відколи",
    "ar": r"لا|أقصد|و\w*|لكن|إذن|ثم|ماذا عن",
    "zh": r"不是|不,|不，|我是说|那|那么|而|还有|所以|但是|可是|那麼",
    "tr": r"hayır|demek istediğim|peki|ya|ve|ama|o zaman",
}
# Words that stand for something said before.
_PRONOUNS = {
    "en": r"he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|one"
    r"|ones|same|else|exactly|again|other|another",
    "nl": r"hij|zij|ze|het|hem|haar|hun|hen|zijn|dit|dat|die|deze|daar|er|daarvan|daarmee|ermee|erna"
    r"|daarna|andere|precies|eigenlijk|toen",
    "de": r"er|sie|es|ihn|ihm|ihr|ihnen|sein\w*|ihre\w*|das|dies\w*|jene\w*|dort|da|davon|damit"
    r"|darüber|danach|dabei|andere\w*|genau|denn",
    "fr": r"il|elle|ils|elles|lui|leur|leurs|son|sa|ses|ce|cela|ça|cette|ces|celui|celle|ceux|y|en"
    r"|autre|exactement|alors",
    "es": r"él|ella|ellos|ellas|lo|le|les|su|sus|esto|eso|este|esta|ese|esa|esos|esas|allí|otro"
    r"|otra|exactamente|entonces|cuántos|cuántas",
    "it": r"lui|lei|loro|lo|gli|suo|sua|suoi|sue|questo|questa|quello|quella|ciò|lì|altro|altra",
    "pt": r"ele|ela|eles|elas|lhe|seu|sua|seus|suas|isto|isso|este|esta|esse|essa|lá|outro|outra",
    "pl": r"on|ona|ono|oni|one|go|jego|jej|ich|mu|im|to|ten|ta|tego|tej|tam|inny|inna|dokładnie",
    "ru": r"он|она|оно|они|его|её|ее|их|ему|ей|им|ним|ней|это|этот|эта|этого|этой|там|тот|та|другой"
    r"|именно|тогда",
    "uk": r"він|вона|воно|вони|його|її|їх|їй|йому|їм|це|цей|ця|цього|цієї|там|той|та|інший|саме",
    "ar": r"هو|هي|هم|هذا|هذه|ذلك|تلك|هناك|أولئك|منه|منها|عنه|عنها|فيه|فيها|له|لها|الآخر",
    "zh": r"他|她|它|他们|她们|这|那|此|该|其|這|同样|另",
    "tr": r"o|onu|ona|onun|onlar|bu|bunu|bunun|şu|orada|diğer|tam olarak",
}
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_FEW_WORDS = 4
_FEW_CHARACTERS = 9
_KEPT_TURNS = 2
_KEPT_CHARACTERS = 400


def context(question: str, history: History, language: str) -> str:
    """The words of a conversation that a question leans on; empty when it stands by itself.

    Those are the user's last questions, the one the last question itself leaned on included, and
    the names and numbers of the answer between them.
    """
    turns = [turn for turn in history if turn["content"].strip()]
    said = " ".join(turn["content"] for turn in turns)
    if not turns or not leans(question, language, said):
        return ""
    asked = [turn["content"] for turn in turns if turn["role"] == "user"][-_KEPT_TURNS:]
    if len(asked) > 1 and not leans(asked[-1], language, asked[0]):
        asked = asked[-1:]
    last = turns[-1]
    names = _names(last["content"]) if last["role"] == "assistant" else []
    return " ".join([*asked, *names])[-_KEPT_CHARACTERS:]


def leans(question: str, language: str, said: str) -> bool:
    """Whether a question needs the turns before it, whose text is ``said``, to be understood.

    One that brings a name of its own does not, unless it goes on from what was said ("and ...").
    """
    text = unicodedata.normalize("NFKC", question).casefold().lstrip("¿¡ \"'“«")
    if language in _UNSPACED:
        short = len(re.sub(r"\W", "", text)) <= _FEW_CHARACTERS
        return short or any(_pattern(table, language).search(text) for table in ("open", "refer"))
    if _pattern("open", language).match(text):
        return True
    if brings_names(question, language, said):
        return False
    return bool(_pattern("refer", language).search(text)) or len(_WORD.findall(text)) <= _FEW_WORDS


def brings_names(question: str, language: str, said: str) -> bool:
    """Whether a question names what was not spoken of; in German, where every noun looks like a
    name, that is not told.
    """
    return language != "de" and any(name not in said for name in _names(question))


@cache
def _pattern(table: str, language: str) -> re.Pattern[str]:
    words = (_OPENERS if table == "open" else _PRONOUNS).get(language, r"(?!)")
    if language in _UNSPACED:
        return re.compile(("^" if table == "open" else "") + f"(?:{words})")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _names(text: str) -> list[str]:
    """Words that look like names: capitalised inside a sentence."""
    found = []
    at_start = True
    for token in text.split():
        word = token.strip("\"'“”«»„()[]{},;:.!?…")
        if word[:1].isupper() and not at_start:
            found.append(word)
        at_start = token.endswith((".", "!", "?", ":"))
    return list(dict.fromkeys(found))[:8]
