"""What bounds the reading of files that may be hostile, all in one place."""

from __future__ import annotations

from rag.errors import InputError

HEAD_BYTES = 65_536
"""Of the beginning, from which the format is told."""

MAX_FILE_BYTES = 64_000_000
"""Of a file that is held in memory as a whole; tables, JSON Lines and archives are not."""

MAX_LINE_BYTES = 8_000_000
MAX_PAGE_BYTES = 10_000_000
MAX_PAGE_ELEMENTS = 50_000
"""What is found of an article takes time square in some of them."""

MAX_NESTED_TAGS = 2_000
"""Elements of a feed in each other: its parser takes time square in them."""

MAX_HEADER_BYTES = 10_000
"""Of a mail's header: its parser takes time square in them."""

MAX_MAIL_PARTS = 500
"""Parts of a mail that hold parts: its parser takes time square in them."""

MAX_PDF_PAGES = 3_000
MAX_ROW_GROUP_BYTES = 1_000_000_000
MAX_PDF_CHARACTERS = 4_000_000
MAX_MEMBERS = 1_000_000
MAX_DIRECTORY_BYTES = 64_000_000
"""Of a ZIP's list of members, which is held in memory at ten times its size."""

MAX_WINDOW_BYTES = 128 << 20
"""Of what xz and zstd look back at as they unpack; ``xz -9`` and ``zstd --long`` want no more."""

MAX_DEPTH = 4
"""Archives in archives, a mail's attachments among them."""

MAX_RATIO = 100
"""How many times its own size a file may unpack to, everything in it together."""

ALWAYS_UNPACKED_BYTES = 64_000_000
"""A file may unpack to this much, however small it is."""


class Budget:
    """Bytes that one file, with all that is packed in it, may still unpack to."""

    def __init__(self, size: int) -> None:
        """Allow for a file of so many bytes."""
        self._left = max(ALWAYS_UNPACKED_BYTES, MAX_RATIO * size)

    @property
    def spent(self) -> bool:
        """Whether nothing more can be unpacked."""
        return self._left < 0

    def spend(self, count: int) -> None:
        """Take note of bytes that were unpacked.

        Raises:
            InputError: They are more than what was left.
        """
        self._left -= count
        if self.spent:
            raise InputError(
                f"It unpacks to more than {MAX_RATIO} times its size, as only a zip bomb does. "
                "Unpack it yourself if you trust it, and ingest the files."
            )
