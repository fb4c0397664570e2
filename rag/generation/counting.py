"""Finds the quote that gives the latest count, if one is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from rag.dates import is_newer
from rag.figures import are_of_like_size, counted, figures
from rag.records import Quote
from rag.said_numbers.digits import Number

# In standard deviations of the sentence score, as in rag.generation.extractive.
_MARGIN_OF_LATEST_FIGURE = 4.5
_MARGIN_OF_ANOTHER_COUNT = 3.0  # the newest report gained 2 by being so: rag.retrieval.scoring
_TIMES = 10.0  # two figures of the same thing differ at most by this factor
_TIMES_CORRECTED = 2.0  # and one in a correction, which may count something else, by this


def latest_figure(quotes: Sequence[Quote]) -> Quote | None:
    """Return the best quote of the newest report, opinion apart, that is near the best quote, of
    its story, and names a figure like the first one named; None if no such report is newer than the
    best quote's.
    """
    usual: list[Number] = []
    newest: Quote | None = None
    for quote in (quote for quote in quotes if quote.of_story):
        if quotes[0].score - quote.score > _MARGIN_OF_LATEST_FIGURE:
            break
        named = figures(quote.text, quote.evidence.language)
        usual = usual or named
        times = _TIMES_CORRECTED if quote.evidence.kind == "correction" else _TIMES
        is_like = any(are_of_like_size(figure, other, times) for figure in named for other in usual)
        known = (newest or quotes[0]).evidence.published_at
        is_report = quote.evidence.kind != "opinion"
        if is_like and is_report and is_newer(quote.evidence.published_at, known):
            newest = quote
    return newest


def another_count(quotes: Sequence[Quote], chosen: Sequence[Quote]) -> Quote | None:
    """Return the best quote of an older report of the story that has a new figure of something that
    none of the chosen quotes counts, and is near the best quote: the newest report may count
    something else than is asked for.
    """
    given = {n for quote in chosen for n in figures(quote.text, quote.evidence.language)}
    known = {unit for quote in chosen for unit in counted(quote.text, quote.evidence.language)}
    languages = {quote.evidence.language for quote in chosen}
    for quote in quotes:
        if quotes[0].score - quote.score > _MARGIN_OF_ANOTHER_COUNT:
            break
        evidence = quote.evidence
        is_older = is_newer(quotes[0].evidence.published_at, evidence.published_at)
        may_be = quote.of_story and is_older and evidence.kind != "opinion"
        if may_be and languages == {evidence.language}:
            units = counted(quote.text, evidence.language)
            is_new = given.isdisjoint(figures(quote.text, evidence.language))
            if units and is_new and units.isdisjoint(known):
                return quote
    return None
