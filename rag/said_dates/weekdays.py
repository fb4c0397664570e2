"""How a language names the days of the week: patterns, and those that a text names."""

from __future__ import annotations

import re
from functools import cache

from rag.language import UNSPACED
from rag.said_dates.months import locales

_DAYS = range(7)  # Monday is 0
# "Na sexta" is on Friday where nothing stands behind it that it may be the sixth of.
_NOT_OF = r"(?=\s*(?:[?!.,;:)]|\Z)|\s+(?:em|nos?|nas?|à|ao|de (?:manhã|tarde)|passada)(?!\w))"
_SHORT_OR_LONG = rf"{{0}}(?:-feira|(?:(?<=\bna {{0}})|(?<=sta {{0}})){_NOT_OF}|(?= passada(?!\w)))"
# Monday to Sunday behind a preposition, where that is not the nominative of CLDR.
_BEHIND_PREPOSITION = {
    "pl": ["poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę"],
    "ru": ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
    "uk": [
        "понеділ(?:ок|ка)",
        "вівтор(?:ок|ка)",
        "серед[уи]",
        "четверга?",
        "п['’ʼ]ятниц[юі]",
        "субот[уи]",
        "неділ[юі]",
    ],
    "pt": [
        *map(_SHORT_OR_LONG.format, ("segunda", "terça", "quarta", "quinta", "sexta")),
        "sábado",
        "domingo",
    ],
    "ar": ["ال[إا]ثنين", "الثلاثاء", "ال[أا]ربعاء", "الخميس", "الجمعة", "السبت", "ال[أا]حد"],
    "zh": [
        rf"(?:[周週]|星期|礼拜|禮拜)[{day}]" for day in ("一", "二", "三", "四", "五", "六", "日天")
    ],
}
# The endings of "среда", "среду" in the other cases, without those of "среди" and "среды".
_CASES = {"ru": "[уе]|ой", "uk": "[уюі]|[ое]ю", "pl": "[ęyą]|ie"}


def weekday_names(language: str) -> list[str]:
    """Patterns for Monday to Sunday as they stand behind "on"; none for a language not known."""
    if language in _BEHIND_PREPOSITION:
        return _BEHIND_PREPOSITION[language]
    known = locales(language)
    return [re.escape(known[0].days["format"]["wide"][day]) for day in _DAYS] if known else []


def weekdays(text: str, language: str | None) -> set[int]:
    """The days of the week a text names, in whatever case: 0 for Monday."""
    found = _in_any_case(language).finditer(text.casefold())
    return {int(match.lastgroup[1:]) for match in found if match.lastgroup}


@cache
def _in_any_case(language: str | None) -> re.Pattern[str]:
    """Matches the name of a day in text without case; its group has the day's number behind a d."""
    if not locales(language):
        return re.compile(r"(?!)")
    if language in UNSPACED:
        begins, ends = "", ""
    elif language in _CASES:
        begins, ends = r"(?<!\w)", r"(?:а|у|ом|ам|ах|и|u|owi)?(?!\w)"
    else:
        begins, ends = r"(?<!\w)[وبلف]?" if language == "ar" else r"(?<!\w)", r"s?(?![^\W_])"
    named = "|".join(f"(?P<d{day}>{_forms(language or '', day)})" for day in _DAYS)
    return re.compile(f"{begins}(?:{named}){ends}")


def _forms(language: str, day: int) -> str:
    """Alternatives for the name of a day."""
    names = {
        locale.days[context]["wide"][day].casefold()
        for locale in locales(language)
        for context in ("format", "stand-alone")
    }
    forms = [re.escape(name) for name in names]
    if language in _CASES:
        forms += [
            f"{re.escape(name[:-1])}(?:{_CASES[language]})" for name in names if name[-1] in "аяa"
        ]
    if language in _BEHIND_PREPOSITION:
        forms.append(_BEHIND_PREPOSITION[language][day])
    return "|".join(sorted(forms))
