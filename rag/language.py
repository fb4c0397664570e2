"""Which language a text is in, and language codes: ISO 639-1 throughout, Norwegian always ``nb``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_CODES = "nl en de fr es it pt pl ru uk ar zh tr ja ko vi hi fa he el ro hu cs sv da nb fi id th af"
DETECTED = tuple(_CODES.split())

# Of 3,480 texts in 28 languages one was told wrongly from its first 300 characters.
_ENOUGH = 500
# The shares of the 30 languages sum to 1. Over 14,467 questions of newsworld_dev and XQuAD the
# lowest share of a right answer was 0.10: below this nothing stands out from chance.
_HOPELESS = 0.08
# With a prior, a language of it is plausible from this fraction of the leader's share on.
_PLAUSIBLE = 0.2
_FEW_LETTERS = 6
# What the words count that look like no names, beside all words; where one language stands out in
# them, they count alone. Of 2,635 questions in 13 languages 11 are told wrongly with a half, 7 with
# .7, 6 as it is; of 870 beginnings of sentences in 28 languages 13 each time, and 15 by such words
# alone, since German writes every noun with a capital.
_COMMON_WORDS = 0.7
_STANDS_OUT = 0.2
_STANDS_OUT_TIMES = 2.0
OPENING_MARKS = "¿¡\"'«“”„‘’([{-"

_TWO_LETTERS = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
    ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_ISO_639_1 = frozenset(_TWO_LETTERS.split())
# ISO 639-2 and 639-3 (bibliographic, terminological, macro), and codes that were renamed.
_PAIRS = """
    no:nb nn:nb nor:nb nob:nb nno:nb iw:he in:id ji:yi jw:jv mo:ro sh:sr
    nld:nl dut:nl eng:en deu:de ger:de gsw:de fra:fr fre:fr spa:es ita:it por:pt pol:pl rus:ru
    ukr:uk ara:ar arb:ar zho:zh chi:zh cmn:zh yue:zh tur:tr jpn:ja kor:ko vie:vi hin:hi fas:fa
    per:fa pes:fa prs:fa heb:he ell:el gre:el ron:ro rum:ro hun:hu ces:cs cze:cs swe:sv dan:da
    fin:fi ind:id tha:th afr:af bul:bg hrv:hr srp:sr bos:bs slk:sk slo:sk slv:sl lit:lt lav:lv
    est:et ekk:et isl:is ice:is gle:ga cym:cy wel:cy eus:eu baq:eu cat:ca glg:gl sqi:sq alb:sq
    mkd:mk mac:mk bel:be kat:ka geo:ka hye:hy arm:hy aze:az kaz:kk uzb:uz mon:mn ben:bn urd:ur
    tam:ta tel:te mar:mr guj:gu pan:pa mal:ml kan:kn sin:si nep:ne mya:my bur:my khm:km lao:lo
    msa:ms may:ms zsm:ms tgl:tl fil:tl swa:sw swh:sw amh:am som:so hau:ha yor:yo ibo:ig zul:zu
    xho:xh pus:ps kur:ku ckb:ku kmr:ku yid:yi epo:eo lat:la ltz:lb fry:fy mlt:mt
"""
_OTHER_CODES = dict(pair.split(":") for pair in _PAIRS.split())
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that write no blank between words."""
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# Sequences of three letters tell most texts: one language has at least this share. Else those that
# they make likely, and those asked for, are told apart by sequences of up to five, whose models
# take .6 s of a core and 20 MB each: so many, each with at least so much. Of 3,727 questions in 13
# languages and beginnings of sentences in 28 a sixth is not clear; 64 are told wrongly.
_CLEAR = 0.99
_LIKELY = 5
_LIKELY_SHARE = 0.0003


def detect(text: str, among: Collection[str] | None = None) -> str | None:
    """Return the language of a text as an ISO 639-1 code, one of `DETECTED`.

    Only the first 500 characters count. Names mislead on short texts ("Has Lanhe gone bust?"),
    so words that look like names count less.

    Args:
        among: Codes to prefer, those of the corpus say: the choice is made between them when at
            least one is plausible, else among all languages as if nothing had been given.

    Returns:
        None when there are no letters, when the script belongs to no language of `DETECTED`, or
        when nothing stands out. A lone name gets some language: give ``among`` where there is one.
    """
    preferred = {known for code in among or () if (known := normalise_code(code))}
    shares = _shares(text[:_ENOUGH], preferred)
    if not shares:
        return None
    leader = max(shares, key=shares.__getitem__)
    plausible = [
        code
        for code, share in shares.items()
        if code in preferred and share >= _PLAUSIBLE * shares[leader]
    ]
    if plausible:
        return max(plausible, key=shares.__getitem__)
    return leader if shares[leader] >= _HOPELESS else None


def likeliest(text: str, among: Sequence[str], *, first_from: float = 1.0) -> str:
    """Return the code of ``among`` that a text is likeliest in; the first if nothing tells.

    Args:
        first_from: Prefer the first code if its share is at least this fraction (0 to 1) of the
            largest.
    """
    shares = _shares(text[:_ENOUGH], among) if len(among) > 1 else {}
    best = max(among, key=lambda code: shares.get(code, 0.0))
    first = among[0]
    return first if shares.get(first, 0.0) >= first_from * shares.get(best, 0.0) else best


def is_longer(text: str, language: str | None, *, words: int, characters: int) -> bool:
    """Tell whether a text has more than so many words, or characters in scripts without spaces."""
    return len(text) > characters if language in UNSPACED else len(text.split()) > words


def is_latin(text: str) -> bool:
    """Tell whether all letters of a text are Latin ones; true where it has none."""
    return not any(map(_is_other_script, text))


def normalise_code(code: str) -> str | None:
    """Return a code or tag as ISO 639-1: ``EN``, ``en-GB``, ``nld`` and ``zh_Hans`` are known.

    Returns:
        None when it is no language code, or that of a language without a two-letter one.
    """
    primary = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    primary = _OTHER_CODES.get(primary, primary)
    return primary if primary in _ISO_639_1 else None


def is_rtl(code: str | None) -> bool:
    """Tell whether a language is written from right to left; False for None and unknown codes."""
    return code is not None and normalise_code(code) in _RIGHT_TO_LEFT


def _shares(text: str, among: Collection[str]) -> dict[str, float]:
    """Return the shares of the likely languages, and of those in ``among`` where plausible; empty
    when nothing can be said.
    """
    words = _of_main_script(text.split())
    shares = _ask(" ".join(words), among)
    common = [
        word
        for place, word in enumerate(words)
        if place == 0 or not word.lstrip(OPENING_MARKS)[:1].isupper()
    ]
    if len(common) == len(words) or _letters(" ".join(common)) < _FEW_LETTERS:
        return shares
    without_names = _ask(" ".join(common), among)
    first, second, *_ = sorted(without_names.values(), reverse=True) or (0.0, 0.0)
    if first >= max(_STANDS_OUT, _STANDS_OUT_TIMES * second):
        return without_names
    return {
        code: (1 - _COMMON_WORDS) * share + _COMMON_WORDS * without_names.get(code, 0.0)
        for code, share in shares.items()
    } or without_names


def _of_main_script(words: list[str]) -> list[str]:
    """Drop Latin words where another script carries a good part of the text."""
    other = [word for word in words if any(_is_other_script(letter) for letter in word)]
    if 3 * sum(map(_letters, other)) < sum(map(_letters, words)):
        return words
    # In unspaced scripts a Latin name is glued to its neighbours: "Sky+HD内容广播使用什么".
    return ["".join(c for c in word if not (c.isascii() and c.isalpha())) for word in other]


def _is_other_script(letter: str) -> bool:
    return letter > "\u02ff" and letter.isalpha() and "LATIN" not in unicodedata.name(letter, "")


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _ask(text: str, among: Collection[str]) -> dict[str, float]:
    if not any(map(str.isalpha, text)):
        return {}
    rough = _confidences(_detector(DETECTED, rough=True), text)
    likely = {*nlargest(_LIKELY, rough, rough.__getitem__), *among}
    close = tuple(c for c in DETECTED if c in likely and rough.get(c, 0.0) >= _LIKELY_SHARE)
    is_clear = len(close) < 2 or max(rough.values()) >= _CLEAR
    shares = rough if is_clear else _confidences(_detector(close), text)
    return shares if any(shares.values()) else {}


def _confidences(detector: LanguageDetector, text: str) -> dict[str, float]:
    values = detector.compute_language_confidence_values(text)
    return {value.language.iso_code_639_1.name.lower(): value.value for value in values}


@lru_cache(maxsize=256)
def _detector(codes: tuple[str, ...], *, rough: bool = False) -> LanguageDetector:
    """Return a detector for at least two languages; if rough, by sequences of three letters alone.

    Each language's models are read when they are first needed, and shared by all detectors.
    """
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*map(IsoCode639_1.from_str, codes))
    return (builder.with_low_accuracy_mode() if rough else builder).build()
