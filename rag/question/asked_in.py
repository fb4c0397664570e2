"""Which language a question is asked in, by its small words: names in it may be of any language."""

from __future__ import annotations

import re
from collections.abc import Collection

from rag.language import OPENING_MARKS, detect, is_latin, likeliest
from rag.question.asking import ASKS, words_that_ask

# Of the commonest words of each language those that stand in questions; words that ask are in `ASKS`.
_SMALL = {
    "en": "is are was were did does do has have had the a an of in to on at for from by with will"
    " can he she they it this that there",
    "nl": "is zijn was waren heeft hebben had de het een van in op te voor met bij door zal kan"
    " wordt werd er dit dat die hij zij ze uit",
    "de": "ist sind war waren hat haben hatte der die das den dem des ein eine einen einem von in"
    " im auf zu zum zur für mit bei durch wird wurde wurden es er sie aus",
    "fr": "pas qui que est sont était a ont avait le la les l un une des du de d en dans au aux pour avec par"
    " sur sera ce cette il elle on y t",
    "es": "que quien como cuando donde cual es son era fue ha han había el la los las un una de del en a al por para con se lo su"
    " está están",
    "it": "è sono era ha hanno aveva il lo la i gli le un una di del della dei in nel nella a al da"
    " dal per con si",
    "pt": "é são era foi tem têm havia o a os as um uma de do da dos das em no na nos nas por para"
    " com se está estão",
    "pl": "jest są był była było były ma mają w we z ze na do od po za o się nie i przez dla to",
    "ru": "это был была было были есть в на с о по для и не у из за",
    "uk": "це був була було були є у в на з із про для і й та не за",
    "tr": "bir ve ile için mi mı mu mü da de bu şu o oldu olan var yok değil",
    "cs": "je jsou byl byla bylo byli má mají v ve z ze na do od po za o se si a pro to",
    "sv": "är har hade en ett den det de i på av för med till om som och blev blir",
    "da": "er var har havde en et den det de i på af for med til om som og blev bliver",
    "nb": "er var har hadde en et ei den det de i på av for med til om som og ble blir",
    "fi": "on ovat oli olivat ei ja se tämä hän",
    "ro": "este sunt era a au avut un o din în la pe cu pentru că și fost",
    "hu": "a az egy és van volt nem hogy is el ki be meg",
    "id": "yang di ke dari dan itu ini adalah akan untuk dengan pada telah",
    "af": "is was het had die n van in op te vir met by deur sal kan word nie",
}
_SMALL_WORDS = {language: frozenset(_SMALL.get(language, "").split()) for language in ASKS}
_WORD = re.compile(r"\w+")
# A word that asks counts as much as so many small ones, unless it is a small one of another
# language: German "was".
_ASKING = 2
_IS_SMALL = frozenset[str]().union(*_SMALL_WORDS.values())
# Below it the words tell nothing; by as much they must lead where one word alone tells.
_ENOUGH = 2
# What is longer is told by all its words, names or not.
_MOST_WORDS = 8


def asked_in(question: str, known: Collection[str] = ()) -> str | None:
    """The language whose words that ask and other small words a short question has most of.

    A word with a capital counts only at the beginning: the others are names. One word alone is
    believed if its language is likely for other reasons too.

    Args:
        known: ISO 639-1 codes of languages that questions are likely in.

    Returns:
        Its ISO 639-1 code; None where such words are too few, or the question is a longer one.
    """
    if len(question.split()) > _MOST_WORDS:
        return None
    told = {language: _words(question, language) for language in ASKS}
    counts = {language: sum(words.values()) for language, words in told.items()}
    most = max(counts.values())
    if most < _ENOUGH:
        return None
    tied = [language for language, count in counts.items() if count == most]
    detected = detect(question, known)
    if detected in tied and (detected != "af" or "nl" not in tied):
        return detected
    if {"nl", "af"} <= set(tied):  # "Hoe oud is ...?" is both
        tied.remove("nl" if "af" in known and "nl" not in known else "af")
    without_names = _without_names(question, tied[0])
    likely = likeliest(without_names, tied)
    if len(" ".join(told[likely]).split()) > 1:
        return likely
    is_likely = likely in known or likely == "en" or detect(without_names) == likely
    lead = most - counts.get(detected or "", 0)
    return likely if lead >= _ENOUGH and is_likely else None


def tells_language(question: str) -> bool:
    """Whether a question's script or a small word tells its language: a bare name or nonsense does not.

    Of 409 questions in 14 languages 2 do not, both Turkish.
    """
    return not is_latin(question) or any(_words(question, language) for language in ASKS)


def _words(question: str, language: str) -> dict[str, int]:
    """The words of a language in a question that tell it, and what each counts."""
    asking = list(filter(_is_no_name, words_that_ask(question, language)))
    words = {
        match[0].lower(): 1
        for match in _WORD.finditer(question)
        if match[0].lower() in _SMALL_WORDS[language]
        and _is_no_name(match)
        and not any(asks.start() <= match.start() < asks.end() for asks in asking)
    }
    for match in asking:
        word = match[0].lower()
        words[word] = 1 if word in _IS_SMALL else _ASKING
    return words


def _without_names(question: str, language: str) -> str:
    """A question without its words with a capital, but for a first one that is no name."""
    first, *others = question.split()
    kept = [first] if _words(first, language) else []
    return " ".join(
        kept + [word for word in others if not word.lstrip(OPENING_MARKS)[:1].isupper()]
    )


def _is_no_name(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return not match[0][:1].isupper() or not any(map(str.isalnum, before))
