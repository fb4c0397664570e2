"""`news ask` and `news search` on the sample archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from rag import Assistant
from rag.corpus.corpus import Corpus
from rag.records import Citation
from ui.cli.replies import print_sources

News = Callable[..., Result]

QUESTION = "Why did the Medivaar data leak happen?"
DEATHS = "How many people died on Lake Syvach?"
NOT_THERE = "Who won the Eurovision song contest?"


def ask(news: News, corpus: Path, question: str, *options: str) -> dict[str, Any]:
    result = news("ask", question, "--corpus", corpus, "--json", *options)
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_the_json_answer_has_its_fields_and_exact_quotes(news: News, sample_corpus: Path) -> None:
    answer = ask(news, sample_corpus, QUESTION)
    assert {
        "status", "text", "language", "as_of", "notice", "sentences", "citations", "timings",
        "story", "newer",
    } <= answer.keys()  # fmt: skip
    assert answer["status"] == "answered"
    assert answer["language"] == "en"
    assert set(answer["citations"][0]) == {
        "number", "article_id", "title", "source", "url", "published_at", "language", "quote",
        "start", "end", "version",
    }  # fmt: skip
    numbers = [citation["number"] for citation in answer["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 1 <= len(answer["sentences"]) <= 5
    assert all(set(sentence["citations"]) <= set(numbers) for sentence in answer["sentences"])
    with Assistant(sample_corpus) as assistant:
        for citation in answer["citations"]:
            body = assistant.article(citation["article_id"]).body
            assert citation["quote"] == body[citation["start"] : citation["end"]]


def test_narrowed_to_a_day_a_language_and_an_outlet(news: News, sample_corpus: Path) -> None:
    def found(*options: str) -> list[dict[str, Any]]:
        result = news("search", QUESTION, "--corpus", sample_corpus, "--json", *options)
        passages: list[dict[str, Any]] = json.loads(result.stdout)["passages"]
        return passages

    assert all(p["published_at"][:10] <= "2026-02-03" for p in found("--as-of", "2026-02-03"))
    assert all(p["published_at"] >= "2026-03" for p in found("--since", "2026-03"))
    assert {p["language"] for p in found("--language", "nl", "--language", "de")} == {"nl", "de"}
    assert {p["source"] for p in found("--source", "Penrose Courier")} == {"Penrose Courier"}
    assert len(found("-k", "3")) == 3


def test_why_nothing_is_found_is_told(news: News, corpus: Corpus, sample_corpus: Path) -> None:
    of_old_days = ("search", QUESTION, "--until", "1900", "--corpus", sample_corpus)
    assert news(*of_old_days).stdout == "Nothing in the archive passes these filters.\n"
    in_an_empty_one = news("search", QUESTION, "--corpus", corpus.folder).stdout
    assert "news ingest" in in_an_empty_one
    assert "filters" not in in_an_empty_one


def test_a_passage_is_a_slice_of_its_article(news: News, sample_corpus: Path) -> None:
    result = news("search", "tidal power", "--corpus", sample_corpus, "--json")
    assert result.exit_code == 0, result.output
    passages = json.loads(result.stdout)["passages"]
    assert passages
    with Assistant(sample_corpus) as assistant:
        for passage in passages:
            body = assistant.article(passage["article_id"]).body
            assert passage["text"] == body[passage["start"] : passage["end"]]


def test_people_read_the_answer_and_then_its_numbered_sources(
    news: News, sample_corpus: Path
) -> None:
    answer = ask(news, sample_corpus, QUESTION)
    text = news("ask", *QUESTION.split(), "--corpus", sample_corpus).stdout
    said, sources = text.split("\nSources\n")
    assert answer["sentences"][0]["text"] in said
    assert "[1]" in said
    first = answer["citations"][0]
    head = sources.splitlines()[0]
    assert head.startswith("[1] ")
    assert f"] {first['source']}, {first['published_at'][:10]}" in head
    assert f"“{first['quote']}”" in sources
    assert first["url"] in sources


def test_an_article_is_named_once_with_all_its_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    def cited(number: int, article: str) -> Citation:
        title, quote = f"Title of {article}", f"Quote {number}."
        return Citation(number, article, title, None, None, "2025-08-13", "en", quote, 0, 8)

    print_sources([cited(1, "a"), cited(2, "b"), cited(3, "a")])
    assert capsys.readouterr().out.splitlines() == [
        "[1] [3] outlet unknown, 2025-08-13, en: Title of a",
        "    [1] “Quote 1.”",
        "    [3] “Quote 3.”",
        "    news articles show a",
        "[2] outlet unknown, 2025-08-13, en: Title of b",
        "    “Quote 2.”",
        "    news articles show b",
    ]


def test_without_an_answer_the_nearest_coverage_is_named(news: News, sample_corpus: Path) -> None:
    answer = ask(news, sample_corpus, NOT_THERE)
    assert answer["status"] == "no_answer"
    assert not answer["citations"]
    text = news("ask", NOT_THERE, "--corpus", sample_corpus).stdout
    assert "Sources" not in text
    assert answer["text"] in text


def test_right_to_left_text_stays_as_it_is(news: News, sample_corpus: Path) -> None:
    search = ("search", "ملعب", "--language", "ar", "-k", "1", "--corpus", sample_corpus)
    passage = json.loads(news(*search, "--json").stdout)["passages"][0]
    assert " ".join(passage["text"].split()) in news(*search).stdout


@pytest.fixture(scope="module")
def hostile_corpus(news: News, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article that tries to steer the terminal it is read in."""
    folder = tmp_path_factory.mktemp("hostile")
    record = {
        "id": "hostile",
        "title": "Harbour \x1b]0;owned\x07closed \u202edesolc",
        "body": "The harbour was closed\x9b31m on Monday.\x1b[5m The harbour master said so.",
        "source": "Outlet\r\x1b[31m",
        "language": "en",
        "url": "https://example.org/\x1b[8m",
    }
    (folder / "hostile.jsonl").write_text(json.dumps(record))
    news("ingest", folder / "hostile.jsonl", "--corpus", folder / "corpus")
    return folder / "corpus"


@pytest.mark.parametrize(
    "command", [["search", "harbour closed"], ["ask", "harbour closed?"], ["articles", "list"]]
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_article_text_cannot_steer_the_terminal(
    news: News, hostile_corpus: Path, command: list[str], form: list[str]
) -> None:
    output = news(*command, *form, "--corpus", hostile_corpus).output
    assert "arbour" in output
    assert not {character for character in output if character in "\x1b\x07\r\x9b\u202e"}


def test_a_story_is_told_by_date_with_the_figures_that_changed(
    news: News, sample_corpus: Path
) -> None:
    asked = ("timeline", DEATHS, "--as-of", "2026-11-24", "--corpus", sample_corpus)
    reports = json.loads(news(*asked, "--json").stdout)["reports"]
    assert [report["published_at"] for report in reports] == sorted(
        report["published_at"] for report in reports
    )
    (changed,) = (r["changed"] for r in reports if r["article_id"] == "syvach-ferry-05")
    assert {"before": 21, "now": 19} in [
        {name: change[name] for name in ("before", "now")} for change in changed
    ]
    with Assistant(sample_corpus) as assistant:
        for report in reports:
            article = assistant.article(report["article_id"])
            assert report["text"] == article.body[report["start"] : report["end"]]
            assert report["url"] == article.url
    text = news(*asked).stdout
    assert text.index(reports[0]["title"]) < text.index(reports[-1]["title"])
    assert f"“{reports[0]['text']}”" in text
    assert "19, where an earlier report had 21" in text


def test_where_nothing_is_answered_there_is_no_story(news: News, sample_corpus: Path) -> None:
    asked = ("timeline", NOT_THERE, "--corpus", sample_corpus)
    assert json.loads(news(*asked, "--json").stdout) == {"reports": []}
    assert news(*asked).stdout == "No dated reports of such a story were found.\n"


@pytest.mark.parametrize("command", ["ask", "search", "timeline"])
def test_a_terminal_shows_that_it_is_searching_and_then_clears_it(
    command: str, news: News, sample_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (command, QUESTION, "--corpus", sample_corpus)
    assert "Searching" not in news(*arguments).stdout
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = news(*arguments).stdout
    said = "Searching ..."
    assert said in shown
    assert f"\r{' ' * len(said)}\r" in shown.partition(said)[2]
