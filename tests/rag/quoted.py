"""A quote that is all of its article, as the retriever hands it on."""

from __future__ import annotations

from rag.records import Evidence, Kind, Quote


def quoted(
    text: str,
    published_at: str = "2025-02-11",
    language: str = "en",
    *,
    title: str = "",
    kind: Kind = "report",
) -> Quote:
    evidence = Evidence(
        article_id="a",
        start=0,
        end=len(text),
        text=text,
        score=1.0,
        title=title,
        source="The Ferry Post",
        url=None,
        published_at=published_at,
        language=language,
        kind=kind,
        sentences=((0, len(text)),),
    )
    return Quote(evidence, 0, len(text), text, 1.0)
