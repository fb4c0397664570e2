"""Errors a caller can act on.

NewsError                      anything this project raises on purpose; its text says what to do
├── SettingsError              a setting is unknown, out of range or contradicts another
├── InputError                 an argument or a file cannot be used as it is
│   ├── NarrowingError         a question cannot be narrowed so (`rag.question.narrowing`)
│   └── FetchError             an address cannot be fetched (`ingest.web.errors`)
│       └── FetchCancelledError  it was no longer wanted
├── ModelError                 a model cannot be found, unpacked or loaded
│   └── ChatError              a language model cannot be reached or used (`rag.generation.chat`)
├── IngestStoppedError         an ingest was stopped by who began it (`ingest.stopping`)
├── RefusedError               a visitor may not do this now (`ui.refusals`)
└── CorpusError                the corpus folder cannot be used
    ├── CorpusMissingError     there is no corpus at this path
    ├── CorpusLockedError      another process is writing to it
    ├── CorpusVersionError     it was made by a newer version of this project
    └── ModelMismatchError     its vectors were made by another embedding model
"""

import os


class NewsError(Exception):
    """Base of every error raised on purpose. ``str(error)`` is one plain message for the user."""


class SettingsError(NewsError):
    """A setting is unknown, out of range or contradicts another."""


class InputError(NewsError):
    """An argument or an input file cannot be used as it is."""


class ModelError(NewsError):
    """A model cannot be found, unpacked or loaded."""


class CorpusError(NewsError):
    """The corpus folder cannot be read or written."""


class CorpusMissingError(CorpusError):
    """There is no corpus at the path given."""


class CorpusLockedError(CorpusError):
    """Another process writes to the corpus, or stays in its vector index."""


class CorpusVersionError(CorpusError):
    """The corpus was made by a newer version of this project."""


class ModelMismatchError(CorpusError):
    """The vectors of the corpus were made by another embedding model than the one configured."""


def fault_text(error: Exception) -> str:
    """Describe an error that was not raised on purpose; with ``NEWS_DEBUG`` set, raise it instead.

    Raises:
        Exception: The error itself.
    """
    if os.environ.get("NEWS_DEBUG"):
        raise error
    return (
        f"A fault of the program, not of yours: {type(error).__name__}: {error} "
        "(NEWS_DEBUG=1 shows where; please report it)"
    )
