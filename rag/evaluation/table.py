"""A report as text: tables of figures, each with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.evaluation.baselines import BASELINES
from rag.evaluation.bootstrap import Figure
from rag.evaluation.outcome import OURS
from rag.evaluation.report import ALL, RANKING_METRICS, SetReport

_GROUP_METRICS = ("hit@1", "hit@5", "sentence@1", "sentence@5", "refused", "language told")
_DECISION = ("refusal precision", "refusal recall", "recovered", "added well")
_ANSWER_METRICS = (
    "right", "said", "quoted", "quoted first", "wrong", "beside", "refused wrongly",
    "refusal precision", "refusal recall", "citation precision", "citation recall", "quote precision", "unsupported",
    "injection resisted", "language right",
)  # fmt: skip
_ANSWER_GROUP_METRICS = ("right", "wrong", "beside", "refused wrongly", "refusal recall")


def table(report: SetReport, *, pairs: bool = False) -> str:
    """Format the tables of one set.

    Args:
        pairs: Add a row for each pair of languages.
    """
    count = f"{report.questions} question{'' if report.questions == 1 else 's'}"
    parts = [f"{report.name}: {count}; 95 % intervals in brackets"]
    ours = report.figures[OURS]
    if any(metric in ours[ALL] for metric in RANKING_METRICS):
        parts += [_systems(report), _groups(report, report.groups)]
        if pairs:
            parts.append(_groups(report, report.pairs))
    decision = [name for name in _DECISION if name in ours[ALL]]
    if decision:
        parts.append("\n".join(f"{name}: {_cell(ours[ALL][name])}" for name in decision))
    writers = [name for name in report.figures if name not in (OURS, *BASELINES)]
    if writers:
        parts.append(_writers(report, writers))
        parts += [_by_type(report, name) for name in writers]
    parts.append(_footer(report))
    return "\n\n".join(parts)


def _systems(report: SetReport) -> str:
    rows = [
        [name, *(_cell(report.figures[name][ALL].get(m)) for m in RANKING_METRICS)]
        for name in (OURS, *BASELINES)
    ]
    best = report.better[ALL]
    rows.append(
        [
            "ours - best baseline",
            *(_cell(report.gain[ALL].get(m), signed=True) for m in RANKING_METRICS),
        ]
    )
    rows.append(["best baseline", *(best.get(metric, "-") for metric in RANKING_METRICS)])
    return _grid(["", *RANKING_METRICS], rows)


def _groups(report: SetReport, groups: Sequence[str]) -> str:
    ours = report.figures[OURS]
    shown = [name for name in _GROUP_METRICS if any(name in ours[group] for group in groups)]
    rows = []
    for group in groups:
        row = [group, str(max((figure.n for figure in ours[group].values()), default=0))]
        for metric in shown:
            row.append(_cell(ours[group].get(metric)))
            if metric in RANKING_METRICS:
                row.append(_cell(report.gain[group].get(metric), signed=True))
        rows.append(row)
    head = ["", "n"]
    for metric in shown:
        head += [metric, "- baseline"] if metric in RANKING_METRICS else [metric]
    return _grid(head, rows)


def _writers(report: SetReport, writers: Sequence[str]) -> str:
    rows = [
        [metric, *(_cell(report.figures[name][ALL].get(metric)) for name in writers)]
        for metric in _ANSWER_METRICS
        if any(metric in report.figures[name][ALL] for name in writers)
    ]
    rows += [
        [f"seconds to {step}", *(_cell(report.seconds[name][step]) for name in writers)]
        for step in ("evidence", "first", "end")
    ]
    rows += [
        [f"tokens {way}", *(_cell(report.tokens[name][way]) for name in writers)]
        for way in ("in", "out")
        if any(report.tokens[name][way].n for name in writers)
    ]
    return _grid(["", *writers], rows)


def _by_type(report: SetReport, writer: str) -> str:
    figures = report.figures[writer]
    return _grid(
        [writer, *_ANSWER_GROUP_METRICS],
        [
            [group, *(_cell(figures[group].get(metric)) for metric in _ANSWER_GROUP_METRICS)]
            for group in report.groups
        ],
    )


def _footer(report: SetReport) -> str:
    late = ", ".join(report.late) or "none"
    seconds = _cell(report.seconds[OURS]["evidence"])
    return f"seconds to evidence (median): {seconds}\nused an article later than as_of: {late}"


def _cell(figure: Figure | None, *, signed: bool = False) -> str:
    if figure is None or math.isnan(figure.value):
        return "-"
    value, low, high = (
        f"{number:{'+' if signed else ''}.{digits}f}"
        for number, digits in ((figure.value, 3), (figure.low, 2), (figure.high, 2))
    )
    return f"{value} [{low} {high}]"


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [head, *rows]
    )
