"""Words behind which a full stop ends a sentence, though sentencex takes them for abbreviations.

Its tables hold English "ill." (Illinois) and Italian "TV.", and serve languages in which such a
word is a common one: "Hon gick ut. Regnet föll."
"""

from __future__ import annotations

import re

# Whole words of what sentencex 1.0.32 keeps together; none that is an abbreviation in a newspaper.
_WORDS = {
    "en": "arc ark art id ill kan may May me miss no ok ore pa re",
    "nl": "al app bel best dat hand lat mand me os pan pas pers pot rom som tom top ver vol zo",
    "de": "arc art Art mag May mich miss ok",
    "fr": "vol",
    "es": "auto bien bis con contra da de di dé en entre extra homo macro mar May mega micro mini "
    "no nos para post Post pro retro sobre super tras ultra un vice ante anti dis",
    "pl": "dniem hol port rum",
    "uk": "вид град кг км млн млрд наук пор",
    "tr": "al ala ark kan la nem ok sen ver",
    "sv": "ark art del det ens gen hon ill kan la med min miss mo no nos ok ont ord rev sens ut va",
    "da": "al da del din form fru lab mat med nat ned nord par pass port regn rest sort tal ti to "
    "tv vær var",
    "nb": "ark art del det ens ga gen kan la med min miss mo nos ok ord rev ut va",
    "fi": "par",
    "cs": "co pod tu",
    "ro": "al ala alta ca cal gen ia la loc ok ore sens va",
    "hu": "arc kan mar nem ok ont re ver",
    "id": "ala alta ia kan ok",
    "af": "al ark dak del kan ken min ok op ore pa reg res sens ver",
    "vi": "ca co con ga gen la may va",
}
_OF_LANGUAGE = {code: frozenset(words.split()) for code, words in _WORDS.items()}
# Its Italian table has some two thousand acronyms and words, so these are all that count.
_ITALIAN_ABBREVIATIONS = frozenset(
    """
    acc all amm arch art ass avv bibl brig ca cap capt card cav cc cd cfr cit cod col com comm
    cons corp dep dip dir dott dr ecc ed eg egr es etc fasc fig fond fr fraz gen gent geom gov
    gr hon ibid ill inc ing int isp ist jr loc lt ltd magg maj mar min mons mr mrs ms mss nn nr
    on op pag part pp pref pres proc prof prov rag rep rev sc sec seg sen sez sg sgt sig sigg
    soc sost spett sq sr ss st suppl tab tav tel ten tit tr trad univ vol vs
    """.split()  # noqa: SIM905
)
_ROMAN = re.compile("[IVXLCDM]+")
_TITLES = frozenset("AA DR EE FF JR MR MRS MS PP RR SR SS ST UU".split())  # noqa: SIM905


def ends_sentence(word: str, language: str) -> bool:
    """Whether the full stop behind a word ends a sentence, where a capital follows.

    Args:
        word: Without the full stop; of two letters or more.
        language: ISO 639-1 code; "" knows acronyms alone.
    """
    if word.isupper():  # an acronym: "NATO", "USA"
        return word not in _TITLES and not _ROMAN.fullmatch(word)
    if language == "it":
        return word.casefold() not in _ITALIAN_ABBREVIATIONS
    return word in _OF_LANGUAGE.get(language, ())
