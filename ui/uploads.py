"""Articles that visitors add: files come by a route of their own, then they are taken in with progress."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from tempfile import mkdtemp
from threading import Thread
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from ingest import IngestSummary, Progress, ingest
from rag.errors import InputError, NewsError

if TYPE_CHECKING:
    from rag.assistant import Assistant

PATH = "/uploads"

_BATCH = re.compile(r"[0-9a-f]{32}")
_MOST_FILES = 50
_KEPT_SECONDS = 3_600
_LONGEST_NAME = 120
_TELL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a taking in is, or how it ended."""

    progress: Progress | None = None
    summary: IngestSummary | None = None
    fault: str | None = None


class Uploads:
    """Files on their way into a corpus, in a temporary folder until they are taken in."""

    def __init__(self, assistant: Assistant, megabytes: int) -> None:
        """Take in for an assistant; ``megabytes`` may come at once."""
        self._assistant = assistant
        self._most = 1_000_000 * megabytes
        self._folder: Path | None = None

    async def receive(self, request: Request) -> Response:
        """One file, as the body of a request that names its batch and itself."""
        batch, name = (request.query_params.get(key, "") for key in ("batch", "name"))
        name = _file_name(name)
        if not _BATCH.fullmatch(batch) or not name:
            return PlainTextResponse("A file needs a name and a batch.\n", 422)
        folder = self._batch(batch)
        folder.mkdir(exist_ok=True)
        held = [file for file in folder.iterdir() if file.name != name]
        left = self._most - sum(file.stat().st_size for file in held)
        target = folder / name
        with suppress(ClientDisconnect), target.open("wb") as file:
            async for part in request.stream():
                left -= len(part)
                if left < 0 or len(held) >= _MOST_FILES:
                    target.unlink()
                    return PlainTextResponse("That is more than may be added at once.\n", 413)
                file.write(part)
            return PlainTextResponse("Received.\n")
        target.unlink(missing_ok=True)
        return PlainTextResponse("The file did not come whole.\n", 400)

    def take_in(self, batch: str, address: str) -> Iterator[Taken]:
        """Take in the files of a batch, or what is at a web address, and tell how far it is."""
        folder = self._batch(batch) if _BATCH.fullmatch(batch) else None
        try:
            wanted: list[Path | str] = (
                sorted(folder.iterdir()) if folder and folder.is_dir() else []
            )
            if address.strip():
                wanted.append(_web_address(address))
            yield from self._take_in(wanted, folder)
        except InputError as error:
            yield Taken(fault=str(error))
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)

    def _take_in(self, wanted: list[Path | str], folder: Path | None) -> Iterator[Taken]:
        told: Queue[Taken] = Queue()

        def run() -> None:
            corpus = self._assistant.corpus
            try:
                summary = ingest(
                    wanted,
                    corpus,
                    self._assistant.embedder,
                    progress=lambda progress: told.put(Taken(progress=progress)),
                )
                if folder is not None:  # the files go: there is nothing to be tried again
                    corpus.settle_rejected([str(folder)], time.time() + 1)
                told.put(Taken(summary=summary))
            except NewsError as error:
                told.put(Taken(fault=str(error)))

        thread = Thread(target=run, name="taking-in")
        thread.start()
        yield Taken()
        ended = False
        while not ended:
            latest = None
            with suppress(Empty):
                latest = told.get(timeout=_TELL_SECONDS)
            if latest is None and not thread.is_alive() and told.empty():
                yield Taken(fault="")  # of the program, and in its log
                return
            if latest is not None:
                ended = latest.progress is None
                yield latest
        thread.join()

    def _batch(self, batch: str) -> Path:
        """Where the files of a batch are; what nobody took in for an hour goes."""
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="news-uploads-"))
        for old in self._folder.iterdir():
            if time.time() - old.stat().st_mtime > _KEPT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
        return self._folder / batch

    def close(self) -> None:
        """Remove what was not taken in."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _file_name(name: str) -> str:
    """A name that is one file of one folder, or nothing."""
    return re.sub(r"[^\w.() -]+", "_", name)[-_LONGEST_NAME:].strip(". ")


def _web_address(address: str) -> str:
    address = address.strip()
    if not re.match(r"https?://", address, re.IGNORECASE) or len(address) > 2_000:
        raise InputError(f"{address[:100]!r} is no web address: begin it with https://.")
    return address
