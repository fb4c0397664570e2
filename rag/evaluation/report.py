"""Outcomes -> figures with intervals -> one table for people and one JSON object for programs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rag.evaluation.baselines import BASELINES
from rag.evaluation.bootstrap import Bootstrap, Figure, Sample
from rag.evaluation.dataset import Dataset, Question
from rag.evaluation.metrics import Share, refusal, retrieval, sentences
from rag.evaluation.outcome import OURS, Outcome

RANKING_METRICS = ("hit@1", "hit@5", "recall@5", "mrr@10", "ndcg@10")
OWN_METRICS = (
    "hit@1", "hit@5", "sentence@1", "sentence@5", "refused",
    "refusal precision", "refusal recall",
)  # fmt: skip

Row = tuple[Question, Mapping[str, Share]]


@dataclass(frozen=True)
class Report:
    """The figures of one set.

    Attributes:
        systems: By system (ours and the baselines), then by metric.
        gain: Ours minus the better baseline, by metric.
        better: Which baseline that is, by metric.
        own: Ours by group of questions (all, each type, same and other language), then by metric.
        baseline: The better baseline in the same groups.
        pairs: hit@1 and hit@5 of ours by language of question and article ("en>nl").
        late: Ids of questions for which an article later than as_of was used.
        seconds: The median from question to evidence.
    """

    name: str
    questions: int
    systems: Mapping[str, Mapping[str, Figure]]
    gain: Mapping[str, Figure]
    better: Mapping[str, str]
    own: Mapping[str, Mapping[str, Figure]]
    baseline: Mapping[str, Mapping[str, Figure]]
    pairs: Mapping[str, Mapping[str, Figure]]
    late: tuple[str, ...]
    language_told: Figure
    seconds: Figure

    def as_dict(self) -> dict[str, Any]:
        """The form of ``news eval --json``; figures that do not exist are null."""
        return {key: _plain(value) for key, value in asdict(self).items()}


def report(dataset: Dataset, outcomes: Sequence[Outcome], bootstrap: Bootstrap) -> Report:
    """The figures of a set from the outcomes of its questions."""
    by_id = {question.id: question for question in dataset.questions}
    asked = [(by_id[outcome.id], outcome) for outcome in outcomes]
    rankings = {
        system: [
            (question, retrieval(question, dataset.facts, outcome.rankings[system]))
            for question, outcome in asked
        ]
        for system in (OURS, *BASELINES)
    }
    own: list[Row] = [
        (
            question,
            shares
            | sentences(question, dataset.facts, outcome.quotes)
            | refusal(question, dataset.facts, outcome),
        )
        for (question, outcome), (_, shares) in zip(asked, rankings[OURS], strict=True)
    ]
    better = {
        metric: max(BASELINES, key=lambda name: _sample(rankings[name], metric).value)
        for metric in RANKING_METRICS
        if _sample(rankings[OURS], metric).n
    }
    groups = _groups(dataset, [question for question, _ in asked])
    plain = rankings[better.get("hit@5", BASELINES[0])]
    return Report(
        name=dataset.name,
        questions=len(asked),
        systems={
            name: _figures(rows, RANKING_METRICS, bootstrap) for name, rows in rankings.items()
        },
        gain={
            metric: bootstrap.difference(
                _sample(rankings[OURS], metric), _sample(rankings[name], metric)
            )
            for metric, name in better.items()
        },
        better=better,
        own={name: _figures(_of(own, ids), OWN_METRICS, bootstrap) for name, ids in groups.items()},
        baseline={
            name: _figures(_of(plain, ids), RANKING_METRICS[:2], bootstrap)
            for name, ids in groups.items()
        },
        pairs={
            name: _figures(_of(own, ids), RANKING_METRICS[:2], bootstrap)
            for name, ids in _pairs(dataset, [question for question, _ in asked]).items()
        },
        late=tuple(
            question.id for question, outcome in asked if _is_late(dataset, question, outcome)
        ),
        language_told=bootstrap.figure(
            Sample.of([(float(o.language == q.language), 1.0, q.cluster) for q, o in asked])
        ),
        seconds=bootstrap.median([outcome.seconds for outcome in outcomes]),
    )


def _groups(dataset: Dataset, questions: Sequence[Question]) -> dict[str, frozenset[str]]:
    """Ids of the questions of each group: all, same and other language, each type."""
    groups: dict[str, set[str]] = {"all": set(), "same language": set(), "other language": set()}
    for question in questions:
        groups["all"].add(question.id)
        if question.answerable and (languages := gold_languages(dataset, question)):
            same = question.language in languages
            groups["same language" if same else "other language"].add(question.id)
        groups.setdefault(question.type, set()).add(question.id)
    return {name: frozenset(ids) for name, ids in groups.items() if ids}


def gold_languages(dataset: Dataset, question: Question) -> frozenset[str]:
    """The languages of the articles that count as right."""
    known = (dataset.facts.get(name) for name in question.gold_articles)
    return frozenset(facts.language for facts in known if facts and facts.language)


def _pairs(dataset: Dataset, questions: Sequence[Question]) -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for question in questions:
        languages = gold_languages(dataset, question)
        if question.answerable and languages:
            other = "+".join(sorted(languages))
            pairs.setdefault(f"{question.language}>{other}", set()).add(question.id)
    return {name: frozenset(pairs[name]) for name in sorted(pairs)}


def _is_late(dataset: Dataset, question: Question, outcome: Outcome) -> bool:
    from rag.dates import first_instant, last_instant

    if question.as_of is None:
        return False
    moment = last_instant(question.as_of)
    used = [*outcome.rankings[OURS], *(quote.article_id for quote in outcome.quotes)]
    used += [cited.article_id for made in outcome.written.values() for cited in made.citations]
    dates = (dataset.facts[name].published_at for name in used if name in dataset.facts)
    return any(first_instant(date) > moment for date in dates if date)


def _of(rows: Sequence[Row], ids: frozenset[str]) -> list[Row]:
    return [row for row in rows if row[0].id in ids]


def _sample(rows: Sequence[Row], metric: str) -> Sample:
    return Sample.of(
        [(*shares[metric], question.cluster) for question, shares in rows if metric in shares]
    )


def _figures(
    rows: Sequence[Row], metrics: Sequence[str], bootstrap: Bootstrap
) -> dict[str, Figure]:
    samples = {metric: _sample(rows, metric) for metric in metrics}
    return {metric: bootstrap.figure(sample) for metric, sample in samples.items() if sample.n}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def table(report: Report) -> str:
    """The figures as text, every one with its 95 % interval."""
    parts = [f"{report.name}: {report.questions} questions"]
    heads = [name for name in RANKING_METRICS if name in report.better]
    lines = [
        [name, *(_cell(report.systems[name].get(metric)) for metric in heads)]
        for name in (OURS, *BASELINES)
    ]
    lines.append(["ours - better", *(_cell(report.gain[metric], signed=True) for metric in heads)])
    parts.append(_grid(["", *heads], lines))
    shown = [m for m in OWN_METRICS if any(m in figures for figures in report.own.values())]
    best = report.better.get("hit@5")
    parts.append(
        _grid(
            ["", "n", *shown, *([f"{best} hit@1", f"{best} hit@5"] if best else [])],
            [
                [
                    name,
                    str(max(figure.n for figure in figures.values())),
                    *(_cell(figures.get(metric)) for metric in shown),
                    *(
                        [_cell(report.baseline[name].get(m)) for m in ("hit@1", "hit@5")]
                        if best
                        else []
                    ),
                ]
                for name, figures in report.own.items()
            ],
        )
    )
    parts.append(
        f"question's language told: {_cell(report.language_told)}    "
        f"evidence after: {_cell(report.seconds)} s (median)    "
        f"later than as_of: {', '.join(report.late) or 'none'}"
    )
    return "\n\n".join(parts)


def _cell(figure: Figure | None, *, signed: bool = False) -> str:
    if figure is None or math.isnan(figure.value):
        return "-"
    form: Callable[[float], str] = lambda value: (  # noqa: E731
        f"{value:+.3f}" if signed else f"{value:.3f}"
    ).replace("0.", ".", 1)
    return f"{form(figure.value)} [{form(figure.low)} {form(figure.high)}]"


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [head, *rows]
    )
