"""Whether a sentence says no: the words that turn a claim into its opposite, by language.

What is denied in one language is rejected or dismissed in another, and what is rejected there was
voted down here: a denial is held against sentences that have no such word at all.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Says = Literal["no", "denies", "rejects", "yes"]

# What takes no negation word (fail, lack) counts in no language; "without" does in all.
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
# Who denies a thing says that it is not so; who is denied a thing does not.
_DENIES = {
    "nl": r"ontken(?:t|nen|de|den|d)",
    "en": r"(?<!been )(?<!being )(?<!was )(?<!were )(?<!are )den(?:y|ies|ied|ying)(?! (?:entry|access|bail|asylum))",
    "de": r"leugn\w*|geleugnet|dementier\w*|bestreite[nt]|bestritt(?:en)?",
    "fr": r"(?:ni(?:e|ent|é|ait|aient|er|a|èrent)|dément|démentent|démenti)",
    "es": r"(?<!se )(?:neg(?:ó|aron|aba|aban|ado)|nieg(?:a|an))|desm(?:iente|ienten|intió|intieron|entido)",
    "it": r"nega(?:no|va|vano)?|negò|(?:ha|hanno|aveva) negato|smenti(?:sce|scono|to|va|rono)",
    "pt": r"(?<!se )neg(?:a|am|ou|aram|ava|avam)(?!-se)|desmentiu|desmentiram|desmente",
    "ru": r"отрица(?:ет|ют|л|ла|ли)|опроверг(?:ает|ают|ла|ли)?",
    "uk": r"запереч(?:ує|ують|ив|ила|или|ував|увала|ували)|спросту(?:вав|вала|вали|вує)",
    "pl": r"zaprzecz(?:a|ają|ył|yła|yli|ał)|zdementował\w*",
    "tr": r"ink[aâ]r\w*|yalanla(?:dı|dılar|yan|mış)",
    "ar": r"[وف]?(?:نفى|نفت|ينفي|تنفي|أنكر|أنكرت|ينكر|تنكر)",
}  # fmt: skip
# Words that another language may say "deny" for.
_REJECTS = {
    "nl": r"ontken\w*|(?:ge)?weiger\w*|afgewezen|wees|wijs\w*|verw[eio]*rp\w*|weerle\w*|weerspr\w*|betwist\w*|tegen\w*",
    "en": r"den(?:y\w*|i\w*)|reject\w*|dismiss\w*|refus\w*|refut\w*|disput\w*|rebuff\w*|declin\w*|contradict\w*|object\w*",
    "de": r"\w*leugn\w*|dement\w*|best?rei?t\w*|bestritt\w*|\w*strei?t\w*|\w*stritt\w*|wies\w*|weis\w*|zurück\w*|vernein\w*"
    r"|wider\w*|\w*lehn\w*|\w*weiger\w*",
    "fr": r"ni[eéaè]\w*|dém[ee]nt\w*|reje\w*|refus\w*|contest\w*|réfut\w*|récus\w*",
    "es": r"neg\w*|nieg\w*|desm\w*|rechaz\w*|refut\w*|rehus\w*|descart\w*",
    "it": r"neg\w*|smenti\w*|resp\w*|rifiut\w*|confut\w*|contest\w*",
    "pt": r"neg\w*|desment\w*|rejeit\w*|recus\w*|refut\w*|contest\w*",
    "ru": r"отриц\w*|опров\w*|отверг\w*|отказ\w*|оспар\w*|возра[жз]\w*",
    "uk": r"запереч\w*|спросту\w*|відки\w*|відмов\w*|відхил\w*",
    "pl": r"zaprzecz\w*|\w*dement\w*|odrzuc\w*|odm[oóa]\w*|odpier\w*",
    "tr": r"ink[aâ]r\w*|yalanla\w*|redd\w*",
    "ar": r"\w*(?:نفى|نفي|نفت|نفوا|رفض|نكر|دحض)\w*",
}  # fmt: skip
_CHINESE = re.compile(
    r"[没沒未]|否[认認]|[辟闢]谣|不(?!同|过|過|断|斷|少|仅|僅|久|料|满|滿|得不|管|论|論|如|止|但|足)|[无無](?!人机|人機|线|線|论|論|数|數)|别(?!人|的)"
)


def says(text: str, language: str | None) -> Says | None:
    """What a text says in its words for no; None for a language whose words are not known here."""
    if language == "zh":
        return "no" if _CHINESE.search(text) else "yes"
    text = text.casefold()
    for said, words in _patterns(language or ""):
        if words.search(text):
            return said
    return "yes" if language in _WORDS else None


def are_opposed(one: Says | None, other: Says | None) -> bool:
    """Whether one of two texts says no to what the other says."""
    return {one, other} in ({"no", "yes"}, {"no", "rejects"}, {"denies", "yes"})


@cache
def _patterns(language: str) -> list[tuple[Says, re.Pattern[str]]]:
    if language not in _WORDS:
        return []
    tables: tuple[tuple[Says, dict[str, str]], ...] = (
        ("no", _WORDS),
        ("denies", _DENIES),
        ("rejects", _REJECTS),
    )
    return [(said, re.compile(rf"(?<!\w)(?:{table[language]})(?!\w)")) for said, table in tables]
