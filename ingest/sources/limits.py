"""Bounds the reading of files that may be hostile; all limits are here."""

from __future__ import annotations

from rag.errors import InputError

HEAD_BYTES = 65_536
"""Length of the beginning, from which the format is told."""

MAX_FILE_BYTES = 64_000_000
"""Size of a file that is held in memory as a whole; tables, JSON Lines and archives are not."""

MAX_LINE_BYTES = 8_000_000
MAX_PAGE_BYTES = 10_000_000
MAX_PAGE_ELEMENTS = 50_000
"""Extracting an article takes time that grows with the square of some of them."""

MAX_NESTED_TAGS = 2_000
"""Depth of nested elements in a feed: its parser takes time that grows with the square."""

MAX_HEADER_BYTES = 10_000
"""Length of one header of a mail: its parser takes time that grows with the square."""

MAX_MAIL_PARTS = 500
"""Multipart parts of a mail: its parser takes time that grows with the square."""

MAX_PDF_PAGES = 3_000
MAX_ROW_GROUP_BYTES = 1_000_000_000
MAX_PDF_CHARACTERS = 4_000_000
MAX_MEMBERS = 1_000_000
MAX_DIRECTORY_BYTES = 64_000_000
"""Length of a ZIP's list of members, which takes ten times its size in memory."""

MAX_WINDOW_BYTES = 128 << 20
"""Window that xz and zstd keep in memory as they unpack; ``xz -9`` and ``zstd --long`` need no more."""

MAX_DEPTH = 4
"""How deep archives, mails and attachments may be packed in each other."""

MAX_RATIO = 100
"""How many times its own size a file may unpack to, everything in it together."""

ALWAYS_UNPACKED_BYTES = 64_000_000
"""A file may unpack to this much, however small it is."""


class Budget:
    """The bytes that one file, with all that is packed in it, may still unpack to."""

    def __init__(self, size: int) -> None:
        """Allow for a file of so many bytes."""
        self._left = max(ALWAYS_UNPACKED_BYTES, MAX_RATIO * size)

    @property
    def spent(self) -> bool:
        """Tell whether nothing more may be unpacked."""
        return self._left < 0

    def spend(self, count: int) -> None:
        """Subtract bytes that were unpacked.

        Raises:
            InputError: They are more than what was left.
        """
        self._left -= count
        if self.spent:
            raise InputError(
                f"It unpacks to more than {MAX_RATIO} times its size, as only a zip bomb does. "
                "Unpack it yourself if you trust it, and ingest the files."
            )
