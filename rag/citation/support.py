"""Whether quotes support a sentence that a language model wrote from them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from rag.citation.casing import capital_preference
from rag.citation.form import faults_of_form, is_copied
from rag.citation.meaning import Meaning
from rag.dates import known_day
from rag.names import first_words, is_country, names, unknown
from rag.negation import are_opposed, polarity
from rag.records import Quote
from rag.said_dates.anchored import implied_dates, named_months, take_dates
from rag.said_dates.reading import SaidDate
from rag.said_dates.weekdays import weekdays
from rag.said_numbers.reading import Quantity, quantities, unsupported

if TYPE_CHECKING:
    from rag.embedding.model import Embedder

# Calibrated on translations right and spoiled: docs/writers.md.
NEAR = 0.45
NEAR_IF_UNSURE = 0.62  # a sentence written with little sureness must be nearly a translation
SURE = 0.87
ALSO_NEAR = 0.25  # for a second quote, which must bring a fact that the first lacks
NAMED = 0.62
NAMED_IN_SAME = 0.75  # within one language, where names are not translated
# For a word that starts a sentence: NAMED_FIRST if a capital is as likely as none, and more by
# _PER_PREFERENCE for each factor of e in the odds of a capital.
NAMED_FIRST = 0.45
_PER_PREFERENCE = 0.05
_MOST_PREFERENCE = 4.0
_COMMON = -2.0  # below this preference for a capital, a word is not taken for a name
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Support:
    """The verdict on one sentence.

    Attributes:
        quotes: The quotes that support it, the nearest first; empty when it must not be shown.
        faults: Why it must not be shown, in a word or two each; empty when it may.
    """

    quotes: tuple[Quote, ...]
    faults: tuple[str, ...] = ()


class Judge:
    """Judges whether quotes in any language support sentences in one language."""

    def __init__(self, embedder: Embedder, language: str) -> None:
        """Judge sentences written in ``language``, ISO 639-1."""
        self._embedder = embedder
        self._meaning = Meaning(embedder)
        self._language = language

    def support(
        self, text: str, quotes: Sequence[Quote], *, sureness: float | None = None
    ) -> Support:
        """Find the quotes that support a sentence, or say why none do.

        The quote nearest in meaning comes first. Others are added only if they are from the same
        story, since the people of two stories must not be mixed up, and supply a number, date or
        name that is still missing.

        Args:
            sureness: Mean probability of the sentence's tokens, 0 to 1; None if not known.
        """
        faults = faults_of_form(text, self._language)
        if faults or not quotes:
            return Support((), tuple(faults) or ("no source",))
        foreign = [
            (f"{quote.evidence.title} {quote.text}", spoken)
            for quote in quotes
            if (spoken := quote.evidence.language) not in (None, self._language)
        ]
        if any(is_copied(text, self._language, *source) for source in foreign):
            return Support((), ("language",))
        near = self._meaning.nearness(
            (text, self._language), [(quote.text, quote.evidence.language) for quote in quotes]
        )
        order = [int(place) for place in np.argsort(-near, kind="stable")]
        chosen = [quotes[order[0]]]
        is_sure = sureness is None or sureness >= SURE
        if near[order[0]] < (NEAR if is_sure else NEAR_IF_UNSURE):
            return Support((), ("meaning",))
        if self._is_turned(text, chosen[0]):
            return Support((), ("negation",))
        lacking = self._lacking(text, chosen)
        for place in order[1:]:
            if not lacking or len(chosen) == _MOST_QUOTES or near[place] < ALSO_NEAR:
                break
            if not _are_of_one_story(chosen[0], quotes[place]):
                continue
            remaining = self._lacking(text, [*chosen, quotes[place]])
            if len(remaining) < len(lacking):
                chosen.append(quotes[place])
                lacking = remaining
        return Support((), tuple(lacking)) if lacking else Support(tuple(chosen))

    def _is_turned(self, text: str, quote: Quote) -> bool:
        """Tell whether the sentence negates what the quote says, or the other way round."""
        mine, theirs = polarity(text, self._language), polarity(quote.text, quote.evidence.language)
        return are_opposed(mine, theirs)

    def _lacking(self, text: str, quotes: Sequence[Quote]) -> list[str]:
        """List the numbers, dates and names of a sentence that no quote has."""
        said_dates, rest = take_dates(text, self._language)
        known_dates, known_numbers = _figures(quotes)
        faults = [
            f"date {said.day or ''}/{said.month}/{said.year or ''}"
            for said in said_dates
            if not any(said.agrees(known) for known in known_dates)
        ]
        if wrong := weekdays(text, self._language) - _known_weekdays(quotes, known_dates):
            faults.append(f"weekday {min(wrong) + 1}")
        faults += [
            f"number {min(said.values):g}"
            for said in unsupported(quantities(rest, self._language), known_numbers)
        ]
        return faults + [f"name {name}" for name in self._strange_names(text, rest, quotes)]

    def _strange_names(self, text: str, rest: str, quotes: Sequence[Quote]) -> list[str]:
        """List the names of a sentence that neither quotes nor their passages have.

        Args:
            rest: The sentence with its dates blanked out.
        """
        texts = [
            (f"{q.evidence.title} {q.evidence.source or ''} {q.evidence.text}", q.evidence.language)
            for q in quotes
        ]
        inside, first = names(rest, self._language), first_words(rest)
        claimed = [n for n in dict.fromkeys([*inside, *first]) if not weekdays(n, self._language)]
        strange = unknown(claimed, self._language, texts)
        if not strange:
            return []
        spoken = {quote.evidence.language for quote in quotes}
        bar = NAMED_IN_SAME if spoken == {self._language} else NAMED
        bars = [bar if name in inside else self._bar_of_first(name, spoken) for name in strange]
        if not any(bars):
            return []
        nearest = self._meaning.found_words(
            (text, self._language),
            strange,
            [(quote.text, quote.evidence.language) for quote in quotes],
        )
        return [name for name, near, bar in zip(strange, nearest, bars, strict=True) if near < bar]

    def _bar_of_first(self, word: str, spoken: set[str | None]) -> float:
        """Return how well a first word must be found in the quotes, if no text spells it."""
        preference = capital_preference(word, self._language, self._embedder)
        if preference < _COMMON:
            return 0.0
        if is_country(word, self._language):
            return inf
        if spoken == {self._language}:
            return NAMED_IN_SAME
        return NAMED_FIRST + _PER_PREFERENCE * min(preference, _MOST_PREFERENCE)


def _are_of_one_story(one: Quote, other: Quote) -> bool:
    is_one_article = one.evidence.article_id == other.evidence.article_id
    return is_one_article or (one.of_story and other.of_story)


def _figures(quotes: Sequence[Quote]) -> tuple[list[SaidDate], list[Quantity]]:
    """Return the dates and numbers that a sentence made from quotes may say."""
    dates: list[SaidDate] = []
    found: list[Quantity] = []
    for quote in quotes:
        language = quote.evidence.language
        published = known_day(quote.evidence.published_at)
        said, rest = take_dates(quote.text, language, published)
        dates += [each for each in said if each.day or each.year]
        dates += implied_dates(quote.text, language, published)
        dates += named_months(quote.text, language, published)
        found += quantities(rest, language)
        # "12 August" may be read as a bare 12 in the other language.
        found += [_plain(part) for d in said for part in (d.day, d.year) if part]
        if published:
            found.append(_plain(published.year))
        if language == "ar":  # a dual says two without a word for it
            found.append(_plain(2))
    return dates, found


def _plain(number: int) -> Quantity:
    return Quantity(frozenset({float(number)}), is_percentage=False)


def _known_weekdays(quotes: Sequence[Quote], dates: Sequence[SaidDate]) -> set[int]:
    """Return the days of the week that quotes name, or on which their dates fall."""
    known = {day for quote in quotes for day in weekdays(quote.text, quote.evidence.language)}
    return known | {
        date(said.year, said.month, said.day).weekday()
        for said in dates
        if said.year and said.day and said.day <= monthrange(said.year, said.month)[1]
    }
