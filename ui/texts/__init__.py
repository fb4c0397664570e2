"""The page's texts, one module for each language."""

from __future__ import annotations

from collections.abc import Iterable

from ui.texts.dutch import DUTCH
from ui.texts.english import ENGLISH
from ui.texts.texts import PageLanguage, Refusal, Texts

__all__ = ["TEXTS", "PageLanguage", "Refusal", "Texts", "texts_for"]

TEXTS: dict[PageLanguage, Texts] = {texts.code: texts for texts in (ENGLISH, DUTCH)}


def texts_for(preferences: str | Iterable[str]) -> Texts:
    """Return the texts for a browser's ``Accept-Language``, or for language tags in order of
    preference; else English.
    """
    tags = preferences.split(",") if isinstance(preferences, str) else preferences
    for tag in tags:
        code = tag.split(";")[0].strip().lower().split("-")[0]
        for texts in TEXTS.values():
            if texts.code == code:
                return texts
    return ENGLISH
