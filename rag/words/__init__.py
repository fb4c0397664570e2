"""Holds the words by which each language says a thing: one TOML file per language, ``nl.toml``.

README.md beside this file says what each key holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from rag.language import DETECTED, normalise_code

T = TypeVar("T")


class Words:
    """The TOML files of a package, read when one of their words is first asked for.

    A fault in them is then raised as a ValueError that names the file and the key: a file whose
    name is no language code, a value that is no text or no list of texts, a key that no file has.
    """

    def __init__(self, package: str) -> None:
        self._package = package

    def strings(self, key: str) -> Mapping[str, str]:
        """Return the text under a key such as ``period.ago``, by language (ISO 639-1); languages
        without it are left out.

        Texts are read without line ends and indents.
        """
        return _Table(lambda: self._table(key, _text, "a text"))

    def lists(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """Return the list of texts under a key, by language; otherwise as `strings`."""
        return _Table(lambda: self._table(key, _texts, "a list of texts"))

    @cached_property
    def keys(self) -> dict[str, dict[str, object]]:
        """What each key holds, by language: English first, then in the order of `DETECTED`."""
        # Imported late, because `news --help` does without them.
        import tomllib
        from importlib.resources import files

        found: dict[str, dict[str, object]] = {}
        for file in files(self._package).iterdir():
            language, _, ending = file.name.rpartition(".")
            if ending != "toml":
                continue
            if normalise_code(language) != language:
                raise ValueError(f"{self._package}/{file.name} is called like no language.")
            found[language] = dict(_flat(tomllib.loads(file.read_text("utf-8"))))
        order = [*dict.fromkeys(("en", *DETECTED)), *sorted(found)]
        return {language: found[language] for language in order if language in found}

    def _table(self, key: str, read: Callable[[object], T | None], what: str) -> dict[str, T]:
        table: dict[str, T] = {}
        for language, keys in self.keys.items():
            if key in keys:
                value = read(keys[key])
                if value is None:
                    raise ValueError(f"{self._package}/{language}.toml: {key} must be {what}.")
                table[language] = value
        if not table:
            raise ValueError(f"{self._package}: no language has {key}.")
        return table


class _Table(Mapping[str, T]):
    """A mapping that is made when it is first read."""

    def __init__(self, make: Callable[[], dict[str, T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> dict[str, T]:
        return self._make()

    def __getitem__(self, language: str) -> T:
        return self._made[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _flat(table: dict[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield the keys of a table, each with its sections in front, and their values: ``period.ago``."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "".join(map(str.lstrip, value.split("\n")))


def _texts(value: object) -> tuple[str, ...] | None:
    texts = [_text(each) for each in value] if isinstance(value, list) else [None]
    return tuple(text for text in texts if text is not None) if None not in texts else None


_WORDS = Words(__name__)
strings, lists = _WORDS.strings, _WORDS.lists
