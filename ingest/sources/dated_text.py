"""A date that stands in a text on a line of its own, as under a headline.

That line is the date and nothing else, or has a label in front that says it is that of publication:
"Born: 12 March 1934" tells of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.dating import opens_with_date, parse_date, with_our_figures
from ingest.records import FoundDate, RawArticle

_LINES_SEARCHED = 5
_LONGEST = 70
_PARTS = re.compile(r"(?:1[7-9]|20)\d\d")
_DAY = len("2025-08-13")
_LABELS = """date|dated|published|first published|posted|updated|last updated|last modified|released
|publication date|date of publication|publish date|release date|date published|datum|gepubliceerd|geplaatst
|bijgewerkt|laatst bijgewerkt|publicatiedatum|stand|veröffentlicht|erschienen|aktualisiert|zuletzt aktualisiert
|erscheinungsdatum|publié|publiée|mis à jour|mise à jour|mis en ligne|date de publication|fecha|publicado|publicada
|actualizado|actualizada|fecha de publicación|data|pubblicato|pubblicata|aggiornato|aggiornata|ultimo aggiornamento
|data di pubblicazione|atualizado|atualizada|data de publicação|opublikowano|data publikacji|aktualizacja
|zaktualizowano|data dodania|дата|опубликовано|обновлено|дата публикации|опубліковано|оновлено|дата публікації
|نشر|نُشر|تاريخ النشر|التاريخ|آخر تحديث|日期|发布|發布|发布时间|發布時間|发布日期|更新|更新时间|发表于|公開日|公開|更新日|日付|掲載日
|입력|등록|수정|게시일|tarih|yayınlanma|yayın tarihi|güncelleme|güncellenme|publicerad|publicerat|uppdaterad|offentliggjort
|udgivet|opdateret|publisert|oppdatert|julkaistu|päivitetty|publikováno|vydáno|aktualizováno|közzétéve|megjelent
|frissítve|publicat|actualizat|δημοσιεύθηκε|δημοσίευση|ενημερώθηκε|ngày đăng|cập nhật|tanggal|diterbitkan|diperbarui
|פורסם|עודכן|प्रकाशित|تاریخ انتشار|เผยแพร่|gepubliseer|opgedateer"""
_LABEL = re.compile(
    rf"(?:{'|'.join(sorted(map(str.strip, _LABELS.split('|')), key=len, reverse=True))})"
    r"(?:\s*[:：]\s*|\s+)"
    r"(?:(?:on|at|op|am|le|el|il|em|den|в)\s+)?",
    re.IGNORECASE,
)


def with_text_date(article: RawArticle, after: Iterable[FoundDate] = ()) -> RawArticle:
    """The article with the date of its first lines.

    The line is left out of the text, unless the article is known to be of another day.

    Args:
        after: Dates that are trusted less than one in the text.
    """
    lines = article.body.split("\n")
    seen = 0
    for place, line in enumerate(lines):
        seen += bool(line.strip())
        if seen > _LINES_SEARCHED:
            break
        date = _date(line.strip(), "".join(lines[place + 1 : place + 2]), article.body)
        if date is None:
            continue
        body = "\n".join([*lines[:place], *lines[place + 1 :]]).strip()
        is_of_another = article.dates and all(
            known.value[:_DAY] != date[:_DAY] for known in article.dates
        )
        return replace(
            article,
            body=article.body if is_of_another else body or article.body,
            dates=(*article.dates, FoundDate(date, "text"), *after),
        )
    return replace(article, dates=(*article.dates, *after))


def _date(line: str, next_line: str, text: str) -> str | None:
    """The day or time that a line says: with a label, or by itself and as no part of a sentence."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)) or len(line.split()) > 8:
        return None
    from rag.language import detect

    language = detect(text)
    line = with_our_figures(line, language)
    if not _PARTS.search(line):
        return None
    label = _LABEL.match(line)
    bare = line[label.end() :] if label else line
    is_of_sentence = next_line.strip()[:1].islower() or not opens_with_date(bare, language)
    date = None if not label and is_of_sentence else parse_date(bare, language)
    return date if date is not None and len(date) >= _DAY else None
