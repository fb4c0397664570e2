"""A small archive and its questions, through the command, on the real model."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rag.embedding.model import Embedder
from ui.cli import main, progress

WIRE = (
    "Divers found the bell of the Marigold on Tuesday, forty metres down off Saltmouth. "
    "The ferry sank in 1931 with a cargo of tin. "
    "Captain Orla Finch said the bell will go to the museum in Brackwater."
)
ARTICLES: list[dict[str, Any]] = [
    {"id": "bell", "title": "Bell of lost ferry found", "body": WIRE, "language": "en"},
    {"id": "bell-copy", "title": "Lost ferry's bell found", "body": WIRE, "language": "en"},
    {
        "id": "brug",
        "title": "Brug bij Oudekerk maanden dicht",
        "body": (
            "De brug bij Oudekerk blijft tot september dicht voor al het verkeer. "
            "Inspecteurs vonden roest in de kabels van het draaideel. "
            "De reparatie kost de gemeente 2,4 miljoen florijn."
        ),
        "language": "nl",
    },
    {
        "id": "brug-later",
        "title": "Brug bij Oudekerk weer open",
        "body": (
            "De brug bij Oudekerk is woensdag weer opengegaan voor het verkeer. "
            "De reparatie kostte in totaal 3,1 miljoen florijn."
        ),
        "language": "nl",
    },
    {
        "id": "bees",
        "title": "Beekeepers lose half their hives",
        "body": (
            "Beekeepers around Brackwater lost half of their hives over the winter. "
            "A mite that came with imported queens is to blame, the union said."
        ),
        "language": "en",
    },
]
DATES = {"bell": "2025-03-04", "bell-copy": "2025-03-05", "brug": "2025-04-10"}
DATES |= {"brug-later": "2025-09-10", "bees": "2025-04-02"}
GOLD: dict[str, Any] = {"answerable": True, "gold_answers": [], "must_not": []}
QUESTIONS = [
    {
        "id": "museum",
        "question": "Where will the bell of the Marigold be shown?",
        "language": "en",
        "as_of": "2025-06-01",
        "type": "fact",
        "gold_articles": ["bell"],
        "gold_sentences": ["the bell will go to the museum in Brackwater"],
        **GOLD,
    },
    {
        "id": "rust",
        "question": "What is wrong with the bridge at Oudekerk?",
        "language": "en",
        "as_of": "2025-06-01",
        "type": "why",
        "gold_articles": ["brug"],
        "gold_sentences": ["Inspecteurs vonden roest in de kabels van het draaideel."],
        **GOLD,
    },
    {
        "id": "impossible",
        "question": "Wie heeft de bijen gestolen uit het museum?",
        "language": "nl",
        "as_of": "2025-06-01",
        "type": "unanswerable",
        "gold_articles": [],
        "gold_sentences": [],
        **GOLD,
        "answerable": False,
    },
    {
        "id": "missed",
        "question": "How many hives did the beekeepers lose?",
        "language": "en",
        "as_of": "2025-03-20",
        "type": "fact",
        "gold_articles": ["bees"],  # published later, so it cannot be found
        "gold_sentences": ["lost half of their hives over the winter"],
        **GOLD,
    },
]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set") / "small"
    folder.mkdir()
    dated = [{**article, "published_at": DATES[article["id"]]} for article in ARTICLES]
    dated[1]["duplicate_of"] = "bell"
    (folder / "articles.jsonl").write_text(lines(dated), encoding="utf-8")
    (folder / "questions.jsonl").write_text(lines(QUESTIONS), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


NewsEval = Callable[..., Result]


@pytest.fixture(scope="module")
def news_eval(embedder: Embedder) -> NewsEval:
    """Runs `news eval` with its corpora and runs in a folder, and the model that all tests share."""

    def run(work: Path, *arguments: str | Path) -> Result:
        command = ["eval", "--work", str(work), *map(str, arguments)]
        return CliRunner().invoke(main, command, obj=embedder)

    return run


@pytest.fixture(scope="module")
def figures(small: Path, work: Path, news_eval: NewsEval) -> dict[str, Any]:
    """The figures of a run named "first", with the extractive writer."""
    target = work / "figures.json"
    result = news_eval(
        work, small, "--run", "first", "--writer", "extractive", "--json", target, "--failures"
    )
    assert result.exit_code == 0, result.output
    (found,) = json.loads(target.read_text(encoding="utf-8"))
    return {"output": result.output, **found}


def test_ours_and_the_baselines_are_scored_on_the_questions_that_have_an_answer(
    figures: dict[str, Any],
) -> None:
    assert figures["questions"] == 4
    for system in ("ours", "dense", "bm25", "fusion"):
        hit = figures["figures"][system]["all"]["hit@5"]
        assert hit["n"] == 3
        assert hit["value"] <= 0.6667  # the third cannot be found as of its date
        assert 0 <= hit["low"] <= hit["value"] <= hit["high"] <= 1
    assert figures["figures"]["ours"]["all"]["hit@5"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["figures"]["ours"]["other language"]["hit@5"]["value"] == 1
    assert figures["pairs"] == ["en>en", "en>nl"]


def test_a_ranking_names_each_article_once(figures: dict[str, Any], work: Path) -> None:
    kept = (work / "runs" / "first" / "small.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    rankings = [ranking for line in kept for ranking in json.loads(line)["rankings"].values()]
    assert max(map(len, rankings)) == len(ARTICLES) - 1  # at most: one is too new for all of them
    assert all(len(ranking) == len(set(ranking)) for ranking in rankings)


def test_the_better_baseline_stands_beside_ours(figures: dict[str, Any]) -> None:
    best = figures["better"]["all"]["hit@1"]
    ours, theirs = (figures["figures"][name]["all"]["hit@1"]["value"] for name in ("ours", best))
    assert figures["gain"]["all"]["hit@1"]["value"] == pytest.approx(ours - theirs, abs=1e-3)


def test_nothing_later_than_the_question_was_used(figures: dict[str, Any]) -> None:
    assert figures["late"] == []


def test_the_writers_answers_are_scored(figures: dict[str, Any]) -> None:
    scored = figures["figures"]["extractive"]["all"]
    shares = [scored[name]["value"] for name in ("right", "beside", "refused wrongly")]
    assert sum(shares) == pytest.approx(1, abs=1e-3)  # must_not is empty: none can be wrong
    assert figures["seconds"]["extractive"]["end"]["value"] > 0


def test_failures_name_the_question_what_is_right_and_what_was_found(
    figures: dict[str, Any],
) -> None:
    block = figures["output"].split("missed (en, as of 2025-03-20): ")[1].split("\n\n")[0]
    assert block.startswith("no hit@1, no hit@5")
    assert "gold: bees" in block
    assert "right: lost half of their hives over the winter" in block


def test_a_run_is_taken_up_where_it_stopped(
    figures: dict[str, Any], small: Path, work: Path, tmp_path: Path, news_eval: NewsEval
) -> None:
    kept = work / "runs" / "first" / "small.jsonl"
    whole = kept.read_text(encoding="utf-8")
    assert len(whole.splitlines()) == 1 + len(QUESTIONS)
    asked_first = whole.splitlines()[1]
    # Killed while it wrote the third outcome.
    kept.write_text("\n".join(whole.split("\n")[:4])[:-20], encoding="utf-8")
    target = tmp_path / "again.json"
    arguments = ("--run", "first", "--writer", "extractive", "--json", target)
    assert news_eval(work, small, *arguments).exit_code == 0
    (again,) = json.loads(target.read_text(encoding="utf-8"))
    assert kept.read_text(encoding="utf-8").splitlines()[1] == asked_first
    for name in ("figures", "gain", "better", "late"):
        assert again[name] == figures[name]


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--writer", "extractive", "--seed", "7"), {}),
        (("--writer", "extractive"), {"NEWS_WRITER_MODE": "large"}),
    ],
)
def test_a_run_does_not_go_on_under_another_setup(
    figures: dict[str, Any],
    small: Path,
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    news_eval: NewsEval,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = news_eval(work, small, "--run", "first", *arguments)
    assert result.exit_code == 1
    assert "Give this one another name with --run" in result.output


def test_a_run_goes_on_with_a_corpus_elsewhere(
    figures: dict[str, Any],
    small: Path,
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
    news_eval: NewsEval,
) -> None:
    monkeypatch.setenv("NEWS_CORPUS", str(work / "nowhere"))
    result = news_eval(work, small, "--run", "first", "--writer", "extractive")
    assert result.exit_code == 0, result.output


def test_what_a_question_is_narrowed_by_is_left_out_for_all(
    small: Path, work: Path, news_eval: NewsEval
) -> None:
    narrowed = {
        **QUESTIONS[0],
        "question": "What is wrong with the bridge at Oudekerk?",
        "as_of": "2025-10-01",
        "gold_articles": ["brug-later"],
        "gold_sentences": [],
        "options": {"since": "2025-09", "language": ["nl"]},
    }
    (work / "narrowed").mkdir()
    (work / "narrowed" / "questions.jsonl").write_text(lines([narrowed]), encoding="utf-8")
    articles = small / "articles.jsonl"
    arguments = ("--articles", articles, "--run", "one", "--writer", "extractive")
    result = news_eval(work, work / "narrowed", *arguments)
    assert result.exit_code == 0, result.output
    kept = (work / "runs" / "one" / "narrowed.jsonl").read_text(encoding="utf-8").splitlines()
    outcome = json.loads(kept[1])
    assert {name for ranking in outcome["rankings"].values() for name in ranking} == {"brug-later"}
    assert {c["article_id"] for c in outcome["written"]["extractive"]["citations"]} <= {
        "brug-later"
    }


def test_articles_are_known_as_ingest_reads_them(
    tmp_path: Path, work: Path, news_eval: NewsEval
) -> None:
    bell = {**ARTICLES[0], "published_at": "4 March 2025", "language": "en-GB"}
    question = {**QUESTIONS[0], "type": "fact"}
    (tmp_path / "articles.jsonl").write_text(lines([bell]), encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text(lines([question]), encoding="utf-8")
    target = tmp_path / "figures.json"
    result = news_eval(work, tmp_path, "--json", target)
    assert result.exit_code == 0, result.output
    (found,) = json.loads(target.read_text(encoding="utf-8"))
    assert found["pairs"] == ["en>en"]
    assert found["late"] == []


def test_figures_that_could_not_be_kept_are_not_made(
    small: Path, work: Path, news_eval: NewsEval
) -> None:
    result = news_eval(work, small, "--json", work / "nowhere" / "figures.json")
    assert result.exit_code == 2
    assert "figures.json cannot be written: name a file" in result.output


def test_where_no_terminal_is_lines_say_how_many_questions_were_asked(
    small: Path, work: Path, news_eval: NewsEval, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = (small, "--only", "why", "--writer", "extractive")
    assert "questions\n" not in news_eval(work, *arguments).stderr
    monkeypatch.setattr(progress, "LINES_SECONDS", 0.0)
    assert "small: 1 of 1 questions\n" in news_eval(work, *arguments).stderr


def test_only_one_type_of_question(
    figures: dict[str, Any], small: Path, work: Path, news_eval: NewsEval
) -> None:
    result = news_eval(work, small, "--only", "unanswerable")
    assert result.exit_code == 0
    assert "small: 1 question;" in result.output
    assert "refusal recall" in result.output


PARALLEL = {
    "en": ("The bell of the ferry was found off Saltmouth.", "Bees died of a mite."),
    "de": ("Die Glocke der Fähre wurde vor Saltmouth gefunden.", "Eine Milbe tötete Bienen."),
    "es": ("La campana del ferri apareció frente a Saltmouth.", "Un ácaro mató abejas."),
    "ru": ("Колокол парома нашли у берегов Солтмута.", "Клещ погубил пчёл."),
    "ar": ("عُثر على جرس العبّارة قبالة سولتماوث.", "قتل العث النحل."),
    "zh": ("渡轮的钟在索尔特茅斯附近海域被发现。", "一种螨虫害死了蜜蜂。"),
    "tr": ("Feribotun çanı Saltmouth açıklarında bulundu.", "Bir akar arıları öldürdü."),
}
ASKED = {
    "en": "Where was the bell of the ferry found?",
    "de": "Wo wurde die Glocke der Fähre gefunden?",
    "es": "¿Dónde apareció la campana del ferri?",
    "ru": "Где нашли колокол парома?",
    "ar": "أين عُثر على جرس العبّارة؟",
    "zh": "渡轮的钟在哪里被发现？",
    "tr": "Feribotun çanı nerede bulundu?",
}


def test_in_a_pool_of_all_languages_one_version_of_the_right_passage_is_left(
    tmp_path: Path, work: Path, news_eval: NewsEval
) -> None:
    folder = tmp_path / "parallel"
    folder.mkdir()
    for language, (bell, bees) in PARALLEL.items():
        passages = [{"passage_id": "bell", "text": bell}, {"passage_id": "bees", "text": bees}]
        question = {
            "id": "q",
            "question": ASKED[language],
            "answers": [],
            "gold_passage_id": "bell",
        }
        (folder / f"passages.{language}.jsonl").write_text(lines(passages), encoding="utf-8")
        (folder / f"questions.{language}.jsonl").write_text(lines([question]), encoding="utf-8")
    result = news_eval(work, folder, "--run", "pools", "--pairs")
    assert result.exit_code == 0, result.output
    assert "pooled, foreign en>zh" in result.output
    kept = (work / "runs" / "pools" / "xquad.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    assert len(kept) == 7 * 7 * 2
    for line in kept:
        outcome = json.loads(line)
        _, pair, kind = outcome["id"].split(":")
        found = pair.split(">")[1]
        for ranking in outcome["rankings"].values():
            assert {name for name in ranking if name.endswith("/bell")} <= {f"{found}/bell"}
            if kind.startswith("one language"):
                assert {name.split("/")[0] for name in ranking} <= {found}
        assert f"{found}/bell" in outcome["rankings"]["ours"]


@pytest.mark.parametrize(
    ("articles", "questions", "message"),
    [
        (None, lines(QUESTIONS), "Name the file or folder with --articles"),
        (lines(ARTICLES), None, "There is no questions*.jsonl"),
        (lines(ARTICLES), '{"id": "x"}\n', "line 1: the question cannot be used ('question'"),
        (lines(ARTICLES), "{\n", "line 1: the JSON is broken"),
        (lines(ARTICLES), lines([QUESTIONS[0]] * 2), "'museum' occurs twice"),
        (lines(ARTICLES[2:]), lines(QUESTIONS), "names the article 'bell', which is not in"),
        (lines(ARTICLES), "", "has no questions."),
    ],
)
def test_a_set_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, articles: str | None, questions: str | None, message: str, news_eval: NewsEval
) -> None:
    for name, text in (("articles", articles), ("questions", questions)):
        if text is not None:
            (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    result = news_eval(tmp_path, tmp_path)
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output


def test_of_feedback_that_nobody_has_labelled_it_is_said_what_is_missing(
    tmp_path: Path, news_eval: NewsEval
) -> None:
    (tmp_path / "articles.jsonl").write_text(lines(ARTICLES), encoding="utf-8")
    (tmp_path / "questions.jsonl").touch()
    (tmp_path / "unlabelled.jsonl").write_text(lines(QUESTIONS[:1]), encoding="utf-8")
    result = news_eval(tmp_path, tmp_path)
    assert result.exit_code == 1
    assert "Say in the lines of unlabelled.jsonl what is right" in result.output
