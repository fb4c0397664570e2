"""`news articles`: withdrawing and setting right, as people do it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import Result

from ingest.cleaning import Cleaned, clean
from ingest.records import RawArticle
from ingest.sources import read
from rag.corpus.corpus import Corpus

News = Callable[..., Result]
ID = "valmirena-recount-03"
QUESTION = "How many ballots did the recount in Valmirena find?"


def cited(news: News, corpus: Path) -> set[str]:
    """Ids of the articles that a search finds for the question."""
    found = json.loads(news("search", QUESTION, "-k", "20", "--corpus", corpus, "--json").stdout)
    return {item["article_id"] for item in found["passages"]}


def test_what_is_withdrawn_is_not_found_until_that_is_undone(news: News, sample_copy: Path) -> None:
    at = ("--corpus", sample_copy)
    assert ID in cited(news, sample_copy)
    assert news("articles", "withdraw", ID, *at).stdout == f"Withdrawn: {ID}.\n"
    assert ID not in cited(news, sample_copy)
    assert ID not in news("articles", "list", *at).stdout
    assert ID in news("articles", "list", "--withdrawn", *at).stdout
    assert "Withdrawn: never found or cited." in news("articles", "show", ID, *at).stdout
    assert news("articles", "withdraw", ID, "--undo", *at).stdout == f"Current again: {ID}.\n"
    assert ID in cited(news, sample_copy)


def test_what_is_set_by_hand_is_shown_with_what_was_before(news: News, sample_copy: Path) -> None:
    at = ("--corpus", sample_copy)
    before = json.loads(news("articles", "show", ID, "--json", *at).stdout)
    result = news("articles", "edit", ID, "--title", "A count ends", "--author", "A. Diop", *at)
    assert result.stdout == f"{ID} is changed: version 2.\n"
    shown = news("articles", "show", ID, *at).stdout
    assert shown.startswith("A count ends\n")
    assert "published_at in its record; kind in its record; title by hand" in shown
    assert f": {before['title']}" in shown
    record = json.loads(news("articles", "show", ID, "--json", *at).stdout)
    assert record["fixed"] == {"title": "A count ends", "authors": ["A. Diop"]}
    assert record["versions"][0]["article"]["title"] == before["title"]
    earlier = json.loads(news("articles", "show", ID, "--version", "1", "--json", *at).stdout)
    assert earlier["title"] == before["title"]
    assert "it has 1, 2" in news("articles", "show", ID, "--version", "9", *at).stderr
    released = news("articles", "edit", ID, "--release", "title", *at)
    assert released.stdout == f"{ID} takes title from what is read next.\n"


def test_a_field_is_released_by_the_name_of_its_option(
    news: News, tmp_path: Path, corpus_folder: Path
) -> None:
    at = ("--corpus", corpus_folder)
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps({"id": "p1", "title": "Lock shut", "body": "The lock is shut."}))
    assert news("ingest", file, *at).exit_code == 0
    fixed = ("--author", "A. Jansen", "--published-at", "2025-06-14")
    assert news("articles", "edit", "p1", *fixed, *at).exit_code == 0
    refused = news("articles", "edit", "p1", "--release", "title", *at)
    assert "'title' of 'p1' was not fixed by hand; what is: " in refused.stderr
    assert "authors" in refused.stderr
    names = ("--release", "author", "--release", "published-at")
    assert news("articles", "edit", "p1", *names, *at).exit_code == 0
    assert json.loads(news("articles", "show", "p1", "--json", *at).stdout)["fixed"] == {}


def test_what_an_article_is_and_is_linked_to_is_shown(
    news: News, tmp_path: Path, corpus_folder: Path
) -> None:
    at = ("--corpus", corpus_folder)
    body = " ".join(f"Barge {n} of the line waits above the lock at Tavolzh." for n in range(9))
    wrong = "In our report on the lock we named nine barges. That was wrong, there were ten."
    lines = [
        {"id": "wire", "title": "Lock shut", "body": body, "published_at": "2026-03-11"},
        {"id": "copy", "title": "Shut", "body": body, "published_at": "2026-03-12"},
        {"id": "fix", "title": "Correction: the lock", "body": wrong, "corrects": "wire"},
        {
            "id": "view",
            "title": "Opinion: open it",
            "body": "Open the lock.",
            "duplicate_of": "gone",
        },
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in lines))
    assert news("ingest", file, *at).exit_code == 0
    wire = news("articles", "show", "wire", *at).stdout
    assert "Kind: report\nCopies of it: copy\nCorrected by fix: Correction: the lock\n" in wire
    assert "A copy of wire: Lock shut\n" in news("articles", "show", "copy", *at).stdout
    fix = news("articles", "show", "fix", *at).stdout
    assert "Kind: correction\nCorrects wire: Lock shut\n" in fix
    view = news("articles", "show", "view", *at).stdout
    assert "Kind: opinion\nA copy of gone, which is not stored\n" in view
    assert "Where its fields were found: kind by a label in front of the headline\n" in view
    record = json.loads(news("articles", "show", "wire", "--json", *at).stdout)
    assert (record["copies"], record["corrected_by"]) == (["copy"], ["fix"])


def test_an_edit_without_a_field_is_wrong_usage(news: News, sample_copy: Path) -> None:
    result = news("articles", "edit", ID, "--corpus", sample_copy)
    assert result.exit_code == 2
    assert "name a field" in result.stderr


def stored(news: News, corpus: Path, *options: str) -> dict[str, dict[str, object]]:
    """The articles of a corpus with their texts, by id; without their versions."""
    listed = json.loads(news("articles", "list", *options, "--corpus", corpus, "--json").stdout)
    found = {}
    for item in listed["articles"]:
        shown = news("articles", "show", item["id"], "--corpus", corpus, "--json").stdout
        record = json.loads(shown)
        found[item["id"]] = {name: record[name] for name in item if name != "version"}
        found[item["id"]]["body"] = record["body"]
    return found


def test_what_is_exported_is_read_back_with_nothing_lost(
    news: News, tmp_path: Path, corpus_folder: Path
) -> None:
    source, file, other = tmp_path / "in.jsonl", tmp_path / "from-2026-03-01.jsonl", tmp_path / "to"
    records: list[dict[str, object]] = [
        {"body": "De brug blijft dicht. De wethouder zegt dat het tot september duurt."},
        {
            "id": "tide",
            "title": 'Tides "turn"',
            "body": "A mill turns at the coast.\n\nIt makes power \u2014 with the tide: \u6f6e.",
            "published_at": "2025-08",
            "updated_at": "2025-09-01T10:00:00+02:00",
            "source": "The Post",
            "authors": ["A. Diop", "B. Jansen"],
            "url": "https://post.example/tide?id=1",
            "section": "Energy",
            "kind": "analysis",
            "corrects": "mill",
        },
        {
            "id": "copy",
            "body": "Nobody came to the mill.",
            "source": "De Bode",
            "duplicate_of": "tide",
        },
        {"id": "gone", "body": "This was wrong from the start.", "published_at": "2025"},
    ]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert news("ingest", source, "--corpus", corpus_folder).exit_code == 0
    news("articles", "withdraw", "gone", "--corpus", corpus_folder)
    news("articles", "edit", "tide", "--section", "Coast", "--corpus", corpus_folder)

    made = news("articles", "export", file, "--corpus", corpus_folder)
    assert made.stdout == f"{file}: 3 articles.\n"
    gone = tmp_path / "gone.jsonl"
    made = news("articles", "export", gone, "--withdrawn", "--corpus", corpus_folder)
    assert made.stdout == f"{gone}: 1 article.\n"
    assert news("ingest", file, gone, "--corpus", other).exit_code == 0
    for options in ((), ("--withdrawn",)):
        assert stored(news, other, *options) == stored(news, corpus_folder, *options)
    assert len(stored(news, other)) == 3


def test_the_sample_archive_is_exported_as_ingest_reads_it(
    news: News, sample_corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "articles.jsonl"
    assert news("articles", "export", file, "--corpus", sample_corpus).exit_code == 0
    with closing(Corpus(sample_corpus)) as corpus:
        expected = {article.id: article for article in corpus.articles()}
    raws = list(read(file))
    assert len(raws) == len(expected) > 50
    for raw in raws:
        assert isinstance(raw, RawArticle)
        cleaned = clean(raw, datetime.now(UTC))
        assert isinstance(cleaned, Cleaned)
        assert cleaned.warnings == ()
        assert cleaned.article == replace(expected[cleaned.article.id], version=1)


def test_an_export_replaces_a_file_only_when_told_to(
    news: News, sample_corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("precious")
    refused = news("articles", "export", file, "--corpus", sample_corpus)
    assert (refused.exit_code, file.read_text()) == (1, "precious")
    assert "--force" in refused.stderr
    at = ("--corpus", sample_corpus)
    assert news("articles", "export", file, "--limit", "2", "--force", *at).exit_code == 0
    assert len(file.read_text().splitlines()) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]
    for nowhere, why in ((tmp_path / "no", "No such file"), (file, "Not a directory")):
        failed = news("articles", "export", nowhere / "a.jsonl", "--corpus", sample_corpus)
        assert failed.exit_code == 1
        assert f"cannot be written: {why}" in failed.stderr
