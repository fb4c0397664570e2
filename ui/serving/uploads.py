"""Articles that visitors add: files are received by a route of their own, then ingested."""

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

from ingest import IngestStoppedError, IngestSummary, Progress, ingest
from rag.errors import CorpusLockedError, InputError, NewsError
from ui.refusals import RefusedError, stopping
from ui.serving.visitors import current_visitor
from ui.texts import Texts, texts_for

if TYPE_CHECKING:
    from rag.assistant import Assistant

PATH = "/uploads"
MOST_FILES = 50
FOR_THE_CORPUS_SECONDS = 30.0
"""How long a visitor's change of the library waits for other writers."""

_BATCH = re.compile(r"[0-9a-f]{32}")
_BREAKING_OFF_SECONDS = 10.0
"""How long an ingest has to notice that the server ends."""
_KEPT_SECONDS = 3_600
_LONGEST_NAME = 200
"""Bytes of a file name; file systems allow 255."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff"*/:<>?\\|]+')

_log = logging.getLogger(__name__)


class _TooMuchError(Exception):
    """More than one visitor may add at once."""


@dataclass(frozen=True, slots=True)
class IntakeState:
    """The progress or the result of adding articles.

    Attributes:
        fault: Why nothing was added; empty for a fault of the program, which is logged.
        locked: Whether another writer held the corpus; the batch is then kept for another try.
    """

    progress: Progress | None = None
    summary: IngestSummary | None = None
    fault: str | None = None
    locked: bool = False


class Uploads:
    """Files on their way into the corpus, kept in a temporary folder until they are ingested.

    Its layout is visitor/batch/random/file; a batch that does not come whole is removed.
    """

    def __init__(self, assistant: Assistant, megabytes: int, admit: Callable[[], None]) -> None:
        """Add articles to the corpus of an assistant.

        Args:
            megabytes: How much one visitor may have in the folder at once.
            admit: Counts a file or an address; raises `RefusedError` if that is one too many.
        """
        self._assistant = assistant
        self._megabytes = megabytes
        self._admit = admit
        self._folder: Path | None = None
        self._being_read: set[Path] = set()
        self._taking: set[Thread] = set()
        self._finishing = False  # if set, no further ingest begins
        self._ended = Event()  # if set, ingests under way stop
        self._guard = Lock()  # one thread at a time lists or removes folders

    async def receive(self, request: Request) -> Response:
        """Receive one file, the body of a request whose query names its batch and itself."""
        texts = texts_for(request.headers.get("accept-language", ""))
        batch, name = (request.query_params.get(key, "") for key in ("batch", "name"))
        name = _file_name(name)
        if not _BATCH.fullmatch(batch) or not name:
            return PlainTextResponse("A file needs a name and a batch.\n", 422)
        folder = self._batch(batch)
        try:
            self._admit()
            folder.mkdir(parents=True, exist_ok=True)
            # A folder for each file, so that equal names do not clash.
            await self._receive(request, Path(mkdtemp(dir=folder)) / name)
            return PlainTextResponse("Received.\n")
        except RefusedError as error:
            status = 429 if error.why == "too_many" else 503
            reply = PlainTextResponse(f"{error.text_in(texts)}\n", status)
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
        """Raise _TooMuchError if a visitor may not have ``more`` bytes in their folder."""
        with self._guard:
            held = [file.stat().st_size for file in own.glob("*/*/*")]
        if len(held) > MOST_FILES or sum(held) + more > 1_000_000 * self._megabytes:
            raise _TooMuchError

    def take_in(self, batch: str, address: str, texts: Texts) -> Iterator[IntakeState]:
        """Ingest the files of a batch, or what is at a web address, and yield the progress.

        Once begun, it goes on to its end or until `close`, even if the caller stops listening.

        Args:
            texts: Texts in the visitor's language.

        Raises:
            RefusedError: The visitor adds too much, or the server is being stopped.
        """
        folder = self._claimed(batch)
        told: Queue[IntakeState] = Queue()

        def run(wanted: list[Path | str]) -> None:
            ended = IntakeState(fault="")
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
            yield IntakeState(fault=str(error))
            return
        yield IntakeState()
        while (latest := told.get()).progress is not None:
            yield latest
        yield latest

    def _begin(self, run: Callable[[list[Path | str]], None], wanted: list[Path | str]) -> None:
        """Start an ingest in a thread of its own.

        Raises:
            RefusedError: The server is being stopped.
        """
        with self._guard:
            if self._finishing:
                raise stopping()
            self._taking = {thread for thread in self._taking if thread.is_alive()}
            # A daemon, because a source that does not answer must not hold up a server that ends.
            thread = Thread(target=run, args=(wanted,), name="taking-in", daemon=True)
            self._taking.add(thread)
            thread.start()

    def finish(self, seconds: float) -> bool:
        """Begin no further ingest, and wait for those under way.

        Returns:
            Whether all of them ended in time.
        """
        with self._guard:
            self._finishing = True
        until = time.monotonic() + seconds
        for thread in self._taking:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._taking)

    def _wanted(self, folder: Path | None, address: str, texts: Texts) -> list[Path | str]:
        """Return the files of a batch by name, and the address.

        Raises:
            InputError: There is nothing to add, or the address is not one; in the visitor's
                language.
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
        tell: Callable[[IntakeState], None],
        texts: Texts,
    ) -> IntakeState:
        """Ingest, reporting progress; return the result."""
        from ingest.web.fetching import Fetcher

        corpus = self._assistant.corpus
        try:
            summary = ingest(
                wanted,
                corpus,
                self._assistant.embedder,
                progress=lambda progress: tell(IntakeState(progress=progress)),
                stop=self._ended,
                fetcher=Fetcher(self._assistant.settings),
                wait_seconds=FOR_THE_CORPUS_SECONDS,
            )
            if folder is not None:  # the files will be gone: nothing can be tried again
                corpus.settle_rejected([str(folder)], time.time() + 1)
            return IntakeState(summary=summary)
        except IngestStoppedError:
            _log.warning("Broken off: a taking in of files and addresses, %d in all.", len(wanted))
            return IntakeState(fault=stopping().text_in(texts))
        except CorpusLockedError:
            return IntakeState(locked=True)
        except InputError as error:
            return IntakeState(fault=str(error))
        except NewsError as error:  # names folders and models: not for visitors
            _log.error("Articles could not be taken in: %s", error)
            return IntakeState(fault="")

    def _batch(self, batch: str) -> Path:
        """Return the folder of a visitor's batch, and remove batches left for an hour."""
        with self._guard:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="news-uploads-"))
            for old in self._folder.glob("*/*"):
                is_old = time.time() - old.stat().st_mtime > _KEPT_SECONDS
                if is_old and old not in self._being_read:
                    shutil.rmtree(old, ignore_errors=True)
            return self._folder / sha256(current_visitor().name.encode()).hexdigest() / batch

    def _claimed(self, batch: str) -> Path | None:
        """Claim the folder of a batch until `_let_go`; None if there is no such batch."""
        if not _BATCH.fullmatch(batch):
            return None
        folder = self._batch(batch)
        with self._guard:
            if folder in self._being_read or not folder.exists():
                return None
            self._being_read.add(folder)
        return folder

    def _let_go(self, folder: Path | None, *, keep: bool = False) -> None:
        """Remove a claimed batch, or keep it for an hour from now."""
        if folder is None:
            return
        with self._guard:
            self._being_read.discard(folder)
            if keep and folder.exists():
                os.utime(folder)
            else:
                shutil.rmtree(folder, ignore_errors=True)

    def _drop(self, folder: Path) -> None:
        """Remove a batch that did not come whole, unless it is being ingested."""
        with self._guard:
            if folder not in self._being_read:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Stop ingests under way, and remove all files."""
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
    """Return a name that is safe as a file name, or ""; a long one keeps its end, with the suffix."""
    end = _NOT_IN_NAMES.sub("_", name).encode()[-_LONGEST_NAME:]
    return end.decode(errors="ignore").strip(". ")


def _web_address(address: str, texts: Texts) -> str:
    address = address.strip()
    if not re.match(r"https?://", address, re.IGNORECASE) or len(address) > 2_000:
        raise InputError(texts.no_address.format(address=repr(address[:100])))
    return address
