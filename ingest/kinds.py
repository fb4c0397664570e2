"""What kind of article one is, where its source does not say so in our words.

Told from a label in front of the headline ("Correction: ...", "Opinie | ...", "[Live] ..."), from the
section, and from the types of schema.org. Only the label by itself counts: "Opinion polls show ..."
is a report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.records import KINDS, Kind

_SCHEMA: Mapping[str, Kind | None] = {
    "opinionnewsarticle": "opinion",
    "reviewnewsarticle": "opinion",
    "analysisnewsarticle": "analysis",
    "backgroundnewsarticle": "analysis",
    "liveblogposting": "live",
    "reportagenewsarticle": "report",
    # These say nothing of it.
    **dict.fromkeys(("newsarticle", "article", "blogposting", "socialmediaposting"), None),
}

# Labels in every language, and in each; separated by "|".
_EVERYWHERE: Mapping[Kind, str] = {
    "opinion": "opinion|op-ed|editorial|column",
    "live": "live|liveblog|live blog|live-blog|live updates",
}
_LABELS: Mapping[str, Mapping[Kind, str]] = {
    "en": {
        "opinion": "opinions|comment|commentary|viewpoint|guest column|guest essay",
        "correction": "correction|corrections|clarification|corrections and clarifications|"
        "corrections & clarifications|correction and clarification|erratum",
        "live": "as it happened|live coverage|live update",
        "analysis": "analysis|news analysis",
    },
    "nl": {
        "opinion": "opinie|opiniestuk|commentaar|hoofdredactioneel|hoofdredactioneel commentaar|"
        "ingezonden|ingezonden brief|lezersbrief|gastcolumn",
        "correction": "rectificatie|rectificaties|correctie|correcties|"
        "correcties en aanvullingen|correcties & aanvullingen",
        "live": "live-verslag|liveverslag|live verslag",
        "analysis": "analyse|nieuwsanalyse",
    },
    "de": {
        "opinion": "meinung|kommentar|gastkommentar|gastbeitrag|leitartikel|kolumne|glosse|"
        "standpunkt|leserbrief",
        "correction": "berichtigung|richtigstellung|korrektur|korrekturen|korrekturhinweis",
        "live": "liveticker|live-ticker|newsblog|ticker",
        "analysis": "analyse",
    },
    "fr": {
        "opinion": "opinions|commentaire|tribune|éditorial|édito|chronique|point de vue",
        "correction": "rectificatif|rectification|correction|erratum",
        "live": "direct|en direct|le direct",
        "analysis": "analyse|décryptage",
    },
    "es": {
        "opinion": "opinión|columna|tribuna|comentario|carta al director",
        "correction": "corrección|correcciones|rectificación|fe de errores|fe de erratas",
        "live": "directo|en directo|en vivo|minuto a minuto",
        "analysis": "análisis",
    },
    "it": {
        "opinion": "opinione|l'opinione|commento|il commento|editoriale|l'editoriale",
        "correction": "rettifica|correzione|errata corrige|precisazione",
        "live": "diretta|in diretta|la diretta",
        "analysis": "analisi|l'analisi",
    },
    "pt": {
        "opinion": "opinião|coluna|comentário|crónica|crônica|artigo de opinião",
        "correction": "correção|correcção|retificação|rectificação|errata|erramos",
        "live": "ao vivo|direto|em direto|em directo|minuto a minuto",
        "analysis": "análise",
    },
    "pl": {
        "opinion": "opinia|opinie|komentarz|felieton",
        "correction": "sprostowanie|sprostowania|errata",
        "live": "na żywo|relacja na żywo",
        "analysis": "analiza",
    },
    "ru": {
        "opinion": "мнение|колонка|комментарий|точка зрения",
        "correction": "поправка|исправление|уточнение",
        "live": "онлайн|прямая трансляция|текстовая трансляция|прямой эфир",
        "analysis": "анализ|аналитика",
    },
    "uk": {
        "opinion": "думка|погляд|колонка|коментар|точка зору",
        "correction": "виправлення|уточнення|поправка",
        "live": "онлайн|наживо|пряма трансляція|текстова трансляція",
        "analysis": "аналіз|аналітика",
    },
    "ar": {
        "opinion": "رأي|مقال رأي|وجهة نظر|افتتاحية|تعليق",
        "correction": "تصحيح|تصويب|استدراك|توضيح",
        "live": "مباشر|بث مباشر|تغطية مباشرة|لحظة بلحظة",
        "analysis": "تحليل",
    },
    "zh": {
        "opinion": "评论|社评|社论|观点|时评|評論|社論|觀點|時評",
        "correction": "更正|更正启事|勘误|订正|更正啟事|勘誤|訂正",
        "live": "直播|文字直播|实时更新|滚动报道|實時更新",
        "analysis": "分析|深度分析",
    },
    "tr": {
        "opinion": "görüş|yorum|köşe yazısı|başyazı",
        "correction": "düzeltme|tekzip",
        "live": "canlı|canlı blog|canlı anlatım|canlı yayın",
        "analysis": "analiz",
    },
}
# Sections that are named otherwise than a single piece is: in every language, and in each.
_SECTIONS_EVERYWHERE: Mapping[Kind, str] = {
    "opinion": "opinions|columns|editorials|commentisfree",
    "live": "liveblogs|live blogs",
}
_SECTIONS: Mapping[str, Mapping[Kind, str]] = {
    "en": {"opinion": "views|columnists|letters to the editor|comment is free"},
    "nl": {"opinion": "columnisten|ingezonden brieven|lezersbrieven"},
    "de": {"opinion": "meinungen|kommentare|kolumnen"},
    "fr": {"opinion": "tribunes|points de vue"},
    "es": {"opinion": "columnas|columnistas"},
    "it": {"opinion": "opinioni|commenti|editoriali"},
    "pt": {"opinion": "opiniões|colunas"},
    "pl": {"opinion": "felietony|komentarze"},
    "ru": {"opinion": "мнения|колонки"},
    "uk": {"opinion": "думки|погляди|колонки"},
    "ar": {"opinion": "آراء|الرأي"},
    "tr": {"opinion": "görüşler"},
}
# "Live" and its like may be the section of concerts or of broadcasts.
_LIVE_SECTIONS = frozenset({"liveblog", "live blog", "live-blog", "liveblogs", "live blogs"})

_TURKISH = str.maketrans({"I": "ı", "İ": "i"})
_COLON = re.compile(r"\s*[:：|｜]\s*\S")
_DASH = re.compile(r"\s+[-–—]\s+(\S)")
_STOP = re.compile(r"\.\s+\S")
_BRACKETED = re.compile(r"[\[(【［（]\s*([^\])】］）]{2,40}?)\s*[\])】］）]\s*\S")
_IN_SECTION = re.compile(r"\s*[/>|›»:;,]\s*")


def _by_label(*tables: Mapping[Kind, str]) -> dict[str, Kind]:
    return {
        label: kind
        for table in tables
        for kind, labels in table.items()
        for label in labels.split("|")
    }


_COMMON = _by_label(_EVERYWHERE)
_OF_LANGUAGE = {code: {**_COMMON, **_by_label(table)} for code, table in _LABELS.items()}
_ALL = {**_COMMON, **_by_label(*_LABELS.values())}
_SECTIONS_COMMON = {**_COMMON, **_by_label(_SECTIONS_EVERYWHERE)}
_SECTIONS_OF_LANGUAGE = {
    code: {**_SECTIONS_COMMON, **labels, **_by_label(_SECTIONS.get(code, {}))}
    for code, labels in _OF_LANGUAGE.items()
}
_SECTIONS_ALL = {
    label: kind for labels in _SECTIONS_OF_LANGUAGE.values() for label, kind in labels.items()
}


def declared_kind(value: str) -> tuple[Kind | None, bool]:
    """(the kind that a source declares, whether the word is known).

    Known words that say nothing of the kind, as ``NewsArticle``, are of None.
    """
    name = value.strip().rpartition("/")[2].casefold()
    if name in KINDS:
        return next(kind for kind in KINDS if kind == name), True
    if name in _SCHEMA:
        return _SCHEMA[name], True
    return _ALL.get(name), name in _ALL


def kind_in_headline(title: str, language: str | None) -> Kind | None:
    """The kind that a label in front of a headline says, or one that is all of it."""
    labels = _OF_LANGUAGE.get(language or "") or (_COMMON if language else _ALL)
    text = (title.translate(_TURKISH) if language == "tr" else title).casefold().replace("’", "'")
    if bracketed := _BRACKETED.match(text):
        return labels.get(bracketed.group(1))
    if text in labels:
        return labels[text]
    for label, kind in labels.items():
        if text.startswith(label):
            behind = title[len(label) :]
            # "LIVE. ..." is a label, "Live. Love. Learn." and "Live - and let die" are none.
            in_capitals = title[: len(label)].isupper()
            dash = _DASH.match(behind)
            if (
                _COLON.match(behind)
                or (dash and (in_capitals or not dash[1].islower()))
                or (in_capitals and _STOP.match(behind))
            ):
                return kind
    return None


def kind_of_section(section: str, language: str | None) -> Kind | None:
    """The kind of what stands in a section: ``Opinion``, ``news/opinie``, ``Opinie & debat``.

    "Crónica" is a column in Portuguese and a report in Spanish: the language is the article's.
    """
    names = _SECTIONS_OF_LANGUAGE.get(language or "") or (
        _SECTIONS_COMMON if language else _SECTIONS_ALL
    )
    for part in _IN_SECTION.split(section.casefold()):
        kind = names.get(part) or names.get(part.partition(" & ")[0])
        # A section "Corrections" may be about prisons, and a correction is treated apart everywhere.
        if kind not in (None, "correction") and (kind != "live" or part in _LIVE_SECTIONS):
            return kind
    return None
