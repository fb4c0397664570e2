"""Corrects the ends of sentences that the library gets wrong: abbreviations, figures, initials.

Before a small letter a sentence goes on. A full stop behind an abbreviation ends nothing if a name
("M. Anzures") or a figure ("godz. 15") follows. A full stop behind a word does end a sentence, even
if the next begins with a figure ("... ingetrokken. 29 brieven ...") or the word is an abbreviation
in another language ("... fallen ill. Customers ..."). Those words are in `ingest.words`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.words import listed

# Keys of `ingest.words`.
_BEFORE_NAMES, _BEFORE_FIGURES = "sentences.before_names", "sentences.before_figures"
# To Python, the vowel signs of Indic scripts are no letters.
_LETTERS = r"(?:[^\W\d_]|[\u0900-\u0dff])+"
# The "G" of "Super-G" is no word.
_LAST_WORD = re.compile(
    rf"(?:^|[\s(\[«„“‘\"'’–—.]|-(?=[^\W\d_]{{2}}))((?:[^\W\d_]-)?{_LETTERS})\.\s*$"
)
# Initials; and a lone figure, which numbers what follows: "15. Ağustos".
_LONE_INITIAL = re.compile(r"[\s(\[«„“‘\"']*(?:[^\W\d_]\.(?:\s*[^\W\d_]\.)*|\d{1,4}\.)\s*$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.\s*$")
# Languages in which an ordinal stands before names too: "II. Abdülhamid", "a 2. Ukrán Front".
_ORDINAL_BEFORE_NAME = re.compile(r"(?:^|\s)(?:\d{1,2}|[IVXLC]+)\.\s*$")
_WITH_ORDINALS_BEFORE_NAMES = frozenset({"hu", "tr"})
# German nouns have capitals: "im 19. Jahrhundert", "am 3. Mai".
_GERMAN_ORDINAL = re.compile(
    r"(?:^|\s)(?:[dD](?:er|ie|as|en|em|es)|[aAiI]m|[zZ]u[mr]|[vV]om|[bB]eim|ins|ans|"
    r"(?:[sS]ein|[iI]hr|[mM]ein|[uU]nser|[eE]in|[kK]ein|[dD]ies|[jJ]ed)(?:e[mnrs]?)?)"
    r"\s+\d{1,3}\.\s*$"
)
_GERMAN_MONTH = re.compile(
    r"(?:Jänner|Januar|Februar|März|April|Mai|Ju[nl]i|August|(?:Septem|Okto|Novem|Dezem)ber)\b"
)
# Languages in which sentencex takes any figure behind a full stop for an ordinal or a date.
_OF_ORDINALS = frozenset({"de", "da", "fi", "cs", "sk"})
# A word of three letters or more, its full stop, perhaps the mark that ends a quotation; behind
# it a figure.
_BEFORE_FIGURE = re.compile(r"(?<![.\w])([^\W\d_]{3,})[.!?…]+[»”“\"]?\s+(?=\d)")
# A word of two letters or more and its full stop; behind it a word that may begin a sentence.
_BEFORE_WORD = re.compile(r"(?<![.\w])([^\W\d_]{2,})\.[»”\"]?\s+(?=[«“„\"‘¿¡]?([^\W\d_]+))")
# The particles by which Japanese marks the quotation before them: 「助けて！」と叫んだ。 Not the words
# that begin like them: ところが, とても, とはいえ, ともに, とりわけ.
_SAID = re.compile(r"(?:と(?!ころ|ても|はいえ|もに|りわけ)|って|など)")
_ENDS_SAID = re.compile(r"[」』”！？!?]\s*$")
# The words by which Chinese names who said the quotation before them: “救命！”他喊道。
_SAYS = re.compile(
    "[^\\s，。！？：；、“”「」]{1,12}?(?:[说說问問喊答称稱]|(?<!知)道|表示|指出|强调|強調|补充|補充)[，。：]"
)
# A mark that opens the next sentence, and closes nothing: "'s Avonds", "'t Is", "'n Man".
_LEFT_MARK = re.compile(r"\s['‘’]$")
_UNSPACED_BEFORE_FIGURE = re.compile(r"[。！？][」』”]?\s*(?=\d)")
_ROMAN = re.compile("[IVXLCDM]+")
_TITLES = frozenset("AA DR EE FF JR MR MRS MS PP RR SR SS ST UU".split())  # noqa: SIM905
_MARK = re.compile(r"[\"“”„‟«»‹›「」『』()\[\]（）]|(?<!\w)['‘’]|['‘’](?!\w)")


def mended(text: str, ends: Sequence[int], language: str | None) -> list[int]:
    """Correct the ends of the sentences of a line: remove wrong ones and add those that were
    missed.

    Args:
        text: One line.
        ends: Where its sentences end, each with the blanks after it, ascending; the last is the
            text's end.
        language: ISO 639-1 code; for None only initials and figures are known.
    """
    found: list[int] = []
    start = 0
    for end in ends:
        if _LEFT_MARK.search(text, start, end) and text[end : end + 1].isalpha():
            end -= 1
        if end < len(text) and _goes_on(text[start:end], text[end:], language or ""):
            continue
        found += [start + cut for cut in _missed(text[start:end], language or "")]
        found.append(end)
        start = end
    return found


def _goes_on(sentence: str, rest: str, language: str) -> bool:
    """Tell whether a sentence that was cut goes on, as behind an abbreviation or an ordinal."""
    follows = rest[0]
    # A sentence may begin with a small letter only in a text that is written so throughout.
    if _is_small(rest) and not _is_small(sentence):
        return True
    if _ENDS_SAID.search(sentence) and (
        _SAID.match(rest) or (language == "zh" and _SAYS.match(rest))
    ):
        return True
    if language in _WITH_ORDINALS_BEFORE_NAMES and _ORDINAL_BEFORE_NAME.search(sentence):
        return not follows.isdigit()
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
    return _is_abbreviation(word, language, before_figure=follows.isdigit())


def _is_abbreviation(word: str, language: str, *, before_figure: bool = False) -> bool:
    """Tell whether a word is an abbreviation of a language in front of a name or a figure.

    In capitals it is another word: "DNA" is not Romanian "dna." (a lady).
    """
    known = listed(_BEFORE_FIGURES if before_figure else _BEFORE_NAMES, language)
    return word in known or ((len(word) == 1 or not word.isupper()) and word.casefold() in known)


def _is_small(text: str) -> bool:
    """Tell whether a text begins with a small letter, and not like "iPhone".

    Georgian does not count: it has no capitals in running text, and its letters are small only to
    Unicode.
    """
    return text[:1].islower() and not "\u10d0" <= text[0] <= "\u10ff" and not text[1:2].isupper()


def _missed(sentence: str, language: str) -> list[int]:
    """Return where sentences end inside what was taken for one, outside quotations."""
    found = [match.end() for match in _UNSPACED_BEFORE_FIGURE.finditer(sentence)]
    if language in _OF_ORDINALS:
        known = listed(_BEFORE_FIGURES, language)
        for match in _BEFORE_FIGURE.finditer(sentence):
            word = match.group(1).casefold()
            if word not in known and not word.endswith(("str", "nr")):
                found.append(match.end())
    for match in _BEFORE_WORD.finditer(sentence):
        word, follows = match.groups()
        if not follows[0].isupper() or (word.isupper() and follows.isupper()):
            continue
        if _ends_sentence(word, language) and not _is_abbreviation(word, language):
            found.append(match.end())
    return [end for end in sorted(found) if len(_MARK.findall(sentence[:end])) % 2 == 0]


def _ends_sentence(word: str, language: str) -> bool:
    """Tell whether the full stop behind a word ends a sentence if a capital follows.

    Args:
        word: The word without its full stop, of two letters or more.
        language: ISO 639-1 code; for "" only acronyms are known.
    """
    if word.isupper():  # an acronym: "NATO", "USA"
        return word not in _TITLES and not _ROMAN.fullmatch(word)
    if abbreviations := listed("sentences.abbreviations", language):
        return word.casefold() not in abbreviations
    return word in listed("sentences.ends", language)
