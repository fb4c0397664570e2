"""The words by language: nothing that no module reads, and nothing that cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest import words
from rag.language import DETECTED
from rag.words import Words

INGEST = Path(words.__file__).parents[1]
README = (INGEST / "words" / "README.md").read_text(encoding="utf-8")
WORDS = Words("ingest.words")
FOUND = sorted({key for keys in WORDS.keys.values() for key in keys})
IN_ALL = ("kinds.opinion", "kinds.correction", "kinds.analysis", "dates.published")


def keys_described() -> set[str]:
    """The keys in README.md."""
    section, described = "", set()
    for line in README.splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| `"):
            described |= {
                f"{section}.{name}" for name in re.findall(r"`(\w+)`", line.split("|")[1])
            }
    return described


def test_every_key_is_read_by_some_module_and_described() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in INGEST.rglob("*.py"))
    assert [key for key in FOUND if not re.search(rf"[\"']{key}[\"']", code)] == []
    assert sorted(keys_described()) == FOUND


def test_the_table_of_what_each_language_has_is_true() -> None:
    sections = list(
        dict.fromkeys(key.rpartition(".")[0] for keys in WORDS.keys.values() for key in keys)
    )
    rows = [["", *sections], ["---"] * (len(sections) + 1)]
    for language, keys in WORDS.keys.items():
        has = Counter(key.rpartition(".")[0] for key in keys)
        rows.append([language, *(str(has[section] or "") for section in sections)])
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert table in README, table


@pytest.mark.parametrize("key", FOUND)
def test_what_a_key_holds_can_be_used(key: str) -> None:
    held = [keys[key] for keys in WORDS.keys.values() if key in keys]
    if isinstance(held[0], str):
        assert [text for text in WORDS.strings(key).values() if text != text.strip()] == []
        re.compile(words.pattern(key), re.VERBOSE)
    else:
        for listed in WORDS.lists(key).values():
            assert [word for word, count in Counter(listed).items() if count > 1] == []
            assert [word for word in listed if word != word.strip()] == []


@pytest.mark.parametrize("key", IN_ALL)
def test_every_language_that_is_told_has(key: str) -> None:
    assert [code for code in DETECTED if key not in WORDS.keys[code]] == []
