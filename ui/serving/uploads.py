"""Articles that visitors add: files come by a route of their own, then they are taken in with progress."""

from __future__ import annotations

import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from queue import Queue
from tempfile import mkdtemp
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from ingest import IngestSummary, Progress, ingest
from rag.errors import CorpusLockedError, InputError, NewsError
from ui.refusals import RefusedError, stopping
from ui.serving.stopping import StoppedError, until_stopped
from ui.serving.visitors import current_visitor
from ui.texts import Texts, texts_for

if TYPE_CHECKING:
    from rag.assistant import Assistant

PATH = "/uploads"
MOST_FILES = 50
FOR_THE_CORPUS_SECONDS = 30.0
"""How long what a visitor does to the library waits for other writing to it."""

_BATCH = re.compile(r"[0-9a-f]{32}")
_BREAKING_OFF_SECONDS = 10.0
"""How long a taking in has to notice that the server ends."""
_KEPT_SECONDS = 3_600
_LONGEST_NAME = 200
"""Bytes; file systems have room for 255."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff"*/:<>?\\|]+')

_log = logging.getLogger(__name__)


class _TooMuchError(Exception):
    """It is more than one visitor may add at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a taking in is, or how it ended.

    Attributes:
        fault: Why nothing was taken in; empty: it is of the program, and in its log.
        locked: Whether something else still wrote to the corpus: a batch is kept, to be taken in
            later.
    """

    progress: Progress | None = None
    summary: IngestSummary | None = None
    fault: str | None = None
    locked: bool = False


class Uploads:
    """Files on their way into a corpus, in a temporary folder until they are taken in.

    Each visitor has a folder there, with one for each batch and in it one for each file; a batch
    comes whole or goes.
    """

    def __init__(self, assistant: Assistant, megabytes: int, admit: Callable[[], None]) -> None:
        """Take in for an assistant.

        Args:
            megabytes: What one visitor may have there at once.
            admit: Counts a file or an address; raises `RefusedError` where it is one too many.
        """
        self._assistant = assistant
        self._megabytes = megabytes
        self._admit = admit
        self._folder: Path | None = None
        self._being_read: set[Path] = set()
        self._taking: set[Thread] = set()
        self._finishing = False  # nothing more is taken in
        self._ended = Event()  # what is being taken in is broken off
        self._guard = Lock()  # folders are removed, and looked through, by one thread at a time

    async def receive(self, request: Request) -> Response:
        """One file, as the body of a request that names its batch and itself."""
        texts = texts_for(request.headers.get("accept-language", ""))
        batch, name = (request.query_params.get(key, "") for key in ("batch", "name"))
        name = _file_name(name)
        if not _BATCH.fullmatch(batch) or not name:
            return PlainTextResponse("A file needs a name and a batch.\n", 422)
        folder = self._batch(batch)
        try:
            self._admit()
            folder.mkdir(parents=True, exist_ok=True)
            # Alone in a folder a file keeps its name, whatever others are called.
            await self._receive(request, Path(mkdtemp(dir=folder)) / name)
            return PlainTextResponse("Received.\n")
        except RefusedError as error:
            status = 429 if error.why == "too_many" else 503
            reply = PlainTextResponse(f"{error.said(texts)}\n", status)
            reply.headers["Retry-After"] = str(error.seconds)
        except _TooMuchError:
            reply = PlainTextResponse(f"{too_much(texts, self._megabytes)}\n", 413)
        except ClientDisconnect:
            reply = PlainTextResponse(f"{texts.add_not_whole}\n", 400)
        except OSError as error:
            _log.error("A file that was sent could not be stored: %s", error)
            reply = PlainTextResponse(f"{texts.add_not_stored}\n", 507)
        self._drop(folder)
        return reply

    async def _receive(self, request: Request, target: Path) -> None:
        told = int(request.headers.get("content-length", "0"))
        own = target.parents[2]
        with target.open("wb") as file:
            self._check(own, told)
            async for part in request.stream():
                self._check(own, len(part))
                file.write(part)

    def _check(self, own: Path, more: int) -> None:
        """Whether a visitor may have so many bytes more there."""
        with self._guard:
            held = [file.stat().st_size for file in own.glob("*/*/*")]
        if len(held) > MOST_FILES or sum(held) + more > 1_000_000 * self._megabytes:
            raise _TooMuchError

    def take_in(self, batch: str, address: str, texts: Texts) -> Iterator[Taken]:
        """Take in the files of a batch, or what is at a web address, and tell how far it is.

        Once begun it goes on to its end, whether anyone listens or not, or until `close`.

        Args:
            texts: Of the visitor's language.

        Raises:
            RefusedError: The visitor adds too much, or the server is being stopped.
        """
        folder = self._claimed(batch)
        told: Queue[Taken] = Queue()

        def run(wanted: list[Path | str]) -> None:
            ended = Taken(fault="")
            try:
                ended = self._taken(wanted, folder, told.put, texts)
            finally:
                self._let_go(folder, keep=ended.locked)
                told.put(ended)

        try:
            self._begin(run, self._wanted(folder, address, texts))
        except NewsError as error:
            self._let_go(folder)
            if not isinstance(error, InputError):
                raise
            yield Taken(fault=str(error))
            return
        yield Taken()
        while (latest := told.get()).progress is not None:
            yield latest
        yield latest

    def _begin(self, run: Callable[[list[Path | str]], None], wanted: list[Path | str]) -> None:
        """Take in, in a thread of its own.

        Raises:
            RefusedError: The server is being stopped.
        """
        with self._guard:
            if self._finishing:
                raise stopping()
            self._taking = {thread for thread in self._taking if thread.is_alive()}
            # A daemon: a source that does not answer must not hold a server that ends.
            thread = Thread(target=run, args=(wanted,), name="taking-in", daemon=True)
            self._taking.add(thread)
            thread.start()

    def finish(self, seconds: float) -> bool:
        """Begin no more, and wait for what is being taken in.

        Returns:
            Whether all of it has come to its end within the time.
        """
        with self._guard:
            self._finishing = True
        until = time.monotonic() + seconds
        for thread in self._taking:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._taking)

    def _wanted(self, folder: Path | None, address: str, texts: Texts) -> list[Path | str]:
        """The files of a batch by name, and the address.

        Raises:
            InputError: There is nothing, or the address is none; it says so in the language of
                the texts.
            RefusedError: The visitor adds too much.
        """
        sent = folder.glob("*/*") if folder else ()
        wanted: list[Path | str] = [*sorted(sent, key=lambda file: file.name)]
        if address.strip():
            self._admit()
            wanted.append(_web_address(address, texts))
        if not wanted:
            raise InputError(texts.add_gone)
        return wanted

    def _taken(
        self,
        wanted: list[Path | str],
        folder: Path | None,
        tell: Callable[[Taken], None],
        texts: Texts,
    ) -> Taken:
        """Take in, telling how far it is; how it ended."""
        from ingest.web.fetching import Fetcher

        corpus = self._assistant.corpus
        try:
            summary = ingest(
                wanted,
                corpus,
                self._assistant.embedder,
                progress=until_stopped(
                    self._ended, lambda progress: tell(Taken(progress=progress))
                ),
                fetcher=Fetcher(self._assistant.settings),
                wait_seconds=FOR_THE_CORPUS_SECONDS,
            )
            if folder is not None:  # the files go: there is nothing to be tried again
                corpus.settle_rejected([str(folder)], time.time() + 1)
            return Taken(summary=summary)
        except StoppedError:
            _log.warning("Broken off: a taking in of files and addresses, %d in all.", len(wanted))
            return Taken(fault=stopping().said(texts))
        except CorpusLockedError:
            return Taken(locked=True)
        except InputError as error:
            return Taken(fault=str(error))
        except NewsError as error:  # names folders and models: not for visitors
            _log.error("Articles could not be taken in: %s", error)
            return Taken(fault="")

    def _batch(self, batch: str) -> Path:
        """Where the files of a visitor's batch are; what nobody took in for an hour goes."""
        with self._guard:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="news-uploads-"))
            for old in self._folder.glob("*/*"):
                is_old = time.time() - old.stat().st_mtime > _KEPT_SECONDS
                if is_old and old not in self._being_read:
                    shutil.rmtree(old, ignore_errors=True)
            return self._folder / sha256(current_visitor().name.encode()).hexdigest() / batch

    def _claimed(self, batch: str) -> Path | None:
        """The folder of a batch, which stays until it is let go; None for no batch of files."""
        if not _BATCH.fullmatch(batch):
            return None
        folder = self._batch(batch)
        with self._guard:
            if folder in self._being_read or not folder.exists():
                return None
            self._being_read.add(folder)
        return folder

    def _let_go(self, folder: Path | None, *, keep: bool = False) -> None:
        """Remove a batch that was claimed, or keep it for an hour from now."""
        if folder is None:
            return
        with self._guard:
            self._being_read.discard(folder)
            if keep and folder.exists():
                os.utime(folder)
            else:
                shutil.rmtree(folder, ignore_errors=True)

    def _drop(self, folder: Path) -> None:
        """Remove a batch that did not come whole, unless it is being read."""
        with self._guard:
            if folder not in self._being_read:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Break off what is being taken in, and remove what was not."""
        self._ended.set()
        self.finish(_BREAKING_OFF_SECONDS)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def too_much(texts: Texts, megabytes: int) -> str:
    """Say that this is more than may be added at once."""
    return texts.add_too_large.format(
        files=texts.number(MOST_FILES), megabytes=texts.number(megabytes)
    )


def _file_name(name: str) -> str:
    """A name that is one file of one folder, or nothing; of a long one the end, with the suffix."""
    end = _NOT_IN_NAMES.sub("_", name).encode()[-_LONGEST_NAME:]
    return end.decode(errors="ignore").strip(". ")


def _web_address(address: str, texts: Texts) -> str:
    address = address.strip()
    if not re.match(r"https?://", address, re.IGNORECASE) or len(address) > 2_000:
        raise InputError(texts.no_address.format(address=repr(address[:100])))
    return address
