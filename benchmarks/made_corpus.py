"""A synthetic corpus of any size, made from a small real one, to measure speed and memory.

Texts are made of words of the real articles and invented ones that look like them, with frequencies
by Zipf's law, so that common terms are common. Vectors are real ones with noise, so that
neighbourhoods are as crowded as real ones. The real articles are part of it, so that real questions
find evidence.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from rag.corpus.articles import NewArticle, NewPassage
from rag.corpus.corpus import Corpus
from rag.embedding.model import PassageVectors
from rag.records import Article, Passage

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

FORMAT = 1
"""To be raised when the corpus that is made changes, so that an older one in the cache is not used."""

NEWEST = datetime(2026, 11, 20, tzinfo=UTC)
DAYS = 730
_PASSAGES = 5  # of an article
_SENTENCES = 6  # of a passage
_WORDS = 17  # of a sentence
_CHARACTERS = 30  # of a sentence without blanks
_VOCABULARY = 30_000
_OUTLETS = 40
_UNDATED = 0.03
_NOISE = (0.3, 0.7)  # length beside the real vector's 1: cosine to it .96 to .82
_ARTICLES_AT_ONCE = 400


def made_corpus(sample: Corpus, fingerprint: str, cache: Path, passages: int) -> Path:
    """Return the folder of a corpus of ``passages`` passages; the first call takes minutes.

    Args:
        sample: The real articles; at least one in each language that the corpus is to have.
        fingerprint: Fingerprint of the embedding model that made the sample's vectors.
    """
    target = cache / f"made-{passages}-v{FORMAT}-{fingerprint}"
    if target.is_dir():
        return target
    draft = target.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    real = _read(sample)
    with closing(Corpus(draft, create=True)) as corpus, corpus.writing():
        corpus.set_model(fingerprint, "bundled")
        corpus.write(real)
        missing = passages - sum(len(new.passages) for new in real)
        with tqdm(total=missing, desc="Made corpus", unit="passages") as bar:
            for batch in _made(real, missing):
                corpus.write(batch)
                bar.update(sum(len(new.passages) for new in batch))
    draft.rename(target)
    return target


@dataclass(frozen=True)
class _Language:
    code: str
    passages: list[NewPassage]
    words: npt.NDArray[np.str_]  # most common first
    odds: npt.NDArray[np.float64]  # cumulative
    spaced: bool


def _read(sample: Corpus) -> list[NewArticle]:
    keys = sample.table().keys.tolist()
    found: defaultdict[str, list[NewPassage]] = defaultdict(list)
    for stored in sample.passages(keys).values():
        passage = stored.passage
        new = NewPassage(passage, _digest(passage.text), stored.vectors)
        found[passage.article_id].append(new)
    return [
        NewArticle(article, article.id, tuple(found[article.id])) for article in sample.articles()
    ]


def _made(real: Sequence[NewArticle], passages: int) -> Iterator[list[NewArticle]]:
    random = np.random.default_rng(20261120)
    languages = _languages(real, random)
    shares = np.array([len(language.passages) for language in languages], float)
    number = 0
    while number * _PASSAGES < passages:
        batch = []
        for place in random.choice(len(languages), _ARTICLES_AT_ONCE, p=shares / shares.sum()):
            batch.append(_article(number, languages[place], random))
            number += 1
            if number * _PASSAGES >= passages:
                break
        yield batch


def _languages(real: Sequence[NewArticle], random: np.random.Generator) -> list[_Language]:
    stored: defaultdict[str, list[NewPassage]] = defaultdict(list)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for new in real:
        stored[new.article.language or "en"] += new.passages
        texts[new.article.language or "en"].append(new.article.body)
    found = []
    for code in sorted(texts):
        text = "\n".join(texts[code])
        spaced = text.count(" ") > len(text) / 20
        counts = Counter(text.split() if spaced else filter(str.isalpha, text))
        words = [word for word, _ in counts.most_common()]
        words += _more(words, random) if spaced else []
        ranks = np.arange(1, len(words) + 1)
        odds = np.cumsum((ranks + 2.7) ** -1.07)  # Zipf and Mandelbrot
        found.append(_Language(code, stored[code], np.array(words), odds / odds[-1], spaced))
    return found


def _more(words: Sequence[str], random: np.random.Generator) -> list[str]:
    """Invent similar words, up to `_VOCABULARY`: each letter follows from the two before."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        padded = f"  {word.casefold()} "
        for place in range(2, len(padded)):
            following[padded[place - 2 : place]].append(padded[place])
    known = dict.fromkeys(words)
    draws = iter(random.random(_VOCABULARY * 100))
    while len(known) < _VOCABULARY:
        made = "  "
        while len(made) < 3 or made[-1] != " ":
            choices = following[made[-2:]]
            made += choices[int(next(draws) * len(choices))]
        known.setdefault(made.strip())
    return list(known)[len(words) :]


def _article(number: int, language: _Language, random: np.random.Generator) -> NewArticle:
    body, spans = "", []
    for text in _sentences(language, random):
        body += "\n\n" if body and len(spans) % _SENTENCES == 0 else " " * bool(body)
        spans.append((len(body), len(body) + len(text)))
        body += text
    article_id = f"made-{number}"
    passages = []
    for first in range(0, len(spans), _SENTENCES):
        mine = tuple(spans[first : first + _SENTENCES])
        start, end = mine[0][0], mine[-1][1]
        passage = Passage(article_id, start, end, body[start:end], mine)
        passages.append(NewPassage(passage, _digest(passage.text), _vectors(language, random)))
    published = NEWEST - timedelta(seconds=int(random.integers(DAYS * 86_400)))
    article = Article(
        id=article_id,
        title=body[: spans[0][1] - 1],
        body=body,
        published_at=None if random.random() < _UNDATED else published.isoformat(),
        language=language.code,
        source=f"Outlet {random.integers(_OUTLETS)}",
        content_hash=hashlib.sha256(body.encode()).hexdigest(),
    )
    return NewArticle(article, article_id, tuple(passages))


def _sentences(language: _Language, random: np.random.Generator) -> list[str]:
    size = _WORDS if language.spaced else _CHARACTERS
    drawn = np.searchsorted(language.odds, random.random((_PASSAGES * _SENTENCES, size)))
    blank, stop = (" ", ".") if language.spaced else ("", "。")
    return [blank.join(row).capitalize() + stop for row in language.words[drawn].tolist()]


def _vectors(language: _Language, random: np.random.Generator) -> PassageVectors:
    real = language.passages[random.integers(len(language.passages))].vectors
    bounds = np.linspace(0, len(real.tokens), _SENTENCES + 1).astype(np.int32)
    return PassageVectors(
        _near(real.passage, random),
        random.permutation(real.tokens),
        np.stack([bounds[:-1], bounds[1:]], axis=1),
    )


def _near(vector: Matrix, random: np.random.Generator) -> Matrix:
    noise = random.standard_normal(vector.shape, np.float32)
    moved = vector + noise * (random.uniform(*_NOISE) / np.linalg.norm(noise))
    return np.asarray(moved / np.linalg.norm(moved), np.float32)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
