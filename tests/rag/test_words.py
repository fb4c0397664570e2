from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from rag import words
from rag.language import DETECTED
from rag.phrases import Attribution, Phrase
from rag.words import Words

RAG = Path(words.__file__).parents[1]
README = (RAG / "words" / "README.md").read_text(encoding="utf-8")
KEYS = Words("rag.words").keys
FOUND = {key for keys in KEYS.values() for key in keys}
PHRASES = {f"phrases.{name}" for name in get_args(Phrase)} | {
    f"phrases.no_outlet.{name}" for name in get_args(Attribution)
}
PLAIN = ("phrases.", "model.")
ANY_NUMBER = {  # of members a list of these may have
    *("asking.small", "period.whose", "dates.locales", "dates.months_that_are_words"),
    *("numbers.words", "numbers.units", "numbers.uncounted", "numbers.parts"),
}
FILLED = re.compile(r"\{[a-z_]+\}")


def keys_read() -> set[str]:
    """The keys that some module asks for."""
    asked = re.compile(r"\b(?:strings|lists)\(\s*\"([\w.]+)\"")
    return PHRASES.union(*(asked.findall(path.read_text("utf-8")) for path in RAG.rglob("*.py")))


def keys_described() -> dict[str, bool]:
    """The keys in README.md, but for phrases, and whether each is for what English does not have."""
    section, described = "", {}
    for line in README.splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| `"):
            for name, star in re.findall(r"`(\w+)`(\*?)", line.split("|")[1]):
                described[f"{section}.{name}"] = bool(star)
    return described


def test_every_key_is_read_by_some_module_and_described() -> None:
    assert keys_read() == FOUND
    assert keys_described().keys() | PHRASES == FOUND


def test_the_table_of_what_each_language_has_is_true() -> None:
    sections = list(dict.fromkeys(key.rpartition(".")[0] for key in KEYS["en"]))
    rows = [["", *sections], ["---"] * (len(sections) + 1)]
    for language, keys in KEYS.items():
        has = Counter(key.rpartition(".")[0] for key in KEYS["en"] if key in keys)
        rows.append([language, *(str(has[section] or "") for section in sections)])
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert table in README, table


def test_english_has_every_key_but_those_for_what_it_does_not_have() -> None:
    not_english = {key for key, star in keys_described().items() if star}
    assert FOUND - KEYS["en"].keys() == not_english


def test_every_language_that_is_told_has_the_answers_own_sentences() -> None:
    for language in DETECTED:
        assert {key for key in KEYS[language] if key.startswith("phrases.")} == PHRASES, language


@pytest.mark.parametrize("language", KEYS)
def test_every_regular_expression_compiles(language: str) -> None:
    for key, value in KEYS[language].items():
        kind = words.strings if isinstance(value, str) else words.lists
        read = kind(key)[language]
        for text in [read] if isinstance(read, str) else read:
            assert "\n" not in text
            if not key.startswith(PLAIN):
                re.compile(FILLED.sub("", text))


def test_lists_whose_places_mean_something_are_as_long_in_every_language() -> None:
    for key in FOUND - ANY_NUMBER:
        members = [keys[key] for keys in KEYS.values() if key in keys]
        assert len({len(each) for each in members if isinstance(each, list)}) < 2, key


def test_lines_of_a_text_are_put_together_without_their_indents(words_of: WordsOf) -> None:
    assert words_of(nl="[period]\nago = '''\n  week\n  |maand '''").strings("period.ago") == {
        "nl": "week|maand "
    }


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("nl", "[period]\nago = 3", "nl.toml: period.ago must be a list of texts."),
        ("nl", "[period]\nago = 'week'", "nl.toml: period.ago must be a list of texts."),
        ("nl", "[period]\nago = ['week', 3]", "nl.toml: period.ago must be a list of texts."),
        ("nl", "[period]\nuntil = ['week']", "no language has period.ago."),
        ("dutch", "[period]\nago = ['week']", "dutch.toml is called like no language."),
    ],
)
def test_what_is_amiss_is_told_with_its_file_and_key(
    words_of: WordsOf, language: str, text: str, told: str
) -> None:
    table = words_of(**{language: text}).lists("period.ago")
    with pytest.raises(ValueError, match=re.escape(told)):
        table.get("nl")


WordsOf = Callable[..., Words]


@pytest.fixture
def words_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WordsOf:
    """Makes a package of files, each given by its language."""
    package = f"words_{tmp_path.name}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def make(**files: str) -> Words:
        for language, text in files.items():
            (tmp_path / package / f"{language}.toml").write_text(text, encoding="utf-8")
        return Words(package)

    return make
