"""Reads whether the source of an article took it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.errors import InputError
from rag.records import Article

if TYPE_CHECKING:
    from ingest.records import RawArticle

# Words of this project, of IPTC's publishing status (``stat:canceled``), and of content systems.
_TAKEN_BACK = frozenset(
    "withdrawn withheld canceled cancelled retracted killed unpublished deleted removed".split()  # noqa: SIM905
)
_YES = frozenset({"true", "yes", "y", "1"})


def is_withdrawn(fields: Mapping[str, object]) -> bool:
    """Tell whether a record's ``status`` or ``withdrawn`` says that the article was taken back."""
    if str(fields.get("withdrawn", "")).strip().lower() in _YES:
        return True
    status = str(fields.get("status", "")).lower()
    # A code has the name or address of its list in front.
    return status.replace("/", ":").rpartition(":")[2].strip() in _TAKEN_BACK


def bare_withdrawal(raw: RawArticle) -> bool:
    """Tell whether a record takes an article back and holds no text of it."""
    return not raw.body.strip() and is_withdrawn(raw.fields)


def taken_back(stored: Article | None) -> Article:
    """Return the article that a bare withdrawal is about, marked as withdrawn.

    Raises:
        InputError: It was never taken in.
    """
    if stored is None:
        raise InputError(
            "It takes an article back that is not in the corpus, told by its id or URL. "
            "Nothing is to be done if it was never taken in."
        )
    return replace(stored, status="withdrawn")
