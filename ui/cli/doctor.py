"""`news doctor`: what is installed, what the corpus holds, what is wrong, and what to do about it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rag.errors import CorpusLockedError, ModelMismatchError, NewsError
from ui.cli.model import embedder_for
from ui.cli.options import corpus_option, writer_option
from ui.cli.progress import share_bar
from ui.terminal import echo_paragraph

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus, Holdings
    from rag.embedding.model import Embedder
    from rag.settings import Settings

SOMETHING_WRONG = 1

_DISTRIBUTION = "ask-the-news"
_SHOWN = ("torch", "transformers", "sentence-transformers", "chromadb", "langchain", "gradio")
_AT_MOST = 8
"""Languages and outlets that are named; the others are counted."""

_HELP = """Say what is installed, which models are in use and what the corpus holds.

What is wrong is marked, with what to do about it, and the exit code is then 1. The corpus is checked
as a whole: texts against their digests, passages, vectors and both indexes against each other.

\b
  news doctor
  news doctor --repair      makes again what is derived from the articles; loses nothing
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        wrong: What is wrong, and what to do about it; "" if nothing is.
    """

    about: str
    text: str
    wrong: str = ""


@click.command(help=_HELP, short_help="Say what is installed and what is wrong.")
@writer_option
@click.option("--repair", is_flag=True, help="Make again what is derived, if it is not right.")
@corpus_option
@click.pass_context
def doctor(context: click.Context, writer: str | None, repair: bool, corpus: Path | None) -> None:
    """Look at everything."""
    from rag.settings import load_settings

    settings = load_settings(corpus=corpus, writer=writer)
    wrong = 0
    for finding in _findings(settings, repair):
        echo_paragraph(f"{finding.about}: {finding.text}")
        if finding.wrong:
            wrong += 1
            echo_paragraph(f"WRONG: {finding.wrong}", indent=2, fg="red")
    if wrong:
        context.exit(SOMETHING_WRONG)
    click.echo("Nothing is wrong.")


def _findings(settings: Settings, repair: bool) -> Iterator[Finding]:
    yield from _installed()
    yield from _environment()
    embedder = None
    try:
        embedder, finding = _embedding(settings)
        yield finding
    except NewsError as error:
        yield Finding("Embedding model", settings.embedding_model, str(error))
    try:
        yield _writer(settings)
    except NewsError as error:
        yield Finding("Writer", settings.writer, str(error))
    try:
        yield from _corpus(settings.corpus, embedder, repair)
    except NewsError as error:
        yield Finding("Corpus", str(settings.corpus), str(error))


def _installed() -> Iterator[Finding]:
    from importlib.metadata import version

    where = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Finding("ask-the-news", f"{version(_DISTRIBUTION)}, {where}")
    unfit = "; ".join(_unfit_packages())
    shown = ", ".join(f"{name} {_version(name) or 'missing'}" for name in _SHOWN)
    yield Finding("Packages", shown, f"{unfit}. Install again: make install" if unfit else "")


def _unfit_packages() -> Iterator[str]:
    """Yield what is wrong with required packages: missing, or of a version that does not fit."""
    from importlib.metadata import requires

    from packaging.requirements import Requirement

    for line in requires(_DISTRIBUTION) or ():
        wanted = Requirement(line)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        found = _version(wanted.name)
        if found is None:
            yield f"{wanted.name} is missing"
        elif not wanted.specifier.contains(found, prereleases=True):
            yield f"{wanted.name} is {found}, needed is {wanted.specifier}"


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _environment() -> Iterator[Finding]:
    """Report variables that look like settings but are not; their values are not shown."""
    from rag.settings import Settings, unknown_variables
    from ui.serving.settings import ServingSettings

    unknown = unknown_variables(Settings) | unknown_variables(ServingSettings)
    if unknown:
        names = [f"{name} ({meant}?)" if meant else name for name, meant in unknown.items()]
        yield Finding("Environment", f"no settings, and not read: {', '.join(names)}")


def _embedding(settings: Settings) -> tuple[Embedder, Finding]:
    """Load the model as a question would; report it, and whether its files are whole."""
    from rag.embedding.bundled import NAME, model_folder
    from rag.settings import BUNDLED_MODEL

    name, wrong = settings.embedding_model, ""
    if settings.embedding_model == BUNDLED_MODEL:
        folder = model_folder()
        name, wrong = f"{NAME} in {folder}", _damage(folder)
    embedder = embedder_for(settings)
    text = f"{name}, {embedder.dimension} dimensions, {embedder.device}"
    return embedder, Finding("Embedding model", text, wrong)


def _writer(settings: Settings) -> Finding:
    """Prepare the writer, without calling a hosted model; report it."""
    from rag.generation.bundled_model import model_file
    from rag.generation.choose import chosen_writer, load_writer

    wrong = ""
    if chosen_writer(settings) == "local" and settings.local_model is None:
        wrong = _damage(model_file().parent)
    return Finding("Writer", load_writer(settings).name, wrong)


def _damage(folder: Path) -> str:
    """Say what is wrong with an unpacked model, and what to do; "" if it is whole."""
    from rag.cache import damaged

    if not (files := damaged(folder)):
        return ""
    return (
        f"These files are damaged: {', '.join(files)}. Remove {folder}; it is unpacked again "
        "when it is needed."
    )


def _corpus(folder: Path, embedder: Embedder | None, repair: bool) -> Iterator[Finding]:
    """Report what the corpus holds, whether the embedding model fits it, and what is wrong in it."""
    from rag.corpus.corpus import Corpus

    with closing(Corpus(folder)) as corpus:
        held = corpus.holdings()
        if not held.articles:
            yield Finding("Corpus", f"{folder}, empty", "Fill it with: news ingest PATH...")
            return
        yield _holdings(corpus, held, embedder)
        try:
            with corpus.writing():
                yield from _check(corpus, repair)
        except CorpusLockedError as error:
            yield Finding("Check", f"left out: {error}")
        if rejected := len(corpus.rejected()):
            yield Finding("Rejected", f"{rejected:,} inputs: see news rejected")


def _holdings(corpus: Corpus, held: Holdings, embedder: Embedder | None) -> Finding:
    folder, wrong = corpus.folder, ""
    if embedder is not None:
        try:
            corpus.check_model(embedder.fingerprint)
        except ModelMismatchError as error:
            wrong = str(error)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    span = f"{held.oldest[:10]} to {held.newest[:10]}" if held.oldest and held.newest else "undated"
    text = (
        f"{folder} ({size / 1e6:,.0f} MB): {held.articles:,} articles of {span}, "
        f"{held.passages:,} passages; {held.withdrawn:,} withdrawn; languages {_counted(held.languages)}; "
        f"outlets {_counted(held.sources)}"
    )
    return Finding("Corpus", text, wrong)


def _check(corpus: Corpus, repair: bool) -> Iterator[Finding]:
    """Report what is wrong in the corpus, after a repair if one is wanted and needed."""
    faults = corpus.check()
    repaired = [fault for fault in faults if repair and fault.is_repairable]
    if repaired:
        with share_bar("Repairing") as tell:
            corpus.repair(tell)
        faults = corpus.check()
        yield Finding("Repaired", " ".join(fault.text for fault in repaired))
    for fault in faults:
        remedy = fault.remedy or "Repair it with: news doctor --repair"
        yield Finding("Check", fault.text, remedy)
    if not faults:
        yield Finding("Check", "texts, passages, vectors and indexes agree")


def _counted(numbers: Mapping[str, int]) -> str:
    """List the largest few with their counts, and the number of others."""
    named = [f"{name or 'unknown'} {n:,}" for name, n in list(numbers.items())[:_AT_MOST]]
    more = len(numbers) - len(named)
    return ", ".join([*named, *([f"{more} more"] if more else [])])
