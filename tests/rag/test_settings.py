"""Settings come from arguments, then the environment; a mistake is told by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import NewsError, SettingsError
from rag.settings import BUNDLED_MODEL, Settings, load_settings


def test_without_anything_set_the_bundled_model_is_used() -> None:
    assert load_settings().embedding_model == BUNDLED_MODEL


def test_an_argument_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_EVIDENCE_LIMIT", "5")
    monkeypatch.setenv("NEWS_CORPUS", "/somewhere")
    settings = load_settings(evidence_limit=7, corpus=None)
    assert settings.evidence_limit == 7
    assert settings.corpus == Path("/somewhere")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"evidence_limits": 5}, "evidence_limits"),
        ({"evidence_limit": 0}, "evidence_limit"),
        ({"embedding_dtype": "float8"}, "embedding_dtype"),
    ],
)
def test_a_mistake_is_told_by_its_name(given: dict[str, object], named: str) -> None:
    with pytest.raises(SettingsError, match=named) as raised:
        load_settings(**given)
    assert "\n" not in str(raised.value)
    assert isinstance(raised.value, NewsError)


def test_a_mistake_in_the_environment_is_told_by_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWS_WRITER_SECONDS", "abc")
    with pytest.raises(SettingsError, match="NEWS_WRITER_SECONDS: "):
        load_settings(evidence_limit=5)


def test_a_tilde_is_the_home_of_who_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_CORPUS", "~/news")
    assert load_settings(local_model=Path("~/m.gguf")).corpus == Path.home() / "news"
    assert load_settings(local_model=Path("~/m.gguf")).local_model == Path.home() / "m.gguf"


def test_settings_do_not_change_once_made() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().evidence_limit = 3  # type: ignore[misc]


def test_a_setting_misspelt_is_warned_of_and_no_other_variable(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("NEWS_EVIDENCE_LIMT", "NEWS_API_KEY", "NEWS_WRITER_KEY", "NEWS_SERVE_HOST"):
        monkeypatch.setenv(name, "secret")
    load_settings()
    load_settings()
    assert caplog.messages == ["NEWS_EVIDENCE_LIMT is no setting: is NEWS_EVIDENCE_LIMIT meant?"]


def test_what_is_empty_in_the_environment_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"NEWS_{name.upper()}", raising=False)
    usual = load_settings()
    for name in Settings.model_fields:
        monkeypatch.setenv(f"NEWS_{name.upper()}", "")
    empty = load_settings()
    assert empty == usual.model_copy(update={"query_prompt": "", "passage_prompt": ""})
