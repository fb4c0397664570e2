"""The writer without a language model: the quotes that answer best are the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.corpus.analysis import terms
from rag.dates import is_newer
from rag.generation.doubts import doubts
from rag.generation.leaning import leans_back
from rag.question.conversation import last_answer
from rag.question.counts import asks_for_latest_count
from rag.question.overview import asks_for_overview
from rag.question.query import Query
from rag.records import SENTENCE_GAP, Draft, Evidence, Quote, Usage
from rag.retrieval.corrections import put_right
from rag.retrieval.revisions import are_alike, counted, figures
from rag.said_numbers.digits import Number

# In standard deviations of the sentence score (rag.retrieval): what is further below the best
# than this answers something else; docs/writers.md has what other margins give.
_MARGIN = 4.0
_MARGIN_OF_ANOTHER_REPORT = 1.0
_MARGIN_OF_NEWER_REPORT = 2.5  # it may say what has changed
_AS_GOOD = 0.05  # what comes first for another part of the question is
_MARGIN_OF_LATEST_FIGURE = 4.5  # where the latest is asked for
_MARGIN_OF_ANOTHER_COUNT = 3.0  # a count's newest report is given 2 for that: rag.retrieval.scoring
_TIMES = 10.0  # what a figure may be of another of the same thing, at most
_TIMES_CORRECTED = 2.0  # the same in a correction, which may be of something else
_LEADS_IN = 1.5  # what stands before the best sentence, and it may lean on, counts so much more
_LEANS_ON = 2  # sentences before one that leans on them, at most
# In a follow-up, what was told in the answer before leads only where it is better by more.
_TOLD_BEFORE = 1.0
_LED_BEFORE = 1.0  # and more for what it began with
_REPORTS = 2
# Two sentences that share this part of their words say the same.
_SAME = 0.7


class ExtractiveWriter:
    """Quotes the best sentences exactly as they stand, in the language they stand in."""

    name = "extractive"

    def __init__(self, limit: int) -> None:
        """Write at most ``limit`` sentences."""
        self._limit = limit

    def standalone(self, query: Query) -> tuple[Query, Usage]:
        """See `rag.generation.writer.Writer.standalone`."""
        return query, Usage(0, 0)

    def write(
        self, query: Query, quotes: Sequence[Quote], evidence: Sequence[Evidence]
    ) -> Iterator[Draft]:
        """One sentence a quote; see `rag.generation.writer.Writer.write`.

        What answers leads: the best quote, or the latest figure where that is asked for. The others
        follow as they stand in their articles.
        """
        if asks_for_overview(query):  # one quote a story, in order
            for quote in quotes[: self._limit]:
                yield Draft(quote.text, (quote,))
            return
        is_count = asks_for_latest_count(query)
        figure = latest_figure(quotes) if is_count else None
        chosen = choose(quotes, self._limit, figure)
        if is_count and figure is None and (other := another_count(quotes, chosen)):
            chosen = [*chosen[: max(self._limit - 1, 1)], other][: self._limit]
        said = with_what_puts_right(chosen, quotes, self._limit)
        told = last_answer(query)
        first = [each for one in _first(chosen, told) for each in _together(one, quotes)]
        for quote in _led_by(first, said, told) if chosen else ():
            yield Draft(quote.text, (quote,))

    def close(self) -> None:
        """See `rag.generation.writer.Writer.close`; there is nothing to let go of."""


def choose(quotes: Sequence[Quote], limit: int, figure: Quote | None = None) -> list[Quote]:
    """The quotes worth saying, best first: of the best one's article, and of one of its story that is
    nearly as good; a newer one may be further behind, one of another story not at all.

    Args:
        figure: One that must be said, before all others; only the best one's article is heard beside
            its own.
    """
    near = [
        quote
        for quote in sorted(quotes, key=lambda quote: _behind(quote, quotes[0]))
        if _behind(quote, quotes[0]) <= _margin(quotes[0].evidence, quote.evidence)
    ]
    on_it = [q for q in near if not q.elsewhere or _behind(q, quotes[0]) <= _AS_GOOD]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in on_it)][:_REPORTS]
    if figure is not None:
        spoken = [quotes[0].evidence.article_id, figure.evidence.article_id]
    chosen: list[Quote] = []
    said: list[set[str]] = []
    for quote in near:
        if len(chosen) == limit:
            break
        words = set(terms(quote.text, quote.evidence.language))
        repeats = any(len(words & other) >= _SAME * len(words | other) for other in said)
        if quote.evidence.article_id in spoken and not repeats:
            chosen.append(quote)
            said.append(words)
    if figure is not None:
        chosen = [figure, *(quote for quote in chosen if quote != figure)][:limit]
    return chosen


def latest_figure(quotes: Sequence[Quote]) -> Quote | None:
    """Of the quotes near the best one, of its story, that name a figure like the first that is named,
    the best one of the newest report, opinion apart; None where none is newer than the best one's.
    """
    usual: list[Number] = []
    newest: Quote | None = None
    for quote in (quote for quote in quotes if quote.of_story):
        if quotes[0].score - quote.score > _MARGIN_OF_LATEST_FIGURE:
            break
        named = figures(quote.text, quote.evidence.language)
        usual = usual or named
        times = _TIMES_CORRECTED if quote.evidence.kind == "correction" else _TIMES
        is_like = any(are_alike(one, other, times) for one in named for other in usual)
        known = (newest or quotes[0]).evidence.published_at
        is_report = quote.evidence.kind != "opinion"
        if is_like and is_report and is_newer(quote.evidence.published_at, known):
            newest = quote
    return newest


def another_count(quotes: Sequence[Quote], chosen: Sequence[Quote]) -> Quote | None:
    """Of the older reports of the story, near the best quote, the best one with a new figure of what none
    of the chosen quotes counts: the newest report may count something else than is asked for.
    """
    given = {n for quote in chosen for n in figures(quote.text, quote.evidence.language)}
    said = {unit for quote in chosen for unit in counted(quote.text, quote.evidence.language)}
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
            if units and is_new and units.isdisjoint(said):
                return quote
    return None


def _behind(quote: Quote, best: Quote) -> float:
    """How far a quote is behind the best one; what stands right before that one is less far."""
    same = quote.evidence.article_id == best.evidence.article_id
    leads_in = same and _stands_before(quote, best)
    return max(best.score - quote.score - (_LEADS_IN if leads_in else 0.0), 0.0)


def _margin(best: Evidence, other: Evidence) -> float:
    """How far a quote may be behind the best one."""
    if other.article_id == best.article_id:
        return _MARGIN
    if is_newer(other.published_at, best.published_at):
        return _MARGIN_OF_NEWER_REPORT
    return _MARGIN_OF_ANOTHER_REPORT


def _first(chosen: Sequence[Quote], told: str) -> list[Quote]:
    """What leads: the best quote; behind one nearly as good that was not told before, if it was.

    Args:
        told: The answer before.
    """

    def worth(quote: Quote) -> float:
        at = told.find(quote.text) if told else -1
        score = quote.score if quote is not chosen[0] else max(each.score for each in chosen)
        return score - (_TOLD_BEFORE if at >= 0 else 0.0) - (_LED_BEFORE if at == 0 else 0.0)

    return [*sorted(chosen, key=worth, reverse=True)[:1], *chosen[:1]]


def _led_by(first: Sequence[Quote], said: Sequence[Quote], told: str) -> list[Quote]:
    """What is said, the first of it in front; an article's other quotes in their order in it, what a
    correction says is right behind what was wrong, and behind all what was told before and nothing
    leans on.
    """
    leading: list[Quote] = []
    waiting = [*first]
    while waiting:
        quote = waiting.pop(0)
        if quote in said and quote not in leading:
            leading.append(quote)
            waiting = [*(other for other in said if _leans_on(other, quote)), *waiting]
    spoken = [*dict.fromkeys(quote.evidence.article_id for quote in (*leading, *said))]
    others = [quote for quote in said if quote not in leading]
    taken_back = [quote for quote in said if quote.right]

    def place(quote: Quote) -> tuple[int, int, bool]:
        wrong = next((q for q in taken_back if q.right and _is_at(quote, *q.right)), quote)
        return spoken.index(wrong.evidence.article_id), wrong.start, wrong != quote

    others.sort(key=place)
    again = [q for q in others if q.text in told and not any(_leans_on(o, q) for o in others)]
    return [*leading, *(quote for quote in others if quote not in again), *again]


def with_what_puts_right(
    chosen: Sequence[Quote], quotes: Sequence[Quote], limit: int
) -> list[Quote]:
    """The chosen quotes, ``limit`` at most; one in which a correction repeats what was wrong is
    followed by the text up to what is right, or by that alone, or left out where only one may be
    said. What a correction takes back is followed by what is right, or that is said alone; it is left
    out where that is said already. What is not confirmed is said with the sentence that says so, or
    left out for want of room.

    Args:
        quotes: All that may be said.
    """
    said: list[Quote] = []
    for quote in chosen:
        if quote in said:
            continue
        wanted = _together(quote, quotes)
        if quote.right and wanted[-1] in said:
            continue
        together = [each for each in wanted if each not in said]
        room = limit - len(said)
        if len(together) > max(room, 1):
            if quote.evidence.kind == "correction" or quote.right:
                together = [quote, together[-1]][-max(room, 1) :]
            else:
                together = [] if said else _most_of(together, max(room, 1))
        said += [each for each in together if each not in said]
    return said[:limit]


def _most_of(together: Sequence[Quote], room: int) -> list[Quote]:
    """The last of what must be said together for which there is room, without what doubts it."""
    return [q for q in together if not doubts(q.text, q.evidence.language)][-room:]


def _together(quote: Quote, quotes: Sequence[Quote]) -> list[Quote]:
    """A quote and what must be said with it: the sentence that doubts it, or the one that it doubts;
    where a correction repeats in it what was wrong, those behind it that say so; where one takes back
    what it says, what is right.
    """
    if quote.right:
        return [quote, *(other for other in quotes if _is_at(other, *quote.right))]
    language = quote.evidence.language
    own = [other for other in quotes if other.evidence.article_id == quote.evidence.article_id]
    own.sort(key=lambda other: other.start)
    place = own.index(quote)
    if quote.evidence.kind == "correction":
        right = put_right([other.text for other in own], place, language)
        return [quote] if right is None else own[place : right + 1]
    first, after = _leaned_on(own, place), own[place + 1 : place + 2]
    is_doubted = after and doubts(after[0].text, language) and _stands_before(quote, after[0])
    return [*first, quote, *(after if is_doubted else ())]


def _leaned_on(own: Sequence[Quote], place: int) -> list[Quote]:
    """What must be said before a quote: the sentences that it leans on.

    Args:
        own: The quotes of its article, in their order.
    """
    first = place
    while place - first < _LEANS_ON and first and _leans_on(own[first], own[first - 1]):
        first -= 1
    return list(own[first:place])


def _leans_on(quote: Quote, other: Quote) -> bool:
    """Whether a quote leans on another, which stands right before it."""
    language = quote.evidence.language
    return (
        quote.evidence.article_id == other.evidence.article_id
        and _stands_before(other, quote)
        and (leans_back(quote.text, language) or doubts(quote.text, language))
    )


def _is_at(quote: Quote, article: str, start: int, end: int) -> bool:
    """Whether a quote is of a part of an article."""
    return quote.evidence.article_id == article and quote.start < end and start < quote.end


def _stands_before(one: Quote, other: Quote) -> bool:
    """Whether nothing stands between two quotes of an article."""
    return 0 < other.start - one.end <= SENTENCE_GAP
