"""Speed of finding copies: ``python -m benchmarks.copy_check``.

Synthetic articles of about 230 words are stored without passages, so that little but the copy check
is done. One in ten copies an earlier one with a new headline, a cut ending and a sentence added;
one in twenty is an update by the same outlet with a new beginning. The rate is printed in articles
per second of processor time, for about each tenth of the run: it must not drop.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from rag.records import Article

_WORDS = 230
_VOCABULARY = 30_000
_COPIES, _UPDATES = 0.1, 0.05
_AT_ONCE = 500


def made(count: int) -> Iterator[tuple[NewArticle, bool]]:
    """Yield articles, and whether each is a copy; word frequencies follow Zipf's law."""
    random = np.random.default_rng(4)
    odds = np.cumsum((np.arange(1, _VOCABULARY + 1) + 2.7) ** -1.07)
    texts: list[list[int]] = []
    for number in range(count):
        drawn_for = random.random() if number else 1.0
        is_copy, is_update = drawn_for < _COPIES, _COPIES <= drawn_for < _COPIES + _UPDATES
        drawn = np.searchsorted(odds, random.random(_WORDS) * odds[-1]).tolist()
        if is_copy or is_update:
            original = texts[int(random.integers(len(texts)))]
            kept = original[: int(_WORDS * random.uniform(0.75, 1))]
            words = kept + drawn[:15] if is_copy else drawn[:15] + kept
        else:
            words = drawn
            texts.append(words)
        body = " ".join(f"w{word}" for word in words)
        article = Article(
            f"made-{number}",
            f"Headline {number}",
            body,
            f"{1900 + number // 999}",
            source="Local" if is_copy else "Wire",
        )
        yield NewArticle(article, "", ()), is_copy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    count = parser.parse_args().articles
    batch: list[NewArticle] = []
    copies: set[str] = set()
    found: set[str] = set()
    seconds, done = 0.0, 0
    with (
        tempfile.TemporaryDirectory() as name,
        closing(Corpus(Path(name) / "corpus", create=True)) as corpus,
        corpus.writing(),
    ):
        for number, (new, is_copy) in enumerate(made(count), 1):
            batch.append(new)
            if is_copy:
                copies.add(new.article.id)
            if len(batch) == _AT_ONCE or number == count:
                started = time.process_time()
                found |= corpus.write(batch)
                seconds += time.process_time() - started
                batch = []
                if number - done >= count / 10:
                    print(f"{number:,}: {(number - done) / seconds:,.0f} articles/s", flush=True)
                    seconds, done = 0.0, number
    right = len(copies & found)
    print(f"{len(found)} copies found, {right} of them right, of {len(copies)} made")


if __name__ == "__main__":
    main()
