"""What kind of article one is, where its record does not say so in our words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ingest.cleaning import Cleaned, clean
from ingest.kinds import kind_in_headline, kind_of_section
from ingest.records import Origin, RawArticle
from ingest.sources import read
from tests.ingest.made_files import BODY

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def kind_of(**fields: object) -> tuple[str, str | None]:
    """(the kind, where it was found)."""
    result = clean(RawArticle(Origin("a.jsonl", 1), "The pool at Merel will close.", fields), TODAY)
    assert isinstance(result, Cleaned)
    return result.article.kind, result.provenance.get("kind")


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("en", "Correction: damage at Kestrel Quay", "correction"),
        ("en", "CORRECTION - damage at Kestrel Quay", "correction"),
        ("en", "Corrections and clarifications", "correction"),
        ("en", "Opinion: Sack the lot", "opinion"),
        ("en", "Opinion | Sack the lot", "opinion"),
        ("en", "[Opinion] Sack the lot", "opinion"),
        ("en", "Live: the count in Valmirena", "live"),
        ("en", "Analysis: who gains by the strike", "analysis"),
        ("nl", "Rectificatie: schade in Haverlo", "correction"),
        ("nl", "Opinie – Stuur ze allemaal weg", "opinion"),
        ("nl", "Liveblog: de telling", "live"),
        ("de", "Berichtigung: Schaden am Kai", "correction"),
        ("de", "Kommentar: Schickt sie weg", "opinion"),
        ("fr", "Rectificatif : les dégâts du quai", "correction"),
        ("fr", "EN DIRECT. Le dépouillement à Valmirena", "live"),
        ("fr", "Tribune | Renvoyez-les tous", "opinion"),
        ("es", "Corrección: los daños del muelle", "correction"),
        ("es", "Opinión: que se vayan todos", "opinion"),
        ("it", "L’opinione: mandateli via", "opinion"),
        ("it", "Rettifica: i danni al molo", "correction"),
        ("pt", "Errata: os danos no cais", "correction"),
        ("pt", "Ao vivo: a contagem", "live"),
        ("pl", "Sprostowanie: szkody na nabrzeżu", "correction"),
        ("pl", "Komentarz: niech odejdą", "opinion"),
        ("ru", "Поправка: ущерб на причале", "correction"),
        ("ru", "Мнение: уволить всех", "opinion"),
        ("uk", "Виправлення: збитки на причалі", "correction"),
        ("uk", "Колонка | Звільнити всіх", "opinion"),
        ("ar", "تصحيح: أضرار الرصيف", "correction"),
        ("ar", "رأي: أقيلوهم جميعا", "opinion"),
        ("zh", "更正：码头损失", "correction"),
        ("zh", "【评论】全部撤职", "opinion"),
        ("tr", "DÜZELTME: rıhtımdaki zarar", "correction"),
        ("tr", "CANLI | Valmirena'da sayım", "live"),
        ("sv", "Live: rösträkningen", "live"),
        ("sv", "Rättelse: skadorna på kajen", "correction"),
        ("cs", "Oprava: škody na nábřeží", "correction"),
        ("el", "ΔΙΟΡΘΩΣΗ: οι ζημιές στην προβλήτα", "correction"),
        ("el", "Διόρθωση: οι ζημιές στην προβλήτα", "correction"),
        ("vi", "Đính chính: thiệt hại ở bến tàu", "correction"),
        ("ja", "【訂正】埠頭の被害", "correction"),
        ("ko", "[사설] 모두 해임하라", "opinion"),
        ("en", "Live - The count in Valmirena", "live"),
        ("ar", "مباشر - الفرز في فالميرينا", "live"),
        (None, "Kommentar: Schickt sie weg", "opinion"),
    ],
)
def test_a_label_in_front_of_the_headline_tells_the_kind(
    language: str | None, title: str, kind: str
) -> None:
    assert kind_in_headline(title, language) == kind
    if language is not None:
        assert kind_of(title=title, language=language) == (kind, "headline")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Correctional officers strike"),
        ("en", "Opinion polls show a tie in Valmirena"),
        ("en", "Opinion polls: a tie in Valmirena"),
        ("en", "Opinion-makers meet in Merel"),
        ("en", "Live music returns to the harbour"),
        ("en", "Live. Love. Learn. A school in Merel"),
        ("en", "Live-in carers: what they earn"),
        ("en", "Live - and let die: the trade in horn"),
        ("fr", "Direct - et sans escale - de Merel à Varguil"),
        ("en", "Correction of the map takes years"),
        ("en", "Market correction: shares fall"),
        ("en", "Columnist: I was wrong"),
        ("fr", "Comment : la question que posent les enfants"),
        ("fr", "Direction générale : un départ"),
        ("nl", "Opiniepeilingen: gelijkspel"),
        ("nl", "Correctie op de beurs"),
        ("de", "Kommentare: was Leser schreiben"),
        ("de", "Meinungsfreiheit: ein Urteil"),
        ("es", "Directora: «No sabía nada»"),
        ("it", "Diretta la banda: tre arresti"),
        ("ru", "Комментарии: что пишут читатели"),
        ("zh", "直播带货：新规出台"),
        ("tr", "Görüşme: iki bakan buluştu"),
    ],
)
def test_other_words_in_front_tell_nothing(language: str, title: str) -> None:
    assert kind_of(title=title, language=language) == ("report", None)


@pytest.mark.parametrize(
    ("section", "language", "kind"),
    [
        ("Opinion", "en", "opinion"),
        ("Opinion", "ja", "opinion"),
        ("Opinie & debat", "nl", "opinion"),
        ("news/opinion", "de", "opinion"),
        ("Commenti", "it", "opinion"),
        ("Commenti", None, "opinion"),
        ("Crónica", "pt", "opinion"),
        ("Crónica", "es", None),
        ("Tribune", "fr", "opinion"),
        ("Tribune", "en", None),
        ("Corrections", "en", None),
        ("Rectificaties", "nl", None),
        ("Précisions/Rectificatif", "fr", None),
        ("Liveblogs", "nl", "live"),
        ("Live", "en", None),
        ("Opinion polls", "en", None),
        ("Sport", "en", None),
        ("/", "en", None),
        ("", None, None),
    ],
)
def test_the_section_tells_the_kind(section: str, language: str | None, kind: str | None) -> None:
    assert kind_of_section(section, language) == kind
    if language is not None:
        assert kind_of(section=section, language=language)[0] == (kind or "report")


def test_what_the_record_declares_goes_first() -> None:
    assert kind_of(kind="report", title="Opinion: no", section="Opinion") == ("report", "record")
    assert kind_of(kind="Opinie") == ("opinion", "record")
    assert kind_of(kind="https://schema.org/LiveBlogPosting") == ("live", "record")
    assert kind_of(kind="NewsArticle", title="Live: the count") == ("live", "headline")
    assert kind_of(corrects="a-1") == ("correction", "record")
    assert kind_of(corrects="a-1", kind="report") == ("report", "record")
    assert kind_of(title="Correction: the pool", section="Opinion") == ("correction", "headline")
    assert kind_of() == ("report", None)


@pytest.mark.parametrize(
    ("types", "kind", "found_in"),
    [
        ("OpinionNewsArticle", "opinion", "page"),
        ("https://schema.org/AnalysisNewsArticle", "analysis", "page"),
        (["NewsArticle", "LiveBlogPosting"], "live", "page"),
        ("BackgroundNewsArticle", "analysis", "page"),
        ("NewsArticle", "correction", "headline"),
    ],
)
def test_json_ld_says_what_a_page_is(
    tmp_path: Path, types: object, kind: str, found_in: str
) -> None:
    data = {"@type": types, "headline": "Correction: the pool", "articleBody": BODY}
    page = tmp_path / "pool.html"
    page.write_text(
        '<html><head><script type="application/ld+json">'
        + json.dumps(data)
        + f"</script></head><body><article><p>{BODY}</p></article></body></html>"
    )
    line = tmp_path / "pool.json"
    line.write_text(json.dumps(data))
    for path, where in ((page, found_in), (line, "record" if found_in == "page" else found_in)):
        (raw,) = read(path)
        assert isinstance(raw, RawArticle), raw
        result = clean(raw, TODAY)
        assert isinstance(result, Cleaned)
        assert (result.article.kind, result.provenance["kind"]) == (kind, where)
        assert result.warnings == ()
