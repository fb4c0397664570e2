"""A corpus as one file, written while it is in use, and a corpus made from such a file.

The file is a ZIP of the files of a corpus that cannot be derived, each SQLite file as it was at one
moment, and of a manifest with their digests, which a restore verifies before it replaces anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from rag.corpus.database import Database, plain_error
from rag.corpus.indexes import Indexes
from rag.corpus.lock import WriterLock
from rag.corpus.maintenance import Maintenance, OnProgress, no_progress
from rag.corpus.migration import migrate
from rag.corpus.schema import SCHEMA_VERSION
from rag.corpus.snapshot import snapshot
from rag.errors import CorpusError, CorpusVersionError, InputError

_MANIFEST = "manifest.json"
_PROJECT = "ask-the-news"
_TRUTH = "corpus.sqlite3"
_BESIDE = ("feedback.jsonl", "web.sqlite3")
"""Other files of a corpus folder that are backed up: those of `rag.feedback` and `ingest.web`."""
_OURS = re.compile(
    r"(corpus|web|before-format-\d+)\.sqlite3(-wal|-shm|-journal|(\.\d+)?\.draft)?"
    r"|chroma(\.lock)?|feedback\.(jsonl|lock)|writer\.(lock|txt)"
)
"""Names of the files and folders that belong to a corpus."""
_PLACE = ".ask-the-news-restore"
"""The folder inside the corpus folder in which a restore prepares its files."""
_SQLITE = b"SQLite format 3\0"
_BYTES_AT_ONCE = 1 << 20
# The sample archive's file comes to 71 %; with the most usual effort, 6, to 69 %.
_EFFORT = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        schema: The format of the corpus: see `rag.corpus.schema`.
        made_at: ISO 8601, UTC.
        files: SHA-256 (hex) and size in bytes of each file, by its path in the corpus folder.
    """

    schema: int
    made_at: str
    articles: int
    passages: int
    files: dict[str, tuple[str, int]]


def backup(
    folder: Path, target: Path, *, force: bool = False, progress: OnProgress = no_progress
) -> Backup:
    """Write all of a corpus into one file; reading and writing it goes on meanwhile.

    The indexes are left out, since a restore makes them again; so are files that are no part of the
    corpus, such as earlier backups.

    Args:
        force: Replace the file if there is one.

    Raises:
        InputError: There is such a file already, or no folder for it.
        CorpusError: The corpus cannot be read, or the file cannot be written.
    """
    Database(folder / _TRUTH).close()  # raises if it is missing or newer than this program
    if not target.absolute().parent.is_dir():
        raise InputError(f"There is no folder {target.parent} to write {target.name} to. Make it.")
    if target.exists() and not force:
        raise InputError(f"{target} exists already. Use another name, or --force to replace it.")
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as place:
            draft = Path(place) / "backup"
            made = _write(folder, draft, Path(place), progress)
            draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CorpusError(plain_error(error, target)) from error
    return made


def restore(
    source: Path, folder: Path, *, force: bool = False, progress: OnProgress = no_progress
) -> Backup:
    """Make a corpus folder from a backup, verified before it takes the place.

    Args:
        folder: Must be missing or empty, unless ``force`` is set: then a corpus in it is replaced,
            in one step once all is ready. Programs that have it open must open it again.

    Raises:
        InputError: The folder is not empty, or the file is missing or no backup.
        CorpusVersionError: A newer version of this project made the backup.
        CorpusLockedError: Another process is writing to the folder.
        CorpusError: The backup is damaged, or the folder cannot be written.
    """
    with _opened(source) as (archive, made):
        try:
            if not (folder / _PLACE).exists():  # left by a restore that was cut off
                _refuse_loss(folder, force)
            folder.mkdir(parents=True, exist_ok=True)
            with WriterLock(folder).held(), _draft(folder) as draft:
                _refuse_loss(folder, force)
                _unpack(archive, made, source, draft, progress)
                _check_sqlite(draft / _TRUTH, source)
                _make_indexes(draft, lambda share: progress((2 + share) / 3))
                _replace(folder, draft)
        except (OSError, sqlite3.Error) as error:
            raise CorpusError(plain_error(error, folder / _TRUTH)) from error
    progress(1.0)
    return made


def _write(folder: Path, draft: Path, place: Path, progress: OnProgress) -> Backup:
    truth = place / "truth"
    files: dict[str, tuple[str, int]] = {}
    with zipfile.ZipFile(
        draft, "w", zipfile.ZIP_DEFLATED, compresslevel=_EFFORT, allowZip64=True
    ) as archive:
        # Before the articles: the memory of pages must never know a page whose article is not
        # stored.
        for name in _BESIDE:
            if (folder / name).is_file():
                still = _stilled(folder / name, place / "file")
                files[name] = _pack(archive, name, still, no_progress)
        snapshot(folder / _TRUTH, truth, lambda share: progress(share / 3))
        with closing(sqlite3.connect(truth)) as connection:

            def number(question: str) -> int:
                return int(connection.execute(question).fetchone()[0])

            schema = number("SELECT value FROM meta WHERE name = 'schema'")
            articles = number("SELECT count(*) FROM articles")
            passages = number("SELECT count(*) FROM passages")
        files[_TRUTH] = _pack(archive, _TRUTH, truth, progress)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = Backup(schema, now, articles, passages, files)
        archive.writestr(_MANIFEST, json.dumps({"project": _PROJECT, **asdict(made)}, indent=1))
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    return made


def _stilled(path: Path, place: Path) -> Path:
    """Return a file that does not change while it is read: a copy, if it is an SQLite file."""
    with path.open("rb") as file:
        is_sqlite = file.read(len(_SQLITE)) == _SQLITE
    if not is_sqlite:
        return path
    snapshot(path, place)
    return place


def _pack(archive: zipfile.ZipFile, name: str, path: Path, progress: OnProgress) -> tuple[str, int]:
    digest, size, total = hashlib.sha256(), 0, max(path.stat().st_size, 1)
    with path.open("rb") as file, archive.open(name, "w", force_zip64=True) as member:
        while part := file.read(_BYTES_AT_ONCE):
            digest.update(part)
            member.write(part)
            size += len(part)
            progress(1 / 3 + size / total * 2 / 3)
    return digest.hexdigest(), size


@contextmanager
def _opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, Backup]]:
    """Open a backup, and yield it with its manifest."""
    try:
        archive = zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {source}.") from error
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror}.") from error
    except zipfile.BadZipFile as error:
        raise InputError(
            f"{source} is no backup of a corpus, or was cut off. Use another copy."
        ) from error
    with archive:
        yield archive, _manifest(archive, source)


def _manifest(archive: zipfile.ZipFile, source: Path) -> Backup:
    try:
        values: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        if values.pop("project") != _PROJECT:
            raise KeyError("project")
        if int(values["schema"]) > SCHEMA_VERSION:
            raise CorpusVersionError(
                f"{source} was made by a newer version of ask-the-news (format "
                f"{values['schema']}; this version knows {SCHEMA_VERSION}). Update ask-the-news."
            )
        files = {name: (str(sha), int(size)) for name, (sha, size) in values["files"].items()}
        made = Backup(**{**values, "files": files})
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise InputError(f"{source} is no backup of a corpus.") from error
    for name in made.files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise InputError(f"{source} is no backup of a corpus: it would write to {name!r}.")
    if _TRUTH not in made.files:
        raise InputError(f"{source} is no backup of a corpus: it lacks {_TRUTH}.")
    return made


def _unpack(
    archive: zipfile.ZipFile, made: Backup, source: Path, draft: Path, progress: OnProgress
) -> None:
    total = max(sum(size for _, size in made.files.values()), 1)
    done = 0
    for name, (expected, size) in made.files.items():
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, left = hashlib.sha256(), size
        try:
            with archive.open(name) as member, target.open("wb") as file:
                while left and (part := member.read(min(left, _BYTES_AT_ONCE))):
                    digest.update(part)
                    file.write(part)
                    left -= len(part)
                    done += len(part)
                    progress(done / total * 2 / 3)
                os.fsync(file.fileno())
        except (KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise CorpusError(_damage(source, name)) from error
        if left or digest.hexdigest() != expected:
            raise CorpusError(_damage(source, name))


def _check_sqlite(path: Path, source: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise CorpusError(_damage(source, _TRUTH))
        connection.execute("PRAGMA journal_mode = WAL")


def _make_indexes(draft: Path, progress: OnProgress) -> None:
    database = Database(draft / _TRUTH)
    migrate(database)
    indexes = Indexes(database, draft)
    try:
        Maintenance(indexes).mend(progress)
    finally:
        indexes.close()
        database.close()


def _damage(source: Path, name: str) -> str:
    return f"{source} is damaged ({name} is not as it was written). Use another copy."


def _refuse_loss(folder: Path, force: bool) -> None:
    """Refuse to replace a corpus without ``force``, or any file that belongs to none.

    Raises InputError.
    """
    names = sorted(_names(folder))
    if names and _TRUTH not in names:
        raise InputError(
            f"{folder} is not empty and holds no corpus. Restore into another folder with --corpus."
        )
    if names and not force:
        raise InputError(
            f"{folder} is not empty. Restore into another folder with --corpus, or use --force "
            "to replace the corpus that is there."
        )
    if strange := [name for name in names if not _OURS.fullmatch(name)]:
        raise InputError(
            f"{folder / strange[0]} is no part of the corpus that would be replaced. Move it out "
            "first, or restore into another folder with --corpus."
        )


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """Yield an empty folder inside the corpus folder, and clean up afterwards.

    Inside, because the corpus folder may be a link, or a disk of its own.
    """
    draft = folder / _PLACE / "new"
    try:
        _put_back(folder)
        draft.mkdir(parents=True)
        yield draft
    finally:
        _put_back(folder)


def _replace(folder: Path, draft: Path) -> None:
    """Move a draft into the place of the corpus. The articles leave first and come last, so that a
    crash leaves no mixture that opens.
    """
    leaving, left = (draft.with_name(name) for name in ("leaving", "left"))
    leaving.mkdir()
    _move(sorted(_names(folder), key=lambda name: name != _TRUTH), folder, leaving)
    leaving.rename(left)
    _move(sorted(_names(draft), key=lambda name: name == _TRUTH), draft, folder)


def _put_back(folder: Path) -> None:
    """Undo what a restore moved before it was cut off, and remove what it made."""
    place = folder / _PLACE
    leaving, left = place / "leaving", place / "left"
    if not (folder / _TRUTH).exists():
        if left.is_dir():  # what is in the folder now came from the draft
            _move(_names(folder), folder, place / "new")
            left.rename(leaving)
        if leaving.is_dir():
            _move(sorted(_names(leaving), key=lambda name: name == _TRUTH), leaving, folder)
    shutil.rmtree(place, ignore_errors=True)


def _move(names: Iterable[str], source: Path, target: Path) -> None:
    for name in names:
        (source / name).rename(target / name)


def _names(folder: Path) -> set[str]:
    """List what lies in a folder, except for the writer's lock and a restore's own folder."""
    names = {path.name for path in folder.iterdir()} if folder.exists() else set()
    return names - {"writer.lock", "writer.txt", _PLACE}
