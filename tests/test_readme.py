"""What the README shows works, and what it says of settings and commands is so."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from rag.embedding.model import Embedder
from rag.settings import Settings
from ui.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


@pytest.fixture(scope="module")
def readers_folder(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of a reader who has run `make run` and has articles of their own in articles/."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(sample_corpus, folder / "corpus")
    own = folder / "articles"
    own.mkdir()
    (own / "ferry.txt").write_text("date 2026-03-01 The ferry sails again. The storm is over.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWS_CORPUS", str(folder / "corpus"))
        patch.chdir(folder)
        yield folder


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert found, language
    return found


def test_the_examples_in_python_run(
    readers_folder: Path,
    embedder: Embedder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rag.embedding.model.load_embedder", lambda _: embedder)  # loaded once
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)
        assert capsys.readouterr().out.strip(), block


@pytest.mark.parametrize(
    "line", [line for block in blocks("console") for line in block.splitlines()]
)
def test_the_examples_on_the_command_line_run(
    readers_folder: Path, embedder: Embedder, line: str
) -> None:
    prompt, command, *arguments = shlex.split(line)
    assert (prompt, command) == ("$", "news")
    result = CliRunner().invoke(main, arguments, obj=embedder)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


def test_every_setting_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(NEWS_\w+)` \| (.+?) \|", README, re.MULTILINE))
    assert rows.keys() == {f"NEWS_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str | int | float):
            assert rows[f"NEWS_{name.upper()}"].strip("`") == f"{field.default}".removesuffix(".0")


def test_the_commands_it_names_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"(?:^    |`)make ([a-z]+)", README, re.MULTILINE)
    assert targets
    for target in targets:
        assert f"\n{target}:" in makefile


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    ]
    assert len({page for page, _ in links}) > len(pages) / 2
    assert [(page, link) for page, link in links if not (page.parent / link).exists()] == []


def test_pages_that_the_code_refers_to_are_there() -> None:
    sources = [path for part in ("rag", "ingest", "ui") for path in (ROOT / part).rglob("*.py")]
    named = {page for path in sources for page in re.findall(r"docs/[\w-]+\.md", path.read_text())}
    assert named
    assert [page for page in sorted(named) if not (ROOT / page).is_file()] == []
