"""Ends of sentences that the library for them gets wrong: abbreviations, figures, initials.

A full stop behind an abbreviation ends nothing where a name ("M. Anzures") or a figure ("godz. 15")
follows; one behind a word ends a sentence though the next begins with a figure ("... ingetrokken.
29 brieven ..."), or the word is an abbreviation elsewhere ("... fallen ill. Customers ..."). The
lists hold what sentencex 1.0.32 cuts, and no word that often ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.stopped_words import ends_sentence

# In front of names; without the full stop.
_BEFORE_NAMES = {
    "en": "ms messrs",
    "nl": "mevr dhr ds kol jhr jkvr mgr",
    "de": "frhr frfr abg hptm pfr bgm dipl ing oltn obstlt stv",
    "fr": "mme mmes mlle mlles mgr me pr cdt vve gén",
    "es": "dña cnel mons pdte pdta fco hno hna pbro excmo excma ilmo ilma tte cmdte sgto rvdo mtro",
    "it": "on egr mons gent ill rev magg ten brig",
    "pt": "cap dep min gov pe des cel ten sgt exmo exma sec pres sen eng alm fr",
    "pl": "dr gen ks św min red abp mec kpt bp marsz płk ppłk mjr por inż mgr prof hab o p hr kard",
    "ru": "ген г-н г-жа св пос пл оз деп акад проф адм кап лейт серж архиеп еп митр",
    "uk": "ген смт просп св проф акад адм кап митр архиєп єп",
    "tr": "sn av alb yrd doç hz müh bşk mah org öğr gör yzb uz arş tuğg tümg korg bnb prof",
}
# In front of figures.
_BEFORE_FIGURES = {
    "en": "approx vol ext",
    "nl": "jan feb febr mrt apr aug sept okt nov dec excl incl max min ca nr art blz",
    "de": "art abs kap abb tab ziff nr inkl exkl zzgl max min mind vgl bzw geb gest gegr std tel "
    "jan febr apr aug sept okt nov dez str insges bspw vorauss evtl ggf gem ehem",
    "fr": "janv févr avr juil sept oct nov déc no env p chap",
    "es": "ene febr abr jul ago sept oct nov dic pág págs art núm aprox tel",
    "it": "genn febbr apr magg sett ott nov dic pag pagg art n tel",
    "pt": "jan fev abr ago out nov dez pág art aprox tel n",
    "pl": "art str nr ok godz ust tys pkt poz ul tel",
    "ru": "янв февр апр авг сент окт нояб дек ст стр ок тыс тел гл",
    "uk": "січ верес жовт листоп ст стор тис тел",
    "tr": "bkz no md sf tel",
    "da": "okt nov dec sept stk pct mio mia tlf",
    "fi": "esim milj huom puh",
    "cs": "např str odst tis mil tel čís",
    "sk": "napr str ods tis mil tel čís",
}
_NAMES = {code: frozenset(words.split()) for code, words in _BEFORE_NAMES.items()}
_FIGURES = {code: frozenset(words.split()) for code, words in _BEFORE_FIGURES.items()}

_LAST_WORD = re.compile(r"(?:^|[\s(\[«„“‘\"'’–—.-])((?:[^\W\d_]-)?[^\W\d_]+)\.\s*$")
_LONE_INITIAL = re.compile(r"[\s(\[«„“‘\"']*[^\W\d_]\.(?:\s*[^\W\d_]\.)*\s*$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.\s*$")
# German nouns have capitals: "im 19. Jahrhundert", "am 3. Mai".
_GERMAN_ORDINAL = re.compile(
    r"(?:^|\s)(?:[dD](?:er|ie|as|en|em|es)|[aAiI]m|[zZ]u[mr]|[vV]om|[bB]eim|ins|ans|"
    r"(?:[sS]ein|[iI]hr|[mM]ein|[uU]nser|[eE]in|[kK]ein|[dD]ies|[jJ]ed)(?:e[mnrs]?)?)"
    r"\s+\d{1,3}\.\s*$"
)
_GERMAN_MONTH = re.compile(
    r"(?:Jänner|Januar|Februar|März|April|Mai|Ju[nl]i|August|(?:Septem|Okto|Novem|Dezem)ber)\b"
)
# Of these, sentencex takes any figure behind a full stop for an ordinal or a date.
_OF_ORDINALS = frozenset({"de", "da", "fi", "cs", "sk"})
# A word of three letters or more, its full stop, perhaps the mark that ends a quotation; behind
# it a figure.
_BEFORE_FIGURE = re.compile(r"(?<![.\w])([^\W\d_]{3,})[.!?…]+[»”“\"]?\s+(?=\d)")
# A word of two letters or more and its full stop; behind it a word that may begin a sentence.
_BEFORE_WORD = re.compile(r"(?<![.\w])([^\W\d_]{2,})\.[»”\"]?\s+(?=[«“„\"‘¿¡]?([^\W\d_]+))")
_UNSPACED_BEFORE_FIGURE = re.compile(r"[。！？][」』”]?\s*(?=\d)")
_MARK = re.compile(r"[\"“”„‟«»‹›「」『』()\[\]（）]|(?<!\w)['‘’]|['‘’](?!\w)")


def mended(text: str, ends: Sequence[int], language: str | None) -> list[int]:
    """Ends of the sentences of a line: those found, without wrong ones, with those missed.

    Args:
        text: Of one line.
        ends: Of its sentences, with the blanks after each, ascending; the last is the text's.
        language: ISO 639-1 code; None knows initials and figures alone.
    """
    found: list[int] = []
    start = 0
    for end in ends:
        if end < len(text) and _goes_on(text[start:end], text[end:], language or ""):
            continue
        found += [start + cut for cut in _missed(text[start:end], language or "")]
        found.append(end)
        start = end
    return found


def _goes_on(sentence: str, rest: str, language: str) -> bool:
    """Whether a sentence that was cut goes on: its last word is an abbreviation or an ordinal."""
    follows = rest[0]
    if follows.islower() and _ORDINAL.search(sentence):
        return True
    if language == "de" and (
        _GERMAN_ORDINAL.search(sentence)
        or (_ORDINAL.search(sentence) and _GERMAN_MONTH.match(rest))
    ):
        return not follows.isdigit()
    if _LONE_INITIAL.match(sentence) and not follows.isdigit():
        return True
    last = _LAST_WORD.search(sentence)
    if last is None:
        return False
    word = last.group(1)
    if language == "ar":  # it has no capitals: a letter by itself is a title
        return len(word) == 1
    if language == "fr" and word == "M":
        return True
    known = (_FIGURES if follows.isdigit() else _NAMES).get(language, frozenset())
    return word.casefold() in known


def _missed(sentence: str, language: str) -> list[int]:
    """Where sentences end in what was taken for one, outside quotations."""
    found = [match.end() for match in _UNSPACED_BEFORE_FIGURE.finditer(sentence)]
    if language in _OF_ORDINALS:
        known = _FIGURES[language]
        for match in _BEFORE_FIGURE.finditer(sentence):
            word = match.group(1).casefold()
            if word not in known and not word.endswith(("str", "nr")):
                found.append(match.end())
    for match in _BEFORE_WORD.finditer(sentence):
        word, follows = match.groups()
        if follows[0].isupper() and not (word.isupper() and follows.isupper()):
            found += [match.end()] if ends_sentence(word, language) else []
    return [end for end in sorted(found) if len(_MARK.findall(sentence[:end])) % 2 == 0]
