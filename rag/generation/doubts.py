"""Sentences that say of the one before that it is not confirmed: "We could not verify this"."""

from __future__ import annotations

import re

from rag.language import UNSPACED

# Alternatives of regular expressions, matched without regard to case.
_UNCONFIRMED = {
    "en": r"(?:not|\w*n['’]t|never|nobody|no one|cannot)(?: \w+){0,3} (?:confirm|verif|corroborat)\w*"
    r"|un(?:confirmed|verified|corroborated)",
    "nl": r"(?:niet|geen|niemand)(?: \w+){0,3} (?:bevestig|geverifi|verifi)\w*"
    r"|(?:bevestig|verifi)\w*(?: \w+){0,3} niet|(?:onbevestigd|ongeverifieerd)\w*",
    "de": r"(?:nicht|niemand|keine)(?: \w+){0,3} (?:bestätig|überprüf|verifizier)\w*"
    r"|(?:bestätig|überprüf)\w*(?: \w+){0,3} nicht|unbestätigt\w*",
    "fr": r"(?:n['’]|ne)(?: ?\w+){0,4} (?:confirm|vérifi|corrobor)\w*|(?:pas|non) (?:été )?(?:confirm|vérifi)\w*",
    "es": r"(?:no|nadie)(?: \w+){0,4} (?:confirm|verific|corrobor)\w*|sin (?:confirmar|verificar)",
    "it": r"(?:non|nessuno)(?: \w+){0,4} (?:conferm|verific)\w*",
    "pt": r"(?:não|ninguém)(?: \w+){0,4} (?:confirm|verific)\w*|por confirmar",
    "pl": r"nie(?: \w+){0,3} (?:potwierdz|zweryfik)\w*|niepotwierdz\w*",
    "ru": r"не(?: \w+){0,3} (?:подтверд|подтвержд|проверить|проверен)\w*|неподтвержд\w*",
    "uk": r"не(?: \w+){0,3} (?:підтверд|перевірити|перевірен)\w*|непідтвердж\w*",
    "cs": r"ne(?: \w+){0,3} (?:potvrd|ověř)\w*|ne(?:potvr|ověř)\w*"
    r"|ne(?:mohl|podařil|lze)\w*(?: \w+){0,3} (?:potvrd|ověř)\w*",
    "sv": r"(?:inte|ingen)(?: \w+){0,3} (?:bekräft|verifier)\w*|obekräft\w*",
    "da": r"(?:ikke|ingen)(?: \w+){0,3} (?:bekræft|verificer)\w*|ubekræft\w*",
    "nb": r"(?:ikke|ingen)(?: \w+){0,3} (?:bekreft|verifiser)\w*|ubekreft\w*",
    "tr": r"doğrula(?:na?|ya)?ma\w*|teyit (?:ed(?:il)?e?me\w*|et\w*me\w*)",
    "ar": r"(?:لم|لا|غير)(?: \w+){0,4} (?:تأكيد|التأكد|التحقق|مؤكدة?|يؤكد)",
    "zh": r"(?:未|无法|不能|没有)[^，。]{0,6}(?:证实|核实|确认)",
    "ja": r"(?:確認|検証)[^。]{0,6}(?:ない|ず|ません)|未確認",
}
_PATTERNS = {
    language: re.compile(rf"(?<!\w)(?:{words})" if language not in UNSPACED else words, re.I)
    for language, words in _UNCONFIRMED.items()
}
# A longer one names what it doubts.
_MOST_WORDS = 12
_MOST_CHARACTERS = 24  # where words are not set apart


def doubts(sentence: str, language: str | None) -> bool:
    """Whether a short sentence says that something is not confirmed.

    Args:
        language: ISO 639-1 code; False for those that are not known.
    """
    pattern = _PATTERNS.get(language or "")
    if pattern is None:
        return False
    is_long = (
        len(sentence) > _MOST_CHARACTERS
        if language in UNSPACED
        else len(sentence.split()) > _MOST_WORDS
    )
    return not is_long and pattern.search(sentence) is not None
