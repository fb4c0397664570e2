"""Lists the questions that went wrong, with what was found instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.evaluation.answers import grade
from rag.evaluation.dataset import Dataset, Question
from rag.evaluation.metrics import (
    gold_reports,
    is_gold_quote,
    refusal,
    report_of,
    retrieval,
    rewriting,
    sentences,
)
from rag.evaluation.outcome import OURS, Outcome

_RANKING_FAULTS = ("hit@1", "hit@5", "sentence@1", "sentence@5")
_ANSWER_FAULTS = ("wrong", "beside", "refused wrongly")


def failures(dataset: Dataset, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a block of lines for each question that went wrong, in the order of the set."""
    by_id = {question.id: question for question in dataset.questions}
    for outcome in outcomes:
        question = by_id[outcome.id]
        faults = _faults(dataset, question, outcome)
        written = _answer_faults(dataset, question, outcome)
        if faults or written:
            yield "\n".join(_block(dataset, question, outcome, faults, written))


def _faults(dataset: Dataset, question: Question, outcome: Outcome) -> list[str]:
    shares = (
        retrieval(question, dataset.facts, outcome.rankings[OURS])
        | sentences(question, dataset.facts, outcome.quotes)
        | refusal(question, dataset.facts, outcome)
        | rewriting(question, outcome.standalone)
    )
    faults = [f"no {name}" for name in _RANKING_FAULTS if name in shares and not shares[name][0]]
    if question.answerable and not outcome.answers:
        faults.append("refused wrongly")
    if shares.get("refusal recall", (1.0,))[0] == 0:
        faults.append("not refused")
    recovered, wanted = shares.get("recovered", (0.0, 0.0))
    if recovered < wanted:
        faults.append(f"recovered {recovered:.0f} of {wanted:.0f} words")
    if outcome.language != question.language:
        faults.append(f"language taken for {outcome.language}")
    return faults


def _answer_faults(dataset: Dataset, question: Question, outcome: Outcome) -> dict[str, list[str]]:
    """Return the faults of the answers by writer, for writers that have any."""
    found = {}
    for writer, made in outcome.written.items():
        shares = grade(question, dataset.facts, made)
        found[writer] = [name for name in _ANSWER_FAULTS if name in shares and shares[name][0]]
    return {writer: faults for writer, faults in found.items() if faults}


def _block(
    dataset: Dataset,
    question: Question,
    outcome: Outcome,
    faults: list[str],
    written: dict[str, list[str]],
) -> Iterator[str]:
    said = [*faults, *(f"{name}: {', '.join(found)}" for name, found in written.items())]
    yield f"{question.id} ({question.language}, as of {question.as_of or 'now'}): {', '.join(said)}"
    yield f"  {outcome.standalone}"
    gold = gold_reports(question, dataset.facts)
    ranking = [
        f"*{name}" if report_of(name, dataset.facts) in gold else name
        for name in outcome.rankings[OURS][:5]
    ]
    yield f"  gold: {', '.join(question.gold_articles) or '-'}    found: {', '.join(ranking) or '-'}"
    for text in question.gold_sentences or question.gold_answers:
        yield f"  right: {text}"
    if question.rewrite is not None:
        yield f"  a person wrote: {question.rewrite}"
    for place, quote in enumerate(outcome.quotes, start=1):
        mark = "*" if is_gold_quote(question, dataset.facts, quote) else " "
        yield f"  {mark}{place}. [{quote.article_id}] {quote.quote}"
    for writer in written:
        yield f"  {writer} wrote:"
        lines = [f"    {sentence.text}" for sentence in outcome.written[writer].sentences]
        yield from lines or ["    no answer"]
