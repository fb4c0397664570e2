"""Files and folders to raw articles: the format is told from what they hold."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ingest.records import FoundDate, RawArticle, Rejection, Remark, SourceOptions, place
from ingest.sources import read, size_of
from ingest.sources.limits import MAX_LINE_BYTES
from ingest.sources.wrapping import joiner, on_one_line

BODY = "The swimming pool at Merel will close for the winter. It opens again in April."


@pytest.fixture
def only(tmp_path: Path) -> Callable[..., RawArticle]:
    def read_one(name: str, content: str) -> RawArticle:
        (tmp_path / name).write_text(content)
        (found,) = read(tmp_path / name)
        assert isinstance(found, RawArticle), found
        return found

    return read_one


Only = Callable[..., RawArticle]


def test_the_form_of_the_first_article(only: Only) -> None:
    raw = only("a.txt", f" date 2025-08-13 {BODY}\n\nMore was not said.\n")
    assert raw.fields == {"published_at": "2025-08-13"}
    assert raw.body.startswith("The swimming pool")


def test_a_first_line_that_reads_like_a_title_is_one(only: Only) -> None:
    raw = only("a.txt", f"Pool closes for winter\n\n{BODY}\n")
    assert (raw.fields, raw.body.strip()) == ({"title": "Pool closes for winter"}, BODY)


def test_lines_broken_at_a_fixed_width_are_joined(only: Only) -> None:
    lines = (
        "The swimming pool at Merel will close for the whole winter and\n"
        "it is not known whether the council has the money to open it in\n"
        "April, as it did in each of the last nine years according to the\n"
        "treasurer, who added that nothing had been decided."
    )
    assert "\n" not in only("a.txt", lines).body.strip()


NARROW = (
    "The ferry Lastivka sank on Lake Syvach on Tuesday evening with forty people on board, the "
    "ministry of transport said, and the search went on all night. Its owner was arrested."
)
CHINESE = (
    "2025年8月13日，渡轮在瑟瓦什湖沉没，造成三十二人死亡，交通部长随后辞职，政府宣布成立独立调查委员会。"
    * 3
)


@pytest.mark.parametrize("width", [30, 45])
def test_so_are_those_of_a_column(only: Only, width: int) -> None:
    assert only("a.txt", textwrap.fill(NARROW, width)).body == NARROW


@pytest.mark.parametrize("width", [20, 40])
def test_lines_of_chinese_are_joined_without_blanks(only: Only, width: int) -> None:
    lines = [CHINESE[start : start + width] for start in range(0, len(CHINESE), width)]
    assert only("a.txt", "\n".join(lines)).body == CHINESE


@pytest.mark.parametrize(
    ("text", "line", "together"),
    [
        ("造成三十二人死", "亡，交通部长", "造成三十二人死亡，交通部长"),
        ("部长于", "2025年辞职", "部长于2025年辞职"),
        ("渡轮 Lastivka", "沉没", "渡轮 Lastivka 沉没"),
        ("여객선이", "침몰했다", "여객선이 침몰했다"),
        ("in 2025", "it sank", "in 2025 it sank"),
        ("", "It sank", "It sank"),
    ],
)
def test_a_line_goes_on_after_a_blank_where_its_language_has_them(
    text: str, line: str, together: str
) -> None:
    assert on_one_line(f"{text}\n{line}") == together


@pytest.mark.parametrize(
    ("start", "line", "together"),
    [
        ("will close for the win-", "ter", "will close for the winter"),
        ("der Nord-", "Süd-Trasse", "der Nord-Süd-Trasse"),
        ("Mecklenburg\xad", "Vorpommern", "Mecklenburg-Vorpommern"),
        ("een 19-", "jarige man", "een 19-jarige man"),
        ("in COVID-", "19 wards", "in COVID-19 wards"),
        ("“Long-", "term plans", "“Long-term plans"),
        ("der Donau-", "dampf-\nschifffahrt", "der Donaudampfschifffahrt"),
        ("in pre-", "and post-war days", "in pre- and post-war days"),
        ("Vor-", "und Nachteile", "Vor- und Nachteile"),
        ("to Merel -", "by tram", "to Merel - by tram"),
        ("the mayor--", "who left", "the mayor-- who left"),
    ],
)
def test_words_that_were_cut_at_the_end_of_a_line_become_whole(
    start: str, line: str, together: str
) -> None:
    assert joiner("It is a long-term plan.")([start, line]) == together


def test_so_do_those_of_a_text_that_was_broken_at_a_fixed_width(only: Only) -> None:
    lines = [
        "Die Landesregierung von Mecklenburg-",
        "Vorpommern hat am Dienstag in Schwerin be-",
        "schlossen, dass die Fähre nach Rügen auch im",
        "Winter fahren soll, wie die Sprecherin sagte",
        "und der Minister am Abend noch bestätigte.",
    ]
    body = " ".join(lines).replace("burg- ", "burg-").replace("be- ", "be")
    assert only("a.txt", "\n".join(lines)).body == body


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ferry sinks on Lake Syvach, 32 dead",
            "Pool of Merel to close",
            "Fog stops all ships again",
        ]
        * 2,
        [
            "渡轮在瑟瓦什湖沉没造成三十二人死亡交通部长辞职",
            "梅雷尔游泳池将于明年春天关闭",
            "大雾导致所有船只停航",
        ]
        * 2,
    ],
)
def test_lines_of_a_list_stay(only: Only, lines: list[str]) -> None:
    assert only("a.txt", "\n".join(lines)).body == "\n".join(lines)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a"])
def test_front_matter_is_known_whatever_the_name(only: Only, name: str) -> None:
    raw = only(name, f"---\ntitle: Pool closes\ndate: 2025-10-01\nauthor: A. Smit\n---\n{BODY}")
    assert raw.fields == {"title": "Pool closes", "published_at": "2025-10-01", "author": "A. Smit"}
    assert raw.body == BODY


def test_front_matter_in_toml_is_known_too(only: Only) -> None:
    matter = (
        'title = "Pool: closed"\ndate = 2025-10-01T08:30:00+02:00\nlastmod = 2025-10-02\n'
        'authors = ["A. Smit"]\nid = 7\n[params]\nhero = "x.png"\n'
    )
    raw = only("a", f"+++\n{matter}+++\n{BODY}")
    assert raw.fields == {
        "title": "Pool: closed",
        "published_at": datetime(2025, 10, 1, 8, 30, tzinfo=timezone(timedelta(hours=2))),
        "updated_at": date(2025, 10, 2),
        "authors": ["A. Smit"],
        "id": "7",
    }
    assert raw.body == BODY


def test_markdown_is_read_as_a_reader_sees_it(only: Only) -> None:
    raw = only(
        "a.md",
        "# Pool *closes*\n\nThe [pool](https://x.example) at **Merel** ![map](m.png) shuts.\n",
    )
    assert raw.fields["title"] == "Pool closes"
    assert raw.body == "The pool at Merel  shuts."


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
def test_one_article_to_a_line(tmp_path: Path, name: str) -> None:
    records = [{"body": BODY}, {"body": BODY, "title": "Pool"}]
    (tmp_path / name).write_text("\n".join(map(json.dumps, records)))
    found = list(read(tmp_path / name))
    assert [item.origin.line for item in found if isinstance(item, RawArticle)] == [1, 2]


def test_an_array_of_articles(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"body": BODY}, {"title": "no body"}], indent=1))
    good, bad = read(tmp_path / "a.json")
    assert isinstance(good, RawArticle)
    assert isinstance(bad, Rejection)
    assert bad.item == 2
    assert bad.reason.startswith('The field "body" is missing')


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("渡轮沉没，调查报告将对外\n公布。", "渡轮沉没，调查报告将对外公布。"),
        ("<div>\n渡轮沉没，调查报告将对外\n公布。\n</div>", "渡轮沉没，调查报告将对外公布。"),
        ("It sank.<br>Three\ndied[^1].", "It sank.\nThree died[^1]."),
        ("Of 10<sup>6</sup> m<sup>2</sup>, he\nsaid.<sup>1</sup>", "Of 10⁶ m², he said."),
        ("*One*\nmore  \n**line**.", "One more\nline."),
    ],
)
def test_markdown_is_read_as_its_reader_sees_it(only: Only, text: str, body: str) -> None:
    assert only("a.md", text).body == body


NEWSAPI = {"source": {"id": "mc", "name": "The Merel Courier"}, "title": "Pool", "content": BODY}
GUARDIAN = {"id": "sport/pool", "webTitle": "Pool", "fields": {"bodyText": BODY}}
HIT = {"_index": "news", "_id": "7", "_source": {"title": "Pool", "body": BODY}}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        ({"status": "ok", "articles": [NEWSAPI]}, {"title": "Pool", "source": "The Merel Courier"}),
        ({"pagination": {"total": 1}, "data": [{"text": BODY}], "links": [{"rel": "next"}]}, {}),
        ({"response": {"total": 1, "results": [GUARDIAN]}}, {"id": "sport/pool", "title": "Pool"}),
        ({"took": 3, "hits": {"hits": [HIT]}}, {"id": "7", "title": "Pool"}),
        ({"content": [{"title": "Pool", "body": BODY}], "last": True}, {"title": "Pool"}),
    ],
)
def test_the_articles_in_what_a_service_answers_are_read(
    only: Only, answer: dict[str, object], fields: dict[str, object], indent: int | None
) -> None:
    raw = only("a.json", json.dumps(answer, indent=indent))
    assert (raw.body, raw.fields) == (BODY, fields)
    assert raw.origin.item == 1


def test_each_article_of_an_answer_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"articles": [{"body": BODY}, {"title": "no body"}]}))
    good, bad = read(path)
    assert isinstance(good, RawArticle)
    assert isinstance(bad, Rejection)
    assert place(bad.path, bad.line, bad.item) == f"{path}, item 2"


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a"])
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('{\n "articles": [\n%s,\n%s,\n%s\n ]\n}', 3),
        ('{"articles": [\n%s,\n%s\n]}\n', 2),
        ("[\n%s,\n%s\n]", 2),
        ("[%s\n,%s]\n", 2),
        ('\n{"title": "Pool",\n"authors": [\n{"name": "A. Smit"}\n],\n"body": %s}', 1),
        ("%s\n\n%s\n", 2),
        ("%s\r\n%s", 2),
    ],
)
def test_json_may_be_written_in_lines_of_any_kind(
    tmp_path: Path, text: str, count: int, name: str
) -> None:
    is_one = '"body": %s' in text
    (tmp_path / name).write_text(text.replace("%s", json.dumps(BODY if is_one else {"body": BODY})))
    found = list(read(tmp_path / name))
    assert [item.body for item in found if isinstance(item, RawArticle)] == [BODY] * count
    assert len(found) == count


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
@pytest.mark.parametrize("broken", [0, 1, 2])
def test_one_broken_line_is_rejected_alone(tmp_path: Path, name: str, broken: int) -> None:
    lines = [json.dumps({"body": BODY})] * 3
    lines[broken] = lines[broken][:-1]
    (tmp_path / name).write_text("\n".join(lines))
    found = list(read(tmp_path / name))
    assert [isinstance(item, Rejection) for item in found] == [at == broken for at in range(3)]


def test_lines_that_are_too_long_to_be_told_from_json_are_told_by_the_name(tmp_path: Path) -> None:
    long = json.dumps({"body": BODY + " The pool is closed." * 5_000})
    for name in ("a.json", "a.jsonl"):
        (tmp_path / name).write_text(f"{long}\n{long}\n")
    (bad,) = read(tmp_path / "a.json")
    assert isinstance(bad, Rejection)
    assert bad.reason.endswith("let the name of the file end in .jsonl.")
    assert [type(item) for item in read(tmp_path / "a.jsonl")] == [RawArticle] * 2


def test_json_on_one_line_may_be_as_long_as_any_that_is_read_as_a_whole(tmp_path: Path) -> None:
    articles = [{"body": BODY + " The pool is closed." * 500}] * 1000
    (tmp_path / "a.json").write_text(json.dumps({"articles": articles}))
    found = list(read(tmp_path / "a.json"))
    assert size_of(tmp_path / "a.json") > MAX_LINE_BYTES
    assert [type(item) for item in found] == [RawArticle] * 1000


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Pool", "comments": [{"text": BODY}]},
        {"id": 7, "body": [{"text": BODY}]},
        {"articles": [{"body": BODY}], "comments": [{"text": BODY}]},
    ],
)
def test_parts_of_an_article_are_no_articles(tmp_path: Path, record: dict[str, object]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(record))
    (bad,) = read(tmp_path / "a.json")
    assert isinstance(bad, Rejection)
    assert bad.reason.startswith('The field "body" is ')


def test_what_a_service_answers_without_text_names_the_fields_of_its_articles(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"data": [{"title": "Pool", "summary": BODY}]}))
    (bad,) = read(tmp_path / "a.json")
    assert isinstance(bad, Rejection)
    assert "none of title, summary is known" in bad.reason
    (good,) = read(tmp_path / "a.json", SourceOptions({"body": "summary"}))
    assert isinstance(good, RawArticle)
    assert good.body == BODY


def test_the_name_of_a_file_dates_a_json_object_alone(only: Only) -> None:
    assert only("2025-10-01.json", json.dumps({"body": BODY}, indent=1)).dates == (
        FoundDate("2025-10-01", "file name"),
    )
    assert only("2025-10-02.json", json.dumps([{"body": BODY}])).dates == ()


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_line_that_is_cut_is_broken_in_a_column_of_its_own(tmp_path: Path, end: str) -> None:
    cut = json.dumps({"body": BODY})[:-1]
    (tmp_path / "a.jsonl").write_text(json.dumps({"body": BODY}) + f"\n{cut}{end}", newline="")
    _, bad = read(tmp_path / "a.jsonl")
    assert isinstance(bad, Rejection)
    assert bad.line == 2
    assert bad.reason.startswith(f"The JSON is broken at column {len(cut) + 1}: Expecting ',' ")


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".git/config.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = [Path(item.origin.path) for item in read(tmp_path) if isinstance(item, RawArticle)]
    assert found == [tmp_path / "a" / "z.txt", tmp_path / "b.txt"]


def test_links_out_of_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    folder, beside = tmp_path / "articles", tmp_path / "beside"
    for made in (folder, beside):
        made.mkdir()
        (made / "a.txt").write_text(BODY)
    (folder / "file").symlink_to(beside / "a.txt")
    (folder / "loop").symlink_to(tmp_path)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    raw, remark = read(folder)
    assert isinstance(raw, RawArticle)
    assert raw.origin.path == str(folder / "a.txt")
    assert isinstance(remark, Remark)
    assert remark.path == str(folder)
    assert f"{folder / 'file'} to {beside / 'a.txt'}" in remark.text
    assert f"{folder / 'loop'} to {tmp_path}" in remark.text
    assert size_of(folder) == len(BODY)


def test_a_link_that_is_named_itself_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY)
    (tmp_path / "folder").symlink_to(folder)
    (tmp_path / "file").symlink_to(folder / "a.txt")
    for name in ("folder", "file"):
        (raw,) = read(tmp_path / name)
        assert isinstance(raw, RawArticle)
        assert raw.body == BODY


def test_a_link_to_what_is_hidden_in_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / ".store").mkdir()
    (tmp_path / ".store" / "a.txt").write_text(BODY)
    (tmp_path / "a.txt").symlink_to(tmp_path / ".store" / "a.txt")
    (raw,) = read(tmp_path)
    assert isinstance(raw, RawArticle)
    assert raw.origin.path == str(tmp_path / "a.txt")


def test_a_folder_may_be_deeper_than_calls_may_be_nested(tmp_path: Path) -> None:
    folders = [tmp_path / "f"]
    while len(folders) < 1.2 * sys.getrecursionlimit():
        folders.append(folders[-1] / "f")
    for folder in folders:
        folder.mkdir()
    deepest = folders[-1] / "a.txt"
    deepest.write_text(BODY)
    try:
        (raw,) = read(tmp_path)
        assert raw.origin.path == str(deepest)  # type: ignore[union-attr]
    finally:  # what removes temporary folders calls itself for each level
        deepest.unlink()
        for folder in reversed(folders):
            folder.rmdir()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = read(tmp_path)
    assert isinstance(found, Rejection)
    assert found.reason == "It is neither a file nor a folder."


def test_a_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as stream:  # noqa: PTH123
        stream.write("")
    (found,) = read(tmp_path)
    assert isinstance(found, Rejection)
    assert found.path.encode().decode() == str(tmp_path) + "/caf\ufffd.txt"


def test_a_line_without_end_is_rejected_and_the_next_read(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("w") as stream:
        stream.write(json.dumps({"body": BODY}) + "\n")
        stream.write('{"body": "' + "x" * 9_000_000 + '"}\n')
        stream.write(json.dumps({"body": BODY}) + "\n")
    first, long, last = read(tmp_path / "a.jsonl")
    assert isinstance(first, RawArticle)
    assert isinstance(long, Rejection)
    assert (long.line, long.reason) == (2, "The line has over 8 MB. Split the article in parts.")
    assert isinstance(last, RawArticle)


def test_sizes_sum_up_to_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"body": BODY}) + "\n" for _ in range(5)))
    (tmp_path / "b.txt").write_text(BODY)
    read_for = sum(item.size for item in read(tmp_path) if isinstance(item, RawArticle))
    assert read_for == size_of(tmp_path)
