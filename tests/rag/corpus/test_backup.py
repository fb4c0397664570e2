"""A backup is one consistent file, made while the corpus is in use; a restore is all or nothing."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from ingest.web.memory import NAME as WEB
from ingest.web.memory import Memory
from rag.corpus.backup import backup, restore
from rag.corpus.corpus import Corpus
from rag.errors import CorpusError, CorpusLockedError, CorpusVersionError, InputError, NewsError
from rag.feedback import FILE as FEEDBACK
from rag.feedback import Feedback, give
from tests.rag.corpus.format_1 import to_format_1
from tests.rag.corpus.made import new_article

Store = Callable[..., set[str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


@pytest.fixture
def filled(corpus: Corpus, store: Store) -> Corpus:
    """Two articles, one of them in its second version, and one that is withdrawn."""
    store(new_article("lands", "Zeppelin waits."), new_article("gone", "Kite falls."))
    store(new_article("lands", "Zeppelin lands."), new_article("departs", "Balloon departs."))
    with corpus.writing():
        corpus.withdraw("gone")
    return corpus


def rows(folder: Path) -> list[object]:
    """All that is stored, but what Chroma must be told."""
    with closing(sqlite3.connect(folder / "corpus.sqlite3")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return [
            (name, connection.execute(f"SELECT * FROM {name}").fetchall())
            for (name,) in sorted(names)
            if name not in ("outbox", "meta")
        ]


def test_what_is_restored_is_what_was_backed_up(filled: Corpus, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "restored"
    (filled.folder / FEEDBACK).write_text('{"kept": "too"}\n')
    with closing(sqlite3.connect(filled.folder / WEB)) as beside, beside:
        beside.execute("CREATE TABLE facts (fact TEXT)")
    made = backup(filled.folder, file)
    assert (made.articles, made.passages) == (3, 3)
    assert sorted(made.files) == ["corpus.sqlite3", FEEDBACK, WEB]
    assert restore(file, folder) == made
    assert rows(folder) == rows(filled.folder)
    assert (folder / FEEDBACK).read_text() == '{"kept": "too"}\n'
    with closing(Corpus(folder)) as corpus:
        departs = new_article("departs", "Balloon departs.").passages[0].vectors.passage
        query = corpus.dense(departs, 9, None)
        assert query[0].tolist() == filled.dense(departs, 9, None)[0].tolist()
        assert len(corpus.lexical("zeppelin", 9, None)[0]) == 1
        assert len(corpus.lexical("kite", 9, None)[0]) == 0


def test_what_else_lies_in_the_folder_is_left_out(filled: Corpus) -> None:
    before = filled.folder / "monday.zip"
    backup(filled.folder, before)
    (filled.folder / "letters").mkdir()
    (filled.folder / "letters" / "private.txt").write_text("Dear Anna")
    assert list(backup(filled.folder, filled.folder / "tuesday.zip").files) == ["corpus.sqlite3"]


def test_a_backup_in_the_folder_it_would_replace_is_not_lost(filled: Corpus) -> None:
    file = filled.folder / "monday.zip"
    backup(filled.folder, file)
    with pytest.raises(InputError, match="Move it out"):
        restore(file, filled.folder, force=True)
    assert file.is_file()


def test_it_is_one_moment_of_a_corpus_that_is_written_meanwhile(
    corpus: Corpus, file: Path, tmp_path: Path
) -> None:
    started, enough = Event(), Event()

    def write() -> None:
        with corpus.writing():
            for number in range(1_000):
                texts = [f"{part} of {number}." for part in ("First", "Second", "Third")]
                corpus.write([new_article(f"a{number}", *texts)])
                started.set()
                if enough.is_set():
                    return

    writer = Thread(target=write)
    writer.start()
    started.wait()
    made = backup(corpus.folder, file)
    enough.set()
    writer.join()
    restore(file, tmp_path / "restored")
    with closing(Corpus(tmp_path / "restored")) as restored:
        ids = sorted(article.id for article in restored.articles())
        assert ids == sorted(f"a{number}" for number in range(made.articles))
        assert made.passages == len(restored.table().keys) == 3 * made.articles
        assert 0 < made.articles <= corpus.holdings().articles


def test_a_corpus_is_replaced_only_when_told_to(filled: Corpus, file: Path) -> None:
    folder = filled.folder
    backup(folder, file)
    before = rows(folder)
    with filled.writing():
        filled.remove("lands")
    filled.close()
    with pytest.raises(InputError, match=r"is not empty.*--force"):
        restore(file, folder)
    restore(file, folder, force=True)
    assert rows(folder) == before
    assert [path.name for path in folder.parent.glob("corpus*")] == ["corpus"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_that_holds_no_corpus_is_never_replaced(
    filled: Corpus, file: Path, tmp_path: Path, force: bool
) -> None:
    backup(filled.folder, file)
    thesis = tmp_path / "documents" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("Years of work")
    with pytest.raises(InputError, match="holds no corpus"):
        restore(file, thesis.parent, force=force)
    assert thesis.read_text() == "Years of work"


@pytest.mark.parametrize("name", ["monday.zip", "letters/private.txt", "corpus.sqlite3.bak"])
def test_what_is_no_part_of_a_corpus_is_not_replaced_with_it(
    filled: Corpus, file: Path, name: str
) -> None:
    backup(filled.folder, file)
    kept = filled.folder / name
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("Dear Anna")
    with pytest.raises(InputError, match="is no part of the corpus"):
        restore(file, filled.folder, force=True)
    assert kept.read_text() == "Dear Anna"


def test_all_that_a_corpus_keeps_in_its_folder_is_replaced(
    filled: Corpus, file: Path, tmp_path: Path
) -> None:
    give(filled.folder, Feedback("1", "good", "Why?", {}, {}))
    Memory(filled.folder).close()
    filled.close()
    to_format_1(filled.folder)
    Corpus(filled.folder).close()  # which keeps the file as it was
    assert len(list(filled.folder.iterdir())) >= 9
    backup(filled.folder, file)
    restore(file, filled.folder, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "corpus"]


def test_a_corpus_that_is_being_written_is_not_replaced(filled: Corpus, file: Path) -> None:
    backup(filled.folder, file)
    with filled.writing(), pytest.raises(CorpusLockedError):
        restore(file, filled.folder, force=True)
    assert filled.holdings().articles == 2
    assert [path.name for path in filled.folder.parent.glob("corpus*")] == ["corpus"]


def test_a_backup_is_replaced_only_when_told_to(filled: Corpus, file: Path) -> None:
    file.write_text("precious")
    with pytest.raises(InputError, match="exists already"):
        backup(filled.folder, file)
    assert file.read_text() == "precious"
    backup(filled.folder, file, force=True)
    assert zipfile.is_zipfile(file)


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def _swap(file: Path) -> None:
    """Other content under the name, whole as ZIP sees it."""
    _rewritten(file, {"corpus.sqlite3": b"SQLite format 3\0" * 64})


def _lack(file: Path) -> None:
    _rewritten(file, {"corpus.sqlite3": None})


def _climb(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["files"]["../climbed"] = manifest["files"]["corpus.sqlite3"]
    _rewritten(file, {"manifest.json": json.dumps(manifest).encode()})


def _another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")


def _rewritten(file: Path, changes: dict[str, bytes | None]) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**members, **changes}.items():
            if content is not None:
                archive.writestr(name, content)


@pytest.mark.parametrize("harm", [_cut_off, _flip, _swap, _lack, _climb, _another_zip])
def test_a_damaged_backup_is_told_and_changes_nothing(
    filled: Corpus, file: Path, harm: Callable[[Path], None]
) -> None:
    backup(filled.folder, file)
    harm(file)
    before = rows(filled.folder)
    with pytest.raises(NewsError, match=r"is damaged|is no backup of a corpus"):
        restore(file, filled.folder, force=True)
    assert rows(filled.folder) == before
    assert not (filled.folder.parent / "climbed").exists()
    assert [path.name for path in filled.folder.parent.glob("corpus*")] == ["corpus"]


def test_a_backup_of_an_older_format_is_brought_to_the_present_one(
    filled: Corpus, file: Path, tmp_path: Path
) -> None:
    filled.close()
    to_format_1(filled.folder)
    assert backup(filled.folder, file).schema == 1
    restore(file, tmp_path / "restored")
    with closing(Corpus(tmp_path / "restored")) as corpus:
        assert corpus.holdings().articles == 2


def test_a_backup_of_a_newer_format_is_refused(filled: Corpus, file: Path, tmp_path: Path) -> None:
    backup(filled.folder, file)
    with zipfile.ZipFile(file) as archive:
        manifest = {**json.loads(archive.read("manifest.json")), "schema": 99}
    _rewritten(file, {"manifest.json": json.dumps(manifest).encode()})
    with pytest.raises(CorpusVersionError, match="newer version"):
        restore(file, tmp_path / "restored")


@pytest.mark.parametrize("renames", [0, 1, 4, 8, 9])
def test_a_restore_that_is_cut_off_loses_nothing(
    filled: Corpus, file: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    folder = filled.folder
    backup(folder, file)
    with filled.writing():
        filled.remove("lands")
    Memory(folder).close()
    give(folder, Feedback("1", "good", "Why?", {}, {}))
    filled.close()
    before, names = rows(folder), sorted(path.name for path in folder.iterdir())
    rename = Path.rename
    done: list[Path] = []

    def cut_off(path: Path, target: Path) -> Path:
        if len(done) == renames:
            raise OSError("No power")
        done.append(target)
        return rename(path, target)

    with monkeypatch.context() as patch, pytest.raises(CorpusError, match="No power"):
        patch.setattr(Path, "rename", cut_off)
        restore(file, folder, force=True)
    with pytest.raises(InputError, match=r"is not empty.*--force"):
        restore(file, folder)
    assert rows(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == names


def test_a_folder_that_is_a_link_or_a_disk_of_its_own_stays(
    filled: Corpus, file: Path, tmp_path: Path
) -> None:
    backup(filled.folder, file)
    place = tmp_path / "disk" / "news"
    place.mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(place)
    inode = place.stat().st_ino
    for force in (False, True):
        restore(file, link, force=force)
    assert link.is_symlink() and place.stat().st_ino == inode
    assert [path.name for path in place.parent.iterdir()] == ["news"]
    assert rows(place) == rows(filled.folder)


@pytest.mark.parametrize("is_there", [True, False])
def test_nothing_beside_the_folder_is_touched(
    filled: Corpus, file: Path, tmp_path: Path, is_there: bool
) -> None:
    backup(filled.folder, file)
    folder = filled.folder if is_there else tmp_path / "fresh"
    own = [tmp_path / f"{folder.name}.{end}" / "notes.txt" for end in ("restoring", "replaced")]
    for path in own:
        path.parent.mkdir()
        path.write_text("Years of work")
    restore(file, folder, force=True)
    assert all(path.read_text() == "Years of work" for path in own)


def test_a_backup_needs_a_folder_to_go_to(filled: Corpus, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no folder .*none to write backup\.zip"):
        backup(filled.folder, tmp_path / "none" / "backup.zip")


def test_how_far_they_are_is_told(filled: Corpus, file: Path, tmp_path: Path) -> None:
    shares: list[float] = []
    backup(filled.folder, file, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    shares.clear()
    restore(file, tmp_path / "restored", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


def test_what_is_not_there_cannot_be_backed_up_or_restored(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus"):
        backup(tmp_path / "nowhere", tmp_path / "backup.zip")
    with pytest.raises(InputError, match=r"no file .*nothing\.zip"):
        restore(tmp_path / "nothing.zip", tmp_path / "corpus")
    assert list(tmp_path.iterdir()) == []
