"""Reads what stands beside a number: whether it is below zero, and whether it is a percentage.

Texts are in `rag.said_numbers.digits.normal` form, but for `with_percent_signs`, which takes any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rag.patterns import NEVER
from rag.said_numbers.digits import Number, normal
from rag.words import strings

_PERCENT_WORDS = (
    r"\b(?:per ?cent(?:o|age\w*|ile\w*)?|pct|pro[csz]ent\w*|pour ?cent\w*|por ?ciento|por ?cento"
    r"|yüzde|persent?|la sută|τοις εκατό|százalék\w*|phần trăm|אחוז\w*|درصد)\b"
    r"|\b(?:процент|відсот)\w*|(?:في |ب)ال(?:مئة|مائة)|百分之|[個个]?百分[点點]|パーセント|[٪％]"
    r"|퍼센트|प्रतिशत|เปอร์เซ็นต์|ร้อยละ"
)
_PERCENT = re.compile(f"{_PERCENT_WORDS}|{normal(_PERCENT_WORDS)}", re.IGNORECASE)
_IS_PERCENT = re.compile(r"[\s-]{0,2}%")
# Behind a number these may be percentage points: 12 points de pourcentage.
_POINTS = re.compile(
    r"\s(?:points?|punti?|puntos?|punkt\w*|pont\w*|пункт\w*|puan\w*|оч(?:к|ок)\w*|نقط\w*)\b"
)
_AFTER_PERCENT = re.compile(r"(?:^|[^\d\s%])\s?%\s?$")  # yüzde 12, 百分之十二
_TO_NEXT = re.compile(r"(?:[^\w.;:!?%]+[^\W\d]+){0,2}[^\w.;:!?%]+")  # 10, 12 and 15 percent

_SIGN = re.compile(r"(?:^|[\s(\[«„“\"~:])[-−–]$")
_DEGREES = re.compile(r"\s?(?:°|o[cf]\b|[cf]\b|deg|gra[du]|stopni|derece|درج|градус|度)")
_MINUS = strings("numbers.minus")
# Words for minus before degrees only, since "au moins 5 personnes" is no minus.
_MINUS_DEGREES = strings("numbers.minus_degrees")
_ZERO = (
    "below (?:zero|freezing)|onder (?:het )?(?:nul|vriespunt)|graden vorst|sous zéro|bajo cero"
    "|unter (?:null|dem gefrierpunkt)|(?:au|en)[ -]dessous de zéro|sotto (?:lo )?zero"
    "|abaixo de zero|ниже нуля|градусов мороза|нижче нуля|градусів морозу|poniżej zera"
    "|stopni mrozu|تحت الصفر"
)
_BELOW_ZERO = re.compile(rf"(?:\W+[^\W\d]+|\s?°c?){{0,4}}?\W*\b(?:{normal(_ZERO)})\b")
_LONGEST = 40


def with_percent_signs(text: str) -> str:
    """Replace the words for percent in a text by "%"; some of them would say a hundred too."""
    return _PERCENT.sub("%", text)


def percentages(text: str, spans: Sequence[tuple[int, int]]) -> list[bool | None]:
    """Return, for each number at the given spans, whether it is a percentage; None if it may be."""
    found: list[bool | None] = []
    for start, end in spans:
        leads = _AFTER_PERCENT.search(text, max(0, start - 4), start)
        if leads or _IS_PERCENT.match(text, end):
            found.append(True)
        else:
            found.append(None if _POINTS.match(text, end) else False)
    places = range(len(spans) - 1)
    for place, neighbour in [*((n, n + 1) for n in places[::-1]), *((n + 1, n) for n in places)]:
        between = spans[min(place, neighbour)][1], spans[max(place, neighbour)][0]
        if (
            found[place] is False
            and found[neighbour] is not False
            and between[0] < between[1]
            and _TO_NEXT.fullmatch(text, *between)
        ):
            found[place] = None
    return found


def signed(
    number: Number, text: str, span: tuple[int, int], language: str, *, may_sink: bool
) -> Number:
    """Return a number with its sign: negative if it is below zero; both if a sign without a unit
    leaves that open.

    Args:
        may_sink: Whether it can be a percentage: then "minus" may be a fall, which is written with
            either sign.
    """
    start, end = span
    before, after = text[max(0, start - _LONGEST) : start], text[end : end + _LONGEST]
    negative = frozenset(-value for value in number)
    has_degrees = bool(_DEGREES.match(after))
    has_sign = bool(_SIGN.search(before))
    has_word = bool(_minus(language, has_degrees).search(before))
    if _BELOW_ZERO.match(after) or (has_sign and has_degrees) or (has_word and not may_sink):
        return negative
    return number | negative if has_sign or has_word else number


@cache
def _minus(language: str, has_degrees: bool) -> re.Pattern[str]:
    """Return a pattern of words at the end of the text before a number that say that it is below
    zero.
    """
    words = _MINUS.get(language) or (_MINUS_DEGREES.get(language) if has_degrees else None)
    if words is None:
        return re.compile(NEVER)
    before = "" if language in {"zh", "ja"} else r"(?<!\w)"
    return re.compile(rf"{before}(?:{normal(words)})[\s-]?$")
