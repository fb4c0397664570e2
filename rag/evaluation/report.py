"""Turns outcomes into figures with intervals, for every system and every group of questions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rag.corpus.text_since import out_by
from rag.dates import last_instant
from rag.evaluation.answers import grade
from rag.evaluation.baselines import BASELINES
from rag.evaluation.bootstrap import Bootstrap, Figure, Sample
from rag.evaluation.dataset import Dataset, Question
from rag.evaluation.metrics import Share, refusal, retrieval, rewriting, sentences
from rag.evaluation.outcome import OURS, Outcome

ALL = "all"
SAME = "same language"
OTHER = "other language"

RANKING_METRICS = ("hit@1", "hit@5", "recall@5", "mrr@10", "ndcg@10")

Figures = Mapping[str, Figure]
Rows = Sequence[tuple[Question, Mapping[str, Share]]]


@dataclass(frozen=True)
class SetReport:
    """The figures of one set.

    Attributes:
        groups: Names of groups: all questions; those in a language of their gold articles, and
            those in another; one for each type.
        pairs: Names of groups by language of question and article ("en>nl").
        figures: By system (ours, the baselines, the writers), group and metric.
        gain: By group and metric, ours minus the best baseline there.
        better: By group and metric, the name of that baseline.
        seconds: Medians by step, for ours and for each writer.
        tokens: Medians by writer, ``in`` and ``out``, over answers that a language model wrote.
        late: Ids of questions for which an article later than their as_of was used.
    """

    name: str
    questions: int
    groups: tuple[str, ...]
    pairs: tuple[str, ...]
    figures: Mapping[str, Mapping[str, Figures]]
    gain: Mapping[str, Figures]
    better: Mapping[str, Mapping[str, str]]
    seconds: Mapping[str, Figures]
    tokens: Mapping[str, Figures]
    late: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as ``news eval --json`` prints them; missing figures are null."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def report(dataset: Dataset, outcomes: Sequence[Outcome], bootstrap: Bootstrap) -> SetReport:
    """Compute the figures of a set from the outcomes of its questions; there must be one at least."""
    by_id = {question.id: question for question in dataset.questions}
    asked = [(by_id[outcome.id], outcome) for outcome in outcomes]
    rows = _rows(dataset, asked)
    groups, pairs = _groups(dataset, [question for question, _ in asked])
    samples = {
        system: {
            group: _samples([row for row in found if row[0].id in ids])
            for group, ids in (groups | pairs).items()
        }
        for system, found in rows.items()
    }
    better = {
        group: {
            metric: max(BASELINES, key=lambda name: samples[name][group][metric].value)
            for metric in RANKING_METRICS
            if metric in ours
        }
        for group, ours in samples[OURS].items()
    }
    return SetReport(
        name=dataset.name,
        questions=len(asked),
        groups=tuple(groups),
        pairs=tuple(pairs),
        figures={
            system: {
                group: {metric: bootstrap.figure(sample) for metric, sample in known.items()}
                for group, known in by_group.items()
            }
            for system, by_group in samples.items()
        },
        gain={
            group: {
                metric: bootstrap.difference(
                    samples[OURS][group][metric], samples[name][group][metric]
                )
                for metric, name in names.items()
            }
            for group, names in better.items()
        },
        better=better,
        seconds=_seconds(asked, bootstrap),
        tokens={
            name: {
                way: bootstrap.median([n for o in outcomes if (n := o.written[name].tokens[way])])
                for way in ("in", "out")
            }
            for name in _writers(asked)
        },
        late=tuple(q.id for q, outcome in asked if _is_late(dataset, q, outcome)),
    )


def gold_languages(dataset: Dataset, question: Question) -> frozenset[str]:
    """Return the languages of the gold articles."""
    known = (dataset.facts.get(name) for name in question.gold_articles)
    return frozenset(facts.language for facts in known if facts and facts.language)


def _rows(dataset: Dataset, asked: Sequence[tuple[Question, Outcome]]) -> dict[str, Rows]:
    """Return each question with its shares, by system."""
    facts = dataset.facts
    rows: dict[str, Rows] = {
        OURS: [
            (
                question,
                retrieval(question, facts, outcome.rankings[OURS])
                | sentences(question, facts, outcome.quotes)
                | refusal(question, facts, outcome)
                | rewriting(question, outcome.standalone)
                | {"language told": (float(outcome.language == question.language), 1.0)},
            )
            for question, outcome in asked
        ]
    }
    for name in BASELINES:
        rows[name] = [(q, retrieval(q, facts, outcome.rankings[name])) for q, outcome in asked]
    for name in _writers(asked):
        rows[name] = [(q, grade(q, facts, outcome.written[name])) for q, outcome in asked]
    return rows


def _writers(asked: Sequence[tuple[Question, Outcome]]) -> list[str]:
    return list(asked[0][1].written)


def _groups(
    dataset: Dataset, questions: Sequence[Question]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the ids of the questions of each group, and of each pair of languages."""
    groups: dict[str, set[str]] = {ALL: set(), SAME: set(), OTHER: set()}
    pairs: dict[str, set[str]] = {}
    for question in questions:
        groups[ALL].add(question.id)
        groups.setdefault(question.type, set()).add(question.id)
        languages = gold_languages(dataset, question)
        if question.answerable and languages:
            groups[SAME if question.language in languages else OTHER].add(question.id)
            pair = f"{question.language}>{'+'.join(sorted(languages))}"
            # Imported sets are pooled in several ways; a pair means something within one of these
            # only.
            name = f"{question.type} {pair}" if dataset.articles else pair
            pairs.setdefault(name, set()).add(question.id)
    return _filled(groups), dict(sorted(_filled(pairs).items()))


def _filled(groups: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(ids) for name, ids in groups.items() if ids}


def _samples(rows: Rows) -> dict[str, Sample]:
    """Return the samples by metric, for metrics that any of the questions has."""
    shares: dict[str, list[tuple[float, float, str]]] = {}
    for question, known in rows:
        for metric, share in known.items():
            shares.setdefault(metric, []).append((*share, question.cluster))
    found = {metric: Sample.of(known) for metric, known in shares.items()}
    return {metric: sample for metric, sample in found.items() if sample.n}


def _seconds(
    asked: Sequence[tuple[Question, Outcome]], bootstrap: Bootstrap
) -> dict[str, dict[str, Figure]]:
    # Only the first time counts: the vectors of a text that is asked again are remembered.
    first = {question.text: outcome for question, outcome in reversed(asked)}
    found = {OURS: {"evidence": bootstrap.median([o.seconds for o in first.values()])}}
    for name in _writers(asked):
        made = [outcome.written[name].seconds for outcome in first.values()]
        found[name] = {
            step: bootstrap.median([known[step] for known in made if step in known])
            for step in ("evidence", "first", "end")
        }
    return found


def _is_late(dataset: Dataset, question: Question, outcome: Outcome) -> bool:
    if question.as_of is None:
        return False
    moment = last_instant(question.as_of).timestamp()
    used = [*outcome.rankings[OURS], *(quote.article_id for quote in outcome.quotes)]
    used += [cited.article_id for made in outcome.written.values() for cited in made.citations]
    dates = (dataset.facts[name].published_at for name in used if name in dataset.facts)
    return any(out_by(date) > moment for date in dates if date)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value
