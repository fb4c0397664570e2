"""The questions that went wrong, with what was found instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.evaluation.answers import judge
from rag.evaluation.dataset import FALSE_PREMISE, UNANSWERABLE, Dataset
from rag.evaluation.metrics import gold_reports, is_gold_quote, report_of, retrieval, sentences
from rag.evaluation.outcome import OURS, Outcome


def failures(dataset: Dataset, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One block of lines a question, in the order of the set."""
    by_id = {question.id: question for question in dataset.questions}
    for outcome in outcomes:
        question = by_id[outcome.id]
        faults = []
        should_refuse = question.type in (UNANSWERABLE, FALSE_PREMISE)
        shares = retrieval(question, dataset.facts, outcome.rankings[OURS])
        shares |= sentences(question, dataset.facts, outcome.quotes)
        faults += [f"no {name}" for name in _SHOWN if name in shares and not shares[name][0]]
        if question.answerable and not outcome.answers:
            faults.append("refused wrongly")
        if should_refuse and outcome.answers:
            faults.append("not refused")
        if outcome.language != question.language:
            faults.append(f"language taken for {outcome.language}")
        answers = {}
        for writer, made in outcome.written.items():
            shares = judge(question, dataset.facts, made)
            wrongs = [name for name in _ANSWER_FAULTS if shares.get(name, (0.0,))[0]]
            if wrongs:
                faults += [f"{writer}: {name}" for name in wrongs]
                answers[writer] = made
        if not faults:
            continue
        gold = gold_reports(question, dataset.facts)
        ranking = [
            f"*{name}" if report_of(name, dataset.facts) in gold else name
            for name in outcome.rankings[OURS][:5]
        ]
        lines = [
            f"{question.id} ({question.language}, as of {question.as_of or 'now'}): "
            f"{', '.join(faults)}",
            f"  {outcome.standalone}",
            f"  gold: {', '.join(question.gold_articles) or '-'}    found: {', '.join(ranking)}",
        ]
        lines += [f"  right: {text}" for text in question.gold_sentences]
        lines += [
            f"  {'*' if is_gold_quote(question, dataset.facts, quote) else ' '}{place}. "
            f"[{quote.article_id}] {quote.quote}"
            for place, quote in enumerate(outcome.quotes, start=1)
        ]
        for writer, made in answers.items():
            said = [f"    {sentence.text}" for sentence in made.sentences]
            lines += [f"  {writer} wrote:", *(said or ["    no answer"])]
        yield "\n".join(lines)


_ANSWER_FAULTS = ("wrong", "beside", "refused wrongly")
_SHOWN = ("hit@1", "hit@5", "sentence@1", "sentence@5")
