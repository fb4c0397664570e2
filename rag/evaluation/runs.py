"""Evaluation runs that can be resumed where they stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import InputError
from rag.evaluation.outcome import Outcome

if TYPE_CHECKING:
    from rag.evaluation.dataset import Question


class RunFile:
    """The outcomes of one named run over one set: a JSON Lines file that only grows."""

    def __init__(self, path: Path, setup: Mapping[str, object]) -> None:
        """Open the file, or begin it.

        Args:
            setup: What the outcomes depend on; a run is resumed only with an equal setup.

        Raises:
            InputError: The run was begun under another setup.
        """
        self._path = path
        self.outcomes: dict[str, Outcome] = {}
        header = json.dumps({"setup": setup}, sort_keys=True)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(header + "\n", encoding="utf-8")
            return
        first, *lines = path.read_text(encoding="utf-8").split("\n")
        if first != header:
            raise InputError(
                f"The run in {path} was begun with another set, seed, model, writers or settings. "
                "Give this one another name with --run, or remove that file."
            )
        for line in lines[:-1]:
            outcome = Outcome.from_dict(json.loads(line))
            self.outcomes[outcome.id] = outcome
        if lines and lines[-1]:  # cut off while it was written
            path.write_text("\n".join([first, *lines[:-1], ""]), encoding="utf-8")

    def keep(self, outcome: Outcome) -> None:
        """Append an outcome."""
        line = json.dumps(outcome.as_dict(), ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def outcomes(
    questions: Sequence[Question], ask: Callable[[Question], Outcome], kept: RunFile | None
) -> Iterator[Outcome]:
    """Yield outcomes in the order of the questions, asking only those not in the run file."""
    for question in questions:
        outcome = kept.outcomes.get(question.id) if kept else None
        if outcome is None or outcome.asked != question.digest:
            outcome = ask(question)
            if kept is not None:
                kept.keep(outcome)
        yield outcome
