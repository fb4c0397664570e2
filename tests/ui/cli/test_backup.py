"""`news backup` and `news restore`, as people use them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

News = Callable[..., Result]


def test_a_corpus_goes_into_one_file_and_comes_back(
    news: News, sample_corpus: Path, tmp_path: Path
) -> None:
    file, folder = tmp_path / "archive.zip", tmp_path / "restored"
    listed = news("articles", "list", "--corpus", sample_corpus).stdout
    made = news("backup", file, "--corpus", sample_corpus)
    assert made.exit_code == 0
    assert made.stdout.startswith(f"{file}: {len(listed.splitlines())} articles, ")
    assert [path.name for path in tmp_path.iterdir()] == ["archive.zip"]

    restored = news("restore", file, "--corpus", folder)
    assert restored.exit_code == 0
    assert restored.stdout.startswith(f"{folder}: {len(listed.splitlines())} articles, as they")
    assert news("articles", "list", "--corpus", folder).stdout == listed


def test_nothing_is_replaced_unless_that_is_said(
    news: News, sample_corpus: Path, tmp_path: Path
) -> None:
    file, folder = tmp_path / "archive.zip", tmp_path / "restored"
    assert news("backup", file, "--corpus", sample_corpus).exit_code == 0
    assert news("restore", file, "--corpus", folder).exit_code == 0
    for again in (("backup", file, "--corpus", folder), ("restore", file, "--corpus", folder)):
        refused = news(*again)
        assert refused.exit_code == 1
        assert "--force" in refused.stderr
        assert news(*again, "--force").exit_code == 0


def test_a_file_that_is_missing_is_told_before_what_would_be_replaced(
    news: News, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").touch()
    missing = tmp_path / "nowhere" / "archive.zip"
    refused = news("restore", missing, "--corpus", tmp_path)
    assert refused.exit_code == 1
    assert str(missing) in refused.stderr
    assert "is not empty" not in refused.stderr
