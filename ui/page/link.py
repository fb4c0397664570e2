"""A question in the address of the page, with the questions it depends on and its options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from rag.text import writable
from ui.page.conversation import HISTORY_TURNS
from ui.page.narrowing import Narrowing


@dataclass(frozen=True, slots=True)
class Link:
    """The questions and options in an address.

    Attributes:
        questions: Questions to be asked one after the other; empty if there are none.
    """

    questions: tuple[str, ...]
    narrowing: Narrowing

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Link:
        """Read an address, with at most as many questions as one with a full history."""
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        asked = [question for question in values.get("q", []) if question]
        return cls(tuple(asked[-HISTORY_TURNS - 1 :]), Narrowing.from_link(values))

    @property
    def query(self) -> str:
        """The part of the address after ``?``."""
        asked = {"q": [*map(writable, self.questions)], **self.narrowing.options()}
        return urlencode(asked, doseq=True)
