"""A question in the address of the page: with the questions it leans on, and what it is narrowed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from rag.text import writable
from ui.page.conversation import TURNS_TOLD
from ui.page.narrowing import Narrowing


@dataclass(frozen=True, slots=True)
class Link:
    """What an address asks.

    Attributes:
        questions: To be asked one after the other; empty where it asks nothing.
    """

    questions: tuple[str, ...]
    narrowing: Narrowing

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Link:
        """Read an address; of many questions only so many of the last as a question may go on from."""
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        asked = [question for question in values.get("q", []) if question]
        return cls(tuple(asked[-TURNS_TOLD - 1 :]), Narrowing.from_link(values))

    @property
    def query(self) -> str:
        """The part of the address after ``?``."""
        asked = {"q": [*map(writable, self.questions)], **self.narrowing.options()}
        return urlencode(asked, doseq=True)
