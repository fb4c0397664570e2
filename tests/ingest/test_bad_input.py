"""What cannot be taken in is named, with what to do about it, and never stops the rest."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rag.corpus.corpus import Corpus
from rag.errors import CorpusError, CorpusVersionError

if TYPE_CHECKING:
    from tests.ingest.conftest import Newsroom

GOOD = "The bridge at Kettlewick reopened on Friday. Repairs had taken eleven weeks."
CASES: list[tuple[str, str | bytes, str]] = [
    ("empty.txt", "", "The file is empty."),
    ("blank.md", " \n\t\n", "The file is empty."),
    ("binary.txt", bytes(range(256)) * 20, "This is binary, not text."),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(40), "This is an image, not text."),
    ("page.html", "<!doctype html><p></p>", "No article was found on this page"),
    (
        "drawing.svg",
        "<svg><path/></svg>",
        "A .svg file that begins with <svg> cannot be read. Known",
    ),
    (
        "broken.txt",
        "De brug in Kéttlewick is héropend.".encode() + b"\xc3\x28",
        "byte 36 is broken",
    ),
    ("date.txt", "date 2025-02-30 The bridge has reopened.", "'2025-02-30' is not a date"),
    ("future.md", f"---\ndate: 2031-01-01\n---\n{GOOD}", "2031-01-01 is in the future"),
    ("word.txt", "Bridge.", "too short to be an article: 1 word, at least 3 are needed"),
    ("huge.txt", GOOD * 70_000, "characters; an article may have 2,000,000. Split it"),
    ("matter.md", "---\ntitle: Bridge: open: again\n---\n" + GOOD, "is no valid YAML"),
    ("open.md", "---\ntitle: Bridge\n" + GOOD, "The front matter has no end"),
    ("escape.md", f'---\ntitle: "\\UFFFFFFFF"\n---\n{GOOD}', "is no valid YAML"),
    ("toml.md", f"+++\ntitle = Bridge\n+++\n{GOOD}", "is no valid TOML at line 2"),
    ("open-toml.md", f'+++\ntitle = "Bridge"\n{GOOD}', "a line of three plus signs"),
    ("nobody.json", '{"title": "Bridge"}', 'The field "body" is missing'),
    ("number.json", '{"body": 12}', 'The field "body" is not text'),
]


@pytest.mark.parametrize(("name", "content", "reason"), CASES, ids=[case[0] for case in CASES])
def test_a_bad_file_is_named_and_the_good_one_kept(
    newsroom: Newsroom, name: str, content: str | bytes, reason: str
) -> None:
    bad = newsroom.write(name, content)
    newsroom.write("zz-good.txt", GOOD)
    summary = newsroom.take_in()
    (rejection,) = summary.rejected
    assert rejection.path == str(bad)
    assert reason in rejection.reason
    assert summary.added == 1
    assert newsroom.only_article().body == GOOD


def test_of_a_file_of_many_only_the_bad_lines_are_left_out(newsroom: Newsroom) -> None:
    lines = [
        '{"id": "one", "body": "The tram to Duynkamp runs again after the strike."}',
        '{"id": "two", "body": "The tram',
        '{"id": "three", "body": "The tram to Welse runs again.", "published_at": "2025-13-01"}',
        "",
        '["no", "object"]',
        '{"id": "six", "body": "The tram to Varguil does not run at all."}',
    ]
    path = newsroom.write("trams.jsonl", "\n".join(lines))
    summary = newsroom.take_in()
    assert {article.id for article in newsroom.corpus.articles()} == {"one", "six"}
    assert [(item.path, item.line) for item in summary.rejected] == [
        (str(path), line) for line in (2, 3, 5)
    ]
    broken, dated, listed = (item.reason for item in summary.rejected)
    assert broken.startswith("The JSON is broken at column ")
    assert 'The field "published_at"' in dated
    assert listed.startswith("An article must be a JSON object")


def test_a_path_that_does_not_exist_is_named(newsroom: Newsroom) -> None:
    good = newsroom.write("good.txt", GOOD)
    summary = newsroom.take_in(newsroom.folder / "nowhere", good)
    (rejection,) = summary.rejected
    assert rejection.reason == "There is no such file or folder. Check the path."
    assert summary.added == 1


def test_an_article_of_ten_thousand_paragraphs_is_taken_in_whole(newsroom: Newsroom) -> None:
    # All alike, so that the model has little to read: equal passages are encoded once.
    newsroom.write("list.txt", "\n\n".join(["And so it went on."] * 10_000))
    assert newsroom.take_in().added == 1
    corpus = newsroom.corpus
    stored = corpus.passages(corpus.table().keys.tolist()).values()
    spans = sorted(span for item in stored for span in item.passage.sentences)
    assert spans == [(20 * n, 20 * n + 18) for n in range(10_000)]


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("أُعيد فتح الجسر يوم الجمعة. استغرقت الإصلاحات أحد عشر أسبوعا.", "ar"),
        ("大桥于周五重新开放。维修工作历时十一周。当地居民对此表示欢迎。", "zh"),
        ('השר אמר: "The bridge is open". התיקונים נמשכו אחד עשר שבועות.', "he"),
        ("Міст відкрили у п'ятницю. Ремонт тривав одинадцять тижнів.", "uk"),
    ],
)
def test_any_script_is_kept_as_it_is(newsroom: Newsroom, body: str, language: str) -> None:
    newsroom.write("a.txt", body)
    assert newsroom.take_in().added == 1
    assert newsroom.only_article().body == body
    assert newsroom.only_article().language == language


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", "Der Zug fährt wieder. Die Strecke war elf Wochen gesperrt."),
        ("utf-8-sig", "Der Zug fährt wieder. Die Strecke war elf Wochen gesperrt."),
        ("cp1252", "Der Zug fährt wieder. Die Strecke war für elf Wochen völlig gesperrt."),
        ("cp1251", "Мост снова открыт. Ремонт занял одиннадцать недель, сообщили власти."),
        ("gb18030", "大桥于周五重新开放。维修工作历时十一周。当地居民对此表示欢迎。"),
    ],
)
def test_text_in_an_old_encoding_is_read(newsroom: Newsroom, encoding: str, text: str) -> None:
    newsroom.write("a.txt", text.encode(encoding))
    newsroom.take_in()
    assert newsroom.only_article().body == text


def test_what_no_reader_sees_is_taken_out(newsroom: Newsroom) -> None:
    newsroom.write(
        "a.txt",
        "The bri\u00addge is\u202e open.\u200b It \u2066was\u2069 shut for eleven weeks.\x07\r\n"
        "Traffic had to go round by the\xa0old  ferry, which took an hour.\r\n",
    )
    newsroom.take_in()
    assert newsroom.only_article().body == (
        "The bridge is open. It was shut for eleven weeks.\n"
        "Traffic had to go round by the old ferry, which took an hour."
    )


def test_a_file_in_place_of_the_corpus_folder_is_a_plain_error(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("not a folder")
    with pytest.raises(CorpusError, match=str(tmp_path / "corpus")):
        Corpus(tmp_path / "corpus", create=True)


def test_a_corpus_of_a_newer_version_is_left_alone(corpus_folder: Path, corpus: Corpus) -> None:
    corpus.close()
    with sqlite3.connect(corpus_folder / "corpus.sqlite3") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    connection.close()
    with pytest.raises(CorpusVersionError, match="made by a newer version"):
        Corpus(corpus_folder)


def test_rejections_never_stop_the_rest(newsroom: Newsroom) -> None:
    for number in range(30):
        newsroom.write(f"{number:02}.txt", "" if number % 2 else f"{GOOD} That was day {number}.")
    summary = newsroom.take_in(window=4)
    assert len(summary.rejected) == 15
    assert summary.added + summary.duplicates == 15
