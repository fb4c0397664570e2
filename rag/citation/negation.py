"""Whether a sentence says no: the words that turn a claim into its opposite, by language."""

from __future__ import annotations

import re
from functools import cache

# What takes no negation word (deny, fail, refuse) counts in no language; "without" does in all.
_WORDS = {
    "nl": r"niet|geen|nooit|niemand|niets|nergens|noch|zonder|evenmin",
    "en": r"not|\w+n['’]t|cannot|no|never|nobody|none|nothing|nowhere|nor|neither|without",
    "de": r"nicht|kein\w*|nie|niemals|niemand\w*|nichts|nirgends|weder|ohne",
    "fr": r"ne(?!\s+\S+(?:\s+\S+){0,3}\s+qu)|n['’](?!\S+(?:\s+\S+){0,3}\s+qu)\w*|pas|jamais|aucune?|sans|rien|nul(?:le)?",
    "es": r"no|nunca|jamás|nadie|nada|ning[uú]n\w*|sin|tampoco|ni",
    "it": r"non|mai|nessun\w*|niente|nulla|senza|né|neppure",
    "pt": r"não|nunca|jamais|ninguém|nada|nenhum\w*|sem|nem",
    "ru": r"не|нет|ни|никогда|никто|никого|никому|ничего|ничто|без|нельзя|никак\w*|невозможн\w*",
    "uk": r"не|немає|нема|ні|ніколи|ніхто|нікого|нічого|без|неможлив\w*|жодн\w*",
    "pl": r"nie|bez|nigdy|nikt|nikogo|nic|niczego|żad\w*|ani|niemożliw\w*",
    "tr": r"değil\w*|yok\w*|hiç\w*|ne|\w+m[ae]d[ıiuü]\w*|\w+m[ıiuü]yor\w*|\w+m[ae]z\w*|\w+m[ae]y[ae]c[ae][kğ]\w*"
    r"|\w+m[ae]m[ıiae]\w*|\w+m[ae]d[ae]n|\w+m[ae]y[ae]n\w*|olm[ae]d\w*",
    "ar": r"[وف]?(?:لا|لم|لن|ليس\w*|غير|بدون|دون|عدم|بلا|ولا)",
}  # fmt: skip
_CHINESE = re.compile(
    r"[没沒未]|不(?!同|过|過|断|斷|少|仅|僅|久|料|满|滿|得不|管|论|論|如|止|但|足)|[无無](?!人机|人機|线|線|论|論|数|數)|别(?!人|的)"
)


def is_negated(text: str, language: str | None) -> bool | None:
    """Whether a text says no; None for a language whose words are not known here."""
    if language == "zh":
        return _CHINESE.search(text) is not None
    pattern = _pattern(language or "")
    return None if pattern is None else pattern.search(text.casefold()) is not None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
