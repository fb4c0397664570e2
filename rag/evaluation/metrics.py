"""Metrics of one question's outcome. Each is a (part, whole): see
`rag.evaluation.bootstrap.Sample`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rag.evaluation.dataset import FALSE_PREMISE, MULTI_ARTICLE, UNANSWERABLE, Facts, Question
from rag.evaluation.outcome import Cited, Outcome

Share = tuple[float, float]

_LEAST_OVERLAP = 20.0
_CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_CJK_WEIGHT = 3.0  # a Chinese sentence has about a third of the characters


def report_of(article_id: str, facts: Mapping[str, Facts]) -> str:
    """Return the id that stands for an article and its copies."""
    known = facts.get(article_id)
    return known.report if known else article_id


def gold_reports(question: Question, facts: Mapping[str, Facts]) -> frozenset[str]:
    """Return the reports to be found; copies count as one."""
    return frozenset(report_of(name, facts) for name in question.gold_articles)


def is_multi(question: Question) -> bool:
    """Tell whether all gold articles are needed."""
    return question.type == MULTI_ARTICLE


def retrieval(
    question: Question, facts: Mapping[str, Facts], ranking: Sequence[str]
) -> dict[str, Share]:
    """Measure a ranking for an answerable question; for others, return nothing.

    A report, which is an article with its copies, counts once, at its best rank. hit@1: the first
    report is gold. hit@5: one of the first five is gold or, if all gold articles are needed, all of
    them are among the first five. recall@5: the share of gold reports among the first five. mrr@10:
    1 / rank of the first gold report. ndcg@10: over the first 10 reports; gains are 0 or 1.

    Args:
        ranking: Article ids, best first.
    """
    gold = gold_reports(question, facts)
    if not question.answerable or not gold:
        return {}
    reports = list(dict.fromkeys(report_of(name, facts) for name in ranking))[:10]
    found = gold & set(reports[:5])
    ranks = [rank for rank, report in enumerate(reports, start=1) if report in gold]
    gain = sum(1 / math.log2(rank + 1) for rank in ranks)
    ideal = sum(1 / math.log2(r + 1) for r in range(1, min(10, len(gold)) + 1))
    return {
        "hit@1": (float(1 in ranks), 1.0),
        "hit@5": (float(found == gold if is_multi(question) else bool(found)), 1.0),
        "recall@5": (len(found) / len(gold), 1.0),
        "mrr@10": (1 / ranks[0] if ranks else 0.0, 1.0),
        "ndcg@10": (gain / ideal, 1.0),
    }


def sentences(
    question: Question, facts: Mapping[str, Facts], quotes: Sequence[Cited]
) -> dict[str, Share]:
    """Measure whether the first sentence offered, or one of the first 5, answers."""
    if not question.answerable or not (question.gold_sentences or question.gold_answers):
        return {}
    good = [is_gold_quote(question, facts, quote) for quote in quotes[:5]]
    return {
        "sentence@1": (float(good[:1] == [True]), 1.0),
        "sentence@5": (float(any(good)), 1.0),
    }


def refusal(question: Question, facts: Mapping[str, Facts], outcome: Outcome) -> dict[str, Share]:
    """Measure the decision to refuse: precision over refusals, recall over those due.

    A false premise counts as refused, too, if a sentence that corrects it is offered.
    """
    if question.rewrite is not None:  # asked for the rewriting alone, without an archive
        return {}
    refused = not outcome.answers
    shares: dict[str, Share] = {"refused": (float(refused), 1.0)}
    should = question.type in (UNANSWERABLE, FALSE_PREMISE)
    if refused:
        shares["refusal precision"] = (float(should), 1.0)
    if should:
        corrected = question.type == FALSE_PREMISE and any(
            is_gold_quote(question, facts, quote) for quote in outcome.quotes[:5]
        )
        shares["refusal recall"] = (float(refused or corrected), 1.0)
    return shares


def rewriting(question: Question, standalone: str) -> dict[str, Share]:
    """Measure what a follow-up took from its conversation against what a person put into it.

    recovered: of the words that the person added, the share that was added here; added well: of the
    words added here, the share that the person added. Case is ignored.
    """
    if question.rewrite is None:
        return {}
    asked, wanted, made = (
        set(re.findall(r"\w+", normalised(text)))
        for text in (question.text, question.rewrite, standalone)
    )
    both = float(len((wanted & made) - asked))
    return {
        "recovered": (both, float(len(wanted - asked))),
        "added well": (both, float(len(made - asked))),
    }


def is_gold_quote(question: Question, facts: Mapping[str, Facts], quote: Cited) -> bool:
    """Tell whether a quote holds a gold sentence, or is itself a part of one and not short.

    Without gold sentences, it must come from a gold article and hold a gold answer.
    """
    if question.gold_sentences:
        return any(overlaps(quote.quote, gold) for gold in question.gold_sentences)
    return report_of(quote.article_id, facts) in gold_reports(question, facts) and says_any(
        quote.quote, question.gold_answers
    )


def overlaps(quote: str, gold: str) -> bool:
    """Tell whether one text holds the other: the whole gold text, or at least 20 letters of it."""
    ours, theirs = normalised(quote), normalised(gold)
    if theirs in ours:
        return True
    return ours in theirs and len(ours) + len(_CJK.findall(ours)) * (_CJK_WEIGHT - 1) >= (
        _LEAST_OVERLAP
    )


def says_any(text: str, strings: Iterable[str]) -> bool:
    """Tell whether any of the strings occurs in a text as whole words, ignoring case and spacing."""
    whole = normalised(text)
    return any(_stands(normalised(string), whole) for string in strings)


def normalised(text: str) -> str:
    """Normalise a text: NFKC, lower case, straight quotation marks, single blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for marks, plain in (("’‘‚‛ʼ", "'"), ("“”„‟«»", '"'), ("–—‑", "-")):
        folded = re.sub(f"[{marks}]", plain, folded)
    return " ".join(folded.split())


def _stands(string: str, text: str) -> bool:
    if not string:
        return False
    return (
        re.search(_edge(string[0], True) + re.escape(string) + _edge(string[-1], False), text)
        is not None
    )


def _edge(character: str, before: bool) -> str:
    """Return a pattern of what may not stand beside a string that begins or ends with a character."""
    if character.isdigit():  # "62" stands neither in "162" nor in "0.62"
        return r"(?<!\d)(?<!\d[.,])" if before else r"(?![.,]?\d)"
    if not character.isalpha() or _CJK.match(character):  # no blanks between words
        return ""
    return r"(?<![^\W_])" if before else r"(?![^\W_])"
