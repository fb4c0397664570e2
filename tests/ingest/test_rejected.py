"""What could not be taken in is kept, and tried again alone."""

from __future__ import annotations

import json
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

import pytest

from ingest.records import Origin, Rejection, Remark, SourceOptions
from ingest.sources import read_content
from rag.corpus.corpus import Corpus
from tests.ingest import made_files as made
from ui.cli.rejected import sources_to_retry

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

GOOD = '{"id": "ferry", "body": "The ferry to Hollemeer was cancelled on Monday."}\n'
BROKEN = '{"id": "fog", "body": \n'
MENDED = '{"id": "fog", "body": "Fog covered the coast for a third day."}\n'


@pytest.fixture
def archive(newsroom: Newsroom) -> Path:
    """A folder with a broken line and an empty file, taken in."""
    newsroom.write("a.jsonl", GOOD + BROKEN)
    newsroom.write("empty.txt", "")
    newsroom.take_in()
    return newsroom.folder


def kept(newsroom: Newsroom) -> list[tuple[str, int | None]]:
    return [(Path(item.path).name, item.line) for item in newsroom.corpus.rejected()]


def test_it_is_kept_with_place_and_reason(newsroom: Newsroom, archive: Path) -> None:
    broken, empty = newsroom.corpus.rejected()
    assert (broken.path, broken.line) == (str(archive / "a.jsonl"), 2)
    assert (empty.path, empty.line) == (str(archive / "empty.txt"), None)
    assert empty.reason == "The file is empty."
    assert broken.seen_at[:4] >= "2026"


def test_each_item_of_a_list_is_kept_by_itself(newsroom: Newsroom) -> None:
    bodies = ["No.", "The ferry to Hollemeer was cancelled.", "Nor this.", "Nor that."]
    newsroom.write("a.json", json.dumps([{"body": body} for body in bodies]))
    summary = newsroom.take_in()
    assert [(item.line, item.item) for item in summary.rejected] == [(None, n) for n in (1, 3, 4)]
    assert [item.item for item in newsroom.corpus.rejected()] == [1, 3, 4]
    bodies[2] = "Fog covered the coast for a third day."
    newsroom.write("a.json", json.dumps([{"body": body} for body in bodies]))
    newsroom.take_in()
    assert [item.item for item in newsroom.corpus.rejected()] == [1, 4]


def test_the_same_again_is_kept_once(newsroom: Newsroom, archive: Path) -> None:
    newsroom.take_in()
    assert kept(newsroom) == [("a.jsonl", 2), ("empty.txt", None)]


def test_what_can_be_read_now_is_no_longer_kept(newsroom: Newsroom, archive: Path) -> None:
    newsroom.write("a.jsonl", GOOD + MENDED)
    summary = newsroom.take_in(archive / "a.jsonl")
    assert (summary.added, summary.unchanged) == (1, 1)
    assert kept(newsroom) == [("empty.txt", None)]
    (archive / "empty.txt").unlink()
    newsroom.take_in()
    assert kept(newsroom) == []


def test_reading_something_else_leaves_it(newsroom: Newsroom, archive: Path) -> None:
    newsroom.write("a.jsonl.txt", "The harbour master blamed the fog for it.")
    newsroom.take_in(archive / "a.jsonl.txt")
    assert len(kept(newsroom)) == 2


def test_what_a_folder_that_ends_in_an_exclamation_mark_holds_is_tried_again(
    newsroom: Newsroom,
) -> None:
    """No article is taken in, so the model has nothing to do."""
    plain = newsroom.write("Yahoo!/empty.txt", "")
    packed = newsroom.write("Yahoo!/a.zip", made.zipped({"wow!/empty.txt": b""}))
    beside = newsroom.write("Yahoo", "")
    newsroom.take_in()
    sources = [item.source for item in newsroom.corpus.rejected()]
    assert sources == [str(beside), str(packed), str(plain)]
    newsroom.take_in(beside)
    assert len(kept(newsroom)) == 3
    beside.unlink()
    newsroom.take_in(Path(newsroom.corpus.rejected()[1].source))
    assert len(kept(newsroom)) == 3
    packed.write_bytes(made.zipped({"wow!/none.txt": b"No."}))
    newsroom.take_in(packed)
    assert [item.reason[:21] for item in newsroom.corpus.rejected()][1] == "The body is too short"


def test_how_it_was_read_is_kept_with_it(corpus: Corpus, tmp_path: Path) -> None:
    told = {"columns": {"body": "story"}, "source": "Merel Courier", "dates": "dmy"}
    csv, packed, other = (str(tmp_path / name) for name in ("a.csv", "a.zip!/b.csv", "c.csv"))
    at = [(csv, 2, None, "No."), (packed, 3, None, "No."), (other, None, None, "No.")]
    corpus.note_rejected(at[:2], told)
    corpus.note_rejected(at[2:])
    as_told, plain = sources_to_retry(corpus, SourceOptions())
    assert plain == ([other], SourceOptions())
    assert as_told == ([csv, packed.partition("!")[0]], SourceOptions(**told))

    now = SourceOptions({"title": "kop"}, "Lantern Post")
    assert sources_to_retry(corpus, now)[0][1] == SourceOptions(
        {"body": "story", "title": "kop"}, "Lantern Post", "dmy"
    )
    corpus.note_rejected(at[:1])
    assert [list(item.options) for item in corpus.rejected()] == [[], [*told], []]
    corpus.settle_rejected([packed.partition("!")[0]], time() + 1)
    corpus.note_rejected(at[1:2])
    assert not any(item.options for item in corpus.rejected())


def test_half_a_character_in_a_name_or_reason_stops_nothing(corpus: Corpus) -> None:
    """It comes from JSON, or from a folder whose name is no text."""
    (odd,) = read_content(rb'{"\ud800x": "No.", "title": "Pool"}', "a.json", Origin("\udce9.json"))
    assert isinstance(odd, Rejection)
    corpus.note_rejected([(odd.path, odd.line, odd.item, odd.reason)])
    (noted,) = corpus.rejected()
    assert noted.path.endswith("/\ufffd.json")
    assert "none of \ufffdx, title is known" in noted.reason
    remark = Remark.at(Origin("\udce9.json"), "The kind \ud800 is not known.")
    assert (remark.path, remark.text) == ("\ufffd.json", "The kind \ufffd is not known.")


def test_nor_does_one_in_the_folder_one_stands_in(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "caf\udce9"
    odd.mkdir()
    monkeypatch.chdir(odd)
    corpus.note_rejected([("a.txt", None, None, "The file is empty.")])
    assert corpus.rejected()[0].path.endswith("/caf\ufffd/a.txt")
    corpus.settle_rejected(["a.txt"], time() + 1)
    assert not corpus.rejected()


def test_a_path_means_the_same_wherever_one_stands(
    newsroom: Newsroom, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    newsroom.take_in(Path("empty.txt"))
    assert kept(newsroom) == [("a.jsonl", 2), ("empty.txt", None)]
