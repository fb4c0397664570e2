"""A corpus that somebody else writes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

from rag.corpus.corpus import Corpus


@contextmanager
def writing_elsewhere(folder: Path) -> Iterator[Event]:
    """Another holds a corpus for writing, until the event is set or the block ends."""
    held, released = Event(), Event()

    def hold() -> None:
        with closing(Corpus(folder)) as other, other.writing():
            held.set()
            released.wait()

    holder = Thread(target=hold)
    holder.start()
    held.wait()
    try:
        yield released
    finally:
        released.set()
        holder.join()
